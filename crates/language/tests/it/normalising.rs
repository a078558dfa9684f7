use language::{normalise, tokens};
use proptest::prelude::*;

#[test]
fn spellings_of_one_word_become_equal() {
    let same: &[&[&str]] = &[
        &[
            "كتاب",
            "کتاب",
            "كِتَاب",
            "كـتـاب",
            "\u{FEDB}\u{FE98}\u{FE8E}\u{FE8F}",
            "ڪتاب",
        ],
        &["لجوء", "\u{FEDF}\u{FEA0}\u{FEEE}\u{FE80}"],
        &["أمان", "امان", "إمان", "آمان", "ٱمان"],
        &["مسؤول", "مسئول", "مسءول"],
        &["مدرسة", "مدرسه", "مدرسە", "مدرسھ"],
        &["مستشفى", "مستشفي", "مستشفی"],
        &["لا", "\u{FEFB}"],
        &["خطرًا", "خطرا", "خطراً"],
        &["ئازادی", "ئازادي"],
        &[
            "هاوڕەگەزخواز",
            "هاورەگەزخواز",
            "ھاوڕەگەزخواز",
            "هاور\u{6D5}\u{200C}گ\u{6D5}زخواز",
        ],
        &["بەڵگە", "بەلگە", "بهلگه"],
        &["خوێندن", "خویندن", "خويندن"],
        &["کوردستان", "كوردستان", "کووردستان"],
        &["رۆژ", "ڕۆژ", "روژ"],
        &["şîr", "ŞÎR", "sir", "s\u{327}i\u{302}r", "ŞİR"],
        &["Çawa", "cawa", "ÇAWA"],
        &["ｃａｆｅ", "café", "CAFÉ"],
        &["٢٠٢٦", "۲۰۲۶", "2026", "２０２６"],
        &["a  b", " a\u{00A0}b\n", "a\tb"],
    ];
    for spellings in same {
        let [first, others @ ..] = spellings else {
            continue;
        };
        for other in others {
            assert_eq!(normalise(other), normalise(first), "{other} for {first}");
        }
    }
}

#[test]
fn different_words_stay_different() {
    for (one, other) in [
        ("ماف", "مەف"),
        ("پاره", "باره"),
        ("گەرم", "کەرم"),
        ("ژن", "زن"),
        ("علم", "عالم"),
    ] {
        assert_ne!(normalise(one), normalise(other));
    }
}

#[test]
fn nothing_invisible_is_left() {
    let text = "\u{200F}\u{2067}سلام\u{2069}\u{FEFF}\u{200C}\u{00AD}";
    assert_eq!(normalise(text), "سلام");
}

#[test]
fn a_search_text_is_cut_into_words() {
    let text = normalise("هاتف، حاسوب؛ (2 USB)؟ ");
    assert_eq!(
        tokens(&text).collect::<Vec<_>>(),
        ["هاتف", "حاسوب", "2", "usb"]
    );
}

#[test]
fn every_character_folds_to_something_that_stays() {
    for character in '\0'..=char::MAX {
        let once = normalise(&character.to_string());
        assert_eq!(normalise(&once), once, "U+{:04X}", u32::from(character));
    }
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn folding_twice_is_folding_once_in_our_scripts(text in "[\u{600}-\u{6FF}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFF}\u{200B}-\u{200F} a-zA-ZÀ-žı]{0,40}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }
}
