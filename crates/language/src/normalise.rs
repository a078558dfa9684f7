//! The folded form of a text, in which two spellings of the same word are equal.

use alloc::string::String;

use unicode_normalization::{
    UnicodeNormalization as _,
    char::{decompose_canonical, is_combining_mark},
};

use crate::fold;

/// The folded form of a text, for comparing and searching, in any of the languages.
///
/// NFKC's compatibility forms are resolved (presentation forms, full width), marks, tatweel and
/// invisible characters are dropped, letters are lower case, the variants of alef, ya, kaf, ha, waw
/// and hamza are one letter each, digits are ASCII, white space is one space between words.
/// `normalise(normalise(x)) == normalise(x)` for every text.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        previous: ' ',
    };
    for character in text.nfkc().flat_map(char::to_lowercase).nfkc() {
        // A hamza's seat is decided before its hamza is dropped with the other marks.
        match fold::letter(character) {
            'ء' => folded.push('ء'),
            letter => decompose_canonical(letter, |part| folded.push(part)),
        }
    }
    folded.text.truncate(folded.text.trim_end().len());
    folded.text
}

struct Folded {
    text: String,
    previous: char,
}

impl Folded {
    fn push(&mut self, character: char) {
        if is_combining_mark(character) || fold::is_dropped(character) {
            return;
        }
        let character = if character.is_whitespace() {
            ' '
        } else {
            fold::letter(character)
        };
        let once = character == ' ' || fold::is_once(character);
        if once && character == self.previous {
            return;
        }
        self.text.push(character);
        self.previous = character;
    }
}

/// The words of a normalised text: runs of letters and digits.
pub fn tokens(normalised: &str) -> impl Iterator<Item = &str> {
    normalised
        .split(|character: char| !character.is_alphanumeric())
        .filter(|token| !token.is_empty())
}
