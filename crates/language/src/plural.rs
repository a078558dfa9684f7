//! CLDR's cardinal plural categories for whole numbers.

use crate::Tag;

/// A CLDR plural category.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Plural {
    /// Arabic: 0.
    Zero,
    /// 1 in all four languages.
    One,
    /// Arabic: 2.
    Two,
    /// Arabic: 3 to 10, 103 to 110, …
    Few,
    /// Arabic: 11 to 99, 111 to 199, …
    Many,
    /// Everything else.
    Other,
}

impl Plural {
    /// Every category.
    pub const ALL: [Self; 6] = [
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];

    /// CLDR's name, as in Fluent's variants and JavaScript's `Intl.PluralRules`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The category of a whole number. Kurmanji follows CLDR's `ku`, of which `kmr` is an alias.
#[must_use]
pub const fn plural(tag: Tag, number: u64) -> Plural {
    match (tag, number) {
        (Tag::Ar, 0) => Plural::Zero,
        (_, 1) => Plural::One,
        (Tag::Ar, 2) => Plural::Two,
        (Tag::Ar, _) => match number % 100 {
            3..=10 => Plural::Few,
            11..=99 => Plural::Many,
            _ => Plural::Other,
        },
        _ => Plural::Other,
    }
}
