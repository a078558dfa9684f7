use drop_client::{Client, ComposeError, ENTRY_BYTES, Form, NotRight};
use drop_wire::{SUBMIT_BYTES, time};
use envelope::{BodyType, FLAG_AUTOMATIC, Kind, ReplyPart, codec};
use language::Tag;
use proptest::prelude::*;

use crate::world::{DAY, NOON, World, chain_of, dice, prove};

#[test]
fn she_writes_is_answered_and_reads_on_another_phone() {
    let mut world = World::new();
    let mut rng = dice("whole way");
    let mut client = world.ready_client(&mut rng);
    let numbers = prove(&mut client, &mut rng);
    assert_eq!(client.compose("hello", &mut rng), Ok(1));
    assert_eq!((client.status().sheets, client.status().left), (1, 0));
    let bodies = world.real_bodies(&mut client, 6, &mut rng);
    assert_eq!(bodies.len(), 1);
    assert_eq!(bodies[0].kind, BodyType::FirstMessage);
    assert_eq!((client.status().sheets, client.status().left), (1, 1));

    // The desk answers two days later, in two parts that come in the wrong order.
    let (_, chain) = chain_of(&bodies[0]);
    let slot = world.newest_slot + 48;
    let blocks = world.reply(&chain, slot, 0, &[(0, 2, "we are "), (1, 2, "here")]);
    world.publish(slot, &blocks[1..]);
    world.publish(slot + 1, &blocks[..1]);

    let mut other = world.ready_client(&mut rng);
    other.enter(&numbers, &mut rng).unwrap();
    assert_eq!(other.status().awaited, 2);
    assert!(other.replies().is_empty());
    let ticks: Vec<_> = (0..2).map(|_| world.tick(&mut other, &mut rng)).collect();
    assert_eq!(other.status().awaited, 0);
    let replies = other.replies();
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0].text, "we are here");
    assert_eq!((replies[0].have, replies[0].parts), (2, 2));
    assert_eq!(replies[0].day, DAY + 2);
    // Opening words left a notice for the desk, and nothing that she could count.
    let (kind, notice) = world.open(&ticks[0].parcel);
    assert_eq!((kind, notice.kind), (Kind::Intake, BodyType::Opened));
    assert_eq!(other.status().sheets, 0);
}

#[test]
fn parts_and_answers_that_have_not_come_show_as_gaps() {
    let mut world = World::new();
    let mut rng = dice("gaps");
    let mut client = world.ready_client(&mut rng);
    prove(&mut client, &mut rng);
    client.compose("?", &mut rng).unwrap();
    let (_, chain) = chain_of(&world.real_bodies(&mut client, 1, &mut rng)[0]);
    let slot = world.newest_slot + 1;
    let long = world.reply(&chain, slot, 0, &[(0, 3, "one "), (2, 3, "three")]);
    world.publish(slot, &long);
    let day = time::day_of_slot(slot, 3600);
    let keys = chain.advance(day).unwrap().reply_keys();
    let arrived = ReplyPart {
        flags: FLAG_AUTOMATIC,
        part: 0,
        parts: 1,
        codec: 1,
        text: codec::encode(""),
    };
    let block = keys.seal(&arrived, &mut rng).unwrap();
    // Twice, as after a repeated deposit.
    world.publish(slot + 1, &[(keys.tag(2), block), (keys.tag(2), block)]);
    client.on_index(&world.index(), 1).unwrap();
    for _ in 0..2 {
        world.tick(&mut client, &mut rng);
    }
    let replies = client.replies();
    assert_eq!(replies.len(), 2);
    assert_eq!(replies[0].text, "one  … three");
    assert_eq!((replies[0].have, replies[0].parts), (2, 3));
    assert!(replies[1].automatic && !replies[0].automatic);
}

