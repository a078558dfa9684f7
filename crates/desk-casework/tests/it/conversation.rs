//! What happens in a conversation, step by step.

use desk_casework::{
    Applied, Change, ConversationId, DAY_SECS, DayMark, MessageId, PartKind, Refused, ReplyId,
    ReplyState, Status,
};

use crate::support::{DAY, Log, NOON, arrived, note, of_kind, out, part, plan, reply, sheet};

#[test]
fn a_missing_sheet_is_named() {
    let mut log = Log::new();
    log.now(sheet(1, 2, 3, "three"));
    log.now(sheet(1, 0, 3, "one "));
    let message = &log.view.messages()[0];
    assert_eq!(message.missing(), [1]);
    assert!(!message.is_whole());
    assert!(log.view.summary().incomplete);
    let shown: Vec<_> = message
        .sheets()
        .map(|(number, sheet)| (number, sheet.map(|sheet| sheet.text.as_str())))
        .collect();
    assert_eq!(shown, [(0, Some("one ")), (1, None), (2, Some("three"))]);
    log.now(sheet(1, 1, 3, "two "));
    assert_eq!(log.view.messages()[0].text(), "one two three");
    assert!(log.view.messages()[0].is_whole());
}

#[test]
fn she_waits_since_her_first_unanswered_sheet() {
    let mut log = Log::new();
    assert_eq!(log.view.status(), Status::NoQuestion);
    log.at(NOON, sheet(1, 0, 1, "a")).unwrap();
    log.at(NOON + 60, sheet(2, 0, 1, "b")).unwrap();
    assert_eq!(log.view.status(), Status::Waiting { since: NOON });
    log.at(NOON + 90, reply(1, 1)).unwrap();
    assert_eq!(log.view.status(), Status::Answered { at: NOON + 90 });
    log.at(NOON + 99, sheet(3, 0, 1, "c")).unwrap();
    assert_eq!(log.view.status(), Status::Waiting { since: NOON + 99 });
}

#[test]
fn an_automatic_notice_answers_nothing_and_is_due_once() {
    let mut log = Log::new();
    assert_eq!(log.view.arrival_notice_due(), None);
    log.now(of_kind(PartKind::FirstMessage, 7));
    assert_eq!(log.view.arrival_notice_due(), Some(MessageId([7; 8])));
    log.now(arrived(1, 7));
    assert_eq!(log.view.arrival_notice_due(), None);
    assert_eq!(log.view.status(), Status::Waiting { since: NOON });
    log.now(of_kind(PartKind::FirstMessage, 8));
    assert_eq!(log.view.arrival_notice_due(), None);
}

#[test]
fn opening_the_words_asks_nothing_and_is_counted_by_day() {
    let mut log = Log::new();
    assert_eq!(log.now(of_kind(PartKind::Opened, 1)), Applied::Changed);
    assert_eq!(log.now(of_kind(PartKind::Opened, 2)), Applied::Unchanged);
    assert_eq!(log.view.status(), Status::NoQuestion);
    assert_eq!(log.view.opened_days(), [DAY]);
    assert!(!log.view.is_unread());
    assert!(log.view.messages().is_empty());
}

#[test]
fn new_words_and_alarm_words_are_remembered_and_ask_nothing() {
    let other = Some(ConversationId([5; 16]));
    let mut log = Log::new();
    for (kind, message) in [(PartKind::ChangeWords, 1), (PartKind::AlarmMarking, 2)] {
        let mut marking = part(message, 0, 1, "");
        (marking.kind, marking.other) = (kind, other);
        log.now(Change::PartReceived(marking));
    }
    assert_eq!(log.view.new_words(), other);
    assert_eq!(log.view.alarm_words(), [ConversationId([5; 16])]);
    assert_eq!(log.view.status(), Status::NoQuestion);
    let of = ConversationId([6; 16]);
    log.now(Change::MeansAlarm { of });
    assert_eq!(log.view.alarm_of(), Some(of));
    assert!(log.view.summary().alarm);
}

#[test]
fn closing_settles_and_a_new_message_opens_again() {
    let mut log = Log::new();
    log.now(sheet(1, 0, 1, "a"));
    log.at(NOON + 1, Change::Closed).unwrap();
    assert_eq!(log.view.status(), Status::Closed { at: NOON + 1 });
    log.at(NOON + 2, sheet(2, 0, 1, "b")).unwrap();
    assert_eq!(log.view.status(), Status::Waiting { since: NOON + 2 });
}

