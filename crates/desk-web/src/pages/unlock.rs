//! Unlocking and locking. A text that was sent to a locked desk travels on through this page.

use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use desk_casework::ConversationId;
use desk_vault::{Passphrase, PassphraseError, VaultError};
use maud::html;
use serde::Deserialize;
use zeroize::Zeroize as _;

use super::draft::Draft;
use super::frame::Page;
use super::{conversation_id, error_key, failed, notice, path, say::Say, see_other, work};
use crate::App;
use crate::access::hex;
use crate::engine::DeskError;

/// Where unlocking leads.
#[derive(Clone, Default)]
pub(crate) enum Then {
    /// The inbox.
    #[default]
    Inbox,
    /// A conversation.
    Conversation(ConversationId),
    /// What somebody was writing there; kept as a draft first.
    Writing(ConversationId, Draft, String),
}

/// `GET /unlock`, with the conversation that was asked for as its query.
pub(crate) async fn show(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Response {
    let id = query.as_deref().and_then(conversation_id);
    work(app, move |app| {
        if !app.is_locked() {
            return see_other("/inbox");
        }
        let then = id.map_or(Then::Inbox, Then::Conversation);
        page(Say::of(app), &then, None, StatusCode::OK)
    })
    .await
}

/// The page of a desk that was locked while somebody wrote.
pub(crate) fn carrying(say: Say, id: ConversationId, draft: Draft, text: String) -> Response {
    let then = Then::Writing(id, draft, text);
    page(say, &then, Some("desk-locked-writing"), StatusCode::LOCKED)
}

/// The page of a locked desk; `problem` is a message that has a `-next`.
fn page(say: Say, then: &Then, problem: Option<&str>, status: StatusCode) -> Response {
    let (id, writing) = match then {
        Then::Inbox => (None, None),
        Then::Conversation(id) => (Some(*id), None),
        Then::Writing(id, draft, text) => (Some(*id), Some((*draft, text))),
    };
    let body = html! {
        div.narrow {
            h1 { (say.text("desk-locked")) }
            @if let Some(problem) = problem { (notice(say, problem)) }
            form.stack method="post" action="/unlock" {
                label for="passphrase" { (say.text("desk-passphrase")) }
                input #passphrase type="password" name="passphrase" required autofocus
                    autocomplete="off" spellcheck="false" autocapitalize="none";
                @if let Some(id) = id { input type="hidden" name="c" value=(hex(&id.0)); }
                @if let Some((draft, text)) = writing {
                    input type="hidden" name="draft" value=(draft.word());
                    textarea.hidden name="text" hidden readonly { "\n" (text.as_str()) }
                }
                button type="submit" { (say.text("desk-unlock")) }
            }
            p.quiet { (say.text("desk-unlock-hint")) }
        }
    };
    let page = Page::new(say).status(status);
    // The choice of language would leave the text behind.
    match writing {
        None => page.languages("/unlock").show(body),
        Some(_) => page.show(body),
    }
}

/// What the unlock page sends.
#[derive(Deserialize)]
pub(crate) struct Unlock {
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    c: String,
    #[serde(default)]
    draft: String,
    #[serde(default)]
    text: String,
}

impl Drop for Unlock {
    fn drop(&mut self) {
        self.passphrase.zeroize();
    }
}

impl Unlock {
    fn then(&self) -> Then {
        let Some(id) = conversation_id(&self.c) else {
            return Then::Inbox;
        };
        match Draft::of_word(&self.draft) {
            Some(draft) => Then::Writing(id, draft, self.text.clone()),
            None => Then::Conversation(id),
        }
    }
}

/// `POST /unlock`.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    form: Result<Form<Unlock>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else {
        return failed(Say::of(&app), "desk-form-broken");
    };
    work(app, move |app| {
        let then = form.then();
        let passphrase = match Passphrase::new(&form.passphrase) {
            Ok(passphrase) => passphrase,
            Err(PassphraseError::Empty | PassphraseError::TooLong) => {
                return refuse(app, &then, VaultError::WrongPassphrase.into());
            }
        };
        match app.unlock(&passphrase) {
            Ok(()) => go_on(app, &then),
            Err(error) => refuse(app, &then, error),
        }
    })
    .await
}

fn refuse(app: &App, then: &Then, error: DeskError) -> Response {
    let status = match error {
        DeskError::Vault(VaultError::WrongPassphrase) => StatusCode::FORBIDDEN,
        DeskError::Vault(VaultError::InUse) => StatusCode::CONFLICT,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    page(Say::of(app), then, Some(error_key(error)), status)
}

fn go_on(app: &App, then: &Then) -> Response {
    let (id, draft, text) = match then {
        Then::Inbox => return see_other("/inbox"),
        Then::Conversation(id) => return see_other(&path(*id)),
        Then::Writing(id, draft, text) => (*id, *draft, text),
    };
    let locked = carrying(Say::of(app), id, draft, text.clone());
    super::open(app, locked, |_, _, desk| {
        draft.keep(desk, id, text)?;
        Ok(see_other(&match draft {
            Draft::Reply => format!("{}/reply", path(id)),
            Draft::Note => format!("{}#note", path(id)),
        }))
    })
}

/// `POST /lock`.
pub(crate) async fn lock(State(app): State<Arc<App>>) -> Response {
    work(app, |app| {
        app.lock();
        see_other("/unlock")
    })
    .await
}

/// How often a window that sleeps asks whether the desk is to be locked.
const SLEEP_SECS: u64 = 60;

/// `GET /idle`: pages come here by themselves. The gate has locked the desk if nobody used it; if
/// another window is in use, this one shows nothing until somebody comes back to it.
pub(crate) async fn idle(State(app): State<Arc<App>>) -> Response {
    work(app, |app| {
        if app.is_locked() {
            return see_other("/unlock");
        }
        let say = Say::of(app);
        Page::new(say).refresh(SLEEP_SECS, "/idle").show(html! {
            div.narrow {
                h1 { (say.text("desk-asleep")) }
                p { a href="/inbox" { (say.text("desk-inbox")) } }
            }
        })
    })
    .await
}

/// `POST /alive`: somebody is writing; the gate has taken note.
pub(crate) async fn alive() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
