//! The gates: a hostile page, another program, another user of the computer.

use axum::http::{Request, StatusCode};

use super::seed::{ARABIC, ARABIC_TEXT};
use super::{HOST, PASSPHRASE, Shown, Site, get, path, post};
use crate::engine::START;

/// Nothing of the desk is on the page of a closed gate.
fn is_refused(shown: &Shown) {
    assert_eq!(shown.status, StatusCode::FORBIDDEN);
    assert!(!shown.body.contains("href=\"/"), "a way into the desk");
    assert!(!shown.body.contains("<form"), "a form");
    assert!(!shown.body.contains("السلام"), "a text");
    assert_eq!(shown.header("set-cookie"), "");
    assert_eq!(shown.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_foreign_host_gets_nothing_whatever_it_sends() {
    let site = Site::open().await;
    for host in [
        "evil.example",
        "evil.example:4711",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:4711.evil.example",
        "[::1]:4711",
        "0.0.0.0:4711",
        "xn--127.localhost:4711",
        "",
    ] {
        for address in [
            "/",
            "/inbox",
            &path(ARABIC),
            "/unlock",
            "/start/aa",
            "/nothing",
        ] {
            let mut request = site.form(address, &[]);
            *request.method_mut() = axum::http::Method::GET;
            request.headers_mut().insert("host", host.parse().unwrap());
            request.headers_mut().remove("origin");
            is_refused(&site.send(request).await);
        }
    }
    let request = Request::get("/inbox")
        .body(axum::body::Body::empty())
        .unwrap();
    is_refused(&site.send(request).await);
}

#[tokio::test]
async fn another_site_cannot_send_a_form() {
    let site = Site::open().await;
    let reply = format!("{}/reply", path(ARABIC));
    for origin in [
        "https://evil.example",
        "http://127.0.0.1:9999",
        "http://127.0.0.1",
        "https://127.0.0.1:4711",
        "http://localhost:4711",
        "null",
        "",
    ] {
        let mut request = site.form(&reply, &[("text", "yes"), ("confirm", "1")]);
        request
            .headers_mut()
            .insert("origin", origin.parse().unwrap());
        is_refused(&site.send(request).await);
    }
    let mut request = site.form("/lock", &[]);
    request.headers_mut().remove("origin");
    is_refused(&site.send(request).await);
    assert!(!site.app.is_locked());
    site.app.lock();
    assert!(site.stored(ARABIC).replies().is_empty());
}

#[tokio::test]
async fn what_a_browser_calls_foreign_is_refused_also_for_looking() {
    let site = Site::open().await;
    for (fetch_site, passes) in [
        ("same-origin", true),
        ("none", true),
        ("same-site", false),
        ("cross-site", false),
        ("", false),
        ("é", false),
    ] {
        let mut request = site.form("/inbox", &[]);
        *request.method_mut() = axum::http::Method::GET;
        let value = axum::http::HeaderValue::from_bytes(fetch_site.as_bytes()).unwrap();
        request.headers_mut().insert("sec-fetch-site", value);
        let shown = site.send(request).await;
        if passes {
            assert_eq!(shown.status, StatusCode::OK);
        } else {
            is_refused(&shown);
        }
    }
}

#[tokio::test]
async fn without_the_cookie_of_this_run_nothing_is_shown() {
    let site = Site::open().await;
    for address in [
        "/",
        "/inbox",
        "/state",
        &path(ARABIC),
        "/unlock",
        "/idle",
        "/nothing",
    ] {
        is_refused(&site.send(get(address)).await);
    }
    is_refused(
        &site
            .send(post("/unlock", &[("passphrase", PASSPHRASE)]))
            .await,
    );
    is_refused(&site.send(post("/lock", &[])).await);
    assert!(!site.app.is_locked());
    for old in ["d=", "d=00", "x=1; d=ffff", &format!("e{}", site.cookie)] {
        let mut request = get("/inbox");
        request.headers_mut().insert("cookie", old.parse().unwrap());
        is_refused(&site.send(request).await);
    }
    // A desk that is started again knows nothing of the cookie of the run before.
    let other = Site::unstarted(START, &[]);
    let mut request = get("/unlock");
    request
        .headers_mut()
        .insert("cookie", site.cookie.replace('a', "b").parse().unwrap());
    is_refused(&other.send(request).await);
}

#[tokio::test]
async fn the_start_key_works_once() {
    let site = Site::unstarted(START, &[]);
    let start = site.app.start_path().unwrap();
    let wrong = format!("/start/{}", "0".repeat(64));
    is_refused(&site.send(get(&wrong)).await);
    let first = site.send(get(&start)).await;
    assert_eq!(first.to(), "/");
    let cookie = first.header("set-cookie").to_owned();
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
        "{cookie}"
    );
    assert_eq!(site.app.start_path(), None);
    let second = site.send(get(&start)).await;
    is_refused(&second);
    second.says("It works only once.");
    // Whoever was let in may reload.
    let mut again = get(&start);
    again
        .headers_mut()
        .insert("cookie", cookie.split(';').next().unwrap().parse().unwrap());
    assert_eq!(site.send(again).await.to(), "/");
}

#[tokio::test]
async fn a_page_elsewhere_cannot_spend_the_start_key() {
    let site = Site::unstarted(START, &[]);
    let start = site.app.start_path().unwrap();
    let mut request = get(&start);
    request
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse().unwrap());
    is_refused(&site.send(request).await);
    assert!(site.app.start_path().is_some());
}

