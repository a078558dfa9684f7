//! Two hundred days of keys; desks that sleep; relays that do not answer.

use std::collections::BTreeMap;

use drop_sorter::keyplan::{SecretName, current_intake, current_sorter, drained, recertify};
use drop_wire::time::epoch;
use proptest::prelude::*;

use crate::keyplan::{DAY, Issuer, START, today};

/// When an intake key must have been listed to be used on `day`.
fn assert_notice(issuer: &Issuer, listed: &mut BTreeMap<u32, u64>, now: u64) {
    let list = issuer.list();
    for (_, day, _) in &list.intake_keys {
        let since = *listed.entry(*day).or_insert(list.issued_at);
        if list.version > 1 && since == now {
            assert!(
                u64::from(*day) * DAY >= now + 3 * DAY,
                "{day} came too late"
            );
        }
    }
}

#[test]
fn two_hundred_days_of_keys_are_made_and_destroyed_on_time() {
    let mut issuer = Issuer::found(1);
    let mut listed = BTreeMap::new();
    let mut replaced: BTreeMap<SecretName, u64> = BTreeMap::new();
    let mut died = 0;
    for step in 0..200 {
        // Not at the same hour every day.
        let now = START + step * DAY + (step * 7_919) % 50_000;
        let before = issuer.list();
        let changes = issuer.live(now);
        if changes.root_needed.is_some() {
            recertify(&mut issuer.state, &issuer.root, &issuer.key, now).unwrap();
            issuer.publish(now);
        }
        issuer.check_list(now);
        assert_notice(&issuer, &mut listed, now);
        let list = issuer.list();
        assert_eq!(
            current_intake(&list, 0, today(now)).unwrap().day,
            today(now)
        );
        assert_eq!(
            current_sorter(&list, today(now)).unwrap().epoch,
            epoch(today(now))
        );
        for (desk_slot, day, _) in &before.intake_keys {
            if !list.intake_keys.iter().any(|(_, other, _)| other == day) {
                let name = SecretName::Intake {
                    desk_slot: *desk_slot,
                    day: *day,
                };
                replaced.insert(name, now);
            }
        }
        for (epoch, _) in &before.sorter_keys {
            if !list.sorter_keys.iter().any(|(other, _)| other == epoch) {
                replaced.insert(SecretName::Sorter { epoch: *epoch }, now);
            }
        }
        for name in &changes.destroy {
            let age = now - replaced[name];
            assert!(
                (14 * DAY..=16 * DAY).contains(&age),
                "{name} died after {age} s"
            );
            died += 1;
        }
        // 5 listed, 15 replaced; 2 sorter keys listed, 3 replaced; issuer, outbox, deposit.
        assert!(
            issuer.secrets.len() <= 5 + 16 + 2 + 3 + 3,
            "{}",
            issuer.secrets.len()
        );
        assert!(issuer.state.keys.len() + 3 == issuer.secrets.len());
    }
    assert!(died > 200, "{died}");
}

#[test]
fn each_day_makes_one_list_of_at_most_twenty_kilobytes() {
    let mut issuer = Issuer::found(1);
    for step in 0..30 {
        issuer.live(START + step * DAY);
        assert_eq!(u64::from(issuer.list().version), step + 1);
        assert!(
            issuer.state.list.len() < 20_000,
            "{}",
            issuer.state.list.len()
        );
    }
}

