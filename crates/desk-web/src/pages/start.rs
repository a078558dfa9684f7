//! The first page of a run, the bare address, and the choice of language.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use language::Tag;
use serde::Deserialize;

use super::{error_key, failed, refused, say::Say, see_other, work};
use crate::App;

/// `GET /start/{key}`: the key for a cookie, once.
pub(crate) async fn start(
    State(app): State<Arc<App>>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Response {
    let cookie = match app.access().begin(&key, &headers) {
        Ok(cookie) => cookie,
        // Whoever has the cookie has been here: a reload, or the same link again.
        Err(_) if app.access().check_session(&headers).is_ok() => return see_other("/"),
        Err(refusal) => return refused(&app, refusal),
    };
    let mut response = see_other("/");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// `GET /`.
pub(crate) async fn home(State(app): State<Arc<App>>) -> Response {
    work(app, |app| {
        see_other(if app.is_locked() { "/unlock" } else { "/inbox" })
    })
    .await
}

/// The form of the four buttons.
#[derive(Deserialize)]
pub(crate) struct Choice {
    language: String,
    #[serde(default)]
    back: String,
}

/// `POST /language`.
pub(crate) async fn language(State(app): State<Arc<App>>, Form(choice): Form<Choice>) -> Response {
    work(app, move |app| {
        if let Some(tag) = Tag::parse(&choice.language)
            && let Err(error) = app.speak(tag)
        {
            return failed(Say::of(app), error_key(error));
        }
        see_other(local(&choice.back))
    })
    .await
}

/// A path of ours, or the first page: never another site.
fn local(path: &str) -> &str {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'/';
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 128
        && path.bytes().all(is_plain);
    if is_local { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn the_way_back_stays_here() {
        assert_eq!(
            local("/c/00112233445566778899aabbccddeeff"),
            "/c/00112233445566778899aabbccddeeff"
        );
        for elsewhere in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a?b",
            "/a\r\nx: y",
        ] {
            assert_eq!(local(elsewhere), "/");
        }
    }
}
