//! drop-wire: what decodes is encoded back to the same bytes, so that no two encodings mean the same.

use drop_wire::{
    Ack, Edition, Index, KeyList, Publish, PullRequest, PullResponse, SignedCall, Submission, time,
};

pub(super) fn submission(input: &[u8]) {
    if let Ok(submission) = Submission::decode(input) {
        assert_eq!(submission.encode(), input);
    }
    // Most inputs have another size; this one has the right one.
    let whole = super::sized::<{ drop_wire::SUBMIT_BYTES }>(input);
    let submission = Submission::decode(&whole[..]).expect("every body of the right size");
    assert_eq!(submission.encode(), &whole[..]);
}

pub(super) fn edition(input: &[u8]) {
    if let Ok(edition) = Edition::decode(input) {
        assert_eq!(edition.encode(), input);
        assert!(edition.to_verify().len() < input.len());
    }
}

pub(super) fn index(input: &[u8]) {
    let Ok(index) = Index::decode(input) else {
        return;
    };
    assert_eq!(index.encode(), input);
    assert!(index.oldest_slot() <= index.newest_slot);
    let mut tags = 0;
    for slot in index.oldest_slot()..=index.newest_slot {
        tags += index.tags_of(slot).expect("a slot of the window").len();
        let _ = index.has_edition(slot);
    }
    assert_eq!(tags, index.tags.len());
    assert_eq!(index.slot_of(index.tags.len() - 1), index.newest_slot);
}

pub(super) fn keylist(input: &[u8]) {
    let Ok(list) = KeyList::decode(input) else {
        return;
    };
    assert_eq!(list.encode(), input);
    assert!(list.parameters.check().is_ok());
    assert!(list.signed_bytes().len() < input.len());
    let _ = (list.issuer_certificate_bytes(), time::day(list.issued_at));
}

pub(super) fn call(input: &[u8]) {
    if let Ok(call) = SignedCall::decode(input) {
        assert_eq!(call.encode(), input);
    }
}

/// Both sides of pulling.
pub(super) fn pull(input: &[u8]) {
    if let Ok(request) = PullRequest::decode(input) {
        assert_eq!(request.encode(), input);
    }
    if let Ok(response) = PullResponse::decode(input) {
        assert_eq!(response.encode(), input);
    }
}

pub(super) fn ack(input: &[u8]) {
    if let Ok(ack) = Ack::decode(input) {
        assert_eq!(ack.encode(), input);
    }
}

pub(super) fn publish(input: &[u8]) {
    if let Ok(publish) = Publish::decode(input) {
        assert_eq!(publish.encode(), input);
    }
}
