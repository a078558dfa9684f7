//! The headers of every kind of page, and the panel's files.

use sha2::{Digest as _, Sha256};

use crate::support::{
    headers, headers_as_sent, options, options_with_panel, panel_script, small, text,
};

#[test]
fn the_panels_script_has_texts_words_and_code_under_the_name_of_its_hash() {
    let site = small(&options_with_panel());
    let script = panel_script(&text(&site, "/en/k/1"));
    let page = text(&site, &script);
    assert!(page.starts_with("(()=>{const S={"), "texts first");
    let words = page
        .split(",W=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("words");
    let words = words.replace("\\n", "\n");
    let list = language::words::WordList::from_text(language::Tag::En, &words).expect("a list");
    let own = language::words::list(language::Tag::En).expect("a list");
    assert!(list.words().eq(own.words()) && list.version() == own.version());
    assert_eq!(list.is_draft(), own.is_draft());
    assert!(page.ends_with("\nf(S,W)\n})();\n"), "then the code");
    let other = text(&site, "/ar/k/1");
    assert!(
        !other.contains(script.as_str()),
        "another language, another file"
    );
}

#[test]
fn a_language_without_words_has_null_in_their_place() {
    let site = small(&options_with_panel());
    let script = panel_script(&text(&site, "/ckb/"));
    assert!(text(&site, &script).contains(",W=null;\nf(S,W)"));
}

#[test]
fn the_policy_names_exactly_the_style_of_its_page() {
    let site = small(&options_with_panel());
    for (path, page) in site.pages().filter(|(path, _)| !path.starts_with("/a/")) {
        let html = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
        let css = html
            .split("<style>")
            .nth(1)
            .and_then(|rest| rest.split("</style>").next())
            .expect("css");
        let digest = Sha256::digest(css.as_bytes());
        let named = headers_as_sent(page);
        let coded = named
            .split("'sha256-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .expect("a hash");
        assert_eq!(from_base64(coded), digest.to_vec(), "{path}");
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = text
        .trim_end_matches('=')
        .chars()
        .map(|c| format!("{:06b}", letters.find(c).expect("base64")))
        .collect();
    bits.as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).expect("ASCII"), 2).expect("bits"))
        .collect()
}

#[test]
fn headers_of_a_page_with_panel() {
    let site = small(&options_with_panel());
    insta::assert_snapshot!(headers(site.page("/ar/k/1").expect("a page")), @r#"
    content-type: text/html; charset=utf-8
    cache-control: private, max-age=600
    vary: accept-encoding
    content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self' 'sha256-…'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
    referrer-policy: no-referrer
    x-content-type-options: nosniff
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()
    strict-transport-security: max-age=31536000
    "#);
}

#[test]
fn a_page_without_panel_may_run_and_reach_nothing() {
    let site = small(&options());
    insta::assert_snapshot!(headers(site.page("/ar/k/1").expect("a page")), @r#"
    content-type: text/html; charset=utf-8
    cache-control: private, max-age=600
    vary: accept-encoding
    content-security-policy: default-src 'none'; style-src 'sha256-…'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
    referrer-policy: no-referrer
    x-content-type-options: nosniff
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()
    strict-transport-security: max-age=31536000
    "#);
    let with_panel = small(&options_with_panel());
    let first = headers(with_panel.page("/").expect("a page"));
    assert!(!first.contains("script-src") && !first.contains("connect-src"));
}

#[test]
fn headers_of_the_panels_files() {
    let site = small(&options_with_panel());
    let (_, page) = site
        .pages()
        .find(|(path, _)| path.ends_with(".wasm"))
        .expect("a module");
    insta::assert_snapshot!(headers(page), @r#"
    content-type: application/wasm
    cache-control: public, max-age=31536000, immutable
    vary: accept-encoding
    referrer-policy: no-referrer
    x-content-type-options: nosniff
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()
    strict-transport-security: max-age=31536000
    "#);
}
