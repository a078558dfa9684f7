//! The folded form of a text, in which two spellings of the same word are equal.

use alloc::string::String;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::fold;

/// The folded form of a text, for comparing and searching, in any of the languages.
///
/// NFKC's compatibility forms are resolved (presentation forms, full width), marks, tatweel and
/// invisible characters are dropped, letters are lower case, the variants of alef, ya, kaf, ha, waw
/// and hamza are one letter each, digits are ASCII, white space is one space between words.
/// `normalise(normalise(x)) == normalise(x)` for every text.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut previous = ' ';
    for character in text
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|&c| !is_combining_mark(c) && !fold::is_dropped(c))
        .map(fold::letter)
    {
        let character = if character.is_whitespace() {
            ' '
        } else {
            character
        };
        if character == previous && (character == ' ' || fold::is_once(character)) {
            continue;
        }
        folded.push(character);
        previous = character;
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The words of a normalised text: runs of letters and digits.
pub fn tokens(normalised: &str) -> impl Iterator<Item = &str> {
    normalised
        .split(|character: char| !character.is_alphanumeric())
        .filter(|token| !token.is_empty())
}
