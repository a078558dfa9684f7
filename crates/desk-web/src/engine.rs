//! The desk without its pages: from the relay to the vault and back (PROTOCOL §1.5 to §1.7).
//!
//! ```text
//!            ┌───────────────────────── one round, again and again ─────────────────────────┐
//!  key list ─┤ pull ▶ peel ▶ batch ▶ open ▶ one vault transaction ▶ acknowledge             │
//!            │ reply ▶ vault ▶ deposit ▶ POST /p ▶ … ▶ pull ▶ edition ▶ vault ▶ publish      │
//!            └───────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! A desk plays the sorter of a young organisation. [`Desk`] holds an open vault and does no I/O of
//! its own beside it: a round is a sequence of requests that the caller makes ([`Desk::begin`],
//! [`Desk::next`], [`Desk::answer`]), so that nobody waits for a slow circuit with the desk in hand;
//! [`Desk::tick`] does a whole round over a [`Relay`].
//!
//! - What the relay is told to forget has been committed; what is published has been stored.
//! - A crash or a failing relay at any point loses nothing and doubles nothing: whatever was not
//!   committed is pulled again, whatever was committed is recognised.
//! - What leaves, leaves by the desk's own clock, in one size, whether or not there is something to
//!   say.

use std::collections::VecDeque;

use desk_vault::{Reader, Vault, VaultError};
use drop_sorter::{Outbox, Sorter, keyplan::PlanState};
use drop_wire::{Parameters, time::day};
use envelope::OrgId;
use rand_core::CryptoRng;
use thiserror::Error;

pub use self::{
    acts::{ReplyError, Sent},
    founding::{RelayValues, certify_again, found, make_root, open_root},
    relay::{Method, Relay, RelayError, Request},
    report::{ClockTrouble, DeskStatus, TickReport},
};
use self::{keyring::Keyring, relay::Purpose, state::EngineState};

mod acts;
mod arrivals;
mod chores;
mod editions;
mod founding;
mod keyring;
mod lists;
mod postbox;
mod relay;
mod report;
mod state;

/// Why a desk cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DeskError {
    /// Environment: the vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Environment: the vault opens, but it is not an organisation's, or a part of it is missing.
    #[error("this vault holds no desk")]
    NotADesk,
    /// Caller: founding with more than a list can hold, or into a vault that is in use.
    #[error("an organisation cannot be founded like this")]
    Founding,
    /// Caller: not the root of this organisation.
    #[error("not the root of this organisation")]
    OtherRoot,
}

/// A desk: an open vault, its keys, and what it is doing.
pub struct Desk {
    vault: Vault,
    org: OrgId,
    parameters: Parameters,
    plan: PlanState,
    keys: Keyring,
    sorter: Sorter,
    outbox: Outbox,
    state: EngineState,
    round: Round,
    report: TickReport,
    status: DeskStatus,
    /// When the next parcel leaves, unix seconds; `None` until the first round.
    post_at: Option<u64>,
    /// Whether the relay's papers were compared with ours in this run.
    compared: bool,
    /// When the key plan was last looked at, unix seconds.
    planned_at: Option<u64>,
    /// When the relay may be asked again after it failed, and how often it failed in a row.
    patience: Patience,
    /// Slots whose editions the relay has lost.
    republish: VecDeque<u64>,
    /// A list of ours that the relay has and the vault does not: the vault is an older backup.
    newer_list: Option<Vec<u8>>,
    counter: u64,
    pulled_tick: Option<u64>,
}

/// How long a relay that failed is left alone: 1, 4, 9 … seconds, up to a third of a tick.
#[derive(Default)]
struct Patience {
    failures: u64,
    until: u64,
}

impl Patience {
    fn failed(&mut self, now: u64, tick_secs: u32) {
        let most = u64::from(tick_secs / 3).max(1);
        self.failures = self.failures.saturating_add(1);
        self.until = now + self.failures.saturating_mul(self.failures).min(most);
    }

    /// A clock that went back does not make it longer than it can be.
    fn is_over(&self, now: u64, tick_secs: u32) -> bool {
        now >= self.until || now + u64::from(tick_secs) < self.until
    }
}

