//! What the engine remembers between runs, in two settings of the vault.

use std::collections::BTreeMap;

use desk_vault::{Reader, Tx, VaultError};
use drop_sorter::keyplan::PlanState;
use serde::{Deserialize, Serialize};

use super::DeskError;

const PLAN: &str = "engine.plan";
const STATE: &str = "engine.state";

/// Calls for which one write of the ceiling is enough.
pub(super) const COUNTERS: u64 = 4_096;

/// Small things of the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EngineState {
    /// No call has had a counter as large as this.
    pub(super) counter_ceiling: u64,
    /// The day up to which the day's chores are done.
    pub(super) chores_day: u32,
    /// The newest day whose editions could not take everything.
    pub(super) full_day: u32,
    /// Blocks that are on their way to the outbox, by their tag.
    pub(super) deposits: BTreeMap<[u8; 8], OnTheWay>,
}

/// A block on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OnTheWay {
    /// The day for which it is sealed.
    pub(super) day: u32,
    /// When it was posted, unix seconds.
    pub(super) posted_at: u64,
    /// Whether it came back through a pull: only then may it be published.
    pub(super) arrived: bool,
}

impl EngineState {
    /// The first counter of a run: above every one before, also if the vault is an older backup.
    pub(super) fn first_counter(&self, now: u64) -> u64 {
        self.counter_ceiling.max(now << 16)
    }
}

/// The plan.
pub(super) fn load_plan(reader: Reader<'_>) -> Result<PlanState, DeskError> {
    let bytes = reader.setting(PLAN)?.ok_or(DeskError::NotADesk)?;
    postcard::from_bytes(&bytes).map_err(|_| DeskError::NotADesk)
}

/// The state; the default if there is none yet.
pub(super) fn load(reader: Reader<'_>) -> Result<EngineState, DeskError> {
    let Some(bytes) = reader.setting(STATE)? else {
        return Ok(EngineState::default());
    };
    postcard::from_bytes(&bytes).map_err(|_| DeskError::NotADesk)
}

/// Stores the plan.
pub(super) fn store_plan(tx: &mut Tx<'_>, plan: &PlanState) -> Result<(), VaultError> {
    tx.put_setting(PLAN, &encode(plan)?)
}

/// Stores the state.
pub(super) fn store(tx: &mut Tx<'_>, state: &EngineState) -> Result<(), VaultError> {
    tx.put_setting(STATE, &encode(state)?)
}

/// Postcard; plain data into a growing buffer.
pub(super) fn encode(value: &impl Serialize) -> Result<Vec<u8>, VaultError> {
    postcard::to_stdvec(value).map_err(|_| VaultError::BadValue)
}
