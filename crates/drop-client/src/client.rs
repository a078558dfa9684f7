//! The whole client as one state machine, without I/O.
//!
//! ```text
//! load:  new ─▶ restore(entry) ─▶ next_delay_ms ─▶ (wait) ─▶ tick …            leave: session_entry
//! tick:  due ─▶ on_key_list, on_index ─▶ tick ─▶ POST ─▶ delivered
//!                                          └───▶ GET  ─▶ on_edition
//! her:   make ─▶ show ─▶ ask, answer ─┐
//!        enter ───────────────────────┴▶ compose, replies, status ─▶ forget
//! ```
//! Nothing in the second half causes, delays or prevents anything in the first: that is what the tests of this
//! crate and the journey over CDP check.

mod person;

use alloc::{boxed::Box, string::String, vec::Vec};

use drop_wire::{POW_NONCE_BYTES, Parameters, SUBMIT_BYTES, Submission, time};
use envelope::{Conversation, Entropy, OrgId, Parcel, SealTo};
use language::{Tag, words::WordList};
use rand_core::CryptoRng;

use crate::{
    clock::Clock,
    keylist::{KeyListError, TrustedKeyList, verify_key_list},
    queue::{Load, Queue},
    replies::Reader,
    window::{Window, WindowError},
};

/// How long a verified key list is used before it is fetched again, in milliseconds: twelve hours.
pub const LIST_AGE_MS: u64 = 12 * 3_600_000;

/// What to fetch with the coming tick. The same for every visitor whose page has been open as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The key list.
    pub key_list: bool,
    /// The index, after it.
    pub index: bool,
}

/// What leaves with a tick.
#[derive(Clone, PartialEq, Eq)]
pub struct Tick {
    /// For `POST /p`.
    pub parcel: Box<Parcel>,
    /// Its proof of work; zeros at effort 0.
    pub nonce: [u8; POW_NONCE_BYTES],
    /// The edition to fetch. `None` only while the outbox is empty.
    pub fetch_slot: Option<u64>,
}

impl Tick {
    /// The body of the request, [`SUBMIT_BYTES`] long.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        let submission = Submission {
            parcel: self.parcel.clone(),
            nonce: self.nonce,
        };
        let body = submission.encode();
        debug_assert_eq!(body.len(), SUBMIT_BYTES, "a submission has one size");
        body
    }
}

impl core::fmt::Debug for Tick {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Tick")
            .field("fetch_slot", &self.fetch_slot)
            .finish_non_exhaustive()
    }
}

/// What the panel shows about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// A valid key list is there: sheets can be sealed.
    pub ready: bool,
    /// Why there is none, or why a newer one was refused.
    pub problem: Option<KeyListError>,
    /// Words were made or entered.
    pub open: bool,
    /// Her sheets of this load, and how many of them have left (a 204 came).
    pub sheets: u32,
    /// See `sheets`.
    pub left: u32,
    /// When the newest edition's slot began, in unix seconds, as the organisation signed it.
    pub newest: Option<u64>,
    /// Editions with something for her that were not fetched yet.
    pub awaited: usize,
}

/// One conversation, open in this page.
struct Talk {
    /// The secret itself, only as long as it must be shown or practised.
    entropy: Option<Entropy>,
    conversation: Conversation,
    reader: Option<Reader>,
    /// New words: the first message carries the preferences, and two of them must be typed back before it leaves.
    first: bool,
    proved: bool,
    asked: Option<(crate::words::Form, [usize; 2])>,
    /// Her side was closed; what is sealed still has to leave.
    closed: bool,
}

/// A visitor's client, one per load of a page.
pub struct Client {
    org: OrgId,
    language: Tag,
    list_text: Option<String>,
    list: Option<TrustedKeyList>,
    list_at_ms: Option<u64>,
    index_at_ms: Option<u64>,
    known_version: u32,
    problem: Option<KeyListError>,
    window: Window,
    queue: Queue,
    clock: Clock,
    talk: Option<Talk>,
    opened_waits: bool,
    sheets: u32,
    left: u32,
}

