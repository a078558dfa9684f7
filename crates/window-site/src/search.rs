//! Simple search: every word of the query against every word of title, keywords, headings and text.
//!
//! Words are compared in normal form, so that an Arabic word typed on a Persian keyboard, without
//! vowel marks or with another alef, is found. A word that only begins alike counts less, and the
//! Arabic article and the letters written together with it are taken off. Real stemming is a later
//! step; the interface here will not change for it.

use std::collections::BTreeMap;

use language::{Tag, normalise, tokens};

use crate::library::{Guide, Library};

/// The longest query that is looked at, in bytes.
pub(crate) const MAX_QUERY_BYTES: usize = 300;
/// Words of a query that are looked at.
const MAX_WORDS: usize = 12;
/// Results shown.
const MAX_RESULTS: usize = 20;
/// Shorter words match whole words only.
const PREFIX_FROM: usize = 3;

/// Weights of the places where a word can stand. A title outweighs any number of mentions.
const TITLE: u32 = 40;
const KEYWORD: u32 = 30;
const HEADING: u32 = 12;
const SUMMARY: u32 = 10;
const TEXT: u32 = 1;
/// Mentions in the text that still count.
const MAX_TEXT: u32 = 8;

/// Something that a search leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A guide, by number.
    Guide(u32),
    /// A word of the list, by id.
    Term(String),
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) target: Target,
    pub(crate) score: u32,
}

/// The searchable form of a library.
#[derive(Debug)]
pub(crate) struct Index {
    documents: BTreeMap<Tag, Vec<Document>>,
}

#[derive(Debug)]
struct Document {
    target: Target,
    /// Normal form of a word → what it weighs here.
    words: BTreeMap<String, u32>,
}

impl Index {
    /// The index of a library, per language. A guide without translation is there in the language
    /// in which the list shows it.
    pub(crate) fn of(library: &Library) -> Self {
        let documents = Tag::ALL
            .into_iter()
            .map(|tag| {
                let guides = library.guides.keys().filter_map(|number| {
                    let (_, guide) = library.best(*number, tag)?;
                    Some(guide_document(*number, guide))
                });
                let terms = library.terms.get(&tag).into_iter().flatten().map(|term| {
                    let mut words = BTreeMap::new();
                    add(&mut words, &term.term, TITLE);
                    add(&mut words, &term.means, TEXT);
                    Document {
                        target: Target::Term(term.id.clone()),
                        words,
                    }
                });
                (tag, guides.chain(terms).collect())
            })
            .collect();
        Self { documents }
    }

    /// What a query finds, best first. Results with more of the query's words come first.
    pub(crate) fn find(&self, tag: Tag, query: &str) -> Vec<Found> {
        let query = normalise(query);
        let words: Vec<&str> = tokens(&query).take(MAX_WORDS).collect();
        let mut found: Vec<(usize, Found)> = self
            .documents
            .get(&tag)
            .into_iter()
            .flatten()
            .filter_map(|document| {
                let scores = words
                    .iter()
                    .map(|word| document.score(word))
                    .filter(|score| *score > 0);
                let (matched, score) = scores.fold((0, 0), |(n, sum), score| (n + 1, sum + score));
                let found = Found {
                    target: document.target.clone(),
                    score,
                };
                (matched > 0).then_some((matched, found))
            })
            .collect();
        found.sort_by(|(n, a), (m, b)| (m, b.score, &a.target).cmp(&(n, a.score, &b.target)));
        found
            .into_iter()
            .map(|(_, found)| found)
            .take(MAX_RESULTS)
            .collect()
    }
}

impl Document {
    /// Four times the weight of the word itself, once the weight of words of the same stem.
    fn score(&self, word: &str) -> u32 {
        let exact = self.words.get(word).map_or(0, |weight| weight * 4);
        if exact > 0 {
            return exact;
        }
        let stem = bare(word);
        if stem.chars().count() < PREFIX_FROM {
            return 0;
        }
        self.words
            .iter()
            .filter(|(other, _)| alike(stem, bare(other)))
            .map(|(_, weight)| *weight)
            .max()
            .unwrap_or(0)
    }
}

fn guide_document(number: u32, guide: &Guide) -> Document {
    let mut words = BTreeMap::new();
    add(&mut words, &guide.front.title, TITLE);
    add(&mut words, &guide.front.summary, SUMMARY);
    for keyword in &guide.front.keywords {
        add(&mut words, keyword, KEYWORD);
    }
    for heading in &guide.prose.headings {
        add(&mut words, &heading.text, HEADING);
    }
    let mut text = BTreeMap::new();
    add(&mut text, &guide.prose.plain, TEXT);
    for (word, count) in text {
        *words.entry(word).or_insert(0) += count.min(MAX_TEXT);
    }
    Document {
        target: Target::Guide(number),
        words,
    }
}

fn add(words: &mut BTreeMap<String, u32>, text: &str, weight: u32) {
    for token in tokens(&normalise(text)) {
        *words.entry(token.to_owned()).or_insert(0) += weight;
    }
}

/// A word without the Arabic article and the letters that are written together with it.
fn bare(word: &str) -> &str {
    ["وال", "بال", "كال", "فال", "ال", "لل"]
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix))
        .find(|rest| rest.chars().count() >= PREFIX_FROM)
        .unwrap_or(word)
}

/// Whether one word begins with the other and is at most three letters longer.
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= PREFIX_FROM
        && long
            .strip_prefix(short)
            .is_some_and(|rest| rest.chars().count() <= 3)
}
