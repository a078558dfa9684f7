use drop_client::{Client, KeyListError, verify_key_list};
use drop_wire::{KeyList, label};
use envelope::{HybridKey, IntakeSecret};
use language::Tag;
use proptest::prelude::*;

use crate::world::{DAY, NOON, World, dice};

fn verify(world: &World, bytes: &[u8]) -> Result<u32, KeyListError> {
    verify_key_list(bytes, &world.org(), Some(DAY), 1).map(|list| list.version())
}

#[test]
fn a_list_of_the_pinned_root_is_trusted() {
    let world = World::new();
    let list = verify_key_list(&world.key_list(), &world.org(), None, 0).unwrap();
    assert_eq!(list.version(), 1);
    assert_eq!(list.head(), *blake3::hash(&world.key_list()).as_bytes());
    assert_eq!(list.issued_day(), DAY - 1);
    let to = list.seal_to(DAY).unwrap();
    assert_eq!((to.sorter.epoch, to.intake.day), (DAY / 7, DAY));
}

#[test]
fn a_list_of_another_root_is_named_as_such() {
    let world = World::new();
    let other = HybridKey::random(&mut dice("other root"));
    let mut list = world.plain_list();
    list.root_public = other.public().0;
    assert_eq!(
        verify(&world, &world.sign(list)),
        Err(KeyListError::OtherRoot)
    );
    // The same with the other organisation's own name on it.
    let mut list = world.plain_list();
    list.root_public = other.public().0;
    list.org_id = envelope::OrgId::of_root(&other.public()).0;
    assert_eq!(
        verify(&world, &world.sign(list)),
        Err(KeyListError::OtherRoot)
    );
}

#[test]
fn every_signature_of_the_chain_is_needed_in_both_halves() {
    let world = World::new();
    let good = KeyList::decode(&world.key_list()).unwrap();
    for at in [0, 63, 64, 3372] {
        let mut bad = good.clone();
        bad.signature[at] ^= 1;
        assert_eq!(
            verify(&world, &bad.encode()),
            Err(KeyListError::Forged),
            "issuer {at}"
        );
        let mut bad = good.clone();
        bad.root_signature[at] ^= 1;
        bad.signature = world.issuer.sign(label::KEYLIST, &bad.signed_bytes());
        assert_eq!(
            verify(&world, &bad.encode()),
            Err(KeyListError::Forged),
            "root {at}"
        );
    }
    let mut bad = good;
    bad.valid_until_day += 1;
    assert_eq!(verify(&world, &bad.encode()), Err(KeyListError::Forged));
}

#[test]
fn an_issuer_that_the_root_did_not_sign_is_refused() {
    let world = World::new();
    let stranger = HybridKey::random(&mut dice("stranger"));
    let mut list = world.plain_list();
    list.root_signature = world
        .root
        .sign(label::ISSUER, &list.issuer_certificate_bytes());
    list.issuer_public = stranger.public().0;
    list.signature = stranger.sign(label::KEYLIST, &list.signed_bytes());
    assert_eq!(verify(&world, &list.encode()), Err(KeyListError::Forged));
}

#[test]
fn a_list_issued_outside_its_issuers_days_is_refused() {
    let world = World::new();
    let mut early = world.plain_list();
    early.issued_at = NOON - 40 * 86_400;
    let mut late = world.plain_list();
    late.issued_at = NOON + 51 * 86_400;
    let mut long = world.plain_list();
    long.issuer_until_day = long.issuer_from_day + 91;
    let mut backwards = world.plain_list();
    backwards.issuer_until_day = backwards.issuer_from_day - 1;
    for list in [early, late, long, backwards] {
        assert_eq!(verify(&world, &world.sign(list)), Err(KeyListError::Forged));
    }
}

#[test]
fn an_older_version_than_one_seen_before_is_rolled_back() {
    let world = World::new();
    let seen = verify_key_list(&world.key_list(), &world.org(), None, 2);
    assert_eq!(
        seen.map(|list| list.version()),
        Err(KeyListError::RolledBack)
    );
}

