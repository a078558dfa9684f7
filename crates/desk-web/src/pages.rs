//! The pages, one module for each, and what they share.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use desk_casework::ConversationId;
use desk_vault::VaultError;
use maud::html;

use crate::App;
use crate::access::{Refusal, hex};
use crate::engine::{Desk, DeskError};

use self::frame::Page;
use self::say::Say;

pub(crate) mod conversation;
pub(crate) mod draft;
pub(crate) mod frame;
pub(crate) mod inbox;
pub(crate) mod reply;
pub(crate) mod say;
pub(crate) mod start;
pub(crate) mod state;
pub(crate) mod thread;
pub(crate) mod unlock;
pub(crate) mod when;

/// The query of a page that came again by itself, which is no use of the desk.
pub(crate) const AUTOMATIC: &str = "r";

/// Letters and digits of a short code: no vowels, so that no code is a word, and nothing that
/// looks like something else.
const CODE: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";

/// Does the work of a page where waiting is allowed: the vault is a file, and the desk may be busy.
pub(crate) async fn work(
    app: Arc<App>,
    page: impl FnOnce(&App) -> Response + Send + 'static,
) -> Response {
    let say = Say::of(&app);
    tokio::task::spawn_blocking(move || page(&app))
        .await
        .unwrap_or_else(|_| failed(say, "desk-failed"))
}

/// The same with the desk; when it is locked, the way to unlock it.
pub(crate) async fn with_desk(
    app: Arc<App>,
    page: impl FnOnce(&App, Say, &mut Desk) -> Result<Response, DeskError> + Send + 'static,
) -> Response {
    work(app, move |app| open(app, see_other("/unlock"), page)).await
}

/// Runs a page on the desk, or gives `locked`.
pub(crate) fn open(
    app: &App,
    locked: Response,
    page: impl FnOnce(&App, Say, &mut Desk) -> Result<Response, DeskError>,
) -> Response {
    let say = Say::of(app);
    match app.desk().as_mut() {
        None => locked,
        Some(desk) => page(app, say, desk).unwrap_or_else(|error| failed(say, error_key(error))),
    }
}

/// Where to go after a form.
pub(crate) fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::from_str(path) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// The message of an error; the message with `-next` behind it says what to do.
pub(crate) fn error_key(error: DeskError) -> &'static str {
    match error {
        DeskError::NotADesk | DeskError::Founding | DeskError::OtherRoot => "desk-vault-no-desk",
        DeskError::Vault(error) => match error {
            VaultError::WrongPassphrase => "desk-vault-wrong-passphrase",
            VaultError::InUse => "desk-vault-in-use",
            VaultError::Missing | VaultError::NotEmpty | VaultError::AlreadyThere => {
                "desk-vault-missing"
            }
            VaultError::Damaged { .. } => "desk-vault-damaged",
            VaultError::TooNew { .. } => "desk-vault-too-new",
            VaultError::NoSpace => "desk-vault-no-space",
            VaultError::NoMemory => "desk-vault-no-memory",
            VaultError::Denied => "desk-vault-denied",
            VaultError::Refused(_)
            | VaultError::BadValue
            | VaultError::Io(_)
            | VaultError::Store(_) => "desk-failed",
        },
    }
}

/// Something failed that should not: what, and what to do next.
pub(crate) fn failed(say: Say, key: &str) -> Response {
    Page::new(say)
        .status(StatusCode::INTERNAL_SERVER_ERROR)
        .show(whole(say, key))
}

/// A message and what to do next.
pub(crate) fn notice(say: Say, key: &str) -> maud::Markup {
    html! {
        div.alert role="alert" {
            p { strong { (say.text(key)) } }
            p { (say.markup(&format!("{key}-next"))) }
        }
    }
}

/// The same as a page of its own.
fn whole(say: Say, key: &str) -> maud::Markup {
    html! {
        div.narrow.alert role="alert" {
            h1 { (say.text(key)) }
            p { (say.markup(&format!("{key}-next"))) }
        }
    }
}

/// A gate is closed. Nothing of the desk is on this page.
pub(crate) fn refused(app: &App, refusal: Refusal) -> Response {
    let key = match refusal {
        Refusal::OtherHost => "desk-refused-host",
        Refusal::OtherSite => "desk-refused-site",
        Refusal::KeyUsed => "desk-refused-key",
        Refusal::NoSession => "desk-refused-session",
    };
    let say = Say::of(app);
    Page::new(say)
        .bare()
        .status(StatusCode::FORBIDDEN)
        .show(whole(say, key))
}

/// No such page.
pub(crate) async fn missing(State(app): State<Arc<App>>) -> Response {
    nothing_here(Say::of(&app))
}

/// No such page or conversation.
pub(crate) fn nothing_here(say: Say) -> Response {
    Page::new(say)
        .status(StatusCode::NOT_FOUND)
        .entry(frame::Entry::Other)
        .show(whole(say, "desk-nothing-here"))
}

/// The conversation that a path names.
pub(crate) fn conversation_id(given: &str) -> Option<ConversationId> {
    bytes(given).map(ConversationId)
}

/// Sixteen bytes from 32 hexadecimal digits.
pub(crate) fn bytes(given: &str) -> Option<[u8; 16]> {
    if given.len() != 32 || !given.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(given, 16).ok().map(u128::to_be_bytes)
}

/// The path of a conversation.
pub(crate) fn path(id: ConversationId) -> String {
    format!("/c/{}", hex(&id.0))
}

/// Four letters and digits that stand for a conversation on the screen and in talk. Two
/// conversations may share a code; nothing is looked up by it.
pub(crate) fn code(id: ConversationId) -> String {
    let hash = blake3::hash(&id.0);
    hash.as_bytes()
        .iter()
        .take(4)
        .filter_map(|byte| CODE.get(usize::from(*byte) % CODE.len()))
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_path_names_its_conversation_and_nothing_else_does(id: [u8; 16], other in ".{0,40}") {
            prop_assert_eq!(bytes(&hex(&id)), Some(id));
            if let Some(found) = bytes(&other) {
                prop_assert_eq!(hex(&found), other.to_lowercase());
            }
        }

        #[test]
        fn a_code_is_four_letters_that_are_no_word(id: [u8; 16]) {
            let code = code(ConversationId(id));
            prop_assert_eq!(code.len(), 4);
            prop_assert!(code.bytes().all(|letter| CODE.contains(&letter)));
            prop_assert!(!code.contains(['A', 'E', 'I', 'O', 'U', 'Y']));
        }
    }
}
