//! Writing a reply: a look at what will happen, then the word, and taking it back.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use desk_casework::{Conversation, ConversationId, PlanError, ReplyId, day_of};
use maud::{Markup, html};
use serde::Deserialize;

use super::draft::Draft;
use super::frame::{Entry, Page};
use super::{
    bytes, code, conversation, conversation_id, failed, nothing_here, notice, open, path, say::Say,
    see_other, thread, unlock, when, work,
};
use crate::App;
use crate::engine::{Desk, DeskError, ReplyError, Sent};
use crate::random::SystemRandom;

/// What the forms of a reply send.
#[derive(Deserialize)]
pub(crate) struct Writing {
    text: String,
    /// Anything but nothing: queue it.
    #[serde(default)]
    confirm: String,
    /// What the member had seen of the conversation when she looked at the preview.
    #[serde(default)]
    seen: String,
}

/// `POST /c/{id}/reply`: without `confirm` the preview, with it the queue.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Result<Form<Writing>, FormRejection>,
) -> Response {
    let say = Say::of(&app);
    let (Some(id), Ok(Form(form))) = (conversation_id(&id), form) else {
        return failed(say, "desk-form-broken");
    };
    work(app, move |app| {
        let locked = unlock::carrying(say, id, Draft::Reply, form.text.clone());
        open(app, locked, |app, say, desk| {
            let Some(view) = conversation::read(desk, id)? else {
                return Ok(nothing_here(say));
            };
            // Browsers send line ends as CR LF, which would cost a byte each.
            let text = form.text.replace("\r\n", "\n");
            if form.confirm.is_empty() {
                Draft::Reply.keep(desk, id, &text)?;
                return preview(app, say, desk, &view, &text, None);
            }
            queue(app, say, desk, &view, &text, &form.seen)
        })
    })
    .await
}

/// `GET /c/{id}/reply`: the preview of what is being written, after a desk was unlocked again.
pub(crate) async fn draft_preview(State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    conversation::at(app, &id, |app, say, desk, id| {
        let text = Draft::Reply.read(desk, id)?;
        match conversation::read(desk, id)? {
            None => Ok(nothing_here(say)),
            Some(_) if text.is_empty() => Ok(see_other(&path(id))),
            Some(view) => preview(app, say, desk, &view, &text, None),
        }
    })
    .await
}

/// What changes when she writes again or a colleague answers; the way of blocks does not count.
fn seen(view: &Conversation) -> String {
    let sheets: usize = view
        .messages()
        .iter()
        .map(|message| usize::from(message.parts()) - message.missing().len())
        .sum();
    let replies = view.replies().iter().filter(|reply| !reply.is_automatic());
    format!("{sheets}.{}.{}", view.earlier_messages(), replies.count())
}

fn queue(
    app: &App,
    say: Say,
    desk: &mut Desk,
    view: &Conversation,
    text: &str,
    looked_at: &str,
) -> Result<Response, DeskError> {
    let id = view.id();
    let newest = view
        .replies()
        .iter()
        .rev()
        .find(|reply| !reply.is_automatic());
    if !looked_at.is_empty() && looked_at != seen(view) {
        // The same button twice: it was queued the first time.
        if newest.is_some_and(|reply| reply.text() == text.trim()) {
            return Ok(see_other(&path(id)));
        }
        Draft::Reply.keep(desk, id, text)?;
        return preview(app, say, desk, view, text, Some("desk-reply-news"));
    }
    match desk.reply(id, text, 1, app.now(), &mut SystemRandom) {
        Ok(_) => {
            Draft::Reply.keep(desk, id, "")?;
            Ok(see_other(&path(id)))
        }
        Err(ReplyError::Desk(error)) => Err(error),
        Err(_) => {
            Draft::Reply.keep(desk, id, text)?;
            preview(app, say, desk, view, text, None)
        }
    }
}

/// The page before sending. Nothing is queued by it.
fn preview(
    app: &App,
    say: Say,
    desk: &Desk,
    view: &Conversation,
    text: &str,
    problem: Option<&str>,
) -> Result<Response, DeskError> {
    let id = view.id();
    let now = app.now();
    let planned = match desk.plan(id, text, now) {
        Err(ReplyError::Desk(error)) => return Err(error),
        planned => planned,
    };
    let status = if planned.is_ok() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = html! {
        div.head {
            h1 { (say.text("desk-preview")) " " bdi.code dir="ltr" { (code(id)) } }
        }
        @if let Some(problem) = problem {
            (notice(say, problem))
            (thread::show(say, view, now))
        }
        @match planned {
            Ok(sent) => (confirm(say, view, text, &sent, now)),
            Err(error) => {
                (notice(say, refusal(error)))
                (conversation::reply_form(say, id, text, app.idle_secs()))
            }
        }
    };
    Ok(Page::new(say)
        .entry(Entry::Other)
        .title(code(id))
        .status(status)
        .script()
        .show(body))
}

