//! The writer: one Markdown event after the other becomes HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use language::Direction;
use pulldown_cmark::{Event, HeadingLevel, Tag as Mark, TagEnd};

use super::inline::{Piece, pieces, push_fact};
use super::runs::{push_escaped, push_isolated};
use super::{Heading, Prose, Source, fact_value};
use crate::library::unknown_fact;
use crate::problem::{Kind, Problem};

pub(super) struct Writer<'a> {
    source: &'a Source<'a>,
    ids: &'a BTreeMap<String, usize>,
    /// Heading ids that links of this guide lead to.
    linked: &'a BTreeSet<String>,
    problems: &'a mut Vec<Problem>,
    prose: Prose,
    seen_ids: BTreeSet<String>,
    in_heading: bool,
    /// The header row of a table is open.
    in_head: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        source: &'a Source<'a>,
        ids: &'a BTreeMap<String, usize>,
        linked: &'a BTreeSet<String>,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        Self {
            source,
            ids,
            linked,
            problems,
            prose: Prose::default(),
            seen_ids: BTreeSet::new(),
            in_heading: false,
            in_head: false,
        }
    }

    pub(super) fn finish(self) -> Prose {
        self.prose
    }

    /// Writes one event; `next` are the events after it.
    pub(super) fn event(
        &mut self,
        event: &Event<'_>,
        range: &Range<usize>,
        next: &[(Event<'_>, Range<usize>)],
    ) {
        match event {
            Event::Start(mark) => self.start(mark, range, next),
            Event::End(mark) => self.end(*mark),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                self.push("<code>");
                push_escaped(&mut self.prose.html, text);
                self.push("</code>");
                self.plain(text);
            }
            Event::SoftBreak => self.space("\n"),
            Event::HardBreak => self.space("<br>"),
            Event::Rule => self.push("<hr>"),
            Event::InlineHtml(html) => self.problem(range.start, Kind::RawHtml(beginning(html))),
            Event::Html(html) => self.problem(range.start, Kind::RawHtml(beginning(html))),
            // The list's class draws the boxes.
            Event::TaskListMarker(_) => {}
            // Never produced with our options; their text would be lost, so it is refused.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.problem(range.start, Kind::RawHtml(beginning(text)));
            }
        }
    }

    fn start(&mut self, mark: &Mark<'_>, range: &Range<usize>, next: &[(Event<'_>, Range<usize>)]) {
        match mark {
            Mark::Paragraph => self.push("<p>"),
            Mark::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let stray = classes
                    .first()
                    .or_else(|| attrs.first().map(|(name, _)| name));
                self.heading(*level, id.as_deref(), stray.map(AsRef::as_ref), range);
            }
            Mark::BlockQuote(_) => self.push("<blockquote>"),
            Mark::CodeBlock(_) => self.push("<pre dir=\"ltr\">"),
            Mark::List(None) if is_check_list(next) => self.push("<ul class=\"c\">"),
            Mark::List(None) => self.push("<ul>"),
            Mark::List(Some(1)) => self.push("<ol>"),
            Mark::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">")),
            Mark::Item => self.push("<li>"),
            Mark::Table(_) => self.push("<table>"),
            Mark::TableHead => {
                self.in_head = true;
                self.push("<tr>");
            }
            Mark::TableRow => self.push("<tr>"),
            Mark::TableCell => self.push(if self.in_head { "<th>" } else { "<td>" }),
            // Arabic script has no italics.
            Mark::Emphasis if self.is_rtl() => self.push("<b>"),
            Mark::Emphasis => self.push("<em>"),
            Mark::Strong => self.push("<b>"),
            Mark::Link { dest_url, .. } => self.link(dest_url, range),
            Mark::Image { .. } => self.problem(range.start, Kind::Image),
            // HTML blocks are named by the text in them; the rest is never produced with our options.
            _ => {}
        }
    }

    fn end(&mut self, mark: TagEnd) {
        match mark {
            TagEnd::Paragraph => self.push("</p>"),
            TagEnd::Heading(level) => {
                self.in_heading = false;
                self.push(&format!("</h{}>", level as u8));
            }
            TagEnd::BlockQuote(_) => self.push("</blockquote>"),
            TagEnd::CodeBlock => self.push("</pre>"),
            TagEnd::List(true) => self.push("</ol>"),
            TagEnd::List(false) => self.push("</ul>"),
            TagEnd::Item => self.push("</li>"),
            TagEnd::Table => self.push("</table>"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr>");
            }
            TagEnd::TableRow => self.push("</tr>"),
            TagEnd::TableCell => self.push(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis if self.is_rtl() => self.push("</b>"),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</b>"),
            TagEnd::Link => self.push("</a>"),
            _ => return,
        }
        let block = !matches!(mark, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link);
        if block {
            self.plain(" ");
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        stray: Option<&str>,
        range: &Range<usize>,
    ) {
        let kind = match (id, stray) {
            (_, Some(stray)) => Some(Kind::BadHeadingId(stray.to_owned())),
            (None, None) => Some(Kind::NoHeadingId),
            (Some(id), None) if !is_heading_id(id) => Some(Kind::BadHeadingId(id.to_owned())),
            (Some(id), None) if !self.seen_ids.insert(id.to_owned()) => {
                Some(Kind::DoubleHeadingId(id.to_owned()))
            }
            _ => None,
        };
        if let Some(kind) = kind {
            self.problem(range.start, kind);
        }
        if level == HeadingLevel::H1 {
            self.problem(range.start, Kind::TopHeading);
        }
        let (level, anchor) = (level as u8, self.prose.headings.len() + 1);
        // Only what the list of contents or a link leads to needs an anchor.
        if level == 2 || id.is_some_and(|id| self.linked.contains(id)) {
            self.push(&format!("<h{level} id=\"{anchor}\">"));
        } else {
            self.push(&format!("<h{level}>"));
        }
        self.in_heading = true;
        self.prose.headings.push(Heading {
            level,
            anchor,
            text: String::new(),
        });
    }

    fn link(&mut self, destination: &str, range: &Range<usize>) {
        let link = self
            .source
            .targets
            .resolve(destination, self.source.tag, self.ids);
        let Some(link) = link else {
            self.problem(range.start, Kind::BadLink(destination.to_owned()));
            return self.push("<a>");
        };
        self.push("<a href=\"");
        push_escaped(&mut self.prose.html, &link.href);
        if let Some(language) = link.language {
            self.push("\" hreflang=\"");
            self.push(language.as_str());
        }
        self.push(if link.outside {
            "\" rel=\"noreferrer\">"
        } else {
            "\">"
        });
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        let source = self.source;
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) => {
                    push_isolated(&mut self.prose.html, text, source.tag);
                    self.plain(text);
                }
                Piece::Stray(from) => {
                    let at = source.find(range, from);
                    self.problem(at, Kind::BadPlaceholder);
                }
                Piece::Fact(id) => self.fact(id, source.find(range, &format!("{{{id}}}"))),
            }
        }
    }

    fn fact(&mut self, id: &str, at: usize) {
        let source = self.source;
        let listed = source
            .listed
            .is_none_or(|listed| listed.iter().any(|known| known == id));
        let Some(fact) = source.facts.get(id) else {
            // An unknown fact that is listed was named at the list already.
            if source.listed.is_none() || !listed {
                self.problem(at, unknown_fact(id, source.facts));
            }
            return;
        };
        if !listed {
            self.problem(at, Kind::UnlistedFact(id.to_owned()));
        }
        push_fact(
            &mut self.prose.html,
            fact,
            fact.expired_on(source.today),
            source.tag,
        );
        self.plain(&fact_value(fact, source.tag));
    }

    fn is_rtl(&self) -> bool {
        self.source.tag.direction() == Direction::Rtl
    }

    fn push(&mut self, html: &str) {
        self.prose.html.push_str(html);
    }

    fn space(&mut self, html: &str) {
        self.push(html);
        self.plain(" ");
    }

    /// Adds to the searchable text, and to the heading if one is open.
    fn plain(&mut self, text: &str) {
        self.prose.plain.push_str(text);
        if self.in_heading
            && let Some(heading) = self.prose.headings.last_mut()
        {
            heading.text.push_str(text);
        }
    }

    fn problem(&mut self, offset: usize, kind: Kind) {
        self.problems.push(self.source.problem(offset, kind));
    }
}

/// Small Latin letters, digits and `-`, beginning with a letter, at most 40 bytes.
fn is_heading_id(id: &str) -> bool {
    id.len() <= 40
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Whether the list that has just begun is one of boxes to tick.
fn is_check_list(next: &[(Event<'_>, Range<usize>)]) -> bool {
    next.iter()
        .take(3)
        .any(|(event, _)| matches!(event, Event::TaskListMarker(_)))
}

fn beginning(text: &str) -> String {
    text.trim().chars().take(40).collect()
}
