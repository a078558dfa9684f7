//! What the program prints: in the person's language, without invisible characters that terminals show as boxes.

use std::io::Write as _;

use language::{Catalogue, Tag, Value};

use crate::failure::{Failure, Outcome};

/// The voice of the program in the terminal.
#[derive(Clone, Copy)]
pub(crate) struct Say {
    pub(crate) catalogue: &'static Catalogue,
}

impl Say {
    /// The voice in the language that `--lang` names, else that of the system (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English.
    pub(crate) fn new(given: Option<&str>) -> Outcome<Self> {
        let tag = match given {
            Some(given) => Tag::parse(given)
                .ok_or_else(|| Failure::new("lang-unknown").with("given", given))?,
            None => system_language().unwrap_or(Tag::En),
        };
        Ok(Self {
            catalogue: Catalogue::of(tag),
        })
    }

    /// One line of the catalogue, to standard output.
    pub(crate) fn line(&self, id: &str, values: &[(&str, Value<'_>)]) {
        self.plain(&self.catalogue.attribute_with(id, values));
    }

    /// One line as it is, to standard output.
    pub(crate) fn plain(&self, line: &str) {
        let mut out = std::io::stdout().lock();
        // A closed pipe must not stop a relay.
        let _ = writeln!(out, "{line}");
        let _ = out.flush();
    }

    /// A failure, to standard error.
    pub(crate) fn failure(&self, failure: &Failure) {
        let _ = writeln!(std::io::stderr().lock(), "{}", failure.text(self.catalogue));
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system for its language"
)]
fn system_language() -> Option<Tag> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .and_then(|value| {
            Tag::parse(
                value
                    .split(['.', '@'])
                    .next()
                    .unwrap_or_default()
                    .replace('_', "-")
                    .as_str(),
            )
        })
}
