//! The site over HTTP, from memory. No cookie, no log, no query in an address.
//!
//! One fallback handler answers everything, so that the router can be merged with one that has
//! routes of its own (the relay's), which then go first.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use language::Tag;

use crate::headers;
use crate::site::{Page, Site};

/// The largest body of a search, in bytes.
pub const MAX_SEARCH_BYTES: usize = 1024;

/// A router that answers every address that nobody else answers.
pub fn router(site: Arc<Site>) -> Router {
    Router::new().fallback(answer).with_state(site)
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let brotli = takes_brotli(&parts.headers);
    match parts.method {
        Method::GET | Method::HEAD => {
            if let Some(address) = site.exit(path) {
                return respond(StatusCode::SEE_OTHER, &headers::exit(address), Bytes::new());
            }
            match site.page(path).or_else(|| site.page(&format!("{path}/"))) {
                Some(page) => send(StatusCode::OK, page, brotli),
                None => send(StatusCode::NOT_FOUND, site.missing(), brotli),
            }
        }
        Method::POST => match search_language(path) {
            Some(tag) => search(&site, tag, body, brotli).await,
            None => send(StatusCode::NOT_FOUND, site.missing(), brotli),
        },
        _ => send(StatusCode::METHOD_NOT_ALLOWED, site.missing(), brotli),
    }
}

async fn search(site: &Site, tag: Tag, body: Body, brotli: bool) -> Response {
    match to_bytes(body, MAX_SEARCH_BYTES).await {
        Ok(bytes) => send(StatusCode::OK, &site.search(tag, &query(&bytes)), brotli),
        Err(_) => send(
            StatusCode::PAYLOAD_TOO_LARGE,
            &site.search_too_long(tag),
            brotli,
        ),
    }
}

/// The language of a search address, `/ar/s`.
fn search_language(path: &str) -> Option<Tag> {
    let lang = path.strip_prefix('/')?.strip_suffix("/s")?;
    Tag::ALL.into_iter().find(|tag| tag.as_str() == lang)
}

/// The field `q` of a form body; control characters become spaces.
fn query(body: &[u8]) -> String {
    let field = body
        .split(|byte| *byte == b'&')
        .find_map(|field| field.strip_prefix(b"q="));
    let mut bytes = Vec::new();
    let mut rest = field.unwrap_or_default();
    while let [first, after @ ..] = rest {
        let (byte, after) = match (*first, after) {
            (b'+', after) => (b' ', after),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, after),
                _ => (b'%', rest.get(1..).unwrap_or_default()),
            },
            (byte, after) => (byte, after),
        };
        bytes.push(byte);
        rest = after;
    }
    let text = String::from_utf8_lossy(&bytes);
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Whether `Accept-Encoding` takes brotli; `q=0` refuses it.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case("br"));
            let refused = parts
                .filter_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
                .any(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0));
            named && !refused
        })
}

fn send(status: StatusCode, page: &Page, brotli: bool) -> Response {
    match page.brotli.as_ref().filter(|_| brotli) {
        Some(small) => {
            let mut response = respond(status, &page.headers, small.clone());
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            response
        }
        None => respond(status, &page.headers, page.bytes.clone()),
    }
}

fn respond(status: StatusCode, headers: &[(&'static str, String)], body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in headers {
        // Values come from our own tables and from exits, which `Site::build` takes only in ASCII.
        if let Ok(value) = HeaderValue::from_str(value) {
            response
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use proptest::prelude::*;

    use super::{query, takes_brotli};

    #[test]
    fn the_form_field_is_decoded_and_control_characters_go() {
        assert_eq!(
            query(b"a=1&q=%D9%87%D8%A7%D8%AA%D9%81+x%0Ay&b=2"),
            "هاتف x y"
        );
        assert_eq!(query(b"q=100%"), "100%");
        assert_eq!(query(b"q=%zz"), "%zz");
        assert_eq!(query(b""), "");
        assert_eq!(query(b"q=%FF"), "\u{FFFD}");
    }

    #[test]
    fn brotli_is_sent_only_to_those_who_take_it() {
        for (value, takes) in [
            ("br", true),
            ("gzip, br;q=0.8", true),
            ("br;q=0", false),
            ("gzip", false),
            ("brx", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            assert_eq!(takes_brotli(&headers), takes, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_body_is_read_without_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(!query(&body).chars().any(char::is_control));
        }
    }
}
