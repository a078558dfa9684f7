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