/// What is left of a round.
#[derive(Default)]
struct Round {
    steps: VecDeque<Step>,
    pulls_left: u8,
    /// Whether the last pull brought all that the relay holds.
    pulled_all: bool,
    /// Whether the relay was asked for anything in this round.
    was_asked: bool,
}

/// The steps of a round, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    CompareList,
    CompareIndex,
    /// Only after the comparison: a vault that is an older backup must make no list.
    Plan,
    Issue,
    Pull,
    Acknowledge(Vec<[u8; 16]>),
    Batch,
    Post,
    Edition,
    Publish,
}

/// Parcels asked for with one pull, about 1 MB.
const PULL: u16 = 256;
/// Pulls in one round.
const PULLS: u8 = 64;

impl Desk {
    /// Takes up an open vault.
    ///
    /// # Errors
    /// [`DeskError::NotADesk`] if no organisation was founded in it; [`DeskError::Vault`].
    pub fn open(vault: Vault, now: u64) -> Result<Self, DeskError> {
        let reader = vault.reader();
        let plan = state::load_plan(reader)?;
        let state = state::load(reader)?;
        let list = plan.key_list().map_err(|_| DeskError::NotADesk)?;
        let keys = Keyring::load(reader)?;
        let rows = editions::load_rows(reader)?;
        let org = OrgId(list.org_id);
        Ok(Self {
            org,
            parameters: list.parameters,
            sorter: Sorter::new(org, 0..plan.desk_slots),
            outbox: Outbox::new(&list.parameters, rows),
            plan,
            keys,
            counter: state.first_counter(now),
            state,
            vault,
            round: Round::default(),
            report: TickReport::default(),
            status: DeskStatus::default(),
            post_at: None,
            compared: false,
            planned_at: None,
            patience: Patience::default(),
            republish: VecDeque::new(),
            newer_list: None,
            pulled_tick: None,
        })
    }

