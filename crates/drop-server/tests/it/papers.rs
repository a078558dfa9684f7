//! What everybody reads: index, editions, key list.

use axum::http::StatusCode;

use crate::support::{SLOT, TestRelay, bytes, key, key_list, publication, shown};

#[tokio::test]
async fn before_anything_is_published_there_is_nothing() {
    let relay = TestRelay::new();
    insta::assert_snapshot!(shown(relay.get("/o/index").await).await, @r"
        404 Not Found
        access-control-allow-origin: *
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    for path in ["/k", "/o/0", "/o/1"] {
        assert_eq!(
            relay.get(path).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_index_may_be_cached_shortly_and_by_any_page() {
    let relay = TestRelay::new();
    relay.publish(1, SLOT, 7).await;
    insta::assert_snapshot!(shown(relay.get("/o/index").await).await, @r"
        200 OK
        access-control-allow-origin: *
        cache-control: public, max-age=60
        content-length: 5456
        content-type: application/octet-stream
        x-content-type-options: nosniff
        (5456 bytes)
        ");
    assert_eq!(
        bytes(relay.get("/o/index").await).await,
        publication(&relay.outbox, SLOT, 7).1
    );
}

#[tokio::test]
async fn an_edition_may_be_cached_for_ever() {
    let relay = TestRelay::new();
    relay.publish(1, SLOT, 7).await;
    let path = drop_wire::path::edition(SLOT);
    insta::assert_snapshot!(shown(relay.get(&path).await).await, @r"
        200 OK
        access-control-allow-origin: *
        cache-control: public, max-age=31536000, immutable
        content-length: 2128
        content-type: application/octet-stream
        x-content-type-options: nosniff
        (2128 bytes)
        ");
    assert_eq!(
        bytes(relay.get(&path).await).await,
        publication(&relay.outbox, SLOT, 7).0
    );
}

#[tokio::test]
async fn an_absent_edition_is_404_and_not_cached() {
    let relay = TestRelay::new();
    relay.publish(1, SLOT, 7).await;
    insta::assert_snapshot!(shown(relay.get(&drop_wire::path::edition(SLOT + 1)).await).await, @r"
        404 Not Found
        access-control-allow-origin: *
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
}

#[tokio::test]
async fn a_slot_has_one_spelling() {
    let relay = TestRelay::new();
    relay.publish(1, SLOT, 7).await;
    for path in [
        format!("/o/0{SLOT}"),
        format!("/o/+{SLOT}"),
        format!("/o/%20{SLOT}"),
        format!("/o/{SLOT}/"),
        "/o/18446744073709551616".into(),
        "/o/-1".into(),
        "/o/..%2f..%2fstore.db".into(),
        "/o/%ff".into(),
        "/o/".into(),
    ] {
        let status = relay.get(&path).await.status();
        assert!(status.is_client_error(), "{path}: {status}");
    }
}

#[tokio::test]
async fn a_key_list_may_be_cached_shortly_and_by_any_page() {
    let relay = TestRelay::new();
    let list = key_list(1, None, &key(1));
    assert_eq!(relay.issue(1, &list).await, StatusCode::NO_CONTENT);
    insta::assert_snapshot!(shown(relay.get("/k").await).await, @r"
        200 OK
        access-control-allow-origin: *
        cache-control: public, max-age=60
        content-length: 13349
        content-type: application/octet-stream
        x-content-type-options: nosniff
        (13349 bytes)
        ");
    assert_eq!(bytes(relay.get("/k").await).await, list.encode());
}

#[tokio::test]
async fn with_a_fast_clock_papers_are_fresh_for_a_slot() {
    let relay = TestRelay::with(|config| config.slot_secs = 3);
    relay.publish(1, crate::support::NOW / 3, 7).await;
    assert_eq!(
        relay.get("/o/index").await.headers()["cache-control"],
        "public, max-age=3"
    );
}

#[tokio::test]
async fn papers_survive_a_restart_byte_for_byte() {
    let mut relay = TestRelay::new();
    relay.publish(1, SLOT, 7).await;
    relay.publish(2, SLOT + 1, 8).await;
    relay.issue(1, &key_list(1, None, &key(1))).await;
    let paths = [
        "/o/index".into(),
        drop_wire::path::edition(SLOT),
        drop_wire::path::edition(SLOT + 1),
        "/k".into(),
    ];
    let mut before = vec![];
    for path in &paths {
        before.push(bytes(relay.get(path).await).await);
    }
    relay.reopen().unwrap();
    for (path, before) in paths.iter().zip(before) {
        assert_eq!(bytes(relay.get(path).await).await, before, "{path}");
    }
}

#[tokio::test]
async fn an_edition_older_than_the_window_is_deleted() {
    let mut relay = TestRelay::with(|config| config.window_slots = 3);
    for (counter, slot) in (1..).zip(SLOT..SLOT + 5) {
        assert_eq!(
            relay.publish(counter, slot, 7).await,
            StatusCode::NO_CONTENT
        );
    }
    for round in 0..2 {
        for slot in SLOT..SLOT + 5 {
            let there = relay.get(&drop_wire::path::edition(slot)).await.status() == StatusCode::OK;
            assert_eq!(
                there,
                slot >= SLOT + 2,
                "slot {} round {round}",
                slot - SLOT
            );
        }
        relay.reopen().unwrap();
    }
}
