//! What the pages are.

use std::collections::BTreeMap;

use window_site::{Day, Options, Site};

use crate::support::{folder, headers, options, options_with_panel, small, text};

/// A page without its style, which has no place in a snapshot.
fn bare(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    format!("{before}{after}").replace("><", ">\n<")
}

#[test]
fn a_small_guide_is_this_page() {
    insta::assert_snapshot!(bare(&text(&small(&options_with_panel()), "/ar/k/1")), @"");
}

#[test]
fn a_guide_in_english_is_this_page() {
    insta::assert_snapshot!(bare(&text(&small(&options()), "/en/k/1")), @"");
}

#[test]
fn the_first_page_chooses_no_language_and_has_no_script() {
    insta::assert_snapshot!(bare(&text(&small(&options_with_panel()), "/")), @"");
}

#[test]
fn the_list_shows_a_guide_in_another_language_and_says_so() {
    let site = small(&options());
    let list = text(&site, "/ckb/");
    assert!(
        list.contains("href=\"/ar/k/1\""),
        "written in Arabic, so shown in Arabic"
    );
    assert!(list.contains("href=\"/en/k/2\" hreflang=\"en\""));
    assert!(list.contains("بە زمانی <bdi lang=\"ar\" dir=\"rtl\">العربية</bdi>"));
    assert!(
        !text(&site, "/en/").contains("hreflang"),
        "in its own language nothing is said"
    );
}

#[test]
fn the_language_switch_stays_on_the_guide_and_is_never_dead() {
    let site = small(&options());
    let page = text(&site, "/ar/k/1");
    assert!(page.contains("<a href=\"/en/k/1\" lang=\"en\" dir=\"ltr\">English</a>"));
    assert!(
        page.contains("<a href=\"/ckb/\" lang=\"ckb\" dir=\"rtl\">کوردی</a>"),
        "no translation: its list"
    );
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let site = small(&options_with_panel());
    let mut outside = Vec::new();
    for (path, page) in site.pages().filter(|(path, _)| !path.starts_with("/a/")) {
        let html = String::from_utf8(page.bytes.clone()).expect("UTF-8");
        for attribute in ["href", "src", "action", "data-w", "data-c"] {
            for rest in html.split(&format!(" {attribute}=\"")).skip(1) {
                let target = rest.split('"').next().unwrap_or_default();
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                if file.starts_with("https://") {
                    assert!(
                        rest[target.len()..].starts_with("\" rel=\"noreferrer\""),
                        "{path}: {target}"
                    );
                    outside.push(target.to_owned());
                } else if !file.is_empty() && !file.starts_with("data:") {
                    let there = site.page(file).is_some() || site.exit(file).is_some();
                    assert!(there, "{path} leads to {file}");
                }
                if !anchor.is_empty() {
                    let there = if file.is_empty() {
                        html.clone()
                    } else {
                        text(&site, file)
                    };
                    assert!(
                        there.contains(&format!("id=\"{anchor}\"")),
                        "{path} leads to {target}"
                    );
                }
            }
        }
    }
    outside.sort();
    outside.dedup();
    assert_eq!(outside, ["https://www.who.int/pep"]);
}

#[test]
fn a_page_is_one_request_without_fonts_pictures_or_frames() {
    let site = small(&options());
    for (path, page) in site.pages() {
        let html = String::from_utf8(page.bytes.clone()).expect("UTF-8");
        for loads in [
            "<img",
            "<iframe",
            "<script",
            "@import",
            "url(",
            "<link rel=\"stylesheet\"",
            "<object",
        ] {
            assert!(!html.contains(loads), "{path} has {loads}");
        }
        assert!(
            html.contains("<link rel=\"icon\" href=\"data:,\">"),
            "{path}"
        );
    }
}

#[test]
fn titles_are_a_number_or_a_dash() {
    let site = small(&options());
    for (path, page) in site.pages() {
        let html = String::from_utf8(page.bytes.clone()).expect("UTF-8");
        let title = html
            .split("<title>")
            .nth(1)
            .and_then(|rest| rest.split("</title>").next());
        let expected = path.split_once("/k/").map_or("–", |(_, number)| number);
        assert_eq!(title, Some(expected), "{path}");
    }
}

#[test]
fn anchors_are_numbers_so_that_history_names_nothing() {
    let site = small(&options());
    assert!(text(&site, "/ar/k/1").contains("/ar/t#1"));
    for (path, page) in site.pages() {
        let html = String::from_utf8(page.bytes.clone()).expect("UTF-8");
        for rest in html.split(" id=\"").skip(1) {
            let id = rest.split('"').next().unwrap_or_default();
            let neutral = id.bytes().all(|b| b.is_ascii_digit()) || ["m", "p"].contains(&id);
            assert!(neutral || path.ends_with("/about"), "{path}: {id}");
        }
    }
}