fn refusal(error: ReplyError) -> &'static str {
    match error {
        ReplyError::Plan(PlanError::Empty) => "desk-reply-empty",
        ReplyError::Plan(PlanError::TooLong { .. }) => "desk-reply-too-long",
        ReplyError::Plan(PlanError::OutboxFull { .. }) => "desk-reply-full",
        ReplyError::NoKey => "desk-reply-no-key",
        ReplyError::NoConversation => "desk-nothing-here",
        ReplyError::Desk(_) => "desk-failed",
    }
}

fn confirm(say: Say, view: &Conversation, text: &str, sent: &Sent, now: u64) -> Markup {
    let path = path(view.id());
    let lang = desk_casework::language_hint(text).map(language::Tag::as_str);
    html! {
        div.entry.sent { div.m dir="auto" lang=[lang] { (text) } }
        (days(say, sent, now))
        form.stack method="post" action=(format!("{path}/reply")) {
            textarea.hidden name="text" hidden readonly { "\n" (text) }
            input type="hidden" name="seen" value=(seen(view));
            button type="submit" name="confirm" value="1" { (say.text("desk-reply-confirm")) }
        }
        p { a href=(format!("{path}#reply")) { (say.text("desk-reply-change")) } }
    }
}

/// Which parts go out when, and how long the reply waits.
fn days(say: Say, sent: &Sent, now: u64) -> Markup {
    let today = day_of(now);
    let plan = &sent.plan;
    let until = if plan.until_day() == today {
        say.text("desk-plan-today")
    } else {
        let last = when::day(say, plan.until_day(), today);
        say.with("desk-plan-until", &[("day", last.into())])
    };
    let is_today = plan.first_day() == today;
    html! {
        section.plan {
            p {
                strong { (say.with("desk-plan-parts", &[("n", plan.blocks.len().into())])) }
                " "
                (until)
            }
            @if is_today {
                p { (say.with("desk-plan-first", &[("span", when::within(say, sent.first_at.saturating_sub(now)).into())])) }
            } @else {
                p.warn { (say.text("desk-plan-not-today")) }
            }
            @if plan.days().len() > 1 {
                ul {
                    @for (day, parts) in plan.days() {
                        li {
                            (say.with("desk-plan-day", &[
                                ("day", when::day(say, day, today).into()),
                                ("n", parts.into()),
                            ]))
                        }
                    }
                }
            }
            p.quiet { (say.text("desk-plan-how")) }
        }
    }
}

/// `POST /c/{id}/draft`: the script keeps what is being written.
pub(crate) async fn keep_draft(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Result<Form<Writing>, FormRejection>,
) -> Response {
    let (Some(id), Ok(Form(form))) = (conversation_id(&id), form) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    work(app, move |app| {
        open(app, StatusCode::LOCKED.into_response(), |_, _, desk| {
            if conversation::read(desk, id)?.is_none() {
                return Ok(StatusCode::NOT_FOUND.into_response());
            }
            Draft::Reply.keep(desk, id, &form.text)?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
    })
    .await
}

/// Which reply.
#[derive(Deserialize)]
pub(crate) struct Which {
    reply: String,
}

/// `POST /c/{id}/withdraw`. The text comes back into the form if nothing else is there.
pub(crate) async fn withdraw(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Form(which): Form<Which>,
) -> Response {
    conversation::at(app, &id, move |app, say, desk, id| {
        let view = conversation::read(desk, id)?;
        let reply = bytes(&which.reply).map(ReplyId);
        let found = view
            .as_ref()
            .zip(reply)
            .and_then(|(view, reply)| view.reply(reply));
        let Some(reply) = found else {
            return Ok(nothing_here(say));
        };
        desk.withdraw(id, reply.id(), app.now(), &mut SystemRandom)?;
        give_back(desk, id, reply.text(), reply.out())?;
        Ok(see_other(&path(id)))
    })
    .await
}

fn give_back(desk: &mut Desk, id: ConversationId, text: &str, out: u8) -> Result<(), DeskError> {
    if out == 0 && Draft::Reply.read(desk, id)?.is_empty() {
        Draft::Reply.keep(desk, id, text)?;
    }
    Ok(())
}
