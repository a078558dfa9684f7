//! What all pages share: the desk behind its lock, the gates, the time of the last use.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_vault::{Passphrase, Vault};
use language::Tag;
use rand_core::CryptoRng;

use crate::access::Access;
use crate::engine::{Desk, DeskError, RelayError, Request, TickReport};

/// Unix seconds, from whoever owns the clock.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What the binary decides.
#[derive(Clone)]
pub struct Settings {
    /// Folder of the vault.
    pub vault: PathBuf,
    /// Seconds without use after which the desk locks itself.
    pub idle_secs: u64,
    /// The clock.
    pub clock: Clock,
    /// Language until the person chooses another.
    pub language: Tag,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("idle_secs", &self.idle_secs)
            .finish_non_exhaustive()
    }
}

/// Fifteen minutes: long enough to think about an answer, short enough for a door that opens.
pub const IDLE_SECS: u64 = 15 * 60;

/// Under this name the vault keeps the language that its member chose.
const LANGUAGE: &str = "desk.language";

/// The desk's pages and what is behind them. One for a run of the program.
pub struct App {
    settings: Settings,
    access: Access,
    desk: Mutex<Option<Desk>>,
    /// Held while a passphrase is tried, so that two tries do not meet at the vault's lock.
    unlocking: Mutex<()>,
    /// Why the last round could not be done, for the page of the state.
    trouble: Mutex<Option<DeskError>>,
    last_use: AtomicU64,
    language: AtomicU8,
    language_chosen: AtomicBool,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}

impl App {
    /// A locked desk that listens on `127.0.0.1:port`.
    pub fn new(settings: Settings, port: u16, rng: &mut impl CryptoRng) -> Arc<Self> {
        Arc::new(Self {
            last_use: AtomicU64::new((settings.clock)()),
            language: AtomicU8::new(position(settings.language)),
            language_chosen: AtomicBool::new(false),
            access: Access::new(port, rng),
            desk: Mutex::new(None),
            unlocking: Mutex::new(()),
            trouble: Mutex::new(None),
            settings,
        })
    }

    /// Path of the first page, with the key that works once; none when it was used.
    pub fn start_path(&self) -> Option<String> {
        Some(format!("/start/{}", self.access.start_key()?))
    }

    /// The first address, under a host name that nobody else on this computer knows; none when its
    /// key was used. The same path under `127.0.0.1` works too, with less protection.
    pub fn start_address(&self) -> Option<String> {
        let host = self.access.private_host();
        Some(format!("http://{host}{}", self.start_path()?))
    }

    /// Begins a round with the relay, unless the desk is locked. Locks it first if nobody used it.
    ///
    /// # Errors
    /// See [`Desk::begin`].
    pub fn begin_round(&self, rng: &mut impl CryptoRng) -> Result<bool, DeskError> {
        self.lock_if_idle();
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = None;
        match self.desk().as_mut() {
            Some(desk) => self.note(desk.begin(self.now(), rng).map(|()| true)),
            None => Ok(false),
        }
    }

    /// The next request of the round. The desk is free for its pages while somebody asks the relay.
    ///
    /// # Errors
    /// See [`Desk::next`].
    pub fn next_request(&self, rng: &mut impl CryptoRng) -> Result<Option<Request>, DeskError> {
        match self.desk().as_mut() {
            Some(desk) => self.note(desk.next(self.now(), rng)),
            None => Ok(None),
        }
    }

    /// What the relay answered.
    ///
    /// # Errors
    /// See [`Desk::answer`].
    pub fn answer(
        &self,
        request: Request,
        answer: Result<Vec<u8>, RelayError>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        match self.desk().as_mut() {
            Some(desk) => self.note(desk.answer(request, answer, self.now(), rng)),
            // Locked meanwhile: what was not committed is pulled again after the next unlocking.
            None => Ok(()),
        }
    }

    /// Ends the round.
    pub fn finish_round(&self) -> Option<TickReport> {
        let now = self.now();
        self.desk().as_mut().map(|desk| desk.finish(now))
    }

    /// Remembers why a round could not be done; the next round forgets it.
    fn note<T>(&self, step: Result<T, DeskError>) -> Result<T, DeskError> {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = &step {
            *trouble = Some(*error);
        }
        step
    }

    /// Why the last round could not be done.
    pub(crate) fn trouble(&self) -> Option<DeskError> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the desk: the keys leave the memory, the vault's file is closed.
    pub fn lock(&self) {
        *self.desk() = None;
    }

    /// Whether the desk is locked.
    pub fn is_locked(&self) -> bool {
        self.desk().is_none()
    }

    /// The relay of the newest key list; none while the desk is locked.
    pub fn relay_address(&self) -> Option<String> {
        self.desk().as_ref()?.relay_addresses().into_iter().next()
    }

    pub(crate) fn access(&self) -> &Access {
        &self.access
    }

    pub(crate) fn now(&self) -> u64 {
        (self.settings.clock)()
    }

    pub(crate) fn idle_secs(&self) -> u64 {
        self.settings.idle_secs
    }

    /// The desk; a page that panicked leaves it usable, since every change is one transaction.
    pub(crate) fn desk(&self) -> MutexGuard<'_, Option<Desk>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens the vault. Takes the passphrase's own cost, about a second: call it where waiting is
    /// allowed. On a desk that is open it does nothing, whatever the passphrase.
    pub(crate) fn unlock(&self, passphrase: &Passphrase) -> Result<(), DeskError> {
        let _one_try = self
            .unlocking
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !self.is_locked() {
            return Ok(());
        }
        let vault = Vault::open(&self.settings.vault, passphrase)?;
        let desk = Desk::open(vault, self.now())?;
        let stored = desk.reader().setting(LANGUAGE)?;
        let tag = stored.and_then(|tag| Tag::parse(std::str::from_utf8(&tag).ok()?));
        if let Some(tag) = tag
            && !self.language_chosen.load(Ordering::Relaxed)
        {
            self.language.store(position(tag), Ordering::Relaxed);
        }
        // Before the desk is there: nothing may find it open and unused.
        self.used();
        *self.desk() = Some(desk);
        Ok(())
    }

    /// The person did something.
    pub(crate) fn used(&self) {
        self.last_use.store(self.now(), Ordering::Relaxed);
    }

    /// Locks the desk if nobody used it for long enough. A clock that went back counts as use.
    pub(crate) fn lock_if_idle(&self) -> bool {
        let now = self.now();
        let last_use = self.last_use.fetch_min(now, Ordering::Relaxed);
        let is_idle = now.saturating_sub(last_use) >= self.settings.idle_secs;
        if is_idle {
            self.lock();
        }
        is_idle
    }

    pub(crate) fn language(&self) -> Tag {
        let at = usize::from(self.language.load(Ordering::Relaxed));
        Tag::ALL.get(at).copied().unwrap_or(self.settings.language)
    }

    /// The person chose a language. The vault remembers it if it is open.
    pub(crate) fn speak(&self, tag: Tag) -> Result<(), DeskError> {
        self.language.store(position(tag), Ordering::Relaxed);
        self.language_chosen.store(true, Ordering::Relaxed);
        match self.desk().as_mut() {
            Some(desk) => desk
                .vault_mut()
                .write(|tx| Ok(tx.put_setting(LANGUAGE, tag.as_str().as_bytes())?)),
            None => Ok(()),
        }
    }
}

fn position(tag: Tag) -> u8 {
    let at = Tag::ALL.iter().position(|known| *known == tag);
    u8::try_from(at.unwrap_or(0)).unwrap_or(0)
}
