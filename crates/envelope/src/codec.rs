//! Text as one byte per letter, for Arabic, Sorani, Kurmanji and English: codec 1 (PROTOCOL §1.3).
//!
//! ```text
//! 0x0a, 0x20..0x7e   the ASCII character itself
//! 0x80..0xff         TABLE[byte - 0x80]
//! 0x1b               escape: one character in UTF-8 follows
//! other bytes        never written
//! ```
//! About 1,700 letters fit a parcel, and there is no decompressor to attack. The table is published
//! as `tests/vectors/codec1.txt`; it is part of the format and must never change.

use alloc::string::String;
use alloc::vec::Vec;
use core::str;

const ESCAPE: u8 = 0x1b;
const FIRST_OF_TABLE: u8 = 0x80;
/// An escaped character needs at most this many bytes.
const MAX_CHARACTER_BYTES: usize = 5;

#[rustfmt::skip]
const TABLE: [char; 128] = [
    // Arabic letters, hamza forms.
    'ء', 'آ', 'أ', 'ؤ', 'إ', 'ئ', 'ا', 'ب', 'ة', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز',
    'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ـ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'ه', 'و', 'ى',
    'ي',
    // Tashkil, hamza above, dagger alef.
    '\u{64b}', '\u{64c}', '\u{64d}', '\u{64e}', '\u{64f}', '\u{650}', '\u{651}', '\u{652}',
    '\u{654}', '\u{670}',
    // Arabic comma, semicolon, question mark, percent, separators.
    '،', '؛', '؟', '٪', '٫', '٬',
    // Arabic-Indic digits.
    '٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩',
    // Extended Arabic-Indic digits.
    '۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹',
    // Sorani.
    'پ', 'چ', 'ڕ', 'ژ', 'ڤ', 'ک', 'گ', 'ڵ', 'ھ', 'ۆ', 'ۇ', 'ۊ', 'ی', 'ێ', 'ە',
    // Kurmanji.
    'Ç', 'ç', 'Ê', 'ê', 'Î', 'î', 'Ş', 'ş', 'Û', 'û', 'Ḧ', 'ḧ', 'Ẍ', 'ẍ',
    // Turkish and German names.
    'Ä', 'ä', 'Ö', 'ö', 'Ü', 'ü', 'Ğ', 'ğ', 'İ', 'ı', 'ß', 'é',
    // Joiners, directions, no-break space.
    '\u{200c}', '\u{200f}', '\u{a0}',
    // Quotes, dashes, ellipsis, bullet, euro.
    '«', '»', '“', '”', '‘', '’', '–', '—', '…', '•', '€',
];

/// Encodes any text. Characters outside the table take 3 to 5 bytes.
///
/// ```
/// assert_eq!(envelope::codec::encode("سڵاو!").len(), 5);
/// assert_eq!(envelope::codec::decode(&envelope::codec::encode("🌿")), "🌿");
/// ```
#[must_use]
pub fn encode(text: &str) -> Vec<u8> {
    // Room at once: a buffer that grows leaves copies of the text behind.
    let mut bytes = Vec::with_capacity(text.chars().map(encoded_len).sum());
    for character in text.chars() {
        if let Some(byte) = own_byte(character) {
            bytes.push(byte);
        } else {
            bytes.push(ESCAPE);
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    bytes
}

/// Decodes any bytes. What [`encode`] never writes becomes U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    let mut rest = bytes;
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        text.push(match *byte {
            b'\n' | b' '..=b'~' => char::from(*byte),
            FIRST_OF_TABLE.. => TABLE[usize::from(byte - FIRST_OF_TABLE)],
            ESCAPE => match first_character(tail) {
                Some(character) => {
                    rest = &tail[character.len_utf8()..];
                    if own_byte(character).is_none() {
                        character
                    } else {
                        char::REPLACEMENT_CHARACTER
                    }
                }
                None => char::REPLACEMENT_CHARACTER,
            },
            _ => char::REPLACEMENT_CHARACTER,
        });
    }
    text
}

/// Encodes a text into pieces of at most `max_bytes`, never cutting inside a character or between a
/// letter and its marks, at the end of a word where the piece stays at least half full. The pieces
/// together are `encode(text)`; an empty text is one empty piece. A `max_bytes` below 5, which some
/// characters need, counts as 5.
#[must_use]
pub fn split(text: &str, max_bytes: usize) -> Vec<Vec<u8>> {
    let max_bytes = max_bytes.max(MAX_CHARACTER_BYTES);
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let (head, tail) = rest.split_at(cut(rest, max_bytes));
        pieces.push(encode(head));
        if tail.is_empty() {
            return pieces;
        }
        rest = tail;
    }
}

/// Where the first piece ends, as an index into `text` that is never 0 unless the text is empty.
fn cut(text: &str, max_bytes: usize) -> usize {
    let mut len_bytes = 0;
    let mut after_word = None;
    let mut before_letter = 0;
    let mut previous = '\0';
    for (index, character) in text.char_indices() {
        if previous.is_whitespace() && len_bytes * 2 >= max_bytes {
            after_word = Some(index);
        }
        if !clings(previous, character) {
            before_letter = index;
        }
        len_bytes += encoded_len(character);
        if len_bytes > max_bytes {
            let in_word = if before_letter == 0 {
                index
            } else {
                before_letter
            };
            return after_word.unwrap_or(in_word);
        }
        previous = character;
    }
    text.len()
}

/// Whether `character` belongs to what stands before it: marks, joiners, parts of one emoji.
const fn clings(previous: char, character: char) -> bool {
    const ZWNJ: char = '\u{200c}';
    const ZWJ: char = '\u{200d}';
    previous == ZWJ
        || matches!(
            character,
            ZWNJ | ZWJ
                | '\u{300}'..='\u{36f}'
                | '\u{64b}'..='\u{65f}'
                | '\u{670}'
                | '\u{20e3}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{1f3fb}'..='\u{1f3ff}'
        )
}

fn encoded_len(character: char) -> usize {
    own_byte(character).map_or_else(|| 1 + character.len_utf8(), |_| 1)
}

fn own_byte(character: char) -> Option<u8> {
    match character {
        '\n' | ' '..='~' => u8::try_from(character).ok(),
        _ => (FIRST_OF_TABLE..=u8::MAX)
            .zip(TABLE)
            .find_map(|(byte, entry)| (entry == character).then_some(byte)),
    }
}

fn first_character(bytes: &[u8]) -> Option<char> {
    (1..=4).find_map(|len| str::from_utf8(bytes.get(..len)?).ok()?.chars().next())
}
