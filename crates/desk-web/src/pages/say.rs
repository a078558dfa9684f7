//! What a page says, in the member's language.

use language::{Catalogue, Tag, Value, digits};
use maud::{Markup, html};

use crate::App;

/// The texts of one language.
#[derive(Clone, Copy)]
pub(crate) struct Say {
    pub(crate) tag: Tag,
    catalogue: &'static Catalogue,
}

impl Say {
    pub(crate) fn new(tag: Tag) -> Self {
        Self {
            tag,
            catalogue: Catalogue::of(tag),
        }
    }

    pub(crate) fn of(app: &App) -> Self {
        Self::new(app.language())
    }

    /// A text for the body of a page.
    pub(crate) fn text(self, id: &str) -> String {
        self.catalogue.text(id)
    }

    /// A text with values.
    pub(crate) fn with(self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.catalogue.with(id, values)
    }

    /// A text in which commands stand between backticks.
    pub(crate) fn markup(self, id: &str) -> Markup {
        let text = self.text(id);
        html! {
            @for (at, piece) in text.split('`').enumerate() {
                @if at % 2 == 0 { (piece) } @else { code dir="ltr" { (piece) } }
            }
        }
    }

    /// A text for an attribute, a title, an option.
    pub(crate) fn attribute(self, id: &str) -> String {
        self.catalogue.attribute(id)
    }

    /// A number in the digits of the language.
    pub(crate) fn number(self, number: impl Into<u64>) -> String {
        digits::format(number.into(), self.tag.default_digits())
    }

    /// Several things in one sentence.
    pub(crate) fn list(self, things: &[String]) -> String {
        things.join(&self.text("desk-comma"))
    }
}
