//! Key lists: planned, stored, issued in their order; and what the relay has, compared with ours.

use drop_sorter::{
    SlotRow,
    keyplan::{self, PlanState},
};
use drop_wire::{Index, KeyList, SignedCall, call_bytes, label, path, time::day};
use envelope::{Ed25519Key, verify_ed25519};
use rand_core::CryptoRng;

use super::{
    ClockTrouble, Desk, DeskError, RelayError, Request, Step, editions,
    relay::Purpose,
    state::{self, COUNTERS},
};

/// The key plan is looked at this often, in seconds.
const PLAN_SECS: u64 = 600;

impl Desk {
    /// Takes the key plan to `now` and stores what changed, every ten minutes and on a new day.
    pub(super) fn plan_keys(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let is_fresh = |at: u64| (at..at + PLAN_SECS).contains(&now) && day(at) == day(now);
        if self.planned_at.is_some_and(is_fresh) {
            return Ok(());
        }
        self.planned_at = Some(now);
        let mut plan = self.plan.clone();
        let changes = keyplan::advance(&mut plan, &self.keys.issuer, now, rng)
            .map_err(|_| DeskError::NotADesk)?;
        self.status.root_needed = changes.root_needed;
        self.store_changes(plan, &changes)
    }

    /// Whether the clock went further ahead than a desk sleeps. Then nothing may happen: keys that
    /// went forward never come back.
    pub(super) fn has_leapt(&mut self, now: u64) -> bool {
        let leap = keyplan::leap(&self.plan, now);
        self.report.clock = leap.map(|days| ClockTrouble::Leap { days });
        leap.is_some()
    }

    /// A person has looked at the clock and says that it is right.
    ///
    /// # Errors
    /// [`DeskError::Vault`].
    pub fn accept_clock(&mut self, now: u64) -> Result<(), DeskError> {
        let mut plan = self.plan.clone();
        keyplan::accept_clock(&mut plan, now);
        self.store_plan(plan)
    }

    /// Stores a step of the plan: secrets, list and plan in one transaction, then in memory.
    pub(super) fn store_changes(
        &mut self,
        plan: PlanState,
        changes: &keyplan::Changes,
    ) -> Result<(), DeskError> {
        let is_nothing =
            changes.list.is_none() && changes.store.is_empty() && changes.destroy.is_empty();
        if is_nothing && plan.keys == self.plan.keys {
            // The time alone is not worth a write to the disk every few seconds.
            self.plan = plan;
            return Ok(());
        }
        let list = plan.key_list().map_err(|_| DeskError::NotADesk)?;
        self.vault.write(|tx| {
            for secret in &changes.store {
                tx.put_secret(&secret.name.to_string(), &secret.bytes)?;
            }
            if let Some(bytes) = &changes.list {
                tx.put_key_list(list.version, bytes)?;
            }
            for name in &changes.destroy {
                tx.delete_secret(&name.to_string())?;
            }
            state::store_plan(tx, &plan)
        })?;
        self.keys.take_over(changes)?;
        self.parameters = list.parameters;
        self.plan = plan;
        Ok(())
    }

    /// Stores the plan alone.
    pub(super) fn store_plan(&mut self, plan: PlanState) -> Result<(), DeskError> {
        if plan != self.plan {
            self.vault.write(|tx| state::store_plan(tx, &plan))?;
            self.plan = plan;
        }
        Ok(())
    }

    /// The next list that the relay does not have: they go one after the other.
    pub(super) fn issue_request(&mut self) -> Result<Option<Request>, DeskError> {
        let newest = self
            .plan
            .key_list()
            .map_err(|_| DeskError::NotADesk)?
            .version;
        if self.plan.published >= newest {
            return Ok(None);
        }
        let version = self.plan.published + 1;
        let list = self
            .vault
            .reader()
            .key_list(version)?
            .ok_or(DeskError::NotADesk)?;
        let body = self.signed_call(path::ISSUE, &list, Signer::Issuer)?;
        let request = Request::post(path::ISSUE, body, Purpose::Issue(version));
        // And again, until there is none.
        self.round.steps.push_front(Step::Issue);
        Ok(Some(request))
    }

    /// The relay has taken a list, or not.
    pub(super) fn issued(
        &mut self,
        version: u32,
        answer: Result<Vec<u8>, RelayError>,
        now: u64,
    ) -> Result<(), DeskError> {
        if let Err(error) = answer {
            self.report.relay = Some(error);
            self.round.steps.retain(|step| *step != Step::Issue);
            // What the relay has must be looked at again.
            self.compared = false;
            return Ok(());
        }
        self.report.issued = Some(version);
        self.list_is_public(version, now)
    }

    /// Remembers that the relay has a version.
    fn list_is_public(&mut self, version: u32, now: u64) -> Result<(), DeskError> {
        let mut plan = self.plan.clone();
        plan.published = plan.published.max(version);
        keyplan::published(&mut plan, version, now);
        self.store_plan(plan)
    }

