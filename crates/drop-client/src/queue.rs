//! What waits to leave (PROTOCOL 1.4): always four sealed parcels, cover unless somebody wrote.
//!
//! ```text
//! put ──▶ waiting (inner layers, in memory) ──▶ the front-most place that may be taken ┐
//!                                                                                       ▼
//! session entry ◀──▶ [ parcel, hint ] [ parcel, hint ] [ parcel, hint ] [ parcel, hint ]
//!                        │ head: sent at the next tick; after a 204 it leaves, and fresh cover joins at the end
//! ```
//! What must hold, and why:
//! - A real parcel never takes the place of a real one. Real ones of this load are known; those that came from the
//!   session entry are recognised by their hints as soon as the words are there.
//! - It never takes the place of a parcel that was already tried either: a relay that answers 503 would else see
//!   the bytes change exactly when somebody writes.
//! - The same bytes are sent twice only within one load. What was tried without a 204 goes into the session entry
//!   sealed anew; where the inner layer is not in memory any more, fresh cover goes in its place.

use alloc::{boxed::Box, collections::VecDeque, vec::Vec};

use envelope::{
    Body, Conversation, Inner, IntakePublic, Kind, PARCEL_BYTES, Parcel, SealTo, seal_inner,
    seal_outer,
};
use rand_core::CryptoRng;

/// Sealed parcels in the queue, always.
pub const PLACES: usize = 4;
/// The mark beside each parcel, in bytes.
pub const HINT_BYTES: usize = 16;
/// What the most text can wait for in memory: the sheets of two of the longest messages.
pub const MAX_WAITING: usize = 128;

const HEAD_BYTES: usize = 8;
const PLACE_BYTES: usize = 4 + HINT_BYTES + PARCEL_BYTES;
const ENTRY_VERSION: u8 = 1;

/// The session entry, in bytes, for every visitor alike: version 1 ‖ zeros 3 ‖ newest key list's version 4 ‖
/// 4 × (sorter epoch 4 ‖ hint 16 ‖ parcel 4,096).
///
/// ```
/// assert_eq!(drop_client::ENTRY_BYTES, 8 + 4 * (4 + 16 + 4096));
/// ```
pub const ENTRY_BYTES: usize = HEAD_BYTES + PLACES * PLACE_BYTES;

/// What a parcel is to its writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Nothing.
    Cover,
    /// A sheet that she wrote; she is told when it has left.
    Sheet,
    /// Real, but nothing that she wrote (words were opened).
    Notice,
}

/// Too many sheets wait already. Caller: let some leave first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many sheets wait")]
pub struct Full;

/// A sealed inner layer, and what its outer layer must say about it.
pub struct Sealed {
    inner: Inner,
    load: Load,
    /// The key that opens it. A key list may bring a newer one before the parcel leaves.
    intake: IntakePublic,
}

impl Sealed {
    /// What was sealed with these keys.
    #[must_use]
    pub fn new(inner: Inner, load: Load, to: &SealTo<'_>) -> Self {
        Self {
            inner,
            load,
            intake: to.intake.clone(),
        }
    }
}

impl core::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Sealed").finish_non_exhaustive()
    }
}

struct Place {
    parcel: Box<Parcel>,
    hint: [u8; HINT_BYTES],
    epoch: u32,
    tried: bool,
    /// `None` after a move between pages: then nobody knows but who holds the words.
    known: Option<Sealed>,
    /// Recognised by its hint.
    hers: bool,
}

impl Place {
    const fn may_be_taken(&self) -> bool {
        let real = match &self.known {
            Some(sealed) => !matches!(sealed.load, Load::Cover),
            None => self.hers,
        };
        !real && !self.tried
    }
}

/// Four sealed parcels and what waits behind them.
#[derive(Default)]
pub struct Queue {
    places: VecDeque<Place>,
    waiting: VecDeque<Sealed>,
    in_flight: bool,
}

impl Queue {
    /// Fills every place with cover, after dropping parcels that no live sorter key opens any more.
    pub fn fill(&mut self, to: &SealTo<'_>, live: impl Fn(u32) -> bool, rng: &mut impl CryptoRng) {
        self.places
            .retain(|place| place.known.is_some() || live(place.epoch));
        while self.places.len() < PLACES {
            self.places.push_back(cover(to, rng));
        }
    }

