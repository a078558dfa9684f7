//! The same way through the real relay's routes, its writer thread and its database.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
};
use desk_web::engine::{RelayError, RelayValues};
use drop_server::{Config, Relay};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::{HOUR, START, World, texts};

pub(crate) struct RouterRelay {
    runtime: tokio::runtime::Runtime,
    router: Router,
    clock: Arc<AtomicU64>,
    relay: Relay,
    _dir: TempDir,
}

impl RouterRelay {
    fn new(values: &RelayValues) -> Self {
        let dir = TempDir::new().unwrap();
        let clock = Arc::new(AtomicU64::new(START));
        let config = Config::new(
            values.outbox_public,
            values.issuer_public,
            &values.parameters,
        );
        let shown = Arc::clone(&clock);
        let read = Arc::new(move || shown.load(Ordering::SeqCst));
        let relay = Relay::open(dir.path(), &config, read).unwrap();
        Self {
            runtime: tokio::runtime::Builder::new_current_thread()
                .build()
                .unwrap(),
            router: relay.router(),
            clock,
            relay,
            _dir: dir,
        }
    }

    /// A request as a desk or a page makes it.
    pub(crate) fn ask(
        &self,
        now: u64,
        method: Method,
        path: &str,
        body: &[u8],
    ) -> Result<Vec<u8>, RelayError> {
        self.clock.store(now.max(START), Ordering::SeqCst);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(Body::from(body.to_vec()))
            .map_err(|_| RelayError::Strange)?;
        let answer = self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await;
            let response = response.map_err(|_| RelayError::Unreachable)?;
            let status = response.status().as_u16();
            let body = response.into_body().collect().await;
            let body = body.map_err(|_| RelayError::Unreachable)?.to_bytes();
            Ok((status, body.to_vec()))
        });
        let (status, body) = answer?;
        RelayError::of_status(status).map_or(Ok(body), Err)
    }
}

#[test]
fn the_whole_way_through_the_real_relay() {
    let mut world = World::found();
    let values = world.desk().relay_values();
    world.relay.real = Some(RouterRelay::new(&values));
    world.round();
    let mut page = world.page();
    let words = page.make_words(&mut world);
    page.write("هل من أحد هنا؟", &mut world);
    world.pass(HOUR);
    let id = world.only_conversation().id();
    world.reply(id, "نعم، نحن هنا.");
    // A day later, so that lists and keys have moved too.
    world.pass(26 * HOUR);
    assert_eq!(world.desk().status().list_version, 2);
    assert_eq!(world.desk().status().relay, None);
    let replies = world.page().read(&words, &mut world);
    assert_eq!(texts(&replies), ["نعم، نحن هنا."]);
    world.relay.real.take().unwrap().relay.close().unwrap();
}

#[test]
fn the_real_relay_takes_nothing_from_a_desk_that_it_does_not_know() {
    let mut world = World::found();
    let mut values = world.desk().relay_values();
    values.outbox_public = [1; 32];
    values.issuer_public = [1; 32];
    world.relay.real = Some(RouterRelay::new(&values));
    let report = world.round();
    assert_eq!(report.relay, Some(RelayError::Forbidden));
}
