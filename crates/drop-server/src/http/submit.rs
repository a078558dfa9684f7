//! `POST /p`: one parcel, from anybody.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use drop_wire::{SUBMIT_BYTES, Submission};

use super::{Refusal, body_within};
use crate::{relay::Shared, writer::NotTaken};

/// 204: on disk. 400: another size. 503: full, the same probability for everybody. The nonce is
/// not looked at: the effort is 0.
pub(super) async fn submit(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    let body = body_within(request, SUBMIT_BYTES)
        .await
        .map_err(|_| Refusal::WrongSize)?;
    let submission = Submission::decode(&body).map_err(|_| Refusal::WrongSize)?;
    shared
        .queue
        .put(submission.parcel)
        .await
        .map_err(|NotTaken| Refusal::NotNow)?;
    Ok(StatusCode::NO_CONTENT)
}
