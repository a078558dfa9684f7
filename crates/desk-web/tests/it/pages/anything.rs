//! Whatever is asked for, by whomever: an answer, and never a way in.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use proptest::prelude::*;

use super::seed::ARABIC;
use super::{HOST, Site, path};

/// Paths near to ours, and names of fields that we know.
fn near() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("c".to_owned()),
        Just("a1".repeat(16)),
        Just("reply".to_owned()),
        Just("note".to_owned()),
        Just("draft".to_owned()),
        Just("withdraw".to_owned()),
        Just("inbox".to_owned()),
        Just("unlock".to_owned()),
        Just("language".to_owned()),
        Just("start".to_owned()),
        Just("state".to_owned()),
        "[a-z0-9%.?&=_-]{0,40}",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| format!("/{}", pieces.join("/")))
}

fn form() -> impl Strategy<Value = Vec<u8>> {
    let field = "(text|confirm|seen|passphrase|c|draft|reply|language|back)=[a-z0-9%+/]{0,40}";
    prop_oneof![
        prop::collection::vec(field, 0..4).prop_map(|fields| fields.join("&").into_bytes()),
        prop::collection::vec(any::<u8>(), 0..200),
    ]
}

fn request(method: &str, address: &str, body: Vec<u8>) -> Option<Request<Body>> {
    Request::builder()
        .method(method)
        .uri(address)
        .header("host", HOST)
        .header("origin", format!("http://{HOST}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .ok()
}

#[test]
fn whatever_is_asked_there_is_an_answer() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let site = runtime.block_on(Site::open());
    let config = ProptestConfig::with_cases(192);
    let method = prop::sample::select(vec!["GET", "POST", "PUT", "HEAD"]);
    proptest!(config, |(method in method, address in near(), body in form())| {
        let Some(mut own) = request(method, &address, body.clone()) else {
            return Ok(());
        };
        let cookie = site.cookie.parse().unwrap();
        own.headers_mut().insert("cookie", cookie);
        let shown = runtime.block_on(site.send(own));
        let is_expected = shown.status != StatusCode::INTERNAL_SERVER_ERROR
            || shown.text().contains("cannot be read");
        prop_assert!(is_expected, "{method} {address}: {}", shown.text());
        prop_assert_eq!(shown.header("cache-control"), "no-store");
        // The same from somebody without the cookie shows nothing.
        let stranger = request(method, &address, body);
        if let Some(stranger) = stranger {
            let shown = runtime.block_on(site.send(stranger));
            prop_assert_eq!(shown.status, StatusCode::FORBIDDEN);
        }
    });
    runtime.block_on(async {
        if site.app.is_locked() {
            site.unlock().await;
        }
        assert_eq!(site.get(&path(ARABIC)).await.status, StatusCode::OK);
    });
}
