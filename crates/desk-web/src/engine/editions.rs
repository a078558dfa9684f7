//! An edition per slot: chosen, stored, published, in this order (PROTOCOL §1.7).

use desk_casework::{Change, ConversationId, ReplyId};
use desk_vault::{EditionRow, Reader, Tx, VaultError};
use drop_sorter::{Made, Pending, Queue, SlotRow};
use drop_wire::{Publish, path};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

use super::{
    Desk, DeskError, RelayError, Request, Step, lists::Signer, postbox::LOOK, relay::Purpose, state,
};

/// Old editions are forgotten every so many slots.
const FORGET_EVERY: u64 = 64;

/// What the vault keeps of a slot.
#[derive(Serialize, Deserialize)]
struct StoredSlot {
    /// Which blocks of which replies: logged as published once the relay has them.
    carried: Vec<([u8; 16], [u8; 16], u8)>,
    /// The day of the slot.
    day: u32,
    /// The signed bytes; empty for an edition that only the relay has.
    edition: Vec<u8>,
}

impl StoredSlot {
    fn decode(bytes: &[u8]) -> Result<Self, DeskError> {
        postcard::from_bytes(bytes).map_err(|_| DeskError::NotADesk)
    }
}

/// The rows of the window.
pub(super) fn load_rows(reader: Reader<'_>) -> Result<Vec<SlotRow>, DeskError> {
    let rows = reader.edition_rows_from(0)?;
    Ok(rows
        .into_iter()
        .map(|row| SlotRow {
            slot: row.slot,
            tags: row.tags,
            real: row.real,
            automatic: row.automatic,
        })
        .collect())
}

/// The row as the vault knows it.
fn vault_row(row: &SlotRow) -> EditionRow {
    EditionRow {
        slot: row.slot,
        tags: row.tags.clone(),
        real: row.real,
        automatic: row.automatic,
    }
}

/// Remembers a slot that the relay has and we do not.
pub(super) fn store_foreign(tx: &mut Tx<'_>, row: &SlotRow) -> Result<(), DeskError> {
    let stored = StoredSlot {
        carried: Vec::new(),
        day: 0,
        edition: Vec::new(),
    };
    tx.put_edition(&vault_row(row), &state::encode(&stored)?)?;
    tx.mark_edition_published(row.slot)?;
    Ok(())
}

impl Desk {
    /// Makes and stores the edition of the slot that is due. As long as an earlier one waits for
    /// the relay, none is made: its slot stays absent, and what waits keeps its place.
    pub(super) fn make_edition(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let Some(slot) = self.outbox.due(now) else {
            return Ok(());
        };
        let reader = self.vault.reader();
        if !reader.unpublished_editions(1)?.is_empty() {
            return Ok(());
        }
        let today = self.today(now);
        let day = drop_wire::time::day_of_slot(slot, self.parameters.slot_secs);
        let waiting = reader.waiting_blocks(day, LOOK)?;
        let queue = Queue {
            waiting: waiting.len() as u64,
            left_over: self.state.full_day != 0 && self.state.full_day + 1 == today,
        };
        let (references, pending): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .filter(|block| {
                let way = self.state.deposits.get(&block.tag);
                way.is_some_and(|way| way.arrived)
            })
            .map(|block| {
                let pending = Pending {
                    tag: block.tag,
                    block: block.block,
                    day: block.day,
                    priority: block.priority,
                    automatic: block.automatic,
                };
                (block.of, pending)
            })
            .unzip();
        let made = self
            .outbox
            .make(now, &pending, queue, &self.keys.outbox, rng);
        let Some(made) = made else { return Ok(()) };
        let carried: Vec<_> = made
            .carried
            .iter()
            .filter_map(|at| references.get(*at))
            .map(|of| (of.conversation.0, of.reply.0, of.part))
            .collect();
        self.store_edition(made, &pending, carried, day)
    }

    /// Stores an edition and takes its blocks out of the queue, in one transaction.
    fn store_edition(
        &mut self,
        made: Made,
        pending: &[Pending],
        carried: Vec<([u8; 16], [u8; 16], u8)>,
        day: u32,
    ) -> Result<(), DeskError> {
        let stored = StoredSlot {
            carried,
            day,
            edition: made.edition,
        };
        let bytes = state::encode(&stored)?;
        let mut state = self.state.clone();
        let oldest_slot = self.outbox.oldest_slot();
        self.vault.write(|tx| {
            tx.put_edition(&vault_row(&made.row), &bytes)?;
            for at in &made.carried {
                let block = pending.get(*at).ok_or(VaultError::BadValue)?;
                tx.publish_block(day, &block.tag)?;
                state.deposits.remove(&block.tag);
            }
            if made.row.slot.is_multiple_of(FORGET_EVERY) {
                tx.forget_editions_before(oldest_slot)?;
            }
            state::store(tx, &state)
        })?;
        self.state = state;
        self.outbox.record(made.row);
        Ok(())
    }

    /// The oldest edition that the relay does not have, or has lost.
    pub(super) fn publish_request(&mut self) -> Result<Option<Request>, DeskError> {
        let reader = self.vault.reader();
        let mut unpublished = reader.unpublished_editions(1)?;
        while let Some(slot) = self.republish.pop_front() {
            if let Some(lost) = reader.edition(slot)? {
                unpublished.insert(0, lost);
                break;
            }
        }
        let Some(stored) = unpublished.into_iter().next() else {
            return Ok(None);
        };
        let slot = stored.row.slot;
        let edition = StoredSlot::decode(&stored.bytes)?.edition;
        if !self.republish.is_empty() {
            self.round.steps.push_front(Step::Publish);
        }
        let index = self.outbox.index_of(slot, &self.keys.outbox);
        let Some(index) = index.filter(|_| !edition.is_empty()) else {
            // It left the window before the relay came back.
            self.vault.write(|tx| tx.mark_edition_published(slot))?;
            return Ok(None);
        };
        let payload = Publish { edition, index }.encode();
        let body = self.signed_call(path::PUBLISH, &payload, Signer::Outbox)?;
        Ok(Some(Request::post(
            path::PUBLISH,
            body,
            Purpose::Publish(slot),
        )))
    }

    /// The relay has the edition: what it carried is out.
    pub(super) fn published(
        &mut self,
        slot: u64,
        answer: Result<Vec<u8>, RelayError>,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        // Another one of this slot is out already, so ours can never be: an older backup.
        let is_lost = answer == Err(RelayError::Conflict);
        if let Err(error) = answer {
            self.report.relay = Some(error);
            self.compared = false;
            if !is_lost {
                return Ok(());
            }
        }
        let Some(stored) = self.vault.reader().edition(slot)? else {
            return Ok(());
        };
        if stored.published {
            return Ok(());
        }
        let stored = StoredSlot::decode(&stored.bytes)?;
        self.vault.write(|tx| {
            tx.mark_edition_published(slot)?;
            for (conversation, reply, part) in stored.carried.iter().filter(|_| !is_lost) {
                let change = Change::BlockPublished {
                    reply: ReplyId(*reply),
                    part: *part,
                    day: stored.day,
                };
                tx.act(now, rng, ConversationId(*conversation), change)?;
            }
            Ok::<_, DeskError>(())
        })?;
        if !is_lost {
            self.report.published = Some(slot);
        }
        Ok(())
    }
}
