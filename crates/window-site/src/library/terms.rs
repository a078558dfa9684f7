//! The list of words: what they mean, what to say, what to avoid.

use std::collections::{BTreeMap, BTreeSet};

use facts::Fault;
use facts::record::{Document, Origin, Record};
use language::Tag;

use crate::problem::{Kind, Problem};

/// A word in one language.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// The same in all languages.
    pub(crate) id: String,
    /// The anchor on the page, the same in all languages: a number, since an address that names
    /// the word would stand in the browser's history.
    pub(crate) anchor: u32,
    pub(crate) term: String,
    pub(crate) means: String,
    pub(crate) say: Option<String>,
    pub(crate) avoid: Option<String>,
    pub(crate) note: Option<String>,
}

/// Reads a file of `[[term]]` records.
pub(crate) fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Term> {
    let document = match Document::parse(Origin {
        file,
        text,
        first_line: 1,
    }) {
        Ok(document) => document,
        Err(errors) => {
            problems.extend(errors.into_iter().map(Problem::from));
            return Vec::new();
        }
    };
    let mut root = document.record();
    let mut lines: BTreeMap<String, u32> = BTreeMap::new();
    let mut terms = Vec::new();
    for record in root.records("term") {
        let line = record.line();
        let Some(term) = read_term(record, &lines) else {
            continue;
        };
        lines.entry(term.id.clone()).or_insert(line);
        terms.push(term);
    }
    root.finish();
    problems.extend(document.into_errors().into_iter().map(Problem::from));
    terms
}

/// Words that one language has and another lacks.
pub(crate) fn check(terms: &BTreeMap<Tag, Vec<Term>>, problems: &mut Vec<Problem>) {
    let ids = |terms: &[Term]| {
        terms
            .iter()
            .map(|term| term.id.clone())
            .collect::<BTreeSet<_>>()
    };
    let all: BTreeSet<_> = terms.values().flat_map(|terms| ids(terms)).collect();
    for tag in Tag::ALL {
        let here = terms.get(&tag).map(|terms| ids(terms)).unwrap_or_default();
        let file = format!("terms/{}.toml", tag.as_str());
        for id in all.difference(&here) {
            problems.push(Problem::of_file(&file, Kind::MissingTerm(id.clone())));
        }
    }
}

fn read_term(mut record: Record<'_>, lines: &BTreeMap<String, u32>) -> Option<Term> {
    let id = record.id("id");
    let term = record.text("term");
    let means = record.text("means");
    let say = record.optional_text("say");
    let avoid = record.optional_text("avoid");
    let note = record.optional_text("note");
    if let Some(id) = &id
        && let Some(first) = lines.get(id)
    {
        record.fault("id", Fault::Duplicate(id.clone(), *first));
    }
    record.finish();
    Some(Term {
        id: id?,
        anchor: 0,
        term: term?,
        means: means?,
        say,
        avoid,
        note,
    })
}
