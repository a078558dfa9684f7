//! Everything that people read, in four languages, as Fluent messages.
//!
//! ```text
//! i18n/LANGUAGE/AREA.ftl ─▶ Catalogue::of(tag) ─▶ .text(id)       for the body of a page
//!                                              ├▶ .attribute(id)  for an attribute, a terminal
//!                                              └▶ .json(area)     for a script in a page
//! ```
//!
//! Values in a text stand between bidi isolates (U+2068, U+2069), so that a name in one script does
//! not turn the sentence around it. A missing message never stops a page: the English text stands
//! in, and failing that the id.

use alloc::{
    borrow::Cow,
    string::{String, ToString as _},
    vec,
    vec::Vec,
};
use std::sync::{Arc, OnceLock};

use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle,
    types::FluentNumber,
};
use unic_langid::LanguageIdentifier;

use crate::{Digits, Plural, Tag, digits, plural};

mod json;

/// The messages of one part of the program.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// The file's name without `.ftl`.
    pub name: &'static str,
    sources: [&'static str; 4],
}

impl Area {
    /// The file of a language.
    #[must_use]
    pub const fn source(&self, tag: Tag) -> &'static str {
        let [ar, ckb, kmr, en] = self.sources;
        match tag {
            Tag::Ar => ar,
            Tag::Ckb => ckb,
            Tag::Kmr => kmr,
            Tag::En => en,
        }
    }
}

macro_rules! areas {
    ($($name:literal),* $(,)?) => {
        /// Every area. A new one is one line below and four files.
        pub const AREAS: &[Area] = &[$(Area {
            name: $name,
            sources: [
                include_str!(concat!("../i18n/ar/", $name, ".ftl")),
                include_str!(concat!("../i18n/ckb/", $name, ".ftl")),
                include_str!(concat!("../i18n/kmr/", $name, ".ftl")),
                include_str!(concat!("../i18n/en/", $name, ".ftl")),
            ],
        }),*];
    };
}

areas![
    "program", // the binary in the terminal
    "window",  // public pages
    "panel",   // the panel in which a person writes
    "desk",    // the staff's pages
];

/// A value that a message shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value<'a> {
    /// Shown as it is.
    Text(Cow<'a, str>),
    /// Shown in the language's digits; chooses among plural forms.
    Number(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! value_from {
    ($($number:ty),*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Number(u64::from(number))
            }
        }
    )*};
}

value_from!(u8, u16, u32, u64);

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

/// One Fluent file as JSON, in the form that [`Catalogue::json`] describes.
#[must_use]
pub fn json(tag: Tag, file: &str) -> String {
    match FluentResource::try_new(file.to_string()) {
        Ok(resource) | Err((resource, _)) => json::object(tag, &resource),
    }
}

type Bundle = FluentBundle<Arc<FluentResource>>;

/// The messages of one language.
pub struct Catalogue {
    tag: Tag,
    resources: Vec<Arc<FluentResource>>,
    isolating: Bundle,
    plain: Bundle,
}

impl core::fmt::Debug for Catalogue {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter
            .debug_struct("Catalogue")
            .field("tag", &self.tag)
            .finish_non_exhaustive()
    }
}

