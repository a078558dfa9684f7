//! What a hostile or careless client sends.

/// The body of `POST /p`: nonce and parcel.
const SUBMIT_BYTES: usize = 4112;
/// How many parcels the configuration lets in on a day; the rest is refused with 503.
pub(super) const ACCEPTED: usize = 12;

/// Every request, with `marker` wherever the relay must not keep it, and `control` inside of parcels.
pub(super) fn all(marker: &str, control: &str) -> Vec<Vec<u8>> {
    let headers = format!(
        "Host: {marker}.example\r\nUser-Agent: {marker}\r\nReferer: http://{marker}/\r\nCookie: s={marker}\r\n\
         X-Forwarded-For: {marker}\r\nForwarded: for={marker}\r\nOrigin: http://{marker}\r\nAccept-Language: {marker}\r\n\
         Authorization: Basic {marker}\r\nContent-Type: {marker}\r\nIf-None-Match: \"{marker}\"\r\nRange: {marker}\r\n"
    );
    let of = |method: &str, path: &str, body: Vec<u8>| {
        let head = format!(
            "{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.into_bytes(), body].concat()
    };
    let filled = |len: usize| marker.bytes().cycle().take(len).collect::<Vec<u8>>();
    let parcel = || {
        control
            .bytes()
            .cycle()
            .take(SUBMIT_BYTES)
            .collect::<Vec<u8>>()
    };
    let mut all = Vec::new();
    for _ in 0..ACCEPTED {
        all.push(of("POST", &format!("/p?{marker}={marker}"), parcel()));
    }
    // Wrong sizes, far too large, and after the cap even the right size.
    for len in [0, 5, SUBMIT_BYTES - 1, SUBMIT_BYTES + 1, 200_000] {
        all.push(of("POST", "/p", filled(len)));
    }
    for path in ["/s/pull", "/s/ack", "/s/publish", "/s/keys"] {
        all.push(of("POST", path, filled(80)));
        all.push(of("POST", path, filled(300_000)));
        all.push(of("GET", path, Vec::new()));
    }
    for path in ["/o/", "/", "/p/", "/ar/", "/ar/k/", "/a/", "/%2e%2e/", "//"] {
        all.push(of("GET", &format!("{path}{marker}"), Vec::new()));
        all.push(of(
            "DELETE",
            &format!("{path}{marker}?q={marker}"),
            filled(20),
        ));
    }
    // The library's search: by form, by query, too long.
    all.push(of("POST", "/ar/s", format!("q={marker}").into_bytes()));
    all.push(of("POST", "/ckb/s", filled(5_000)));
    all.push(of("GET", &format!("/en/s?q={marker}"), Vec::new()));
    all.push(of(marker, "/p", Vec::new()));
    all.extend(broken(marker));
    // Over the cap: refused, and not kept.
    for _ in 0..3 {
        all.push(of("POST", "/p", filled(SUBMIT_BYTES)));
    }
    all
}

/// Not HTTP, too much of it, or none of its end.
fn broken(marker: &str) -> Vec<Vec<u8>> {
    vec![
        format!("{marker} {marker}\r\n\r\n").into_bytes(),
        format!("GET /{marker} HTTP/9.9\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: a\r\n{marker}: {}\r\n\r\n", marker.repeat(4_000)).into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", format!("{marker}: {marker}\r\n").repeat(300)).into_bytes(),
        format!("POST /p HTTP/1.1\r\nHost: {marker}\r\nContent-Length: 99999999999999999999\r\n\r\n{marker}").into_bytes(),
        format!("POST /p HTTP/1.1\r\nHost: {marker}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{marker}\r\n").into_bytes(),
    ]
}
