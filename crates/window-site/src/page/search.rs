//! The search page, empty and answered. The answer is kept by nobody: `no-store`.

use language::Tag;
use maud::{Markup, html};

use super::{Frame, Page, Section, Texts, list, search_form};
use crate::library::Library;
use crate::search::{Found, Target};
use crate::style::Style;

/// The form alone.
pub(crate) fn empty(frame: &Frame, tag: Tag) -> String {
    let texts = Texts::of(tag);
    render(
        frame,
        texts,
        "",
        &html! { p.q { (texts.text("search-private")) } },
    )
}

/// What was found for a query.
pub(crate) fn answer(
    frame: &Frame,
    library: &Library,
    tag: Tag,
    typed: &str,
    found: &[Found],
) -> String {
    let texts = Texts::of(tag);
    let results = html! {
        p role="status" {
            @if found.is_empty() {
                (texts.text("search-nothing"))
            } @else {
                (texts.with("search-found", &[("count", found.len().into())]))
            }
        }
        @if !found.is_empty() {
            ul.g { @for found in found { (result(texts, library, found)) } }
        }
        p.q { (texts.text("search-private")) }
    };
    render(frame, texts, typed, &results)
}

/// A query over the limit.
pub(crate) fn too_long(frame: &Frame, tag: Tag) -> String {
    let texts = Texts::of(tag);
    render(
        frame,
        texts,
        "",
        &html! { p role="status" { (texts.text("search-too-long")) } },
    )
}

fn result(texts: Texts, library: &Library, found: &Found) -> Markup {
    match &found.target {
        Target::Guide(number) => match library.best(*number, texts.tag) {
            Some((tag, guide)) => list::entry(texts, *number, tag, guide),
            None => html! {},
        },
        Target::Term(id) => {
            let terms = library
                .terms
                .get(&texts.tag)
                .map(Vec::as_slice)
                .unwrap_or_default();
            html! {
                @for term in terms.iter().filter(|term| term.id == *id) {
                    li {
                        a href={ "/" (texts.tag.as_str()) "/t#" (term.anchor) } { (texts.own(&term.term)) }
                        p { (texts.own(&term.means)) }
                    }
                }
            }
        }
    }
}

fn render(frame: &Frame, texts: Texts, typed: &str, below: &Markup) -> String {
    let main = html! {
        h1 { (texts.text("search")) }
        (search_form(texts, typed))
        (below)
    };
    let tag = texts.tag;
    frame.render(&Page {
        tag,
        number: None,
        tail: "s",
        languages: None,
        section: Some(Section::Search),
        style: Style::Find,
        main,
    })
}
