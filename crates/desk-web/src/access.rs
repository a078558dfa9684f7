//! Who may look: one browser of one person on this computer.
//!
//! A page on loopback can be reached by every program and every user of the computer, and by every
//! web page that the browser has open. So each request passes four gates, in this order:
//!
//! ```text
//! Host is ours (DNS rebinding) ─▶ not sent by another site (Origin, Sec-Fetch-Site)
//!                              ─▶ start key, once ─▶ strict cookie, of that host
//! ```
//!
//! The start key stands in the address that the terminal prints. It works once; the cookie that it
//! buys lives as long as the process.
//!
//! A browser sends a cookie to every port of a host. Another user of the computer could listen on
//! another port of 127.0.0.1, bring the browser there and so read the cookie. Therefore the first
//! address has a host name of its own, `RANDOM.localhost`, which nobody else knows, and the cookie
//! works only under the name for which it was given. Whoever opens the desk as 127.0.0.1, since an
//! old browser does not know such names, does without this protection.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, Method, header};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// Name of the cookie; neutral, and the only one that this program ever sets.
const COOKIE: &str = "d";

/// What a gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The address bar says something else than an address of the desk.
    OtherHost,
    /// Another site sent this request.
    OtherSite,
    /// The start key was used already, or never was one.
    KeyUsed,
    /// No cookie, or an old one.
    NoSession,
}

/// The gates of one run of the desk.
pub(crate) struct Access {
    /// Ours: the private name, then the two that every browser knows.
    hosts: [String; 3],
    session: Zeroizing<String>,
    begin: Mutex<Begin>,
}

/// How far the beginning is.
enum Begin {
    /// The key waits to be used.
    Waits(Zeroizing<String>),
    /// It was used under this host; the cookie works there and nowhere else.
    Done { host: String },
}

impl Access {
    /// Gates for a desk that listens on `127.0.0.1:port`.
    pub(crate) fn new(port: u16, rng: &mut impl CryptoRng) -> Self {
        let name = secret::<8>(rng);
        Self {
            hosts: [
                format!("{}.localhost:{port}", name.as_str()),
                format!("127.0.0.1:{port}"),
                format!("localhost:{port}"),
            ],
            session: secret::<32>(rng),
            begin: Mutex::new(Begin::Waits(secret::<32>(rng))),
        }
    }

    /// The host name that only the terminal knows, with the port.
    pub(crate) fn private_host(&self) -> &str {
        &self.hosts[0]
    }

    /// The key of the first address; none once it was used.
    pub(crate) fn start_key(&self) -> Option<String> {
        match &*self.begun() {
            Begin::Waits(key) => Some(key.to_string()),
            Begin::Done { .. } => None,
        }
    }

    fn begun(&self) -> MutexGuard<'_, Begin> {
        self.begin.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Spends the start key; the answer is the `Set-Cookie` header.
    pub(crate) fn begin(&self, given: &str, headers: &HeaderMap) -> Result<String, Refusal> {
        let host = text(headers, header::HOST.as_str()).ok_or(Refusal::OtherHost)?;
        let mut begin = self.begun();
        match &*begin {
            Begin::Waits(key) if same(key, given) => {}
            _ => return Err(Refusal::KeyUsed),
        }
        *begin = Begin::Done {
            host: host.to_owned(),
        };
        let session = self.session.as_str();
        Ok(format!(
            "{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict"
        ))
    }

    /// The gates before anything is looked at, also for the start address.
    pub(crate) fn check_sender(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        let host = text(headers, header::HOST.as_str()).unwrap_or_default();
        if !self.hosts.iter().any(|ours| ours == host) {
            return Err(Refusal::OtherHost);
        }
        let is_ours = |origin: &str| origin.strip_prefix("http://") == Some(host);
        match headers.get(header::ORIGIN).map(|origin| origin.to_str()) {
            Some(Ok(origin)) if is_ours(origin) => {}
            Some(_) => return Err(Refusal::OtherSite),
            // Every browser that is still used names the origin of a POST.
            None if method != Method::GET && method != Method::HEAD => {
                return Err(Refusal::OtherSite);
            }
            None => {}
        }
        match headers
            .get("sec-fetch-site")
            .map(axum::http::HeaderValue::as_bytes)
        {
            None | Some(b"same-origin" | b"none") => Ok(()),
            Some(_) => Err(Refusal::OtherSite),
        }
    }

    /// The last gate.
    pub(crate) fn check_session(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let here = text(headers, header::HOST.as_str()).unwrap_or_default();
        let is_here = matches!(&*self.begun(), Begin::Done { host } if host == here);
        let has_cookie = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(name, value)| name == COOKIE && same(&self.session, value));
        if is_here && has_cookie {
            Ok(())
        } else {
            Err(Refusal::NoSession)
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Random bytes as hexadecimal digits.
fn secret<const N: usize>(rng: &mut impl CryptoRng) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0_u8; N]);
    rng.fill_bytes(bytes.as_mut_slice());
    Zeroizing::new(hex(bytes.as_slice()))
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares hashes, so that the time says nothing about the secret.
fn same(ours: &str, given: &str) -> bool {
    blake3::hash(ours.as_bytes()) == blake3::hash(given.as_bytes())
}
