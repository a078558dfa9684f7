//! In which language somebody probably writes: a hint for who should answer, never more.
//!
//! Letters decide where they can (Sorani and Arabic each have some that the other has not), short
//! words where they cannot. Too little text gives no hint.

use language::Tag;

/// Letters of Sorani that Arabic does not write.
const CKB_LETTERS: &str = "ەێۆڕڵڤپچژگیکھ";
/// Letters of Arabic that Sorani does not write.
const AR_LETTERS: &str = "ةىثذصضطظأإآؤيكً";
/// Letters of Kurmanji that English does not write.
const KMR_LETTERS: &str = "êîûçşÊÎÛÇŞ";
/// Short words of Kurmanji, also as people write them without the marks.
const KMR_WORDS: &[&str] = &[
    "ez", "ji", "li", "ku", "bi", "di", "min", "te", "me", "ne", "dikim", "heye", "nav", "ser",
    "silav", "u", "xwe", "ev", "bo", "gelo", "dixwazim", "spas",
];
/// Short words of English.
const EN_WORDS: &[&str] = &[
    "the", "and", "i", "is", "to", "my", "you", "a", "of", "in", "am", "what", "how", "can", "for",
    "it", "not", "help", "please", "hello", "they", "he", "she",
];
/// Only this much of a text is read.
const CHARS_READ: usize = 4_000;

/// The language of a text, if it shows.
///
/// ```
/// use desk_casework::language_hint;
/// use language::Tag;
/// assert_eq!(language_hint("سلاو، من پێویستم بە یارمەتییە"), Some(Tag::Ckb));
/// assert_eq!(language_hint("السلام عليكم، أحتاج إلى مساعدة"), Some(Tag::Ar));
/// assert_eq!(language_hint("?? 112"), None);
/// ```
#[must_use]
pub fn language_hint(text: &str) -> Option<Tag> {
    let (mut arabic_script, mut latin_script) = (0_u32, 0_u32);
    let (mut ckb, mut ar, mut kmr) = (0_u32, 0_u32, 0_u32);
    for ch in text.chars().take(CHARS_READ) {
        arabic_script += u32::from(matches!(ch, '\u{0620}'..='\u{06D5}') && ch.is_alphabetic());
        latin_script += u32::from(ch.is_alphabetic() && ch < '\u{0250}');
        ckb += u32::from(CKB_LETTERS.contains(ch));
        ar += u32::from(AR_LETTERS.contains(ch));
        kmr += u32::from(KMR_LETTERS.contains(ch));
    }
    if arabic_script > latin_script {
        return match ckb.cmp(&ar) {
            std::cmp::Ordering::Greater => Some(Tag::Ckb),
            std::cmp::Ordering::Less => Some(Tag::Ar),
            std::cmp::Ordering::Equal => None,
        };
    }
    let mut en = 0;
    for word in text
        .split(|ch: char| !ch.is_alphabetic())
        .take(CHARS_READ / 4)
    {
        let word = word.to_lowercase();
        kmr += u32::from(KMR_WORDS.contains(&word.as_str()));
        en += u32::from(EN_WORDS.contains(&word.as_str()));
    }
    match kmr.cmp(&en) {
        std::cmp::Ordering::Greater => Some(Tag::Kmr),
        std::cmp::Ordering::Less => Some(Tag::En),
        std::cmp::Ordering::Equal => None,
    }
}

/// Stores a hint by its tag, so that the stored form does not depend on another crate's order.
pub(crate) mod stored {
    use language::Tag;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(clippy::ref_option, reason = "the signature that serde asks for")]
    pub(crate) fn serialize<S: Serializer>(tag: &Option<Tag>, to: S) -> Result<S::Ok, S::Error> {
        tag.map_or("", Tag::as_str).serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Tag>, D::Error> {
        Ok(Tag::parse(&String::deserialize(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_shows() {
        for (text, tag) in [
            ("مرحبا، اخي يهددني ولا أعرف إلى أين أذهب", Some(Tag::Ar)),
            ("ممكن مساعدة؟", Some(Tag::Ar)),
            (
                "براکەم هەڕەشەم لێ دەکات و نازانم بچم بۆ کوێ",
                Some(Tag::Ckb),
            ),
            (
                "Birayê min gefan li min dixwe, ez nizanim biçim ku",
                Some(Tag::Kmr),
            ),
            ("silav, ez alikariye dixwazim", Some(Tag::Kmr)),
            (
                "My brother threatens me and I do not know where to go",
                Some(Tag::En),
            ),
            ("hello?", Some(Tag::En)),
            ("", None),
            ("ok", None),
            ("07701234567 😀", None),
        ] {
            assert_eq!(language_hint(text), tag, "{text}");
        }
    }
}
