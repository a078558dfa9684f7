//! The messages of an area as JSON, for scripts that fill in values themselves.

use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString as _},
    vec::Vec,
};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};

use crate::Tag;

/// References inside references are followed so far.
const DEPTH_MAX: u8 = 8;

/// The messages of a file that have a text, in its order.
pub(super) fn messages(resource: &FluentResource) -> impl Iterator<Item = (&str, &Pattern<&str>)> {
    resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name, message.value.as_ref()?)),
        _ => None,
    })
}

/// One JSON object of all messages of a file.
pub(super) fn object(tag: Tag, resource: &FluentResource) -> String {
    let digits: String = tag.default_digits().characters().iter().collect();
    let mut json = format!("{{\"digits\":{}", quoted(&digits));
    for (id, pattern) in messages(resource) {
        json.push_str(&format!(",{}:{}", quoted(id), message(resource, pattern)));
    }
    json.push('}');
    json
}

fn message(resource: &FluentResource, pattern: &Pattern<&str>) -> String {
    let mut forms = BTreeMap::new();
    let by = selector(pattern, &mut forms);
    let render = |key: &str| {
        let mut text = String::new();
        render(resource, pattern, key, &mut text, 0);
        quoted(&text)
    };
    let Some(by) = by else {
        return render("other");
    };
    forms.insert("other".to_string(), ());
    let forms: Vec<_> = forms
        .keys()
        .map(|form| format!(",{}:{}", quoted(form), render(form)))
        .collect();
    format!("{{\"by\":{}{}}}", quoted(by), forms.concat())
}

/// The name of the number on which a message depends, and the forms it has, from all its selects.
fn selector<'a>(pattern: &Pattern<&'a str>, forms: &mut BTreeMap<String, ()>) -> Option<&'a str> {
    let mut by = None;
    for element in &pattern.elements {
        let PatternElement::Placeable {
            expression: Expression::Select { selector, variants },
        } = element
        else {
            continue;
        };
        if let InlineExpression::VariableReference { id } = selector {
            by = by.or(Some(id.name));
            forms.extend(variants.iter().map(|variant| (form(variant), ())));
        }
    }
    by
}

fn form(variant: &Variant<&str>) -> String {
    match &variant.key {
        VariantKey::Identifier { name } => (*name).to_string(),
        VariantKey::NumberLiteral { value } => format!("={value}"),
    }
}

fn render(
    resource: &FluentResource,
    pattern: &Pattern<&str>,
    key: &str,
    out: &mut String,
    depth: u8,
) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => {
                expression_text(resource, expression, key, out, depth);
            }
        }
    }
}

fn expression_text(
    resource: &FluentResource,
    expression: &Expression<&str>,
    key: &str,
    out: &mut String,
    depth: u8,
) {
    match expression {
        Expression::Inline(inline) => inline_text(resource, inline, key, out, depth),
        Expression::Select { variants, .. } => {
            let chosen = variants
                .iter()
                .find(|variant| form(variant) == key)
                .or_else(|| variants.iter().find(|variant| variant.default));
            if let Some(variant) = chosen {
                render(resource, &variant.value, key, out, depth);
            }
        }
    }
}

fn inline_text(
    resource: &FluentResource,
    inline: &InlineExpression<&str>,
    key: &str,
    out: &mut String,
    depth: u8,
) {
    let referred = match inline {
        InlineExpression::StringLiteral { value } => {
            fluent_syntax::unicode::unescape_unicode(out, value).unwrap_or_default();
            return;
        }
        InlineExpression::NumberLiteral { value } => return out.push_str(value),
        InlineExpression::VariableReference { id } => {
            return out.push_str(&format!("\u{2068}{{{}}}\u{2069}", id.name));
        }
        InlineExpression::Placeable { expression } => {
            return expression_text(resource, expression, key, out, depth);
        }
        InlineExpression::FunctionReference { .. } => return,
        InlineExpression::MessageReference { id, .. } => {
            resource.entries().find_map(|entry| match entry {
                Entry::Message(message) if message.id.name == id.name => message.value.as_ref(),
                _ => None,
            })
        }
        InlineExpression::TermReference { id, .. } => {
            resource.entries().find_map(|entry| match entry {
                Entry::Term(term) if term.id.name == id.name => Some(&term.value),
                _ => None,
            })
        }
    };
    if let Some(pattern) = referred.filter(|_| depth < DEPTH_MAX) {
        render(resource, pattern, key, out, depth + 1);
    }
}

/// A JSON string that may stand inside a script element.
fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\u{0}'..='\u{1F}' | '<' | '\u{2028}' | '\u{2029}' => {
                json.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
    json
}
