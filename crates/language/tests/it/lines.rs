use language::{
    Digits, Tag,
    words::{NotRight, Typed, list, number_text, parse_line, parse_line_with},
};
use proptest::prelude::*;

const INDICES: [u16; 9] = [0, 1, 1024, 2047, 77, 77, 300, 1999, 512];

fn words_of(tag: Tag, indices: [u16; 9]) -> Vec<&'static str> {
    let list = list(tag).expect("has a list");
    indices
        .iter()
        .map(|&index| list.word(index).expect("below 2,048"))
        .collect()
}

#[test]
fn nine_words_are_read_whatever_stands_between_them() {
    for tag in [Tag::Ar, Tag::En] {
        let words = words_of(tag, INDICES);
        for between in [" ", "   ", "\n", ", ", "، ", "-", " – ", "\u{A0}", "\t\r\n"] {
            let line = format!("  {}\u{200F} ", words.join(between));
            assert_eq!(
                parse_line(tag, &line),
                Ok(Typed::Words(INDICES)),
                "{between:?}"
            );
        }
    }
}

#[test]
fn numbers_are_read_in_every_language_with_every_keyboard() {
    let numbers = [12_345_678, 1, 0, 99_999_999];
    for tag in Tag::ALL {
        for digits in Digits::ALL {
            for between in ["\n", " ", ", ", "،", " - ", "؛"] {
                let shown = numbers.map(|number| number_text(number, digits));
                let line = shown.join(between);
                assert_eq!(
                    parse_line(tag, &line),
                    Ok(Typed::Numbers(numbers)),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn a_number_is_shown_as_eight_digits_in_two_groups() {
    assert_eq!(number_text(1_907, Digits::Ascii), "0000 1907");
    assert_eq!(number_text(12_345_678, Digits::ArabicIndic), "١٢٣٤ ٥٦٧٨");
}

#[test]
fn numbers_may_be_grouped_as_telephones_do() {
    let typed = Ok(Typed::Numbers([
        77_012_345, 67_812_345, 11_112_222, 33_334_444,
    ]));
    for line in [
        "77012345678123451111222233334444",
        "77-012-345\n67-812-345\n11-112-222\n33-334-444",
        "7701 2345, 6781 2345, 1111 2222, 3333 4444,",
        "77.01.23.45 67.81.23.45 11.11.22.22 33.33.44.44",
    ] {
        assert_eq!(parse_line(Tag::Ckb, line), typed, "{line}");
    }
}

#[test]
fn a_wrong_line_is_not_right_and_nothing_more() {
    let nine = words_of(Tag::En, INDICES).join(" ");
    let eight = words_of(Tag::En, INDICES)[..8].join(" ");
    let wrong = [
        String::new(),
        " \n".to_string(),
        eight.clone(),
        format!("{nine} {nine}"),
        format!("{eight} qqqq"),
        format!("{eight} zoo1"),
        "1234 5678".to_string(),
        "1234567, 12345678, 12345678, 12345678".to_string(),
        "1234567,1 2345678 12345678 12345678".to_string(),
        "123456781234567812345678123456789".to_string(),
        "+12345678 12345678 12345678 12345678".to_string(),
        format!("{nine}{}", " ".repeat(5000)),
    ];
    for line in wrong {
        assert_eq!(parse_line(Tag::En, &line), Err(NotRight), "{line:?}");
    }
    assert_eq!(NotRight.to_string(), "one of these is not right");
}

#[test]
fn words_without_a_list_are_not_right_but_numbers_are_read() {
    let nine = words_of(Tag::Ar, INDICES).join(" ");
    assert_eq!(parse_line(Tag::Ckb, &nine), Err(NotRight));
    assert_eq!(parse_line_with(None, &nine), Err(NotRight));
    assert_eq!(
        parse_line_with(None, &"12345678 ".repeat(4)),
        Ok(Typed::Numbers([12_345_678; 4]))
    );
}

#[test]
fn what_was_typed_is_not_shown_by_debugging() {
    assert_eq!(format!("{:?}", Typed::Words(INDICES)), "Words(..)");
    assert_eq!(format!("{:?}", Typed::Numbers([1; 4])), "Numbers(..)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_nine_words_come_back(
        indices in prop::array::uniform9(0_u16..2048),
        arabic in any::<bool>(),
    ) {
        let tag = if arabic { Tag::Ar } else { Tag::En };
        let line = words_of(tag, indices).join(" ");
        prop_assert_eq!(parse_line(tag, &line), Ok(Typed::Words(indices)));
    }

    #[test]
    fn any_four_numbers_come_back(numbers in prop::array::uniform4(0_u32..100_000_000)) {
        for digits in Digits::ALL {
            let line = numbers.map(|number| number_text(number, digits)).join(" ");
            prop_assert_eq!(parse_line(Tag::Kmr, &line), Ok(Typed::Numbers(numbers)));
        }
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_line(text in any::<String>()) {
        for tag in Tag::ALL {
            let _: Result<Typed, NotRight> = parse_line(tag, &text);
        }
    }

    #[test]
    fn digits_and_separators_in_any_order_are_read_or_refused(text in "[0-9٠-٩۰-۹ ,،\n.-]{0,60}") {
        let digits = text.chars().filter(|c| c.is_numeric()).count();
        let read = parse_line(Tag::Ar, &text);
        prop_assert!(read.is_err() || digits == 32);
    }
}
