//! The order in which sheets come does not matter, nor how often they come.

use desk_casework::{Change, Conversation, PartKind, Summary};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::support::{DAY, HER, NOON, part, record};

/// Messages with some number of sheets, each sheet perhaps twice, in any order.
fn deliveries() -> impl Strategy<Value = (Vec<u8>, Vec<(u8, u8)>)> {
    vec(1_u8..6, 1..6)
        .prop_flat_map(|messages| {
            let sheets: Vec<(u8, u8)> = (0_u8..)
                .zip(&messages)
                .flat_map(|(message, parts)| (0..*parts).map(move |part| (message, part)))
                .collect();
            let again = vec(any::<Index>(), 0..sheets.len());
            (Just(messages), Just(sheets), again)
        })
        .prop_flat_map(|(messages, sheets, again)| {
            let mut all = sheets.clone();
            all.extend(again.iter().map(|index| *index.get(&sheets)));
            (Just(messages), Just(all).prop_shuffle())
        })
}

fn delivered(messages: &[u8], sheets: &[(u8, u8)]) -> Conversation {
    let mut view = Conversation::new(HER);
    for (seq, (message, number)) in (1..).zip(sheets) {
        let mut sheet = part(
            *message,
            *number,
            messages[usize::from(*message)],
            &format!("<{message}.{number}>"),
        );
        if *message == 0 {
            sheet.kind = PartKind::FirstMessage;
        }
        sheet.day_written = DAY - u32::from(*number);
        view.apply(&record(seq, NOON, Change::PartReceived(sheet)), seq)
            .unwrap();
    }
    view
}

/// What a member reads: everything but the order of arrival.
fn read(view: &Conversation) -> (Vec<String>, Summary) {
    let mut messages: Vec<String> = view
        .messages()
        .iter()
        .map(|message| {
            assert!(message.is_whole() && !message.is_contradicted());
            format!(
                "{:?} {} {:?}",
                message.id(),
                message.text(),
                message.day_mark()
            )
        })
        .collect();
    messages.sort();
    let mut summary = view.summary();
    // The newest message is the one that came last.
    summary.excerpt = String::new();
    (messages, summary)
}

proptest! {
    #[test]
    fn any_order_of_sheets_gives_the_same_messages((messages, sheets) in deliveries()) {
        let mut in_order = sheets.clone();
        in_order.sort_unstable();
        in_order.dedup();
        prop_assert_eq!(
            read(&delivered(&messages, &sheets)),
            read(&delivered(&messages, &in_order))
        );
    }

    #[test]
    fn a_view_of_a_log_applied_twice_is_the_view_of_the_log((messages, sheets) in deliveries()) {
        let twice = [sheets.clone(), sheets.clone()].concat();
        prop_assert_eq!(delivered(&messages, &twice), delivered(&messages, &sheets));
    }
}
