//! Over a real socket, as another program of this computer would try.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

use desk_web::{App, Settings};
use language::Tag;
use tokio::net::TcpListener;

use super::PASSPHRASE;
use super::seed::{self, ARABIC_TEXT};
use crate::engine::{START, World};
use crate::seeded::Seeded;

async fn ask(port: u16, request: String) -> String {
    let asking = move || {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    tokio::task::spawn_blocking(asking).await.unwrap()
}

fn request(head: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{head} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

#[tokio::test]
async fn a_program_without_the_key_gets_nothing_and_one_with_it_gets_in() {
    let mut world = World::found();
    seed::plant(world.desk(), &seed::all(), START, &mut Seeded::new(3));
    world.desk = None;
    let settings = Settings {
        vault: world.folder("desk"),
        idle_secs: 900,
        clock: Arc::new(|| START),
        language: Tag::En,
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let app = App::new(settings, port, &mut Seeded::new(4));
    let router = desk_web::router(Arc::clone(&app));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let host = format!("Host: 127.0.0.1:{port}\r\n");

    let start = app.start_path().unwrap();
    let answer = ask(port, request(&format!("GET {start}"), &host, "")).await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookie = answer
        .split("set-cookie: ")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let own = format!(
        "{host}Cookie: {cookie}\r\nOrigin: http://127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    );
    let form = format!("passphrase={}", PASSPHRASE.replace(' ', "+"));
    let answer = ask(port, request("POST /unlock", &own, &form)).await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");

    let first_words = ARABIC_TEXT.get(..40).unwrap();
    let strangers = [
        host.clone(),
        format!("{host}Cookie: d={}\r\n", "0".repeat(64)),
        format!("Host: evil.example\r\nCookie: {cookie}\r\n"),
        format!("{host}Cookie: {cookie}\r\nOrigin: http://evil.example\r\n"),
        format!("{host}Cookie: {cookie}\r\nSec-Fetch-Site: cross-site\r\n"),
    ];
    for headers in strangers {
        let answer = ask(port, request("GET /inbox", &headers, "")).await;
        assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
        assert!(!answer.contains(first_words));
    }
    let answer = ask(port, request("GET /inbox", &own, "")).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains(first_words));
    server.abort();
}
