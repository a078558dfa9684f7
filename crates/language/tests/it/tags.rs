use language::{Digits, Direction, Tag, negotiate};
use proptest::prelude::*;

#[test]
fn every_tag_is_read_back_from_its_own_name() {
    for tag in Tag::ALL {
        assert_eq!(Tag::parse(tag.as_str()), Some(tag));
        assert_eq!(Tag::parse(&tag.as_str().to_uppercase()), Some(tag));
    }
}

#[test]
fn tags_of_browsers_and_systems_are_understood() {
    let expected = [
        ("ar-IQ", Some(Tag::Ar)),
        ("ar_IQ.UTF-8", Some(Tag::Ar)),
        ("acm", Some(Tag::Ar)),
        ("ckb-Arab-IQ", Some(Tag::Ckb)),
        ("ckb_IR", Some(Tag::Ckb)),
        ("ku", Some(Tag::Kmr)),
        ("ku-TR", Some(Tag::Kmr)),
        ("ku-Latn-IQ", Some(Tag::Kmr)),
        ("kmr-Latn", Some(Tag::Kmr)),
        ("kmr-Arab-IQ", Some(Tag::Kmr)),
        ("ku-Arab-IQ", Some(Tag::Ckb)),
        ("ku-IQ", Some(Tag::Ckb)),
        ("en-GB", Some(Tag::En)),
        (" en ", Some(Tag::En)),
        ("fa", None),
        ("arx", None),
        ("", None),
        ("-", None),
    ];
    for (text, tag) in expected {
        assert_eq!(Tag::parse(text), tag, "{text:?}");
    }
}

#[test]
fn arabic_and_sorani_are_read_from_the_right_with_arabic_digits() {
    for tag in Tag::ALL {
        let right = matches!(tag, Tag::Ar | Tag::Ckb);
        assert_eq!(tag.direction() == Direction::Rtl, right);
        assert_eq!(tag.direction().as_str(), if right { "rtl" } else { "ltr" });
        assert_eq!(tag.default_digits() == Digits::ArabicIndic, right);
    }
}

#[test]
fn the_four_names_differ_and_are_in_their_own_script() {
    for tag in Tag::ALL {
        let arabic = tag
            .native_name()
            .chars()
            .any(|c| ('\u{600}'..'\u{700}').contains(&c));
        assert_eq!(arabic, tag.direction() == Direction::Rtl, "{tag:?}");
        let same = Tag::ALL
            .iter()
            .filter(|other| other.native_name() == tag.native_name());
        assert_eq!(same.count(), 1);
    }
}

#[test]
fn a_browser_gets_the_language_it_asks_for_most() {
    let expected = [
        ("ckb-IQ,ckb;q=0.9,ar;q=0.8,en;q=0.7", Some(Tag::Ckb)),
        ("en;q=0.5, ar;q=0.9", Some(Tag::Ar)),
        ("fr-FR,fr;q=0.9,ku;q=0.2", Some(Tag::Kmr)),
        ("de, en;q=0.7, ar;q=0.7", Some(Tag::En)),
        ("ar;q=0, en;q=0.001", Some(Tag::En)),
        ("ar;level=1;q=0.3, en;q=0.2", Some(Tag::Ar)),
        ("ar;q=2, en;q=0.1", Some(Tag::En)),
        ("ar;q=0.1234, en;q=0.1", Some(Tag::En)),
        ("ar;q=", None),
        ("*", None),
        ("", None),
        (";;,,q=1", None),
    ];
    for (header, tag) in expected {
        assert_eq!(negotiate(header), tag, "{header:?}");
    }
}

#[test]
fn a_header_without_end_is_read_only_so_far() {
    let header = "fr,".repeat(1000) + "ar";
    assert_eq!(negotiate(&header), None);
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading_of_tags(text in any::<String>()) {
        let _: (Option<Tag>, Option<Tag>) = (Tag::parse(&text), negotiate(&text));
    }
}
