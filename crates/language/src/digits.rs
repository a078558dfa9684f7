//! Three sets of decimal digits: read all of them, write the one that a language expects.

use alloc::string::{String, ToString};

/// A set of the digits 0 to 9.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Digits {
    /// U+0030 to U+0039, `0123456789`.
    Ascii,
    /// U+0660 to U+0669, `٠١٢٣٤٥٦٧٨٩`.
    ArabicIndic,
    /// U+06F0 to U+06F9, `۰۱۲۳۴۵۶۷۸۹`, of Persian keyboards.
    Extended,
}

impl Digits {
    /// Every set.
    pub const ALL: [Self; 3] = [Self::Ascii, Self::ArabicIndic, Self::Extended];

    /// The ten characters, in order.
    #[must_use]
    pub const fn characters(self) -> [char; 10] {
        match self {
            Self::Ascii => ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
            Self::ArabicIndic => ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'],
            Self::Extended => ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'],
        }
    }
}

/// The value of a digit of any of the sets, 0 to 9.
#[must_use]
pub const fn value(digit: char) -> Option<u8> {
    let zero = match digit {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    // At most 9, by the ranges above.
    Some((digit as u32 - zero as u32).to_le_bytes()[0])
}

/// One character with its digit folded to ASCII; every other character as it is.
#[must_use]
pub const fn fold(character: char) -> char {
    match value(character) {
        Some(value) => (b'0' + value) as char,
        None => character,
    }
}

/// The text with every digit of any set as ASCII.
#[must_use]
pub fn to_ascii(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// The text with every digit of any set as one of `digits`.
#[must_use]
pub fn localise(text: &str, digits: Digits) -> String {
    let characters = digits.characters();
    text.chars()
        .map(|character| {
            value(character)
                .and_then(|value| characters.get(usize::from(value)).copied())
                .unwrap_or(character)
        })
        .collect()
}

/// A whole number in `digits`, without grouping.
#[must_use]
pub fn format(number: u64, digits: Digits) -> String {
    localise(&number.to_string(), digits)
}

/// A whole number typed in any of the sets, white space around it ignored; `None` for anything
/// else and for more than 64 bits.
#[must_use]
pub fn parse(text: &str) -> Option<u64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    text.chars().try_fold(0_u64, |number, character| {
        number
            .checked_mul(10)?
            .checked_add(u64::from(value(character)?))
    })
}
