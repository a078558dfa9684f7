//! From a text to sealed sheets, and the other way for the desk (PROTOCOL 1.3).
//!
//! ```text
//! Message       data = text in codec 1
//! FirstMessage  data = n u8 ‖ n bytes of preferences (language u8, …) ‖ text in codec 1
//! ```
//! Every sheet of a first message carries the preferences, so that each can be read alone. Her text is never shown
//! again: once it is sealed, nobody on her side can read it.

use alloc::{string::String, vec::Vec};

use envelope::{
    BODY_DATA_BYTES, Body, BodyType, Conversation, Inner, MAX_PARTS, SealTo, codec, seal_inner,
};
use language::Tag;
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

use crate::keylist::TrustedKeyList;

/// The number of [`envelope::codec`] in [`Body::codec`].
pub const CODEC: u8 = 1;
/// The longest text that is looked at, in bytes of UTF-8; far above what 64 sheets hold.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// The preferences in front of each sheet of a first message, in bytes.
const PREFERENCES_BYTES: usize = 2;

/// Why a text was not taken. It stays with the caller, who shows it unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// Environment: no valid key list yet, or not any more.
    #[error("not ready to seal")]
    NotReady,
    /// Caller: no words were made or entered.
    #[error("no words")]
    NoWords,
    /// Caller: new words, and two of them were not typed back yet.
    #[error("the words were not typed back")]
    NotProved,
    /// Caller: nothing but white space.
    #[error("an empty text")]
    Empty,
    /// Caller: more than 64 sheets.
    #[error("a text of more than 64 sheets")]
    TooLong,
    /// Caller: too many sheets wait already.
    #[error("too many sheets wait")]
    Full,
}

/// What a first message says about its writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// The language in which she wants to be answered: that of the page in which she wrote.
    pub language: Tag,
}

impl Preferences {
    const fn code(self) -> u8 {
        match self.language {
            Tag::Ar => 0,
            Tag::Ckb => 1,
            Tag::Kmr => 2,
            Tag::En => 3,
        }
    }
}

/// Reads a sheet of a message, for a desk: the preferences, if it belongs to a first message and names a language
/// that this version knows, and the text. Total; `None` for other kinds of bodies and broken preferences.
#[must_use]
pub fn read_sheet(body: &Body) -> Option<(Option<Preferences>, Zeroizing<String>)> {
    let (preferences, text) = match body.kind {
        BodyType::Message => (None, body.data.as_slice()),
        BodyType::FirstMessage => {
            let (count, rest) = body.data.split_first()?;
            let (preferences, text) = rest.split_at_checked(usize::from(*count))?;
            let language = match preferences.first() {
                Some(0) => Some(Tag::Ar),
                Some(1) => Some(Tag::Ckb),
                Some(2) => Some(Tag::Kmr),
                Some(3) => Some(Tag::En),
                _ => None,
            };
            (language.map(|language| Preferences { language }), text)
        }
        _ => return None,
    };
    Some((preferences, Zeroizing::new(codec::decode(text))))
}

/// How many sheets a text takes; 0 for an empty one.
#[must_use]
pub fn count(text: &str, first: bool) -> usize {
    sheets(text, first).map_or_else(|| usize::from(MAX_PARTS) + 1, |sheets| sheets.0.len())
}

/// Encoded sheets, wiped when dropped.
struct Sheets(Vec<Vec<u8>>);

impl Drop for Sheets {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// `None` if the text is too long to be looked at.
fn sheets(text: &str, first: bool) -> Option<Sheets> {
    let text = text.trim();
    if text.len() > MAX_TEXT_BYTES {
        return None;
    }
    if text.is_empty() {
        return Some(Sheets(Vec::new()));
    }
    let room = if first {
        BODY_DATA_BYTES - PREFERENCES_BYTES
    } else {
        BODY_DATA_BYTES
    };
    Some(Sheets(codec::split(text, room)))
}

/// What stays the same in all sheets that one conversation seals on one day.
pub struct Writer<'a> {
    /// Whose keys.
    pub list: &'a TrustedKeyList,
    /// To whom.
    pub to: SealTo<'a>,
    /// From whom.
    pub conversation: &'a Conversation,
    /// The day that the newest signed index or key list names.
    pub day: u32,
}

impl Writer<'_> {
    /// Seals a text: the inner layers of its sheets. Real sheets wait in this form only.
    ///
    /// # Errors
    /// [`ComposeError::Empty`], [`ComposeError::TooLong`], [`ComposeError::NotReady`].
    pub fn seal_text(
        &self,
        text: &str,
        preferences: Option<Preferences>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Inner>, ComposeError> {
        let sheets = sheets(text, preferences.is_some()).ok_or(ComposeError::TooLong)?;
        if sheets.0.is_empty() {
            return Err(ComposeError::Empty);
        }
        let parts = u8::try_from(sheets.0.len())
            .ok()
            .filter(|parts| *parts <= MAX_PARTS)
            .ok_or(ComposeError::TooLong)?;
        let mut body = self
            .body(BodyType::Message, rng)
            .ok_or(ComposeError::NotReady)?;
        body.parts = parts;
        let mut sealed = Vec::with_capacity(sheets.0.len());
        for (part, sheet) in (0..parts).zip(&sheets.0) {
            body.part = part;
            body.data.zeroize();
            if let Some(preferences) = preferences {
                body.kind = BodyType::FirstMessage;
                body.data.extend_from_slice(&[1, preferences.code()]);
            }
            body.data.extend_from_slice(sheet);
            sealed.push(seal_inner(&self.to, &body, rng).map_err(|_| ComposeError::TooLong)?);
        }
        Ok(sealed)
    }

    /// Seals the notice that the words were opened.
    ///
    /// # Errors
    /// [`ComposeError::NotReady`].
    pub fn seal_opened(&self, rng: &mut impl CryptoRng) -> Result<Inner, ComposeError> {
        let body = self
            .body(BodyType::Opened, rng)
            .ok_or(ComposeError::NotReady)?;
        seal_inner(&self.to, &body, rng).map_err(|_| ComposeError::TooLong)
    }

    fn body(&self, kind: BodyType, rng: &mut impl CryptoRng) -> Option<Body> {
        let chain = self.conversation.chain(self.day)?;
        let mut msg_id = [0; 8];
        rng.fill_bytes(&mut msg_id);
        let mut keylist_head = [0; 8];
        keylist_head.copy_from_slice(self.list.head().get(..8)?);
        Some(Body {
            kind,
            conv_id: self.conversation.id(),
            c_day: *chain.secret(),
            msg_id,
            part: 0,
            parts: 1,
            day: self.day,
            keylist_head,
            codec: CODEC,
            flags: 0,
            // Room for all of it, so that nothing stays behind in a smaller buffer.
            data: Vec::with_capacity(BODY_DATA_BYTES),
        })
    }
}

impl core::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}