#[test]
fn parts_of_two_answers_are_never_joined_to_one() {
    let mut world = World::new();
    let mut rng = dice("two answers");
    let mut client = world.ready_client(&mut rng);
    let numbers = prove(&mut client, &mut rng);
    client.compose("hello", &mut rng).unwrap();
    let bodies = world.real_bodies(&mut client, 6, &mut rng);
    let (_, chain) = chain_of(&bodies[0]);
    let keys = chain.advance(DAY).unwrap().reply_keys();
    let mut block = |answer: u8, j: u8, part: u8, text: &str| {
        let part = ReplyPart {
            flags: answer << 1,
            part,
            parts: 2,
            codec: 1,
            text: codec::encode(text),
        };
        (keys.tag(j), keys.seal(&part, &mut rng).unwrap())
    };
    // What stands between them did not come.
    let blocks = [block(1, 0, 0, "do not "), block(2, 3, 1, "come today")];
    world.publish(world.newest_slot, &blocks);
    let mut rng = dice("two answers, read");
    let mut other = world.ready_client(&mut rng);
    other.enter(&numbers, &mut rng).unwrap();
    world.tick(&mut other, &mut rng);
    let texts: Vec<_> = other.replies().into_iter().map(|one| one.text).collect();
    assert_eq!(texts, ["do not  … ", " … come today"]);
}

#[test]
fn nothing_is_sealed_before_two_words_were_typed_back() {
    let world = World::new();
    let mut rng = dice("typed back");
    let mut client = world.ready_client(&mut rng);
    assert_eq!(client.compose("x", &mut rng), Err(ComposeError::NoWords));
    client.make(&mut rng);
    assert_eq!(client.compose("x", &mut rng), Err(ComposeError::NotProved));
    let shown = client.show(Form::Numbers).unwrap().to_string();
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(client.practise(&shown), Ok(()));
    assert_eq!(client.practise("11111111 2 3 4"), Err(NotRight));
    assert_eq!(
        client.answer(lines[0], lines[1]),
        Err(NotRight),
        "nothing was asked"
    );
    let [one, two] = client.ask(Form::Words, &mut rng).unwrap();
    assert!(two < 4, "without a list, numbers are asked for");
    assert_eq!(client.answer(lines[two], lines[one]), Err(NotRight));
    assert_eq!(client.compose("x", &mut rng), Err(ComposeError::NotProved));
    client.answer(lines[one], lines[two]).unwrap();
    assert!(client.show(Form::Numbers).is_none(), "shown no more");
    assert_eq!(client.compose("x", &mut rng), Ok(1));
}

#[test]
fn new_words_are_not_announced_in_place_of_those_that_were_entered_before() {
    let world = World::new();
    let mut rng = dice("entered, then made");
    let mut client = world.ready_client(&mut rng);
    let numbers = prove(&mut client, &mut rng);
    let mut client = Client::new(world.org(), Tag::En, None);
    client.enter(&numbers, &mut rng).unwrap();
    client.make(&mut rng);
    client.on_key_list(&world.key_list(), 0, &mut rng).unwrap();
    client.on_index(&world.index(), 0).unwrap();
    assert_eq!(world.real_bodies(&mut client, 6, &mut rng), []);
}

#[test]
fn a_refused_text_costs_nothing_and_seals_nothing() {
    let world = World::new();
    let mut rng = dice("refused");
    let mut client = world.ready_client(&mut rng);
    prove(&mut client, &mut rng);
    assert_eq!(client.compose(" ", &mut rng), Err(ComposeError::Empty));
    let long = "x".repeat(200_000);
    assert_eq!(client.compose(&long, &mut rng), Err(ComposeError::TooLong));
    let forty = "x".repeat(1700 * 60);
    assert!(client.compose(&forty, &mut rng).is_ok());
    assert!(client.compose(&forty, &mut rng).is_ok());
    assert_eq!(client.compose(&forty, &mut rng), Err(ComposeError::Full));
}

#[test]
fn a_wrong_clock_of_the_phone_changes_no_byte() {
    let world = World::new();
    let run = |shift_ms: u64| {
        let mut rng = dice("phone clock");
        let mut client = Client::new(world.org(), Tag::Ar, None);
        client
            .on_key_list(&world.key_list(), shift_ms, &mut rng)
            .unwrap();
        client.on_index(&world.index(), shift_ms + 50).unwrap();
        prove(&mut client, &mut rng);
        client.compose("the same", &mut rng).unwrap();
        assert_eq!(client.day(), Some(DAY));
        (0..6)
            .map(|_| world.tick(&mut client, &mut rng).body())
            .collect::<Vec<_>>()
    };
    let right = run(1_000);
    let (hour, day) = (3_600_000, 86_400_000);
    for wrong in [hour, day, 365 * day] {
        assert_eq!(run(wrong), right);
    }
    assert!(right.iter().all(|body| body.len() == SUBMIT_BYTES));
}

