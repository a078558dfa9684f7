//! Peeling and batches.

use std::collections::BTreeSet;

use drop_sorter::{
    Batch, InnerHash, Outcome, PeelKeys, RelayId, Sorter, TickError, batch::ENTRY_BYTES,
};
use drop_wire::Parameters;
use envelope::{
    Body, BodyType, Deposit, Ed25519Key, IntakeSecret, Kind, OrgId, Parcel, SealTo, SorterSecret,
};
use proptest::prelude::*;
use rand_core::Rng;

use crate::testing::Seeded;

const ORG: OrgId = OrgId([3; 32]);
const DAY: u32 = 20_780;
const NOW: u64 = DAY as u64 * 86_400;

/// An organisation with a sorter, desks, and a vault that remembers hashes.
struct World {
    sorter_key: SorterSecret,
    intake: Vec<IntakeSecret>,
    deposit: Ed25519Key,
    sorter: Sorter,
    vault: BTreeSet<InnerHash>,
    parameters: Parameters,
    now: u64,
    rng: Seeded,
}

impl World {
    fn new(desk_slots: u16, batch: u16) -> Self {
        let mut rng = Seeded::new(21);
        Self {
            sorter_key: SorterSecret::random(DAY / 7, &mut rng),
            intake: (0..desk_slots)
                .map(|slot| IntakeSecret::random(slot, DAY, &mut rng))
                .collect(),
            deposit: Ed25519Key::random(&mut rng),
            sorter: Sorter::new(ORG, 0..desk_slots),
            vault: BTreeSet::new(),
            parameters: Parameters {
                batch,
                ..Parameters::standard()
            },
            now: NOW,
            rng,
        }
    }

    fn body(&mut self, text: &[u8]) -> Body {
        let mut body = Body::cover(&mut self.rng);
        body.kind = BodyType::Message;
        body.data = text.to_vec();
        body
    }

    /// A parcel and its inner layer, so that a test can seal the outer one anew.
    fn seal(&mut self, slot: u16, kind: Kind, body: &Body) -> (Box<Parcel>, envelope::Inner) {
        let (sorter, intake) = (
            self.sorter_key.public(),
            self.intake[usize::from(slot)].public(),
        );
        let to = SealTo {
            org: ORG,
            sorter: &sorter,
            intake: &intake,
        };
        let inner = envelope::seal_inner(&to, body, &mut self.rng).unwrap();
        (
            envelope::seal_outer(&to, kind, &inner, &mut self.rng),
            inner,
        )
    }

    fn reseal(&mut self, slot: u16, inner: &envelope::Inner) -> Box<Parcel> {
        let (sorter, intake) = (
            self.sorter_key.public(),
            self.intake[usize::from(slot)].public(),
        );
        let to = SealTo {
            org: ORG,
            sorter: &sorter,
            intake: &intake,
        };
        envelope::seal_outer(&to, Kind::Intake, inner, &mut self.rng)
    }

    fn message(&mut self, text: &[u8]) -> Box<Parcel> {
        let body = self.body(text);
        self.seal(0, Kind::Intake, &body).0
    }

    fn peel(&mut self, relay_id: RelayId, parcel: &Parcel) -> Outcome {
        let keys = PeelKeys {
            sorter: &[&self.sorter_key],
            deposit: &[self.deposit.public()],
        };
        let vault = &self.vault;
        self.sorter
            .peel(keys, relay_id, parcel, |hash| vault.contains(hash))
    }

    /// The batches of the next tick.
    fn tick(&mut self) -> Vec<Batch> {
        self.now += u64::from(self.parameters.sorter_tick_secs);
        let sorter = self.sorter_key.public();
        let intake: Vec<_> = self.intake.iter().map(IntakeSecret::public).collect();
        let to: Vec<_> = intake
            .iter()
            .map(|intake| SealTo {
                org: ORG,
                sorter: &sorter,
                intake,
            })
            .collect();
        self.sorter
            .tick(self.now, &self.parameters, &to, &mut self.rng)
            .unwrap()
    }

