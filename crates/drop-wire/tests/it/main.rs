//! The wire: exact bytes, limits, and decoders that are total.
mod calls;
mod keylists;
mod outbox;

use proptest::prelude::*;

/// Bytes in lower-case hex, for snapshots.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A valid encoding with a few bytes changed, cut or added: nearer to the edge than noise.
pub(crate) fn spoil(valid: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let len = valid.len();
    let changes = prop::collection::vec((0..len.min(400), any::<u8>()), 0..4);
    (
        changes,
        0..=len,
        prop::collection::vec(any::<u8>(), 0..20),
        any::<bool>(),
    )
        .prop_map(move |(changes, cut, tail, whole)| {
            let mut bytes = valid.clone();
            for (at, value) in changes {
                bytes[at] = value;
            }
            if !whole {
                bytes.truncate(cut);
                bytes.extend(tail);
            }
            bytes
        })
}

#[test]
fn a_submission_is_the_parcel_and_then_the_nonce() {
    let submission = drop_wire::Submission {
        parcel: Box::new([7; 4096]),
        nonce: [9; 16],
    };
    let body = submission.encode();
    assert_eq!(body.len(), 4112);
    assert_eq!(body[..4096], [7; 4096]);
    assert_eq!(body[4096..], [9; 16]);
    assert!(drop_wire::Submission::decode(&body).unwrap() == submission);
}

#[test]
fn a_submission_of_any_other_size_is_refused() {
    for len in [0, 1, 4095, 4096, 4111, 4113, 8224] {
        let refused = drop_wire::Submission::decode(&vec![0; len]).unwrap_err();
        assert_eq!(refused, drop_wire::Malformed::Length, "{len} bytes");
    }
}

#[test]
fn what_is_signed_carries_its_label_so_that_it_means_one_thing() {
    insta::assert_snapshot!(hex(&drop_wire::labelled("ab", &[1, 2, 3])), @"026162010203");
    let labels = [
        drop_wire::label::EDITION,
        drop_wire::label::INDEX,
        drop_wire::label::CALL,
        drop_wire::label::DEPOSIT,
        drop_wire::label::ISSUER,
        drop_wire::label::KEYLIST,
    ];
    for (i, one) in labels.iter().enumerate() {
        assert!(one.len() <= 255);
        assert!(labels[i + 1..].iter().all(|other| other != one));
    }
}

#[test]
fn a_slot_length_of_zero_divides_nothing_by_zero() {
    assert_eq!(drop_wire::time::slot(100, 0), 100);
    assert_eq!(drop_wire::time::day(u64::MAX), u32::MAX);
    assert_eq!(drop_wire::time::day_of_slot(u64::MAX, u32::MAX), u32::MAX);
    assert_eq!(
        drop_wire::time::day_of_slot(drop_wire::time::slot(86_400 * 5, 3600), 3600),
        5
    );
}
