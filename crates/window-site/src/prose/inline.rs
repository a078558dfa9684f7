//! Text inside a paragraph: facts in place of `{fact.id}`.

use facts::record::is_id;
use facts::{Fact, Value};
use language::{Catalogue, Tag, digits};

use super::runs::push_isolated;

/// A piece of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// The id between braces.
    Fact(&'a str),
    /// A brace that begins no fact; the text from it on.
    Stray(&'a str),
}

/// Cuts a text into pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let inside = from.strip_prefix('{').unwrap_or(from);
        match inside.split_once('}').filter(|(id, _)| is_id(id)) {
            Some((id, after)) => {
                pieces.push(Piece::Fact(id));
                rest = after;
            }
            None => {
                pieces.push(Piece::Stray(from));
                rest = inside;
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// A fact's value as text, in the digits of the language.
pub(crate) fn fact_value(fact: &Fact, tag: Tag) -> String {
    match &fact.value {
        Value::Number(number) => digits::localise(&number.to_string(), tag.default_digits()),
        Value::Text(text) => text.clone(),
    }
}

/// Appends a fact's value; an expired one is marked, with words and not by colour alone.
pub(super) fn push_fact(html: &mut String, fact: &Fact, expired: bool, tag: Tag) {
    let value = fact_value(fact, tag);
    if expired {
        html.push_str("<mark>");
        push_isolated(html, &value, tag);
        html.push_str(" (");
        push_isolated(html, &Catalogue::of(tag).attribute("window-fact-old"), tag);
        html.push_str(")</mark>");
    } else {
        push_isolated(html, &value, tag);
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn facts_and_stray_braces_are_told_apart() {
        assert_eq!(
            pieces("a {pep.max_hours} b {x y} {"),
            [
                Piece::Text("a "),
                Piece::Fact("pep.max_hours"),
                Piece::Text(" b "),
                Piece::Stray("{x y} {"),
                Piece::Text("x y} "),
                Piece::Stray("{"),
            ]
        );
    }
}
