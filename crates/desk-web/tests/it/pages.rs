//! The pages: a browser of one member, by hand, and everybody who should not get in.

mod anything;
mod gates;
mod languages;
mod locking;
mod reading;
mod replying;
pub(crate) mod seed;
mod tcp;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use desk_casework::{Conversation, ConversationId};
use desk_vault::{Passphrase, Vault};
use desk_web::engine::Desk;
use desk_web::{App, Settings};
use http_body_util::BodyExt as _;
use language::Tag;
use tower::ServiceExt as _;

use crate::engine::{START, World};
use crate::seeded::Seeded;

pub(crate) const PASSPHRASE: &str = "a kettle on the roof";
const PORT: u16 = 4711;
const HOST: &str = "127.0.0.1:4711";
const IDLE_SECS: u64 = 900;

/// A desk with a clock that the test moves, and a browser with the cookie.
pub(crate) struct Site {
    pub(crate) world: World,
    pub(crate) app: Arc<App>,
    router: Router,
    clock: Arc<AtomicU64>,
    cookie: String,
}

/// What a browser gets.
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Shown {
    pub(crate) async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Self {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or_default()
    }

    /// Where a redirect leads.
    pub(crate) fn to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER);
        self.header("location")
    }

    /// The page as somebody reads it: no tags, no bidi isolates, spaces as one.
    pub(crate) fn text(&self) -> String {
        let start = self.body.find("<body").unwrap_or(0);
        let mut text = String::new();
        let mut is_tag = false;
        for letter in self.body[start..].chars() {
            match letter {
                '<' => {
                    is_tag = true;
                    text.push(' ');
                }
                '>' => is_tag = false,
                '\u{2068}' | '\u{2069}' => {}
                letter if !is_tag => text.push(letter),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn says(&self, text: &str) {
        assert!(
            self.text().contains(text),
            "{text:?} is not in: {}",
            self.text()
        );
    }
}

impl Site {
    /// A locked desk with the conversations of [`seed`], and a browser that has begun.
    pub(crate) async fn new() -> Self {
        let mut site = Self::unstarted(START, &seed::all());
        let start = site.app.start_path().unwrap();
        let shown = site.send(get(&start)).await;
        assert_eq!(shown.to(), "/");
        let cookie = shown.header("set-cookie");
        cookie
            .split(';')
            .next()
            .unwrap()
            .clone_into(&mut site.cookie);
        site
    }

    pub(crate) async fn open() -> Self {
        let site = Self::new().await;
        site.unlock().await;
        site
    }

    pub(crate) fn unstarted(now: u64, seeds: &[seed::Seed]) -> Self {
        let mut world = World::found();
        let mut desk = world.desk.take().unwrap();
        seed::plant(&mut desk, seeds, now, &mut world.rng);
        drop(desk);
        let clock = Arc::new(AtomicU64::new(now));
        let read = Arc::clone(&clock);
        let settings = Settings {
            vault: world.folder("desk"),
            idle_secs: IDLE_SECS,
            clock: Arc::new(move || read.load(Ordering::Relaxed)),
            language: Tag::En,
        };
        let app = App::new(settings, PORT, &mut Seeded::new(7));
        Self {
            world,
            router: desk_web::router(Arc::clone(&app)),
            app,
            clock,
            cookie: String::new(),
        }
    }

    pub(crate) async fn unlock(&self) {
        let shown = self.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
        assert_eq!(shown.to(), "/inbox");
    }

    pub(crate) fn pass(&self, secs: u64) {
        self.clock.fetch_add(secs, Ordering::Relaxed);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Shown {
        Shown::of(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Shown {
        let mut request = get(path);
        request
            .headers_mut()
            .insert("cookie", self.cookie.parse().unwrap());
        self.send(request).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Shown {
        self.send(self.form(path, fields)).await
    }

    /// A form as the browser of the member sends it.
    pub(crate) fn form(&self, path: &str, fields: &[(&str, &str)]) -> Request<Body> {
        let mut request = post(path, fields);
        request
            .headers_mut()
            .insert("cookie", self.cookie.parse().unwrap());
        request
    }

    /// What the vault holds of a conversation, while the desk is locked.
    pub(crate) fn stored(&self, id: ConversationId) -> Conversation {
        let vault = Vault::open(
            &self.world.folder("desk"),
            &Passphrase::new(PASSPHRASE).unwrap(),
        );
        vault.unwrap().reader().conversation(id).unwrap().unwrap()
    }

    /// Locks the desk, does something to it directly, and unlocks it.
    pub(crate) async fn behind<T>(&self, work: impl FnOnce(&mut Desk, u64) -> T) -> T {
        self.app.lock();
        let now = self.clock.load(Ordering::Relaxed);
        let vault = Vault::open(
            &self.world.folder("desk"),
            &Passphrase::new(PASSPHRASE).unwrap(),
        );
        let mut desk = Desk::open(vault.unwrap(), now).unwrap();
        let result = work(&mut desk, now);
        drop(desk);
        self.unlock().await;
        result
    }
}

pub(crate) fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .header("host", HOST)
        .body(Body::empty())
        .unwrap()
}

pub(crate) fn post(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    Request::post(path)
        .header("host", HOST)
        .header("origin", format!("http://{HOST}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(encoded(fields)))
        .unwrap()
}

pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let percent =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", percent(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The path of a seeded conversation.
pub(crate) fn path(id: ConversationId) -> String {
    let hex: String = id.0.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("/c/{hex}")
}
