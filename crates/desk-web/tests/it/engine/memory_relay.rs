//! A relay in memory with the rules of `drop-server`, that fails when it is told to.

use std::collections::BTreeMap;

use axum::http::Method;
use desk_web::engine::{Relay, RelayError, RelayValues};
use drop_wire::{
    Ack, Edition, Index, KeyList, Parcel, Publish, PullRequest, PullResponse, SUBMIT_BYTES,
    SignedCall, Submission, call_bytes, label, path,
};
use envelope::verify_ed25519;

use super::real_relay::RouterRelay;

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It never reaches the relay.
    Before,
    /// The relay does it, and the answer is lost.
    After,
}

pub(crate) struct MemoryRelay {
    outbox: [u8; 32],
    issuer: [u8; 32],
    counters: BTreeMap<[u8; 32], u64>,
    pub(crate) parcels: BTreeMap<[u8; 16], Box<Parcel>>,
    pub(crate) editions: BTreeMap<u64, Vec<u8>>,
    pub(crate) index: Option<Vec<u8>>,
    pub(crate) keys: Option<Vec<u8>>,
    next_id: u64,
    /// Calls of the desk so far.
    pub(crate) calls: usize,
    /// Which call fails, and how.
    pub(crate) fault: Option<(usize, Fault)>,
    /// No call gets through.
    pub(crate) is_down: bool,
    /// Drops what a desk posts instead of keeping it, and says that it kept it.
    pub(crate) drops_parcels: bool,
    /// Publishes nothing, and answers this.
    pub(crate) refuses_editions: Option<RelayError>,
    /// Has no time for who asks for the key list or the index.
    pub(crate) is_busy: bool,
    pub(crate) now: u64,
    /// Every parcel that was ever posted, for tests of what the relay sees.
    pub(crate) posted: usize,
    /// If there is one, everything goes to it instead.
    pub(crate) real: Option<RouterRelay>,
}

impl MemoryRelay {
    pub(crate) fn new(values: &RelayValues) -> Self {
        Self {
            outbox: values.outbox_public,
            issuer: values.issuer_public,
            counters: BTreeMap::new(),
            parcels: BTreeMap::new(),
            editions: BTreeMap::new(),
            index: None,
            keys: None,
            next_id: 0,
            calls: 0,
            fault: None,
            is_down: false,
            drops_parcels: false,
            refuses_editions: None,
            is_busy: false,
            now: 0,
            posted: 0,
            real: None,
        }
    }

    /// Runs a call with its fault.
    fn run<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, RelayError>,
    ) -> Result<T, RelayError> {
        let fault = self
            .fault
            .filter(|(at, _)| *at == self.calls)
            .map(|(_, fault)| fault);
        self.calls += 1;
        if self.is_down || fault == Some(Fault::Before) {
            return Err(RelayError::Unreachable);
        }
        let done = work(self);
        if fault == Some(Fault::After) {
            return Err(RelayError::Unreachable);
        }
        done
    }

    fn checked<'b>(
        &mut self,
        path: &str,
        body: &'b [u8],
        key: [u8; 32],
    ) -> Result<&'b [u8], RelayError> {
        let call = SignedCall::decode(body).map_err(|_| RelayError::Forbidden)?;
        let hash = *blake3::hash(call.payload).as_bytes();
        let message = call_bytes("POST", path, &hash, call.counter);
        let is_signed = verify_ed25519(label::CALL, &key, &message, &call.signature);
        let counter = self.counters.entry(key).or_default();
        if !is_signed || call.counter <= *counter {
            return Err(RelayError::Forbidden);
        }
        *counter = call.counter;
        Ok(call.payload)
    }

    fn pull(&self, payload: &[u8]) -> Result<Vec<u8>, RelayError> {
        let pull = PullRequest::decode(payload).map_err(|_| RelayError::Strange)?;
        let parcels = self.parcels.iter().take(usize::from(pull.max));
        let response = PullResponse {
            parcels: parcels.map(|(id, parcel)| (*id, parcel.clone())).collect(),
        };
        Ok(response.encode())
    }

    fn publish(&mut self, payload: &[u8]) -> Result<Vec<u8>, RelayError> {
        let publish = Publish::decode(payload).map_err(|_| RelayError::Strange)?;
        let edition = Edition::decode(&publish.edition).map_err(|_| RelayError::Strange)?;
        let index = Index::decode(&publish.index).map_err(|_| RelayError::Strange)?;
        let are_signed = verify_ed25519(
            label::EDITION,
            &self.outbox,
            &edition.to_verify(),
            &edition.signature,
        ) && verify_ed25519(
            label::INDEX,
            &self.outbox,
            &index.signed_bytes(),
            &index.signature,
        );
        if !are_signed || !index.has_edition(edition.slot) {
            return Err(RelayError::Forbidden);
        }
        if self
            .editions
            .get(&edition.slot)
            .is_some_and(|known| *known != publish.edition)
        {
            return Err(RelayError::Conflict);
        }
        let newest = self
            .index
            .as_ref()
            .map(|bytes| Index::decode(bytes).unwrap().newest_slot);
        if newest.is_none_or(|newest| index.newest_slot > newest) {
            self.index = Some(publish.index);
        } else if newest == Some(index.newest_slot) && self.index.as_ref() != Some(&publish.index) {
            return Err(RelayError::Conflict);
        }
        self.editions.insert(edition.slot, publish.edition);
        Ok(Vec::new())
    }

    fn issue(&mut self, payload: &[u8]) -> Result<Vec<u8>, RelayError> {
        let list = KeyList::decode(payload).map_err(|_| RelayError::Strange)?;
        if let Some(kept) = &self.keys {
            let before = KeyList::decode(kept).map_err(|_| RelayError::Strange)?;
            let follows = list.version == before.version + 1
                && list.previous == *blake3::hash(kept).as_bytes();
            if kept != payload && !follows {
                return Err(RelayError::Conflict);
            }
        }
        self.keys = Some(payload.to_vec());
        Ok(Vec::new())
    }
}