    /// What the relay serves as the key list, compared with ours. It may have taken a list whose
    /// answer was lost; or our vault is an older backup.
    pub(super) fn compare_list(
        &mut self,
        answer: Result<Vec<u8>, RelayError>,
        now: u64,
    ) -> Result<(), DeskError> {
        if matches!(answer, Ok(_) | Err(RelayError::Absent)) {
            self.status.relay_ahead = None;
            self.newer_list = None;
        }
        let bytes = match answer {
            Ok(bytes) => bytes,
            // An empty relay: it takes any version, so it gets the newest.
            Err(RelayError::Absent) => {
                let mut plan = self.plan.clone();
                let newest = plan.key_list().map_err(|_| DeskError::NotADesk)?.version;
                plan.published = plan.published.min(newest.saturating_sub(1));
                return self.store_plan(plan);
            }
            Err(error) => {
                self.cannot_compare(error);
                return Ok(());
            }
        };
        let Ok(list) = KeyList::decode(&bytes) else {
            return Ok(());
        };
        let ours = self.vault.reader().key_list(list.version)?;
        if ours.as_deref() == Some(&bytes[..]) {
            return self.list_is_public(list.version, now);
        }
        let is_ours = list.org_id == self.org.0
            && self.keys.issuer.public().verify(
                label::KEYLIST,
                &list.signed_bytes(),
                &list.signature,
            );
        if is_ours {
            // Nothing is pulled, issued or published until a person has decided: the desk from
            // which the backup was made may still be at work.
            self.status.relay_ahead = Some(list.version);
            self.newer_list = Some(bytes);
            self.round.steps.clear();
        }
        Ok(())
    }

    /// This vault was restored from a backup and goes on in the place of the desk that it was made
    /// from ([`super::DeskStatus::relay_ahead`]). What was sealed to keys that only that desk had cannot
    /// be read any more. Two desks that do this at the same time lose messages.
    ///
    /// # Errors
    /// [`DeskError::Vault`]. Nothing happens if the relay is not ahead.
    pub fn go_on_here(&mut self, now: u64, rng: &mut impl CryptoRng) -> Result<(), DeskError> {
        let Some(newer) = self.newer_list.take() else {
            return Ok(());
        };
        let version = KeyList::decode(&newer).map_or(0, |list| list.version);
        let mut plan = self.plan.clone();
        let changes = keyplan::adopt(&mut plan, &newer, &self.keys.issuer, now, rng)
            .map_err(|_| DeskError::NotADesk)?;
        self.vault.write(|tx| tx.put_key_list(version, &newer))?;
        self.store_changes(plan, &changes)?;
        self.status.relay_ahead = None;
        self.compared = false;
        Ok(())
    }

    /// What the relay serves as the index. Slots that it has and we do not (our vault is an older
    /// backup) are taken over, so that no slot gets a second edition; those that we have and it does
    /// not (it lost them) are published again.
    pub(super) fn compare_index(
        &mut self,
        answer: Result<Vec<u8>, RelayError>,
    ) -> Result<(), DeskError> {
        let index = match answer {
            Ok(bytes) => Index::decode(&bytes)
                .ok()
                .filter(|index| self.is_our_index(index)),
            Err(RelayError::Absent) => None,
            Err(error) => {
                self.cannot_compare(error);
                return Ok(());
            }
        };
        self.compared = true;
        let newest = self.outbox.newest_slot();
        let relay_newest = index.as_ref().map(|index| index.newest_slot);
        let Some(index) = index.filter(|_| relay_newest > newest) else {
            let slots = self.outbox.rows().map(|row| row.slot);
            self.republish = slots.filter(|slot| Some(*slot) > relay_newest).collect();
            return Ok(());
        };
        let first = newest.map_or(0, |newest| newest + 1);
        let rows: Vec<SlotRow> = (first.max(index.oldest_slot())..=index.newest_slot)
            .filter(|slot| index.has_edition(*slot))
            .filter_map(|slot| {
                let tags = index.tags_of(slot)?.iter().copied();
                Some(SlotRow {
                    slot,
                    tags: tags
                        .filter(|tag| *tag != drop_wire::index::NO_TAG)
                        .collect(),
                    real: 0,
                    automatic: 0,
                })
            })
            .collect();
        self.vault.write(|tx| {
            for row in &rows {
                editions::store_foreign(tx, row)?;
            }
            Ok::<_, DeskError>(())
        })?;
        for row in rows {
            self.outbox.record(row);
        }
        Ok(())
    }

    /// Not known what the relay has: until it is, nothing is pulled, issued or published.
    fn cannot_compare(&mut self, error: RelayError) {
        self.report.relay = Some(error);
        self.round.steps.clear();
    }

    fn is_our_index(&self, index: &Index) -> bool {
        verify_ed25519(
            label::INDEX,
            &self.keys.outbox.public(),
            &index.signed_bytes(),
            &index.signature,
        )
    }

    /// The body of a signed call with the next counter.
    pub(super) fn signed_call(
        &mut self,
        path: &str,
        payload: &[u8],
        signer: Signer,
    ) -> Result<Vec<u8>, DeskError> {
        self.counter += 1;
        if self.counter >= self.state.counter_ceiling {
            let mut state = self.state.clone();
            state.counter_ceiling = self.counter + COUNTERS;
            self.store_state(state)?;
        }
        let hash = *blake3::hash(payload).as_bytes();
        let message = call_bytes("POST", path, &hash, self.counter);
        let key: &Ed25519Key = match signer {
            Signer::Issuer => self.keys.issuer.ed25519(),
            Signer::Outbox => &self.keys.outbox,
        };
        let call = SignedCall {
            counter: self.counter,
            signature: key.sign(label::CALL, &message),
            payload,
        };
        Ok(call.encode())
    }

    /// Stores the engine's state, then takes it over.
    pub(super) fn store_state(&mut self, state: state::EngineState) -> Result<(), DeskError> {
        if state != self.state {
            self.vault.write(|tx| state::store(tx, &state))?;
            self.state = state;
        }
        Ok(())
    }
}

/// Who signs a call.
#[derive(Clone, Copy)]
pub(super) enum Signer {
    Issuer,
    Outbox,
}
