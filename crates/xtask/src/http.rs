//! One HTTP/1.1 request by hand, so that the checks see bytes as they travel.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::Outcome;

/// How long a server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Status line and headers.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }
}

/// `GET` with brotli accepted, as every browser does.
pub(crate) fn get(site: &str, path: &str) -> Outcome<Answer> {
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n",
        host(site)
    );
    let answer = exchange(site, head.as_bytes())?;
    answer.ok_or_else(|| format!("{path}: the server closed without an answer"))
}

/// `GET` without compression.
pub(crate) fn get_plain(site: &str, path: &str) -> Outcome<Answer> {
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        host(site)
    );
    let answer = exchange(site, head.as_bytes())?;
    answer.ok_or_else(|| format!("{path}: the server closed without an answer"))
}

/// Host and port of `http://host:port`.
pub(crate) fn host(site: &str) -> &str {
    site.strip_prefix("http://")
        .unwrap_or(site)
        .trim_end_matches('/')
}

/// Sends bytes as they are; `None` if the server closes without an answer.
pub(crate) fn exchange(site: &str, request: &[u8]) -> Outcome<Option<Answer>> {
    let failed = |error: std::io::Error| format!("{site}: {error}");
    let mut stream = TcpStream::connect(host(site)).map_err(failed)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
    stream.set_write_timeout(Some(PATIENCE)).map_err(failed)?;
    // A server may refuse while we still write: then its answer is what counts.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    Ok(parse(&bytes))
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut answer = Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
    };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = unchunk(&answer.body)?;
    }
    Some(answer)
}

fn unchunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&bytes[..line]).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let start = line + 2;
        whole.extend_from_slice(bytes.get(start..start + size)?);
        bytes = bytes.get(start + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_answer_is_read_whole_or_in_chunks() {
        let answer = parse(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nabc").unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, b"abc".as_slice())
        );
        assert_eq!(answer.header("content-encoding"), Some("br"));
        let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        assert_eq!(parse(chunked).unwrap().body, b"abcde");
        assert!(parse(b"nothing").is_none());
    }
}
