//! Single steps of the key plan. The long run is in `keyplan_moved_clock`.

use std::collections::BTreeMap;

use drop_sorter::keyplan::{
    Changes, Founded, Founding, PlanError, PlanState, SecretName, accept_clock, adopt, advance,
    current_intake, current_sorter, drained, found, published, recertify,
};
use drop_wire::{KeyList, Parameters, label};
use envelope::{HybridKey, HybridPublic, OrgId};

use crate::testing::Seeded;

pub(crate) const DAY: u64 = 86_400;
/// A Monday morning in a week that is not the first of its epoch.
pub(crate) const START: u64 = 20_780 * DAY + 9 * 3600;

pub(crate) fn today(now: u64) -> u32 {
    u32::try_from(now / DAY).unwrap()
}

/// An issuer with a vault: what a desk keeps.
pub(crate) struct Issuer {
    pub(crate) root: HybridKey,
    pub(crate) key: HybridKey,
    pub(crate) org: OrgId,
    pub(crate) state: PlanState,
    pub(crate) secrets: BTreeMap<SecretName, Vec<u8>>,
    pub(crate) rng: Seeded,
}

impl Issuer {
    pub(crate) fn found(desk_slots: u16) -> Self {
        let mut rng = Seeded::new(7);
        let root = HybridKey::random(&mut rng);
        let founding = Founding {
            parameters: Parameters::standard(),
            relays: vec!["https://relay.example".into()],
            desk_slots,
        };
        let founded = found(&root, START, &founding, &mut rng).unwrap();
        let Founded {
            org,
            state,
            secrets,
            ..
        } = founded;
        let secrets: BTreeMap<_, _> = secrets
            .into_iter()
            .map(|secret| (secret.name, secret.bytes.to_vec()))
            .collect();
        let issuer = &secrets[&SecretName::Issuer];
        let key = HybridKey::from_seeds(
            issuer[..32].try_into().unwrap(),
            issuer[32..].try_into().unwrap(),
        );
        Self {
            root,
            key,
            org,
            state,
            secrets,
            rng,
        }
    }

    /// One step, stored as a vault would.
    pub(crate) fn advance(&mut self, now: u64) -> Changes {
        let changes = advance(&mut self.state, &self.key, now, &mut self.rng).unwrap();
        for secret in &changes.store {
            let old = self.secrets.insert(secret.name, secret.bytes.to_vec());
            assert!(old.is_none(), "{} was made twice", secret.name);
        }
        for name in &changes.destroy {
            assert!(self.secrets.remove(name).is_some(), "{name} was not there");
        }
        changes
    }

    /// The relay takes the newest list.
    pub(crate) fn publish(&mut self, now: u64) {
        let version = self.list().version;
        published(&mut self.state, version, now);
    }

    /// A whole day: step, publish, drain, step.
    pub(crate) fn live(&mut self, now: u64) -> Changes {
        let mut changes = self.advance(now);
        self.publish(now);
        drained(&mut self.state, now);
        changes.destroy.extend(self.advance(now).destroy);
        changes
    }

    pub(crate) fn list(&self) -> KeyList {
        self.state.key_list().unwrap()
    }

    pub(crate) fn has(&self, desk_slot: u16, day: u32) -> bool {
        self.secrets
            .contains_key(&SecretName::Intake { desk_slot, day })
    }

    /// What a client checks, and that every listed key can be opened here.
    pub(crate) fn check_list(&self, now: u64) {
        let list = self.list();
        check_signatures(&list, &self.org);
        let today = today(now);
        assert!(list.valid_until_day >= today);
        assert!(list.issuer_until_day >= list.valid_until_day);
        assert!(list.issuer_until_day - list.issuer_from_day < 90);
        assert!(list.intake_keys.len() <= 16 && list.sorter_keys.len() <= 3);
        for desk_slot in 0..self.state.desk_slots {
            let key = current_intake(&list, desk_slot, today).expect("a key for today");
            assert!(self.has(desk_slot, key.day));
        }
        assert!(current_sorter(&list, today).is_some());
        for (desk_slot, day, _) in &list.intake_keys {
            assert!(self.has(*desk_slot, *day), "no secret for day {day}");
        }
        for (epoch, _) in &list.sorter_keys {
            assert!(
                self.secrets
                    .contains_key(&SecretName::Sorter { epoch: *epoch })
            );
        }
    }
}

