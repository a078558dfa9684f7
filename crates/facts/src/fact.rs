//! Facts and their file.

use std::collections::BTreeMap;

use crate::Day;
use crate::record::{Document, Fault, Origin, Record, RecordError};

/// A fact that expires within this many days is reported as ending soon.
pub const SOON_DAYS: u32 = 30;

/// The value of a fact, as a guide's prose shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A whole number; the caller writes its digits in the reader's locale.
    Number(i64),
    /// A text that is the same in every language, such as a telephone number.
    Text(String),
}

/// How good the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The primary text itself: the law, the guideline, the office's own notice.
    A,
    /// A careful organisation that cites the primary text.
    B,
    /// A report or several independent witnesses.
    C,
    /// A single voice, or general knowledge not checked.
    D,
}

/// One fact with everything a reader needs to trust or doubt it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Name used in prose, such as `pep.max_hours`.
    pub id: String,
    /// What the prose shows.
    pub value: Value,
    /// Unit of the value as a plain word, such as `hours`; shown in reports, not in prose.
    pub unit: String,
    /// Who says so.
    pub source: String,
    /// Where they say so.
    pub url: Option<String>,
    /// How good the source is.
    pub grade: Grade,
    /// The day on which a person last compared the value with its source.
    pub verified_on: Day,
    /// The last day on which it may be shown without a mark.
    pub expires_on: Day,
    /// Anything an editor should know.
    pub note: Option<String>,
}

/// How a fact stands on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Good for longer than [`SOON_DAYS`].
    Current,
    /// Good, but only this many more days (0 = today is the last).
    EndsSoon {
        /// Days until the last good day.
        days: u32,
    },
    /// Past its last good day by this many days.
    Expired {
        /// Days since the last good day.
        days: u32,
    },
}

impl Fact {
    /// How the fact stands on this day.
    #[must_use]
    pub fn age_on(&self, today: Day) -> Age {
        let (last, day) = (self.expires_on.number(), today.number());
        match last.checked_sub(day) {
            None => Age::Expired { days: day - last },
            Some(days) if days <= SOON_DAYS => Age::EndsSoon { days },
            Some(_) => Age::Current,
        }
    }

    /// Whether it must be marked where it is used.
    #[must_use]
    pub fn expired_on(&self, today: Day) -> bool {
        matches!(self.age_on(today), Age::Expired { .. })
    }
}

impl Grade {
    const WORDS: &[&str] = &["A", "B", "C", "D"];

    /// The letter.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    fn of(letter: &str) -> Self {
        match letter {
            "A" => Self::A,
            "B" => Self::B,
            "C" => Self::C,
            _ => Self::D,
        }
    }
}

/// All facts of a library, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    by_id: BTreeMap<String, Fact>,
}

impl Facts {
    /// Reads a facts file: any number of `[[fact]]` records.
    ///
    /// # Errors
    /// Every fault of the file, in its order: syntax, missing and unknown fields, values that make
    /// no sense, an id used twice, an expiry before the verification.
    ///
    /// ```
    /// let text = r#"
    /// [[fact]]
    /// id = "pep.max_hours"
    /// value = 72
    /// unit = "hours"
    /// source = "WHO, 2024"
    /// grade = "A"
    /// verified_on = 2026-11-01
    /// expires_on = 2027-05-01
    /// "#;
    /// let facts = facts::Facts::parse("facts.toml", text).unwrap();
    /// assert_eq!(facts.get("pep.max_hours").unwrap().value, facts::Value::Number(72));
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<RecordError>> {
        let document = Document::parse(Origin {
            file,
            text,
            first_line: 1,
        })?;
        let mut root = document.record();
        let mut facts = Self::default();
        let mut lines = BTreeMap::new();
        for record in root.records("fact") {
            let first_line = record.line();
            record_duplicates(&record, &mut lines, first_line);
            if let Some(fact) = read_fact(record) {
                facts.by_id.entry(fact.id.clone()).or_insert(fact);
            }
        }
        root.finish();
        let errors = document.into_errors();
        if errors.is_empty() {
            Ok(facts)
        } else {
            Err(errors)
        }
    }

    /// The fact with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.by_id.get(id)
    }

    /// All facts, ordered by id.
    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.by_id.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

fn record_duplicates(record: &Record<'_>, lines: &mut BTreeMap<String, u32>, line: u32) {
    let Some(id) = record.peek_text("id") else {
        return;
    };
    match lines.get(&id) {
        Some(first) => record.fault("id", Fault::Duplicate(id.clone(), *first)),
        None => {
            lines.insert(id, line);
        }
    }
}

fn read_fact(mut record: Record<'_>) -> Option<Fact> {
    let id = record.id("id");
    let value = record.number_or_text("value");
    let unit = record.text("unit");
    let source = record.text("source");
    let url = record.optional_url("url");
    let grade = record.word("grade", Grade::WORDS);
    let verified_on = record.day("verified_on");
    let expires_on = record.day("expires_on");
    let note = record.optional_text("note");
    if let (Some(id), Some(verified), Some(expires)) = (&id, verified_on, expires_on)
        && expires <= verified
    {
        record.fault("expires_on", Fault::ExpiresBeforeVerified(id.clone()));
    }
    record.finish();
    Some(Fact {
        id: id?,
        value: value?,
        unit: unit?,
        source: source?,
        url,
        grade: Grade::of(grade?),
        verified_on: verified_on?,
        expires_on: expires_on?,
        note,
    })
}
