use language::{Catalogue, Tag, Value, catalogue::AREAS, plural};

use crate::checker::{Problem, check, repeated};

#[test]
fn every_message_exists_in_every_language_and_none_looks_english() {
    let mut problems: Vec<Problem> = Vec::new();
    for tag in Tag::ALL {
        for area in AREAS {
            problems.extend(check(
                area.name,
                area.source(Tag::En),
                tag,
                area.source(tag),
            ));
        }
        let sources: Vec<_> = AREAS
            .iter()
            .map(|area| (area.name, area.source(tag)))
            .collect();
        problems.extend(repeated(tag, &sources));
    }
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(
        lines.is_empty(),
        "language area id reason\n{}",
        lines.join("\n")
    );
}

fn reasons(english: &str, tag: Tag, source: &str) -> Vec<String> {
    check("window", english, tag, source)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn the_check_finds_a_missing_and_a_needless_message() {
    assert_eq!(
        reasons("a = One\nb = Two\n", Tag::Ckb, "a = یەک\nc = سێ\n"),
        ["ckb window b missing", "ckb window c not in English"]
    );
}

#[test]
fn the_check_finds_other_variables() {
    assert_eq!(
        reasons("a = One { $name }\n", Tag::Ar, "a = واحد { $nmae }\n"),
        ["ar window a variables differ from English: name"]
    );
}

#[test]
fn the_check_finds_what_was_left_in_english() {
    assert_eq!(
        reasons("a = Send\n", Tag::Ar, "a = Send\n"),
        ["ar window a looks English: Send"]
    );
    assert_eq!(
        reasons("a = Send\n", Tag::Ckb, "a = بنێرە Send it\n"),
        ["ckb window a looks English: Send"]
    );
    assert_eq!(
        reasons("a = Send\n", Tag::Kmr, "a = Send\n"),
        ["kmr window a same as English"]
    );
    assert_eq!(
        reasons("a = Tor Browser\n", Tag::Kmr, "a = Tor Browser\n"),
        Vec::<String>::new()
    );
}

#[test]
fn the_check_lets_pass_what_is_typed_as_it_is() {
    let english =
        "a = See https://example.org, guides/7/ar.md, --lang, UTF-8, `shanasheel window check`.\n";
    let arabic = english.replace("See", "انظر");
    assert_eq!(reasons(english, Tag::Ar, &arabic), Vec::<String>::new());
    let after = english
        .replace("See", "انظر")
        .replace("check`.", "check`. Then open it.");
    assert_eq!(
        reasons(english, Tag::Ar, &after),
        ["ar window a looks English: Then"]
    );
    assert_eq!(
        reasons("a = { $n }\n", Tag::Ar, "a = { $n }\n"),
        Vec::<String>::new()
    );
}

#[test]
fn the_check_finds_letters_of_the_neighbour() {
    assert_eq!(
        reasons("a = Book\n", Tag::Ckb, "a = كتێبي\n"),
        ["ckb window a letters of another language: كي"]
    );
    assert_eq!(
        reasons("a = Book\n", Tag::Ar, "a = کتاب\n"),
        ["ar window a letters of another language: ک"]
    );
    assert_eq!(
        reasons("a = Book\n", Tag::Kmr, "a = Kağız\n"),
        ["kmr window a letters of another language: ğı"]
    );
}

#[test]
fn the_check_finds_arabic_plurals_that_are_english_ones() {
    let english = "a = { $n ->\n  [one] one book\n *[other] { $n } books\n }\n";
    let arabic = "a = { $n ->\n  [one] كتاب\n *[other] { $n } كتب\n }\n";
    assert_eq!(
        reasons(english, Tag::Ar, arabic),
        ["ar window a plural without two or few"]
    );
}

#[test]
fn the_check_finds_files_that_cannot_be_read() {
    let found = reasons("a = One\nb = Two\n", Tag::Kmr, "a = Yek\nb Du\n");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("kmr window ? line 2: "), "{found:?}");
    assert_eq!(found[1], "kmr window b missing");
}

#[test]
fn the_check_finds_empty_double_and_unsupported_messages() {
    assert_eq!(
        reasons("a = One\n", Tag::Kmr, "a = { \"\" }\n"),
        ["kmr window a empty"]
    );
    assert_eq!(
        reasons("a = One\n", Tag::Kmr, "a = Yek\na = Du\n"),
        ["kmr window a twice"]
    );
    assert_eq!(
        reasons("a = One\n", Tag::Kmr, "a = Yek\n  .title = Du\n"),
        ["kmr window a uses an attribute or a function"]
    );
    let twice = repeated(Tag::En, &[("window", "a = One\n"), ("desk", "a = One\n")]);
    assert_eq!(
        twice.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["en desk a also in window"]
    );
}

