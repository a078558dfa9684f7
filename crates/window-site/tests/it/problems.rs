//! Every fault of a library: its place, what is wrong, what to do, in the reader's language.

use language::Tag;
use proptest::prelude::*;
use window_site::{Folder, Kind, Problem, Severity, Site, SourceFile, Sources, SourcesError};

use crate::support::{options, text};

/// Files in memory.
struct Files(Vec<(&'static str, Vec<u8>)>);

impl Sources for Files {
    fn files(&self) -> Result<Vec<SourceFile>, SourcesError> {
        let file = |(path, bytes): &(&str, Vec<u8>)| SourceFile {
            path: (*path).to_owned(),
            bytes: bytes.clone(),
        };
        Ok(self.0.iter().map(file).collect())
    }
}

const FRONT: &str = r#"+++
id = 1
title = "T"
summary = "S"
source_language = "en"
state = "draft"
written_on = "2026-11-20"
facts = ["a.hours"]
+++
"#;

const FACTS: &str = r#"[[fact]]
id = "a.hours"
value = 72
unit = "hours"
source = "S"
grade = "A"
verified_on = "2026-11-01"
expires_on = "2027-05-01"
"#;

/// The problems of a library with one guide.
fn problems_of(guide: impl Into<Vec<u8>>) -> Vec<Problem> {
    problems_in(vec![
        ("1/en.md", guide.into()),
        ("facts.toml", FACTS.into()),
    ])
}

fn problems_in(files: Vec<(&'static str, Vec<u8>)>) -> Vec<Problem> {
    match Site::build(&Files(files), &options()) {
        Ok(site) => site.warnings().to_vec(),
        Err(problems) => problems,
    }
}

/// Errors as an editor sees them in English, three lines each.
fn shown(problems: &[Problem]) -> String {
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error);
    errors
        .map(|p| {
            format!(
                "{}\n  {}\n  {}\n",
                p.place(),
                p.what(Tag::En),
                p.help(Tag::En)
            )
        })
        .collect()
}

fn body(text: &str) -> String {
    shown(&problems_of(format!("{FRONT}{text}")))
}

#[test]
fn a_good_guide_has_only_warnings() {
    assert_eq!(body("\n## A {#aa}\n\nWithin {a.hours} hours.\n"), "");
}

#[test]
fn a_guide_without_front_matter() {
    insta::assert_snapshot!(shown(&problems_of("# Title\n")), @r#"
    1/en.md:1:1
      The guide does not begin with +++.
      Write +++ on the first line, then id, title and the other fields, then +++ again.
    "#);
}

#[test]
fn front_matter_without_end() {
    insta::assert_snapshot!(shown(&problems_of("+++\nid = 1\n")), @r#"
    1/en.md:1:1
      The fields at the beginning do not end.
      Write a line with only +++ after the last field.
    "#);
}

#[test]
fn front_matter_that_is_not_toml() {
    insta::assert_snapshot!(shown(&problems_of("+++\nid = 1\ntitle = \"T\n+++\n")), @r#"
    1/en.md:3:11
      This line cannot be read: invalid basic string, expected `"`.
      Check quotes, brackets and the = sign on this line.
    "#);
}

#[test]
fn unknown_and_missing_and_wrong_fields() {
    let guide = FRONT
        .replace("title = \"T\"", "titel = \"T\"")
        .replace("\"draft\"", "\"done\"")
        .replace("\"S\"", "7");
    insta::assert_snapshot!(shown(&problems_of(guide)), @r#"
    1/en.md:2:1
      The field title is missing.
      Add a line that begins with title =
    1/en.md:3:1
      Nobody knows the field titel.
      Correct its name or remove the line. Known here: id, title, summary, keywords, source_language, state, written_on, review, facts
    1/en.md:4:11
      The value of summary has the wrong form.
      After summary = write a text in quotes.
    1/en.md:6:9
      “done” cannot be the value of state.
      After state = write draft, second-reader, approved.
    "#);
}

#[test]
fn an_id_that_is_not_the_folders_number() {
    insta::assert_snapshot!(shown(&problems_of(FRONT.replace("id = 1", "id = 2"))), @r#"
    1/en.md:2:1
      The id is 2, but the folder is 1.
      Write id = 1, or move the file.
    "#);
}

#[test]
fn a_fact_that_does_not_exist_with_the_one_perhaps_meant() {
    insta::assert_snapshot!(body("## A {#aa}\n\nWithin {a.hour} or {b.days}.\n"), @r#"
    1/en.md:12:8
      There is no fact a.hour.
      Did you mean a.hours? Otherwise add it to facts.toml.
    1/en.md:12:20
      There is no fact b.days.
      Add it to facts.toml, or correct the name.
    "#);
}

#[test]
fn a_fact_that_the_front_matter_does_not_list() {
    let guide = format!("{}\n{{a.hours}}\n", FRONT.replace("\"a.hours\"", ""));
    insta::assert_snapshot!(shown(&problems_of(guide)), @r#"
    1/en.md:11:1
      The fact a.hours is used here, but the list of facts at the beginning lacks it.
      Add "a.hours" to the field facts at the beginning of the file.
    "#);
}

#[test]
fn a_listed_fact_that_does_not_exist_is_named_once() {
    let guide = format!("{}\n{{a.minutes}}\n", FRONT.replace("a.hours", "a.minutes"));
    insta::assert_snapshot!(shown(&problems_of(guide)), @r#"
    1/en.md:8:1
      There is no fact a.minutes.
      Add it to facts.toml, or correct the name.
    "#);
}

#[test]
fn a_stray_brace() {
    insta::assert_snapshot!(body("Within {a hours}.\n"), @r#"
    1/en.md:10:8
      This brace begins no fact.
      Write a fact as {pep.max_hours}, without spaces. Use no other braces.
    "#);
}

#[test]
fn headings_without_id_with_bad_id_twice_and_of_the_first_level() {
    insta::assert_snapshot!(body("## A\n\n## B {#Big}\n\n## C {#cc}\n\n## D {#cc}\n\n# E {#ee}\n\n## F {a.hours}\n"), @r#"
    1/en.md:10:1
      This heading has no id.
      Write {#when} at its end, the same id in every language.
    1/en.md:12:1
      “Big” cannot be the id of a heading.
      Use small Latin letters, digits and -, beginning with a letter.
    1/en.md:16:1
      The heading id cc is there twice.
      Give one of the two headings another id.
    1/en.md:18:1
      A heading with one # is the title, which stands in the fields at the beginning.
      Write ## or ###.
    1/en.md:20:1
      “a.hours” cannot be the id of a heading.
      Use small Latin letters, digits and -, beginning with a letter.
    "#);
}

#[test]
fn raw_html_in_a_line_and_as_a_block() {
    insta::assert_snapshot!(body("A <b>bold</b> word.\n\n<script>alert(1)</script>\n\n<!-- note -->\n"), @r#"
    1/en.md:10:3
      Here is HTML: <b>
      Use Markdown only. For a < sign, write \<.
    1/en.md:10:10
      Here is HTML: </b>
      Use Markdown only. For a < sign, write \<.
    1/en.md:12:1
      Here is HTML: <script>alert(1)</script>
      Use Markdown only. For a < sign, write \<.
    1/en.md:14:1
      Here is HTML: <!-- note -->
      Use Markdown only. For a < sign, write \<.
    "#);
}

#[test]
fn pictures_and_links_that_lead_nowhere() {
    insta::assert_snapshot!(body(
        "![x](a.png) [a](javascript:alert(1)) [b](http://example.org) [c](#nowhere) [d](/k/9) [e](/t#zz) [f](../2/ar.md)\n"
    ), @r#"
    1/en.md:10:1
      Here is a picture.
      Guides have no pictures, since they can give a reader away. Say it in words.
    1/en.md:10:13
      The link javascript:alert(1) leads nowhere, or is not allowed.
      Allowed are https://…, a heading #when, a guide /k/2, and the words /t.
    1/en.md:10:38
      The link http://example.org leads nowhere, or is not allowed.
      Allowed are https://…, a heading #when, a guide /k/2, and the words /t.
    1/en.md:10:62
      The link #nowhere leads nowhere, or is not allowed.
      Allowed are https://…, a heading #when, a guide /k/2, and the words /t.
    1/en.md:10:76
      The link /k/9 leads nowhere, or is not allowed.
      Allowed are https://…, a heading #when, a guide /k/2, and the words /t.
    1/en.md:10:86
      The link /t#zz leads nowhere, or is not allowed.
      Allowed are https://…, a heading #when, a guide /k/2, and the words /t.
    1/en.md:10:97
      The link ../2/ar.md leads nowhere, or is not allowed.
      Allowed are https://…, a heading #when, a guide /k/2, and the words /t.
    "#);
}

#[test]
fn a_file_that_is_not_utf8() {
    let mut guide = format!("{FRONT}\nabc ").into_bytes();
    guide.push(0xFF);
    insta::assert_snapshot!(shown(&problems_of(guide)), @r#"
    1/en.md:11:5
      Here is a character that is not UTF-8.
      Save the file as UTF-8 in your editor.
    "#);
}

#[test]
fn a_word_that_is_there_twice_and_a_bad_facts_file() {
    let term = "[[term]]\nid = \"pep\"\nterm = \"PEP\"\nmeans = \"x\"\n";
    let guide = ("1/en.md", format!("{FRONT}\n{{a.hours}}\n").into_bytes());
    let terms = ("terms/en.toml", format!("{term}{term}").into_bytes());
    insta::assert_snapshot!(shown(&problems_in(vec![guide.clone(), ("facts.toml", FACTS.into()), terms])), @r#"
    terms/en.toml:6:6
      pep is there twice.
      The first is on line 1. Rename or remove one of them.
    "#);
    let facts = ("facts.toml", format!("{FACTS}{FACTS}").into_bytes());
    insta::assert_snapshot!(shown(&problems_in(vec![guide, facts])), @r#"
    facts.toml:10:6
      a.hours is there twice.
      The first is on line 1. Rename or remove one of them.
    "#);
}

#[test]
fn a_missing_translation_a_strange_file_and_an_old_fact_are_warnings() {
    let facts = FACTS.replace("2027-05-01", "2026-11-10");
    let files = vec![
        ("1/en.md", format!("{FRONT}\nx\n").into_bytes()),
        ("01/en.md", FRONT.into()),
        ("1/fr.md", FRONT.into()),
        ("README.md", b"x".to_vec()),
        ("facts.toml", facts.into_bytes()),
        (
            "terms/en.toml",
            b"[[term]]\nid = \"pep\"\nterm = \"PEP\"\nmeans = \"x\"\n".to_vec(),
        ),
    ];
    let problems = problems_in(files);
    assert!(
        problems
            .iter()
            .all(|problem| problem.severity() == Severity::Warning)
    );
    let lines: String = problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect();
    insta::assert_snapshot!(lines, @r#"
    01/en.md: This file is not part of a library, so it is left out. Guides are called 7/ar.md, words terms/ar.toml, facts facts.toml. The languages are ar, ckb, kmr and en.
    1/fr.md: This file is not part of a library, so it is left out. Guides are called 7/ar.md, words terms/ar.toml, facts facts.toml. The languages are ar, ckb, kmr and en.
    1/ar.md: Guide 1 has no translation: العربية. Translate it. Until then the list shows it in another language and says so.
    1/ckb.md: Guide 1 has no translation: کوردی (سۆرانی). Translate it. Until then the list shows it in another language and says so.
    1/kmr.md: Guide 1 has no translation: Kurdî (Kurmancî). Translate it. Until then the list shows it in another language and says so.
    facts.toml: The fact a.hours is out of date since 2026-11-10. Read its source again, then correct value, verified_on and expires_on. Until then pages mark it.
    terms/ar.toml: The word pep is missing in this language. Translate it. Until then the page of words does not show it.
    terms/ckb.toml: The word pep is missing in this language. Translate it. Until then the page of words does not show it.
    terms/kmr.toml: The word pep is missing in this language. Translate it. Until then the page of words does not show it.
    "#);
}

#[test]
fn an_empty_library_and_a_folder_that_does_not_exist() {
    insta::assert_snapshot!(shown(&problems_in(Vec::new())), @r#"
    .
      There is no guide here.
      Name the folder that contains 1/ar.md.
    "#);
    let nowhere = Folder::new("/nonexistent/guides");
    let problems = Site::build(&nowhere, &options()).expect_err("no folder");
    assert!(matches!(
        problems.as_slice(),
        [Problem {
            kind: Kind::Unreadable(_),
            ..
        }]
    ));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let temporary = tempfile::tempdir().expect("a folder");
    let guides = temporary.path().join("guides");
    std::fs::create_dir_all(guides.join("1")).expect("a folder");
    let secret = temporary.path().join("secret.md");
    std::fs::copy(crate::support::folder("small/2/en.md"), &secret).expect("a copy");
    std::os::unix::fs::symlink(&secret, guides.join("1/en.md")).expect("a link");
    let problems = Site::build(&Folder::new(&guides), &options()).expect_err("nothing to read");
    assert!(matches!(
        problems.as_slice(),
        [Problem {
            kind: Kind::NoGuides,
            ..
        }]
    ));
}

/// Everything that our writer writes inside a guide, and the frame around it.
const TAGS: [&str; 44] = [
    "!DOCTYPE",
    "html",
    "head",
    "meta",
    "title",
    "link",
    "style",
    "body",
    "header",
    "nav",
    "span",
    "a",
    "main",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "b",
    "em",
    "bdi",
    "mark",
    "code",
    "br",
    "hr",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "form",
    "input",
    "button",
    "div",
    "noscript",
];

proptest! {
    #[test]
    fn no_text_of_a_guide_becomes_a_tag_that_we_did_not_write(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "<script>", "</main>", "<!--", "-->", "&lt;", "&#60;", "[a](", "javascript:x", ")", "`", "```\n",
                "## A {#", "}", "{a.hours}", "\n\n", "> ", "- [ ] ", "|", "---|---\n", "*", "_", "\\", "\"",
                "<https://e.org/\"x>", "ب", "2+1", "![", "](", "    ", "1. ", "\t", "&", "<",
            ]),
            0..7,
        ),
    ) {
        let guide = format!("{FRONT}{}", parts.concat());
        let files = vec![("1/en.md", guide.into_bytes()), ("facts.toml", FACTS.into())];
        if let Ok(site) = Site::build(&Files(files), &options()) {
            let html = text(&site, "/en/k/1");
            for tag in html.split('<').skip(1) {
                let name = tag.trim_start_matches('/');
                let name = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '!').next().unwrap_or_default();
                prop_assert!(TAGS.contains(&name), "{name} in {html}");
            }
            prop_assert!(!html.contains("javascript:x\""));
        }
    }

    #[test]
    fn any_file_is_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), whole in any::<bool>()) {
        let guide = if whole { bytes } else { [FRONT.as_bytes(), bytes.as_slice()].concat() };
        for problem in problems_of(guide) {
            prop_assert!(!problem.what(Tag::Ckb).is_empty() && !problem.place().is_empty());
        }
    }
}

#[test]
fn every_problem_has_its_own_words_in_four_languages() {
    let guide = format!("{FRONT}## A\n\n{{zz.zz}} {{a b}} <b>x</b> [a](b)\n");
    let mut problems = problems_of(guide);
    problems.extend(problems_of("x"));
    problems.extend(problems_of(
        FRONT
            .replace("id = 1", "idd = \"x\"")
            .replace("\"draft\"", "3"),
    ));
    assert!(problems.len() >= 10, "{}", problems.len());
    for problem in &problems {
        let words: Vec<_> = Tag::ALL
            .map(|tag| (problem.what(tag), problem.help(tag)))
            .into();
        for (at, (what, help)) in words.iter().enumerate() {
            assert!(
                !what.contains("window-problem") && !help.contains("window-problem"),
                "{what} {help}"
            );
            assert!(
                words
                    .iter()
                    .skip(at + 1)
                    .all(|other| other.0 != *what && other.1 != *help),
                "{what}"
            );
        }
    }
}

#[test]
fn the_same_fault_in_arabic_and_sorani() {
    let problems = problems_of(FRONT.replace("id = 1", "id = 2"));
    let [problem, ..] = problems.as_slice() else {
        panic!("one problem")
    };
    insta::assert_snapshot!(format!("{}\n{}\n{}\n{}", problem.what(Tag::Ar), problem.help(Tag::Ar), problem.what(Tag::Ckb), problem.help(Tag::Ckb)), @r#"
    قيمة id هي 2 لكن المجلد هو 1.
    يُكتب id = 1 أو يُنقل الملف.
    id بریتییە لە 2، بەڵام بوخچەکە 1ە.
    بنووسە id = 1، یان پەڕگەکە بگوازەرەوە.
    "#);
}