#[test]
fn an_expired_fact_is_marked_where_it_is_used_and_in_the_list() {
    let page = text(&small(&options()), "/ar/k/1");
    assert!(page.contains("<mark><bdi>+964 750 123</bdi> (قد يكون قديماً)</mark>"));
    assert!(page.contains("<mark>قديم منذ ١ حزيران ٢٠٢٦.</mark>"));
    let before = Options {
        today: Day::parse("2026-05-31").expect("a day"),
        ..options()
    };
    assert!(!text(&small(&before), "/ar/k/1").contains("<mark>"));
}

#[test]
fn the_operators_name_is_shown_only_if_there_is_one() {
    let named = Options {
        name: Some("Example & Sons".into()),
        ..options()
    };
    assert!(text(&small(&named), "/en/").contains("<b>Example &amp; Sons</b>"));
    assert!(!text(&small(&options()), "/en/").contains("Example"));
}

#[test]
fn two_builds_are_equal_byte_for_byte() {
    let all = |site: &Site| -> BTreeMap<String, (Vec<u8>, Option<Vec<u8>>, String)> {
        site.pages()
            .map(|(path, page)| {
                (
                    path.to_owned(),
                    (page.bytes.clone(), page.brotli.clone(), headers(page)),
                )
            })
            .collect()
    };
    let options = options_with_panel();
    assert_eq!(all(&small(&options)), all(&small(&options)));
}

#[test]
fn a_folder_has_every_page_and_replaces_the_old_one() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let target = temporary.path().join("site");
    let site = small(&options_with_panel());
    std::fs::create_dir_all(target.join("old")).expect("a folder");
    site.write_to(&target).expect("written");
    let read = |path: &str| std::fs::read(target.join(path)).expect(path);
    assert_eq!(
        read("ar/k/1/index.html"),
        site.page("/ar/k/1").expect("a page").bytes
    );
    assert_eq!(read("index.html"), site.page("/").expect("a page").bytes);
    assert_eq!(read("404.html"), site.missing().bytes);
    let exit = String::from_utf8(read("ar/x/index.html")).expect("UTF-8");
    assert!(exit.contains("content=\"0;url=https://ar.wikipedia.org/\""));
    assert!(!target.join("old").exists());
    let left: Vec<_> = std::fs::read_dir(temporary.path())
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 1, "nothing is left beside the site");
}

#[test]
fn the_panels_script_has_texts_words_and_code_under_the_name_of_its_hash() {
    let site = small(&options_with_panel());
    let page = text(&site, "/en/k/1");
    let script = page
        .split("<script src=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a script");
    let page = text(&site, script);
    assert!(page.starts_with("(()=>{const T={"), "texts first");
    assert!(
        page.contains(",W=\"") || page.contains(",W=null"),
        "then words"
    );
    assert!(page.ends_with("\nf(T,W)\n})()\n"), "then the code");
    let other = text(&site, "/ar/k/1");
    assert!(!other.contains(script), "another language, another file");
}

#[test]
fn guides_can_be_built_into_the_program() {
    static FILES: &[(&str, &[u8])] = &[
        ("2/en.md", include_bytes!("../sites/small/2/en.md")),
        ("facts.toml", b""),
    ];
    let site = Site::build(&window_site::Embedded(FILES), &options()).expect("a site");
    let from_folder = small(&options());
    assert_eq!(text(&site, "/en/k/2"), text(&from_folder, "/en/k/2"));
    assert!(folder("small").exists());
}

#[test]
fn headers_of_a_page_with_panel() {
    let site = small(&options_with_panel());
    insta::assert_snapshot!(headers(site.page("/ar/k/1").expect("a page")), @"");
}

#[test]
fn a_page_without_panel_may_run_and_reach_nothing() {
    let site = small(&options());
    insta::assert_snapshot!(headers(site.page("/ar/k/1").expect("a page")), @"");
    let with_panel = small(&options_with_panel());
    let first = headers(with_panel.page("/").expect("a page"));
    assert!(!first.contains("script-src") && !first.contains("connect-src"));
}

#[test]
fn headers_of_the_panels_files() {
    let site = small(&options_with_panel());
    let (_, page) = site
        .pages()
        .find(|(path, _)| path.ends_with(".wasm"))
        .expect("a module");
    insta::assert_snapshot!(headers(page), @"");
}
