//! A guide: what it is, who has read it, what is in it, the text, and what it rests on.

use std::collections::{BTreeMap, BTreeSet};

use facts::{Age, Day, Fact, Grade};
use language::Tag;
use maud::{Markup, PreEscaped, html};

use super::{Frame, Page, Texts};
use crate::library::{Guide, Library, State};
use crate::prose::{Heading, fact_value};
use crate::style::Style;

/// Guides with fewer second-level headings need no list of contents.
const CONTENTS_FROM: usize = 3;

pub(crate) fn page(
    frame: &Frame,
    library: &Library,
    number: u32,
    tag: Tag,
    guide: &Guide,
) -> String {
    let texts = Texts::of(tag);
    let languages: BTreeSet<Tag> = library
        .guides
        .get(&number)
        .map(|guides| guides.keys().copied().collect())
        .unwrap_or_default();
    let tail = format!("k/{number}");
    let main = html! {
        h1 { (texts.own(&guide.front.title)) }
        p.s { (texts.own(&guide.front.summary)) }
        (review(texts, guide))
        (contents(texts, &guide.prose.headings))
        (PreEscaped(&guide.prose.html))
        (rests_on(texts, library, guide, frame.today))
    };
    frame.render(&Page {
        tag,
        number: Some(number),
        tail: &tail,
        languages: Some(&languages),
        section: None,
        style: Style::Read,
        main,
    })
}

/// Who has and who has not read it: the first thing under the title.
fn review(texts: Texts, guide: &Guide) -> Markup {
    let front = &guide.front;
    let state = match front.state {
        State::Draft => "state-draft",
        State::SecondReader => "state-second-reader",
        State::Approved => "state-approved",
    };
    let written = texts.day(front.written_on);
    html! {
        p.n role="note" {
            b { (texts.text(state)) } " "
            @match &front.review {
                Some(review) => { (texts.own(&sentence(review))) " " }
                None => { @if front.state == State::Draft { (texts.text("review-none")) " " } }
            }
            (texts.with("written-on", &[("day", written.into())]))
        }
    }
}

/// The text as a sentence: a capital first where there are capitals, and a full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .map(|letter| letter.to_uppercase().collect())
        .unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?', '؟']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}

fn contents(texts: Texts, headings: &[Heading]) -> Markup {
    let tops: Vec<_> = headings
        .iter()
        .filter(|heading| heading.level == 2)
        .collect();
    if tops.len() < CONTENTS_FROM {
        return html! {};
    }
    html! {
        details {
            summary { (texts.text("contents")) }
            ul { @for heading in tops { li { a href={ "#" (heading.anchor) } { (texts.own(&heading.text)) } } } }
        }
    }
}

/// Facts that share source, address, grade and days are one entry.
type Key<'a> = (&'a str, Option<&'a str>, Grade, Day, Day);

fn rests_on(texts: Texts, library: &Library, guide: &Guide, today: Day) -> Markup {
    let mut groups: Vec<(Key<'_>, Vec<&Fact>)> = Vec::new();
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for fact in guide
        .front
        .facts
        .iter()
        .filter_map(|id| library.facts.get(id))
    {
        let key = (
            fact.source.as_str(),
            fact.url.as_deref(),
            fact.grade,
            fact.verified_on,
            fact.expires_on,
        );
        let place = *places.entry(key).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, facts)) = groups.get_mut(place) {
            facts.push(fact);
        }
    }
    html! {
        @if !groups.is_empty() {
            h2 { (texts.text("facts")) }
            p.q { (texts.text("facts-lede")) }
            ul {
                @for (_, facts) in &groups { (source(texts, facts, today)) }
            }
        }
    }
}

/// One source: the values that rest on it, its name and link, its grade and its days.
fn source(texts: Texts, facts: &[&Fact], today: Day) -> Markup {
    let Some(first) = facts.first() else {
        return html! {};
    };
    // A rule is a sentence for editors, in English; a reader meets it in the text.
    let mut numbers: Vec<String> = Vec::new();
    for fact in facts
        .iter()
        .filter(|fact| matches!(fact.value, facts::Value::Number(_)))
    {
        let number = fact_value(fact, texts.tag);
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let (verified, expires) = (texts.day(first.verified_on), texts.day(first.expires_on));
    let age = match first.age_on(today) {
        Age::Expired { .. } => "fact-expired",
        Age::EndsSoon { .. } | Age::Current => "fact-good",
    };
    html! {
        li {
            @if !numbers.is_empty() { b { (numbers.join(&texts.plain("and"))) } " – " }
            bdi lang="en" dir="ltr" {
                @match &first.url {
                    Some(url) => a href=(url) rel="noreferrer" { (first.source) },
                    None => (first.source),
                }
            }
            br;
            span.q {
                (texts.text(&format!("grade-{}", first.grade.as_str().to_ascii_lowercase()))) " "
                (texts.with("verified", &[("day", verified.into())])) " "
                @let last = texts.with(age, &[("day", expires.into())]);
                @if age == "fact-expired" { mark { (last) } } @else { (last) }
            }
        }
    }
}
