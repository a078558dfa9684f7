use std::collections::BTreeSet;

use drop_client::{
    WindowError,
    window::{MAX_TRIES, Window, verify_edition, verify_index},
};
use drop_wire::Index;
use envelope::{Conversation, Ed25519Key, Entropy};
use proptest::prelude::*;

use crate::world::{World, dice};

fn window(world: &World) -> Window {
    let mut window = Window::default();
    window
        .on_index(&world.index(), &world.outbox.public())
        .unwrap();
    window
}

#[test]
fn an_index_of_another_key_an_older_one_and_garbage_are_refused_each_by_name() {
    let mut world = World::new();
    let old = world.index();
    let public = world.outbox.public();
    let stranger = Ed25519Key::random(&mut dice("stranger")).public();
    assert_eq!(
        verify_index(&old, &stranger, None).unwrap_err(),
        WindowError::Forged
    );
    let mut bad = old.clone();
    bad[100] ^= 1;
    assert_eq!(
        verify_index(&bad, &public, None).unwrap_err(),
        WindowError::Forged
    );
    assert_eq!(
        verify_index(&old[1..], &public, None).unwrap_err(),
        WindowError::Malformed
    );
    world.publish(world.newest_slot + 1, &[]);
    let mut window = window(&world);
    assert_eq!(window.on_index(&old, &public), Err(WindowError::RolledBack));
    assert_eq!(window.newest_slot(), Some(world.newest_slot));
}

#[test]
fn an_edition_counts_only_under_its_own_slot() {
    let world = World::new();
    let public = world.outbox.public();
    let bytes = &world.editions[&world.newest_slot];
    assert!(verify_edition(bytes, world.newest_slot, &public).is_ok());
    let other = verify_edition(bytes, world.newest_slot - 1, &public);
    assert_eq!(other.unwrap_err(), WindowError::Forged);
    let mut bad = bytes.clone();
    *bad.last_mut().unwrap() ^= 1;
    let bad = verify_edition(&bad, world.newest_slot, &public);
    assert_eq!(bad.unwrap_err(), WindowError::Forged);
}

#[test]
fn without_a_reader_every_edition_is_fetched_once_in_random_order_before_any_is_fetched_again() {
    let world = World::new();
    let mut rng = dice("random");
    let mut window = window(&world);
    let mut order = Vec::new();
    for _ in 0..48 {
        let slot = window.choose(&[], &mut rng).unwrap();
        order.push(slot);
        window
            .on_edition(Some(&world.editions[&slot]), &world.outbox.public())
            .unwrap();
    }
    assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), 48);
    assert!(!order.is_sorted() && !order.iter().rev().is_sorted());
    assert!(
        window.choose(&[], &mut rng).is_some(),
        "even then one is fetched with each tick"
    );
}

#[test]
fn wanted_editions_come_first_and_are_not_asked_for_twice() {
    let world = World::new();
    let mut rng = dice("wanted");
    let mut window = window(&world);
    let wanted = [world.newest_slot - 5, world.newest_slot - 20];
    let mut got = BTreeSet::new();
    for _ in 0..2 {
        let slot = window.choose(&wanted, &mut rng).unwrap();
        window
            .on_edition(Some(&world.editions[&slot]), &world.outbox.public())
            .unwrap();
        got.insert(slot);
    }
    assert_eq!(got, BTreeSet::from(wanted));
    assert!(!wanted.contains(&window.choose(&wanted, &mut rng).unwrap()));
}

#[test]
fn an_edition_that_fails_is_asked_for_again_by_everybody_alike() {
    let world = World::new();
    let public = world.outbox.public();
    for wanted in [vec![], vec![world.newest_slot - 3]] {
        let mut rng = dice("fails");
        let mut window = window(&world);
        let slot = window.choose(&wanted, &mut rng).unwrap();
        for _ in 0..MAX_TRIES {
            assert_eq!(window.choose(&wanted, &mut rng), Some(slot));
            assert!(window.on_edition(None, &public).is_err());
        }
        assert!(window.is_settled(slot));
        assert_ne!(window.choose(&wanted, &mut rng), Some(slot));
    }
}

#[test]
fn missed_slots_are_never_asked_for() {
    let mut world = World::new();
    // A gap of fifteen slots before the newest edition.
    world.publish(world.newest_slot + 16, &[]);
    let mut rng = dice("missed");
    let mut window = window(&world);
    for _ in 0..33 {
        let slot = window.choose(&[], &mut rng).unwrap();
        let edition = world.editions.get(&slot).expect("one that exists");
        window
            .on_edition(Some(edition), &world.outbox.public())
            .unwrap();
    }
}

#[test]
fn an_edition_that_nobody_asked_for_is_not_taken() {
    let world = World::new();
    let mut window = window(&world);
    let edition = &world.editions[&world.newest_slot];
    let taken = window.on_edition(Some(edition), &world.outbox.public());
    assert_eq!(taken, Err(WindowError::NotReady));
    assert!(!window.is_settled(world.newest_slot));
}

#[test]
fn a_tag_counts_on_its_own_day_only() {
    let mut world = World::new();
    let entropy = Entropy::random(&mut dice("tags"));
    let conversation = Conversation::derive(&entropy, &world.org());
    let today = world.newest_slot + 1;
    let day = drop_wire::time::day_of_slot(today, 3600);
    let keys = conversation.chain(day).unwrap().reply_keys();
    // Yesterday's edition carries today's tag: a relay cannot make a client believe that by moving tags.
    world.publish(today - 24, &[(keys.tag(0), [0; 1024])]);
    world.publish(today, &[(keys.tag(1), [0; 1024])]);
    let window = window(&world);
    let expected = [(day, keys.tag(0)), (day, keys.tag(1))];
    let found = window.spots(3600, &expected);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0.slot, found[0].1), (today, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
        prop_assert!(verify_index(&bytes, &[9; 32], None).is_err());
        prop_assert!(verify_edition(&bytes, 1, &[9; 32]).is_err());
    }

    #[test]
    fn any_signed_shape_of_an_index_can_be_chosen_from(newest in 0..5_000_u64, blocks in 1..4_u16, slots in 1..50_u64, seed in any::<u64>()) {
        let key = Ed25519Key::from_seed([3; 32]);
        let newest = newest.max(slots - 1);
        let mut rng = dice(&seed.to_string());
        let tags = (0..slots * u64::from(blocks)).map(|_| envelope::filler(&mut rng).0).collect();
        let mut index = Index { newest_slot: newest, blocks, tags, signature: [0; 64] };
        index.signature = key.sign(drop_wire::label::INDEX, &index.signed_bytes());
        let mut window = Window::default();
        window.on_index(&index.encode(), &key.public()).unwrap();
        let slot = window.choose(&[], &mut rng).unwrap();
        prop_assert!((newest + 1 - slots..=newest).contains(&slot));
    }
}
