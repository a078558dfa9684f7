//! Every word of every list, as people and their keyboards really type it.

use language::{
    Tag,
    words::{WordList, list},
};
use proptest::prelude::*;

fn lists() -> Vec<WordList<'static>> {
    Tag::ALL.into_iter().filter_map(list).collect()
}

/// Each word typed in one way finds itself; nothing else is ever found.
fn all_find_themselves(tag: Tag, how: &str, type_it: impl Fn(&str) -> String) {
    let list = list(tag).expect("has a list");
    for (index, word) in (0_u16..).zip(list.words()) {
        let typed = type_it(word);
        assert_eq!(
            list.find(&typed),
            Some(index),
            "{word} typed as {typed}: {how}"
        );
    }
}

fn swap(pairs: &'static [(char, char)]) -> impl Fn(&str) -> String {
    move |word| {
        let other = |letter| pairs.iter().find(|(from, _)| *from == letter);
        word.chars()
            .map(|letter| other(letter).map_or(letter, |pair| pair.1))
            .collect()
    }
}

fn after_each(mark: char) -> impl Fn(&str) -> String {
    move |word| word.chars().flat_map(|letter| [letter, mark]).collect()
}

#[test]
fn as_they_stand_and_with_spaces_around() {
    for tag in [Tag::Ar, Tag::En] {
        all_find_themselves(tag, "as it is", str::to_string);
        all_find_themselves(tag, "spaces", |word| format!(" {word}\u{A0}\n"));
        all_find_themselves(tag, "direction marks", |word| {
            format!("\u{200F}{word}\u{200E}")
        });
        all_find_themselves(tag, "normalised", language::normalise);
    }
}

#[test]
fn arabic_words_on_a_persian_keyboard() {
    all_find_themselves(
        Tag::Ar,
        "ya and kaf",
        swap(&[('ي', 'ی'), ('ى', 'ی'), ('ك', 'ک')]),
    );
}

#[test]
fn arabic_words_on_a_kurdish_keyboard() {
    let pairs = &[
        ('ي', 'ی'),
        ('ى', 'ی'),
        ('ك', 'ک'),
        ('ه', 'ھ'),
        ('ة', 'ە'),
        ('أ', 'ا'),
        ('إ', 'ا'),
        ('آ', 'ا'),
    ];
    all_find_themselves(Tag::Ar, "heh doachashmee", swap(pairs));
    all_find_themselves(Tag::Ar, "heh goal", swap(&[('ه', 'ہ'), ('ة', 'ۃ')]));
    all_find_themselves(
        Tag::Ar,
        "kurdish vowels",
        swap(&[('ي', 'ێ'), ('و', 'ۆ'), ('ر', 'ڕ'), ('ل', 'ڵ')]),
    );
}

#[test]
fn arabic_words_without_hamza_or_dots() {
    let careless = swap(&[('أ', 'ا'), ('إ', 'ا'), ('آ', 'ا'), ('ة', 'ه'), ('ى', 'ي')]);
    all_find_themselves(Tag::Ar, "careless", careless);
    all_find_themselves(Tag::Ar, "no final hamza", |word| {
        word.trim_end_matches('ء').to_string()
    });
    all_find_themselves(Tag::Ar, "alef maqsura for ya", swap(&[('ي', 'ى')]));
    let extra = |word: &str| match word.strip_prefix('ا') {
        Some(rest) => format!("أ{rest}"),
        None => word.to_string(),
    };
    all_find_themselves(Tag::Ar, "extra hamza", extra);
}

#[test]
fn arabic_words_with_the_two_sounds_of_dad_confused() {
    all_find_themselves(Tag::Ar, "all dad", swap(&[('ظ', 'ض')]));
    all_find_themselves(Tag::Ar, "all za", swap(&[('ض', 'ظ')]));
}

#[test]
fn arabic_words_with_marks_tatweel_and_joiners() {
    for mark in [
        '\u{064E}', '\u{0651}', '\u{0652}', '\u{0640}', '\u{200C}', '\u{200D}', '\u{0670}',
    ] {
        all_find_themselves(Tag::Ar, "marks", after_each(mark));
    }
    let decomposed = swap(&[('أ', '\u{F000}')]);
    let seat = move |word: &str| decomposed(word).replace('\u{F000}', "ا\u{0654}");
    all_find_themselves(Tag::Ar, "hamza as a mark", seat);
}

