//! HTTP by hand: what a test sends is what arrives, well formed or not.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header of the answer.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Sends bytes to a port of this computer and reads until the other side closes; none if nobody listens or answers.
pub(crate) fn raw(port: u16, request: &[u8]) -> Option<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    // The other side may answer and close before it has read all.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        head,
        body: bytes.split_off(end + 4),
    })
}

/// A request with these headers, on a connection of its own.
pub(crate) fn send(
    port: u16,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Option<Answer> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    raw(port, &[head.as_bytes(), body].concat())
}

/// GET as any visitor.
pub(crate) fn get(port: u16, path: &str) -> Option<Answer> {
    send(port, "GET", path, &[("host", "relay")], b"")
}

/// The port in an address that the program printed.
pub(crate) fn port_of(address: &str) -> u16 {
    let digits: String = address
        .trim_start_matches("http://")
        .chars()
        .skip_while(|letter| *letter != ':')
        .skip(1)
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap()
}
