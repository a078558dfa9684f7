//! Compares the messages of a language with the English ones.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use fluent_syntax::{
    ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};
use language::Tag;

/// Words that are written in Latin letters in every language: names, keys, the fields of a guide.
pub(crate) const LATIN_WORDS: &[&str] = &[
    "Android",
    "Browser",
    "Caps",
    "Chrome",
    "Chromium",
    "Firefox",
    "HTML",
    "HTTP",
    "HTTPS",
    "JavaScript",
    "Lock",
    "Markdown",
    "PDF",
    "PEP",
    "Safari",
    "SIM",
    "Standard",
    "Tor",
    "UNHCR",
    "USB",
    "WebAssembly",
    "WhatsApp",
    "Wi-Fi",
    "ckb",
    "cookie",
    "facts",
    "iOS",
    "iPhone",
    "kmr",
    "title",
    "value",
];

/// One thing that is wrong in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Problem {
    pub(crate) tag: &'static str,
    pub(crate) area: String,
    pub(crate) id: String,
    pub(crate) reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} {} {} {}",
            self.tag, self.area, self.id, self.reason
        )
    }
}

/// What the checker needs to know of one message.
#[derive(Default)]
struct Message {
    variables: BTreeSet<String>,
    texts: Vec<String>,
    categories: BTreeSet<String>,
    unsupported: bool,
    shows_value: bool,
}

/// Everything that is wrong in the file of a language, compared with the English file of the area.
pub(crate) fn check(area: &str, english: &str, tag: Tag, source: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |id: &str, reason: String| {
        let (area, id) = (area.to_string(), id.to_string());
        problems.push(Problem {
            tag: tag.as_str(),
            area,
            id,
            reason,
        });
    };
    let (messages, faults) = read(source);
    for (id, fault) in faults {
        say(&id, fault);
    }
    let (english, _) = read(english);
    for id in english.keys().filter(|id| !messages.contains_key(*id)) {
        say(id, "missing".to_string());
    }
    for (id, message) in &messages {
        for reason in own_faults(tag, message) {
            say(id, reason);
        }
        let Some(original) = english.get(id) else {
            say(id, "not in English".to_string());
            continue;
        };
        if original.variables != message.variables {
            let wanted: Vec<_> = original.variables.iter().map(String::as_str).collect();
            say(
                id,
                format!("variables differ from English: {}", wanted.join(" ")),
            );
        }
        let words = message.texts.join(" ");
        if tag == Tag::Kmr && message.texts == original.texts && !latin_words(&words, 3).is_empty()
        {
            say(id, "same as English".to_string());
        }
    }
    problems
}

/// Ids that stand in more than one area; a page asks for an id without naming the area.
pub(crate) fn repeated(tag: Tag, areas: &[(&str, &str)]) -> Vec<Problem> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for (area, source) in areas {
        for id in read(source).0.into_keys() {
            if let Some(first) = seen.insert(id.clone(), area) {
                let reason = format!("also in {first}");
                problems.push(Problem {
                    tag: tag.as_str(),
                    area: (*area).to_string(),
                    id,
                    reason,
                });
            }
        }
    }
    problems
}

fn own_faults(tag: Tag, message: &Message) -> Vec<String> {
    let mut faults = Vec::new();
    let text = message.texts.join(" ");
    if message.unsupported {
        faults.push("uses an attribute or a function".to_string());
    }
    if text.trim().is_empty() && !message.shows_value {
        faults.push("empty".to_string());
    }
    let letters = |wrong: &str| -> String {
        text.chars()
            .filter(|c| wrong.contains(*c))
            .take(3)
            .collect()
    };
    let foreign = match tag {
        Tag::Ar => letters("یکەێۆڕڵڤگچپژھ"),
        Tag::Ckb => letters("يكىةأإآؤذصضطظث"),
        Tag::Kmr => letters("ığöﻻابتي"),
        Tag::En => text
            .chars()
            .filter(|c| !c.is_ascii() && c.is_alphabetic())
            .take(3)
            .collect(),
    };
    if !foreign.is_empty() {
        faults.push(format!("letters of another language: {foreign}"));
    }
    if matches!(tag, Tag::Ar | Tag::Ckb)
        && let Some(word) = latin_words(&text, 3).first()
    {
        faults.push(format!("looks English: {word}"));
    }
    let forms = &message.categories;
    if tag == Tag::Ar
        && !forms.is_empty()
        && !["two", "few"].iter().all(|form| forms.contains(*form))
    {
        faults.push("plural without two or few".to_string());
    }
    faults
}

