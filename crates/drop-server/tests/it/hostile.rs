//! Any bytes on any path: never a 5xx, never a success without a signature, never a dead relay.

use axum::http::StatusCode;
use drop_wire::Publish;
use proptest::prelude::*;

use crate::support::{SLOT, TestRelay, call, publication};

const PATHS: [&str; 4] = ["/s/pull", "/s/ack", "/s/publish", "/s/keys"];

fn run<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(test)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn unsigned_bytes_are_refused(
        bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..6000), 1..20),
    ) {
        run(async {
            let relay = TestRelay::new();
            for body in bodies {
                for path in PATHS {
                    let status = relay.post(path, body.clone()).await.status();
                    let refused = [StatusCode::FORBIDDEN, StatusCode::PAYLOAD_TOO_LARGE];
                    assert!(refused.contains(&status), "{path}: {status}");
                }
                let status = relay.post("/p", body.clone()).await.status();
                assert_eq!(status == StatusCode::NO_CONTENT, body.len() == 4112);
            }
            assert_eq!(relay.submit(1).await, StatusCode::NO_CONTENT);
        });
    }

    #[test]
    fn signed_nonsense_is_refused_and_changes_nothing(
        payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 1..20),
        cuts in prop::collection::vec((0_usize..2200, any::<u8>()), 8),
    ) {
        run(async {
            let relay = TestRelay::new();
            let (edition, index) = publication(&relay.outbox, SLOT, 7);
            let good = Publish { edition, index }.encode();
            let spoilt = cuts.iter().map(|(at, value)| {
                let mut spoilt = good.clone();
                spoilt[*at] = value.wrapping_add(spoilt[*at]);
                if spoilt == good { spoilt.push(0); }
                spoilt
            });
            let mut counter = 0;
            for payload in payloads.into_iter().chain(spoilt) {
                counter += 1;
                for path in ["/s/publish", "/s/keys"] {
                    let key = if path == "/s/keys" { &relay.issuer } else { &relay.outbox };
                    let body = call(key, path, counter, &payload);
                    let status = relay.post(path, body).await.status();
                    assert!(status.is_client_error(), "{path}: {status}");
                }
            }
            assert_eq!(relay.get("/o/index").await.status(), StatusCode::NOT_FOUND);
            assert_eq!(relay.get("/k").await.status(), StatusCode::NOT_FOUND);
            assert_eq!(relay.publish(counter + 1, SLOT, 7).await, StatusCode::NO_CONTENT);
        });
    }
}
