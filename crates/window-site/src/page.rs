//! The frame of every page: one file of HTML with its style inside, readable without scripts.
//!
//! ```text
//!  skip link · exit link (drawn at the bottom) · languages · sections │ main │ panel mount
//! ```
//!
//! The exit comes second, so that a keyboard and a screen reader have it at once.
//! The title is a number or "–", the icon is empty: history and tabs name nothing.

use std::collections::{BTreeMap, BTreeSet};

use facts::Day;
use language::{Catalogue, Tag, Value};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::panel::Panel;
use crate::prose::isolated;
use crate::style::Style;

pub(crate) mod about;
pub(crate) mod guide;
pub(crate) mod list;
pub(crate) mod plain;
pub(crate) mod search;
pub(crate) mod terms;

/// What all pages of a site share.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The style sheets.
    pub(crate) styles: BTreeMap<Style, String>,
    pub(crate) panel: Option<Panel>,
    /// The operator's name, if shown.
    pub(crate) name: Option<String>,
    pub(crate) today: Day,
}

/// The sections that the head of a page leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Guides,
    Words,
    Search,
    About,
}

/// One page: where it is and what is in it.
pub(crate) struct Page<'a> {
    pub(crate) tag: Tag,
    /// The number of a guide; everything else is "–".
    pub(crate) number: Option<u32>,
    /// The path after the language, such as `k/7`; what the language links keep.
    pub(crate) tail: &'a str,
    /// The languages that have this page; the others' links lead to their lists.
    pub(crate) languages: Option<&'a BTreeSet<Tag>>,
    pub(crate) section: Option<Section>,
    pub(crate) style: Style,
    pub(crate) main: Markup,
}

/// The texts of one language.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    pub(crate) tag: Tag,
    catalogue: &'static Catalogue,
}

impl Texts {
    pub(crate) fn of(tag: Tag) -> Self {
        Self {
            tag,
            catalogue: Catalogue::of(tag),
        }
    }

    /// A message of the area, for an attribute.
    pub(crate) fn plain(self, name: &str) -> String {
        self.catalogue.attribute(&format!("window-{name}"))
    }

    /// A message of the area as HTML, foreign words isolated.
    pub(crate) fn text(self, name: &str) -> Markup {
        self.own(&self.plain(name))
    }

    /// A message with values as HTML.
    pub(crate) fn with(self, name: &str, values: &[(&str, Value<'_>)]) -> Markup {
        self.own(
            &self
                .catalogue
                .attribute_with(&format!("window-{name}"), values),
        )
    }

    /// A text in this language as HTML, foreign words isolated.
    pub(crate) fn own(self, text: &str) -> Markup {
        PreEscaped(isolated(text, self.tag))
    }

    /// A day, written out.
    pub(crate) fn day(self, day: Day) -> String {
        let (year, month, day) = day.date();
        let month = self.plain(&format!("month-{month}"));
        let values = [
            ("day", day.into()),
            ("month", Value::from(&month)),
            ("year", year.into()),
        ];
        self.catalogue.attribute_with("window-day", &values)
    }
}

/// The language's name in the language, without what is in brackets.
pub(crate) fn short_name(tag: Tag) -> &'static str {
    let name = tag.native_name();
    name.split_once(" (").map_or(name, |(short, _)| short)
}

impl Frame {
    /// The whole page.
    pub(crate) fn render(&self, page: &Page<'_>) -> String {
        let texts = Texts::of(page.tag);
        let title = page
            .number
            .map_or_else(|| "–".to_owned(), |number| number.to_string());
        html! {
            (DOCTYPE)
            html lang=(page.tag.as_str()) dir=(page.tag.direction().as_str()) {
                head { (self.head(&title, page.style, Some(page.tag))) }
                body {
                    header {
                        a.k href="#m" { (texts.text("skip")) }
                        a.x href={ "/" (page.tag.as_str()) "/x" } rel="nofollow noreferrer" { (texts.text("leave")) }
                        (languages(page, texts))
                        (self.sections(page, texts))
                    }
                    main #m { (page.main) }
                    @if self.panel.is_some() {
                        div #p {}
                        footer { noscript { (texts.text("no-script")) } }
                    }
                }
            }
        }
        .into_string()
    }

    /// A page of no language: the choice of language, the page that does not exist.
    pub(crate) fn render_bare(&self, main: &Markup) -> String {
        html! {
            (DOCTYPE)
            html lang="en" dir="ltr" {
                head { (self.head("–", Style::Find, None)) }
                body {
                    header {
                        a.x href="/x" rel="nofollow noreferrer" aria-label=(Texts::of(Tag::En).plain("leave")) { "×" }
                    }
                    main #m { (main) }
                }
            }
        }
        .into_string()
    }

    fn head(&self, title: &str, style: Style, tag: Option<Tag>) -> Markup {
        let css = self.styles.get(&style).map_or("", String::as_str);
        html! {
            meta charset="utf-8";
            title { (title) }
            meta name="viewport" content="width=device-width";
            link rel="icon" href="data:,";
            style { (PreEscaped(css)) }
            @if let (Some(panel), Some(tag)) = (&self.panel, tag) {
                script src=(panel.script(tag)) defer data-w=(panel.wasm) data-c=(panel.css) data-o=(panel.org_id) {}
            }
        }
    }

    fn sections(&self, page: &Page<'_>, texts: Texts) -> Markup {
        let sections = [
            (Section::Guides, "", "guides"),
            (Section::Words, "t", "words"),
            (Section::Search, "s", "search"),
            (Section::About, "about", "about"),
        ];
        html! {
            nav aria-label=(texts.plain("sections")) {
                @if let Some(name) = &self.name { b { (texts.own(name)) } }
                @for (section, tail, name) in sections {
                    @let current = (page.section == Some(section)).then_some("page");
                    a href={ "/" (page.tag.as_str()) "/" (tail) } aria-current=[current] { (texts.text(name)) } " "
                }
                @if self.panel.is_some() { a href="#p" { (texts.text("write")) } }
            }
        }
    }
}

/// The same page in the other languages; where there is none, that language's list.
fn languages(page: &Page<'_>, texts: Texts) -> Markup {
    html! {
        nav aria-label=(texts.plain("languages")) {
            @for tag in Tag::ALL {
                @let (lang, dir) = (tag.as_str(), tag.direction().as_str());
                @if tag == page.tag {
                    span lang=(lang) aria-current="true" { (short_name(tag)) }
                } @else {
                    @let here = page.languages.is_none_or(|languages| languages.contains(&tag));
                    @let tail = if here { page.tail } else { "" };
                    a href={ "/" (lang) "/" (tail) } lang=(lang) dir=(dir) { (short_name(tag)) }
                }
                " "
            }
        }
    }
}

/// The search form. What is typed goes into the body of the request, never into an address.
pub(crate) fn search_form(texts: Texts, typed: &str) -> Markup {
    let label = texts.plain("search-label");
    html! {
        form action={ "/" (texts.tag.as_str()) "/s" } method="post" role="search" {
            input type="search" name="q" value=[Some(typed).filter(|typed| !typed.is_empty())]
                aria-label=(label) placeholder=(label) maxlength="100" required
                autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search";
            button { (texts.text("search-button")) }
        }
    }
}
