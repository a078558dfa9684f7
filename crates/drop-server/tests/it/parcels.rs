//! `POST /p`, pulling and acknowledging.

use std::collections::HashSet;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use drop_wire::{Ack, PullRequest};

use crate::support::{TestRelay, bytes, files, shown};

#[tokio::test]
async fn a_parcel_is_answered_204_and_nothing_else() {
    let relay = TestRelay::new();
    insta::assert_snapshot!(shown(relay.post("/p", vec![1; 4112]).await).await, @r"
        204 No Content
        access-control-allow-origin: *
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
}

#[tokio::test]
async fn a_parcel_of_another_size_is_answered_400() {
    let relay = TestRelay::new();
    insta::assert_snapshot!(shown(relay.post("/p", vec![1; 4111]).await).await, @r"
        400 Bad Request
        access-control-allow-origin: *
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    for len in [0, 1, 16, 4095, 4096, 4113, 5000, 1 << 20] {
        let reply = relay.post("/p", vec![1; len]).await;
        assert_eq!(reply.status(), StatusCode::BAD_REQUEST, "{len} bytes");
    }
    assert!(
        relay.pull(1).await.parcels.is_empty(),
        "nothing of it was kept"
    );
}

#[tokio::test]
async fn a_body_without_a_length_is_measured_as_it_comes() {
    let relay = TestRelay::new();
    let stream = |chunks: usize, last: usize| {
        let mut sizes = vec![1000; chunks];
        sizes.push(last);
        Body::new(Frames(sizes.into_iter()))
    };
    assert_eq!(
        relay.post("/p", stream(4, 112)).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        relay.post("/p", stream(4, 113)).await.status(),
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        relay.post("/p", stream(4, 111)).await.status(),
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn garbage_and_repeats_of_the_right_size_are_kept_like_any_parcel() {
    let relay = TestRelay::new();
    assert_eq!(relay.submit(0).await, StatusCode::NO_CONTENT);
    assert_eq!(relay.submit(0).await, StatusCode::NO_CONTENT);
    assert_eq!(relay.submit(255).await, StatusCode::NO_CONTENT);
    // The relay cannot tell; the sorter drops what does not open and what repeats.
    assert_eq!(relay.pull(1).await.parcels.len(), 3);
}

#[tokio::test]
async fn any_nonce_will_do_at_effort_zero() {
    let relay = TestRelay::new();
    let mut body = vec![3; 4096];
    body.extend([0xA5; 16]);
    assert_eq!(
        relay.post("/p", body).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        *relay.pull(1).await.parcels[0].1,
        [3; 4096],
        "the nonce is not stored"
    );
}

#[tokio::test]
async fn other_methods_are_refused_with_the_same_headers() {
    let relay = TestRelay::new();
    insta::assert_snapshot!(shown(relay.get("/p").await).await, @r"
        405 Method Not Allowed
        access-control-allow-origin: *
        allow: POST
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    let preflight = Request::builder().method(Method::OPTIONS).uri("/p");
    let reply = relay.send(preflight.body(Body::empty()).unwrap()).await;
    assert_eq!(reply.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_sorter_pulls_what_waits_until_it_acknowledges() {
    let relay = TestRelay::new();
    for fill in 0..5 {
        relay.submit(fill).await;
    }
    let first = relay.pull(1).await;
    let fills: HashSet<u8> = first.parcels.iter().map(|(_, parcel)| parcel[0]).collect();
    assert_eq!(fills, HashSet::from([0, 1, 2, 3, 4]));
    assert_eq!(
        relay.pull(2).await.parcels.len(),
        5,
        "pulling takes nothing away"
    );

    let ids = first.parcels[..3].iter().map(|(id, _)| *id).collect();
    insta::assert_snapshot!(shown(relay.call("/s/ack", 3, &Ack { ids }.encode()).await).await, @r"
        204 No Content
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    let left: HashSet<_> = relay
        .pull(4)
        .await
        .parcels
        .iter()
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(left, first.parcels[3..].iter().map(|(id, _)| *id).collect());
}

#[tokio::test]
async fn a_pull_takes_no_more_than_it_asks_for() {
    let relay = TestRelay::new();
    for fill in 0..4 {
        relay.submit(fill).await;
    }
    let reply = relay
        .call("/s/pull", 1, &PullRequest { max: 3 }.encode())
        .await;
    insta::assert_snapshot!(shown(reply).await, @r"
        200 OK
        cache-control: no-store
        content-length: 12338
        content-type: application/octet-stream
        x-content-type-options: nosniff
        (12338 bytes)
        ");
    let reply = relay
        .call("/s/pull", 2, &PullRequest { max: 4 }.encode())
        .await;
    assert_eq!(
        drop_wire::PullResponse::decode(&bytes(reply).await)
            .unwrap()
            .parcels
            .len(),
        4
    );
}

#[tokio::test]
async fn acknowledging_unknown_or_repeated_names_changes_nothing() {
    let relay = TestRelay::new();
    relay.submit(1).await;
    let id = relay.pull(1).await.parcels[0].0;
    let ack = Ack {
        ids: vec![[9; 16], id, id],
    }
    .encode();
    assert_eq!(
        relay.call("/s/ack", 2, &ack).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        relay.call("/s/ack", 3, &ack).await.status(),
        StatusCode::NO_CONTENT
    );
    assert!(relay.pull(4).await.parcels.is_empty());
}

#[tokio::test]
async fn parcels_survive_a_restart_and_leave_after_thirty_days() {
    let mut relay = TestRelay::new();
    relay.submit(1).await;
    relay.pass_days(29);
    relay.submit(2).await;
    relay.reopen().unwrap();
    assert_eq!(relay.pull(1).await.parcels.len(), 2);
    relay.pass_days(1);
    relay.reopen().unwrap();
    assert_eq!(
        relay.pull(2).await.parcels.len(),
        2,
        "thirty days are kept in full"
    );
    relay.pass_days(1);
    relay.reopen().unwrap();
    let left = relay.pull(3).await.parcels;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].1[0], 2);
}

#[tokio::test]
async fn old_parcels_leave_while_the_relay_runs() {
    let relay = TestRelay::new();
    for fill in 0..3 {
        relay.submit(fill).await;
    }
    relay.pass_days(31);
    relay.submit(9).await;
    // The sweep of the new day runs before the command after this one.
    assert_eq!(relay.pull(1).await.parcels.len(), 1);
}

#[tokio::test]
async fn over_the_daily_cap_everybody_gets_503_until_the_next_day() {
    let mut relay = TestRelay::with(|config| config.daily_cap = 20);
    let mut taken = 0;
    for fill in 0..100 {
        taken += usize::from(relay.submit(fill).await == StatusCode::NO_CONTENT);
    }
    assert!((18..=20).contains(&taken), "{taken}");
    assert_eq!(relay.pull(1).await.parcels.len(), taken);
    // A restart does not lift the cap.
    relay.reopen().unwrap();
    for fill in 0..40 {
        taken += usize::from(relay.submit(fill).await == StatusCode::NO_CONTENT);
    }
    assert!(taken <= 20, "{taken}");
    relay.pass_days(1);
    insta::assert_snapshot!(shown(relay.post("/p", vec![1; 4112]).await).await, @r"
        204 No Content
        access-control-allow-origin: *
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
}

#[tokio::test]
async fn a_refusal_for_lack_of_room_says_no_more_than_503() {
    let relay = TestRelay::with(|config| config.daily_cap = 0);
    insta::assert_snapshot!(shown(relay.post("/p", vec![1; 4112]).await).await, @r"
        503 Service Unavailable
        access-control-allow-origin: *
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
}

/// How many of the folder's files contain these bytes.
fn files_with(relay: &TestRelay, bytes: &[u8]) -> usize {
    let all = files(&relay.path());
    let contains = |file: &[u8]| file.windows(bytes.len()).any(|window| window == bytes);
    all.iter().filter(|(_, file)| contains(file)).count()
}

#[tokio::test]
async fn a_parcel_is_in_the_files_when_it_is_acknowledged_and_gone_when_the_sorter_has_it() {
    let mut relay = TestRelay::new();
    let mut body = vec![0; 4112];
    body[3000..3012].copy_from_slice(b"only-once-42");
    let reply = relay.post("/p", body).await;
    assert_eq!(reply.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        files_with(&relay, b"only-once-42"),
        1,
        "before anything else happens"
    );
    let ids = relay
        .pull(1)
        .await
        .parcels
        .iter()
        .map(|(id, _)| *id)
        .collect();
    relay.call("/s/ack", 2, &Ack { ids }.encode()).await;
    relay.close();
    assert_eq!(
        files_with(&relay, b"only-once-42"),
        0,
        "deleted bytes are overwritten"
    );
}

/// A body in pieces of these sizes, without a length in front.
struct Frames(std::vec::IntoIter<usize>);

impl hyper::body::Body for Frames {
    type Data = axum::body::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        let frame = self
            .0
            .next()
            .map(|size| Ok(hyper::body::Frame::data(vec![7; size].into())));
        std::task::Poll::Ready(frame)
    }
}
