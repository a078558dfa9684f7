//! The commands of a page, as numbers and bytes. Integers little-endian; total on any input.
//!
//! | op | input | output |
//! |---|---|---|
//! | 0 start | org id 32, language 1, word list (UTF-8, may be empty) | – |
//! | 1 restore | session entry | – |
//! | 2 delay | visible 1 | milliseconds u32 |
//! | 3 due | now in ms u32 | bit 0 key list, bit 1 index |
//! | 4 key list | now in ms u32, bytes | – |
//! | 5 index | now in ms u32, bytes | – |
//! | 6 tick | – | nothing, or 4,112 bytes for `/p` and the path of an edition (may be empty) |
//! | 7 delivered | ok 1 | – |
//! | 8 edition | ok 1, bytes | – |
//! | 9 entry | – | session entry, or nothing |
//! | 10 status | – | [`STATUS_BYTES`] |
//! | 11 make | – | – |
//! | 12 show | form 1 | lines |
//! | 13 practise | typed | – |
//! | 14 ask | form 1 | two positions |
//! | 15 answer | two lines | – |
//! | 16 enter | typed | – |
//! | 17 count | text | sheets u16 |
//! | 18 compose | text | sheets u16 |
//! | 19 replies | – | each: day u32, automatic 1, have 1, parts 1, length u32, text |
//! | 20 forget | – | – |

/// The numbers of the commands.
pub mod op {
    /// See the table above, as for all of them.
    pub const START: u32 = 0;
    /// See above.
    pub const RESTORE: u32 = 1;
    /// See above.
    pub const DELAY: u32 = 2;
    /// See above.
    pub const DUE: u32 = 3;
    /// See above.
    pub const KEYLIST: u32 = 4;
    /// See above.
    pub const INDEX: u32 = 5;
    /// See above.
    pub const TICK: u32 = 6;
    /// See above.
    pub const DELIVERED: u32 = 7;
    /// See above.
    pub const EDITION: u32 = 8;
    /// See above.
    pub const ENTRY: u32 = 9;
    /// See above.
    pub const STATUS: u32 = 10;
    /// See above.
    pub const MAKE: u32 = 11;
    /// See above.
    pub const SHOW: u32 = 12;
    /// See above.
    pub const PRACTISE: u32 = 13;
    /// See above.
    pub const ASK: u32 = 14;
    /// See above.
    pub const ANSWER: u32 = 15;
    /// See above.
    pub const ENTER: u32 = 16;
    /// See above.
    pub const COUNT: u32 = 17;
    /// See above.
    pub const COMPOSE: u32 = 18;
    /// See above.
    pub const REPLIES: u32 = 19;
    /// See above.
    pub const FORGET: u32 = 20;

    /// Their names in `panel.js`, in order.
    pub const NAMES: [&str; 21] = [
        "START",
        "RESTORE",
        "DELAY",
        "DUE",
        "KEYLIST",
        "INDEX",
        "TICK",
        "DELIVERED",
        "EDITION",
        "ENTRY",
        "STATUS",
        "MAKE",
        "SHOW",
        "PRACTISE",
        "ASK",
        "ANSWER",
        "ENTER",
        "COUNT",
        "COMPOSE",
        "REPLIES",
        "FORGET",
    ];
}

use alloc::{string::ToString, vec::Vec};

use drop_client::{
    Client, ComposeError, Form, KeyListError, NotRight, Status, WindowError, envelope::OrgId,
    language::Tag,
};
use rand_core::CryptoRng;

/// The status, in bytes: ready 1, problem 1 (0 none, else [`KeyListError`] from 1), open 1, has words 1, words
/// first 1, sheets u32, left u32, awaited u16, newest u64 (0 none).
pub const STATUS_BYTES: usize = 23;

/// Why a command did nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Code {
    /// Caller: an unknown command, or input of the wrong shape.
    BadCall = -1,
    /// One of these is not right.
    NotRight = -2,
    /// [`ComposeError::NotReady`], [`WindowError::NotReady`].
    NotReady = -10,
    /// [`ComposeError::NoWords`].
    NoWords = -11,
    /// [`ComposeError::NotProved`].
    NotProved = -12,
    /// [`ComposeError::Empty`].
    Empty = -13,
    /// [`ComposeError::TooLong`].
    TooLong = -14,
    /// [`ComposeError::Full`].
    Full = -15,
    /// A key list, an index or an edition was refused; the status says more about a key list.
    Refused = -20,
}

