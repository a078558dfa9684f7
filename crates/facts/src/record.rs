//! Reads one TOML table field by field and says everything that is wrong with it, with places.
//!
//! `serde` stops at the first fault and names a type; an editor wants all faults of a file in one
//! go, each with its line and what to do. So: [`Document::parse`], then [`Record`]s are asked for
//! their fields by name; what was not asked for is unknown and reported by [`Record::finish`].

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Day;

mod fault;

pub use fault::{Expected, Fault, RecordError};

/// Where a text lies: its file, and the line on which it begins there.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The file's name as it is shown.
    pub file: &'a str,
    /// The text itself.
    pub text: &'a str,
    /// The line of the file on which `text` begins, from 1 (front matter begins on 2).
    pub first_line: u32,
}

impl Origin<'_> {
    /// Line and column (in characters), from 1, of a byte offset into the text.
    #[must_use]
    pub fn place(&self, offset: usize) -> (u32, u32) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(..end).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let lines = before.bytes().filter(|b| *b == b'\n').count();
        let columns = before
            .get(line_start..)
            .map_or(0, |line| line.chars().count());
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (
            self.first_line.saturating_add(count(lines)),
            count(columns).saturating_add(1),
        )
    }

    fn error(&self, offset: usize, fault: Fault) -> RecordError {
        let (line, column) = self.place(offset);
        RecordError {
            file: self.file.to_owned(),
            line,
            column,
            fault,
        }
    }
}

/// A parsed TOML text; the faults found so far are kept beside it.
#[derive(Debug)]
pub struct Document<'a> {
    origin: Origin<'a>,
    root: Spanned<DeTable<'a>>,
    errors: RefCell<Vec<RecordError>>,
}

impl<'a> Document<'a> {
    /// Parses the text.
    ///
    /// # Errors
    /// Every syntax fault, if there is one: nothing can be said about fields then.
    pub fn parse(origin: Origin<'a>) -> Result<Self, Vec<RecordError>> {
        let (root, faults) = DeTable::parse_recoverable(origin.text);
        if faults.is_empty() {
            return Ok(Self {
                origin,
                root,
                errors: RefCell::default(),
            });
        }
        let place = |fault: &toml::de::Error| fault.span().map_or(0, |span| span.start);
        let mut errors: Vec<_> = faults
            .iter()
            .map(|fault| {
                let message = fault.message().lines().collect::<Vec<_>>().join(", ");
                origin.error(place(fault), Fault::Syntax(message))
            })
            .collect();
        errors.sort_by_key(|error| (error.line, error.column));
        Err(errors)
    }

    /// The whole text as one record.
    #[must_use]
    pub fn record(&self) -> Record<'_> {
        self.record_of(self.root.get_ref(), 0)
    }

    /// All faults noted since parsing, in the order of the file.
    #[must_use]
    pub fn into_errors(self) -> Vec<RecordError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|error| (error.line, error.column));
        errors
    }

    fn record_of<'d>(&'d self, table: &'d DeTable<'a>, start: usize) -> Record<'d> {
        Record {
            origin: self.origin,
            errors: &self.errors,
            table,
            start,
            known: Vec::new(),
        }
    }
}

/// One table being read. Ask for each field it may have, then [`Record::finish`].
#[derive(Debug)]
pub struct Record<'d> {
    origin: Origin<'d>,
    errors: &'d RefCell<Vec<RecordError>>,
    table: &'d DeTable<'d>,
    start: usize,
    known: Vec<&'static str>,
}

