//! What a new day asks for: day keys go forward, what is over is forgotten, late parts move.

use desk_vault::Chain;
use drop_sorter::keyplan;
use envelope::DayChain;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Desk, DeskError, state};

/// Day keys taken forward in one transaction.
const STEP: u32 = 500;
/// Days for which it is remembered which tags were used.
const TAG_DAYS: u32 = 20;

impl Desk {
    /// Does the day's chores, once a day; interrupted, they are done again.
    pub(super) fn turn_day(&mut self, now: u64, rng: &mut impl CryptoRng) -> Result<(), DeskError> {
        let today = self.today(now);
        if self.state.chores_day >= today {
            return Ok(());
        }
        let mut plan = self.plan.clone();
        let changes = keyplan::bury(&mut plan, now);
        self.store_changes(plan, &changes)?;
        self.forward_chains(today)?;
        self.move_late(now, rng)?;
        let oldest_slot = self.outbox.oldest_slot();
        let mut state = self.state.clone();
        state.chores_day = today;
        state.deposits.retain(|_, way| way.day >= today);
        self.vault.write(|tx| {
            tx.expire_inner(today)?;
            tx.forget_tags_before(today.saturating_sub(TAG_DAYS))?;
            tx.forget_editions_before(oldest_slot)?;
            state::store_plan(tx, &self.plan)?;
            state::store(tx, &state)
        })?;
        self.state = state;
        Ok(())
    }

    /// Overwrites every day key by that of today: replies of earlier days stay sealed, also for us.
    fn forward_chains(&mut self, today: u32) -> Result<(), DeskError> {
        loop {
            let old = self.vault.reader().chains_before(today, STEP)?;
            if old.is_empty() {
                return Ok(());
            }
            self.vault.write(|tx| {
                for chain in &old {
                    let first = DayChain::from_secret(chain.day, *chain.secret);
                    // Older than ten years: of no use to anybody.
                    let Some(next) = first.advance(today) else {
                        tx.delete_chain(chain.conversation)?;
                        continue;
                    };
                    tx.advance_chain(&Chain {
                        conversation: chain.conversation,
                        day: today,
                        secret: Zeroizing::new(*next.secret()),
                    })?;
                }
                Ok::<_, DeskError>(())
            })?;
        }
    }
}
