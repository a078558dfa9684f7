//! What a person reads when something went wrong: what, where, and what to do next, in her language.
//!
//! A failure is a stable code with named values. `err-CODE` and `rec-CODE` in the catalogue area `program` are its two
//! sentences. The values are paths, addresses and numbers that the person at this terminal gave herself; never text of a person.

use std::fmt;

use language::{Catalogue, Value};

/// What every command gives back.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// A failure with a stable code.
#[derive(Debug)]
pub(crate) struct Failure {
    code: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Failure {
    /// A failure of this code; `err-CODE` and `rec-CODE` must be in the catalogue (a test looks).
    pub(crate) fn new(code: &'static str) -> Self {
        Self {
            code,
            values: Vec::new(),
        }
    }

    /// Adds a value that the sentences name.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// The two sentences, with the code that a helper can be told on the telephone.
    pub(crate) fn text(&self, catalogue: &Catalogue) -> String {
        let values: Vec<(&str, Value<'_>)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.into()))
            .collect();
        let what = catalogue.attribute_with(&format!("err-{}", self.code), &values);
        let next = catalogue.attribute_with(&format!("rec-{}", self.code), &values);
        format!("{what}\n{next}\n[{}]", self.code)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use language::{Catalogue, Tag};

    use super::*;

    /// All sources of the binary, without this test.
    fn sources() -> String {
        fn read(folder: &Path, all: &mut String) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    read(&path, all);
                } else {
                    all.push_str(
                        fs::read_to_string(path)
                            .unwrap()
                            .split("#[cfg(test)]")
                            .next()
                            .unwrap(),
                    );
                }
            }
        }
        let mut all = String::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        all
    }

    #[test]
    fn every_failure_has_two_sentences_and_every_sentence_a_failure() {
        let sources = sources();
        let catalogue = Catalogue::of(Tag::En);
        let codes: Vec<&str> = sources
            .split("Failure::new(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(codes.len() > 20, "the search found only {codes:?}");
        for code in codes {
            assert!(
                catalogue.has(&format!("err-{code}")),
                "err-{code} is missing"
            );
        }
        for id in catalogue.ids().filter_map(|id| id.strip_prefix("err-")) {
            assert!(catalogue.has(&format!("rec-{id}")), "rec-{id} is missing");
        }
        let program = include_str!("../../language/i18n/en/program.ftl");
        for code in program
            .lines()
            .filter_map(|line| line.strip_prefix("err-")?.split(' ').next())
        {
            assert!(
                sources.contains(&format!("\"{code}\"")),
                "nobody says err-{code}"
            );
        }
    }

    #[test]
    fn a_failure_says_what_and_what_next_in_her_language() {
        let failure = Failure::new("vault-missing").with("folder", "here");
        for tag in Tag::ALL {
            let text = failure.text(Catalogue::of(tag));
            assert_eq!(text.lines().count(), 3, "{text}");
            assert!(
                text.contains("here") && text.contains("[vault-missing]"),
                "{text}"
            );
        }
    }
}