#[test]
fn a_missing_message_is_shown_in_english_and_then_as_its_id() {
    let empty = Catalogue::new(Tag::Ckb, [""]);
    assert_eq!(empty.text("no-such-message"), "no-such-message");
    assert!(!empty.has("no-such-message"));
    let english = Catalogue::of(Tag::En);
    for id in english.ids() {
        assert_eq!(empty.text(id), english.text(id));
        assert_eq!(empty.attribute(id), english.attribute(id));
    }
}

#[test]
fn values_stand_between_isolates_in_text_and_without_them_in_attributes() {
    let catalogue = Catalogue::new(Tag::Ar, ["hello = أهلا { $name }!"]);
    let values = [("name", Value::from("Ali"))];
    assert_eq!(catalogue.with("hello", &values), "أهلا \u{2068}Ali\u{2069}!");
    assert_eq!(catalogue.attribute_with("hello", &values), "أهلا Ali!");
}

const COUNT: &str = "\
count = { $n ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
  } { $n }
exact = { $n ->
    [0] none
    [7] seven
   *[other] some
  }
";

#[test]
fn every_number_chooses_the_plural_form_of_its_language() {
    for tag in Tag::ALL {
        let catalogue = Catalogue::new(tag, [COUNT]);
        for number in (0..=1_120_u64).chain([10_003, 1_000_011, u64::from(u32::MAX)]) {
            let shown = language::digits::format(number, tag.default_digits());
            let text = catalogue.attribute_with("count", &[("n", number.into())]);
            assert_eq!(
                text,
                format!("{} {shown}", plural(tag, number).as_str()),
                "{tag:?}"
            );
        }
    }
}

#[test]
fn a_form_for_an_exact_number_is_chosen_before_the_category() {
    for tag in Tag::ALL {
        let catalogue = Catalogue::new(tag, [COUNT]);
        let text = |number: u64| catalogue.text_of("exact", number);
        assert_eq!([text(0), text(7), text(8)], ["none", "seven", "some"]);
    }
}

trait TextOf {
    fn text_of(&self, id: &str, number: u64) -> String;
}

impl TextOf for Catalogue {
    fn text_of(&self, id: &str, number: u64) -> String {
        self.with(id, &[("n", number.into())])
    }
}

#[test]
fn a_missing_value_shows_its_name_and_does_not_panic() {
    let catalogue = Catalogue::new(Tag::En, [COUNT]);
    assert_eq!(catalogue.attribute("count"), "other {$n}");
}

#[test]
fn a_broken_file_leaves_its_good_messages() {
    let catalogue = Catalogue::new(Tag::En, ["good = yes\nbad\nbetter = yes too\n"]);
    assert_eq!(catalogue.text("good"), "yes");
    assert_eq!(catalogue.text("better"), "yes too");
}

#[test]
fn a_script_gets_the_messages_of_an_area_as_json() {
    let json = language::catalogue::json(
        Tag::Ar,
        "\
-name = الدار
plain = سطر \"أول\" </script>
    وثان
value = من { $who } في { -name }
count = { $n ->
    [0] لا شيء
    [one] واحد
    [two] اثنان
    [few] { $n } كتب
   *[other] { $n } كتابا
  }.
",
    );
    let visible = json.replace('\u{2068}', "[").replace('\u{2069}', "]");
    insta::assert_snapshot!(visible, @r#"{"digits":"٠١٢٣٤٥٦٧٨٩","plain":"سطر \"أول\" \u003c/script>\nوثان","value":"من [{who}] في الدار","count":{"by":"n","=0":"لا شيء.","few":"[{n}] كتب.","one":"واحد.","other":"[{n}] كتابا.","two":"اثنان."}}"#);
}

#[test]
fn every_area_has_json_and_an_unknown_one_is_empty() {
    for tag in Tag::ALL {
        for area in AREAS {
            let json = Catalogue::of(tag).json(area.name);
            assert!(json.starts_with("{\"digits\":\"") && json.ends_with('}'));
        }
        assert_eq!(Catalogue::of(tag).json("nowhere"), "{}");
    }
}
