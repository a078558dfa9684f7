//! What is wrong with a library, where, and what to do about it, in the reader's language.
//!
//! An error keeps the site from being built; a warning does not. Messages are Fluent messages of
//! the area `window`: `window-problem-NAME` says what, `window-problem-NAME-help` what to do.

use std::fmt;

use facts::record::{Expected, RecordError};
use facts::{Day, Fault};
use language::{Catalogue, Tag, Value};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the guides folder.
    pub file: String,
    /// Line, from 1; 0 if the problem is the file itself.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// What it is.
    pub kind: Kind,
}

/// Whether the site can be built in spite of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built.
    Warning,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The system does not let us read it, or it is too large; the system's message.
    Unreadable(String),
    /// A byte that is not UTF-8.
    NotUtf8,
    /// A guide that does not begin with `+++`.
    NoFrontMatter,
    /// Front matter that does not end with `+++`.
    UnclosedFrontMatter,
    /// A fault in front matter, facts or terms.
    Record(Fault),
    /// A name that is neither `facts.toml`, `N/LANG.md` nor `terms/LANG.toml` (warning).
    StrangeFile,
    /// The id in the front matter, and the folder's number.
    IdNotFolder(i64, u32),
    /// HTML in the text; the beginning of it.
    RawHtml(String),
    /// A picture.
    Image,
    /// A fact that does not exist; the one that was perhaps meant.
    UnknownFact(String, Option<String>),
    /// A fact used in the text but missing in the front matter's `facts`.
    UnlistedFact(String),
    /// A `{` that begins no fact.
    BadPlaceholder,
    /// A heading without id.
    NoHeadingId,
    /// A heading's id that is not small letters, digits and `-`.
    BadHeadingId(String),
    /// The same heading id a second time.
    DoubleHeadingId(String),
    /// A first-level heading; the title is the front matter's.
    TopHeading,
    /// A link that leads nowhere or is not `https://`.
    BadLink(String),
    /// A word of the list that one language has and this one lacks (warning).
    MissingTerm(String),
    /// No translation of this guide (warning).
    MissingTranslation(u32, Tag),
    /// An expired fact and its last day (warning).
    ExpiredFact(String, Day),
    /// There is no guide at all.
    NoGuides,
    /// An address of the quick exit that cannot be sent in a header.
    BadExit(String),
}

impl Problem {
    /// A problem at a line.
    pub(crate) fn at(file: &str, (line, column): (u32, u32), kind: Kind) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column: Some(column),
            kind,
        }
    }

    /// A problem of a whole file.
    pub(crate) fn of_file(file: &str, kind: Kind) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            column: None,
            kind,
        }
    }

    /// Whether the site can be built in spite of it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.kind {
            Kind::StrangeFile
            | Kind::MissingTerm(_)
            | Kind::MissingTranslation(..)
            | Kind::ExpiredFact(..) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What is wrong, in this language.
    #[must_use]
    pub fn what(&self, tag: Tag) -> String {
        self.message(tag, "")
    }

    /// What to do about it, in this language.
    #[must_use]
    pub fn help(&self, tag: Tag) -> String {
        self.message(tag, "-help")
    }

    /// The place as `1/ar.md:12:3`.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.line, self.column) {
            (0, _) => self.file.clone(),
            (line, None) => format!("{}:{line}", self.file),
            (line, Some(column)) => format!("{}:{line}:{column}", self.file),
        }
    }

    fn message(&self, tag: Tag, suffix: &str) -> String {
        let catalogue = Catalogue::of(tag);
        let id = format!("window-problem-{}{suffix}", self.kind.name());
        let values = self.kind.values(catalogue);
        let values: Vec<_> = values
            .iter()
            .map(|(name, text)| (*name, Value::from(text)))
            .collect();
        catalogue.attribute_with(&id, &values)
    }
}

/// The English form for logs of the staff's tools.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} {}",
            self.place(),
            self.what(Tag::En),
            self.help(Tag::En)
        )
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        Self::at(
            &error.file,
            (error.line, error.column),
            Kind::Record(error.fault),
        )
    }
}

