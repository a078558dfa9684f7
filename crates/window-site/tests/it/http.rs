//! The site over its router.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use window_site::{Exits, Folder, Kind, Options, Site};

use crate::support::{ask, folder, options, options_with_panel, small};

fn site() -> Arc<Site> {
    Arc::new(small(&options_with_panel()))
}

#[tokio::test]
async fn a_page_comes_compressed_to_those_who_take_it() {
    let site = site();
    let plain = ask(&site, Method::GET, "/ar/k/1", "gzip", Vec::new()).await;
    let small = ask(&site, Method::GET, "/ar/k/1", "gzip, br", Vec::new()).await;
    assert_eq!(
        (plain.status, plain.header("content-encoding")),
        (StatusCode::OK, "")
    );
    assert_eq!(
        (small.status, small.header("content-encoding")),
        (StatusCode::OK, "br")
    );
    let mut back = Vec::new();
    brotli::BrotliDecompress(&mut small.body.as_slice(), &mut back).expect("brotli");
    assert_eq!(back, plain.body);
    assert!(small.body.len() < plain.body.len());
}

#[tokio::test]
async fn a_list_is_found_with_and_without_its_last_stroke() {
    let site = site();
    assert_eq!(
        ask(&site, Method::GET, "/ar", "", Vec::new()).await.status,
        StatusCode::OK
    );
    assert_eq!(
        ask(&site, Method::GET, "/ar/", "", Vec::new()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_quick_exit_leads_away_and_clears() {
    let site = site();
    let exit = ask(&site, Method::GET, "/ckb/x", "br", Vec::new()).await;
    assert_eq!(exit.status, StatusCode::SEE_OTHER);
    let headers: String = exit
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", value.to_str().expect("ASCII")))
        .collect();
    insta::assert_snapshot!(headers, @r#"
    location: https://ckb.wikipedia.org/
    clear-site-data: "cache", "storage"
    cache-control: no-store
    referrer-policy: no-referrer
    x-content-type-options: nosniff
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()
    strict-transport-security: max-age=31536000
    content-length: 0
    "#);
    assert_eq!(
        ask(&site, Method::GET, "/x", "", Vec::new())
            .await
            .header("location"),
        "https://en.wikipedia.org/"
    );
}

#[tokio::test]
async fn the_operator_chooses_where_the_quick_exit_leads() {
    let exits = Exits {
        ar: "https://weather.example/".into(),
        ..Exits::default()
    };
    let site = Arc::new(small(&Options { exits, ..options() }));
    let exit = ask(&site, Method::GET, "/ar/x", "", Vec::new()).await;
    assert_eq!(exit.header("location"), "https://weather.example/");
}

#[test]
fn an_exit_that_no_header_can_carry_is_refused() {
    for address in [
        "http://example.org/",
        "https://",
        "https://مثال.example/",
        "https://a.example/\r\nx: y",
    ] {
        let exits = Exits {
            kmr: address.into(),
            ..Exits::default()
        };
        let guides = Folder::new(folder("small"));
        let problems = Site::build(&guides, &Options { exits, ..options() }).expect_err(address);
        let [problem] = problems.as_slice() else {
            unreachable!("one problem for {address}")
        };
        assert_eq!(
            (problem.place().as_str(), &problem.kind),
            ("/kmr/x", &Kind::BadExit(address.into()))
        );
    }
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_neutral_page_in_four_languages() {
    let site = site();
    for (method, path) in [
        (Method::GET, "/nothing"),
        (Method::GET, "/ar/k/9"),
        (Method::POST, "/ar/k/1"),
        (Method::GET, "/../x"),
    ] {
        let answer = ask(&site, method, path, "", Vec::new()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        for lang in ["ar", "ckb", "kmr", "en"] {
            assert!(
                answer.text().contains(&format!("href=\"/{lang}/\"")),
                "{path}"
            );
        }
        assert!(!answer.text().contains("<script"));
    }
    let wrong = ask(&site, Method::DELETE, "/ar/", "", Vec::new()).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_search_answer_is_kept_nowhere() {
    let site = site();
    let answer = ask(
        &site,
        Method::POST,
        "/ar/s",
        "",
        "q=الساعة".as_bytes().to_vec(),
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(
        answer.text().contains("method=\"post\""),
        "the query goes into the body"
    );
    assert!(!answer.text().contains("?q="));
}

#[tokio::test]
async fn a_search_over_the_limit_is_refused_with_a_page() {
    let site = site();
    let long = ask(&site, Method::POST, "/en/s", "", vec![b'q'; 1025]).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(long.text().contains("That was too long."));
    let body = [b"q=".as_slice(), &[b'a'; 500]].concat();
    let long = ask(&site, Method::POST, "/en/s", "", body).await;
    assert!(long.text().contains("That was too long."));
    let strange = ask(&site, Method::POST, "/en/s", "", b"q=%00%1b<b>%ff".to_vec()).await;
    assert_eq!(strange.status, StatusCode::OK);
    assert!(
        !strange.text().contains("<b>\u{FFFD}"),
        "what was typed is text, never HTML"
    );
}

#[tokio::test]
async fn nothing_sets_a_cookie_or_names_the_server() {
    let site = site();
    let mut paths: Vec<String> = site.pages().map(|(path, _)| path.to_owned()).collect();
    paths.extend(["/x", "/ar/x", "/nothing"].map(str::to_owned));
    for path in paths {
        let answer = ask(&site, Method::GET, &path, "br", Vec::new()).await;
        for header in [
            "set-cookie",
            "server",
            "x-powered-by",
            "etag",
            "last-modified",
        ] {
            assert_eq!(answer.header(header), "", "{path}");
        }
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn a_head_request_gets_the_headers() {
    let answer = ask(&site(), Method::HEAD, "/ar/", "", Vec::new()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .header("content-security-policy")
            .contains("frame-ancestors 'none'")
    );
}
