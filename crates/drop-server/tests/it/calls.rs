//! Signed calls: who may, in which order, and what is refused.

use axum::http::StatusCode;
use drop_wire::{Ack, Publish, PullRequest};

use crate::support::{NOW, SLOT, TestRelay, bytes, call, key, key_list, publication, shown};

fn pull() -> Vec<u8> {
    PullRequest { max: 10 }.encode()
}

#[tokio::test]
async fn a_forged_call_is_answered_403_without_a_reason() {
    let relay = TestRelay::new();
    let mut forged = call(&relay.outbox, "/s/pull", 1, &pull());
    forged[20] ^= 1;
    insta::assert_snapshot!(shown(relay.post("/s/pull", forged).await).await, @r"
        403 Forbidden
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
}

#[tokio::test]
async fn everything_that_is_not_this_call_of_this_key_gets_the_same_403() {
    let relay = TestRelay::new();
    let ack = Ack { ids: vec![] }.encode();
    let good = call(&relay.outbox, "/s/pull", 5, &pull());
    let mut counter = good.clone();
    counter[0] += 1;
    let mut payload = good.clone();
    *payload.last_mut().unwrap() ^= 1;
    let mut longer = good.clone();
    longer.push(0);
    let cases = [
        ("no body", "/s/pull", vec![]),
        ("half a head", "/s/pull", good[..71].to_vec()),
        ("another counter", "/s/pull", counter),
        ("another payload", "/s/pull", payload),
        (
            "another key",
            "/s/pull",
            call(&key(9), "/s/pull", 6, &pull()),
        ),
        (
            "the issuer's key",
            "/s/pull",
            call(&relay.issuer, "/s/pull", 7, &pull()),
        ),
        (
            "signed for another path",
            "/s/ack",
            call(&relay.outbox, "/s/pull", 8, &ack),
        ),
        (
            "the outbox key for a key list",
            "/s/keys",
            call(&relay.outbox, "/s/keys", 9, &[]),
        ),
        (
            "a counter that does not fit",
            "/s/pull",
            call(&relay.outbox, "/s/pull", u64::MAX, &pull()),
        ),
        ("zeros", "/s/pull", vec![0; 74]),
    ];
    for (what, path, body) in cases {
        let reply = relay.post(path, body).await;
        assert_eq!(reply.status(), StatusCode::FORBIDDEN, "{what}");
        assert!(bytes(reply).await.is_empty(), "{what}");
    }
    // A byte more than a pull may have is refused before anything is checked.
    assert_eq!(
        relay.post("/s/pull", longer).await.status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(
        relay.post("/s/pull", good).await.status(),
        StatusCode::OK,
        "and the good one works"
    );
}

#[tokio::test]
async fn a_signature_that_is_right_for_anybody_is_refused() {
    // The identity point as key and as R, zero as s: verifies wherever nobody is strict.
    let mut weak = [0; 32];
    weak[0] = 1;
    let relay = TestRelay::with(|config| config.outbox_public = weak);
    let mut body = 1_u64.to_le_bytes().to_vec();
    body.extend(weak);
    body.extend([0; 32]);
    body.extend(pull());
    assert_eq!(
        relay.post("/s/pull", body).await.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_repeated_call_is_refused_also_after_a_restart() {
    let mut relay = TestRelay::new();
    let body = call(&relay.outbox, "/s/pull", 5, &pull());
    assert_eq!(
        relay.post("/s/pull", body.clone()).await.status(),
        StatusCode::OK
    );
    assert_eq!(
        relay.post("/s/pull", body.clone()).await.status(),
        StatusCode::FORBIDDEN
    );
    relay.reopen().unwrap();
    assert_eq!(
        relay.post("/s/pull", body).await.status(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        relay.call("/s/pull", 4, &pull()).await.status(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        relay.call("/s/pull", 6, &pull()).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn one_counter_holds_for_all_paths_of_a_key_and_each_key_has_its_own() {
    let relay = TestRelay::new();
    assert_eq!(
        relay.call("/s/pull", 5, &pull()).await.status(),
        StatusCode::OK
    );
    assert_eq!(relay.publish(5, SLOT, 1).await, StatusCode::FORBIDDEN);
    assert_eq!(relay.publish(6, SLOT, 1).await, StatusCode::NO_CONTENT);
    assert_eq!(
        relay.issue(1, &key_list(1, None, &key(1))).await,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn a_conflict_uses_its_counter_up_so_that_it_cannot_be_repeated_when_the_time_fits() {
    let relay = TestRelay::new();
    let (one, two) = (
        key_list(1, None, &key(1)),
        key_list(2, Some(&key_list(1, None, &key(1))), &key(1)),
    );
    let three = key_list(3, Some(&two), &key(1));
    assert_eq!(relay.issue(1, &one).await, StatusCode::NO_CONTENT);
    let early = call(&relay.issuer, "/s/keys", 2, &three.encode());
    assert_eq!(
        relay.post("/s/keys", early.clone()).await.status(),
        StatusCode::CONFLICT
    );
    assert_eq!(relay.issue(3, &two).await, StatusCode::NO_CONTENT);
    assert_eq!(
        relay.post("/s/keys", early).await.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_signed_call_with_a_payload_that_is_none_is_answered_400() {
    let relay = TestRelay::new();
    insta::assert_snapshot!(shown(relay.call("/s/pull", 1, &[0, 0]).await).await, @r"
        400 Bad Request
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    assert_eq!(
        relay.call("/s/ack", 2, &[1, 0]).await.status(),
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        relay.call("/s/publish", 3, &[1; 40]).await.status(),
        StatusCode::BAD_REQUEST
    );
    let list = call(&relay.issuer, "/s/keys", 1, b"SHKL");
    assert_eq!(
        relay.post("/s/keys", list).await.status(),
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_body_over_the_limit_of_its_path_is_answered_413() {
    let relay = TestRelay::new();
    insta::assert_snapshot!(shown(relay.post("/s/pull", vec![0; 75]).await).await, @r"
        413 Payload Too Large
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    for (path, limit) in [
        ("/s/ack", drop_wire::call::MAX_ACK_BYTES),
        ("/s/publish", drop_wire::call::MAX_PUBLISH_BYTES),
        ("/s/keys", drop_wire::keylist::MAX_KEYLIST_BYTES),
    ] {
        let over = relay.post(path, vec![0; 72 + limit + 1]).await;
        assert_eq!(over.status(), StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        let within = relay.post(path, vec![0; 72 + limit]).await;
        assert_eq!(within.status(), StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn signed_paths_are_not_for_pages_of_other_origins() {
    let relay = TestRelay::new();
    let reply = relay.call("/s/pull", 1, &pull()).await;
    assert!(!reply.headers().contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn an_edition_is_immutable_and_repeating_it_does_no_harm() {
    let relay = TestRelay::new();
    let (edition, index) = publication(&relay.outbox, SLOT, 7);
    let payload = Publish { edition, index }.encode();
    insta::assert_snapshot!(shown(relay.call("/s/publish", 1, &payload).await).await, @r"
        204 No Content
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    assert_eq!(
        relay.publish(2, SLOT, 7).await,
        StatusCode::NO_CONTENT,
        "the same bytes"
    );
    assert_eq!(
        relay.publish(3, SLOT, 8).await,
        StatusCode::CONFLICT,
        "other bytes"
    );
    assert_eq!(
        bytes(relay.get(&drop_wire::path::edition(SLOT)).await).await[80],
        7
    );
}

#[tokio::test]
async fn the_index_only_goes_forward() {
    let relay = TestRelay::new();
    assert_eq!(relay.publish(1, SLOT, 7).await, StatusCode::NO_CONTENT);
    assert_eq!(relay.publish(2, SLOT + 2, 8).await, StatusCode::NO_CONTENT);
    let newest = bytes(relay.get("/o/index").await).await;
    assert_eq!(
        relay.publish(3, SLOT, 7).await,
        StatusCode::NO_CONTENT,
        "an old one repeated in full"
    );
    assert_eq!(
        relay.publish(4, SLOT + 1, 9).await,
        StatusCode::CONFLICT,
        "a missed slot stays absent"
    );
    assert_eq!(bytes(relay.get("/o/index").await).await, newest);

    // Another index for the same newest slot.
    let (edition, _) = publication(&relay.outbox, SLOT + 2, 8);
    let (_, index) = publication(&relay.outbox, SLOT + 2, 9);
    let reply = relay
        .call("/s/publish", 5, &Publish { edition, index }.encode())
        .await;
    assert_eq!(reply.status(), StatusCode::CONFLICT);
    // A missed slot may still come with the very index that lists it.
    let (edition, _) = publication(&relay.outbox, SLOT + 1, 9);
    let (_, index) = publication(&relay.outbox, SLOT + 2, 8);
    let reply = relay
        .call("/s/publish", 6, &Publish { edition, index }.encode())
        .await;
    assert_eq!(reply.status(), StatusCode::NO_CONTENT);
    assert_eq!(bytes(relay.get("/o/index").await).await, newest);
}

#[tokio::test]
async fn an_edition_or_index_of_another_key_is_refused_even_in_a_signed_call() {
    let relay = TestRelay::new();
    let (edition, index) = publication(&relay.outbox, SLOT, 7);
    let (other_edition, other_index) = publication(&key(9), SLOT, 7);
    for (counter, publish) in [
        (
            1,
            Publish {
                edition,
                index: other_index,
            },
        ),
        (
            2,
            Publish {
                edition: other_edition,
                index,
            },
        ),
    ] {
        let reply = relay.call("/s/publish", counter, &publish.encode()).await;
        assert_eq!(reply.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(relay.get("/o/index").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_edition_that_its_index_does_not_list_is_refused() {
    let relay = TestRelay::new();
    let (_, index) = publication(&relay.outbox, SLOT, 7);
    for (counter, slot) in [(1, SLOT + 1), (2, SLOT - 336)] {
        let (edition, _) = publication(&relay.outbox, slot, 7);
        let payload = Publish {
            edition,
            index: index.clone(),
        }
        .encode();
        let reply = relay.call("/s/publish", counter, &payload).await;
        assert_eq!(reply.status(), StatusCode::BAD_REQUEST, "slot {slot}");
    }
}

#[tokio::test]
async fn a_sorter_whose_clock_is_days_ahead_cannot_push_the_window_away() {
    let relay = TestRelay::new();
    assert_eq!(relay.publish(1, SLOT, 7).await, StatusCode::NO_CONTENT);
    assert_eq!(relay.publish(2, SLOT + 49, 7).await, StatusCode::TOO_EARLY);
    assert_eq!(
        relay.publish(3, SLOT + 24, 7).await,
        StatusCode::NO_CONTENT,
        "a day is tolerated"
    );
    assert_eq!(
        relay.get(&drop_wire::path::edition(SLOT)).await.status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn key_lists_follow_one_another() {
    let mut relay = TestRelay::new();
    let one = key_list(1, None, &key(1));
    let two = key_list(2, Some(&one), &key(1));
    let three = key_list(3, Some(&two), &key(1));
    assert_eq!(relay.issue(1, &one).await, StatusCode::NO_CONTENT);
    assert_eq!(
        relay.issue(2, &one).await,
        StatusCode::NO_CONTENT,
        "the same bytes"
    );
    assert_eq!(relay.issue(3, &two).await, StatusCode::NO_CONTENT);
    assert_eq!(
        relay.issue(4, &one).await,
        StatusCode::CONFLICT,
        "rolled back"
    );
    let other_two = key_list(2, Some(&one), &key(3));
    assert_eq!(
        relay.issue(5, &other_two).await,
        StatusCode::CONFLICT,
        "another second list"
    );
    let gap = key_list(4, Some(&three), &key(1));
    assert_eq!(
        relay.issue(6, &gap).await,
        StatusCode::CONFLICT,
        "one left out"
    );
    let stranger = key_list(3, Some(&one), &key(1));
    assert_eq!(
        relay.issue(7, &stranger).await,
        StatusCode::CONFLICT,
        "follows another list"
    );
    let mut other_root = three.clone();
    other_root.org_id = [9; 32];
    assert_eq!(
        relay.issue(8, &other_root).await,
        StatusCode::CONFLICT,
        "another organisation"
    );
    relay.reopen().unwrap();
    assert_eq!(bytes(relay.get("/k").await).await, two.encode());
    assert_eq!(relay.issue(9, &three).await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_new_relay_takes_any_version_first() {
    let relay = TestRelay::new();
    let list = key_list(57, Some(&key_list(56, None, &key(1))), &key(1));
    assert_eq!(relay.issue(1, &list).await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_key_list_hands_the_outbox_over_with_a_few_days_of_overlap() {
    let mut relay = TestRelay::new();
    let one = key_list(1, None, &key(1));
    let two = key_list(2, Some(&one), &key(7));
    relay.issue(1, &one).await;
    relay.issue(2, &two).await;
    let three = key_list(3, Some(&two), &key(7));
    relay.issue(3, &three).await;
    for round in 0..2_u64 {
        let new = call(&key(7), "/s/pull", 10 + round, &pull());
        assert_eq!(relay.post("/s/pull", new).await.status(), StatusCode::OK);
        assert_eq!(
            relay.call("/s/pull", 10 + round, &pull()).await.status(),
            StatusCode::OK
        );
        relay.reopen().unwrap();
    }
    relay.pass_days(5);
    assert_eq!(
        relay.call("/s/pull", 20, &pull()).await.status(),
        StatusCode::FORBIDDEN
    );
    let new = call(&key(7), "/s/pull", 20, &pull());
    assert_eq!(relay.post("/s/pull", new).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_key_list_hands_the_issuer_over() {
    let relay = TestRelay::new();
    let mut one = key_list(1, None, &key(1));
    one.issuer_public[..32].copy_from_slice(&key(8).verifying_key().to_bytes());
    assert_eq!(relay.issue(1, &one).await, StatusCode::NO_CONTENT);
    let two = key_list(2, Some(&one), &key(1)).encode();
    let new = call(&key(8), "/s/keys", 1, &two);
    assert_eq!(
        relay.post("/s/keys", new).await.status(),
        StatusCode::NO_CONTENT
    );
    let stranger = call(&key(9), "/s/keys", 1, &two);
    assert_eq!(
        relay.post("/s/keys", stranger).await.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_slot_follows_the_clock_of_the_organisation() {
    let relay = TestRelay::with(|config| config.slot_secs = 3);
    assert_eq!(relay.publish(1, NOW / 3, 7).await, StatusCode::NO_CONTENT);
    assert_eq!(relay.publish(2, NOW, 7).await, StatusCode::TOO_EARLY);
}
