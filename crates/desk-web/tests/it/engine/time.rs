//! Clocks that are wrong, desks that sleep, keys that die, day keys that are forgotten.

use desk_web::engine::ClockTrouble;

use super::{DAY, HOUR, World, texts};

#[test]
fn a_desk_keeps_only_todays_day_key() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    let first = world.desk().reader().chain(id).unwrap().unwrap();
    assert_eq!(first.day, 20_780);
    world.now += 3 * DAY;
    world.round();
    let later = world.desk().reader().chain(id).unwrap().unwrap();
    assert_eq!(later.day, 20_783);
    assert_ne!(*later.secret, *first.secret);
}

#[test]
fn a_message_that_came_while_the_desk_slept_for_ten_days_is_read_and_answered() {
    sleep(10);
}

#[test]
fn a_message_that_came_while_the_desk_slept_for_sixty_days_is_read_and_answered() {
    sleep(60);
}

fn sleep(days: u64) {
    let mut world = World::found();
    world.pass(2 * HOUR);
    world.now += days * DAY;
    // The relay has what the desk published before it went to sleep; so her page's calendar is of
    // that day too.
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("is anybody there?", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    world.reply(id, "now we are");
    world.pass(4 * HOUR);
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), ["now we are"]);
}

#[test]
fn a_clock_an_hour_back_makes_no_edition_until_it_has_caught_up_and_loses_nothing() {
    let mut world = World::found();
    world.pass(3 * HOUR);
    let before = world.relay.editions.clone();
    world.now -= 2 * HOUR;
    let reports = world.pass(HOUR);
    assert!(reports.iter().all(|report| report.published.is_none()));
    let behind = reports.iter().filter_map(|report| report.clock).next();
    assert!(matches!(behind, Some(ClockTrouble::Behind { .. })));
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(3 * HOUR);
    let id = world.only_conversation().id();
    world.reply(id, "answer");
    world.pass(4 * HOUR);
    assert_eq!(texts(&world.page().read(&words, &mut world)), ["answer"]);
    for (slot, bytes) in before {
        assert_eq!(world.relay.editions.get(&slot), Some(&bytes));
    }
}

#[test]
fn a_clock_that_was_a_day_ahead_costs_a_day_of_editions_and_nothing_else() {
    let mut world = World::found();
    world.pass(HOUR);
    world.now += DAY;
    world.pass(HOUR);
    world.now -= DAY;
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    world.reply(id, "answer");
    world.pass(30 * HOUR);
    assert_eq!(texts(&world.page().read(&words, &mut world)), ["answer"]);
}

#[test]
fn a_clock_that_leaps_a_year_touches_nothing_until_a_person_says_that_it_is_right() {
    let mut world = World::found();
    world.pass(HOUR);
    let editions = world.relay.editions.len();
    let names = world.desk().reader().secret_names("").unwrap();
    let right = world.now;
    world.now += 365 * DAY;
    let report = world.round();
    assert_eq!(report.clock, Some(ClockTrouble::Leap { days: 365 }));
    assert_eq!(world.relay.editions.len(), editions);
    assert_eq!(world.desk().reader().secret_names("").unwrap(), names);
    // Set right again, it goes on.
    world.now = right;
    world.pass(HOUR);
    assert!(world.relay.editions.len() > editions);
}

#[test]
fn private_halves_leave_the_vault_when_their_time_has_come() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    page.make_words(&mut world);
    for day in 0..20 {
        // Also if somebody writes all the time, so that no pull finds the relay empty.
        page.write(&format!("day {day}"), &mut world);
        world.now += DAY;
        world.round();
        world.now += 60;
        world.round();
    }
    let names = world.desk().reader().secret_names("intake/").unwrap();
    assert!(!names.contains(&"intake/0/20780".to_owned()), "{names:?}");
    assert!(names.contains(&"intake/0/20800".to_owned()), "{names:?}");
    assert!(names.len() <= 21, "{names:?}");
}

#[test]
fn a_relay_that_does_not_answer_is_asked_less_and_less_often() {
    let mut world = World::found();
    world.pass(HOUR);
    world.relay.is_down = true;
    let calls = world.relay.calls;
    for _ in 0..600 {
        world.now += 1;
        world.round();
    }
    let asked = world.relay.calls - calls;
    assert!((5..=20).contains(&asked), "{asked} calls in ten minutes");
    assert!(world.desk().status().relay.is_some());
    world.relay.is_down = false;
    world.pass(900);
    assert_eq!(world.desk().status().relay, None);
}

#[test]
fn with_the_fast_clock_of_the_demo_an_answer_is_there_within_half_a_minute() {
    let mut world = World::with(drop_wire::Parameters {
        batch: 2,
        ..drop_wire::Parameters::demo()
    });
    let second = |world: &mut World| {
        world.now += 1;
        world.round();
    };
    second(&mut world);
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question", &mut world);
    let mut waited = 0;
    while world.conversations().is_empty() {
        second(&mut world);
        waited += 1;
    }
    assert!(waited <= 10, "{waited} s until the desk has it");
    let id = world.only_conversation().id();
    world.reply(id, "answer");
    let is_out = |world: &mut World| {
        let conversation = world.only_conversation();
        let reply = conversation
            .replies()
            .iter()
            .find(|reply| !reply.is_automatic());
        reply.unwrap().out() == 1
    };
    let mut waited = 0;
    while !is_out(&mut world) {
        second(&mut world);
        waited += 1;
    }
    assert!(waited <= 30, "{waited} s until it is published");
    assert_eq!(texts(&world.page().read(&words, &mut world)), ["answer"]);
}
