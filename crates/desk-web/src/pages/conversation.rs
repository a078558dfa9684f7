//! A conversation: what came, what was answered, what the team noted, and where to write.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use desk_casework::{Change, Conversation, ConversationId, MAX_NOTE_BYTES, NoteId, Status};
use maud::{Markup, html};
use rand_core::Rng as _;
use serde::Deserialize;

use super::draft::Draft;
use super::frame::{Entry, Page};
use super::{
    code, conversation_id, failed, inbox, nothing_here, notice, open, path, say::Say, see_other,
    thread, unlock, when, work,
};
use crate::App;
use crate::engine::{Desk, DeskError};
use crate::random::SystemRandom;

/// `GET /c/{id}`. Looking at it marks it as read, and changes nothing else.
pub(crate) async fn show(State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    at(app, &id, |app, say, desk, id| {
        let Some(view) = read(desk, id)? else {
            return Ok(nothing_here(say));
        };
        if view.is_unread() {
            let through_seq = view.last_seq();
            desk.act(
                id,
                Change::Seen { through_seq },
                app.now(),
                &mut SystemRandom,
            )?;
        }
        page(app, say, desk, &view, None)
    })
    .await
}

/// Runs a page of one conversation; a locked desk comes back to it.
pub(super) async fn at(
    app: Arc<App>,
    id: &str,
    page: impl FnOnce(&App, Say, &mut Desk, ConversationId) -> Result<Response, DeskError>
    + Send
    + 'static,
) -> Response {
    let Some(id) = conversation_id(id) else {
        return nothing_here(Say::of(&app));
    };
    work(app, move |app| {
        let locked = see_other(&format!("/unlock?{}", crate::access::hex(&id.0)));
        open(app, locked, |app, say, desk| page(app, say, desk, id))
    })
    .await
}

pub(super) fn read(desk: &Desk, id: ConversationId) -> Result<Option<Conversation>, DeskError> {
    Ok(desk.reader().conversation(id)?)
}

/// The page; `problem` is a message that has a `-next`.
pub(super) fn page(
    app: &App,
    say: Say,
    desk: &Desk,
    view: &Conversation,
    problem: Option<&str>,
) -> Result<Response, DeskError> {
    let id = view.id();
    let draft = Draft::Reply.read(desk, id)?;
    let note = Draft::Note.read(desk, id)?;
    let now = app.now();
    let can_reply = desk.reader().chain(id)?.is_some();
    let body = html! {
        (head(say, view, now))
        @if let Some(problem) = problem { (notice(say, problem)) }
        (warnings(say, view))
        (thread::show(say, view, now))
        section.write aria-labelledby="write" {
            @if can_reply {
                (reply_form(say, id, &draft, app.idle_secs()))
            } @else {
                (notice(say, "desk-reply-no-key"))
            }
        }
        (note_form(say, id, &note))
    };
    Ok(Page::new(say)
        .entry(Entry::Other)
        .title(code(id))
        .languages(path(id))
        .script()
        .show(body))
}

fn head(say: Say, view: &Conversation, now: u64) -> Markup {
    let path = path(view.id());
    let is_closed = matches!(view.status(), Status::Closed { .. });
    let action = if is_closed { "reopen" } else { "close" };
    html! {
        div.head {
            h1 { bdi.code dir="ltr" { (code(view.id())) } }
            (inbox::status(say, view.status(), now))
            @if let Some(tag) = view.language_hint() {
                span.language { bdi lang=(tag.as_str()) { (tag.native_name()) } }
            }
            form method="post" action=(format!("{path}/{action}")) {
                button.plain type="submit" { (say.text(&format!("desk-{action}"))) }
            }
        }
        @if !view.opened_days().is_empty() { p.quiet { (opened(say, view, now)) } }
    }
}

/// The last days on which her words were opened.
fn opened(say: Say, view: &Conversation, now: u64) -> String {
    const SHOWN: usize = 5;
    let today = desk_casework::day_of(now);
    let days: Vec<String> = view
        .opened_days()
        .iter()
        .rev()
        .take(SHOWN)
        .map(|day| when::day(say, *day, today))
        .collect();
    say.with("desk-opened-days", &[("days", say.list(&days).into())])
}

