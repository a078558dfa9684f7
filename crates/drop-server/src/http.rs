//! The routes, and what every answer carries. No handler sees the caller's address, and none
//! reads a request header: what is not looked at cannot be kept.
mod public;
mod signed;
mod submit;

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use drop_wire::path;

use crate::relay::Shared;

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let open = Router::new()
        .route(path::SUBMIT, post(submit::submit))
        .route(path::INDEX, get(public::index))
        .route(path::EDITION, get(public::edition))
        .route(path::KEYS, get(public::keys))
        .layer(middleware::map_response(for_any_origin));
    let signed = Router::new()
        .route(path::PULL, post(signed::pull))
        .route(path::ACK, post(signed::ack))
        .route(path::PUBLISH, post(signed::publish))
        .route(path::ISSUE, post(signed::issue));
    open.merge(signed)
        .layer(middleware::map_response(plain))
        .with_state(shared)
}

/// Why a request is not done. The one place where that becomes a status; the outside gets no
/// cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    // The peer.
    /// Not exactly the size of a submission.
    WrongSize,
    /// Not signed by whom it must be, or repeated.
    Forbidden,
    /// Larger than the route allows.
    TooLarge,
    /// Signed, but not what the path takes.
    Malformed,
    /// Signed, but against what is published already.
    Conflict,
    /// Signed, but for a slot that is days ahead: one of the two clocks is wrong.
    TooEarly,
    /// Nothing there.
    Absent,
    // The environment.
    /// Full, or not able to write: keep it and try again later.
    NotNow,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::WrongSize | Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooEarly => StatusCode::TOO_EARLY,
            Self::Absent => StatusCode::NOT_FOUND,
            Self::NotNow => StatusCode::SERVICE_UNAVAILABLE,
        }
        .into_response()
    }
}

/// Bytes that nobody interprets.
fn octets(bytes: impl Into<Body>) -> Response {
    let kind = HeaderValue::from_static("application/octet-stream");
    ([(header::CONTENT_TYPE, kind)], bytes.into()).into_response()
}

/// The body, unless it is longer than `limit` bytes or breaks off. A length that is announced too
/// long is refused before a byte of it is read.
async fn body_within(request: Request, limit: usize) -> Result<Bytes, TooLong> {
    let body = request.into_body();
    let announced = axum::body::HttpBody::size_hint(&body).lower();
    if announced > limit as u64 {
        return Err(TooLong);
    }
    axum::body::to_bytes(body, limit).await.map_err(|_| TooLong)
}

struct TooLong;

/// Any page may post a parcel and read the papers: a mirror, a file on a memory card.
async fn for_any_origin(mut response: Response) -> Response {
    let any = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
    response
}

/// What every answer carries: no guessing of types, and no keeping unless a handler said so.
async fn plain(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        HeaderName::from_static("x-content-type-options"),
        HeaderValue::from_static("nosniff"),
    );
    headers.entry(header::CACHE_CONTROL).or_insert(NO_STORE);
    response
}
