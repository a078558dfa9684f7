//! X-Wing keys of the sorter and of the intake team (PROTOCOL §1.1).
//!
//! A private half is a seed of 32 bytes that is the X-Wing decapsulation key itself; HPKE's
//! `DeriveKeyPair` is never used, since implementations differ in it.

use alloc::boxed::Box;
use core::fmt;

use hpke::kem::XWing;
use hpke::{Deserializable, Kem, Serializable};
use rand_core::CryptoRng;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::layer::{KemPublic, KemSecret, ends_in_low_order_point};

/// Size of an X-Wing public key, in bytes.
pub const PUBLIC_KEY_BYTES: usize = 1216;

/// The private half of a sorter key, for one epoch (week). Wiped when dropped.
#[derive(Clone)]
pub struct SorterSecret {
    epoch: u32,
    pair: Pair,
}

impl SorterSecret {
    /// A fresh key. Takes 32 bytes of `rng`.
    pub fn random(epoch: u32, rng: &mut impl CryptoRng) -> Self {
        Self {
            epoch,
            pair: Pair::random(rng),
        }
    }

    /// A key that was kept in a vault.
    #[must_use]
    pub fn from_seed(epoch: u32, seed: [u8; 32]) -> Self {
        Self {
            epoch,
            pair: Pair::from_seed(seed),
        }
    }

    /// The seed, for a vault. It is the whole private key.
    #[must_use]
    pub fn seed(&self) -> &[u8; 32] {
        &self.pair.seed
    }

    /// Days since 1970-01-01, divided by 7.
    #[must_use]
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// The half that the key list publishes.
    #[must_use]
    pub fn public(&self) -> SorterPublic {
        SorterPublic {
            epoch: self.epoch,
            key: self.pair.public(),
        }
    }

    pub(crate) fn kem(&self) -> &KemSecret {
        &self.pair.secret
    }
}

/// The public half of a sorter key.
#[derive(Clone, PartialEq, Eq)]
pub struct SorterPublic {
    /// Days since 1970-01-01, divided by 7.
    pub epoch: u32,
    key: Box<KemPublic>,
}

impl SorterPublic {
    /// Parses a published key. `None` if ML-KEM refuses it or its X25519 point has low order.
    #[must_use]
    pub fn from_bytes(epoch: u32, bytes: &[u8; PUBLIC_KEY_BYTES]) -> Option<Self> {
        let key = parse_public(bytes)?;
        Some(Self { epoch, key })
    }

    /// The bytes that the key list publishes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; PUBLIC_KEY_BYTES] {
        self.key.to_bytes().into()
    }

    pub(crate) fn kem(&self) -> &KemPublic {
        &self.key
    }
}

/// The private half of an intake key, for one desk slot and one day. Wiped when dropped.
#[derive(Clone)]
pub struct IntakeSecret {
    desk_slot: u16,
    day: u32,
    pair: Pair,
}

impl IntakeSecret {
    /// A fresh key. Takes 32 bytes of `rng`.
    pub fn random(desk_slot: u16, day: u32, rng: &mut impl CryptoRng) -> Self {
        Self {
            desk_slot,
            day,
            pair: Pair::random(rng),
        }
    }

    /// A key that was kept in a vault.
    #[must_use]
    pub fn from_seed(desk_slot: u16, day: u32, seed: [u8; 32]) -> Self {
        Self {
            desk_slot,
            day,
            pair: Pair::from_seed(seed),
        }
    }

    /// The seed, for a vault. It is the whole private key.
    #[must_use]
    pub fn seed(&self) -> &[u8; 32] {
        &self.pair.seed
    }

    /// Which desk slot this key belongs to.
    #[must_use]
    pub const fn desk_slot(&self) -> u16 {
        self.desk_slot
    }

    /// The day from which clients use this key, in days since 1970-01-01.
    #[must_use]
    pub const fn day(&self) -> u32 {
        self.day
    }

    /// The half that the key list publishes.
    #[must_use]
    pub fn public(&self) -> IntakePublic {
        IntakePublic {
            desk_slot: self.desk_slot,
            day: self.day,
            key: self.pair.public(),
        }
    }

    pub(crate) fn kem(&self) -> &KemSecret {
        &self.pair.secret
    }
}

/// The public half of an intake key.
#[derive(Clone, PartialEq, Eq)]
pub struct IntakePublic {
    /// Which desk slot this key belongs to.
    pub desk_slot: u16,
    /// The day from which clients use this key, in days since 1970-01-01.
    pub day: u32,
    key: Box<KemPublic>,
}

impl IntakePublic {
    /// Parses a published key. `None` if ML-KEM refuses it or its X25519 point has low order.
    #[must_use]
    pub fn from_bytes(desk_slot: u16, day: u32, bytes: &[u8; PUBLIC_KEY_BYTES]) -> Option<Self> {
        let key = parse_public(bytes)?;
        Some(Self {
            desk_slot,
            day,
            key,
        })
    }

    /// The bytes that the key list publishes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; PUBLIC_KEY_BYTES] {
        self.key.to_bytes().into()
    }

    pub(crate) fn kem(&self) -> &KemPublic {
        &self.key
    }
}

impl fmt::Debug for SorterSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SorterSecret")
            .field("epoch", &self.epoch)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SorterPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SorterPublic")
            .field("epoch", &self.epoch)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for IntakeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntakeSecret")
            .field("desk_slot", &self.desk_slot)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for IntakePublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntakePublic")
            .field("desk_slot", &self.desk_slot)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

// Both halves of a `Pair` wipe themselves.
impl ZeroizeOnDrop for SorterSecret {}
impl ZeroizeOnDrop for IntakeSecret {}

/// A seed and the key it expands to. On the heap: the expanded key is large, and moves would leave
/// copies of the seed behind.
#[derive(Clone)]
struct Pair {
    seed: Box<Zeroizing<[u8; 32]>>,
    secret: Box<KemSecret>,
}

impl Pair {
    fn random(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Box::new(Zeroizing::new([0; 32]));
        rng.fill_bytes(&mut **seed);
        Self::expand(seed)
    }

    fn from_seed(seed: [u8; 32]) -> Self {
        Self::expand(Box::new(Zeroizing::new(seed)))
    }

    fn expand(seed: Box<Zeroizing<[u8; 32]>>) -> Self {
        let secret = KemSecret::from_bytes(&**seed).expect("every 32 bytes are an X-Wing key");
        Self {
            seed,
            secret: Box::new(secret),
        }
    }

    fn public(&self) -> Box<KemPublic> {
        Box::new(XWing::sk_to_pk(&self.secret))
    }
}

fn parse_public(bytes: &[u8; PUBLIC_KEY_BYTES]) -> Option<Box<KemPublic>> {
    if ends_in_low_order_point(bytes) {
        return None;
    }
    KemPublic::from_bytes(bytes).ok().map(Box::new)
}