impl Client {
    /// A client for one organisation, in one language. `list_text` is that language's word list as
    /// `language::words` keeps it, where there is one.
    #[must_use]
    pub fn new(org: OrgId, language: Tag, list_text: Option<String>) -> Self {
        let list_text = list_text.filter(|text| WordList::from_text(language, text).is_some());
        Self {
            org,
            language,
            list_text,
            list: None,
            list_at_ms: None,
            index_at_ms: None,
            known_version: 0,
            problem: None,
            window: Window::default(),
            queue: Queue::default(),
            clock: Clock::new(),
            talk: None,
            opened_waits: false,
            sheets: 0,
            left: 0,
        }
    }

    /// Takes up the session entry that another page of this tab left. Anything else is ignored.
    pub fn restore(&mut self, entry: &[u8]) {
        if let Some(version) = self.queue.restore(entry) {
            self.known_version = self.known_version.max(version);
        }
    }

    /// What to leave for the next page of this tab: [`crate::ENTRY_BYTES`] for every visitor, or `None` if
    /// there is nothing yet: before the first tick of the first page.
    pub fn session_entry(&self, rng: &mut impl CryptoRng) -> Option<Vec<u8>> {
        let to = self.seal_to().map(|(_, to)| to);
        let by = self.talk.as_ref().map(|talk| &talk.conversation);
        self.queue
            .to_entry(self.known_version, to.as_ref(), by, rng)
    }

    /// How long until the next tick, in milliseconds. See [`Clock::next_delay_ms`].
    pub fn next_delay_ms(&self, visible: bool, rng: &mut impl CryptoRng) -> u32 {
        self.clock.next_delay_ms(&self.parameters(), visible, rng)
    }

    /// What to fetch before [`Self::tick`]. `now_ms` is any clock that only goes forward, such as the time since the
    /// page was loaded.
    #[must_use]
    pub fn due(&self, now_ms: u64) -> Due {
        let older =
            |at: Option<u64>, age_ms: u64| at.is_none_or(|at| now_ms.saturating_sub(at) >= age_ms);
        let slot_ms = u64::from(self.parameters().slot_secs) * 1000;
        Due {
            key_list: self.problem.is_some() || older(self.list_at_ms, LIST_AGE_MS),
            index: older(self.index_at_ms, slot_ms),
        }
    }

    /// Takes up a key list.
    ///
    /// # Errors
    /// [`KeyListError`]. A list that was verified before stays in use.
    pub fn on_key_list(
        &mut self,
        bytes: &[u8],
        now_ms: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), KeyListError> {
        match self.check_list(bytes) {
            Ok(list) => {
                self.known_version = list.version();
                self.list = Some(list);
                self.list_at_ms = Some(now_ms);
                self.problem = None;
                self.fill(rng);
                self.announce(rng);
                Ok(())
            }
            Err(error) => {
                self.problem = Some(error);
                Err(error)
            }
        }
    }

    fn check_list(&self, bytes: &[u8]) -> Result<TrustedKeyList, KeyListError> {
        let list = verify_key_list(bytes, &self.org, self.index_day(), self.known_version)?;
        let split = self
            .list
            .as_ref()
            .is_some_and(|known| known.version() == list.version() && known.head() != list.head());
        if split {
            return Err(KeyListError::RolledBack);
        }
        Ok(list)
    }

    /// Takes up an index. Its day decides whether the key list is still valid.
    ///
    /// # Errors
    /// [`WindowError`]. An index that was verified before stays in use.
    pub fn on_index(&mut self, bytes: &[u8], now_ms: u64) -> Result<(), WindowError> {
        let list = self.list.as_ref().ok_or(WindowError::NotReady)?;
        let day_before = self.index_day();
        self.window.on_index(bytes, list.outbox_public())?;
        self.index_at_ms = Some(now_ms);
        let day = self.index_day();
        if let (Some(list), Some(day)) = (&self.list, day)
            && list.is_expired(day)
        {
            self.problem = Some(KeyListError::Expired);
        }
        if day != day_before {
            self.read_days();
        }
        Ok(())
    }

    /// A tick of the clock: what to send and what to fetch, the same for all. `None` as long as there is no key
    /// list to seal to; the clock goes on even then.
    pub fn tick(&mut self, rng: &mut impl CryptoRng) -> Option<Tick> {
        self.clock.ticked();
        self.fill(rng);
        let wanted = self.wanted();
        let parcel = Box::new(*self.queue.head()?);
        Some(Tick {
            parcel,
            nonce: [0; POW_NONCE_BYTES],
            fetch_slot: self.window.choose(&wanted, rng),
        })
    }

