//! From the relay into the vault: pull, peel, batch, open, commit, acknowledge.

use desk_casework::{Change, ConversationId, MessageId, PartKind, ReceivedPart};
use desk_vault::{Appended, Chain, Tx, VaultError};
use drop_sorter::{
    Batch, InnerHash, Outcome, PeelKeys, RelayId,
    keyplan::{current_intake, current_sorter, drained, newest_first},
    peel::SEEN_DAYS,
};
use drop_wire::{Ack, PullRequest, PullResponse, call::MAX_PULL, path, time::slot};
use envelope::{Body, BodyType, DayChain, SealTo, SorterSecret, codec};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{
    Desk, DeskError, PULL, RelayError, Request, Step, lists::Signer, relay::Purpose, state,
    state::OnTheWay,
};

/// The code of [`envelope::codec`] in a body.
const CODEC: u8 = 1;

impl Desk {
    /// Whether the sorter's tick is one that was not pulled for.
    pub(super) fn is_sorter_due(&self, now: u64) -> bool {
        self.pulled_tick != Some(slot(now, self.parameters.sorter_tick_secs))
    }

    pub(super) fn pull_request(&mut self) -> Result<Request, DeskError> {
        let payload = PullRequest { max: PULL }.encode();
        let body = self.signed_call(path::PULL, &payload, Signer::Outbox)?;
        Ok(Request::post(path::PULL, body, Purpose::Pull))
    }

    pub(super) fn ack_request(&mut self, ids: Vec<RelayId>) -> Result<Request, DeskError> {
        let payload = Ack { ids }.encode();
        let body = self.signed_call(path::ACK, &payload, Signer::Outbox)?;
        Ok(Request::post(path::ACK, body, Purpose::Acknowledge))
    }

    /// Peels what came, commits deposits, and says what may be acknowledged at once.
    pub(super) fn pulled(
        &mut self,
        answer: Result<Vec<u8>, RelayError>,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let pulled =
            answer.and_then(|bytes| PullResponse::decode(&bytes).map_err(|_| RelayError::Strange));
        let pulled = match pulled {
            Ok(pulled) => pulled,
            Err(error) => {
                self.report.relay = Some(error);
                return Ok(());
            }
        };
        let is_all = pulled.parcels.len() < usize::from(PULL);
        let (mut done, mut fresh) = (Vec::new(), 0);
        for (relay_id, parcel) in &pulled.parcels {
            let outcome = self.peel(*relay_id, parcel, now)?;
            fresh += usize::from(!matches!(outcome, Outcome::Held | Outcome::Full));
            if outcome.may_be_acknowledged() {
                done.push(*relay_id);
            }
            self.count(&outcome);
        }
        done.extend(self.commit_deposits(now)?);
        self.round.pulls_left = self.round.pulls_left.saturating_sub(1);
        self.round.pulled_all = is_all;
        if is_all {
            self.pulled_tick = Some(slot(now, self.parameters.sorter_tick_secs));
        } else if fresh > 0 && self.round.pulls_left > 0 {
            self.round.steps.push_front(Step::Pull);
        } else {
            self.pulled_tick = Some(slot(now, self.parameters.sorter_tick_secs));
        }
        if !done.is_empty() {
            // The relay's order of names must not come back to it as ours.
            drop_sorter::shuffle::shuffle(&mut done, rng);
            self.acknowledge(&done);
        }
        Ok(())
    }

    /// Has the relay forget these.
    fn acknowledge(&mut self, done: &[RelayId]) {
        for step in acknowledgements(done) {
            self.round.steps.push_front(step);
        }
    }

    fn peel(
        &mut self,
        relay_id: RelayId,
        parcel: &envelope::Parcel,
        now: u64,
    ) -> Result<Outcome, DeskError> {
        let sorter: Vec<&SorterSecret> = newest_first(&self.keys.sorter, self.today(now));
        let keys = PeelKeys {
            sorter: &sorter,
            deposit: &[self.keys.deposit.public()],
        };
        let reader = self.vault.reader();
        let mut failed = None;
        let outcome = self.sorter.peel(keys, relay_id, parcel, |hash| {
            reader.inner_is_seen(hash).unwrap_or_else(|error| {
                failed = Some(error);
                false
            })
        });
        failed.map_or(Ok(outcome), |error| Err(error.into()))
    }

