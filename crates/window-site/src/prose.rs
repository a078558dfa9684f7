//! Markdown of a guide → HTML that can stand in any page, with every fault named by place.
//!
//! Only what a guide needs is written: headings with ids, paragraphs, lists, check lists, quotes,
//! tables, strong, links. Raw HTML and pictures are refused: a picture can out a reader, and HTML
//! can carry anything. `{fact.id}` becomes the fact's value in the reader's digits.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use facts::record::Origin;
use facts::{Day, Facts};
use language::Tag;
use pulldown_cmark::{Event, Options, Parser, TextMergeWithOffset};

use crate::problem::{Kind, Problem};

mod inline;
mod link;
mod runs;
mod write;

pub(crate) use inline::fact_value;
pub(crate) use link::Targets;
pub(crate) use runs::isolated;

/// A guide's body, and what is needed to read it.
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    /// The line of the file on which the text begins.
    pub(crate) first_line: u32,
    pub(crate) tag: Tag,
    pub(crate) facts: &'a Facts,
    /// The facts that the front matter lists; `None` if it could not be read.
    pub(crate) listed: Option<&'a [String]>,
    pub(crate) today: Day,
    /// Which guides exist.
    pub(crate) targets: &'a Targets,
}

/// A guide's body, rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prose {
    pub(crate) html: String,
    pub(crate) headings: Vec<Heading>,
    /// The text without marks, for searching.
    pub(crate) plain: String,
}

/// A heading of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) level: u8,
    /// Its number among the headings, from 1.
    pub(crate) anchor: usize,
    pub(crate) text: String,
}

/// Renders a body. Problems are added to the list; the HTML is then of no use but harmless.
pub(crate) fn render(source: &Source<'_>, problems: &mut Vec<Problem>) -> Prose {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_ext(source.text, options).into_offset_iter();
    let events: Vec<_> = TextMergeWithOffset::new(parser).collect();
    let ids = heading_ids(&events);
    let linked = linked_ids(&events);
    let mut writer = write::Writer::new(source, &ids, &linked, problems);
    for (at, (event, range)) in events.iter().enumerate() {
        writer.event(event, range, events.get(at + 1..).unwrap_or_default());
    }
    writer.finish()
}

impl Source<'_> {
    /// A problem at a byte of the body.
    fn problem(&self, offset: usize, kind: Kind) -> Problem {
        let origin = Origin {
            file: self.file,
            text: self.text,
            first_line: self.first_line,
        };
        Problem::at(self.file, origin.place(offset), kind)
    }

    /// Where a piece of text stands in the source of an event, or else the event's beginning.
    fn find(&self, range: &Range<usize>, piece: &str) -> usize {
        let inside = self
            .text
            .get(range.clone())
            .and_then(|text| text.find(piece));
        range.start + inside.unwrap_or(0)
    }
}

/// Each heading's id and its anchor, which is its number: an anchor stands in the address and so in
/// the browser's history, and must not name what is read.
fn heading_ids(events: &[(Event<'_>, Range<usize>)]) -> BTreeMap<String, usize> {
    use pulldown_cmark::Tag::Heading;
    let headings = events.iter().filter_map(|(event, _)| match event {
        Event::Start(Heading { id, .. }) => Some(id),
        _ => None,
    });
    (1..)
        .zip(headings)
        .filter_map(|(anchor, id)| Some((id.as_ref()?.to_string(), anchor)))
        .collect()
}

/// The heading ids that links lead to.
fn linked_ids(events: &[(Event<'_>, Range<usize>)]) -> BTreeSet<String> {
    use pulldown_cmark::Tag::Link;
    events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Link { dest_url, .. }) => dest_url.strip_prefix('#').map(str::to_owned),
            _ => None,
        })
        .collect()
}