    fn commit(&mut self, batch: &Batch) -> Vec<RelayId> {
        self.vault
            .extend(batch.carried.iter().map(|carried| carried.hash));
        self.sorter.committed(batch)
    }

    /// The texts of a batch's messages, by the desk's keys; every entry must open.
    fn read(&self, batch: &Batch) -> Vec<Vec<u8>> {
        let key = &self.intake[usize::from(batch.desk_slot)];
        batch
            .entries
            .iter()
            .map(|entry| envelope::open_inner(&ORG, key, &entry.inner).expect("opens"))
            .filter(|body| body.kind == BodyType::Message)
            .map(|body| body.data.clone())
            .collect()
    }
}

fn id(n: u8) -> RelayId {
    [n; 16]
}

#[test]
fn cover_is_dropped_and_may_be_acknowledged_at_once() {
    let mut world = World::new(1, 4);
    let cover = Body::cover(&mut world.rng);
    let (parcel, _) = world.seal(0, Kind::Cover, &cover);
    let outcome = world.peel(id(1), &parcel);
    assert!(matches!(outcome, Outcome::Cover) && outcome.may_be_acknowledged());
    assert_eq!(world.sorter.backlog(), 0);
}

#[test]
fn a_message_is_in_the_next_batch_among_fillers_that_open_like_it() {
    let mut world = World::new(1, 64);
    let parcel = world.message(b"a question");
    let outcome = world.peel(id(1), &parcel);
    assert!(matches!(outcome, Outcome::Real(0)) && !outcome.may_be_acknowledged());
    let batches = world.tick();
    assert_eq!(batches.len(), 1);
    assert_eq!(batches[0].entries.len(), 64);
    assert_eq!(batches[0].bytes().len(), 64 * ENTRY_BYTES);
    assert_eq!(ENTRY_BYTES, 2_948);
    assert_eq!(world.read(&batches[0]), [b"a question"]);
    assert_eq!(batches[0].crowd, 1);
}

#[test]
fn an_empty_tick_gives_a_full_batch_of_fillers_and_one_tick_gives_one_batch() {
    let mut world = World::new(2, 3);
    let batches = world.tick();
    assert_eq!(batches.len(), 2);
    assert!(batches.iter().all(|batch| batch.entries.len() == 3));
    assert!(batches.iter().all(|batch| batch.carried.is_empty()));
    world.now -= u64::from(world.parameters.sorter_tick_secs);
    assert!(world.tick().is_empty());
}

#[test]
fn nothing_is_acknowledged_before_the_commit_and_an_uncommitted_batch_is_made_again() {
    let mut world = World::new(1, 4);
    let parcel = world.message(b"keep me");
    world.peel(id(9), &parcel);
    let lost = world.tick();
    assert_eq!(world.read(&lost[0]).len(), 1);
    // The vault failed; pulling again brings the same parcel.
    assert!(matches!(world.peel(id(9), &parcel), Outcome::Held));
    let again = world.tick();
    assert_eq!(world.read(&again[0]), [b"keep me"]);
    assert_eq!(world.commit(&again[0]), [id(9)]);
    assert_eq!(world.sorter.backlog(), 0);
    assert!(world.commit(&again[0]).is_empty());
}

#[test]
fn a_replay_is_dropped_while_it_waits_after_the_commit_and_with_a_new_outer_layer() {
    let mut world = World::new(1, 4);
    let body = world.body(b"once");
    let (parcel, inner) = world.seal(0, Kind::Intake, &body);
    world.peel(id(1), &parcel);
    let other_outer = world.reseal(0, &inner);
    for (n, copy) in [(2, &parcel), (3, &other_outer)] {
        let outcome = world.peel(id(n), copy);
        assert!(matches!(outcome, Outcome::Replay) && outcome.may_be_acknowledged());
    }
    let batches = world.tick();
    assert_eq!(world.read(&batches[0]).len(), 1);
    world.commit(&batches[0]);
    for (n, copy) in [(1, &parcel), (4, &other_outer)] {
        assert!(matches!(world.peel(id(n), copy), Outcome::Replay));
    }
    // Also for a sorter that starts anew with the vault's hashes.
    world.sorter = Sorter::new(ORG, 0..1);
    assert!(matches!(world.peel(id(5), &parcel), Outcome::Replay));
}

