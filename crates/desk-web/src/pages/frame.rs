//! The frame of every page: head, navigation, policy.

use std::sync::OnceLock;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use language::Tag;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::say::Say;

/// The one style.
const STYLE: &str = include_str!("style.css");
/// The one script; only where something is written.
const SCRIPT: &str = include_str!("draft.js");

/// The navigation entry that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Inbox,
    State,
    /// A page below one of them.
    Other,
}

/// A page before it is an answer.
pub(crate) struct Page {
    say: Say,
    title: String,
    status: StatusCode,
    entry: Option<Entry>,
    language_back: Option<String>,
    refresh: Option<(u64, String)>,
    script: bool,
}

impl Page {
    /// A page without navigation, titled like nothing.
    pub(crate) fn new(say: Say) -> Self {
        Self {
            say,
            title: "–".to_owned(),
            status: StatusCode::OK,
            entry: None,
            language_back: None,
            refresh: None,
            script: false,
        }
    }

    /// With the navigation of an unlocked desk.
    pub(crate) fn entry(mut self, entry: Entry) -> Self {
        self.entry = Some(entry);
        self
    }

    /// With the choice of language, which comes back to `path`.
    pub(crate) fn languages(mut self, path: impl Into<String>) -> Self {
        self.language_back = Some(path.into());
        self
    }

    /// Without any way on.
    pub(crate) fn bare(mut self) -> Self {
        self.entry = None;
        self.language_back = None;
        self
    }

    /// With another title; a short code, never a name.
    pub(crate) fn title(mut self, title: String) -> Self {
        self.title = title;
        self
    }

    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Goes to `path` after `secs`, by the header that does it without a script.
    pub(crate) fn refresh(mut self, secs: u64, path: impl Into<String>) -> Self {
        self.refresh = Some((secs, path.into()));
        self
    }

    /// With the script that keeps drafts.
    pub(crate) fn script(mut self) -> Self {
        self.script = true;
        self
    }

    /// The answer.
    pub(crate) fn show(self, body: Markup) -> Response {
        let policy = HeaderValue::from_static(policy(self.script));
        let text = self.markup(&body).into_string();
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        let headers = [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_SECURITY_POLICY, policy),
        ];
        let mut response = (self.status, headers, text).into_response();
        let refresh = self
            .refresh
            .map(|(secs, path)| format!("{secs}; url={path}"));
        if let Some(value) = refresh.and_then(|refresh| HeaderValue::from_str(&refresh).ok()) {
            response.headers_mut().insert(header::REFRESH, value);
        }
        response
    }

    fn markup(&self, body: &Markup) -> Markup {
        let tag = self.say.tag;
        html! {
            (DOCTYPE)
            html lang=(tag.as_str()) dir=(tag.direction().as_str()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    meta name="robots" content="noindex";
                    meta name="referrer" content="same-origin";
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    @if let Some(entry) = self.entry { header { (self.header(entry)) } }
                    main #main tabindex="-1" { (body) }
                    @if let Some(back) = &self.language_back { footer { (languages(self.say, back)) } }
                    @if self.script { script { (PreEscaped(SCRIPT)) } }
                }
            }
        }
    }

    fn header(&self, entry: Entry) -> Markup {
        let say = self.say;
        html! {
            a.skip href="#main" { (say.text("desk-skip")) }
            nav aria-label=(say.attribute("desk-navigation")) {
                a href="/inbox" aria-current=[(entry == Entry::Inbox).then_some("page")] {
                    (say.text("desk-inbox"))
                }
                a href="/state" aria-current=[(entry == Entry::State).then_some("page")] {
                    (say.text("desk-state"))
                }
            }
            form.lock method="post" action="/lock" {
                button type="submit" { (say.text("desk-lock")) }
            }
        }
    }
}

/// Four buttons, each in its own language.
fn languages(say: Say, back: &str) -> Markup {
    html! {
        form.languages method="post" action="/language" aria-label=(say.attribute("desk-languages")) {
            input type="hidden" name="back" value=(back);
            @for tag in Tag::ALL {
                button type="submit" name="language" value=(tag.as_str()) lang=(tag.as_str())
                    dir=(tag.direction().as_str()) aria-pressed=[(tag == say.tag).then_some("true")] {
                    (tag.native_name())
                }
            }
        }
    }
}

/// What the browser may do with a page: our style, our forms, and one script or none.
fn policy(with_script: bool) -> &'static str {
    static POLICIES: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];
    let [plain, script] = &POLICIES;
    let rest = "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                require-trusted-types-for 'script'; trusted-types 'none'";
    if with_script {
        return script.get_or_init(|| {
            let (style, script) = (hash(STYLE), hash(SCRIPT));
            format!(
                "default-src 'none'; style-src {style}; script-src {script}; \
                 connect-src 'self'; {rest}"
            )
        });
    }
    plain.get_or_init(|| format!("default-src 'none'; style-src {}; {rest}", hash(STYLE)))
}

fn hash(source: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(source.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..=chunk.len() {
            let index = (group >> (18 - 6 * at)) & 63;
            let letter = LETTERS.get(index as usize).copied().unwrap_or(b'=');
            text.push(char::from(letter));
        }
        text.extend(std::iter::repeat_n('=', 3 - chunk.len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
