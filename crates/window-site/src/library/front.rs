//! The front matter of a guide: TOML between two lines of `+++`.

use facts::record::{Document, Origin};
use facts::{Day, Facts};
use language::Tag;

use crate::problem::{Kind, Problem};

const FENCE: &str = "+++";
const LANGUAGES: &[&str] = &["ar", "ckb", "kmr", "en"];
const STATES: &[&str] = &["draft", "second-reader", "approved"];

/// What the front matter says.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) keywords: Vec<String>,
    pub(crate) source_language: Tag,
    pub(crate) state: State,
    pub(crate) written_on: Day,
    /// Who has or has not reviewed it, in the guide's language.
    pub(crate) review: Option<String>,
    /// Ids of the facts on which the guide rests; all exist.
    pub(crate) facts: Vec<String>,
}

/// How far a guide has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Written, reviewed by nobody.
    Draft,
    /// A second person reads it.
    SecondReader,
    /// Reviewed.
    Approved,
}

/// A guide's file in two parts.
pub(crate) struct Parts<'a> {
    pub(crate) front: &'a str,
    pub(crate) body: &'a str,
    /// The line of the file on which `body` begins.
    pub(crate) body_line: u32,
}

/// Separates front matter and body.
pub(crate) fn split<'a>(
    file: &str,
    text: &'a str,
    problems: &mut Vec<Problem>,
) -> Option<Parts<'a>> {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == FENCE) else {
        problems.push(Problem::at(file, (1, 1), Kind::NoFrontMatter));
        return None;
    };
    let mut end = first.len();
    let mut line_number = 1;
    for line in lines {
        line_number += 1;
        if line.trim_end() == FENCE {
            let front = text.get(first.len()..end)?;
            let body = text.get(end + line.len()..)?;
            return Some(Parts {
                front,
                body,
                body_line: line_number + 1,
            });
        }
        end += line.len();
    }
    problems.push(Problem::at(file, (1, 1), Kind::UnclosedFrontMatter));
    None
}

/// Reads the fields; every fault is a problem, and then there is no front matter. The list of
/// facts is there even so, unless nothing could be read.
pub(crate) fn read(
    file: &str,
    text: &str,
    number: u32,
    facts: &Facts,
    problems: &mut Vec<Problem>,
) -> (Option<Front>, Option<Vec<String>>) {
    let document = match Document::parse(Origin {
        file,
        text,
        first_line: 2,
    }) {
        Ok(document) => document,
        Err(errors) => {
            problems.extend(errors.into_iter().map(Problem::from));
            return (None, None);
        }
    };
    let before = problems.len();
    let mut record = document.record();
    let id = record.number("id");
    let id_line = record.line_of("id");
    let title = record.text("title");
    let summary = record.text("summary");
    let keywords = record.texts("keywords");
    let source_language = record.word("source_language", LANGUAGES);
    let state = record.word("state", STATES);
    let written_on = record.day("written_on");
    let review = record.optional_text("review");
    let listed = record.texts("facts");
    let facts_line = record.line_of("facts");
    record.finish();
    if let Some(id) = id.filter(|id| *id != i64::from(number)) {
        problems.push(Problem::at(
            file,
            (id_line, 1),
            Kind::IdNotFolder(id, number),
        ));
    }
    for name in listed.iter().filter(|name| facts.get(name).is_none()) {
        problems.push(Problem::at(
            file,
            (facts_line, 1),
            unknown_fact(name, facts),
        ));
    }
    problems.extend(document.into_errors().into_iter().map(Problem::from));
    if problems.len() > before {
        return (None, Some(listed));
    }
    let facts = listed.clone();
    let front = || {
        Some(Front {
            title: title?,
            summary: summary?,
            keywords,
            source_language: Tag::parse(source_language?)?,
            state: State::of(state?),
            written_on: written_on?,
            review,
            facts,
        })
    };
    (front(), Some(listed))
}

/// The problem of an unknown fact, with the id that was perhaps meant.
pub(crate) fn unknown_fact(name: &str, facts: &Facts) -> Kind {
    let near = facts
        .iter()
        .map(|fact| (distance(&fact.id, name), &fact.id))
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, id)| id.clone());
    Kind::UnknownFact(name.to_owned(), near)
}

impl State {
    fn of(word: &str) -> Self {
        match word {
            "approved" => Self::Approved,
            "second-reader" => Self::SecondReader,
            _ => Self::Draft,
        }
    }
}

/// How many letters must be changed, added or removed to make one text of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&b) {
            let change = diagonal + usize::from(letter != *other);
            diagonal = *cell;
            left = change.min(*cell + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn the_distance_between_two_texts_counts_single_letters() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("pep.hours", ""), 9);
        assert_eq!(distance("", "pep"), 3);
        assert_eq!(distance("pep.max_hours", "pep.max_hour"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
