//! A passphrase, the same from every keyboard.
//!
//! Arabic, Persian and Kurdish keyboards send different code points for what is one key to the
//! hand: two yehs, two kafs, three kinds of digits, with and without joiners. A member who types
//! her passphrase on a colleague's computer must not be locked out. So a passphrase is folded
//! before use: NFKC, those letters and digits made one, marks that nobody sees removed, white
//! space trimmed and joined. The folding is part of the format (`head` names its version) and
//! never changes; what it costs a guesser is a fraction of a bit per word.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The version of the folding that `head` names.
pub(crate) const FOLDING_VERSION: u8 = 1;
/// The longest passphrase, in bytes after folding.
const MAX_BYTES: usize = 1_024;

/// A folded passphrase; wiped when dropped, never shown by `Debug`.
pub struct Passphrase(Zeroizing<String>);

/// Why something typed is no passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Nothing but white space.
    #[error("the passphrase is empty")]
    Empty,
    /// Longer than 1,024 bytes.
    #[error("the passphrase is too long")]
    TooLong,
}

impl Passphrase {
    /// Folds what somebody typed. Says nothing about strength: that is for whoever asks for a
    /// new one.
    ///
    /// ```
    /// use desk_vault::Passphrase;
    /// let arabic = Passphrase::new("كتاب يوم ٣").expect("it is not empty");
    /// let kurdish = Passphrase::new(" کتاب  یوم 3 ").expect("it is not empty");
    /// assert!(arabic.same_as(&kurdish));
    /// ```
    ///
    /// # Errors
    /// [`PassphraseError`].
    pub fn new(typed: &str) -> Result<Self, PassphraseError> {
        // At most 18 bytes come out of one (NFKC); refuse before work, not after.
        if typed.len() > 4 * MAX_BYTES {
            return Err(PassphraseError::TooLong);
        }
        let mut folded = Zeroizing::new(String::with_capacity(typed.len() * 18));
        for ch in typed.nfkc().filter_map(fold) {
            if ch == ' ' && (folded.is_empty() || folded.ends_with(' ')) {
                continue;
            }
            folded.push(ch);
        }
        if folded.ends_with(' ') {
            folded.pop();
        }
        if folded.is_empty() {
            return Err(PassphraseError::Empty);
        }
        if folded.len() > MAX_BYTES {
            return Err(PassphraseError::TooLong);
        }
        Ok(Self(folded))
    }

    /// Whether two passphrases are one: for "type it again".
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }

    /// How many characters it has after folding: for advice on new ones.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// Folding version 1. Frozen: a change locks people out.
fn fold(ch: char) -> Option<char> {
    Some(match ch {
        // Alef maksura and Farsi yeh look like yeh in most places.
        '\u{0649}' | '\u{06CC}' => '\u{064A}',
        // Keheh and swash kaf are kaf.
        '\u{06A9}' | '\u{06AA}' => '\u{0643}',
        // Kurdish ae and heh goal are heh (Sorani keyboards also type heh and a joiner).
        '\u{06D5}' | '\u{06C1}' | '\u{06BE}' => '\u{0647}',
        '\u{0660}'..='\u{0669}' => ascii_digit(ch, 0x0660),
        '\u{06F0}'..='\u{06F9}' => ascii_digit(ch, 0x06F0),
        // Tatweel, joiners, directional marks, soft hyphen, byte order mark.
        '\u{0640}'
        | '\u{00AD}'
        | '\u{061C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => return None,
        ch if ch.is_whitespace() => ' ',
        ch => ch,
    })
}

fn ascii_digit(ch: char, zero: u32) -> char {
    char::from_digit(u32::from(ch).wrapping_sub(zero), 10).unwrap_or(ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(typed: &str) -> String {
        Passphrase::new(typed).unwrap().0.to_string()
    }

    #[test]
    fn keyboards_of_one_language_type_one_passphrase() {
        for (one, other) in [
            ("كتاب", "کتاب"),
            ("يوم", "یوم"),
            ("٢٣", "۲۳"),
            ("٢٣", "23"),
            ("نه\u{200C}وت", "نه\u{0640}وت"),
            ("هه\u{200C}ولێر", "هەولێر"),
            ("ﻻ", "لا"),
            ("cafe\u{301}", "café"),
            ("  two \t words\n", "two words"),
            ("\u{200F}باب", "باب"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        for (one, other) in [
            ("Two words", "two words"),
            ("twowords", "two words"),
            ("سلام", "سلم"),
            ("ڕێ", "رێ"),
            ("1", "2"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} and {other}");
        }
    }

    #[test]
    fn the_folding_is_frozen() {
        assert_eq!(
            folded("  ﻻ یەک ٣۴5 Ab\u{0640}ـ\u{200C}ç "),
            "\u{0644}\u{0627} \u{064A}\u{0647}\u{0643} 345 Ab\u{e7}"
        );
    }

    #[test]
    fn nothing_and_too_much_are_no_passphrases() {
        for empty in ["", "  \n", "\u{200C}\u{0640}"] {
            assert_eq!(Passphrase::new(empty).unwrap_err(), PassphraseError::Empty);
        }
        let long = "ab ".repeat(2_000);
        assert_eq!(
            Passphrase::new(&long).unwrap_err(),
            PassphraseError::TooLong
        );
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(
            format!("{:?}", Passphrase::new("secret").unwrap()),
            "Passphrase(…)"
        );
    }
}