/// A desk that sleeps: clients' calendar sleeps with it, so they go on sealing to the key of the
/// last day (or to a later listed one, if a clock told them). All of those must open afterwards.
fn sleep_and_wake(days: u64) {
    let mut issuer = Issuer::found(1);
    for step in 0..20 {
        issuer.live(START + step * DAY);
    }
    let asleep = START + 19 * DAY;
    let woken = asleep + days * DAY;
    let usable: Vec<u32> = issuer
        .list()
        .intake_keys
        .iter()
        .map(|(_, day, _)| *day)
        .collect();

    let changes = issuer.advance(woken);
    assert!(changes.list.is_some());
    if changes.root_needed.is_some() {
        recertify(&mut issuer.state, &issuer.root, &issuer.key, woken).unwrap();
    }
    issuer.check_list(woken);
    // Nothing that somebody may have sealed to while the desk slept is gone, before draining and
    // for 14 days after the new list.
    issuer.publish(woken);
    for step in 0..14 {
        let now = woken + step * DAY;
        for day in &usable {
            assert!(issuer.has(0, *day), "the key of day {day} is gone");
        }
        issuer.live(now);
        issuer.check_list(now);
    }
    // Then all but the one that clients used until the new ones began are gone.
    let in_use = *usable.iter().max().unwrap();
    issuer.live(woken + 15 * DAY);
    for day in usable {
        assert_eq!(issuer.has(0, day), day == in_use, "the key of day {day}");
    }
    issuer.live(woken + 20 * DAY);
    assert!(!issuer.has(0, in_use));
    // And every new key had its notice.
    let first_new = issuer
        .state
        .keys
        .iter()
        .filter_map(|record| match record.name {
            SecretName::Intake { day, .. } if day > in_use => Some(day),
            _ => None,
        });
    assert!(first_new.min().unwrap() >= today(woken) + 4);
}

#[test]
fn a_desk_that_slept_for_ten_days_loses_nothing_and_goes_on() {
    sleep_and_wake(10);
}

#[test]
fn a_desk_that_slept_for_sixty_days_loses_nothing_and_goes_on() {
    sleep_and_wake(60);
}

#[test]
fn after_a_sleep_clients_use_the_last_listed_key_until_a_new_one_had_its_notice() {
    let mut issuer = Issuer::found(1);
    issuer.live(START);
    let woken = START + 10 * DAY;
    issuer.live(woken);
    let list = issuer.list();
    assert_eq!(current_intake(&list, 0, today(woken)).unwrap().day, 20_784);
    assert_eq!(
        current_intake(&list, 0, today(woken) + 3).unwrap().day,
        20_784
    );
    assert_eq!(
        current_intake(&list, 0, today(woken) + 4).unwrap().day,
        20_794
    );
}

#[test]
fn keys_of_before_a_long_sleep_die_as_soon_as_the_desk_wakes() {
    let mut issuer = Issuer::found(1);
    for step in 0..10 {
        issuer.live(START + step * DAY);
    }
    assert!(issuer.has(0, 20_781));
    // 60 days later it is more than 45 days since a list without them was public.
    let changes = issuer.advance(START + 69 * DAY);
    assert!(changes.destroy.contains(&SecretName::Intake {
        desk_slot: 0,
        day: 20_781
    }));
    assert!(!issuer.has(0, 20_788));
    assert!(issuer.has(0, 20_789));
}

#[test]
fn what_was_never_drained_dies_after_forty_five_days_and_not_before() {
    let mut issuer = Issuer::found(1);
    for step in 0..=46 {
        let now = START + step * DAY;
        issuer.advance(now);
        issuer.publish(now);
        // Replaced on day 1.
        assert_eq!(issuer.has(0, 20_780), step < 46, "day {step}");
    }
}

#[test]
fn a_key_whose_successor_never_became_public_stays() {
    let mut issuer = Issuer::found(1);
    issuer.live(START);
    for step in 1..60 {
        let now = START + step * DAY;
        issuer.advance(now);
        drained(&mut issuer.state, now);
    }
    assert!(issuer.has(0, 20_780));
    assert!(issuer.state.unpublished().is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_sleeps_and_fails_every_listed_key_has_its_secret(
        steps in proptest::collection::vec((0_u64..40 * DAY, any::<bool>(), any::<bool>()), 1..14),
        desk_slots in 1_u16..=3,
    ) {
        let mut issuer = Issuer::found(desk_slots);
        let mut now = START;
        for (sleep, is_published, is_drained) in steps {
            now += sleep;
            let changes = issuer.advance(now);
            if changes.root_needed.is_some() {
                recertify(&mut issuer.state, &issuer.root, &issuer.key, now).unwrap();
            }
            if is_published {
                issuer.publish(now);
            }
            if is_drained {
                drained(&mut issuer.state, now);
            }
            issuer.check_list(now);
            for record in &issuer.state.keys {
                if let Some(retired) = record.retired_at {
                    prop_assert!(now < retired + 45 * DAY || retired == now);
                }
            }
        }
    }
}