#[test]
fn a_member_can_take_it_up_again() {
    let mut log = Log::new();
    assert_eq!(log.now(Change::Reopened), Applied::Unchanged);
    log.at(NOON, sheet(1, 0, 1, "a")).unwrap();
    log.at(NOON + 1, Change::Closed).unwrap();
    log.at(NOON + 2, Change::Reopened).unwrap();
    assert_eq!(log.view.status(), Status::Waiting { since: NOON + 2 });
    log.at(NOON + 3, reply(1, 1)).unwrap();
    log.at(NOON + 4, Change::Closed).unwrap();
    log.at(NOON + 5, Change::Reopened).unwrap();
    assert_eq!(log.view.status(), Status::Answered { at: NOON + 3 });
}

#[test]
fn unread_ends_where_somebody_has_read() {
    let mut log = Log::new();
    log.now(sheet(1, 0, 1, "a"));
    assert!(log.view.is_unread());
    let through_seq = log.view.last_seq();
    log.now(Change::Seen { through_seq });
    assert!(!log.view.is_unread());
    log.now(sheet(2, 0, 1, "b"));
    assert!(log.view.is_unread());
    // Somebody who had read less makes nothing unread.
    assert_eq!(log.now(Change::Seen { through_seq }), Applied::Unchanged);
}

#[test]
fn a_reply_waits_until_its_last_day_and_then_is_out() {
    let mut log = Log::new();
    log.now(reply(1, 6));
    let state = |log: &Log, today| log.view.reply(ReplyId([1; 16])).unwrap().state(today);
    let waits = |out| ReplyState::Waits {
        until_day: DAY + 1,
        out,
        of: 6,
    };
    assert_eq!(state(&log, DAY), waits(0));
    for number in 0..4 {
        log.now(out(1, number, DAY));
    }
    assert_eq!(log.now(out(1, 3, DAY)), Applied::Unchanged);
    assert_eq!(state(&log, DAY + 1), waits(4));
    log.now(out(1, 4, DAY + 1));
    log.now(out(1, 5, DAY + 1));
    assert_eq!(state(&log, DAY + 9), ReplyState::Published { day: DAY + 1 });
}

#[test]
fn a_part_that_missed_its_day_is_late_until_it_is_planned_anew() {
    let mut log = Log::new();
    log.now(reply(1, 2));
    log.now(out(1, 0, DAY));
    let id = ReplyId([1; 16]);
    let today = DAY + 3;
    assert_eq!(
        log.view.reply(id).unwrap().state(today),
        ReplyState::Late { out: 1, of: 2 }
    );
    assert_eq!(log.view.reply(id).unwrap().late_parts(today), [1]);
    let mut moved = plan(2, today);
    moved.remove(0);
    log.now(Change::ReplyMoved {
        reply: id,
        plan: moved,
    });
    let waits = ReplyState::Waits {
        until_day: today,
        out: 1,
        of: 2,
    };
    assert_eq!(log.view.reply(id).unwrap().state(today), waits);
    // What is out stays where it was.
    let blocks: Vec<_> = log.view.reply(id).unwrap().blocks().collect();
    assert_eq!(blocks[0].1, Some(DAY));
    assert_eq!(blocks[0].0.day, DAY);
}

#[test]
fn a_reply_that_was_taken_back_was_no_answer() {
    let mut log = Log::new();
    let id = ReplyId([1; 16]);
    log.at(NOON, sheet(1, 0, 1, "a")).unwrap();
    log.at(NOON + 5, reply(1, 2)).unwrap();
    log.at(NOON + 6, Change::ReplyWithdrawn { reply: id })
        .unwrap();
    assert_eq!(log.view.status(), Status::Waiting { since: NOON });
    assert_eq!(
        log.now(Change::ReplyWithdrawn { reply: id }),
        Applied::Unchanged
    );
    // One of which a part went out was an answer.
    log.at(NOON + 7, reply(2, 2)).unwrap();
    log.now(out(2, 0, DAY));
    log.now(Change::ReplyWithdrawn {
        reply: ReplyId([2; 16]),
    });
    assert_eq!(log.view.status(), Status::Answered { at: NOON + 7 });
    let state = log.view.reply(ReplyId([2; 16])).unwrap().state(DAY);
    assert_eq!(state, ReplyState::Withdrawn { out: 1, of: 2 });
}