impl Relay for MemoryRelay {
    fn submit(&mut self, body: &[u8; SUBMIT_BYTES]) -> Result<(), RelayError> {
        if let Some(real) = &self.real {
            return real
                .ask(self.now, Method::POST, path::SUBMIT, body)
                .map(|_| ());
        }
        self.run(|relay| {
            let submission = Submission::decode(body).map_err(|_| RelayError::Strange)?;
            relay.posted += 1;
            if relay.drops_parcels {
                return Ok(());
            }
            // Names in an order that has nothing to do with that of arrival.
            let name = blake3::hash(&relay.next_id.to_le_bytes());
            relay.next_id += 1;
            let id = *name.as_bytes().first_chunk().unwrap();
            relay.parcels.insert(id, submission.parcel);
            Ok(())
        })
    }

    fn call(&mut self, path: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        if let Some(real) = &self.real {
            return real.ask(self.now, Method::POST, path, body);
        }
        self.run(|relay| match path {
            path::PULL => {
                let payload = relay.checked(path, body, relay.outbox)?;
                relay.pull(payload)
            }
            path::ACK => {
                let payload = relay.checked(path, body, relay.outbox)?;
                for id in Ack::decode(payload).map_err(|_| RelayError::Strange)?.ids {
                    relay.parcels.remove(&id);
                }
                Ok(Vec::new())
            }
            path::PUBLISH => {
                let payload = relay.checked(path, body, relay.outbox)?;
                match relay.refuses_editions {
                    Some(error) => Err(error),
                    None => relay.publish(payload),
                }
            }
            path::ISSUE => {
                let payload = relay.checked(path, body, relay.issuer)?;
                relay.issue(payload)
            }
            _ => Err(RelayError::Absent),
        })
    }

    fn get(&mut self, path: &str) -> Result<Vec<u8>, RelayError> {
        if let Some(real) = &self.real {
            return real.ask(self.now, Method::GET, path, &[]);
        }
        self.run(|relay| {
            if relay.is_busy && [path::KEYS, path::INDEX].contains(&path) {
                return Err(RelayError::Busy);
            }
            let found = match path {
                path::KEYS => relay.keys.clone(),
                path::INDEX => relay.index.clone(),
                _ => {
                    let slot = path.strip_prefix("/o/").and_then(|slot| slot.parse().ok());
                    slot.and_then(|slot: u64| relay.editions.get(&slot).cloned())
                }
            };
            found.ok_or(RelayError::Absent)
        })
    }
}