/// What somebody must know before she writes here.
fn warnings(say: Say, view: &Conversation) -> Markup {
    let link =
        |id: ConversationId| html! { a href=(path(id)) { bdi.code dir="ltr" { (code(id)) } } };
    html! {
        @if let Some(of) = view.alarm_of() {
            div.alert {
                p { strong { (say.text("desk-alarm")) } }
                p { (say.text("desk-alarm-next")) " " (link(of)) }
            }
        }
        @if let Some(new) = view.new_words() {
            div.alert { p { (say.text("desk-new-words")) " " (link(new)) } }
        }
        @if !view.alarm_words().is_empty() {
            p.quiet {
                (say.text("desk-has-alarm"))
                @for id in view.alarm_words() { " " (link(*id)) }
            }
        }
    }
}

/// Where the reply is written. With scripts, the draft is kept while somebody writes.
pub(super) fn reply_form(say: Say, id: ConversationId, draft: &str, idle_secs: u64) -> Markup {
    let path = path(id);
    html! {
        form #reply.stack method="post" action=(format!("{path}/reply"))
            data-draft=(format!("{path}/draft")) data-idle=(idle_secs) {
            h2 #write { label for="text" { (say.text("desk-reply")) } }
            textarea #text name="text" rows="6" dir="auto" required aria-describedby="reply-hint" {
                "\n" (draft)
            }
            p.quiet #reply-hint { (say.text("desk-reply-hint")) }
            button type="submit" { (say.text("desk-reply-preview")) }
        }
    }
}

fn note_form(say: Say, id: ConversationId, draft: &str) -> Markup {
    html! {
        details #note open[!draft.is_empty()] {
            summary { (say.text("desk-note-add")) }
            form.stack method="post" action=(format!("{}/note", path(id))) {
                label for="note-text" { (say.text("desk-note-label")) }
                textarea #note-text name="text" rows="3" dir="auto" required { "\n" (draft) }
                button type="submit" { (say.text("desk-note-save")) }
            }
        }
    }
}

/// A form with one text.
#[derive(Deserialize)]
pub(crate) struct Written {
    text: String,
}

/// `POST /c/{id}/note`.
pub(crate) async fn note(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Result<Form<Written>, FormRejection>,
) -> Response {
    let say = Say::of(&app);
    let (Some(id), Ok(Form(form))) = (conversation_id(&id), form) else {
        return failed(say, "desk-form-broken");
    };
    work(app, move |app| {
        let locked = unlock::carrying(say, id, Draft::Note, form.text.clone());
        open(app, locked, |app, say, desk| {
            let Some(view) = read(desk, id)? else {
                return Ok(nothing_here(say));
            };
            let text = form.text.trim().replace("\r\n", "\n");
            if text.len() > MAX_NOTE_BYTES {
                Draft::Note.keep(desk, id, &form.text)?;
                return page(app, say, desk, &view, Some("desk-note-too-long"));
            }
            if !text.is_empty() {
                let mut note = NoteId([0; 16]);
                SystemRandom.fill_bytes(&mut note.0);
                let change = Change::NoteAdded { note, text };
                desk.act(id, change, app.now(), &mut SystemRandom)?;
            }
            Draft::Note.keep(desk, id, "")?;
            Ok(see_other(&path(id)))
        })
    })
    .await
}

/// `POST /c/{id}/close`.
pub(crate) async fn close(State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    change(app, &id, Change::Closed, "/inbox").await
}

/// `POST /c/{id}/reopen`.
pub(crate) async fn reopen(State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    let to = conversation_id(&id).map_or_else(|| "/inbox".to_owned(), path);
    change(app, &id, Change::Reopened, &to).await
}

async fn change(app: Arc<App>, id: &str, change: Change, to: &str) -> Response {
    let to = to.to_owned();
    at(app, id, move |app, say, desk, id| {
        if read(desk, id)?.is_none() {
            return Ok(nothing_here(say));
        }
        desk.act(id, change, app.now(), &mut SystemRandom)?;
        Ok(see_other(&to))
    })
    .await
}
