//! The pages of no language: the choice of language and the page that does not exist. Neither has
//! a script, a name or a cause.

use language::Tag;
use maud::{Markup, html};

use super::{Frame, Texts};

/// The first page: four names of languages, nothing chosen for anybody.
pub(crate) fn choice(frame: &Frame) -> String {
    let main = html! {
        h1 {
            @for (at, tag) in Tag::ALL.into_iter().enumerate() {
                @if at > 0 { " · " }
                bdi lang=(tag.as_str()) { (Texts::of(tag).plain("languages")) }
            }
        }
        ul.g { @for tag in Tag::ALL { li { (language_link(tag)) } } }
    };
    frame.render_bare(&main)
}

/// The page for an address that leads nowhere.
pub(crate) fn missing(frame: &Frame) -> String {
    let main = html! {
        h1 { "404" }
        ul.g {
            @for tag in Tag::ALL {
                li lang=(tag.as_str()) dir=(tag.direction().as_str()) {
                    p { (Texts::of(tag).text("missing")) }
                    (language_link(tag))
                }
            }
        }
    };
    frame.render_bare(&main)
}

fn language_link(tag: Tag) -> Markup {
    let (lang, dir) = (tag.as_str(), tag.direction().as_str());
    html! { a href={ "/" (lang) "/" } lang=(lang) dir=(dir) hreflang=(lang) { (tag.native_name()) } }
}

/// The quick exit in a folder, where no server can redirect.
pub(crate) fn exit(address: &str) -> String {
    html! {
        (maud::DOCTYPE)
        meta charset="utf-8";
        title { "–" }
        meta name="referrer" content="no-referrer";
        meta http-equiv="refresh" content={ "0;url=" (address) };
    }
    .into_string()
}
