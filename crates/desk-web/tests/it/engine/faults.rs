//! Bad relays, bad parcels, full outboxes, old backups.

use desk_vault::{Vault, VaultError, restore};
use desk_web::engine::{Desk, DeskError, Relay, RelayError};
use drop_sorter::keyplan::{current_intake, current_sorter};
use drop_wire::{KeyList, Parameters};
use envelope::{Body, BodyType, ConvId, Kind, SealTo, seal_inner, seal_outer};
use rand_core::Rng as _;

use super::{DAY, HOUR, World, passphrase, texts};

#[test]
fn garbage_and_replays_reach_no_conversation() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    page.make_words(&mut world);
    page.write("once", &mut world);
    let copies: Vec<_> = world.relay.parcels.values().cloned().collect();
    world.relay.submit(&[7; 4112]).unwrap();
    world.pass(HOUR);
    let garbage_and_replays = |world: &mut World| {
        for (n, parcel) in copies.iter().enumerate() {
            world
                .relay
                .parcels
                .insert([u8::try_from(n).unwrap(); 16], parcel.clone());
        }
        world.pass(HOUR)
    };
    let reports = garbage_and_replays(&mut world);
    assert!(reports.iter().map(|report| report.replays).sum::<u32>() >= 1);
    assert!(reports.iter().all(|report| report.sheets == 0));
    // After a start the vault remembers.
    world.crash();
    let reports = garbage_and_replays(&mut world);
    assert!(reports.iter().all(|report| report.sheets == 0));
    assert_eq!(world.only_conversation().messages().len(), 1);
    assert!(
        world.relay.parcels.len() <= 3,
        "{}",
        world.relay.parcels.len()
    );
}

#[test]
fn a_relay_that_swallows_deposits_only_delays_them() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    world.reply(id, "answer");
    world.relay.drops_parcels = true;
    world.pass(2 * HOUR);
    world.relay.drops_parcels = false;
    world.pass(4 * HOUR);
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), ["answer"]);
}

#[test]
fn the_forty_ninth_reply_of_a_day_waits_until_the_next_and_says_so() {
    let mut world = World::found();
    world.round();
    let mut people = Vec::new();
    for n in 0..31 {
        let mut page = world.page();
        let words = page.make_words(&mut world);
        page.write(&format!("question {n}"), &mut world);
        people.push(words);
    }
    // Batches of 2, 4, 8, 16 and 32 until all are here.
    world.pass(3 * HOUR / 2);
    let conversations = world.conversations();
    assert_eq!(conversations.len(), 31);
    // It is half past ten: the slots from eleven to midnight have 26 places.
    let mut waited = 0;
    for conversation in &conversations {
        let sent = world.reply(conversation.id(), "one line");
        if sent.plan.until_day() > 20_780 {
            assert_eq!(sent.plan.until_day(), 20_781);
            assert!(sent.first_at >= 20_781 * DAY);
            waited += 1;
        }
    }
    assert_eq!(waited, 5);
    world.pass(24 * HOUR);
    // The blocks doubled at midnight, for everybody.
    let sizes: Vec<usize> = world.relay.editions.values().map(Vec::len).collect();
    assert_eq!(sizes.first(), Some(&2_128));
    assert_eq!(sizes.last(), Some(&(80 + 4 * 1_024)));
    for words in &people {
        let replies = world.page().read(words, &mut world);
        assert_eq!(texts(&replies), ["one line"]);
    }
}

#[test]
fn a_relay_that_begins_again_with_an_empty_folder_gets_everything_again() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    world.reply(id, "answer");
    world.pass(4 * HOUR);
    let values = world.desk().relay_values();
    world.relay = super::memory_relay::MemoryRelay::new(&values);
    world.crash();
    world.pass(2 * HOUR);
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), ["answer"]);
}

#[test]
fn a_vault_from_this_mornings_backup_makes_no_second_edition() {
    let mut world = World::found();
    world.pass(HOUR);
    let backup = world.folder("backup");
    let now = world.now;
    world.desk().vault_mut().backup_to(&backup, now).unwrap();
    world.pass(5 * HOUR);
    let before = world.relay.editions.clone();
    world.desk = None;
    let folder = world.folder("restored");
    let vault: Vault = restore(&backup, &folder, &passphrase(), &mut world.rng).unwrap();
    world.desk = Some(Desk::open(vault, world.now).unwrap());
    let reports = world.pass(2 * HOUR);
    let conflict = Some(RelayError::Conflict);
    assert!(reports.iter().all(|report| report.relay != conflict));
    for (slot, bytes) in before {
        assert_eq!(world.relay.editions.get(&slot), Some(&bytes));
    }
    assert!(world.relay.editions.len() >= 8);
}

