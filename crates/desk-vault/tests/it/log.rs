//! The log and its views.

use desk_casework::{Change, MessageId, PartKind, ReceivedPart, Refused, Status};
use desk_vault::{Appended, InboxFilter, VaultError};

use crate::support::{Bench, DAY, NOW, conversation, everything, message, note, reply};

#[test]
fn what_was_written_is_there_after_locking_and_unlocking() {
    let mut bench = Bench::new(1);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let before = everything(&vault).unwrap();
    let device = vault.reader().device();
    vault.lock();
    let vault = bench.open().unwrap();
    assert_eq!(everything(&vault).unwrap(), before);
    assert_eq!(vault.reader().device(), device);
    assert_eq!(vault.reader().newest_seq().unwrap(), 11);
}

#[test]
fn views_made_again_from_the_log_are_the_same() {
    let mut bench = Bench::new(2);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let before = everything(&vault).unwrap();
    assert_eq!(vault.rebuild_views().unwrap(), 3);
    assert_eq!(everything(&vault).unwrap(), before);
    assert!(vault.check(NOW).unwrap().is_whole());
}

#[test]
fn a_sheet_that_comes_twice_is_logged_once() {
    let mut bench = Bench::new(3);
    let mut vault = bench.create();
    assert_eq!(
        bench.act(&mut vault, 0, message(1, 0, 1, "a")),
        Appended::New { seq: 1 }
    );
    assert_eq!(
        bench.act(&mut vault, 0, message(1, 0, 1, "a")),
        Appended::Duplicate
    );
    assert!(
        vault
            .reader()
            .has_part(conversation(0), MessageId([1; 8]), 0)
            .unwrap()
    );
    assert!(
        !vault
            .reader()
            .has_part(conversation(1), MessageId([1; 8]), 0)
            .unwrap()
    );
    assert_eq!(vault.reader().newest_seq().unwrap(), 1);
    // The same sheet under another conversation is another sheet.
    assert_eq!(
        bench.act(&mut vault, 1, message(1, 0, 1, "a")),
        Appended::New { seq: 2 }
    );
}

#[test]
fn a_sheet_that_contradicts_another_is_marked_and_not_shown() {
    let mut bench = Bench::new(4);
    let mut vault = bench.create();
    bench.act(&mut vault, 0, message(1, 0, 2, "first"));
    assert_eq!(
        bench.act(&mut vault, 0, message(1, 0, 2, "other")),
        Appended::New { seq: 2 }
    );
    assert_eq!(
        bench.act(&mut vault, 0, message(1, 0, 2, "third")),
        Appended::Duplicate
    );
    let view = vault
        .reader()
        .conversation(conversation(0))
        .unwrap()
        .unwrap();
    assert!(view.messages()[0].is_contradicted());
    assert_eq!(view.messages()[0].text(), "first");
}

#[test]
fn the_same_operation_is_applied_once() {
    let mut bench = Bench::new(5);
    let mut vault = bench.create();
    bench.act(&mut vault, 0, message(1, 0, 1, "a"));
    let (_, record) = vault.reader().operations_after(0, 1).unwrap().remove(0);
    let again = vault.write(|tx| tx.append(&record)).unwrap();
    assert_eq!(again, Appended::Duplicate);
}

#[test]
fn an_operation_that_is_refused_leaves_the_step_usable() {
    let mut bench = Bench::new(6);
    let mut vault = bench.create();
    let rng = &mut bench.rng;
    let refused = vault
        .write(|tx| {
            tx.act(NOW, rng, conversation(0), note(1, "before"))?;
            let refused = tx.act(NOW, rng, conversation(0), message(1, 3, 2, "no such sheet"));
            tx.act(NOW, rng, conversation(0), note(2, "after"))?;
            Ok::<_, VaultError>(refused)
        })
        .unwrap();
    assert_eq!(refused, Err(VaultError::Refused(Refused::Part)));
    let view = vault
        .reader()
        .conversation(conversation(0))
        .unwrap()
        .unwrap();
    assert_eq!(view.notes().len(), 2);
    assert!(vault.check(NOW).unwrap().is_whole());
}

