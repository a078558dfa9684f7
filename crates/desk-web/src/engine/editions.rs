//! An edition per slot: chosen, stored, published, in this order (PROTOCOL §1.7).

use desk_casework::{Change, ConversationId, ReplyId};
use desk_vault::{Reader, Tx, VaultError};
use drop_sorter::{Made, Pending, Queue, SlotRow};
use drop_wire::{Publish, path};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

use super::{
    Desk, DeskError, RelayError, Request, Step, lists::Signer, postbox::LOOK, relay::Purpose,
    state,
};

/// What the vault keeps of a slot.
#[derive(Serialize, Deserialize)]
struct StoredSlot {
    tags: Vec<[u8; 8]>,
    real: u16,
    automatic: u16,
    /// Which blocks of which replies: logged as published once the relay has them.
    carried: Vec<([u8; 16], [u8; 16], u8)>,
    /// The day of the slot.
    day: u32,
    /// The signed bytes; empty for an edition that only the relay has.
    edition: Vec<u8>,
}

/// The rows of the window.
pub(super) fn load_rows(reader: Reader<'_>) -> Result<Vec<SlotRow>, DeskError> {
    let mut rows = Vec::new();
    for stored in reader.editions_from(0, u32::from(u16::MAX))? {
        let slot: StoredSlot =
            postcard::from_bytes(&stored.bytes).map_err(|_| DeskError::NotADesk)?;
        rows.push(SlotRow {
            slot: stored.slot,
            tags: slot.tags,
            real: slot.real,
            automatic: slot.automatic,
        });
    }
    Ok(rows)
}

/// Remembers a slot that the relay has and we do not.
pub(super) fn store_foreign(tx: &mut Tx<'_>, row: &SlotRow) -> Result<(), DeskError> {
    let stored = StoredSlot {
        tags: row.tags.clone(),
        real: row.real,
        automatic: row.automatic,
        carried: Vec::new(),
        day: 0,
        edition: Vec::new(),
    };
    tx.put_edition(row.slot, &state::encode(&stored)?)?;
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
        let made = self.outbox.make(now, &pending, queue, &self.keys.outbox, rng);
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
            tags: made.row.tags.clone(),
            real: made.row.real,
            automatic: made.row.automatic,
            carried,
            day,
            edition: made.edition,
        };
        let bytes = state::encode(&stored)?;
        let mut state = self.state.clone();
        self.vault.write(|tx| {
            tx.put_edition(made.row.slot, &bytes)?;
            for at in &made.carried {
                let block = pending.get(*at).ok_or(VaultError::BadValue)?;
                tx.publish_block(day, &block.tag)?;
                state.deposits.remove(&block.tag);
            }
            state::store(tx, &state)
        })?;
        self.state = state;
        self.outbox.record(made.row);
        Ok(())
    }

    /// The oldest edition that the relay does not have.
    pub(super) fn publish_request(&mut self) -> Result<Option<Request>, DeskError> {
        let unpublished = self.vault.reader().unpublished_editions(1)?;
        let Some(stored) = unpublished.into_iter().next() else {
            return Ok(None);
        };
        let slot: StoredSlot =
            postcard::from_bytes(&stored.bytes).map_err(|_| DeskError::NotADesk)?;
        let Some(index) = self.outbox.index_of(stored.slot, &self.keys.outbox) else {
            // It left the window before the relay came back.
            self.vault.write(|tx| tx.mark_edition_published(stored.slot))?;
            self.round.steps.push_front(Step::Publish);
            return Ok(None);
        };
        let payload = Publish {
            edition: slot.edition,
            index,
        };
        let body = self.signed_call(path::PUBLISH, &payload.encode(), Signer::Outbox)?;
        Ok(Some(Request::post(
            path::PUBLISH,
            body,
            Purpose::Publish(stored.slot),
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
        match answer {
            Ok(_) => {}
            // Another one of this slot is out already, so ours can never be: an older backup.
            Err(RelayError::Conflict) => {
                self.report.relay = Some(RelayError::Conflict);
                self.compared = false;
            }
            Err(error) => {
                self.report.relay = Some(error);
                return Ok(());
            }
        }
        let Some(stored) = self.vault.reader().edition(slot)? else {
            return Ok(());
        };
        let stored: StoredSlot =
            postcard::from_bytes(&stored.bytes).map_err(|_| DeskError::NotADesk)?;
        self.vault.write(|tx| {
            tx.mark_edition_published(slot)?;
            if answer_is_conflict(self.report.relay) {
                return Ok(());
            }
            for (conversation, reply, part) in &stored.carried {
                let change = Change::BlockPublished {
                    reply: ReplyId(*reply),
                    part: *part,
                    day: stored.day,
                };
                tx.act(now, rng, ConversationId(*conversation), change)?;
            }
            Ok::<_, DeskError>(())
        })?;
        if !answer_is_conflict(self.report.relay) {
            self.report.published = Some(slot);
        }
        Ok(())
    }
}

fn answer_is_conflict(error: Option<RelayError>) -> bool {
    error == Some(RelayError::Conflict)
}
