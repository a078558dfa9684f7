//! What a search finds.

use language::Tag;
use window_site::{Day, Folder, Options, Site};

use crate::support::{folder, options, small};

/// The links of the results, in order.
fn found(site: &Site, tag: Tag, query: &str) -> Vec<String> {
    let html = String::from_utf8(site.search(tag, query).bytes.to_vec()).expect("UTF-8");
    let results = html.split("<ul class=\"g\">").nth(1).unwrap_or_default();
    results
        .split("<a href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .take_while(|link| !link.ends_with("/x"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn an_arabic_word_is_found_with_persian_letters_without_hamza_and_with_article() {
    let site = small(&options());
    // The guide has "أيام" and "وقاية".
    for query in ["أيام", "ایام", "ايام", "اَيّام", "الأيام"] {
        assert_eq!(
            found(&site, Tag::Ar, query).first().map(String::as_str),
            Some("/ar/k/1"),
            "{query}"
        );
    }
    for query in ["وقایة", "وقايه", "الوقاية"] {
        assert!(
            found(&site, Tag::Ar, query).contains(&"/ar/k/1".to_owned()),
            "{query}"
        );
    }
}

#[test]
fn titles_come_before_mentions_and_more_words_before_fewer() {
    let site = small(&options());
    assert_eq!(
        found(&site, Tag::En, "phone").first().map(String::as_str),
        Some("/en/k/2")
    );
    assert_eq!(
        found(&site, Tag::En, "medicine days")
            .first()
            .map(String::as_str),
        Some("/en/k/1")
    );
    assert_eq!(found(&site, Tag::En, "pep"), ["/en/t#1"]);
}

#[test]
fn a_guide_without_translation_is_found_in_the_language_it_is_shown_in() {
    let site = small(&options());
    assert_eq!(found(&site, Tag::Kmr, "checkpoint"), ["/en/k/2"]);
}

#[test]
fn nothing_is_found_for_nothing() {
    let site = small(&options());
    for query in ["", "   ", "؟!", "zzzzzz", "q"] {
        assert_eq!(
            found(&site, Tag::En, query),
            Vec::<String>::new(),
            "{query:?}"
        );
    }
    let html = String::from_utf8(site.search(Tag::En, "zzzz").bytes.to_vec()).expect("UTF-8");
    assert!(html.contains("Nothing found."));
}

#[test]
fn what_was_typed_comes_back_only_in_the_field_and_escaped() {
    let site = small(&options());
    let html = String::from_utf8(site.search(Tag::En, "\"><script>x</script>").bytes.to_vec())
        .expect("UTF-8");
    assert!(html.contains("value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\""));
    assert!(!html.contains("<script"));
}

#[test]
fn the_real_library_finds_what_a_person_types() {
    let guides = folder("../../../../guides");
    let today = Day::parse("2026-11-23").expect("a day");
    let options = Options {
        brotli_quality: 1,
        ..Options::new(today)
    };
    let site = Site::build(&Folder::new(guides), &options).expect("the library has no errors");
    for (tag, query, first) in [
        (Tag::Ar, "سیطرة", "/ar/k/1"),
        (Tag::Ar, "تفتيش الموبايل", "/ar/k/1"),
        (Tag::Ckb, "مۆبایل", "/ckb/k/1"),
        (Tag::Kmr, "telefon", "/kmr/k/1"),
        (Tag::En, "checkpoint", "/en/k/1"),
        (Tag::En, "hiv risk", "/en/k/2"),
        (Tag::En, "interview", "/en/k/3"),
    ] {
        assert_eq!(
            found(&site, tag, query).first().map(String::as_str),
            Some(first),
            "{query}"
        );
    }
}
