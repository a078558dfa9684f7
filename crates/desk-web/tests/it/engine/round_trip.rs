//! The whole way: words, parcel, relay, desk, reply, edition, reading.

use desk_casework::{ReplyState, Status};
use desk_vault::{Cost, Vault};
use desk_web::engine::{Desk, DeskError, ReplyError, found, open_root};
use drop_sorter::keyplan::Founding;

use super::{HOUR, START, World, parameters, passphrase, texts};

#[test]
fn a_person_writes_is_told_that_it_arrived_is_answered_and_reads() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("سڵاو، پێویستم بە یارمەتییە", &mut world);

    world.pass(HOUR);
    let conversation = world.only_conversation();
    assert_eq!(
        conversation.messages()[0].text(),
        "سڵاو، پێویستم بە یارمەتییە"
    );
    assert!(conversation.messages()[0].keylist_known());
    assert!(matches!(conversation.status(), Status::Waiting { .. }));

    let sent = world.reply(conversation.id(), "لێرەین. کەی دەتوانین بنووسین؟");
    assert_eq!(sent.plan.blocks.len(), 1);
    world.pass(3 * HOUR);
    let conversation = world.only_conversation();
    assert!(matches!(conversation.status(), Status::Answered { .. }));
    let reply = conversation.reply(sent.reply.unwrap()).unwrap();
    assert!(matches!(reply.state(20_780), ReplyState::Published { .. }));

    // Another phone: nothing but the words.
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), ["لێرەین. کەی دەتوانین بنووسین؟"]);
    assert_eq!(replies.iter().filter(|reply| reply.automatic).count(), 1);
    // And the desk knows that the words were opened, without a question in it.
    world.pass(HOUR);
    let conversation = world.only_conversation();
    assert_eq!(conversation.opened_days(), [20_780]);
    assert_eq!(conversation.messages().len(), 1);
}

#[test]
fn a_long_message_comes_whole_and_a_long_reply_takes_several_days() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    let question = "هل يمكنكم مساعدتي؟ ".repeat(200);
    page.write(&question, &mut world);
    world.pass(HOUR);
    let conversation = world.only_conversation();
    assert!(conversation.messages()[0].parts() > 1);
    assert_eq!(conversation.messages()[0].text(), question.trim());

    let answer = "نعم، ونشرح كل خطوة. ".repeat(300);
    let planned = world
        .desk()
        .plan(conversation.id(), &answer, START)
        .unwrap();
    assert!(planned.plan.days().len() > 1, "{:?}", planned.plan.days());
    world.reply(conversation.id(), &answer);
    world.pass(3 * 24 * HOUR);
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), [answer.trim()]);
}

#[test]
fn what_leaves_a_desk_has_one_size_and_leaves_whether_or_not_there_is_something_to_say() {
    let mut world = World::found();
    world.pass(6 * HOUR);
    let idle = world.relay.posted;
    assert!(idle > 20, "{idle} parcels in six hours");
    assert_eq!(world.relay.editions.len(), 6 + 1);
    assert!(
        world
            .relay
            .editions
            .values()
            .all(|bytes| bytes.len() == 2_128)
    );
}

#[test]
fn a_reply_to_nobody_or_of_nothing_is_refused() {
    let mut world = World::found();
    world.round();
    let nobody = desk_casework::ConversationId([9; 16]);
    let now = world.now;
    let refused = world.desk().plan(nobody, "text", now).unwrap_err();
    assert_eq!(refused, ReplyError::NoConversation);

    let mut page = world.page();
    page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    let empty = world.desk().plan(id, "  \n ", now).unwrap_err();
    assert!(matches!(
        empty,
        ReplyError::Plan(desk_casework::PlanError::Empty)
    ));
    let long = world
        .desk()
        .plan(id, &"word ".repeat(20_000), now)
        .unwrap_err();
    assert!(matches!(
        long,
        ReplyError::Plan(desk_casework::PlanError::TooLong { .. })
    ));
}

#[test]
fn a_reply_that_was_taken_back_in_time_is_not_published() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    let sent = world.reply(id, "to the wrong person");
    let now = world.now;
    let (desk, rng) = (world.desk.as_mut().unwrap(), &mut world.rng);
    desk.withdraw(id, sent.reply.unwrap(), now, rng).unwrap();
    world.pass(4 * HOUR);
    assert!(texts(&world.page().read(&words, &mut world)).is_empty());
    assert!(matches!(
        world.only_conversation().status(),
        Status::Waiting { .. }
    ));
}

#[test]
fn closing_stays_until_she_writes_again() {
    let mut world = World::found();
    world.round();
    let mut page = world.page();
    page.make_words(&mut world);
    page.write("first", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    let now = world.now;
    let (desk, rng) = (world.desk.as_mut().unwrap(), &mut world.rng);
    desk.close(id, now, rng).unwrap();
    assert!(matches!(
        world.only_conversation().status(),
        Status::Closed { .. }
    ));
    page.write("second", &mut world);
    world.pass(HOUR);
    assert!(matches!(
        world.only_conversation().status(),
        Status::Waiting { .. }
    ));
}

#[test]
fn founding_needs_an_empty_vault_and_the_roots_folder_opens_with_its_own_passphrase() {
    let mut world = World::found();
    let root = open_root(&world.folder("root"), &passphrase()).unwrap();
    assert_eq!(root.public(), world.root.public());
    let vault = world.desk.take().unwrap().into_vault();
    let founding = Founding {
        parameters: parameters(),
        relays: Vec::new(),
        desk_slots: 1,
    };
    let refused = found(vault, &root, &founding, START, &mut world.rng).unwrap_err();
    assert_eq!(refused, DeskError::Founding);
    // A vault without an organisation is no desk.
    let folder = world.folder("other");
    let cost = Cost::for_tests();
    let empty = Vault::create(&folder, &passphrase(), cost, &mut world.rng).unwrap();
    assert_eq!(Desk::open(empty, START).unwrap_err(), DeskError::NotADesk);
}