/// Cookies know no ports: a server of another user on another port of the same host gets them.
#[tokio::test]
async fn a_cookie_works_only_under_the_host_that_gave_it() {
    let site = Site::unstarted(START, &[]);
    let address = site.app.start_address().unwrap();
    let (host, start) = address
        .strip_prefix("http://")
        .unwrap()
        .split_at(16 + ".localhost:4711".len());
    assert!(host.ends_with(".localhost:4711"));
    let mut request = get(start);
    request.headers_mut().insert("host", host.parse().unwrap());
    let cookie = site.send(request).await.header("set-cookie").to_owned();
    for (other, passes) in [(host, true), (HOST, false), ("localhost:4711", false)] {
        let mut request = get("/unlock");
        request.headers_mut().insert("host", other.parse().unwrap());
        request
            .headers_mut()
            .insert("cookie", cookie.split(';').next().unwrap().parse().unwrap());
        let shown = site.send(request).await;
        if passes {
            assert_eq!(shown.status, StatusCode::OK);
        } else {
            is_refused(&shown);
        }
    }
}

#[tokio::test]
async fn looking_changes_nothing_but_that_it_was_seen() {
    let site = Site::open().await;
    for address in ["/c/x", "/lock", "/language", "/alive", "/state/clock"] {
        let status = site.get(address).await.status;
        assert!(
            [StatusCode::METHOD_NOT_ALLOWED, StatusCode::NOT_FOUND].contains(&status),
            "{address} {status}"
        );
    }
    for action in ["close", "reopen", "note", "draft", "withdraw"] {
        let shown = site.get(&format!("{}/{action}", path(ARABIC))).await;
        assert_eq!(shown.status, StatusCode::METHOD_NOT_ALLOWED, "{action}");
    }
    assert!(!site.app.is_locked());
    site.app.lock();
    let before = site.stored(ARABIC);
    site.unlock().await;
    for address in [
        "/",
        "/inbox",
        "/inbox/all",
        "/state",
        &path(ARABIC),
        &format!("{}/reply", path(ARABIC)),
    ] {
        site.get(address).await;
    }
    site.app.lock();
    let after = site.stored(ARABIC);
    assert!(before.is_unread() && !after.is_unread());
    assert_eq!(after.status(), before.status());
    assert_eq!(after.messages(), before.messages());
    assert_eq!(
        (after.replies(), after.notes()),
        (before.replies(), before.notes())
    );
}

#[tokio::test]
async fn every_answer_has_the_headers_and_the_policy() {
    let site = Site::open().await;
    let shown = site.get("/inbox").await;
    let mut headers: Vec<String> = shown
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .filter(|line| {
            !line.starts_with("content-length")
                && !line.starts_with("permissions-policy")
                && !line.starts_with("content-security")
        })
        .collect();
    headers.sort();
    insta::assert_snapshot!(headers.join("\n"), @r"
    cache-control: no-store
    content-type: text/html; charset=utf-8
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    referrer-policy: same-origin
    refresh: 60; url=/inbox?r
    x-content-type-options: nosniff
    x-frame-options: DENY
    ");
    let policy = shown.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    for rule in [
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(rule), "{policy}");
    }
    assert!(
        !policy.contains("script-src") && !policy.contains("unsafe"),
        "{policy}"
    );
    let writing = site.get(&path(ARABIC)).await;
    let policy = writing.header("content-security-policy");
    assert!(
        policy.contains("script-src 'sha256-") && !policy.contains("unsafe"),
        "{policy}"
    );
    for address in ["/unlock", "/nothing", "/c/00", "/lock"] {
        let shown = site.get(address).await;
        assert_eq!(shown.header("cache-control"), "no-store", "{address}");
        assert_eq!(
            shown.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_form_over_the_limit_gets_an_answer_and_changes_nothing() {
    let site = Site::open().await;
    let long = "x".repeat(1_100_000);
    let shown = site
        .post(&format!("{}/reply", path(ARABIC)), &[("text", &long)])
        .await;
    assert_eq!(shown.status, StatusCode::INTERNAL_SERVER_ERROR);
    shown.says("Go back: your text is still in the form.");
    let shown = site.get(&path(ARABIC)).await;
    assert!(shown.body.contains(ARABIC_TEXT.lines().next().unwrap()));
}
