//! What a client says about itself and about its text is in no file and no output of a relay, however badly it says it.

use std::io::Write as _;

use crate::support::http::{Answer, get, port_of, raw, send};
use crate::support::organisation::{Organisation, files};
use crate::support::program::{Running, program};
use crate::support::put;

/// Planted in requests; each place has its own number behind it.
const MARKER: &str = "planted-marker-7351-";

/// Requests that carry a marker in every place that a client can fill, well formed or not.
fn requests() -> Vec<Vec<u8>> {
    let mark = |place: u32| format!("{MARKER}{place}");
    let mut all = vec![
        format!("GET /{} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", mark(1)),
        format!("GET /k?{} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", mark(2)),
        format!("GET /o/{} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", mark(3)),
        format!(
            "GET /k HTTP/1.1\r\nhost: {0}\r\nuser-agent: {0}\r\ncookie: {0}\r\nreferer: {0}\r\nx-forwarded-for: {0}\r\n\
             connection: close\r\n\r\n",
            mark(4)
        ),
        format!("{} / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", mark(5)),
        format!("GET / {}\r\n\r\n", mark(6)),
        format!("GET / HTTP/1.1\r\nhost: a\r\n{}\r\n\r\n", mark(7)),
        format!("GET / HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n", mark(8)),
        format!("POST /p HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n{}\r\n", mark(9)),
        format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", mark(10).repeat(2_000)),
        format!("GET / HTTP/1.1\r\nhost: a\r\n{}: {}\r\n\r\n", mark(11), mark(11).repeat(2_000)),
        format!("GET /../%00/{}%ff%fe HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", mark(12)),
        format!("{}\0\x07\r\n\r\n", mark(13)),
        format!("GET /ckb/k/{} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", mark(14)),
    ]
    .into_iter()
    .map(String::into_bytes)
    .collect::<Vec<_>>();
    for path in ["/p", "/s/pull", "/s/ack", "/s/publish", "/s/keys", "/ckb/s"] {
        // Not 4,112: a body of the right size is a parcel, and is kept as it came.
        for length in [10, 4_111, 4_113, 70_000] {
            let body = mark(20).repeat(length / 20 + 1);
            let head = format!(
                "POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n\
                 content-length: {length}\r\n\r\n"
            );
            all.push([head.as_bytes(), &body.as_bytes()[..length]].concat());
        }
    }
    all
}

#[test]
fn nothing_that_a_client_says_is_in_the_relays_files_or_output() {
    let relay = Organisation::found();
    let config = relay.arg("relay.toml");
    let mut serve = program(&["--lang", "en", "serve", "--listen", "127.0.0.1:0"]);
    serve
        .args(["--config", &config])
        .env("RUST_BACKTRACE", "full")
        .env("RUST_LOG", "trace");
    let mut running = Running::start(&mut serve, &[]);
    let port = port_of(&running.address());
    for request in requests() {
        // Some are answered, some are cut off; both are right.
        let _: Option<Answer> = raw(port, &request);
    }
    // A connection that is cut in the middle of a marker.
    let mut torn = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    torn.write_all(
        format!("POST /p HTTP/1.1\r\nhost: a\r\ncontent-length: 4112\r\n\r\n{MARKER}").as_bytes(),
    )
    .unwrap();
    drop(torn);
    // It is alive, and keeps a parcel of somebody who says too much in a header.
    assert_eq!(get(port, "/ckb/").unwrap().status, 200);
    let sealed = vec![0x5a; 4_112];
    let taken = send(
        port,
        "POST",
        "/p",
        &[("host", "a"), ("user-agent", MARKER)],
        &sealed,
    )
    .unwrap();
    assert_eq!(taken.status, 204);
    assert!(running.stop().success());

    let data = relay.at("relay-data");
    let found = |bytes: &[u8]| {
        bytes
            .windows(MARKER.len())
            .any(|part| part == MARKER.as_bytes())
    };
    let kept = files(&data);
    assert!(!kept.is_empty(), "the relay keeps something");
    for (path, bytes) in &kept {
        assert!(!found(bytes), "{}", path.display());
    }
    let said = format!("{}{}", running.out(), running.err());
    assert!(!said.contains("planted"), "{said}");
    put(&data.join("control"), format!("noise {MARKER}1 noise"));
    assert!(
        files(&data).iter().any(|(_, bytes)| found(bytes)),
        "the search does not find what is there"
    );
}