impl From<NotRight> for Code {
    fn from(_: NotRight) -> Self {
        Self::NotRight
    }
}

impl From<KeyListError> for Code {
    fn from(_: KeyListError) -> Self {
        Self::Refused
    }
}

impl From<WindowError> for Code {
    fn from(error: WindowError) -> Self {
        match error {
            WindowError::NotReady => Self::NotReady,
            WindowError::Malformed | WindowError::Forged | WindowError::RolledBack => Self::Refused,
        }
    }
}

impl From<ComposeError> for Code {
    fn from(error: ComposeError) -> Self {
        match error {
            ComposeError::NotReady => Self::NotReady,
            ComposeError::NoWords => Self::NoWords,
            ComposeError::NotProved => Self::NotProved,
            ComposeError::Empty => Self::Empty,
            ComposeError::TooLong => Self::TooLong,
            ComposeError::Full => Self::Full,
        }
    }
}

/// The client of one page and its randomness.
pub struct Session<R> {
    client: Client,
    rng: R,
}

/// Command 0. Languages: 0 ar, 1 ckb, 2 kmr, 3 en, in the order of [`Tag::ALL`].
///
/// # Errors
/// [`Code::BadCall`].
pub fn start<R: CryptoRng>(input: &[u8], rng: R) -> Result<Session<R>, Code> {
    let (org, rest) = input.split_first_chunk::<32>().ok_or(Code::BadCall)?;
    let (language, list) = rest.split_first().ok_or(Code::BadCall)?;
    let language = *Tag::ALL.get(usize::from(*language)).ok_or(Code::BadCall)?;
    let list = text(list)?;
    let list = (!list.is_empty()).then(|| list.to_string());
    Ok(Session {
        client: Client::new(OrgId(*org), language, list),
        rng,
    })
}

type Done = Result<Vec<u8>, Code>;

impl<R: CryptoRng> Session<R> {
    /// Commands 1 to 20.
    ///
    /// # Errors
    /// [`Code`].
    pub fn call(&mut self, command: u32, input: &[u8]) -> Done {
        match command {
            op::RESTORE..=op::ENTRY => self.clock_side(command, input),
            _ => self.her_side(command, input),
        }
    }

    fn clock_side(&mut self, command: u32, input: &[u8]) -> Done {
        let Self { client, rng } = self;
        match command {
            op::RESTORE => client.restore(input),
            op::DELAY => {
                let delay = client.next_delay_ms(flag(input)?.0, rng);
                return Ok(delay.to_le_bytes().to_vec());
            }
            op::DUE => {
                let due = client.due(now(input)?.0);
                return Ok([u8::from(due.key_list) | u8::from(due.index) << 1].to_vec());
            }
            op::KEYLIST => {
                let (now_ms, bytes) = now(input)?;
                client.on_key_list(bytes, now_ms, rng)?;
            }
            op::INDEX => {
                let (now_ms, bytes) = now(input)?;
                client.on_index(bytes, now_ms)?;
            }
            op::TICK => return Ok(tick(client, rng)),
            op::DELIVERED => client.delivered(flag(input)?.0, rng),
            op::EDITION => {
                let (ok, bytes) = flag(input)?;
                client.on_edition(ok.then_some(bytes))?;
            }
            op::ENTRY => return Ok(client.session_entry(rng).unwrap_or_default()),
            _ => return Err(Code::BadCall),
        }
        Ok(Vec::new())
    }

