//! `GET /o/index`, `GET /o/{slot}`, `GET /k`: what everybody reads, the same for everybody.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{Refusal, octets};
use crate::relay::Shared;

/// The longest that a cache may keep the index or the key list, in seconds.
const FRESH_SECS: u32 = 60;

pub(super) async fn index(State(shared): State<Arc<Shared>>) -> Result<Response, Refusal> {
    changing(&shared, shared.board.papers.index())
}

pub(super) async fn keys(State(shared): State<Arc<Shared>>) -> Result<Response, Refusal> {
    changing(&shared, shared.board.papers.keys())
}

/// An edition never changes, so a cache may keep it for ever. A slot has one spelling.
pub(super) async fn edition(
    State(shared): State<Arc<Shared>>,
    Path(spelled): Path<String>,
) -> Result<Response, Refusal> {
    let slot: u64 = spelled.parse().map_err(|_| Refusal::Absent)?;
    if slot.to_string() != spelled {
        return Err(Refusal::Absent);
    }
    let edition = shared.board.papers.edition(slot).ok_or(Refusal::Absent)?;
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    Ok(([(header::CACHE_CONTROL, forever)], octets(edition)).into_response())
}

fn changing(shared: &Shared, paper: Option<Bytes>) -> Result<Response, Refusal> {
    let paper = paper.ok_or(Refusal::Absent)?;
    let fresh_secs = shared.settings.slot_secs.min(FRESH_SECS);
    let cache = [(
        header::CACHE_CONTROL,
        format!("public, max-age={fresh_secs}"),
    )];
    Ok((cache, octets(paper)).into_response())
}
