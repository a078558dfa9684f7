//! `POST /s/…`: calls of the sorter and the issuer. Signature first, then everything else; what is
//! forged, repeated, meant for another path or signed by another key gets 403 and no reason.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use drop_wire::{
    Ack, Edition, Index, KeyList, Publish, PullRequest, SignedCall,
    call::{CALL_HEAD_BYTES, MAX_ACK_BYTES, MAX_PUBLISH_BYTES},
    keylist::MAX_KEYLIST_BYTES,
    label, path,
    time::{DAY_SECS, slot},
};

use super::{Refusal, body_within, octets};
use crate::{
    relay::Shared,
    store::{Call, Outcome, Publication, Work},
    trust::{PublicKey, Role, verifies},
    writer::NotTaken,
};

/// How far a sorter's clock may run ahead of the relay's, in days. Without a bound one publication
/// with a wrong clock would push every edition out of the window.
const AHEAD_DAYS: u64 = 2;

/// The parcels that wait, some of them.
pub(super) async fn pull(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Refusal> {
    let verified = verify(&shared, Role::Outbox, path::PULL, request, 2).await?;
    let pull = verified.payload(PullRequest::decode)?;
    match verified.call(&shared, Work::Pull(pull.max)).await? {
        Outcome::Pulled(parcels) => Ok(octets(parcels.encode())),
        other => settled(&other),
    }
}

/// The desk's vault has committed these; the relay forgets them.
pub(super) async fn ack(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Refusal> {
    let verified = verify(&shared, Role::Outbox, path::ACK, request, MAX_ACK_BYTES).await?;
    let ack = verified.payload(Ack::decode)?;
    settled(&verified.call(&shared, Work::Ack(ack)).await?)
}

/// An edition and the index that lists it, each signed by the key that calls.
pub(super) async fn publish(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Refusal> {
    let verified = verify(
        &shared,
        Role::Outbox,
        path::PUBLISH,
        request,
        MAX_PUBLISH_BYTES,
    )
    .await?;
    let publish = verified.payload(Publish::decode)?;
    let publication = publication(&shared, &verified.key, publish)?;
    settled(&verified.call(&shared, Work::Publish(publication)).await?)
}

/// The next key list. Clients check its signatures; the relay checks who calls and that it follows.
pub(super) async fn issue(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Refusal> {
    let verified = verify(
        &shared,
        Role::Issuer,
        path::ISSUE,
        request,
        MAX_KEYLIST_BYTES,
    )
    .await?;
    let list = Box::new(verified.payload(KeyList::decode)?);
    let bytes = verified.body.slice(CALL_HEAD_BYTES..);
    settled(&verified.call(&shared, Work::Issue(list, bytes)).await?)
}

/// A call whose signature is right. Its counter is checked where it is stored.
struct Verified {
    key: PublicKey,
    counter: u64,
    body: Bytes,
}

impl Verified {
    fn payload<T, E>(&self, decode: impl FnOnce(&[u8]) -> Result<T, E>) -> Result<T, Refusal> {
        let payload = self.body.get(CALL_HEAD_BYTES..).unwrap_or_default();
        decode(payload).map_err(|_| Refusal::Malformed)
    }

    async fn call(self, shared: &Shared, work: Work) -> Result<Outcome, Refusal> {
        let Self { key, counter, .. } = self;
        let outcome = shared.queue.call(Call { key, counter, work }).await;
        outcome.map_err(|NotTaken| Refusal::NotNow)
    }
}

async fn verify(
    shared: &Shared,
    role: Role,
    path: &str,
    request: Request,
    payload_limit: usize,
) -> Result<Verified, Refusal> {
    let limit = CALL_HEAD_BYTES + payload_limit;
    let body = body_within(request, limit)
        .await
        .map_err(|_| Refusal::TooLarge)?;
    let call = SignedCall::decode(&body).map_err(|_| Refusal::Forbidden)?;
    let today = drop_wire::time::day((shared.clock)());
    let key = shared.board.trust().caller(role, today, path, &call);
    let key = key.ok_or(Refusal::Forbidden)?;
    // The database counts to 2^63.
    if i64::try_from(call.counter).is_err() {
        return Err(Refusal::Forbidden);
    }
    Ok(Verified {
        key,
        counter: call.counter,
        body,
    })
}

/// Decodes and checks a publication: both signatures, the edition within the index's window, the
/// window not in the future.
fn publication(shared: &Shared, key: &PublicKey, publish: Publish) -> Result<Publication, Refusal> {
    let edition = Edition::decode(&publish.edition).map_err(|_| Refusal::Malformed)?;
    let index = Index::decode(&publish.index).map_err(|_| Refusal::Malformed)?;
    if !verifies(
        key,
        label::EDITION,
        &edition.to_verify(),
        &edition.signature,
    ) || !verifies(key, label::INDEX, &index.signed_bytes(), &index.signature)
    {
        return Err(Refusal::Forbidden);
    }
    let now = (shared.clock)();
    let latest = slot(
        now.saturating_add(AHEAD_DAYS * DAY_SECS),
        shared.settings.slot_secs,
    );
    let kept = u64::from(shared.settings.window_slots);
    let is_listed = (index.oldest_slot()..=index.newest_slot).contains(&edition.slot);
    let is_kept = index.newest_slot - edition.slot.min(index.newest_slot) < kept;
    if !is_listed || !is_kept {
        return Err(Refusal::Malformed);
    }
    if index.newest_slot > latest {
        return Err(Refusal::TooEarly);
    }
    Ok(Publication {
        slot: edition.slot,
        edition: publish.edition.into(),
        newest_slot: index.newest_slot,
        index: publish.index.into(),
    })
}

fn settled(outcome: &Outcome) -> Result<Response, Refusal> {
    match outcome {
        Outcome::Repeated => Err(Refusal::Forbidden),
        Outcome::Conflict => Err(Refusal::Conflict),
        Outcome::Done | Outcome::Published(_) | Outcome::Issued(..) | Outcome::Pulled(_) => {
            Ok(StatusCode::NO_CONTENT.into_response())
        }
    }
}
