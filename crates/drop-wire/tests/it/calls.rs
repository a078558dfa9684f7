//! Signed calls and their payloads.

use drop_wire::{Ack, Malformed, Publish, PullRequest, PullResponse, SignedCall, call_bytes, path};
use proptest::prelude::*;

use crate::{hex, spoil};

#[test]
fn what_a_call_signs_names_method_path_counter_and_payload() {
    let signed = call_bytes("POST", path::PULL, &[0xAB; 32], 5);
    insta::assert_snapshot!(hex(&signed[..24]), @"04504f5354072f732f70756c6c0500000000000000ababab");
    assert_eq!(signed[21..], [0xAB; 32]);
    // Lengths are part of it: no other split of the same letters signs the same bytes.
    assert_ne!(
        call_bytes("POS", "T/s/pull", &[0; 32], 5),
        call_bytes("POST", "/s/pull", &[0; 32], 5)
    );
}

#[test]
fn a_call_body_is_counter_signature_payload() {
    let call = SignedCall {
        counter: 0x0807_0605_0403_0201,
        signature: [0xEE; 64],
        payload: b"rest",
    };
    let body = call.encode();
    insta::assert_snapshot!(hex(&body[..10]), @"0102030405060708eeee");
    assert_eq!(&body[72..], b"rest");
    assert_eq!(SignedCall::decode(&body), Ok(call));
    assert_eq!(SignedCall::decode(&body[..71]), Err(Malformed::Length));
}

#[test]
fn a_pull_asks_for_one_to_1024_parcels() {
    assert_eq!(PullRequest::decode(&[64, 0]), Ok(PullRequest { max: 64 }));
    assert_eq!(PullRequest::decode(&[0, 4]), Ok(PullRequest { max: 1024 }));
    assert_eq!(PullRequest::decode(&[0, 0]), Err(Malformed::Limit));
    assert_eq!(PullRequest::decode(&[1, 4]), Err(Malformed::Limit));
    assert_eq!(PullRequest::decode(&[1]), Err(Malformed::Length));
    assert_eq!(PullRequest::decode(&[1, 0, 0]), Err(Malformed::Length));
}

#[test]
fn more_parcels_or_names_than_the_limit_are_refused() {
    let ids = vec![[1; 16]; 1025];
    assert_eq!(Ack::decode(&Ack { ids }.encode()), Err(Malformed::Limit));
    let ids = vec![[1; 16]; 70_000];
    assert_eq!(Ack::decode(&Ack { ids }.encode()), Err(Malformed::Limit));
    let ids = vec![[1; 16]; 1024];
    let most = Ack { ids }.encode();
    assert_eq!(most.len(), drop_wire::call::MAX_ACK_BYTES);
    assert!(Ack::decode(&most).is_ok());
}

#[test]
fn a_pull_answer_comes_back_and_a_lie_about_its_count_does_not() {
    let answer = PullResponse {
        parcels: vec![
            ([1; 16], Box::new([2; 4096])),
            ([3; 16], Box::new([4; 4096])),
        ],
    };
    let body = answer.encode();
    assert_eq!(body.len(), 2 + 2 * 4112);
    assert_eq!(PullResponse::decode(&body), Ok(answer));
    let mut lie = body;
    lie[0] = 3;
    assert_eq!(PullResponse::decode(&lie), Err(Malformed::Length));
    lie[0] = 1;
    assert_eq!(PullResponse::decode(&lie), Err(Malformed::Length));
    assert_eq!(PullResponse::decode(&[0, 0]), Ok(PullResponse::default()));
}

#[test]
fn a_publication_keeps_edition_and_index_apart() {
    let publish = Publish {
        edition: vec![1; 5],
        index: vec![2; 3],
    };
    insta::assert_snapshot!(hex(&publish.encode()), @"05000000010101010103000000020202");
    assert_eq!(Publish::decode(&publish.encode()), Ok(publish));
    let huge = [0xFF, 0xFF, 0xFF, 0xFF, 0];
    assert_eq!(Publish::decode(&huge), Err(Malformed::Limit));
}

#[test]
fn paths_are_what_the_protocol_says() {
    assert_eq!(path::edition(u64::MAX), "/o/18446744073709551615");
    assert_eq!(
        [path::SUBMIT, path::INDEX, path::KEYS],
        ["/p", "/o/index", "/k"]
    );
    assert_eq!(
        [path::PULL, path::ACK, path::PUBLISH, path::ISSUE],
        ["/s/pull", "/s/ack", "/s/publish", "/s/keys"]
    );
}

proptest! {
    #[test]
    fn any_payload_decodes_strictly_or_not_at_all(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(call) = SignedCall::decode(&bytes) { prop_assert_eq!(call.encode(), &bytes[..]); }
        if let Ok(pull) = PullRequest::decode(&bytes) { prop_assert_eq!(pull.encode(), &bytes[..]); }
        if let Ok(answer) = PullResponse::decode(&bytes) { prop_assert_eq!(answer.encode(), &bytes[..]); }
        if let Ok(ack) = Ack::decode(&bytes) { prop_assert_eq!(ack.encode(), &bytes[..]); }
        if let Ok(publish) = Publish::decode(&bytes) { prop_assert_eq!(publish.encode(), &bytes[..]); }
    }

    #[test]
    fn a_spoilt_acknowledgement_decodes_strictly_or_not_at_all(
        bytes in spoil(Ack { ids: vec![[7; 16]; 3] }.encode()),
    ) {
        if let Ok(ack) = Ack::decode(&bytes) { prop_assert_eq!(ack.encode(), bytes); }
    }

    #[test]
    fn a_spoilt_publication_decodes_strictly_or_not_at_all(
        bytes in spoil(Publish { edition: vec![1; 30], index: vec![2; 30] }.encode()),
    ) {
        if let Ok(publish) = Publish::decode(&bytes) { prop_assert_eq!(publish.encode(), bytes); }
    }
}