#[test]
fn the_day_in_a_parcel_is_that_of_the_newest_signed_index_or_list() {
    let mut world = World::new();
    let mut rng = dice("signed day");
    let mut client = Client::new(world.org(), Tag::Ar, None);
    assert_eq!(client.day(), None);
    client.on_key_list(&world.key_list(), 0, &mut rng).unwrap();
    assert_eq!(
        client.day(),
        Some(DAY - 1),
        "the list's, as long as there is no index"
    );
    client.on_index(&world.index(), 0).unwrap();
    assert_eq!(client.day(), Some(DAY));
    world.publish(world.newest_slot + 24, &[]);
    client.on_index(&world.index(), 1).unwrap();
    assert_eq!(client.day(), Some(DAY + 1));
    let mut list = world.plain_list();
    list.version = 2;
    list.issued_at = NOON + 3 * 86_400;
    client.on_key_list(&world.sign(list), 2, &mut rng).unwrap();
    assert_eq!(client.day(), Some(DAY + 3));
    prove(&mut client, &mut rng);
    client.compose("x", &mut rng).unwrap();
    assert_eq!(world.real_bodies(&mut client, 4, &mut rng)[0].day, DAY + 3);
}

#[test]
fn who_writes_makes_the_same_requests_as_who_does_not() {
    let world = World::new();
    let run = |writes: bool| {
        let mut rng = dice("requests");
        let mut person = dice("person");
        let mut client = world.ready_client(&mut rng);
        if writes {
            prove(&mut client, &mut person);
            client
                .compose(&"a long text. ".repeat(600), &mut person)
                .unwrap();
        }
        (0..8)
            .map(|_| {
                let due = client.due(0);
                let tick = world.tick(&mut client, &mut rng);
                (
                    due,
                    tick.body().len(),
                    tick.nonce,
                    tick.fetch_slot.is_some(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(run(true), run(false));
}

#[test]
fn sheets_go_on_leaving_after_she_closed_her_side_and_the_secret_goes() {
    let world = World::new();
    let mut rng = dice("closed");
    let mut client = world.ready_client(&mut rng);
    prove(&mut client, &mut rng);
    let sheets = client
        .compose(&"a long text. ".repeat(800), &mut rng)
        .unwrap();
    assert!(sheets > 4);
    client.forget();
    assert!(!client.status().open);
    assert!(client.replies().is_empty());
    assert_eq!(client.compose("x", &mut rng), Err(ComposeError::NoWords));
    let bodies = world.real_bodies(&mut client, sheets + 4, &mut rng);
    assert_eq!(bodies.len(), sheets);
    assert_eq!(client.status().left as usize, sheets);
    // A reader who closes again leaves nothing behind.
    client.forget();
    assert!(!client.status().open);
}

#[test]
fn the_next_person_at_this_page_does_not_see_how_much_the_last_one_wrote() {
    let world = World::new();
    let mut rng = dice("next person");
    let mut client = world.ready_client(&mut rng);
    prove(&mut client, &mut rng);
    client
        .compose(&"a long text. ".repeat(800), &mut rng)
        .unwrap();
    client.forget();
    prove(&mut client, &mut rng);
    assert_eq!((client.status().sheets, client.status().left), (0, 0));
    assert!(
        world.real_bodies(&mut client, 9, &mut rng).len() > 4,
        "they leave all the same"
    );
    assert_eq!((client.status().sheets, client.status().left), (0, 0));
    client.compose("one", &mut rng).unwrap();
    assert_eq!((client.status().sheets, client.status().left), (1, 0));
}

#[test]
fn sheets_in_the_queue_move_to_the_next_page_of_the_tab() {
    let world = World::new();
    let mut rng = dice("next page");
    let mut client = world.ready_client(&mut rng);
    let numbers = prove(&mut client, &mut rng);
    client.compose("first", &mut rng).unwrap();
    // The relay is away: the parcel was tried and not taken.
    let tried = client.tick(&mut rng).unwrap().parcel;
    client.delivered(false, &mut rng);
    let entry = client.session_entry(&mut rng).unwrap();
    assert_eq!(entry.len(), ENTRY_BYTES);

    let mut next = Client::new(world.org(), Tag::En, None);
    next.restore(&entry);
    next.on_key_list(&world.key_list(), 0, &mut rng).unwrap();
    next.enter(&numbers, &mut rng).unwrap();
    next.compose("second", &mut rng).unwrap();
    let ticks: Vec<_> = (0..8).map(|_| world.tick(&mut next, &mut rng)).collect();
    assert!(ticks.iter().all(|tick| tick.parcel != tried));
    let mut kinds: Vec<_> = ticks
        .iter()
        .map(|tick| world.open(&tick.parcel).1.kind)
        .filter(|kind| *kind != BodyType::Cover)
        .map(|kind| kind as u8)
        .collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [1, 2, 5],
        "the first message, the second, and that words were opened"
    );
}

#[test]
fn a_key_list_of_a_new_day_does_not_spoil_what_was_sealed_before() {
    let mut world = World::new();
    let mut rng = dice("new day");
    let mut client = world.ready_client(&mut rng);
    prove(&mut client, &mut rng);
    client.compose("sealed today", &mut rng).unwrap();
    client.tick(&mut rng).unwrap();
    client.delivered(false, &mut rng);
    world
        .intake
        .push(envelope::IntakeSecret::random(0, DAY + 1, &mut rng));
    world.publish(world.newest_slot + 24, &[]);
    let mut list = world.plain_list();
    list.version = 2;
    client
        .on_key_list(&world.sign(list.clone()), 1, &mut rng)
        .unwrap();
    client.on_index(&world.index(), 1).unwrap();
    let entry = client.session_entry(&mut rng).unwrap();
    let mut next = Client::new(world.org(), Tag::En, None);
    next.restore(&entry);
    next.on_key_list(&world.sign(list), 0, &mut rng).unwrap();
    next.on_index(&world.index(), 0).unwrap();
    let bodies = world.real_bodies(&mut next, 5, &mut rng);
    assert_eq!(bodies.len(), 1);
    assert_eq!(bodies[0].day, DAY);
}

#[test]
fn a_sheet_of_the_last_day_of_a_week_survives_a_move_to_the_next_page() {
    let mut world = World::new();
    let mut rng = dice("new week");
    let mut client = world.ready_client(&mut rng);
    prove(&mut client, &mut rng);
    client.compose("late on Wednesday", &mut rng).unwrap();
    let entry = client.session_entry(&mut rng).unwrap();

    // The week is over. The newest list does not name its key any more; the sorter has it still.
    let week = time::epoch(DAY) + 1;
    let sorter = envelope::SorterSecret::random(week, &mut rng);
    let mut list = world.plain_list();
    list.version = 2;
    list.issued_at = u64::from(week) * 7 * 86_400;
    list.sorter_keys = vec![(week, sorter.public().to_bytes())];
    world.publish(list.issued_at / 3600, &[]);
    let mut next = Client::new(world.org(), Tag::En, None);
    next.restore(&entry);
    next.on_key_list(&world.sign(list.clone()), 0, &mut rng)
        .unwrap();
    next.on_index(&world.index(), 0).unwrap();
    let bodies = world.real_bodies(&mut next, 4, &mut rng);
    assert_eq!(bodies.len(), 1);

    // A week later it may be gone, and nothing is sealed to it.
    list.version = 3;
    list.issued_at += 7 * 86_400;
    let later = envelope::SorterSecret::random(week + 1, &mut rng);
    list.sorter_keys = vec![(week + 1, later.public().to_bytes())];
    let mut next = Client::new(world.org(), Tag::En, None);
    next.restore(&entry);
    next.on_key_list(&world.sign(list), 0, &mut rng).unwrap();
    for _ in 0..4 {
        let tick = next.tick(&mut rng).unwrap();
        next.delivered(true, &mut rng);
        assert!(envelope::open_outer(&world.org(), &[&later], &tick.parcel).is_some());
    }
}

#[test]
fn the_version_of_the_entry_stops_a_roll_back_on_the_next_page() {
    let world = World::new();
    let mut rng = dice("entry version");
    let mut client = world.ready_client(&mut rng);
    let mut list = world.plain_list();
    list.version = 5;
    client.on_key_list(&world.sign(list), 1, &mut rng).unwrap();
    let entry = client.session_entry(&mut rng).unwrap();
    let mut next = Client::new(world.org(), Tag::En, None);
    next.restore(&entry);
    assert_eq!(
        next.on_key_list(&world.key_list(), 0, &mut rng),
        Err(drop_client::KeyListError::RolledBack)
    );
}

#[test]
fn garbage_in_place_of_a_key_list_does_not_revive_one_that_has_expired() {
    let mut world = World::new();
    let mut rng = dice("expired");
    let mut client = world.ready_client(&mut rng);
    prove(&mut client, &mut rng);
    world.publish(world.newest_slot + 15 * 24, &[]);
    client.on_index(&world.index(), 1).unwrap();
    assert!(!client.status().ready);
    client.on_key_list(b"garbage", 2, &mut rng).unwrap_err();
    assert!(!client.status().ready);
    assert_eq!(
        client.compose("hello", &mut rng),
        Err(ComposeError::NotReady)
    );
}

#[test]
fn the_index_is_fetched_once_per_slot_and_the_key_list_twice_a_day() {
    let world = World::new();
    let mut rng = dice("due");
    let mut client = Client::new(world.org(), Tag::En, None);
    let due = |client: &Client, now| (client.due(now).key_list, client.due(now).index);
    assert_eq!(due(&client, 0), (true, true));
    client
        .on_key_list(&world.key_list(), 1_000, &mut rng)
        .unwrap();
    client.on_index(&world.index(), 1_000).unwrap();
    assert_eq!(due(&client, 3_600_000), (false, false));
    assert_eq!(due(&client, 3_601_000), (false, true));
    assert_eq!(due(&client, 43_201_000), (true, true));
}

#[test]
fn without_a_key_list_nothing_leaves_and_the_clock_goes_on() {
    let world = World::new();
    let mut rng = dice("none");
    let mut client = Client::new(world.org(), Tag::En, None);
    assert!(client.tick(&mut rng).is_none());
    client.delivered(true, &mut rng);
    assert!(client.on_edition(None).is_err());
    assert!(client.session_entry(&mut rng).is_none());
    prove(&mut client, &mut rng);
    assert_eq!(client.compose("x", &mut rng), Err(ComposeError::NotReady));
    // The notice of opened words waits for the list.
    let numbers = {
        client.make(&mut rng);
        client.show(Form::Numbers).unwrap().to_string()
    };
    client.enter(&numbers, &mut rng).unwrap();
    client.on_key_list(&world.key_list(), 0, &mut rng).unwrap();
    let bodies = world.real_bodies(&mut client, 2, &mut rng);
    assert_eq!(bodies[0].kind, BodyType::Opened);
}

#[test]
fn wrong_words_change_nothing() {
    let world = World::new();
    let mut rng = dice("wrong words");
    let mut client = world.ready_client(&mut rng);
    assert_eq!(client.enter("one two three", &mut rng), Err(NotRight));
    assert!(!client.status().open);
    assert!(world.real_bodies(&mut client, 3, &mut rng).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn replies_are_the_same_in_whatever_order_and_slots_the_blocks_come(order in Just([0_u64, 1, 2, 3, 4]).prop_shuffle(), lost in 0..5_u64) {
        let mut world = World::new();
        let mut rng = dice("order");
        let mut client = world.ready_client(&mut rng);
        prove(&mut client, &mut rng);
        client.compose("?", &mut rng).unwrap();
        let (_, chain) = chain_of(&world.real_bodies(&mut client, 1, &mut rng)[0]);
        // Two answers of two parts and one of one, over two days.
        let slot = world.newest_slot + 24;
        let mut blocks = world.reply(&chain, slot, 0, &[(0, 2, "a"), (1, 2, "b"), (0, 2, "c"), (1, 2, "d")]);
        blocks.extend(world.reply(&chain, slot + 24, 0, &[(0, 1, "e")]));
        for (place, which) in (0_u64..).zip(&order) {
            // The fifth block belongs to the next day.
            let slot = if *which == 4 { slot + 24 } else { slot - 6 + place };
            let block = blocks[usize::try_from(*which).unwrap()];
            world.publish(slot, &[block]);
        }
        client.on_index(&world.index(), 1).unwrap();
        // One fetch is lost on the way and asked for again.
        for tick in 0..7 {
            let Some(slot) = client.tick(&mut rng).unwrap().fetch_slot else { continue };
            client.delivered(true, &mut rng);
            let bytes = (tick != lost).then(|| world.editions[&slot].as_slice());
            let _ = client.on_edition(bytes);
        }
        let texts: Vec<String> = client.replies().into_iter().map(|reply| reply.text).collect();
        prop_assert_eq!(texts, ["ab", "cd", "e"]);
    }
}