fn check_signatures(list: &KeyList, org: &OrgId) {
    let root = HybridPublic(list.root_public);
    assert_eq!(OrgId::of_root(&root).0, org.0);
    assert_eq!(list.org_id, org.0);
    assert!(root.verify(
        label::ISSUER,
        &list.issuer_certificate_bytes(),
        &list.root_signature
    ));
    let issuer = HybridPublic(list.issuer_public);
    assert!(issuer.verify(label::KEYLIST, &list.signed_bytes(), &list.signature));
}

#[test]
fn the_first_list_acts_at_once_and_says_who_is_who() {
    let issuer = Issuer::found(1);
    issuer.check_list(START);
    let list = issuer.list();
    assert_eq!(list.version, 1);
    assert_eq!(list.previous, [0; 32]);
    assert_eq!(list.relays, ["https://relay.example"]);
    let days: Vec<u32> = list.intake_keys.iter().map(|(_, day, _)| *day).collect();
    assert_eq!(days, [20_780, 20_781, 20_782, 20_783, 20_784]);
    assert_eq!(issuer.state.unpublished(), Some(&issuer.state.list[..]));
}

#[test]
fn a_second_step_on_the_same_day_changes_nothing() {
    let mut issuer = Issuer::found(1);
    issuer.live(START);
    let before = issuer.state.clone();
    let changes = issuer.advance(START);
    assert!(changes.list.is_none() && changes.store.is_empty() && changes.destroy.is_empty());
    assert_eq!(issuer.state, before);
    assert!(issuer.state.unpublished().is_none());
}

#[test]
fn the_next_day_lists_one_new_key_per_desk_slot_and_drops_yesterdays() {
    let mut issuer = Issuer::found(3);
    issuer.live(START);
    let first = issuer.state.list.clone();
    let changes = issuer.live(START + DAY);
    assert_eq!(changes.store.len(), 3);
    let list = issuer.list();
    assert_eq!(list.version, 2);
    assert_eq!(list.previous, *blake3::hash(&first).as_bytes());
    assert_eq!(list.intake_keys.len(), 15);
    assert!(list.intake_keys.iter().all(|(_, day, _)| *day > 20_780));
    issuer.check_list(START + DAY);
    // Yesterday's private half is still there, for what is under way.
    assert!(issuer.has(0, 20_780));
}

#[test]
fn too_many_desk_slots_or_none_are_refused() {
    let mut rng = Seeded::new(8);
    let root = HybridKey::random(&mut rng);
    for desk_slots in [0, 4] {
        let founding = Founding {
            parameters: Parameters::standard(),
            relays: Vec::new(),
            desk_slots,
        };
        let refused = found(&root, START, &founding, &mut rng).unwrap_err();
        assert_eq!(refused, PlanError::DeskSlots);
    }
}

#[test]
fn a_relay_address_that_fits_no_list_is_refused_when_founding() {
    let mut rng = Seeded::new(9);
    let root = HybridKey::random(&mut rng);
    let founding = Founding {
        parameters: Parameters::standard(),
        relays: vec!["x".repeat(129)],
        desk_slots: 1,
    };
    let refused = found(&root, START, &founding, &mut rng).unwrap_err();
    assert_eq!(refused, PlanError::Damaged);
}

#[test]
fn a_clock_that_goes_back_a_day_changes_nothing_until_it_has_caught_up() {
    let mut issuer = Issuer::found(1);
    issuer.live(START);
    issuer.live(START + DAY);
    let before = issuer.state.clone();
    for hour in 0..24 {
        let changes = issuer.advance(START + hour * 3600);
        assert!(changes.list.is_none() && changes.destroy.is_empty());
    }
    assert_eq!(issuer.state, before);
    assert!(issuer.live(START + 2 * DAY).list.is_some());
}

#[test]
fn a_clock_that_was_a_day_ahead_costs_no_key() {
    let mut issuer = Issuer::found(1);
    issuer.live(START + DAY);
    // The right day again: today's key is not listed any more, but what is sealed to it opens.
    assert!(issuer.has(0, 20_780));
    issuer.live(START + DAY);
    issuer.check_list(START + DAY);
}

#[test]
fn a_clock_that_leaps_is_refused_until_a_person_has_looked_at_it() {
    let mut issuer = Issuer::found(1);
    issuer.live(START);
    let before = issuer.state.clone();
    let far = START + 400 * DAY;
    let refused = advance(&mut issuer.state, &issuer.key, far, &mut issuer.rng).unwrap_err();
    assert_eq!(refused, PlanError::Leap(400));
    assert_eq!(issuer.state, before);
    accept_clock(&mut issuer.state, far);
    assert!(advance(&mut issuer.state, &issuer.key, far, &mut issuer.rng).is_ok());
}

