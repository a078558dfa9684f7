//! What can be wrong with a record, and what to do about it.

use std::fmt;

/// A fault in a file, where it is and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// The file's name as the caller gave it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a record. [`Fault::help`] says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Not TOML at all; the text is the TOML reader's own message.
    Syntax(String),
    /// A field that must be there is not.
    Missing(&'static str),
    /// A field that nobody knows; the known ones follow.
    Unknown(String, Vec<&'static str>),
    /// A field of the wrong type; the second part names the right one.
    WrongType(&'static str, Expected),
    /// A value of the right type that makes no sense: field, value, and what is expected.
    BadValue(&'static str, String, Expected),
    /// The same id a second time; the line of the first.
    Duplicate(String, u32),
    /// `expires_on` is not after `verified_on`.
    ExpiresBeforeVerified(String),
}

/// What was expected in place of a wrong value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A text in quotes, not empty.
    Text,
    /// A list of texts.
    Texts,
    /// A whole number.
    Number,
    /// A whole number or a text.
    NumberOrText,
    /// A day like 2026-11-01.
    Day,
    /// A table, written `[[name]]`.
    Tables,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Small letters, digits, `_`, `-` and `.`, beginning with a letter.
    Id,
    /// An address that begins with `https://`.
    Url,
}

impl RecordError {
    /// What to do about it, in English. Programs with readers translate [`Fault`] themselves.
    #[must_use]
    pub fn help(&self) -> String {
        self.fault.help()
    }
}

impl Fault {
    /// What to do about it, in English.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Syntax(_) => "check quotes, brackets and the = sign on this line".into(),
            Self::Missing(field) => format!("add a line `{field} = …`"),
            Self::Unknown(_, known) => format!("known here: {}", known.join(", ")),
            Self::WrongType(field, expected) | Self::BadValue(field, _, expected) => {
                format!("write {expected} after `{field} =`")
            }
            Self::Duplicate(_, line) => format!("line {line} has it already; rename or remove one"),
            Self::ExpiresBeforeVerified(_) => {
                "choose an expiry day after the day of verifying".into()
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(message) => write!(f, "this is not valid TOML: {message}"),
            Self::Missing(field) => write!(f, "`{field}` is missing"),
            Self::Unknown(field, _) => write!(f, "`{field}` is not a known field"),
            Self::WrongType(field, expected) => write!(f, "`{field}` must be {expected}"),
            Self::BadValue(field, value, expected) => {
                write!(f, "`{field}` is \"{value}\", but must be {expected}")
            }
            Self::Duplicate(id, _) => write!(f, "`{id}` is there twice"),
            Self::ExpiresBeforeVerified(id) => write!(f, "`{id}` expires before it was verified"),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a text in quotes"),
            Self::Texts => f.write_str("a list of texts, [\"like\", \"this\"]"),
            Self::Number => f.write_str("a whole number"),
            Self::NumberOrText => f.write_str("a whole number or a text in quotes"),
            Self::Day => f.write_str("a day like 2026-11-01"),
            Self::Tables => f.write_str("records in double brackets, [[like this]]"),
            Self::OneOf(words) => write!(f, "one of {}", words.join(", ")),
            Self::Id => f.write_str("small letters, digits, _ - and ., beginning with a letter"),
            Self::Url => f.write_str("an address that begins with https://"),
        }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            fault,
        } = self;
        write!(f, "{file}:{line}:{column}: {fault}")
    }
}

impl std::error::Error for RecordError {}