#[test]
fn a_vault_from_last_weeks_backup_waits_for_a_person_and_then_goes_on() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("before", &mut world);
    world.pass(2 * HOUR);
    let backup = world.folder("backup");
    let now = world.now;
    world.desk().vault_mut().backup_to(&backup, now).unwrap();
    for _ in 0..6 {
        world.now += DAY;
        world.pass(HOUR);
    }
    page.write("after the backup", &mut world);
    let before = world.relay.editions.clone();
    world.desk = None;
    let folder = world.folder("restored");
    let vault: Vault = restore(&backup, &folder, &passphrase(), &mut world.rng).unwrap();
    world.desk = Some(Desk::open(vault, world.now).unwrap());

    let parcels = world.relay.parcels.len();
    world.pass(2 * HOUR);
    assert!(world.desk().status().relay_ahead.is_some());
    assert_eq!(world.relay.parcels.len(), parcels, "nothing was pulled");
    assert_eq!(world.relay.editions, before, "nothing was published");

    let (now, desk) = (world.now, world.desk.as_mut().unwrap());
    desk.go_on_here(now, &mut world.rng).unwrap();
    world.pass(2 * HOUR);
    assert_eq!(world.desk().status().relay_ahead, None);
    // A new page seals to the new keys, and the old words still work.
    let mut page = world.page();
    page.read(&words, &mut world);
    page.write("and again", &mut world);
    world.pass(2 * HOUR);
    let conversation = world.only_conversation();
    let last = conversation.messages().last().unwrap();
    assert_eq!(last.text(), "and again");
    world.reply(conversation.id(), "we are back");
    world.pass(4 * HOUR);
    assert_eq!(
        texts(&world.page().read(&words, &mut world)),
        ["we are back"]
    );
    for (slot, bytes) in before {
        assert_eq!(world.relay.editions.get(&slot), Some(&bytes));
    }
}

#[test]
fn a_full_vault_acknowledges_nothing_and_goes_on_when_there_is_space() {
    let mut world = World::found();
    world.round();
    world.pass(HOUR);
    world.desk().vault_mut().limit_size(1).unwrap();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write(&"a long question ".repeat(400), &mut world);
    let mut failed = 0;
    for _ in 0..40 {
        world.now += 300;
        let (now, desk) = (world.now, world.desk.as_mut().unwrap());
        let result = desk.tick(now, &mut world.rng, &mut world.relay);
        failed += u32::from(result == Err(DeskError::Vault(VaultError::NoSpace)));
    }
    assert!(failed > 0);
    world.desk().vault_mut().limit_size(u64::MAX).unwrap();
    world.pass(3 * HOUR);
    let conversation = world.only_conversation();
    assert!(conversation.messages()[0].is_whole());
    world.reply(conversation.id(), "answer");
    world.pass(4 * HOUR);
    assert_eq!(texts(&world.page().read(&words, &mut world)), ["answer"]);
}

#[test]
fn any_well_sealed_body_is_taken_or_dropped_and_stops_nothing() {
    let mut world = World::with(Parameters {
        batch: 64,
        ..super::parameters()
    });
    world.round();
    let list = KeyList::decode(world.relay.keys.as_ref().unwrap()).unwrap();
    let sorter = current_sorter(&list, 20_780).unwrap();
    let intake = current_intake(&list, 0, 20_780).unwrap();
    let to = SealTo {
        org: world.desk().org(),
        sorter: &sorter,
        intake: &intake,
    };
    let kinds = [
        BodyType::Message,
        BodyType::FirstMessage,
        BodyType::Answers,
        BodyType::FileReference,
        BodyType::Opened,
        BodyType::ChangeWords,
        BodyType::AlarmMarking,
    ];
    for n in 0..120_u8 {
        let rng = &mut world.rng;
        let mut body = Body::cover(rng);
        body.kind = kinds[usize::from(n) % kinds.len()];
        // A few conversations, so that strange sheets meet others of the same message.
        body.conv_id = ConvId([n % 5; 16]);
        body.msg_id = [n % 3; 8];
        body.parts = 1 + n % 4;
        body.part = n % body.parts;
        body.codec = n % 3;
        body.day = [0, 20_000, 20_779, 20_780, 20_781, 20_790, u32::MAX][usize::from(n) % 7];
        let len = usize::try_from(rng.next_u32()).unwrap() % 1_733;
        body.data = vec![0; len];
        rng.fill_bytes(&mut body.data);
        let inner = seal_inner(&to, &body, rng).unwrap();
        let parcel = seal_outer(&to, Kind::Intake, &inner, rng);
        world.relay.parcels.insert([n; 16], parcel);
    }
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("an honest question", &mut world);
    world.pass(HOUR);
    assert!(
        world.relay.parcels.len() <= 2,
        "{}",
        world.relay.parcels.len()
    );
    let asks = |view: &desk_casework::Conversation| {
        view.messages()
            .iter()
            .any(|message| message.text() == "an honest question")
    };
    let all = world.conversations();
    let id = all.iter().find(|view| asks(view)).unwrap().id();
    world.reply(id, "an honest answer");
    world.pass(3 * HOUR);
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), ["an honest answer"]);
    // The views are what the log says.
    let views = world.conversations();
    world.desk().vault_mut().rebuild_views().unwrap();
    assert_eq!(world.conversations(), views);
}

#[test]
fn a_desk_may_be_handed_from_thread_to_thread() {
    fn is_send<T: Send>() {}
    is_send::<Desk>();
}

#[test]
fn each_list_is_issued_once_and_in_order_also_after_a_relay_was_away() {
    let mut world = World::found();
    world.pass(HOUR);
    world.relay.is_down = true;
    for _ in 0..3 {
        world.now += DAY;
        world.round();
    }
    world.relay.is_down = false;
    world.pass(HOUR);
    let list = KeyList::decode(world.relay.keys.as_ref().unwrap()).unwrap();
    assert_eq!(list.version, 4);
    assert_eq!(world.desk().status().list_version, 4);
}
