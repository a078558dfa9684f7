//! What leaves the desk by its own clock: a parcel per tick, like any visitor's. It carries blocks
//! for the outbox if some wait, and is cover if none does.

use desk_vault::WaitingBlock;
use drop_sorter::keyplan::{current_intake, current_sorter};
use drop_wire::{Submission, path};
use envelope::{Body, Deposit, Kind, SealTo, seal_deposit, seal_inner, seal_outer};
use rand_core::CryptoRng;

use super::{Desk, DeskError, RelayError, Request, relay::Purpose, state::OnTheWay};

/// Blocks in one deposit.
const BLOCKS: usize = 2;
/// Waiting blocks that are looked at.
pub(super) const LOOK: u32 = 4_096;

impl Desk {
    /// The parcel that is due, if one is.
    pub(super) fn post_request(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<Option<Request>, DeskError> {
        let Some(at) = self.post_at else {
            let mean_ms = self.parameters.first_max_ms;
            self.post_at = Some(now + seconds(f64::from(mean_ms) / 2.0, rng));
            return Ok(None);
        };
        if now < at {
            return Ok(None);
        }
        let list = self.plan.key_list().map_err(|_| DeskError::NotADesk)?;
        let today = self.calendar(&list, now);
        let (Some(sorter), Some(intake)) = (
            current_sorter(&list, today),
            current_intake(&list, 0, today),
        ) else {
            return Ok(None);
        };
        let mut blocks = self.blocks_to_deposit(now)?;
        blocks.truncate(BLOCKS);
        let priority = blocks.iter().map(|block| block.priority).max().unwrap_or(0);
        let tags: Vec<_> = blocks.iter().map(|block| block.tag).collect();
        let parcel = if blocks.is_empty() {
            let to = SealTo {
                org: self.org,
                sorter: &sorter,
                intake: &intake,
            };
            let Ok(inner) = seal_inner(&to, &Body::cover(rng), rng) else {
                return Ok(None);
            };
            seal_outer(&to, Kind::Cover, &inner, rng)
        } else {
            let blocks = blocks
                .into_iter()
                .map(|block| (block.tag, block.block))
                .collect();
            let deposit = Deposit { priority, blocks };
            seal_deposit(&self.org, &sorter, &deposit, &self.keys.deposit, rng)
        };
        self.post_at = Some(now + seconds(f64::from(self.parameters.mean_ms), rng));
        let body = Submission {
            parcel,
            nonce: [0; 16],
        };
        Ok(Some(Request::post(
            path::SUBMIT,
            body.encode(),
            Purpose::Post(tags),
        )))
    }

    /// Today's blocks that are not on their way, or have been for too long.
    fn blocks_to_deposit(&self, now: u64) -> Result<Vec<WaitingBlock>, DeskError> {
        let waiting = self.vault.reader().waiting_blocks(self.today(now), LOOK)?;
        let patience = 4 * u64::from(self.parameters.sorter_tick_secs);
        let is_to_go = |tag: &[u8; 8]| {
            self.state
                .deposits
                .get(tag)
                .is_none_or(|way| !way.arrived && way.posted_at + patience <= now)
        };
        let mut blocks: Vec<_> = waiting
            .into_iter()
            .filter(|block| is_to_go(&block.tag))
            .collect();
        blocks.sort_by_key(|block| block.automatic);
        Ok(blocks)
    }

    /// The relay has the parcel on its disk, or not.
    pub(super) fn posted(
        &mut self,
        tags: &[[u8; 8]],
        answer: Result<Vec<u8>, RelayError>,
        now: u64,
    ) -> Result<(), DeskError> {
        if let Err(error) = answer {
            self.report.relay = Some(error);
            return Ok(());
        }
        self.report.posted = true;
        if tags.is_empty() {
            return Ok(());
        }
        let mut state = self.state.clone();
        let new = OnTheWay {
            day: self.today(now),
            posted_at: now,
            arrived: false,
        };
        for tag in tags {
            state.deposits.entry(*tag).or_insert(new).posted_at = now;
        }
        self.store_state(state)
    }
}

/// An exponential waiting time with this mean, at least a second, at most ten means.
fn seconds(mean_ms: f64, rng: &mut impl CryptoRng) -> u64 {
    let uniform = (f64::from(rng.next_u32()) + 1.0) / (f64::from(u32::MAX) + 1.0);
    let waits_ms = (-uniform.ln()).min(10.0) * mean_ms;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and ten times a u32"
    )]
    let secs = (waits_ms / 1000.0).round() as u64;
    secs.max(1)
}