    /// Whether there are parcels to send.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.places.len() == PLACES
    }

    /// Puts a sealed inner layer in line and, if a place may be taken, into the queue.
    ///
    /// # Errors
    /// [`Full`] with [`MAX_WAITING`] in line.
    pub fn put(&mut self, sealed: Sealed) -> Result<(), Full> {
        if self.waiting.len() >= MAX_WAITING {
            return Err(Full);
        }
        self.waiting.push_back(sealed);
        Ok(())
    }

    /// How many wait behind the queue.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Moves what waits into places that may be taken.
    pub fn settle(&mut self, to: &SealTo<'_>, by: &Conversation, rng: &mut impl CryptoRng) {
        for place in self.places.iter_mut().filter(|place| place.may_be_taken()) {
            let Some(sealed) = self.waiting.pop_front() else {
                return;
            };
            *place = seal(to, sealed, Some(by), rng);
        }
    }

    /// Marks the parcels from other pages that belong to this conversation.
    pub fn recognise(&mut self, by: &Conversation) {
        for place in &mut self.places {
            place.hers |= place.known.is_none() && by.queue_hint(&*place.parcel) == place.hint;
        }
    }

    /// The parcel to send now; the same one again until [`Self::delivered`] says that it is safe.
    pub fn head(&mut self) -> Option<&Parcel> {
        let head = self.places.front_mut()?;
        head.tried = true;
        self.in_flight = true;
        Some(&head.parcel)
    }

    /// The relay answered, or did not. After a 204 the head leaves and fresh cover joins at the end.
    /// Answers what has left, if it is known.
    pub fn delivered(
        &mut self,
        ok: bool,
        to: &SealTo<'_>,
        rng: &mut impl CryptoRng,
    ) -> Option<Load> {
        let was_sent = core::mem::take(&mut self.in_flight);
        if !ok || !was_sent {
            return None;
        }
        let left = self.places.pop_front()?;
        self.places.push_back(cover(to, rng));
        left.known.map(|sealed| sealed.load)
    }

    /// Sheets of a conversation that was left for another one go on leaving, but are not counted any more.
    pub fn uncount(&mut self) {
        let in_places = self
            .places
            .iter_mut()
            .filter_map(|place| place.known.as_mut());
        for sealed in in_places.chain(&mut self.waiting) {
            if sealed.load == Load::Sheet {
                sealed.load = Load::Notice;
            }
        }
    }

    /// Whether anything real of this load is still here.
    #[must_use]
    pub fn has_real(&self) -> bool {
        let in_places = self.places.iter().filter_map(|place| place.known.as_ref());
        in_places
            .chain(&self.waiting)
            .any(|sealed| sealed.load != Load::Cover)
    }

    /// What moves to the next page of this tab; `None` as long as there is nothing to move. `by` makes the hints of
    /// her own parcels. Without a key list nothing was tried yet, and all of it moves on as it came.
    pub fn to_entry(
        &self,
        list_version: u32,
        to: Option<&SealTo<'_>>,
        by: Option<&Conversation>,
        rng: &mut impl CryptoRng,
    ) -> Option<Vec<u8>> {
        if !self.is_ready() {
            return None;
        }
        let mut entry = Vec::with_capacity(ENTRY_BYTES);
        entry.extend_from_slice(&[ENTRY_VERSION, 0, 0, 0]);
        entry.extend_from_slice(&list_version.to_le_bytes());
        for place in &self.places {
            if !place.tried {
                put_place(&mut entry, place);
                continue;
            }
            let again = match &place.known {
                Some(sealed) => seal_again(to?, sealed, by, rng),
                None => cover(to?, rng),
            };
            put_place(&mut entry, &again);
        }
        Some(entry)
    }

    /// Takes up what another page of this tab left, and answers its key list's version. Anything but an entry
    /// leaves the queue as it is.
    pub fn restore(&mut self, entry: &[u8]) -> Option<u32> {
        let (head, places) = entry.split_first_chunk::<HEAD_BYTES>()?;
        let [ENTRY_VERSION, 0, 0, 0, a, b, c, d] = *head else {
            return None;
        };
        if places.len() != PLACES * PLACE_BYTES {
            return None;
        }
        self.places = places
            .chunks_exact(PLACE_BYTES)
            .filter_map(take_place)
            .collect();
        Some(u32::from_le_bytes([a, b, c, d]))
    }
}

/// Real and cover: one way for both.
fn seal(
    to: &SealTo<'_>,
    sealed: Sealed,
    by: Option<&Conversation>,
    rng: &mut impl CryptoRng,
) -> Place {
    let place = seal_again(to, &sealed, by, rng);
    Place {
        known: Some(sealed),
        ..place
    }
}

fn seal_again(
    to: &SealTo<'_>,
    sealed: &Sealed,
    by: Option<&Conversation>,
    rng: &mut impl CryptoRng,
) -> Place {
    let kind = match sealed.load {
        Load::Cover => Kind::Cover,
        Load::Sheet | Load::Notice => Kind::Intake,
    };
    let to = SealTo {
        intake: &sealed.intake,
        ..*to
    };
    let parcel = seal_outer(&to, kind, &sealed.inner, rng);
    let mut hint = [0; HINT_BYTES];
    rng.fill_bytes(&mut hint);
    if let (Some(by), true) = (by, sealed.load != Load::Cover) {
        hint = by.queue_hint(&*parcel);
    }
    Place {
        parcel,
        hint,
        epoch: to.sorter.epoch,
        tried: false,
        known: None,
        hers: false,
    }
}

fn cover(to: &SealTo<'_>, rng: &mut impl CryptoRng) -> Place {
    let body = Body::cover(rng);
    let inner = seal_inner(to, &body, rng).expect("a cover body has no data and is part 0 of 1");
    seal(to, Sealed::new(inner, Load::Cover, to), None, rng)
}

fn put_place(entry: &mut Vec<u8>, place: &Place) {
    entry.extend_from_slice(&place.epoch.to_le_bytes());
    entry.extend_from_slice(&place.hint);
    entry.extend_from_slice(&*place.parcel);
}

fn take_place(bytes: &[u8]) -> Option<Place> {
    let (epoch, rest) = bytes.split_first_chunk()?;
    let (hint, parcel) = rest.split_first_chunk()?;
    Some(Place {
        parcel: parcel.to_vec().into_boxed_slice().try_into().ok()?,
        hint: *hint,
        epoch: u32::from_le_bytes(*epoch),
        tried: false,
        known: None,
        hers: false,
    })
}

impl core::fmt::Debug for Queue {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Queue").finish_non_exhaustive()
    }
}
