//! What is stored for ever: the bytes of an operation.

use desk_casework::{OperationRecord, PartKind, RecordError};
use proptest::prelude::*;

use crate::support::{NOON, arrived, note, of_kind, out, record, reply, sheet};

fn every_change() -> Vec<desk_casework::Change> {
    use desk_casework::{Change, ConversationId, ReplyId};
    vec![
        sheet(1, 0, 2, "سلاو"),
        of_kind(PartKind::AlarmMarking, 2),
        reply(1, 5),
        arrived(2, 1),
        Change::ReplyMoved {
            reply: ReplyId([1; 16]),
            plan: crate::support::plan(2, 20_999),
        },
        Change::ReplyWithdrawn {
            reply: ReplyId([1; 16]),
        },
        out(1, 3, 20_780),
        Change::Closed,
        Change::Reopened,
        Change::Seen { through_seq: 300 },
        note(1),
        Change::MeansAlarm {
            of: ConversationId([7; 16]),
        },
    ]
}

#[test]
fn every_operation_comes_back_as_it_was() {
    for (number, change) in (1..).zip(every_change()) {
        let record = record(number, NOON, change);
        assert_eq!(OperationRecord::decode(&record.encode()), Ok(record));
    }
}

/// Old logs must stay readable: these bytes may be added to and never change.
#[test]
fn the_stored_form_is_frozen() {
    use std::fmt::Write as _;
    let mut all = String::new();
    for (number, change) in (1..).zip(every_change()) {
        for byte in record(number, NOON, change).encode() {
            write!(all, "{byte:02x}").unwrap();
        }
        all.push('\n');
    }
    insta::assert_snapshot!(all, @"
    010100000000000000000000000000000009090909090909090909090909090909c0d590d806000001010101010101010101010101010101000101010101010101000002aca20108d8b3d984d8a7d9880001
    010200000000000000000000000000000009090909090909090909090909090909c0d590d806000001010101010101010101010101010101000202020202020202060001aca20104746578740001
    010300000000000000000000000000000009090909090909090909090909090909c0d590d806000001010101010101010101010101010101010101010101010101010101010101010109616e20616e737765720500aca2010001aca2010102aca2010203aca2010304ada2010000
    010400000000000000000000000000000009090909090909090909090909090909c0d590d80600000101010101010101010101010101010101020202020202020202020202020202020e69742068617320617272697665640100aca20100010101010101010101
    010500000000000000000000000000000009090909090909090909090909090909c0d590d8060000010101010101010101010101010101010201010101010101010101010101010101020087a401000187a40101
    010600000000000000000000000000000009090909090909090909090909090909c0d590d8060000010101010101010101010101010101010301010101010101010101010101010101
    010700000000000000000000000000000009090909090909090909090909090909c0d590d806000001010101010101010101010101010101040101010101010101010101010101010103aca201
    010800000000000000000000000000000009090909090909090909090909090909c0d590d80600000101010101010101010101010101010105
    010900000000000000000000000000000009090909090909090909090909090909c0d590d80600000101010101010101010101010101010106
    010a00000000000000000000000000000009090909090909090909090909090909c0d590d80600000101010101010101010101010101010107ac02
    010b00000000000000000000000000000009090909090909090909090909090909c0d590d80600000101010101010101010101010101010108010101010101010101010101010101010661206e6f7465
    010c00000000000000000000000000000009090909090909090909090909090909c0d590d8060000010101010101010101010101010101010907070707070707070707070707070707
    ");
}

#[test]
fn a_newer_operation_is_told_apart_from_a_broken_one() {
    let mut newer = record(1, NOON, note(1)).encode();
    newer[0] = 2;
    assert_eq!(OperationRecord::decode(&newer), Err(RecordError::TooNew));
    let mut unknown = record(1, NOON, desk_casework::Change::Closed).encode();
    *unknown.last_mut().unwrap() = 99;
    assert_eq!(OperationRecord::decode(&unknown), Err(RecordError::TooNew));
    let mut longer = record(1, NOON, note(1)).encode();
    longer.push(0);
    assert_eq!(OperationRecord::decode(&longer), Err(RecordError::Broken));
    assert_eq!(OperationRecord::decode(&[]), Err(RecordError::Broken));
    assert_eq!(
        OperationRecord::decode(&[0, 1, 2]),
        Err(RecordError::Broken)
    );
}

proptest! {
    #[test]
    fn any_bytes_give_a_record_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(record) = OperationRecord::decode(&bytes) {
            prop_assert_eq!(OperationRecord::decode(&record.encode()), Ok(record));
        }
    }

    #[test]
    fn a_cut_record_is_broken(number in 0_usize..12, keep in any::<prop::sample::Index>()) {
        let bytes = record(1, NOON, every_change().remove(number)).encode();
        prop_assert!(OperationRecord::decode(&bytes[..keep.index(bytes.len())]).is_err());
    }
}
