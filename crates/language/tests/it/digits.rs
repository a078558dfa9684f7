use language::{Digits, digits};
use proptest::prelude::*;

#[test]
fn all_three_sets_are_read_as_the_same_number() {
    for text in ["2026", "٢٠٢٦", "۲۰۲۶", "٢0۲٦"] {
        assert_eq!(digits::parse(text), Some(2026), "{text}");
        assert_eq!(digits::to_ascii(text), "2026");
    }
}

#[test]
fn a_number_is_written_in_the_digits_of_the_language() {
    assert_eq!(digits::format(1_907, Digits::Ascii), "1907");
    assert_eq!(digits::format(1_907, Digits::ArabicIndic), "١٩٠٧");
    assert_eq!(digits::format(1_907, Digits::Extended), "۱۹۰۷");
}

#[test]
fn only_digits_change_in_a_text() {
    assert_eq!(
        digits::localise("يوم 3, ۴", Digits::ArabicIndic),
        "يوم ٣, ٤"
    );
}

#[test]
fn what_is_not_a_number_is_refused() {
    for text in [
        "",
        " ",
        "-1",
        "1.5",
        "١٢ ٣",
        "²",
        "१",
        "18446744073709551616",
    ] {
        assert_eq!(digits::parse(text), None, "{text:?}");
    }
    assert_eq!(digits::parse("18446744073709551615"), Some(u64::MAX));
}

proptest! {
    #[test]
    fn every_number_survives_every_set(number in any::<u64>()) {
        for set in Digits::ALL {
            prop_assert_eq!(digits::parse(&digits::format(number, set)), Some(number));
        }
    }

    #[test]
    fn folding_to_ascii_is_done_once(text in any::<String>()) {
        let once = digits::to_ascii(&text);
        prop_assert_eq!(digits::to_ascii(&once), once);
    }
}