#[test]
fn arabic_words_with_the_article() {
    all_find_themselves(Tag::Ar, "article", |word| format!("ال{word}"));
    all_find_themselves(Tag::Ar, "article with wasla", |word| format!("ٱل{word}"));
    let short = |word: &str| {
        let letters: Vec<_> = word.chars().collect();
        let start: String = letters.iter().take(5).collect();
        format!("ال{start}")
    };
    all_find_themselves(Tag::Ar, "article and a beginning", short);
}

#[test]
fn arabic_words_in_presentation_forms_as_old_programs_paste_them() {
    // Every form whose plain letter is the letter of the word; lam and alef as one sign.
    for shape in 0..4 {
        let form = |letter: char| {
            let forms: Vec<char> = ('\u{FE70}'..='\u{FEF4}')
                .chain('\u{FB50}'..='\u{FBFF}')
                .filter(|form| {
                    language::normalise(&form.to_string())
                        == language::normalise(&letter.to_string())
                })
                .collect();
            forms
                .get(shape % forms.len().max(1))
                .copied()
                .unwrap_or(letter)
        };
        let letters: Vec<(char, char)> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
            .chars()
            .map(|l| (l, form(l)))
            .collect();
        assert!(letters.iter().all(|(letter, form)| letter != form));
        all_find_themselves(Tag::Ar, "forms", |word| {
            let ligature = word.replace("لا", "\u{FEFB}");
            let shaped = |l| {
                letters
                    .iter()
                    .find(|(from, _)| *from == l)
                    .map_or(l, |pair| pair.1)
            };
            ligature.chars().map(shaped).collect()
        });
    }
}

#[test]
fn english_words_in_capitals_accents_and_full_width() {
    all_find_themselves(Tag::En, "capitals", str::to_uppercase);
    all_find_themselves(
        Tag::En,
        "accents",
        swap(&[
            ('e', 'é'),
            ('o', 'ö'),
            ('c', 'ç'),
            ('i', 'ı'),
            ('u', 'û'),
            ('s', 'ş'),
        ]),
    );
    all_find_themselves(Tag::En, "marks", after_each('\u{0301}'));
    let wide = |word: &str| {
        word.chars()
            .filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0))
            .collect()
    };
    all_find_themselves(Tag::En, "full width", wide);
}

#[test]
fn four_letters_or_more_are_enough() {
    for list in lists() {
        for (index, word) in (0_u16..).zip(list.words()) {
            let letters: Vec<_> = word.chars().collect();
            for typed in 4..letters.len() {
                let start: String = letters.iter().take(typed).collect();
                assert_eq!(list.find(&start), Some(index), "{word} as {start}");
            }
            let three: String = letters.iter().take(3).collect();
            let found = list.find(&three);
            assert!(
                found.is_none() || found == Some(index) && list.word(index) == Some(word),
                "{three}"
            );
        }
    }
}

#[test]
fn a_word_with_a_wrong_end_is_not_right() {
    for list in lists() {
        let extras = if list.tag() == Tag::Ar {
            ['ج', 'ق']
        } else {
            ['q', 'j']
        };
        for word in list.words() {
            let [one, other] = extras;
            let extra = if word.ends_with(one) { other } else { one };
            assert_eq!(list.find(&format!("{word}{extra}")), None, "{word}");
            if word.chars().count() > 5 {
                let cut: String = word.chars().take(word.chars().count() - 1).collect();
                assert_eq!(list.find(&format!("{cut}{extra}")), None, "{word}");
            }
        }
    }
}

#[test]
fn nothing_and_what_is_no_word_are_not_right() {
    for list in lists() {
        for typed in [
            "",
            " ",
            "ـ",
            "\u{200C}",
            "ال",
            "a",
            "ab",
            "1",
            "zoo!",
            "two words",
            "كتاب1",
            "💧",
            "ءءءء",
        ] {
            assert_eq!(list.find(typed), None, "{typed:?}");
        }
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_finding(text in any::<String>()) {
        for list in lists() {
            let _: Option<u16> = list.find(&text);
        }
    }
}