#[test]
fn garbage_of_the_right_size_is_dropped() {
    let mut world = World::new(1, 4);
    let mut bytes = [0_u8; 4096];
    world.rng.fill_bytes(&mut bytes);
    assert!(matches!(world.peel(id(1), &bytes), Outcome::Garbage));
    let mut parcel = world.message(b"then damaged");
    for at in [0, 1_119, 1_120, 2_000, 4_095] {
        parcel[at] ^= 1;
        let outcome = world.peel(id(2), &parcel);
        assert!(matches!(outcome, Outcome::Garbage) && outcome.may_be_acknowledged());
        parcel[at] ^= 1;
    }
    assert!(matches!(world.peel(id(2), &parcel), Outcome::Real(0)));
}

#[test]
fn a_parcel_for_a_desk_slot_that_is_not_here_is_garbage() {
    let mut world = World::new(2, 4);
    let body = world.body(b"to the second desk");
    let (parcel, _) = world.seal(1, Kind::Intake, &body);
    world.sorter = Sorter::new(ORG, 0..1);
    assert!(matches!(world.peel(id(1), &parcel), Outcome::Garbage));
}

#[test]
fn a_parcel_under_last_weeks_key_opens_and_under_a_dead_one_does_not() {
    let mut world = World::new(1, 4);
    let parcel = world.message(b"late");
    let old = std::mem::replace(
        &mut world.sorter_key,
        SorterSecret::random(DAY / 7 + 1, &mut Seeded::new(5)),
    );
    assert!(matches!(world.peel(id(1), &parcel), Outcome::Garbage));
    let keys = PeelKeys {
        sorter: &[&world.sorter_key, &old],
        deposit: &[],
    };
    let outcome = world.sorter.peel(keys, id(1), &parcel, |_| false);
    assert!(matches!(outcome, Outcome::Real(0)));
}

#[test]
fn a_canary_is_named_by_its_hash_and_takes_no_place() {
    let mut world = World::new(1, 4);
    let body = world.body(b"tweet");
    let (parcel, inner) = world.seal(0, Kind::Canary, &body);
    let Outcome::Canary(hash) = world.peel(id(1), &parcel) else {
        panic!("not a canary");
    };
    assert_eq!(hash, *blake3::hash(&inner[..]).as_bytes());
    assert_eq!(world.sorter.backlog(), 0);
}

#[test]
fn under_backlog_batches_double_for_all_until_it_is_gone() {
    let mut world = World::new(2, 4);
    for n in 0..30_u8 {
        let parcel = world.message(&[n]);
        world.peel(id(n), &parcel);
    }
    let mut sizes = Vec::new();
    let mut texts = Vec::new();
    for _ in 0..7 {
        let batches = world.tick();
        assert_eq!(batches[0].entries.len(), batches[1].entries.len());
        sizes.push(batches[0].entries.len());
        for batch in &batches {
            texts.extend(world.read(batch));
            world.commit(batch);
        }
    }
    // 4 + 8 + 16 and then the last two; it shrinks again tick by tick.
    assert_eq!(sizes, [4, 8, 16, 32, 16, 8, 4]);
    texts.sort_unstable();
    let all: Vec<Vec<u8>> = (0..30).map(|n| vec![n]).collect();
    assert_eq!(texts, all);
}

