//! What this site protects and what it does not, in plain words.

use language::Tag;
use maud::html;

use super::{Frame, Page, Section, Texts};
use crate::style::Style;

/// Sections of the page and how many paragraphs each has.
const SECTIONS: [(&str, usize); 6] = [
    ("does", 4),
    ("does-not", 5),
    ("exit", 3),
    ("panel", 5),
    ("facts", 3),
    ("drafts", 2),
];

pub(crate) fn page(frame: &Frame, tag: Tag) -> String {
    let texts = Texts::of(tag);
    let sections = SECTIONS
        .iter()
        .filter(|(name, _)| *name != "panel" || frame.panel.is_some());
    let main = html! {
        h1 { (texts.text("about-title")) }
        p.s { (texts.text("about-lede")) }
        @for (name, points) in sections {
            h2 { (texts.text(&format!("about-{name}"))) }
            ul {
                @for point in 1..=*points { li { (texts.text(&format!("about-{name}-{point}"))) } }
            }
        }
    };
    frame.render(&Page {
        tag,
        number: None,
        tail: "about",
        languages: None,
        section: Some(Section::About),
        style: Style::Read,
        main,
    })
}
