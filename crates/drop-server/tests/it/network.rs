//! A real server and real sockets: what a stranger may take, and what he may not.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use drop_server::Limits;
use tokio::sync::oneshot;

use crate::support::TestRelay;

/// A relay on a socket, on a thread of its own. Dropping it stops the server.
struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// A short time for heads, so that a test waits for its end; nothing here sleeps for a guess.
fn short_head() -> Limits {
    Limits {
        head: Duration::from_millis(500),
        ..Limits::standard()
    }
}

fn serve(limits: Limits) -> Server {
    let (stop, stopped) = oneshot::channel();
    let (tell, told) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let relay = TestRelay::new();
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            let router = relay.relay.as_ref().unwrap().router();
            let until = async { drop(stopped.await) };
            drop_server::serve(listener, router, limits, until)
                .await
                .unwrap();
        });
    });
    Server {
        address: told.recv().unwrap(),
        stop: Some(stop),
        thread: Some(thread),
    }
}

impl Server {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        // Longer than every limit: a server that waits for ever fails the test.
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream
    }

    /// Everything that the server says until it hangs up.
    fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may hang up before it has read everything.
        let _ = stream.write_all(bytes);
        to_end(&mut stream)
    }

    fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.send(()).unwrap();
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.stop();
        }
    }
}

fn to_end(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    match stream.read_to_end(&mut said) {
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("it waits for ever"),
        // A reset is a way to hang up.
        _ => String::from_utf8(said).unwrap().replace('\r', ""),
    }
}

fn submission(head: &str) -> Vec<u8> {
    let mut request =
        format!("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 4112\r\n{head}\r\n").into_bytes();
    request.resize(request.len() + 4112, 7);
    request
}

#[test]
fn on_the_wire_an_answer_carries_no_date_and_no_name_of_the_server() {
    let server = serve(Limits::standard());
    insta::assert_snapshot!(server.exchange(&submission("Connection: close\r\n")), @r"
        HTTP/1.1 204 No Content
        access-control-allow-origin: *
        x-content-type-options: nosniff
        cache-control: no-store
        connection: close
        ");
    insta::assert_snapshot!(
        server.exchange(b"GET /o/index HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        @r"
        HTTP/1.1 404 Not Found
        access-control-allow-origin: *
        x-content-type-options: nosniff
        cache-control: no-store
        connection: close
        content-length: 0
        "
    );
}

#[test]
fn many_parcels_travel_over_one_connection() {
    let server = serve(Limits::standard());
    let mut stream = server.connect();
    for _ in 0..50 {
        stream.write_all(&submission("")).unwrap();
        let mut head = [0; 12];
        stream.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"HTTP/1.1 204");
        let mut rest = Vec::new();
        while !rest.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            rest.push(byte[0]);
        }
    }
}

#[test]
fn a_header_that_never_ends_is_cut_off() {
    let server = serve(short_head());
    assert_eq!(server.exchange(b""), "", "nothing at all");
    assert_eq!(server.exchange(b"POST /p HT"), "", "half a line");
    let said = server.exchange(b"POST /p HTTP/1.1\r\nHost: x\r\nX-A: b\r\n");
    assert_eq!(said, "", "a head without an end");
}

#[test]
fn a_header_that_trickles_is_cut_off_too() {
    let server = serve(short_head());
    let mut stream = server.connect();
    stream.write_all(b"POST /p HTTP/1.1\r\n").unwrap();
    stream
        .set_read_timeout(Some(Duration::from_millis(20)))
        .unwrap();
    let mut byte = [0];
    // A header line every 20 ms, always alive, never done: ends by the server's clock.
    for line in 0.. {
        assert!(line < 1000, "still open after 20 seconds");
        let wrote = stream.write_all(b"X: y\r\n");
        match stream.read(&mut byte) {
            Ok(0) => return,
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => return,
            Ok(_) => panic!("an answer to half a request"),
        }
        if wrote.is_err() {
            return;
        }
    }
}

