//! The desk's way to the relay: plain requests with fixed headers, through a proxy where one is given.

use std::io::Read as _;
use std::time::Duration;

use crate::failure::{Failure, Outcome};

/// Longest answer that is read: a full pull is about 4.2 MB.
const MAX_ANSWER_BYTES: u64 = 8 * 1024 * 1024;

/// One relay, as reached from here.
#[derive(Debug)]
pub(crate) struct Http {
    agent: ureq::Agent,
    base: String,
}

/// What the relay answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Status code of HTTP.
    pub(crate) status: u16,
    /// Body, at most [`MAX_ANSWER_BYTES`].
    pub(crate) body: Vec<u8>,
}

impl Http {
    /// `base` is `http://host[:port]` or `https://host[:port]`, without a path.
    pub(crate) fn new(base: &str, proxy: Option<&str>) -> Outcome<Self> {
        let base = checked_address(base)?;
        let proxy = match proxy {
            Some(given) => Some(
                ureq::Proxy::new(given).map_err(|_| Failure::new("proxy").with("given", given))?,
            ),
            None => None,
        };
        let agent = ureq::Agent::config_builder()
            .proxy(proxy)
            .http_status_as_error(false)
            .user_agent("")
            .accept("")
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        Ok(Self { agent, base })
    }

    /// The address of the relay.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// GET of a path that begins with `/`; none when nobody answers.
    pub(crate) fn get(&self, path: &str) -> Option<Answer> {
        read(self.agent.get(format!("{}{path}", self.base)).call())
    }

    /// POST of raw bytes; none when nobody answers.
    pub(crate) fn post(&self, path: &str, body: &[u8]) -> Option<Answer> {
        read(self.agent.post(format!("{}{path}", self.base)).send(body))
    }
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Option<Answer> {
    let mut answer = answer.ok()?;
    let mut body = Vec::new();
    answer
        .body_mut()
        .as_reader()
        .take(MAX_ANSWER_BYTES)
        .read_to_end(&mut body)
        .ok()?;
    Some(Answer {
        status: answer.status().as_u16(),
        body,
    })
}

/// The address without a slash at its end.
pub(crate) fn checked_address(given: &str) -> Outcome<String> {
    let bad = || Failure::new("address").with("given", given);
    let trimmed = given.trim().trim_end_matches('/');
    let rest = trimmed
        .strip_prefix("https://")
        .or_else(|| trimmed.strip_prefix("http://"))
        .ok_or_else(bad)?;
    let is_host = |letter: char| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter);
    if rest.is_empty() || trimmed.len() > 128 || !rest.chars().all(is_host) {
        return Err(bad());
    }
    Ok(trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::checked_address;

    #[test]
    fn an_address_has_a_scheme_a_host_and_no_path() {
        assert_eq!(
            checked_address("https://example.org/").unwrap(),
            "https://example.org"
        );
        assert_eq!(
            checked_address(" http://127.0.0.1:80").unwrap(),
            "http://127.0.0.1:80"
        );
        for bad in [
            "",
            "example.org",
            "https://",
            "ftp://example.org",
            "https://example.org/p",
            "https://a b",
            "https://u@h",
        ] {
            assert!(checked_address(bad).is_err(), "{bad}");
        }
    }
}