impl<'d> Record<'d> {
    /// Line on which the record begins, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.origin.place(self.start).0
    }

    /// Line on which the value of this field stands, or that of the record without it.
    #[must_use]
    pub fn line_of(&self, field: &str) -> u32 {
        self.find(field).map_or_else(
            || self.line(),
            |value| self.origin.place(value.span().start).0,
        )
    }

    /// The text of a field if it has one, without asking for it.
    #[must_use]
    pub fn peek_text(&self, field: &str) -> Option<String> {
        match self.find(field)?.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            _ => None,
        }
    }

    /// A text that must be there and not be empty.
    pub fn text(&mut self, field: &'static str) -> Option<String> {
        let value = self.required(field)?;
        self.as_text(field, value)
    }

    /// A text that may be missing.
    pub fn optional_text(&mut self, field: &'static str) -> Option<String> {
        let value = self.optional(field)?;
        self.as_text(field, value)
    }

    /// One of a few words.
    pub fn word(
        &mut self,
        field: &'static str,
        words: &'static [&'static str],
    ) -> Option<&'static str> {
        let value = self.required(field)?;
        let text = self.as_text(field, value)?;
        let found = words.iter().find(|word| **word == text);
        if found.is_none() {
            self.bad_value(field, value, text, Expected::OneOf(words));
        }
        found.copied()
    }

    /// An id: small letters, digits, `_`, `-` and `.`, beginning with a letter, at most 64 bytes.
    pub fn id(&mut self, field: &'static str) -> Option<String> {
        let value = self.required(field)?;
        let text = self.as_text(field, value)?;
        if is_id(&text) {
            return Some(text);
        }
        self.bad_value(field, value, text, Expected::Id);
        None
    }

    /// An address beginning with `https://` that may be missing.
    pub fn optional_url(&mut self, field: &'static str) -> Option<String> {
        let value = self.optional(field)?;
        let text = self.as_text(field, value)?;
        let plain = text
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>'));
        if plain && text.len() > "https://".len() && text.starts_with("https://") {
            return Some(text);
        }
        self.bad_value(field, value, text, Expected::Url);
        None
    }

    /// A list of texts; missing counts as empty.
    pub fn texts(&mut self, field: &'static str) -> Vec<String> {
        let Some(value) = self.optional(field) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.error(value.span(), Fault::WrongType(field, Expected::Texts));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) => texts.push(text.clone().into_owned()),
                _ => self.error(item.span(), Fault::WrongType(field, Expected::Texts)),
            }
        }
        texts
    }

    /// A whole number that must be there.
    pub fn number(&mut self, field: &'static str) -> Option<i64> {
        let value = self.required(field)?;
        let number = as_number(value.get_ref());
        if number.is_none() {
            self.error(value.span(), Fault::WrongType(field, Expected::Number));
        }
        number
    }

    /// A whole number or a text that must be there.
    pub fn number_or_text(&mut self, field: &'static str) -> Option<crate::Value> {
        let value = self.required(field)?;
        match (as_number(value.get_ref()), value.get_ref()) {
            (Some(number), _) => Some(crate::Value::Number(number)),
            (None, DeValue::String(text)) if !text.trim().is_empty() => {
                Some(crate::Value::Text(text.clone().into_owned()))
            }
            _ => {
                self.error(
                    value.span(),
                    Fault::WrongType(field, Expected::NumberOrText),
                );
                None
            }
        }
    }

    /// A day, written `2026-11-01` with or without quotes.
    pub fn day(&mut self, field: &'static str) -> Option<Day> {
        let value = self.required(field)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.clone().into_owned(),
            DeValue::Datetime(day) => day.to_string(),
            _ => {
                self.error(value.span(), Fault::WrongType(field, Expected::Day));
                return None;
            }
        };
        let day = Day::parse(&text);
        if day.is_none() {
            self.bad_value(field, value, text, Expected::Day);
        }
        day
    }

    /// The records of a list written `[[field]]`; missing counts as empty.
    pub fn records(&mut self, field: &'static str) -> Vec<Self> {
        let Some(value) = self.optional(field) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.error(value.span(), Fault::WrongType(field, Expected::Tables));
            return Vec::new();
        };
        let mut records = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => records.push(Record {
                    origin: self.origin,
                    errors: self.errors,
                    table,
                    start: item.span().start,
                    known: Vec::new(),
                }),
                _ => self.error(item.span(), Fault::WrongType(field, Expected::Tables)),
            }
        }
        records
    }

    /// Notes a fault at this field, or at the record's beginning.
    pub fn fault(&self, field: &str, fault: Fault) {
        let span = self
            .find(field)
            .map_or(self.start..self.start, Spanned::span);
        self.error(span, fault);
    }

    /// Notes every field that was not asked for as unknown.
    pub fn finish(self) {
        for (key, _) in self.table {
            if !self.known.contains(&key.get_ref().as_ref()) {
                let name = key.get_ref().clone().into_owned();
                self.error(key.span(), Fault::Unknown(name, self.known.clone()));
            }
        }
    }

    fn find(&self, field: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.table
            .iter()
            .find(|(key, _)| key.get_ref() == field)
            .map(|(_, value)| value)
    }

    fn optional(&mut self, field: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.known.push(field);
        self.find(field)
    }

    fn required(&mut self, field: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        let value = self.optional(field);
        if value.is_none() {
            self.error(self.start..self.start, Fault::Missing(field));
        }
        value
    }

    fn as_text(&self, field: &'static str, value: &Spanned<DeValue<'d>>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.clone().into_owned()),
            _ => {
                self.error(value.span(), Fault::WrongType(field, Expected::Text));
                None
            }
        }
    }

    fn bad_value(
        &self,
        field: &'static str,
        at: &Spanned<DeValue<'d>>,
        text: String,
        expected: Expected,
    ) {
        self.error(at.span(), Fault::BadValue(field, text, expected));
    }

    fn error(&self, span: Range<usize>, fault: Fault) {
        self.errors
            .borrow_mut()
            .push(self.origin.error(span.start, fault));
    }
}

fn as_number(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

/// Whether a text is an id: small letters, digits, `_`, `-` and `.`, beginning with a letter, ≤ 64 bytes.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('.')
        && !text.contains("..")
        && text.bytes().all(|b| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.' | b'-')
        })
}
