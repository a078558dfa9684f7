//! Keys and randomness that are the same on every run: an input that fails once fails always.

#[path = "../../../drop-sorter/src/testing.rs"]
mod testing;

use std::sync::OnceLock;

use envelope::{Ed25519Key, HybridKey, IntakeSecret, OrgId, SealTo, SorterSecret};

pub(super) use testing::Seeded;

/// The day of everything here.
pub(super) const DAY: u32 = 20_780;

/// An organisation whose secrets everybody knows.
pub(super) struct World {
    pub(super) org: OrgId,
    pub(super) root: HybridKey,
    pub(super) issuer: HybridKey,
    pub(super) outbox: Ed25519Key,
    pub(super) sorter: SorterSecret,
    pub(super) intake: IntakeSecret,
}

impl World {
    /// The only one.
    pub(super) fn the() -> &'static Self {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(|| {
            let mut rng = Seeded::new(7);
            let root = HybridKey::random(&mut rng);
            Self {
                org: OrgId::of_root(&root.public()),
                root,
                issuer: HybridKey::random(&mut rng),
                outbox: Ed25519Key::random(&mut rng),
                sorter: SorterSecret::random(DAY / 7, &mut rng),
                intake: IntakeSecret::random(3, DAY, &mut rng),
            }
        })
    }

    /// Seals to this organisation and hands the recipients to `then`.
    pub(super) fn sealing<R>(&self, then: impl FnOnce(&SealTo<'_>) -> R) -> R {
        let (sorter, intake) = (self.sorter.public(), self.intake.public());
        then(&SealTo {
            org: self.org,
            sorter: &sorter,
            intake: &intake,
        })
    }
}