impl Catalogue {
    /// The catalogue of a language, read at its first use.
    #[must_use]
    pub fn of(tag: Tag) -> &'static Self {
        static ALL: [OnceLock<Catalogue>; 4] = [const { OnceLock::new() }; 4];
        let [ar, ckb, kmr, en] = &ALL;
        let cell = match tag {
            Tag::Ar => ar,
            Tag::Ckb => ckb,
            Tag::Kmr => kmr,
            Tag::En => en,
        };
        cell.get_or_init(|| Self::new(tag, AREAS.iter().map(|area| area.source(tag))))
    }

    /// A catalogue of the messages in some Fluent files. What cannot be read in them is left out;
    /// the tests of this crate read every file strictly.
    pub fn new<S: Into<String>>(tag: Tag, files: impl IntoIterator<Item = S>) -> Self {
        let resources: Vec<_> = files
            .into_iter()
            .map(|file| match FluentResource::try_new(file.into()) {
                Ok(resource) | Err((resource, _)) => Arc::new(resource),
            })
            .collect();
        Self {
            tag,
            isolating: bundle(tag, &resources, true),
            plain: bundle(tag, &resources, false),
            resources,
        }
    }

    /// The language.
    #[must_use]
    pub const fn tag(&self) -> Tag {
        self.tag
    }

    /// A message without values, for the body of a page.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message with values, each between bidi isolates.
    #[must_use]
    pub fn with(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.message(id, values, |catalogue| &catalogue.isolating)
    }

    /// A message without values and without invisible characters, for an attribute.
    #[must_use]
    pub fn attribute(&self, id: &str) -> String {
        self.attribute_with(id, &[])
    }

    /// A message with values but without isolates, for an attribute or a terminal.
    #[must_use]
    pub fn attribute_with(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.message(id, values, |catalogue| &catalogue.plain)
    }

    /// Whether this language itself has the message.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.isolating
            .get_message(id)
            .is_some_and(|message| message.value().is_some())
    }

    /// The ids of all messages, in the order of the files.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.resources
            .iter()
            .flat_map(|resource| json::messages(resource))
            .map(|(id, _)| id)
    }

    /// The messages of an area as a JSON object for a script in a page; `{}` for an unknown area.
    ///
    /// A message is a string in which a value stands as `{name}` between bidi isolates, or, where
    /// its form depends on a number, an object with the number's name as `"by"` and a string per
    /// plural category or exact number (`"one"`, `"=0"`). `"other"` is always there. The key
    /// `"digits"` holds the language's ten digits. `<`, U+2028 and U+2029 are escaped, so the text
    /// can stand inside a script element.
    #[must_use]
    pub fn json(&self, area: &str) -> String {
        let position = AREAS.iter().position(|known| known.name == area);
        let resource = position.and_then(|position| self.resources.get(position));
        resource.map_or_else(
            || "{}".to_string(),
            |resource| json::object(self.tag, resource),
        )
    }

    fn message(
        &self,
        id: &str,
        values: &[(&str, Value<'_>)],
        which: fn(&Self) -> &Bundle,
    ) -> String {
        if let Some(text) = format(self.tag, which(self), id, values) {
            return text;
        }
        let english = (self.tag != Tag::En).then(|| Self::of(Tag::En));
        english
            .and_then(|english| format(Tag::En, which(english), id, values))
            .unwrap_or_else(|| id.to_string())
    }
}

fn bundle(tag: Tag, resources: &[Arc<FluentResource>], isolating: bool) -> Bundle {
    // CLDR knows Kurmanji's plurals as those of `ku`.
    let name = if tag == Tag::Kmr { "ku" } else { tag.as_str() };
    let locale: LanguageIdentifier = name.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(isolating);
    bundle.set_formatter(Some(match tag.default_digits() {
        Digits::Ascii => number_text::<0, _>,
        Digits::ArabicIndic => number_text::<1, _>,
        Digits::Extended => number_text::<2, _>,
    }));
    for resource in resources {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    bundle
}

fn format(tag: Tag, bundle: &Bundle, id: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        arguments.set(*name, fluent_value(tag, value));
    }
    let mut errors: Vec<FluentError> = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned(),
    )
}

/// Fluent's plural rules (`intl_pluralrules` 7.0.2) take Arabic's `n % 100` for `n`, so that 103
/// would be `other` instead of `few`. So Fluent gets a small number of the right category in place
/// of a large one, and [`number_text`] finds the number to show in an option that nobody else reads.
fn fluent_value<'a>(tag: Tag, value: &'a Value<'_>) -> FluentValue<'a> {
    let number = match value {
        Value::Text(text) => return FluentValue::from(text.as_ref()),
        Value::Number(number) => *number,
    };
    if tag != Tag::Ar || number < 100 {
        return FluentValue::from(number);
    }
    let mut stand_in = FluentNumber::from(match plural(tag, number) {
        Plural::Few => 3,
        Plural::Many => 11,
        _ => 100,
    });
    stand_in.options.maximum_significant_digits = usize::try_from(number).ok();
    FluentValue::Number(stand_in)
}

fn number_text<const SET: usize, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let text = match number.options.maximum_significant_digits {
        Some(whole) => whole.to_string(),
        None => number.as_string().into_owned(),
    };
    Some(
        Digits::ALL
            .get(SET)
            .map_or_else(|| text.clone(), |digits| digits::localise(&text, *digits)),
    )
}