    /// For reading conversations, counts and the like.
    pub fn reader(&self) -> Reader<'_> {
        self.vault.reader()
    }

    /// The vault, for a backup or a new passphrase.
    pub fn vault_mut(&mut self) -> &mut Vault {
        &mut self.vault
    }

    /// Locks the desk and gives the vault back; dropping that locks it.
    pub fn into_vault(self) -> Vault {
        self.vault
    }

    /// Whose desk this is.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// The signed parameters of the newest list.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Addresses of the relay, as the newest list names them.
    pub fn relay_addresses(&self) -> Vec<String> {
        self.plan
            .key_list()
            .map(|list| list.relays)
            .unwrap_or_default()
    }

    /// How things stand, for the pages.
    pub fn status(&self) -> &DeskStatus {
        &self.status
    }

    /// What an operator configures a relay with.
    pub fn relay_values(&self) -> RelayValues {
        founding::relay_values(self.org, &self.plan, &self.keys, &self.parameters)
    }

    /// Does a whole round over a relay. A relay that fails ends the round; the next one goes on.
    ///
    /// # Errors
    /// [`DeskError::Vault`]; nothing acknowledged is lost.
    pub fn tick(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
        relay: &mut (impl Relay + ?Sized),
    ) -> Result<TickReport, DeskError> {
        self.begin(now, rng)?;
        while let Some(request) = self.next(now, rng)? {
            let answer = relay::perform(relay, &request);
            self.answer(request, answer, now, rng)?;
        }
        Ok(self.finish(now))
    }

    /// Begins a round: what the day asks for, then the list of steps.
    ///
    /// # Errors
    /// [`DeskError::Vault`].
    pub fn begin(&mut self, now: u64, rng: &mut impl CryptoRng) -> Result<(), DeskError> {
        self.report = TickReport::default();
        self.round = Round::default();
        if self.has_leapt(now) {
            return Ok(());
        }
        self.turn_day(now, rng)?;
        if !self.patience.is_over(now, self.parameters.sorter_tick_secs) {
            return Ok(());
        }
        let mut steps = VecDeque::new();
        if !self.compared || self.newer_list.is_some() {
            steps.extend([Step::CompareList, Step::CompareIndex]);
        }
        steps.extend([Step::Plan, Step::Issue, Step::Publish]);
        if self.is_sorter_due(now) {
            steps.extend([Step::Pull, Step::Batch]);
        }
        steps.extend([Step::Post, Step::Edition, Step::Publish]);
        self.round = Round {
            steps,
            pulls_left: PULLS,
            ..Round::default()
        };
        Ok(())
    }

    /// The next request of the round; `None` when it is over. Each must be answered.
    ///
    /// # Errors
    /// [`DeskError::Vault`].
    pub fn next(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<Option<Request>, DeskError> {
        while let Some(step) = self.round.steps.pop_front() {
            let request = match step {
                Step::CompareList => Some(Request::get(drop_wire::path::KEYS, Purpose::List)),
                Step::CompareIndex => Some(Request::get(drop_wire::path::INDEX, Purpose::Index)),
                Step::Plan => {
                    self.plan_keys(now, rng)?;
                    None
                }
                Step::Issue => self.issue_request()?,
                Step::Pull => Some(self.pull_request()?),
                Step::Acknowledge(ids) => Some(self.ack_request(ids)?),
                Step::Batch => {
                    self.open_batches(now, rng)?;
                    None
                }
                Step::Post => self.post_request(now, rng)?,
                Step::Edition => {
                    self.make_edition(now, rng)?;
                    None
                }
                Step::Publish => self.publish_request()?,
            };
            if request.is_some() {
                return Ok(request);
            }
        }
        Ok(None)
    }

    /// Takes what the relay answered. A failure ends the round.
    ///
    /// # Errors
    /// [`DeskError::Vault`].
    pub fn answer(
        &mut self,
        request: Request,
        answer: Result<Vec<u8>, RelayError>,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        self.round.was_asked = true;
        let answer = match answer {
            Err(error) if request.purpose.is_vital(error) => {
                self.report.relay = Some(error);
                self.round.steps.clear();
                return Ok(());
            }
            answer => answer,
        };
        self.status.last_contact = Some(now);
        match request.purpose {
            Purpose::List => self.compare_list(answer, now),
            Purpose::Index => self.compare_index(answer),
            Purpose::Issue(version) => self.issued(version, answer, now),
            Purpose::Pull => self.pulled(answer, now, rng),
            Purpose::Acknowledge => Ok(()),
            Purpose::Post(tags) => self.posted(&tags, answer, now),
            Purpose::Publish(slot) => self.published(slot, answer, now, rng),
        }
    }

    /// Ends the round and says what it did.
    pub fn finish(&mut self, now: u64) -> TickReport {
        self.status.newest_slot = self.outbox.newest_slot();
        self.status.list_version = self.plan.key_list().map_or(0, |list| list.version);
        self.status.backlog = self.sorter.backlog();
        if self.report.clock.is_none() {
            self.report.clock = self.clock_trouble(now);
        }
        self.status.clock = self.report.clock;
        self.report.root_needed = self.status.root_needed;
        if self.round.was_asked {
            self.status.relay = self.report.relay;
            match self.report.relay {
                Some(_) => self.patience.failed(now, self.parameters.sorter_tick_secs),
                None => self.patience = Patience::default(),
            }
        }
        if let Some(crowd) = self.report.crowd {
            self.status.crowd = crowd;
        }
        std::mem::take(&mut self.report)
    }

    /// A clock that is behind the editions that were made makes none until it has caught up.
    fn clock_trouble(&self, now: u64) -> Option<ClockTrouble> {
        let slot = drop_wire::time::slot(now, self.parameters.slot_secs);
        let newest = self.outbox.newest_slot()?;
        (newest > slot).then(|| ClockTrouble::Behind {
            secs: (newest - slot).saturating_mul(u64::from(self.parameters.slot_secs)),
        })
    }

    /// The day by which keys are chosen: as clients do, not before the newest list was made. A
    /// clock that was a day ahead and was set right must not stop anything.
    fn calendar(&self, list: &drop_wire::KeyList, now: u64) -> u32 {
        day(now).max(day(list.issued_at))
    }

    /// The desk's day.
    fn today(&self, now: u64) -> u32 {
        day(now)
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}