    fn her_side(&mut self, command: u32, input: &[u8]) -> Done {
        let Self { client, rng } = self;
        match command {
            op::STATUS => return Ok(status(client)),
            op::MAKE => client.make(rng),
            op::SHOW => {
                let lines = client.show(form(input)?).ok_or(Code::NoWords)?;
                return Ok(lines.as_bytes().to_vec());
            }
            op::PRACTISE => client.practise(text(input)?)?,
            op::ASK => {
                let positions = client.ask(form(input)?, rng).ok_or(Code::NoWords)?;
                return Ok(positions.map(|at| u8::try_from(at).unwrap_or(0)).to_vec());
            }
            op::ANSWER => {
                let (first, second) = text(input)?.split_once('\n').ok_or(Code::BadCall)?;
                client.answer(first, second)?;
            }
            op::ENTER => client.enter(text(input)?, rng)?,
            op::COUNT => return Ok(sheets(client.count(text(input)?))),
            op::COMPOSE => return Ok(sheets(client.compose(text(input)?, rng)?)),
            op::REPLIES => return Ok(replies(client)),
            op::FORGET => client.forget(),
            _ => return Err(Code::BadCall),
        }
        Ok(Vec::new())
    }
}

impl<R> core::fmt::Debug for Session<R> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

fn text(input: &[u8]) -> Result<&str, Code> {
    core::str::from_utf8(input).map_err(|_| Code::BadCall)
}

fn flag(input: &[u8]) -> Result<(bool, &[u8]), Code> {
    let (flag, rest) = input.split_first().ok_or(Code::BadCall)?;
    Ok((*flag != 0, rest))
}

fn now(input: &[u8]) -> Result<(u64, &[u8]), Code> {
    let (now, rest) = input.split_first_chunk().ok_or(Code::BadCall)?;
    Ok((u64::from(u32::from_le_bytes(*now)), rest))
}

fn form(input: &[u8]) -> Result<Form, Code> {
    match input {
        [0] => Ok(Form::Numbers),
        [1] => Ok(Form::Words),
        _ => Err(Code::BadCall),
    }
}

fn sheets(count: usize) -> Vec<u8> {
    u16::try_from(count)
        .unwrap_or(u16::MAX)
        .to_le_bytes()
        .to_vec()
}

fn tick(client: &mut Client, rng: &mut impl CryptoRng) -> Vec<u8> {
    let Some(tick) = client.tick(rng) else {
        return Vec::new();
    };
    let mut out = tick.body();
    if let Some(slot) = tick.fetch_slot {
        put_path(&mut out, slot);
    }
    out
}

/// As `drop_wire::path::edition`, which a test compares: without it, nothing in the engine needs the formatting code
/// of the library.
pub fn put_path(out: &mut Vec<u8>, slot: u64) {
    out.extend_from_slice(b"/o/");
    let from = out.len();
    let mut rest = slot;
    loop {
        let digit = (rest % 10).to_le_bytes()[0];
        out.insert(from, b'0' + digit);
        rest /= 10;
        if rest == 0 {
            return;
        }
    }
}

fn status(client: &Client) -> Vec<u8> {
    let Status {
        ready,
        problem,
        open,
        sheets,
        left,
        newest,
        awaited,
    } = client.status();
    let problem = match problem {
        None => 0,
        Some(KeyListError::Malformed) => 1,
        Some(KeyListError::OtherRoot) => 2,
        Some(KeyListError::Forged) => 3,
        Some(KeyListError::RolledBack) => 4,
        Some(KeyListError::Expired) => 5,
    };
    let mut out = Vec::with_capacity(STATUS_BYTES);
    out.extend_from_slice(&[u8::from(ready), problem, u8::from(open)]);
    let words_first = client.first_form() == Form::Words;
    out.extend_from_slice(&[u8::from(client.has_words()), u8::from(words_first)]);
    out.extend_from_slice(&sheets.to_le_bytes());
    out.extend_from_slice(&left.to_le_bytes());
    let awaited = u16::try_from(awaited).unwrap_or(u16::MAX);
    out.extend_from_slice(&awaited.to_le_bytes());
    out.extend_from_slice(&newest.unwrap_or(0).to_le_bytes());
    out
}

fn replies(client: &Client) -> Vec<u8> {
    let mut out = Vec::new();
    for reply in client.replies() {
        out.extend_from_slice(&reply.day.to_le_bytes());
        out.extend_from_slice(&[u8::from(reply.automatic), reply.have, reply.parts]);
        let len = u32::try_from(reply.text.len()).unwrap_or(0);
        out.extend_from_slice(&len.to_le_bytes());
        out.extend_from_slice(reply.text.as_bytes());
    }
    out
}
