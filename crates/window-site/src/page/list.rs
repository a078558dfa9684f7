//! The list of guides of a language. A guide without translation is there in another language,
//! and its link says which: the list never leads nowhere.

use language::Tag;
use maud::{Markup, html};

use super::{Frame, Page, Section, Texts, search_form, short_name};
use crate::library::{Guide, Library, State};
use crate::prose::isolated;
use crate::style::Style;

pub(crate) fn page(frame: &Frame, library: &Library, tag: Tag) -> String {
    let texts = Texts::of(tag);
    let main = html! {
        h1 { (texts.text("guides")) }
        p.s { (texts.text("guides-lede")) }
        (search_form(texts, ""))
        ul.g {
            @for number in library.guides.keys() {
                @if let Some((found, guide)) = library.best(*number, tag) {
                    (entry(texts, *number, found, guide))
                }
            }
        }
    };
    frame.render(&Page {
        tag,
        number: None,
        tail: "",
        languages: None,
        section: Some(Section::Guides),
        style: Style::Find,
        main,
    })
}

/// One guide in a list, in the language it was found in.
pub(crate) fn entry(texts: Texts, number: u32, found: Tag, guide: &Guide) -> Markup {
    let (lang, dir) = (found.as_str(), found.direction().as_str());
    let other = found != texts.tag;
    let front = &guide.front;
    html! {
        li {
            a href={ "/" (lang) "/k/" (number) } hreflang=[other.then_some(lang)] {
                @if other {
                    bdi lang=(lang) dir=(dir) { (maud::PreEscaped(isolated(&front.title, found))) }
                    span.q { " (" (texts.text("in-language")) " " bdi lang=(lang) dir=(dir) { (short_name(found)) } ")" }
                } @else {
                    (texts.own(&front.title))
                }
            }
            p lang=[other.then_some(lang)] dir=[other.then_some(dir)] {
                (maud::PreEscaped(isolated(&front.summary, found)))
            }
            @if front.state != State::Approved { p.q { (texts.text("draft-short")) } }
        }
    }
}