impl Kind {
    /// The middle of the message ids.
    fn name(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::NotUtf8 => "not-utf8",
            Self::NoFrontMatter => "no-front-matter",
            Self::UnclosedFrontMatter => "unclosed-front-matter",
            Self::Record(fault) => record_name(fault),
            Self::StrangeFile => "strange-file",
            Self::IdNotFolder(..) => "id-not-folder",
            Self::RawHtml(_) => "raw-html",
            Self::Image => "image",
            Self::UnknownFact(_, Some(_)) => "unknown-fact-near",
            Self::UnknownFact(_, None) => "unknown-fact",
            Self::UnlistedFact(_) => "unlisted-fact",
            Self::BadPlaceholder => "bad-placeholder",
            Self::NoHeadingId => "no-heading-id",
            Self::BadHeadingId(_) => "bad-heading-id",
            Self::DoubleHeadingId(_) => "double-heading-id",
            Self::TopHeading => "top-heading",
            Self::BadLink(_) => "bad-link",
            Self::MissingTerm(_) => "missing-term",
            Self::MissingTranslation(..) => "missing-translation",
            Self::ExpiredFact(..) => "expired-fact",
            Self::NoGuides => "no-guides",
            Self::BadExit(_) => "bad-exit",
        }
    }

    fn values(&self, catalogue: &Catalogue) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable(text)
            | Self::RawHtml(text)
            | Self::UnknownFact(text, None)
            | Self::UnlistedFact(text)
            | Self::BadHeadingId(text)
            | Self::DoubleHeadingId(text)
            | Self::BadLink(text)
            | Self::BadExit(text)
            | Self::MissingTerm(text) => vec![("name", text.clone())],
            Self::UnknownFact(text, Some(near)) => {
                vec![("name", text.clone()), ("near", near.clone())]
            }
            Self::Record(fault) => record_values(fault, catalogue),
            Self::IdNotFolder(id, folder) => {
                vec![("name", id.to_string()), ("folder", folder.to_string())]
            }
            Self::MissingTranslation(guide, tag) => {
                vec![
                    ("name", guide.to_string()),
                    ("language", tag.native_name().to_owned()),
                ]
            }
            Self::ExpiredFact(id, day) => vec![("name", id.clone()), ("day", day.to_string())],
            _ => Vec::new(),
        }
    }
}

fn record_name(fault: &Fault) -> &'static str {
    match fault {
        Fault::Syntax(_) => "syntax",
        Fault::Missing(_) => "missing-field",
        Fault::Unknown(..) => "unknown-field",
        Fault::WrongType(..) => "wrong-type",
        Fault::Duplicate(..) => "duplicate",
        Fault::ExpiresBeforeVerified(_) => "expires-early",
        // `Fault` may grow; a wrong value is the most general of its faults.
        _ => "bad-value",
    }
}

fn record_values(fault: &Fault, catalogue: &Catalogue) -> Vec<(&'static str, String)> {
    match fault {
        Fault::Syntax(message) => vec![("name", message.clone())],
        Fault::Missing(field) => vec![("name", (*field).to_owned())],
        Fault::Unknown(field, known) => vec![("name", field.clone()), ("known", known.join(", "))],
        Fault::WrongType(field, expected) => {
            vec![
                ("name", (*field).to_owned()),
                ("expected", expected_text(*expected, catalogue)),
            ]
        }
        Fault::BadValue(field, value, expected) => vec![
            ("name", (*field).to_owned()),
            ("value", value.clone()),
            ("expected", expected_text(*expected, catalogue)),
        ],
        Fault::Duplicate(id, line) => vec![("name", id.clone()), ("line", line.to_string())],
        Fault::ExpiresBeforeVerified(id) => vec![("name", id.clone())],
        other => vec![("name", other.to_string())],
    }
}

fn expected_text(expected: Expected, catalogue: &Catalogue) -> String {
    let name = match expected {
        Expected::Text => "text",
        Expected::Texts => "texts",
        Expected::Number => "number",
        Expected::NumberOrText => "number-or-text",
        Expected::Day => "day",
        Expected::Tables => "tables",
        Expected::Id => "id",
        Expected::Url => "url",
        Expected::OneOf(words) => return words.join(", "),
        other => return other.to_string(),
    };
    catalogue.attribute(&format!("window-expected-{name}"))
}