#[test]
fn two_lists_under_one_version_are_a_roll_back() {
    let world = World::new();
    let mut rng = dice("split");
    let mut client = world.ready_client(&mut rng);
    let mut other = world.plain_list();
    other.valid_until_day += 1;
    let other = world.sign(other);
    assert_eq!(
        client.on_key_list(&other, 1, &mut rng),
        Err(KeyListError::RolledBack)
    );
    assert_eq!(client.status().problem, Some(KeyListError::RolledBack));
    // The one that was verified stays in use, and the same bytes again are fine.
    assert!(client.tick(&mut rng).is_some());
    client.on_key_list(&world.key_list(), 2, &mut rng).unwrap();
    assert_eq!(client.status().problem, None);
}

#[test]
fn a_list_expires_by_the_newest_index_and_by_the_issuers_last_day() {
    let world = World::new();
    let bytes = world.key_list();
    let on = |day| verify_key_list(&bytes, &world.org(), day, 1).map(|list| list.version());
    assert_eq!(on(Some(DAY + 14)), Ok(1));
    assert_eq!(on(Some(DAY + 15)), Err(KeyListError::Expired));
    assert_eq!(on(None), Ok(1));
    let mut list = world.plain_list();
    list.valid_until_day = DAY + 400;
    let bytes = world.sign(list);
    let on = |day| verify_key_list(&bytes, &world.org(), Some(day), 1).map(|list| list.version());
    assert_eq!(on(DAY + 50), Ok(1));
    assert_eq!(on(DAY + 51), Err(KeyListError::Expired));
}

#[test]
fn an_index_of_a_later_day_ends_a_list_and_a_newer_list_ends_the_trouble() {
    let mut world = World::new();
    let mut rng = dice("ends");
    let mut client = world.ready_client(&mut rng);
    let old = world.key_list();
    world.publish(world.newest_slot + 15 * 24, &[]);
    client.on_index(&world.index(), 1).unwrap();
    assert_eq!(client.status().problem, Some(KeyListError::Expired));
    assert!(!client.status().ready);
    assert!(client.due(2).key_list);
    assert_eq!(
        client.on_key_list(&old, 2, &mut rng),
        Err(KeyListError::Expired)
    );
    assert!(client.tick(&mut rng).is_some(), "cover goes on");
    let mut list = world.plain_list();
    list.version = 2;
    list.issued_at = NOON + 14 * 86_400;
    list.valid_until_day = DAY + 30;
    client.on_key_list(&world.sign(list), 3, &mut rng).unwrap();
    assert!(client.status().ready);
}

#[test]
fn the_newest_intake_key_whose_day_has_begun_is_used_even_if_it_has_passed() {
    let mut world = World::new();
    let mut rng = dice("keys");
    world.intake = [DAY - 3, DAY - 9, DAY + 2]
        .map(|day| IntakeSecret::random(0, day, &mut rng))
        .into();
    let list = verify_key_list(&world.key_list(), &world.org(), None, 0).unwrap();
    let day_used = |day| list.seal_to(day).map(|to| to.intake.day);
    assert_eq!(day_used(DAY), Some(DAY - 3));
    assert_eq!(day_used(DAY - 4), Some(DAY - 9));
    assert_eq!(day_used(DAY + 2), Some(DAY + 2));
    assert_eq!(day_used(DAY + 300), Some(DAY + 2));
    assert_eq!(day_used(DAY - 10), None);
}

#[test]
fn a_client_pinned_to_one_organisation_never_seals_for_another() {
    let world = World::new();
    let other = HybridKey::random(&mut dice("another"));
    let mut rng = dice("pin");
    let mut client = Client::new(envelope::OrgId::of_root(&other.public()), Tag::Ar, None);
    assert_eq!(
        client.on_key_list(&world.key_list(), 0, &mut rng),
        Err(KeyListError::OtherRoot)
    );
    assert!(client.tick(&mut rng).is_none());
    assert!(!client.status().ready);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let org = envelope::OrgId([7; 32]);
        prop_assert!(verify_key_list(&bytes, &org, None, 0).is_err());
    }

    #[test]
    fn one_changed_byte_anywhere_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        use std::sync::OnceLock;
        static GOOD: OnceLock<(envelope::OrgId, Vec<u8>)> = OnceLock::new();
        let (org, good) = GOOD.get_or_init(|| {
            let world = World::new();
            (world.org(), world.key_list())
        });
        let mut bytes = good.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(verify_key_list(&bytes, org, None, 0).is_err());
    }
}