    fn count(&mut self, outcome: &Outcome) {
        let report = &mut self.report;
        let counter = match outcome {
            Outcome::Cover | Outcome::Canary(_) => &mut report.cover,
            Outcome::Garbage => &mut report.garbage,
            Outcome::Replay => &mut report.replays,
            Outcome::Deposit(_) => &mut report.deposits,
            Outcome::Held | Outcome::Full | Outcome::Real(_) => return,
        };
        *counter += 1;
    }

    /// Remembers which blocks came back, and their hashes, in one transaction.
    fn commit_deposits(&mut self, now: u64) -> Result<Vec<RelayId>, DeskError> {
        let mut state = self.state.clone();
        let mut hashes: Vec<InnerHash> = Vec::new();
        let new = OnTheWay {
            day: self.today(now),
            posted_at: now,
            arrived: true,
        };
        for held in self.sorter.deposits() {
            hashes.push(held.hash);
            for (tag, _) in &held.deposit.blocks {
                // Also if we never learned that the relay had taken it.
                state.deposits.entry(*tag).or_insert(new).arrived = true;
            }
        }
        if hashes.is_empty() {
            return Ok(Vec::new());
        }
        let expires_day = self.today(now).saturating_add(SEEN_DAYS);
        self.vault.write(|tx| {
            for hash in &hashes {
                tx.remember_inner(hash, expires_day)?;
            }
            state::store(tx, &state)
        })?;
        self.state = state;
        Ok(self.sorter.deposited(&hashes))
    }

    /// Makes the batches of this tick, opens them, commits each, and has it acknowledged.
    pub(super) fn open_batches(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let list = self.plan.key_list().map_err(|_| DeskError::NotADesk)?;
        let day = self.calendar(&list, now);
        let Some(sorter) = current_sorter(&list, day) else {
            return Ok(());
        };
        let intake: Vec<_> = (0..self.plan.desk_slots)
            .filter_map(|slot| current_intake(&list, slot, day))
            .collect();
        let to: Vec<SealTo<'_>> = intake
            .iter()
            .map(|intake| SealTo {
                org: self.org,
                sorter: &sorter,
                intake,
            })
            .collect();
        // Without a key for a slot nothing is lost: it waits.
        let Ok(batches) = self.sorter.tick(now, &self.parameters, &to, rng) else {
            return Ok(());
        };
        for batch in batches {
            self.report.crowd = Some(batch.crowd);
            self.commit_batch(&batch, now, rng)?;
            let mut done = self.sorter.committed(&batch);
            if !done.is_empty() {
                drop_sorter::shuffle::shuffle(&mut done, rng);
                self.acknowledge(&done);
            }
        }
        if self.round.pulled_all && self.sorter.backlog() == 0 {
            // Everything that the relay held is in the vault.
            drained(&mut self.plan, now);
        }
        Ok(())
    }

    /// Opens a batch and writes all of it in one transaction.
    fn commit_batch(
        &mut self,
        batch: &Batch,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let mut bodies: Vec<Body> = Vec::new();
        for entry in &batch.entries {
            let opened = self
                .keys
                .intake(batch.desk_slot, entry.day)
                .and_then(|key| envelope::open_inner(&self.org, key, &entry.inner));
            match opened {
                Some(body) if body.kind == BodyType::Cover => {}
                Some(body) => bodies.push(body),
                None => self.report.unreadable += 1,
            }
        }
        let today = self.today(now);
        let mut sheets = 0;
        let mut asked: Vec<ConversationId> = Vec::new();
        self.vault.write(|tx| {
            for body in &bodies {
                if take_in(tx, body, now, today, rng)? {
                    sheets += 1;
                    asked.push(ConversationId(body.conv_id.0));
                }
            }
            for carried in &batch.carried {
                tx.remember_inner(&carried.hash, today.saturating_add(SEEN_DAYS))?;
            }
            Ok::<_, DeskError>(())
        })?;
        self.report.sheets += sheets;
        asked.sort_unstable();
        asked.dedup();
        for conversation in asked {
            self.acknowledge_arrival(conversation, now, rng)?;
        }
        Ok(())
    }
}