#[test]
fn another_issuer_or_root_can_change_nothing() {
    let mut issuer = Issuer::found(1);
    let other = HybridKey::random(&mut issuer.rng);
    let before = issuer.state.clone();
    let refused = advance(&mut issuer.state, &other, START, &mut issuer.rng).unwrap_err();
    assert_eq!(refused, PlanError::WrongKey);
    let refused = recertify(&mut issuer.state, &other, &issuer.key, START).unwrap_err();
    assert_eq!(refused, PlanError::WrongKey);
    let refused = recertify(&mut issuer.state, &issuer.root, &other, START).unwrap_err();
    assert_eq!(refused, PlanError::WrongKey);
    assert_eq!(issuer.state, before);
}

#[test]
fn after_the_certificate_ends_no_list_is_made_but_keys_still_die() {
    let mut issuer = Issuer::found(1);
    for day in 0..90 {
        let changes = issuer.live(START + day * DAY);
        assert_eq!(changes.root_needed.is_some(), day >= 60, "day {day}");
    }
    let version = issuer.list().version;
    let late = START + 90 * DAY;
    assert!(issuer.live(late).list.is_none());
    assert_eq!(issuer.list().version, version);
    assert!(!issuer.live(late + DAY).destroy.is_empty());
    // The root comes out: a new certificate, and lists go on.
    let later = late + 2 * DAY;
    let changes = recertify(&mut issuer.state, &issuer.root, &issuer.key, later).unwrap();
    assert!(changes.list.is_some());
    issuer.publish(later);
    issuer.live(later);
    issuer.check_list(later);
}

#[test]
fn a_damaged_state_is_refused() {
    let mut issuer = Issuer::found(1);
    issuer.state.list.truncate(100);
    let refused = advance(&mut issuer.state, &issuer.key, START, &mut issuer.rng).unwrap_err();
    assert_eq!(refused, PlanError::Damaged);
}

#[test]
fn a_vault_from_an_older_backup_goes_on_after_the_newest_list() {
    let mut issuer = Issuer::found(1);
    issuer.live(START);
    let backup = (issuer.state.clone(), issuer.secrets.clone());
    for day in 1..=7 {
        issuer.live(START + day * DAY);
    }
    let newest = issuer.state.list.clone();
    let version = issuer.list().version;
    (issuer.state, issuer.secrets) = backup;

    let now = START + 7 * DAY + 3600;
    let changes = adopt(
        &mut issuer.state,
        &newest,
        &issuer.key,
        now,
        &mut issuer.rng,
    )
    .unwrap();
    for secret in &changes.store {
        issuer.secrets.insert(secret.name, secret.bytes.to_vec());
    }
    let list = issuer.list();
    assert_eq!(list.version, version + 1);
    assert_eq!(list.previous, *blake3::hash(&newest).as_bytes());
    // The lost key of today is replaced at once: nobody could read what is sealed to it.
    issuer.check_list(now);
    assert_eq!(
        current_intake(&list, 0, today(now)).unwrap().day,
        today(now)
    );
    issuer.publish(now);
    for day in 8..40 {
        issuer.live(START + day * DAY);
        issuer.check_list(START + day * DAY);
    }
    assert!(!issuer.has(0, 20_784), "the keys of the backup die too");
}

#[test]
fn nobody_elses_list_and_no_older_one_is_adopted() {
    let mut issuer = Issuer::found(1);
    issuer.live(START);
    let old = issuer.state.list.clone();
    issuer.live(START + DAY);
    let before = issuer.state.clone();
    let refused = adopt(&mut issuer.state, &old, &issuer.key, START, &mut issuer.rng).unwrap_err();
    assert_eq!(refused, PlanError::WrongKey);
    let mut forged = issuer.list();
    forged.version += 1;
    let forged = forged.encode();
    let refused = adopt(
        &mut issuer.state,
        &forged,
        &issuer.key,
        START,
        &mut issuer.rng,
    )
    .unwrap_err();
    assert_eq!(refused, PlanError::WrongKey);
    let refused = adopt(
        &mut issuer.state,
        b"no",
        &issuer.key,
        START,
        &mut issuer.rng,
    )
    .unwrap_err();
    assert_eq!(refused, PlanError::Damaged);
    assert_eq!(issuer.state, before);
}
