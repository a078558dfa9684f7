use drop_client::{
    Form, NotRight,
    words::{ask, first_form, holds, read, show},
};
use envelope::Entropy;
use language::{Tag, words::list};
use proptest::prelude::*;

use crate::world::dice;

#[test]
fn what_is_shown_can_be_typed_back_in_every_form() {
    let mut rng = dice("forms");
    for tag in [Tag::Ar, Tag::En] {
        let list = list(tag);
        let entropy = Entropy::random(&mut rng);
        for form in [Form::Words, Form::Numbers] {
            let shown = show(&entropy, form, list.as_ref()).unwrap();
            assert_eq!(shown.lines().count(), form.count());
            assert!(read(list.as_ref(), &shown) == Ok(entropy.clone()));
        }
    }
}

#[test]
fn numbers_need_no_list_and_words_do() {
    let entropy = Entropy::random(&mut dice("no list"));
    let shown = show(&entropy, Form::Numbers, None).unwrap();
    assert!(shown.lines().all(|line| line.len() == 9));
    assert!(read(None, &shown) == Ok(entropy.clone()));
    assert!(show(&entropy, Form::Words, None).is_none());
    let words = show(&entropy, Form::Words, list(Tag::En).as_ref()).unwrap();
    assert!(read(None, &words) == Err(NotRight));
}

#[test]
fn numbers_are_written_as_on_every_other_page() {
    let mut rng = dice("written");
    for _ in 0..50 {
        let entropy = Entropy::random(&mut rng);
        let expected = entropy
            .to_numbers()
            .map(|number| language::words::number_text(number, language::Digits::Ascii))
            .join("\n");
        assert_eq!(*show(&entropy, Form::Numbers, None).unwrap(), expected);
    }
}

#[test]
fn numbers_come_first_while_a_list_is_a_draft() {
    assert_eq!(first_form(None), Form::Numbers);
    let english = list(Tag::En).unwrap();
    assert!(english.is_draft());
    assert_eq!(first_form(Some(&english)), Form::Numbers);
}

#[test]
fn digits_of_any_script_and_any_grouping_are_the_same_numbers() {
    let entropy = Entropy::random(&mut dice("digits"));
    let shown = show(&entropy, Form::Numbers, None).unwrap();
    for digits in language::Digits::ALL {
        let typed = language::digits::localise(&shown, digits).replace(' ', "-");
        assert!(read(None, &typed) == Ok(entropy.clone()), "{digits:?}");
    }
}

#[test]
fn a_kurdish_keyboard_can_type_arabic_words() {
    let arabic = list(Tag::Ar);
    let mut rng = dice("keyboard");
    for _ in 0..20 {
        let entropy = Entropy::random(&mut rng);
        let shown = show(&entropy, Form::Words, arabic.as_ref()).unwrap();
        let typed = shown.replace('ي', "ی").replace('ك', "ک").replace('ة', "ە");
        assert!(read(arabic.as_ref(), &typed) == Ok(entropy));
    }
}

#[test]
fn a_wrong_word_a_missing_one_and_two_swapped_ones_get_the_same_answer() {
    let english = list(Tag::En);
    let entropy = Entropy::random(&mut dice("typo"));
    let shown = show(&entropy, Form::Words, english.as_ref()).unwrap();
    let words: Vec<&str> = shown.lines().collect();
    let mut wrong = words.clone();
    wrong[3] = "xyzzy";
    let mut swapped = words.clone();
    swapped.swap(0, 8);
    for typed in [
        wrong.join(" "),
        words[..8].join(" "),
        swapped.join(" "),
        String::new(),
    ] {
        assert!(
            read(english.as_ref(), &typed) == Err(NotRight),
            "{}",
            typed.len()
        );
    }
}

#[test]
fn two_different_positions_are_asked_and_each_is_asked_sometimes() {
    let mut rng = dice("ask");
    let mut seen = [0; 9];
    for _ in 0..500 {
        let [one, two] = ask(Form::Words, &mut rng);
        assert!(one < two && two < 9);
        seen[one] += 1;
        seen[two] += 1;
    }
    assert!(seen.iter().all(|count| *count > 60), "{seen:?}");
    assert!((0..100).all(|_| ask(Form::Numbers, &mut rng)[1] < 4));
}

#[test]
fn one_position_is_checked_by_itself() {
    let english = list(Tag::En);
    let entropy = Entropy::random(&mut dice("holds"));
    for form in [Form::Words, Form::Numbers] {
        let shown = show(&entropy, form, english.as_ref()).unwrap();
        let lines: Vec<&str> = shown.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            assert!(holds(
                &entropy,
                form,
                english.as_ref(),
                at,
                &format!(" {line} ")
            ));
            let other = lines[(at + 1) % lines.len()];
            assert!(!holds(&entropy, form, english.as_ref(), at, other));
        }
        assert!(!holds(&entropy, form, english.as_ref(), 99, lines[0]));
    }
}

proptest! {
    #[test]
    fn any_typed_text_gets_an_answer(typed in "\\PC{0,200}") {
        let arabic = list(Tag::Ar);
        let entropy = Entropy::random(&mut dice("total"));
        prop_assert!(read(arabic.as_ref(), &typed).is_err());
        prop_assert!(!holds(&entropy, Form::Words, arabic.as_ref(), 0, &typed) || typed.len() > 2);
        prop_assert!(!holds(&entropy, Form::Numbers, None, 0, &typed));
    }
}
