//! A relay in a temporary folder, with a clock that the test moves and keys that it holds.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    body::Body,
    http::{Request, StatusCode},
    response::Response,
};
use drop_server::{Clock, Config, OpenError, Relay};
use drop_wire::{
    Edition, Index, KeyList, Parameters, Publish, SignedCall, call_bytes, label, labelled,
};
use ed25519_dalek::{Signer as _, SigningKey};
use tower::ServiceExt as _;

/// 2026-11-23 00:00 UTC, and its hour as a slot.
pub(crate) const NOW: u64 = 1_795_392_000;
pub(crate) const SLOT: u64 = NOW / 3600;

pub(crate) struct TestRelay {
    pub(crate) relay: Option<Relay>,
    pub(crate) config: Config,
    pub(crate) outbox: SigningKey,
    pub(crate) issuer: SigningKey,
    now: Arc<AtomicU64>,
    dir: tempfile::TempDir,
}

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

impl TestRelay {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut Config)) -> Self {
        let (outbox, issuer) = (key(1), key(2));
        let mut config = Config::new(
            outbox.verifying_key().to_bytes(),
            issuer.verifying_key().to_bytes(),
            &Parameters::standard(),
        );
        change(&mut config);
        let now = Arc::new(AtomicU64::new(NOW));
        let dir = tempfile::tempdir().unwrap();
        let mut relay = Self {
            relay: None,
            config,
            outbox,
            issuer,
            now,
            dir,
        };
        relay.reopen().unwrap();
        relay
    }

    /// Closes and opens again.
    pub(crate) fn reopen(&mut self) -> Result<(), OpenError> {
        self.close();
        self.relay = Some(Relay::open(&self.path(), &self.config, self.clock())?);
        Ok(())
    }

    pub(crate) fn close(&mut self) {
        if let Some(relay) = self.relay.take() {
            relay.close().unwrap();
        }
    }

    pub(crate) fn clock(&self) -> Clock {
        let now = Arc::clone(&self.now);
        Arc::new(move || now.load(Ordering::Relaxed))
    }

    pub(crate) fn pass_days(&self, days: u64) {
        self.now.fetch_add(days * 86_400, Ordering::Relaxed);
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("relay")
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.path().join("store.db")
    }

    /// One request to the routes, without a network.
    pub(crate) async fn send(&self, request: Request<Body>) -> Response {
        let relay = self.relay.as_ref().unwrap();
        relay.router().oneshot(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<Body>) -> Response {
        self.send(Request::post(path).body(body.into()).unwrap())
            .await
    }

    /// Posts a parcel whose bytes are all `fill`.
    pub(crate) async fn submit(&self, fill: u8) -> StatusCode {
        self.post("/p", vec![fill; 4112]).await.status()
    }

    /// A call of the outbox key.
    pub(crate) async fn call(&self, path: &str, counter: u64, payload: &[u8]) -> Response {
        self.post(path, call(&self.outbox, path, counter, payload))
            .await
    }

    /// Pulls up to 1,024 parcels.
    pub(crate) async fn pull(&self, counter: u64) -> drop_wire::PullResponse {
        let request = drop_wire::PullRequest { max: 1024 }.encode();
        let reply = self.call("/s/pull", counter, &request).await;
        assert_eq!(reply.status(), StatusCode::OK);
        drop_wire::PullResponse::decode(&bytes(reply).await).unwrap()
    }

    /// Publishes an edition whose blocks are all `fill`, with an index of its slot as the newest.
    pub(crate) async fn publish(&self, counter: u64, slot: u64, fill: u8) -> StatusCode {
        let (edition, index) = publication(&self.outbox, slot, fill);
        let payload = Publish { edition, index }.encode();
        self.call("/s/publish", counter, &payload).await.status()
    }

    /// A call of the issuer with a key list.
    pub(crate) async fn issue(&self, counter: u64, list: &KeyList) -> StatusCode {
        let body = call(&self.issuer, "/s/keys", counter, &list.encode());
        self.post("/s/keys", body).await.status()
    }
}

/// Closes, and looks that nothing lies around.
impl Drop for TestRelay {
    fn drop(&mut self) {
        if self.relay.is_none() || std::thread::panicking() {
            return;
        }
        self.close();
        let mut names: Vec<_> = std::fs::read_dir(self.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["store.db", "store.lock"], "left over");
    }
}

/// A signed request body.
pub(crate) fn call(key: &SigningKey, path: &str, counter: u64, payload: &[u8]) -> Vec<u8> {
    let hash = *blake3::hash(payload).as_bytes();
    let message = labelled(label::CALL, &call_bytes("POST", path, &hash, counter));
    SignedCall {
        counter,
        signature: key.sign(&message).to_bytes(),
        payload,
    }
    .encode()
}

/// A signed edition and index.
pub(crate) fn publication(key: &SigningKey, slot: u64, fill: u8) -> (Vec<u8>, Vec<u8>) {
    let mut edition = Edition {
        slot,
        blocks: vec![Box::new([fill; 1024]), Box::new([fill; 1024])],
        signature: [0; 64],
    };
    edition.signature = key
        .sign(&labelled(label::EDITION, &edition.to_verify()))
        .to_bytes();
    let mut index = Index {
        newest_slot: slot,
        blocks: 2,
        tags: vec![[fill; 8]; 2 * 336],
        signature: [0; 64],
    };
    index.signature = key
        .sign(&labelled(label::INDEX, &index.signed_bytes()))
        .to_bytes();
    (edition.encode(), index.encode())
}

/// A key list with these keys; the relay does not look at its hybrid signatures.
pub(crate) fn key_list(version: u32, previous: Option<&KeyList>, outbox: &SigningKey) -> KeyList {
    let mut issuer_public = [4; 1984];
    issuer_public[..32].copy_from_slice(&key(2).verifying_key().to_bytes());
    KeyList {
        version,
        issued_at: NOW,
        valid_until_day: 20_900,
        org_id: [1; 32],
        previous: previous.map_or([0; 32], |list| *blake3::hash(&list.encode()).as_bytes()),
        root_public: [3; 1984],
        issuer_public,
        issuer_from_day: 20_780,
        issuer_until_day: 20_870,
        root_signature: [5; 3373],
        outbox_public: outbox.verifying_key().to_bytes(),
        parameters: Parameters::standard(),
        sorter_keys: vec![(2968, [7; 1216])],
        intake_keys: vec![(0, 20_780, [8; 1216])],
        relays: vec![],
        signature: [10; 3373],
    }
}

pub(crate) async fn bytes(reply: Response) -> Vec<u8> {
    axum::body::to_bytes(reply.into_body(), usize::MAX)
        .await
        .unwrap()
        .to_vec()
}

/// An answer as text: status, headers in order of their names, length of the body.
pub(crate) async fn shown(reply: Response) -> String {
    let mut lines: Vec<String> = reply
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    let status = reply.status();
    format!(
        "{status}\n{}\n({} bytes)",
        lines.join("\n"),
        bytes(reply).await.len()
    )
}

/// All files of a folder with their bytes.
pub(crate) fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

/// The path of an example of this crate; builds it if the tests were built alone.
pub(crate) fn example(name: &str) -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let path = deps.ancestors().nth(2).unwrap().join("examples").join(name);
    if !path.exists() {
        let built = std::process::Command::new(env!("CARGO"))
            .args([
                "build",
                "--quiet",
                "--package",
                "drop-server",
                "--example",
                name,
            ])
            .status()
            .unwrap();
        assert!(built.success());
    }
    path
}
