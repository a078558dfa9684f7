//! Planted markers: what a client says about itself is in no file and in no output, whatever the
//! relay goes through. The same scan finds the marker where it is.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::support::{example, files};

const MARKER: &str = "planted-9f2c51";

/// Names of the files that contain the marker: as text, in UTF-16, in upper case, or in hex.
fn found_in(dir: &Path) -> Vec<String> {
    let forms = [
        MARKER.as_bytes().to_vec(),
        MARKER.to_uppercase().into_bytes(),
        MARKER.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        MARKER
            .bytes()
            .flat_map(|byte| format!("{byte:02x}").into_bytes())
            .collect(),
    ];
    files(dir)
        .into_iter()
        .filter(|(_, bytes)| {
            forms
                .iter()
                .any(|form| bytes.windows(form.len()).any(|window| window == form))
        })
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

/// Requests that carry the marker everywhere but in the parcel.
fn requests() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let headers = format!(
        "Host: {MARKER}.example\r\nUser-Agent: {MARKER}\r\nReferer: http://{MARKER}/\r\n\
         Cookie: a={MARKER}\r\nX-Forwarded-For: {MARKER}\r\nForwarded: for={MARKER}\r\n\
         Origin: http://{MARKER}\r\nAuthorization: Basic {MARKER}\r\nContent-Type: {MARKER}\r\n"
    );
    let ways = [
        ("POST", "/p".to_owned(), 4112),
        ("POST", format!("/p?{MARKER}={MARKER}"), 4112),
        ("POST", "/p".to_owned(), 5),
        ("GET", format!("/o/{MARKER}"), 0),
        ("GET", format!("/{MARKER}"), 0),
        ("GET", format!("/k?{MARKER}"), 0),
        ("POST", "/s/pull".to_owned(), 74),
        (MARKER, "/p".to_owned(), 0),
    ];
    for (method, path, len) in ways {
        let mut request =
            format!("{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {len}\r\n\r\n")
                .into_bytes();
        request.resize(request.len() + len, 7);
        all.push(request);
    }
    all.push(format!("{MARKER} {MARKER}\r\n\r\n").into_bytes());
    all.push(format!("POST /p HTTP/1.1\r\n{MARKER}: {}\r\n", "a".repeat(20_000)).into_bytes());
    all
}

fn start(dir: &Path) -> (Child, u16) {
    let mut child = Command::new(example("load"))
        .arg("serve")
        .arg(dir)
        .arg("0")
        .env("RUST_BACKTRACE", "full")
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    child.stdout = Some(out.into_inner());
    let port = line.trim().strip_prefix("ready ").unwrap().parse().unwrap();
    (child, port)
}

fn send(port: u16, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let _ = stream.write_all(request);
    let mut said = Vec::new();
    let _ = stream.read_to_end(&mut said);
    String::from_utf8_lossy(&said).into_owned()
}

#[test]
fn what_a_client_says_about_itself_is_in_no_file_and_in_no_output() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("relay");
    let (mut child, port) = start(&folder);
    let mut accepted = 0;
    for request in requests() {
        let said = send(port, &request);
        assert!(!said.contains(MARKER), "an answer repeats it: {said}");
        accepted += usize::from(said.starts_with("HTTP/1.1 204"));
    }
    assert_eq!(accepted, 2, "both good parcels were taken");
    assert_eq!(found_in(&folder), [""; 0], "while it runs");

    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "",
        "standard output"
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "",
        "standard error"
    );
    assert_eq!(found_in(&folder), [""; 0], "after kill -9");
    // Neither is the address that they all came from.
    for (path, bytes) in files(&folder) {
        assert!(
            !bytes.windows(9).any(|window| window == b"127.0.0.1"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_scan_finds_a_marker_that_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("relay");
    let (mut child, port) = start(&folder);
    let mut parcel = vec![7; 4112];
    parcel[2000..2000 + MARKER.len()].copy_from_slice(MARKER.as_bytes());
    let mut request =
        b"POST /p HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4112\r\n\r\n"
            .to_vec();
    request.extend(parcel);
    assert!(send(port, &request).starts_with("HTTP/1.1 204"));
    child.kill().unwrap();
    child.wait().unwrap();
    // In a parcel it is stored: the relay keeps those bytes, and clients seal them.
    assert!(!found_in(&folder).is_empty());

    let control = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("plain", MARKER.as_bytes().to_vec()),
        (
            "wide",
            MARKER.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
    ] {
        std::fs::File::create(control.path().join(name))
            .unwrap()
            .write_all(&bytes)
            .unwrap();
    }
    assert_eq!(found_in(control.path()).len(), 2);
}
