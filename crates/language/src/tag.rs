//! The four languages, how the world writes their names, and which one a browser asks for.

use crate::Digits;

/// A language in which everything a person reads exists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tag {
    /// Arabic.
    Ar,
    /// Sorani, Central Kurdish, in Arabic script.
    Ckb,
    /// Kurmanji, Northern Kurdish, in Latin script.
    Kmr,
    /// English.
    En,
}

/// The side from which a line is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Tag {
    /// Every language, in the order in which pages list them.
    pub const ALL: [Self; 4] = [Self::Ar, Self::Ckb, Self::Kmr, Self::En];

    /// The tag in URLs, files and HTML's `lang`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::Ckb => "ckb",
            Self::Kmr => "kmr",
            Self::En => "en",
        }
    }

    /// The language that a BCP 47 tag asks for, if it is one of ours.
    ///
    /// Upper and lower case, `-` and `_` are all taken. A macrolanguage or a spoken variety counts
    /// as its written language (`acm`, the Arabic of Iraq, is Arabic). Bare `ku` is Kurmanji, as in
    /// CLDR; `ku` in Arabic script, or of Iraq or Iran, is Sorani, which is what Windows calls
    /// `ku-Arab-IQ`. `kmr` is Kurmanji in either script, because there is only one.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim();
        let (language, rest) = tag.split_once(['-', '_']).unwrap_or((tag, ""));
        let is = |names: &[&str]| names.iter().any(|name| language.eq_ignore_ascii_case(name));
        if is(&["ar", "ara", "arb", "acm", "ayp"]) {
            Some(Self::Ar)
        } else if is(&["ckb"]) {
            Some(Self::Ckb)
        } else if is(&["kmr"]) {
            Some(Self::Kmr)
        } else if is(&["en", "eng"]) {
            Some(Self::En)
        } else if is(&["ku", "kur"]) {
            Some(kurdish(rest))
        } else {
            None
        }
    }

    /// The side from which the language is read.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::Ar | Self::Ckb => Direction::Rtl,
            Self::Kmr | Self::En => Direction::Ltr,
        }
    }

    /// The language's name in the language, for a menu of languages.
    #[must_use]
    pub const fn native_name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::Ckb => "کوردی (سۆرانی)",
            Self::Kmr => "Kurdî (Kurmancî)",
            Self::En => "English",
        }
    }

    /// The digits that readers in Iraq expect in running text (CLDR `ar-IQ`, `ckb-IQ`).
    ///
    /// Telephone numbers, codes and addresses stay ASCII, left to right.
    #[must_use]
    pub const fn default_digits(self) -> Digits {
        match self {
            Self::Ar | Self::Ckb => Digits::ArabicIndic,
            Self::Kmr | Self::En => Digits::Ascii,
        }
    }
}

/// What the subtags after `ku` say: Sorani if the script is Arabic or the place writes so.
fn kurdish(subtags: &str) -> Tag {
    for subtag in subtags.split(['-', '_']) {
        if subtag.eq_ignore_ascii_case("Latn") {
            return Tag::Kmr;
        }
        if ["Arab", "IQ", "IR"]
            .iter()
            .any(|sorani| subtag.eq_ignore_ascii_case(sorani))
        {
            return Tag::Ckb;
        }
    }
    Tag::Kmr
}

/// No browser sends more ranges than this; the rest of a longer header is not read.
const RANGES_MAX: usize = 32;

/// The language that an `Accept-Language` header asks for most, if it is one of ours.
///
/// Ranges with `q=0` and `*` choose nothing. Among equals the first wins. Any text is taken.
#[must_use]
pub fn negotiate(accept_language: &str) -> Option<Tag> {
    let mut best: Option<(u16, Tag)> = None;
    for range in accept_language.split(',').take(RANGES_MAX) {
        let mut parts = range.split(';');
        let Some(tag) = parts.next().and_then(Tag::parse) else {
            continue;
        };
        let weight = parts
            .find_map(|part| {
                let (name, value) = part.split_once('=')?;
                name.trim()
                    .eq_ignore_ascii_case("q")
                    .then(|| permille(value.trim()))
            })
            .unwrap_or(1000);
        if weight > best.map_or(0, |(weight, _)| weight) {
            best = Some((weight, tag));
        }
    }
    best.map(|(_, tag)| tag)
}

/// A quality of RFC 9110 §12.4.2 in thousandths; 0 for anything that is not one.
fn permille(value: &str) -> u16 {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "1" if fraction.bytes().all(|byte| byte == b'0') => 1000,
        "0" => fraction
            .bytes()
            .chain([b'0'; 3])
            .take(3)
            .fold(0, |sum, byte| sum * 10 + u16::from(byte - b'0')),
        _ => 0,
    }
}
