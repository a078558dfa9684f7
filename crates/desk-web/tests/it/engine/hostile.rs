//! What a person who writes to do harm, or a relay that refuses at the worst moment, can stop.

use desk_casework::ConversationId;
use desk_vault::restore;
use desk_web::engine::{Desk, RelayError};
use drop_sorter::keyplan::{current_intake, current_sorter};
use drop_wire::KeyList;
use envelope::{Body, BodyType, ConvId, DayChain, Kind, SealTo, seal_inner, seal_outer};
use rand_core::Rng as _;

use super::{DAY, HOUR, START, World, passphrase, texts};

/// Three blocks.
fn long_answer() -> String {
    let line = "an answer of some length. ";
    line.repeat(100).trim().to_owned()
}

/// Somebody asks; answers her words and her conversation, an hour after [`START`].
fn asked(world: &mut World) -> (String, ConversationId) {
    world.round();
    let mut page = world.page();
    let words = page.make_words(world);
    page.write("question", world);
    world.pass(HOUR);
    (words, world.only_conversation().id())
}

fn pass_until(world: &mut World, at: u64) {
    world.pass(at - world.now);
}

#[test]
fn an_answer_of_which_a_part_waits_for_the_relay_at_midnight_goes_out_whole() {
    let mut world = World::found();
    let (words, id) = asked(&mut world);
    let midnight = START - START % DAY + DAY;
    pass_until(&mut world, midnight - 4 * HOUR + 600);
    world.reply(id, &long_answer());
    // The next edition has two of the three parts. The relay's disk is full, so no other one is made.
    pass_until(&mut world, midnight - 3 * HOUR - 300);
    world.relay.refuses_editions = Some(RelayError::Busy);
    pass_until(&mut world, midnight + HOUR);
    world.relay.refuses_editions = None;
    world.pass(6 * HOUR);
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), [long_answer()]);
}

#[test]
fn a_relay_that_takes_no_edition_still_hands_over_what_people_write() {
    let mut world = World::found();
    world.round();
    // 425: its clock is days behind.
    world.relay.refuses_editions = RelayError::of_status(425);
    world.pass(2 * HOUR);
    let mut page = world.page();
    page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    assert_eq!(world.conversations().len(), 1);
}

#[test]
fn a_relay_that_keeps_an_edition_back_makes_no_new_answer_of_two() {
    let mut world = World::found();
    let (words, id) = asked(&mut world);
    let long = |word: &str| word.repeat(2_900 / word.len());
    world.reply(id, &long("a "));
    world.pass(900);
    // Six parts need two days' tags of one conversation.
    world.reply(id, &long("b "));
    world.pass(24 * HOUR);
    let whole = texts(&world.page().read(&words, &mut world));
    assert_eq!(whole, [long("a ").trim(), long("b ").trim()]);
    for slot in world.relay.editions.clone().into_keys() {
        let kept_back = world.relay.editions.remove(&slot).unwrap();
        for text in texts(&world.page().read(&words, &mut world)) {
            assert!(!(text.contains('a') && text.contains('b')), "{slot}");
        }
        world.relay.editions.insert(slot, kept_back);
    }
}

/// Puts a first message of a person who makes up everything in it into the relay.
fn plant(world: &mut World, name: u8, chain: &DayChain) {
    let list = KeyList::decode(world.relay.keys.as_ref().unwrap()).unwrap();
    let today = u32::try_from(world.now / DAY).unwrap();
    let to = SealTo {
        org: world.desk().org(),
        sorter: &current_sorter(&list, today).unwrap(),
        intake: &current_intake(&list, 0, today).unwrap(),
    };
    let rng = &mut world.rng;
    let mut body = Body::cover(rng);
    body.kind = BodyType::FirstMessage;
    body.conv_id = ConvId([name; 16]);
    body.day = chain.day();
    body.c_day = *chain.secret();
    body.codec = 1;
    body.data = b"\x01\x03hello".to_vec();
    let inner = seal_inner(&to, &body, rng).unwrap();
    let parcel = seal_outer(&to, Kind::Intake, &inner, rng);
    let mut id = [0; 16];
    rng.fill_bytes(&mut id);
    world.relay.parcels.insert(id, parcel);
}

#[test]
fn two_conversations_that_name_one_day_key_stop_nothing() {
    let mut world = World::found();
    world.round();
    let chain = DayChain::from_secret(20_780, [9; 32]);
    plant(&mut world, 1, &chain);
    plant(&mut world, 2, &chain);
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    assert!(world.relay.parcels.len() <= 2);
    let all = world.conversations();
    assert_eq!(all.len(), 3);
    let hers = all
        .iter()
        .find(|view| ![[1; 16], [2; 16]].contains(&view.id().0));
    world.reply(hers.unwrap().id(), "answer");
    world.pass(3 * HOUR);
    assert_eq!(texts(&world.page().read(&words, &mut world)), ["answer"]);
}

#[test]
fn one_day_key_of_two_days_does_not_stop_a_desk_that_slept() {
    let mut world = World::found();
    world.round();
    let chain = DayChain::from_secret(20_780, [9; 32]);
    plant(&mut world, 1, &chain);
    plant(&mut world, 2, &chain.advance(20_782).unwrap());
    world.now += 900;
    assert_eq!(world.round().notices, 2);
    world.now += 4 * DAY;
    world.round();
    let mut page = world.page();
    page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    assert_eq!(world.conversations().len(), 3);
}

#[test]
fn a_relay_without_time_for_questions_does_not_make_an_old_backup_drop_messages() {
    let mut world = World::found();
    world.pass(2 * HOUR);
    let backup = world.folder("backup");
    let now = world.now;
    world.desk().vault_mut().backup_to(&backup, now).unwrap();
    for _ in 0..6 {
        world.now += DAY;
        world.pass(HOUR);
    }
    let mut page = world.page();
    page.make_words(&mut world);
    page.write("after the backup", &mut world);
    world.desk = None;
    let folder = world.folder("restored");
    let vault = restore(&backup, &folder, &passphrase(), &mut world.rng).unwrap();
    world.desk = Some(Desk::open(vault, world.now).unwrap());
    let parcels = world.relay.parcels.len();
    world.relay.is_busy = true;
    world.pass(HOUR);
    world.relay.is_busy = false;
    world.pass(HOUR);
    assert!(world.desk().status().relay_ahead.is_some());
    assert_eq!(world.relay.parcels.len(), parcels, "nothing was pulled");
}