#[test]
fn an_hour_is_no_news_and_a_day_is_shown() {
    let midnight = u64::from(DAY) * DAY_SECS;
    for (day_written, received_at, mark) in [
        (DAY, midnight, DayMark::Fits),
        (DAY, midnight + DAY_SECS - 1, DayMark::Fits),
        // Clocks an hour apart around midnight.
        (DAY - 1, midnight + 3_599, DayMark::Fits),
        (DAY, midnight - 3_600, DayMark::Fits),
        // A day apart.
        (DAY - 1, NOON, DayMark::Earlier { days: 1 }),
        (DAY + 1, NOON, DayMark::Later { days: 1 }),
        (DAY - 400, NOON, DayMark::Earlier { days: 400 }),
        (
            u32::MAX,
            NOON,
            DayMark::Later {
                days: u32::MAX - DAY,
            },
        ),
        (0, u64::MAX, DayMark::Earlier { days: u32::MAX }),
    ] {
        assert_eq!(
            DayMark::of(day_written, received_at),
            mark,
            "{day_written} {received_at}"
        );
    }
    let mut log = Log::new();
    let mut odd = part(1, 1, 2, "b");
    odd.day_written = DAY + 1;
    log.now(sheet(1, 0, 2, "a"));
    log.now(Change::PartReceived(odd));
    assert_eq!(
        log.view.messages()[0].day_mark(),
        DayMark::Later { days: 1 }
    );
}

#[test]
fn a_key_list_that_is_not_ours_is_marked() {
    let mut log = Log::new();
    log.now(sheet(1, 0, 2, "a"));
    assert!(log.view.messages()[0].keylist_known());
    let mut odd = part(1, 1, 2, "b");
    odd.keylist_known = false;
    log.now(Change::PartReceived(odd));
    assert!(!log.view.messages()[0].keylist_known());
}

#[test]
fn sheets_that_disagree_are_marked_and_the_first_stays() {
    let mut log = Log::new();
    log.now(sheet(1, 0, 2, "first"));
    for odd in [sheet(1, 0, 2, "other"), sheet(1, 1, 3, "of three")] {
        log.now(odd);
    }
    let message = &log.view.messages()[0];
    assert!(message.is_contradicted());
    assert_eq!((message.text().as_str(), message.parts()), ("first", 2));
}

#[test]
fn what_may_not_be_logged_changes_nothing() {
    let mut log = Log::new();
    log.now(sheet(1, 0, 1, "a"));
    let before = log.view.clone();
    let mut twice = plan(2, DAY);
    twice[1] = twice[0];
    let queued = |plan| Change::ReplyQueued {
        reply: ReplyId([1; 16]),
        text: String::new(),
        plan,
        automatic_for: None,
    };
    let mut gap = plan(2, DAY);
    gap.remove(0);
    let mut fifth = plan(1, DAY);
    fifth[0].j = 4;
    for (change, refused) in [
        (sheet(2, 0, 0, ""), Refused::Part),
        (sheet(2, 1, 1, ""), Refused::Part),
        (sheet(2, 0, 65, ""), Refused::Part),
        (sheet(2, 0, 1, &"x".repeat(8_193)), Refused::TooLong),
        (queued(twice), Refused::Plan),
        (queued(gap), Refused::Plan),
        (queued(fifth), Refused::Plan),
        (queued(Vec::new()), Refused::Plan),
        (queued(plan(29, DAY)), Refused::Plan),
        (out(1, 0, DAY), Refused::NoSuchReply),
        (
            Change::ReplyWithdrawn {
                reply: ReplyId([1; 16]),
            },
            Refused::NoSuchReply,
        ),
    ] {
        assert_eq!(log.at(NOON, change), Err(refused));
        assert_eq!(log.view, before);
    }
    log.now(reply(1, 2));
    assert_eq!(log.at(NOON, out(1, 2, DAY)), Err(Refused::Part));
    let moved = Change::ReplyMoved {
        reply: ReplyId([1; 16]),
        plan: plan(3, DAY),
    };
    assert_eq!(log.at(NOON, moved), Err(Refused::Plan));
}

#[test]
fn an_operation_of_another_conversation_is_refused() {
    let mut log = Log::new();
    let mut other = crate::support::record(1, NOON, note(1));
    other.operation = desk_casework::Operation::Conversation(ConversationId([2; 16]), note(1));
    assert_eq!(log.view.apply(&other, 1), Err(Refused::OtherConversation));
}

#[test]
fn a_row_shows_the_beginning_of_the_newest_message_on_one_line() {
    let mut log = Log::new();
    log.now(sheet(1, 0, 1, "old"));
    log.now(sheet(
        2,
        0,
        1,
        &format!(" من\n\nئەو  کەسەم {}", "ە".repeat(200)),
    ));
    log.now(of_kind(PartKind::ChangeWords, 3));
    let row = log.view.summary();
    assert_eq!(row.excerpt.chars().count(), 80);
    assert!(row.excerpt.starts_with("من ئەو کەسەم ە"));
    assert_eq!(row.language, Some(language::Tag::Ckb));
    assert_eq!(row.messages, 3);
}