#[test]
fn under_backlog_who_goes_first_is_random() {
    // The first arrival is among the 4 of 12 that go first in a third of the runs.
    let mut world = World::new(1, 4);
    let mut first = 0_u32;
    let parcels: Vec<_> = (0..12_u8).map(|n| world.message(&[n])).collect();
    for _ in 0..300 {
        world.sorter = Sorter::new(ORG, 0..1);
        for (n, parcel) in parcels.iter().enumerate().take(12) {
            world.peel(id(u8::try_from(n).unwrap()), parcel);
        }
        let batches = world.tick();
        first += u32::from(batches[0].carried.iter().any(|real| real.relay_id == id(0)));
    }
    // 100 expected, standard deviation 8.2.
    assert!((65..=135).contains(&first), "{first}");
}

#[test]
fn fillers_and_real_ones_are_mixed() {
    let mut world = World::new(1, 4);
    let body = world.body(b"x");
    let (parcel, inner) = world.seal(0, Kind::Intake, &body);
    let mut counts = [0_u32; 4];
    for _ in 0..800 {
        world.sorter = Sorter::new(ORG, 0..1);
        world.peel(id(1), &parcel);
        let batches = world.tick();
        let entries = &batches[0].entries;
        counts[entries
            .iter()
            .position(|entry| entry.inner == inner)
            .unwrap()] += 1;
    }
    let chi_square: f64 = counts
        .iter()
        .map(|count| (f64::from(*count) - 200.0).powi(2) / 200.0)
        .sum();
    // 3 degrees of freedom: 21.1 is exceeded once in 10,000.
    assert!(chi_square < 21.1, "{counts:?}");
}

#[test]
fn deposits_come_from_our_desks_only_and_wait_until_they_are_stored() {
    let mut world = World::new(1, 4);
    let (tag, block) = envelope::filler(&mut world.rng);
    let deposit = Deposit {
        priority: 3,
        blocks: vec![(tag, Box::new(block))],
    };
    let sorter = world.sorter_key.public();
    let stranger = Ed25519Key::random(&mut world.rng);
    let forged = envelope::seal_deposit(&ORG, &sorter, &deposit, &stranger, &mut world.rng);
    assert!(matches!(world.peel(id(1), &forged), Outcome::Garbage));

    let sealed = envelope::seal_deposit(&ORG, &sorter, &deposit, &world.deposit, &mut world.rng);
    let outcome = world.peel(id(2), &sealed);
    assert!(!outcome.may_be_acknowledged());
    let Outcome::Deposit(hash) = outcome else {
        panic!("not a deposit");
    };
    assert!(matches!(world.peel(id(2), &sealed), Outcome::Held));
    assert!(matches!(world.peel(id(3), &sealed), Outcome::Replay));
    assert_eq!(world.sorter.deposits().len(), 1);
    assert_eq!(world.sorter.deposits()[0].deposit.blocks[0].0, tag);
    // No batch carries it.
    assert!(world.tick()[0].carried.is_empty());
    world.vault.insert(hash);
    assert_eq!(world.sorter.deposited(&[hash]), [id(2)]);
    assert!(world.sorter.deposits().is_empty());
    assert!(matches!(world.peel(id(2), &sealed), Outcome::Replay));
}

#[test]
fn without_an_intake_key_no_batch_is_made_and_nothing_is_lost() {
    let mut world = World::new(1, 4);
    let parcel = world.message(b"patience");
    world.peel(id(1), &parcel);
    let refused = world
        .sorter
        .tick(NOW, &world.parameters, &[], &mut world.rng)
        .unwrap_err();
    assert_eq!(refused, TickError::NoIntakeKey(0));
    let batches = world.tick();
    assert_eq!(world.read(&batches[0]), [b"patience"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_of_a_parcels_size_are_sorted_without_a_panic(
        start in proptest::collection::vec(any::<u8>(), 0..4096), fill: u8,
    ) {
        let mut world = World::new(1, 4);
        let mut parcel = [fill; 4096];
        parcel[..start.len()].copy_from_slice(&start);
        prop_assert!(matches!(world.peel(id(1), &parcel), Outcome::Garbage));
    }
}