/// Words of at least `least` Latin letters, but for [`LATIN_WORDS`] and what a person types or sees
/// as it is: an option, an address, a file, a command after `shanasheel`.
fn latin_words(text: &str, least: usize) -> Vec<String> {
    let is_latin = |letter: char| letter.is_ascii_alphabetic() || ('À'..='ž').contains(&letter);
    let mut words = Vec::new();
    let mut in_command = false;
    for chunk in text.split(|c: char| c.is_whitespace() || "«»()\"،؛؟“”`".contains(c)) {
        let chunk = chunk.trim_matches(|c: char| ".,:;!?…'’\u{200E}\u{200F}".contains(c));
        let argument = !chunk.is_empty() && chunk.bytes().all(|byte| byte.is_ascii_lowercase());
        in_command = chunk == "shanasheel" || in_command && (argument || chunk.is_empty());
        let is_code = chunk.starts_with("--")
            || chunk.contains(|c: char| "_./:#=+\\".contains(c) || c.is_ascii_digit());
        if in_command || is_code || LATIN_WORDS.contains(&chunk) {
            continue;
        }
        let runs = chunk.split(|letter| !is_latin(letter));
        words.extend(
            runs.filter(|run| run.chars().count() >= least && !LATIN_WORDS.contains(run))
                .map(str::to_string),
        );
    }
    words
}

type Faults = Vec<(String, String)>;

fn read(source: &str) -> (BTreeMap<String, Message>, Faults) {
    let (resource, mut faults) = match parser::parse(source) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => {
            let line = |place: usize| source.get(..place).unwrap_or(source).lines().count();
            let fault = |error: &parser::ParserError| {
                (
                    "?".to_string(),
                    format!("line {}: {error}", line(error.pos.start)),
                )
            };
            (resource, errors.iter().map(fault).collect())
        }
    };
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(found) = entry else {
            continue;
        };
        let mut message = Message {
            unsupported: has_attributes(&found.attributes),
            ..Message::default()
        };
        if let Some(pattern) = &found.value {
            walk(pattern, &mut message);
        }
        if messages
            .insert(found.id.name.to_string(), message)
            .is_some()
        {
            faults.push((found.id.name.to_string(), "twice".to_string()));
        }
    }
    (messages, faults)
}

fn has_attributes(attributes: &[Attribute<&str>]) -> bool {
    !attributes.is_empty()
}

fn walk(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.texts.push((*value).to_string()),
            PatternElement::Placeable { expression } => walk_expression(expression, message),
        }
    }
}

fn walk_expression(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, message),
        Expression::Select { selector, variants } => {
            walk_inline(selector, message);
            for variant in variants {
                if let VariantKey::Identifier { name } = &variant.key {
                    message.categories.insert((*name).to_string());
                }
                walk(&variant.value, message);
            }
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.variables.insert(id.name.to_string());
            message.shows_value = true;
        }
        InlineExpression::StringLiteral { value } => message.texts.push((*value).to_string()),
        InlineExpression::Placeable { expression } => walk_expression(expression, message),
        InlineExpression::FunctionReference { .. } => message.unsupported = true,
        InlineExpression::MessageReference { attribute, .. }
        | InlineExpression::TermReference { attribute, .. } => {
            message.unsupported |= attribute.is_some();
        }
        InlineExpression::NumberLiteral { .. } => {}
    }
}
