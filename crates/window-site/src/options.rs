//! What the operator chooses about a site.

use std::borrow::Cow;

use facts::Day;
use language::Tag;

/// Choices for a build. The same sources and options give the same bytes.
#[derive(Clone, Debug)]
pub struct Options {
    /// The operator's name as readers see it. `None`, the default skin, names nobody.
    pub name: Option<String>,
    /// The day on which facts are judged.
    pub today: Day,
    /// The contact panel; without it pages have no script at all.
    pub contact: Option<Contact>,
    /// Where the quick exit leads.
    pub exits: Exits,
    /// Brotli's effort, 0 to 11; 11 for everything that is published.
    pub brotli_quality: u8,
}

/// What the contact panel needs.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The panel's code.
    pub assets: Assets,
    /// The organisation's id, which the panel checks the key list against.
    pub org_id: [u8; 32],
}

/// The panel's code, served under names made of its hash.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The script; per language its texts and words are put before it.
    pub panel_js: Cow<'static, [u8]>,
    /// The style sheet that the script loads.
    pub panel_css: Cow<'static, [u8]>,
    /// The WebAssembly module that the script loads.
    pub wasm: Cow<'static, [u8]>,
}

/// Where the quick exit leads, per language: a page that many people open, that is not chosen for
/// this reader, and that says nothing about her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exits {
    /// From Arabic pages.
    pub ar: String,
    /// From Sorani pages.
    pub ckb: String,
    /// From Kurmanji pages.
    pub kmr: String,
    /// From English pages, and from those of no language.
    pub en: String,
}

impl Options {
    /// A neutral site without contact panel, judged on this day.
    #[must_use]
    pub fn new(today: Day) -> Self {
        Self {
            name: None,
            today,
            contact: None,
            exits: Exits::default(),
            brotli_quality: 11,
        }
    }
}

impl Exits {
    /// The address for this language.
    #[must_use]
    pub fn of(&self, tag: Tag) -> &str {
        match tag {
            Tag::Ar => &self.ar,
            Tag::Ckb => &self.ckb,
            Tag::Kmr => &self.kmr,
            Tag::En => &self.en,
        }
    }
}

/// The main page of each language's Wikipedia.
impl Default for Exits {
    fn default() -> Self {
        let wikipedia = |language| format!("https://{language}.wikipedia.org/");
        Self {
            ar: wikipedia("ar"),
            ckb: wikipedia("ckb"),
            kmr: wikipedia("ku"),
            en: wikipedia("en"),
        }
    }
}
