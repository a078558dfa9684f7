//! From entropy to the keys of one conversation (PROTOCOL §1.2).
//!
//! ```text
//! entropy ─Argon2id─▶ secret ─▶ k_conv ─┬▶ conv_id            she sends it
//!                                       ├▶ k_queue            marks her own parcels in the tab's queue
//!                                       └▶ c_0 ─▶ c_1 ─▶ … c_d ─┬▶ k_tag_d    addresses of replies
//!                                             she sends c_d ────┴▶ k_rep_d    seals replies
//! ```
//! The chain only runs forward: who holds the `c` of today cannot open yesterday's replies.

use alloc::vec;
use core::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::kdf::{kdf, truncated};
use crate::org::OrgId;
use crate::reply::ReplyKeys;
use crate::words::Entropy;

/// Constant for version 1, since the result is the address of a conversation.
const ARGON2_MEMORY_KIB: u32 = 8 * 1024;
const ARGON2_PASSES: u32 = 1;
const ARGON2_LANES: u32 = 1;

/// A client's chain reaches this far from the first day: a hundred years, about 10 ms of hashing.
const LAST_DAY: u32 = DayChain::FIRST_DAY + 36_525;
/// A desk's chain moves at most this far in one call: ten years.
const MAX_ADVANCE_DAYS: u32 = 3_660;

/// The address of a conversation. Known to the person, the desk and nobody else; not a key.
/// `Debug` hides it, so that no log can follow a person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConvId(pub [u8; 16]);

impl fmt::Debug for ConvId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConvId(..)")
    }
}

/// What nine words open: the keys of one conversation, on her side. Wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Conversation {
    k_conv: [u8; 32],
}

impl Conversation {
    /// Derives the conversation of this entropy with this organisation.
    /// Argon2id with 8 MiB and one pass: about 30 ms natively, 60–80 ms in a browser.
    #[must_use]
    pub fn derive(entropy: &Entropy, org: &OrgId) -> Self {
        let salt = truncated::<16>(&kdf("shanasheel/1 salt", &[&org.0]));
        let secret = argon2id(entropy.as_bytes(), &salt);
        Self {
            k_conv: *kdf("shanasheel/1 conv", &[&*secret]),
        }
    }

    /// The address under which the desk keeps this conversation.
    #[must_use]
    pub fn id(&self) -> ConvId {
        ConvId(truncated(&kdf("shanasheel/1 conv id", &[&self.k_conv])))
    }

    /// The chain at `day` (days since 1970-01-01). `None` before [`DayChain::FIRST_DAY`] or more
    /// than a hundred years after it.
    #[must_use]
    pub fn chain(&self, day: u32) -> Option<DayChain> {
        if !(DayChain::FIRST_DAY..=LAST_DAY).contains(&day) {
            return None;
        }
        let first = DayChain {
            day: DayChain::FIRST_DAY,
            c: *kdf("shanasheel/1 c0", &[&self.k_conv]),
        };
        Some(first.run_to(day))
    }

    /// The mark of one of her own sealed parcels in the tab's queue: a MAC that looks random to
    /// everybody without the words (PROTOCOL §1.4).
    #[must_use]
    pub fn queue_hint(&self, parcel: &[u8]) -> [u8; 16] {
        let key = kdf("shanasheel/1 queue", &[&self.k_conv]);
        truncated(blake3::keyed_hash(&key, parcel).as_bytes())
    }
}

impl fmt::Debug for Conversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Conversation(..)")
    }
}

/// `c_d`, the secret of one conversation on one day. The desk keeps only today's. Wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DayChain {
    #[zeroize(skip)]
    day: u32,
    c: [u8; 32],
}

impl DayChain {
    /// 2026-01-01, the day of `c_0`, in days since 1970-01-01.
    pub const FIRST_DAY: u32 = 20_454;

    /// Takes up a chain as it arrived in a [`crate::Body`] or was kept in a vault.
    #[must_use]
    pub const fn from_secret(day: u32, c: [u8; 32]) -> Self {
        Self { day, c }
    }

    /// The day this secret belongs to, in days since 1970-01-01.
    #[must_use]
    pub const fn day(&self) -> u32 {
        self.day
    }

    /// `c_d` itself, for the body of a parcel or for a vault.
    #[must_use]
    pub const fn secret(&self) -> &[u8; 32] {
        &self.c
    }

    /// The chain at a later day. `None` if `to_day` is earlier, or more than 3,660 days later.
    #[must_use]
    pub fn advance(&self, to_day: u32) -> Option<Self> {
        let days = to_day.checked_sub(self.day)?;
        (days <= MAX_ADVANCE_DAYS).then(|| self.clone().run_to(to_day))
    }

    /// The keys of the replies of this day.
    #[must_use]
    pub fn reply_keys(&self) -> ReplyKeys {
        ReplyKeys::of(self)
    }

    fn run_to(mut self, day: u32) -> Self {
        while self.day < day {
            self.c = *kdf("shanasheel/1 day", &[&self.c]);
            self.day += 1;
        }
        self
    }
}

impl fmt::Debug for DayChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DayChain")
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

fn argon2id(entropy: &[u8; 16], salt: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    let params = Params::new(ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES, Some(32))
        .expect("constants within the limits of Argon2");
    let mut memory = vec![Block::default(); params.block_count()];
    let mut secret = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(entropy, salt, &mut *secret, &mut memory)
        .expect("input, salt, output and memory have the sizes that the parameters name");
    memory.zeroize();
    secret
}
