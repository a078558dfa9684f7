//! The list of words: what they mean, how people say them, what to avoid.

use language::Tag;
use maud::html;

use super::{Frame, Page, Section, Texts};
use crate::library::Library;
use crate::style::Style;

pub(crate) fn page(frame: &Frame, library: &Library, tag: Tag) -> String {
    let texts = Texts::of(tag);
    let terms = library
        .terms
        .get(&tag)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let main = html! {
        h1 { (texts.text("words")) }
        p.s { (texts.text("words-lede")) }
        p.n role="note" { b { (texts.text("state-draft")) } " " (texts.text("words-draft")) }
        @if terms.is_empty() { p { (texts.text("words-none")) } }
        @for term in terms {
            h2 id=(term.anchor) { (texts.own(&term.term)) }
            p { (texts.own(&term.means)) }
            @for (label, text) in [("say", &term.say), ("avoid", &term.avoid), ("note", &term.note)] {
                @if let Some(text) = text {
                    p { b { (texts.text(label)) } " " (texts.own(text)) }
                }
            }
        }
    };
    frame.render(&Page {
        tag,
        number: None,
        tail: "t",
        languages: None,
        section: Some(Section::Words),
        style: Style::Read,
        main,
    })
}