    /// Whether the relay answered 204 to the parcel of the last tick.
    pub fn delivered(&mut self, ok: bool, rng: &mut impl CryptoRng) {
        let Some(list) = &self.list else { return };
        let Some(to) = day_of(list, &self.window).and_then(|day| list.seal_to(day)) else {
            return;
        };
        if self.queue.delivered(ok, &to, rng) == Some(Load::Sheet) {
            self.left = self.left.saturating_add(1);
        }
        self.fill(rng);
        if self.talk.as_ref().is_some_and(|talk| talk.closed) && !self.queue.has_real() {
            self.talk = None;
        }
    }

    /// What came for [`Tick::fetch_slot`]; `None` if nothing did.
    ///
    /// # Errors
    /// [`WindowError`]; the same edition is then asked for again, as for everybody.
    pub fn on_edition(&mut self, bytes: Option<&[u8]>) -> Result<(), WindowError> {
        let list = self.list.as_ref().ok_or(WindowError::NotReady)?;
        self.window.on_edition(bytes, list.outbox_public())
    }

    /// The panel's state.
    #[must_use]
    pub fn status(&self) -> Status {
        let slot_secs = u64::from(self.parameters().slot_secs);
        let awaited = self
            .wanted()
            .iter()
            .filter(|slot| !self.window.is_settled(**slot))
            .count();
        Status {
            ready: self.can_seal(),
            problem: self.problem,
            open: self.talk.as_ref().is_some_and(|talk| !talk.closed),
            sheets: self.sheets,
            left: self.left,
            newest: self
                .window
                .newest_slot()
                .map(|slot| slot.saturating_mul(slot_secs)),
            awaited,
        }
    }

    /// The signed parameters, or the protocol's own until a key list came.
    #[must_use]
    pub fn parameters(&self) -> Parameters {
        self.list
            .as_ref()
            .map_or_else(Parameters::standard, |list| *list.parameters())
    }

    /// The day on which this client believes to be: that of the newest signed index or key list.
    #[must_use]
    pub fn day(&self) -> Option<u32> {
        day_of(self.list.as_ref()?, &self.window)
    }

    fn index_day(&self) -> Option<u32> {
        let slot_secs = self.parameters().slot_secs;
        self.window
            .newest_slot()
            .map(|slot| time::day_of_slot(slot, slot_secs))
    }

    fn seal_to(&self) -> Option<(&TrustedKeyList, SealTo<'_>)> {
        let list = self.list.as_ref()?;
        Some((list, list.seal_to(day_of(list, &self.window)?)?))
    }

    /// Sheets are sealed to a valid list only. Cover goes on with the list there is.
    fn can_seal(&self) -> bool {
        // Not by `problem` alone: what came in place of a newer list may be worse than expired.
        let is_expired = self
            .list
            .as_ref()
            .zip(self.index_day())
            .is_some_and(|(list, day)| list.is_expired(day));
        !is_expired && self.problem != Some(KeyListError::Expired) && self.seal_to().is_some()
    }

    /// Every place of the queue filled; what waits moved up.
    fn fill(&mut self, rng: &mut impl CryptoRng) {
        let Some(list) = &self.list else { return };
        let Some(to) = day_of(list, &self.window).and_then(|day| list.seal_to(day)) else {
            return;
        };
        self.queue.fill(&to, |epoch| list.opens_epoch(epoch), rng);
        if let Some(talk) = &self.talk {
            self.queue.settle(&to, &talk.conversation, rng);
        }
    }

    fn wanted(&self) -> Vec<u64> {
        let slot_secs = self.parameters().slot_secs;
        self.talk
            .as_ref()
            .and_then(|talk| talk.reader.as_ref())
            .map(|reader| reader.wanted(&self.window, slot_secs))
            .unwrap_or_default()
    }

    /// The keys of the days up to the newest index, for the conversation that is open.
    fn read_days(&mut self) {
        let day = self.index_day();
        if let Some(talk) = self.talk.as_mut().filter(|talk| !talk.closed) {
            talk.reader = day.map(|day| Reader::new(&talk.conversation, day));
        }
    }
}

fn day_of(list: &TrustedKeyList, window: &Window) -> Option<u32> {
    let slot_secs = list.parameters().slot_secs;
    let index_day = window
        .newest_slot()
        .map(|slot| time::day_of_slot(slot, slot_secs));
    Some(list.issued_day()).max(index_day)
}

impl core::fmt::Debug for Client {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}
