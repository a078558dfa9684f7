//! What a desk asks a relay for. The binary does the asking.

use drop_wire::SUBMIT_BYTES;

/// A relay, as a desk reaches it: over Tor or TLS in the binary, in memory in tests.
pub trait Relay {
    /// `POST /p`.
    ///
    /// # Errors
    /// [`RelayError`].
    fn submit(&mut self, body: &[u8; SUBMIT_BYTES]) -> Result<(), RelayError>;

    /// `POST` of a signed call. The answer's body, empty for 204.
    ///
    /// # Errors
    /// [`RelayError`].
    fn call(&mut self, path: &str, body: &[u8]) -> Result<Vec<u8>, RelayError>;

    /// `GET`.
    ///
    /// # Errors
    /// [`RelayError`].
    fn get(&mut self, path: &str) -> Result<Vec<u8>, RelayError>;
}

/// Why a relay did not do it. For every kind the desk simply tries again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RelayError {
    /// No answer: no network, no relay, a timeout.
    #[error("the relay does not answer")]
    Unreachable,
    /// 503: it is full or cannot write.
    #[error("the relay is full")]
    Busy,
    /// 403: it does not know our keys, or a call was repeated.
    #[error("the relay does not know us")]
    Forbidden,
    /// 409: it has something else under this name.
    #[error("the relay has another one")]
    Conflict,
    /// 404.
    #[error("the relay does not have it")]
    Absent,
    /// Another answer than the protocol knows.
    #[error("the relay answers strangely")]
    Strange,
}

impl RelayError {
    /// The error for a status of an answer; `None` for success.
    pub fn of_status(status: u16) -> Option<Self> {
        match status {
            200..=299 => None,
            403 => Some(Self::Forbidden),
            404 => Some(Self::Absent),
            409 => Some(Self::Conflict),
            503 => Some(Self::Busy),
            _ => Some(Self::Strange),
        }
    }

    /// Whether there is no sense in asking for more in this round.
    fn ends_round(self) -> bool {
        matches!(self, Self::Unreachable | Self::Forbidden | Self::Strange)
    }
}

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`, without a body.
    Get,
    /// `POST`.
    Post,
}

/// A request of a round. [`crate::engine::Desk::answer`] takes it back with what came.
pub struct Request {
    /// How.
    pub method: Method,
    /// The path, as in `drop_wire::path`.
    pub path: String,
    /// The body; empty for `GET`.
    pub body: Vec<u8>,
    pub(super) purpose: Purpose,
}

/// What the answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    List,
    Index,
    Issue(u32),
    Pull,
    Acknowledge,
    Post(Vec<[u8; 8]>),
    Publish(u64),
}

impl Purpose {
    /// Whether there is no sense in going on with the round after this answer. A relay that takes
    /// no edition (its clock is behind) may still hand over what people write.
    pub(super) fn is_vital(&self, error: RelayError) -> bool {
        let is_edition = matches!(self, Self::Publish(_)) && error == RelayError::Strange;
        error.ends_round() && !is_edition
    }
}

impl Request {
    pub(super) fn get(path: &str, purpose: Purpose) -> Self {
        Self {
            method: Method::Get,
            path: path.to_owned(),
            body: Vec::new(),
            purpose,
        }
    }

    pub(super) fn post(path: &str, body: Vec<u8>, purpose: Purpose) -> Self {
        Self {
            method: Method::Post,
            path: path.to_owned(),
            body,
            purpose,
        }
    }
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Makes a request over a relay.
pub(super) fn perform(
    relay: &mut (impl Relay + ?Sized),
    request: &Request,
) -> Result<Vec<u8>, RelayError> {
    match (request.method, request.body.as_array()) {
        (Method::Get, _) => relay.get(&request.path),
        (Method::Post, Some(body)) if request.path == drop_wire::path::SUBMIT => {
            relay.submit(body).map(|()| Vec::new())
        }
        (Method::Post, _) => relay.call(&request.path, &request.body),
    }
}
