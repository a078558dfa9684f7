//! The relay fails at every call, before or after it did it; the desk dies at every call.

use desk_casework::{Change, Operation};

use super::{HOUR, World, memory_relay::Fault, texts};

/// One conversation from the first list to the published reply.
fn scenario(world: &mut World, mut after_round: impl FnMut(&mut World)) -> String {
    let mut hour = |world: &mut World| {
        for _ in 0..4 {
            world.now += 900;
            world.round();
            after_round(world);
        }
    };
    // A young relay has no key list until the first round got through.
    hour(world);
    let mut page = world.page();
    let words = page.make_words(world);
    page.write("question ✓", world);
    hour(world);
    hour(world);
    let id = world.only_conversation().id();
    world.reply(id, "answer ✓");
    for _ in 0..4 {
        hour(world);
    }
    words
}

/// Nothing lost, nothing doubled.
fn check(world: &mut World, words: &str, what: &str) {
    world.relay.fault = None;
    let conversation = world.only_conversation();
    assert_eq!(conversation.messages().len(), 1, "{what}");
    assert_eq!(conversation.messages()[0].text(), "question ✓", "{what}");
    let log = world.desk().reader().operations_after(0, 1_000).unwrap();
    let count = |is: fn(&Change) -> bool| {
        log.iter()
            .filter(|(_, record)| {
                let Operation::Conversation(_, change) = &record.operation;
                is(change)
            })
            .count()
    };
    let received = count(|change| matches!(change, Change::PartReceived(_)));
    let queued = count(|change| matches!(change, Change::ReplyQueued { .. }));
    let published = count(|change| matches!(change, Change::BlockPublished { .. }));
    assert_eq!((received, queued, published), (1, 2, 2), "{what}");
    let replies = world.page().read(words, world);
    assert_eq!(texts(&replies), ["answer ✓"], "{what}");
    assert_eq!(replies.len(), 2, "{what}");
}

/// How many calls the scenario makes when nothing fails.
fn calls() -> usize {
    let mut world = World::found();
    let words = scenario(&mut world, |_| {});
    let calls = world.relay.calls;
    check(&mut world, &words, "without a fault");
    calls
}

/// The faults of a run, spread so that all kinds of calls of the whole scenario are hit.
fn fault_at_every_call(fault: Fault, dies: bool, step: usize, first: usize) {
    let calls = calls();
    for at in (first..calls).step_by(step) {
        let mut world = World::found();
        world.relay.fault = Some((at, fault));
        let mut died = false;
        let words = scenario(&mut world, |world| {
            if dies && !died && world.relay.calls > at {
                died = true;
                world.crash();
            }
        });
        check(
            &mut world,
            &words,
            &format!("{fault:?} at call {at}, dies: {dies}"),
        );
    }
}

#[test]
fn a_relay_that_fails_at_any_call_loses_nothing_and_doubles_nothing() {
    fault_at_every_call(Fault::Before, false, 3, 0);
}

#[test]
fn a_relay_whose_answer_is_lost_at_any_call_loses_nothing_and_doubles_nothing() {
    fault_at_every_call(Fault::After, false, 3, 1);
}

#[test]
fn a_desk_that_dies_at_any_call_loses_nothing_and_doubles_nothing() {
    fault_at_every_call(Fault::After, true, 3, 2);
}

#[test]
fn a_desk_that_dies_after_every_round_loses_nothing_and_doubles_nothing() {
    let mut world = World::found();
    let words = scenario(&mut world, |world| {
        world.crash();
        world.round();
    });
    check(&mut world, &words, "dying every round");
}

#[test]
fn a_relay_that_is_down_for_hours_delays_and_does_no_more() {
    let mut world = World::found();
    world.pass(HOUR);
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("question ✓", &mut world);
    world.relay.is_down = true;
    world.pass(5 * HOUR);
    world.relay.is_down = false;
    world.pass(HOUR);
    let id = world.only_conversation().id();
    world.reply(id, "answer ✓");
    world.relay.is_down = true;
    world.pass(30 * HOUR);
    world.relay.is_down = false;
    world.pass(4 * HOUR);
    // The notice went out before or after; the reply was planned anew for the next day.
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), ["answer ✓"]);
}