/// As many calls as it takes: a relay refuses one with too many names, and a large batch has more.
fn acknowledgements(done: &[RelayId]) -> impl Iterator<Item = Step> {
    done.chunks(usize::from(MAX_PULL))
        .map(|ids| Step::Acknowledge(ids.to_vec()))
}

/// Writes one opened body; whether it said something new.
fn take_in(
    tx: &mut Tx<'_>,
    body: &Body,
    now: u64,
    today: u32,
    rng: &mut impl CryptoRng,
) -> Result<bool, DeskError> {
    let Some(kind) = part_kind(body.kind) else {
        return Ok(false);
    };
    let conversation = ConversationId(body.conv_id.0);
    let part = ReceivedPart {
        message: MessageId(body.msg_id),
        kind,
        part: body.part,
        parts: body.parts,
        day_written: body.day,
        text: text_of(body).to_string(),
        other: other_words(body),
        keylist_known: tx.key_list_is_known(&body.keylist_head)?,
    };
    let appended = match tx.act(now, rng, conversation, Change::PartReceived(part)) {
        Ok(appended) => appended,
        // Well sealed and badly formed: by whom, nobody knows. Nothing of it is kept.
        Err(VaultError::Refused(_)) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    begin_chain(tx, conversation, body, today)?;
    Ok(matches!(appended, Appended::New { .. }))
}

/// Keeps the first day key that a conversation names, taken forward to today: earlier replies
/// cannot be opened with it.
fn begin_chain(
    tx: &mut Tx<'_>,
    conversation: ConversationId,
    body: &Body,
    today: u32,
) -> Result<(), DeskError> {
    if tx.chain(conversation)?.is_some() {
        return Ok(());
    }
    let first = DayChain::from_secret(body.day, body.c_day);
    // A day that is further away than ten years was not written by our client.
    let Some(chain) = first.advance(today.max(body.day)) else {
        return Ok(());
    };
    if body.day > today.saturating_add(FUTURE_DAYS) {
        return Ok(());
    }
    tx.begin_chain(&Chain {
        conversation,
        day: chain.day(),
        secret: Zeroizing::new(*chain.secret()),
    })?;
    Ok(())
}

/// A sheet may name a day this far ahead of the desk's clock: one of the two clocks is wrong, and a
/// reply waits for that day.
const FUTURE_DAYS: u32 = 2;

fn part_kind(kind: BodyType) -> Option<PartKind> {
    Some(match kind {
        BodyType::Cover => return None,
        BodyType::Message => PartKind::Message,
        BodyType::FirstMessage => PartKind::FirstMessage,
        BodyType::Answers => PartKind::Answers,
        BodyType::FileReference => PartKind::FileReference,
        BodyType::Opened => PartKind::Opened,
        BodyType::ChangeWords => PartKind::ChangeWords,
        BodyType::AlarmMarking => PartKind::AlarmMarking,
    })
}

/// The text of a sheet. Total: what cannot be read shows as replacement characters.
fn text_of(body: &Body) -> Zeroizing<String> {
    match body.kind {
        BodyType::Message | BodyType::FirstMessage if body.codec == CODEC => {
            match drop_client::compose::read_sheet(body) {
                Some((_, text)) => text,
                None => Zeroizing::new(codec::decode(&body.data)),
            }
        }
        BodyType::Message | BodyType::FirstMessage | BodyType::Answers => {
            Zeroizing::new(if body.codec == CODEC {
                codec::decode(&body.data)
            } else {
                String::from_utf8_lossy(&body.data).into_owned()
            })
        }
        _ => Zeroizing::new(String::new()),
    }
}

/// The other set of words that a sheet names: 16 bytes at the beginning.
fn other_words(body: &Body) -> Option<ConversationId> {
    match body.kind {
        BodyType::ChangeWords | BodyType::AlarmMarking => {
            body.data.first_chunk().map(|id| ConversationId(*id))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_acknowledgement_has_more_names_than_a_relay_takes() {
        let done: Vec<RelayId> = (0..4096_u16)
            .map(|n| [n.to_le_bytes(); 8].as_flattened().try_into().unwrap())
            .collect();
        let mut all = Vec::new();
        for step in acknowledgements(&done) {
            let Step::Acknowledge(ids) = step else {
                panic!("another step");
            };
            let payload = Ack { ids }.encode();
            all.extend(Ack::decode(&payload).unwrap().ids);
        }
        assert_eq!(all, done);
    }
}
