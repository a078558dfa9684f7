//! What a round did, and how things stand.

use super::RelayError;

/// Something about the clock that a person should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockTrouble {
    /// It went further ahead than a desk sleeps. Nothing is done until somebody says that it is
    /// right: see [`super::Desk::accept_clock`].
    Leap {
        /// How far, in days.
        days: u64,
    },
    /// It is behind what was published already. No edition is made until it has caught up.
    Behind {
        /// How far, in seconds.
        secs: u64,
    },
}

/// What one round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TickReport {
    /// Parcels of cover that were dropped.
    pub cover: u32,
    /// Parcels that no key of ours opens.
    pub garbage: u32,
    /// Parcels that had come before.
    pub replays: u32,
    /// Parcels seen since the batch before, if there was a batch in this round.
    pub crowd: Option<u32>,
    /// Sheets that were new.
    pub sheets: u32,
    /// Inner layers of a batch that our intake keys do not open.
    pub unreadable: u32,
    /// Deposits that came back.
    pub deposits: u32,
    /// Automatic "it has arrived" blocks that were queued.
    pub notices: u32,
    /// The slot whose edition the relay took.
    pub published: Option<u64>,
    /// The version of the key list that the relay took.
    pub issued: Option<u32>,
    /// Parts of replies that missed their day and were planned anew.
    pub moved: u32,
    /// Whether a parcel left.
    pub posted: bool,
    /// Why the round ended early.
    pub relay: Option<RelayError>,
    /// The last day of the issuer's certificate, if the root should come out soon.
    pub root_needed: Option<u32>,
    /// Something is wrong with the clock.
    pub clock: Option<ClockTrouble>,
}

/// How things stand, for the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskStatus {
    /// When the relay last answered, unix seconds; `None` since the start.
    pub last_contact: Option<u64>,
    /// Why the last round ended early.
    pub relay: Option<RelayError>,
    /// Parcels of any sort between the last two batches: the crowd in which a writer hides.
    pub crowd: u32,
    /// Real parcels that wait for the next batch.
    pub backlog: usize,
    /// The newest slot with an edition.
    pub newest_slot: Option<u64>,
    /// The version of the newest key list.
    pub list_version: u32,
    /// See [`TickReport::root_needed`].
    pub root_needed: Option<u32>,
    /// See [`TickReport::clock`].
    pub clock: Option<ClockTrouble>,
    /// The relay holds a key list of ours that this vault has never seen: the vault was restored
    /// from an older backup, or another desk goes on in its place. The version of that list. Until
    /// a person decides ([`super::Desk::go_on_here`]), nothing is pulled and nothing published.
    pub relay_ahead: Option<u32>,
}
