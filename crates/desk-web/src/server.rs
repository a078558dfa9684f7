//! The routes, and what is around each of them: gates before, headers after.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};

use crate::App;
use crate::access::Refusal;
use crate::pages::{self, conversation, inbox, reply, start, state, unlock};

/// The largest form: the longest reply, with every letter of it percent-encoded, and much space
/// for one that is too long and gets a friendly answer.
const FORM_BYTES: usize = 1024 * 1024;

/// Everything a page could ask of a browser, switched off.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
    clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), \
    gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), \
    midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// Headers of every answer. `same-origin`: with `no-referrer` browsers would send `Origin: null`
/// with our own forms.
const HEADERS: [(&str, &str); 7] = [
    ("cache-control", "no-store"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", PERMISSIONS),
];

/// The pages of a desk. Serve them on loopback and nowhere else.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(start::home))
        .route("/start/{key}", get(start::start))
        .route("/unlock", get(unlock::show).post(unlock::submit))
        .route("/lock", post(unlock::lock))
        .route("/idle", get(unlock::idle))
        .route("/alive", post(unlock::alive))
        .route("/language", post(start::language))
        .route("/inbox", get(inbox::waiting))
        .route("/inbox/{filter}", get(inbox::filtered))
        .route("/inbox/{filter}/{page}", get(inbox::paged))
        .route("/state", get(state::show))
        .route("/state/clock", post(state::accept_clock))
        .route("/c/{id}", get(conversation::show))
        .route("/c/{id}/note", post(conversation::note))
        .route("/c/{id}/close", post(conversation::close))
        .route("/c/{id}/reopen", post(conversation::reopen))
        .route(
            "/c/{id}/reply",
            get(reply::draft_preview).post(reply::submit),
        )
        .route("/c/{id}/draft", post(reply::keep_draft))
        .route("/c/{id}/withdraw", post(reply::withdraw))
        .fallback(pages::missing)
        .with_state(Arc::clone(&app))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(middleware::from_fn_with_state(app, gate))
}

/// What nobody does by hand: a page that comes again by itself, a draft that is kept.
fn is_automatic(request: &Request) -> bool {
    let path = request.uri().path();
    path == "/idle" || path.ends_with("/draft") || request.uri().query() == Some(pages::AUTOMATIC)
}

async fn gate(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match pass(&app, &request) {
        Err(refusal) => pages::refused(&app, refusal),
        Ok(()) => {
            app.lock_if_idle();
            if !is_automatic(&request) {
                app.used();
            }
            next.run(request).await
        }
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}

/// The one page for somebody without a cookie: its handler asks for the key.
fn is_start(path: &str) -> bool {
    let key = path.strip_prefix("/start/");
    key.is_some_and(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn pass(app: &App, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    app.access().check_sender(request.method(), headers)?;
    if request.method() == Method::GET && is_start(request.uri().path()) {
        return Ok(());
    }
    app.access().check_session(headers)
}
