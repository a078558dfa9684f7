//! Facts files, good and bad, and the calendar.

use facts::{Age, Day, Facts, Value};
use proptest::prelude::*;

const GOOD: &str = r#"
[[fact]]
id = "pep.max_hours"
value = 72
unit = "hours"
source = "WHO guideline, 2024"
url = "https://www.who.int/publications/i/item/9789240095137"
grade = "A"
verified_on = 2026-11-01
expires_on = "2027-05-01"
note = "the earlier the better"

[[fact]]
id = "unhcr.line"
value = "6500"
unit = "telephone"
source = "UNHCR Iraq"
grade = "B"
verified_on = "2026-11-01"
expires_on = "2027-02-01"
"#;

fn faults(text: &str) -> String {
    let errors = Facts::parse("facts.toml", text).expect_err("a bad file");
    errors
        .iter()
        .map(|e| format!("{e}\n  {}\n", e.help()))
        .collect()
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn a_good_file_gives_its_facts_by_id() {
    let facts = Facts::parse("facts.toml", GOOD).unwrap();
    assert_eq!(facts.len(), 2);
    let pep = facts.get("pep.max_hours").unwrap();
    assert_eq!(pep.value, Value::Number(72));
    assert_eq!(pep.verified_on.to_string(), "2026-11-01");
    assert_eq!(
        facts.get("unhcr.line").unwrap().value,
        Value::Text("6500".into())
    );
    assert!(facts.get("nothing").is_none());
}

#[test]
fn a_fact_is_good_through_its_last_day_and_expired_on_the_next() {
    let facts = Facts::parse("facts.toml", GOOD).unwrap();
    let pep = facts.get("pep.max_hours").unwrap();
    assert_eq!(pep.age_on(day("2026-11-23")), Age::Current);
    assert_eq!(pep.age_on(day("2027-04-01")), Age::EndsSoon { days: 30 });
    assert_eq!(pep.age_on(day("2027-05-01")), Age::EndsSoon { days: 0 });
    assert_eq!(pep.age_on(day("2027-05-02")), Age::Expired { days: 1 });
    assert!(pep.expired_on(day("2028-01-01")));
}

#[test]
fn every_fault_of_a_file_is_named_with_its_place_and_help() {
    insta::assert_snapshot!(faults(r#"
[[fact]]
id = "Pep Hours"
value = 7.5
unit = ""
source = "WHO"
url = "http://example.org"
grade = "E"
verified_on = "2026-11-31"
expires_on = 3
colour = "red"
"#), @r#"
    facts.toml:3:6: `id` is "Pep Hours", but must be small letters, digits, _ - and ., beginning with a letter
      write small letters, digits, _ - and ., beginning with a letter after `id =`
    facts.toml:4:9: `value` must be a whole number or a text in quotes
      write a whole number or a text in quotes after `value =`
    facts.toml:5:8: `unit` must be a text in quotes
      write a text in quotes after `unit =`
    facts.toml:7:7: `url` is "http://example.org", but must be an address that begins with https://
      write an address that begins with https:// after `url =`
    facts.toml:8:9: `grade` is "E", but must be one of A, B, C, D
      write one of A, B, C, D after `grade =`
    facts.toml:9:15: `verified_on` is "2026-11-31", but must be a day like 2026-11-01
      write a day like 2026-11-01 after `verified_on =`
    facts.toml:10:14: `expires_on` must be a day like 2026-11-01
      write a day like 2026-11-01 after `expires_on =`
    facts.toml:11:1: `colour` is not a known field
      known here: id, value, unit, source, url, grade, verified_on, expires_on, note
    "#);
}

#[test]
fn missing_fields_are_named_at_the_beginning_of_their_record() {
    insta::assert_snapshot!(faults("\n[[fact]]\nid = \"a.b\"\nvalue = 1\nunit = \"h\"\nsource = \"s\"\n"), @r#"
    facts.toml:2:1: `grade` is missing
      add a line `grade = …`
    facts.toml:2:1: `verified_on` is missing
      add a line `verified_on = …`
    facts.toml:2:1: `expires_on` is missing
      add a line `expires_on = …`
    "#);
}

#[test]
fn an_id_used_twice_names_the_first_line() {
    insta::assert_snapshot!(faults(&format!("{GOOD}{GOOD}")), @r#"
    facts.toml:23:6: `pep.max_hours` is there twice
      line 2 has it already; rename or remove one
    facts.toml:34:6: `unhcr.line` is there twice
      line 13 has it already; rename or remove one
    "#);
}

#[test]
fn an_expiry_before_the_verification_is_refused() {
    insta::assert_snapshot!(faults(&GOOD.replace("2027-05-01", "2026-11-01")), @r#"
    facts.toml:10:14: `pep.max_hours` expires before it was verified
      choose an expiry day after the day of verifying
    "#);
}

#[test]
fn broken_toml_names_line_and_column() {
    insta::assert_snapshot!(faults("[[fact]]\nid = \"a\nvalue = = 3\n"), @r#"
    facts.toml:2:8: this is not valid TOML: invalid basic string, expected `"`
      check quotes, brackets and the = sign on this line
    facts.toml:3:9: this is not valid TOML: extra `=`, expected nothing
      check quotes, brackets and the = sign on this line
    facts.toml:3:11: this is not valid TOML: unexpected key or value, expected newline, `#`
      check quotes, brackets and the = sign on this line
    "#);
}

#[test]
fn a_list_that_is_no_list_is_refused() {
    insta::assert_snapshot!(faults("fact = 3\nother = 1\n"), @r#"
    facts.toml:1:8: `fact` must be records in double brackets, [[like this]]
      write records in double brackets, [[like this]] after `fact =`
    facts.toml:2:1: `other` is not a known field
      known here: fact
    "#);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC*") {
        let _ = Facts::parse("facts.toml", &text);
    }

    #[test]
    fn every_day_survives_writing_and_reading(number in 0..=Day::LAST.number()) {
        let day = Day::from_number(number);
        prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
    }

    #[test]
    fn the_next_day_is_the_next_date(number in 0..Day::LAST.number()) {
        let (a, b) = (Day::from_number(number).date(), Day::from_number(number + 1).date());
        prop_assert!(a < b);
        prop_assert!(b.2 == a.2 + 1 || b.2 == 1);
    }
}