#[test]
fn a_step_that_fails_leaves_nothing() {
    let mut bench = Bench::new(7);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let before = everything(&vault).unwrap();
    let rng = &mut bench.rng;
    let result = vault.write(|tx| {
        tx.act(NOW, rng, conversation(0), note(9, "half"))?;
        tx.put_secret("half", b"half")?;
        Err::<(), _>(VaultError::BadValue)
    });
    assert_eq!(result, Err(VaultError::BadValue));
    assert_eq!(everything(&vault).unwrap(), before);
    assert!(vault.reader().secret("half").unwrap().is_none());
}

#[test]
fn the_inbox_shows_who_waits_longest_first() {
    let mut bench = Bench::new(8);
    let mut vault = bench.create();
    let rng = &mut bench.rng;
    for (of, at) in [(3, 30), (1, 10), (2, 20), (4, 40), (5, 50)] {
        vault
            .write(|tx| tx.act(NOW + at, rng, conversation(of), message(of, 0, 1, "?")))
            .unwrap();
    }
    bench.act(&mut vault, 4, reply(4, "yes", 1));
    bench.act(&mut vault, 5, Change::Closed);
    let order = |filter| -> Vec<u8> {
        let rows = vault.reader().inbox(filter, 10, 0).unwrap();
        rows.iter().map(|row| row.id.0[0]).collect()
    };
    assert_eq!(order(InboxFilter::All), [1, 2, 3, 4, 5]);
    assert_eq!(order(InboxFilter::Waiting), [1, 2, 3]);
    assert_eq!(order(InboxFilter::Answered), [4]);
    assert_eq!(order(InboxFilter::Closed), [5]);
    assert_eq!(order(InboxFilter::NoQuestion), [0; 0]);
    let second = vault.reader().inbox(InboxFilter::All, 1, 1).unwrap();
    assert_eq!(second[0].id, conversation(2));
    let counts = vault.reader().inbox_counts().unwrap();
    assert_eq!(
        (
            counts.waiting,
            counts.answered,
            counts.closed,
            counts.unread
        ),
        (3, 1, 1, 5)
    );
}

#[test]
fn a_new_message_opens_a_closed_conversation_again() {
    let mut bench = Bench::new(9);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let view = |vault: &desk_vault::Vault| {
        vault
            .reader()
            .conversation(conversation(2))
            .unwrap()
            .unwrap()
    };
    assert!(matches!(view(&vault).status(), Status::Closed { .. }));
    bench.act(&mut vault, 2, message(77, 0, 1, "once more"));
    assert_eq!(view(&vault).status(), Status::Waiting { since: NOW });
    assert_eq!(vault.reader().inbox_counts().unwrap().waiting, 2);
}

#[test]
fn a_flood_of_one_conversation_keeps_the_view_small() {
    let mut bench = Bench::new(10);
    let mut vault = bench.create();
    let rng = &mut bench.rng;
    vault
        .write(|tx| {
            for number in 0..500_u64 {
                let part = ReceivedPart {
                    message: MessageId(number.to_le_bytes()),
                    kind: PartKind::Message,
                    part: 0,
                    parts: 1,
                    day_written: DAY,
                    text: "x".repeat(4_000),
                    other: None,
                    keylist_known: true,
                };
                tx.act(NOW, rng, conversation(0), Change::PartReceived(part))?;
            }
            Ok::<_, VaultError>(())
        })
        .unwrap();
    let view = vault
        .reader()
        .conversation(conversation(0))
        .unwrap()
        .unwrap();
    assert!(view.messages().len() <= 200);
    assert_eq!(
        view.messages().len() + view.earlier_messages() as usize,
        500
    );
    assert_eq!(vault.reader().newest_seq().unwrap(), 500);
    assert!(vault.check(NOW).unwrap().is_whole());
}
