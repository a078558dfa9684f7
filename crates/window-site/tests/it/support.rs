//! A site from a folder of this crate, and requests to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use tower::ServiceExt as _;
use window_site::{Assets, Contact, Day, Folder, Options, Page, Site, router};

/// The day on which the tests' facts are judged.
pub(crate) const TODAY: &str = "2026-11-23";

/// A folder of `tests/sites`.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sites")
        .join(name)
}

/// Options without panel, with quick compression.
pub(crate) fn options() -> Options {
    let today = Day::parse(TODAY).expect("a day");
    Options {
        brotli_quality: 1,
        ..Options::new(today)
    }
}

/// Options with a panel of a few bytes.
pub(crate) fn options_with_panel() -> Options {
    let assets = Assets {
        panel_js: b"f(S,W)".as_slice().into(),
        panel_css: b"#p{margin:0}".as_slice().into(),
        wasm: b"\0asm".as_slice().into(),
    };
    Options {
        contact: Some(Contact {
            assets,
            org_id: [0xAB; 32],
        }),
        ..options()
    }
}

/// The small site.
pub(crate) fn small(options: &Options) -> Site {
    Site::build(&Folder::new(folder("small")), options).expect("the small site has no errors")
}

/// A page of a site as text.
pub(crate) fn text(site: &Site, path: &str) -> String {
    let page = site.page(path).expect(path);
    String::from_utf8(page.bytes.to_vec()).expect("pages are UTF-8")
}

/// The address of the script of a page.
pub(crate) fn panel_script(html: &str) -> String {
    let (_, rest) = html.split_once("<script src=\"").expect("a script");
    let (address, _) = rest.split_once('"').expect("its address");
    address.to_owned()
}

/// Headers of a page, a line each.
pub(crate) fn headers_as_sent(page: &Page) -> String {
    page.headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect()
}

/// Headers of a page with the hash of its style left out: each change of the style would change it.
pub(crate) fn headers(page: &Page) -> String {
    let sent = headers_as_sent(page);
    let Some((before, rest)) = sent.split_once("'sha256-") else {
        return sent;
    };
    let (_, after) = rest.split_once('\'').unwrap_or_default();
    format!("{before}'sha256-…'{after}")
}

/// An answer over the router.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("ASCII"))
    }
}

/// Sends one request to a site.
pub(crate) async fn ask(
    site: &Arc<Site>,
    method: Method,
    path: &str,
    accept: &str,
    body: Vec<u8>,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("accept-encoding", accept)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("a request");
    let response = router(Arc::clone(site))
        .oneshot(request)
        .await
        .expect("the router never fails");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX)
        .await
        .expect("a body from memory")
        .to_vec();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}