#[test]
fn a_body_that_trickles_is_answered_408_and_cut_off() {
    let server = serve(Limits {
        request: Duration::from_millis(500),
        ..Limits::standard()
    });
    let whole = submission("");
    let said = server.exchange(&whole[..whole.len() - 1]);
    insta::assert_snapshot!(said, @r"
        HTTP/1.1 408 Request Timeout
        connection: close
        cache-control: no-store
        content-length: 0
        ");
}

#[test]
fn a_connection_that_idles_after_a_request_is_closed() {
    let server = serve(short_head());
    let said = server.exchange(&submission(""));
    assert!(said.starts_with("HTTP/1.1 204"), "{said}");
}

#[test]
fn a_connection_ends_after_its_time_even_if_it_is_busy() {
    let limits = Limits {
        connection: Duration::from_millis(300),
        ..Limits::standard()
    };
    let server = serve(limits);
    let mut stream = server.connect();
    for request in 0.. {
        assert!(request < 100_000, "it goes on for ever");
        let mut byte = [0; 4096];
        if stream.write_all(&submission("")).is_err()
            || matches!(stream.read(&mut byte), Ok(0) | Err(_))
        {
            return;
        }
    }
}

#[test]
fn headers_over_the_limits_are_answered_431() {
    let server = serve(Limits::standard());
    let long = submission(&format!(
        "X-Long: {}\r\nConnection: close\r\n",
        "a".repeat(9000)
    ));
    insta::assert_snapshot!(server.exchange(&long), @r"
        HTTP/1.1 431 Request Header Fields Too Large
        connection: close
        content-length: 0
        ");
    let many = submission(&"X-Many: a\r\n".repeat(70));
    assert!(server.exchange(&many).starts_with("HTTP/1.1 431"));
    let path = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(9000));
    assert!(server.exchange(path.as_bytes()).starts_with("HTTP/1.1 4"));
}

#[test]
fn a_body_over_every_limit_is_refused_before_it_is_sent() {
    let server = serve(Limits::standard());
    let head = "POST /anything HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n";
    insta::assert_snapshot!(server.exchange(head.as_bytes()), @r"
        HTTP/1.1 413 Payload Too Large
        connection: close
        cache-control: no-store
        content-length: 0
        ");
    let head = "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 4113\r\nConnection: close\r\n\r\n";
    assert!(server.exchange(head.as_bytes()).starts_with("HTTP/1.1 400"));
}

#[test]
fn a_body_in_chunks_is_bounded_as_well() {
    let server = serve(Limits::standard());
    let mut request = b"POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..40 {
        request.extend_from_slice(b"400\r\n");
        request.resize(request.len() + 0x400, 7);
        request.extend_from_slice(b"\r\n");
    }
    assert!(server.exchange(&request).starts_with("HTTP/1.1 400"));
}

#[test]
fn nonsense_on_the_socket_hurts_nobody() {
    let server = serve(short_head());
    for bytes in [
        &b"\0\0\0\0\0\0\0\0\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST /p HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /p HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST /p HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET http://[::/p HTTP/1.1\r\n\r\n",
        b"POST /p HTTP/9.9\r\n\r\n",
    ] {
        let said = server.exchange(bytes);
        assert!(!said.starts_with("HTTP/1.1 2"), "{said}");
    }
    assert!(
        server
            .exchange(&submission("Connection: close\r\n"))
            .starts_with("HTTP/1.1 204")
    );
}

#[test]
fn one_connection_more_than_the_limit_waits_until_another_ends() {
    let server = serve(Limits {
        connections: 2,
        head: Duration::from_millis(400),
        ..Limits::standard()
    });
    let (_first, _second) = (server.connect(), server.connect());
    // Both places are taken by silent clients; their time runs out, and then it is her turn.
    assert!(
        server
            .exchange(&submission("Connection: close\r\n"))
            .starts_with("HTTP/1.1 204")
    );
}

#[test]
fn a_server_that_stops_answers_what_is_under_way_and_takes_nothing_new() {
    let mut server = serve(Limits::standard());
    let mut stream = server.connect();
    stream.write_all(&submission("")).unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"HTTP/1.1 204");
    server.stop();
    to_end(&mut stream);
    assert!(TcpStream::connect(server.address).is_err());
}
