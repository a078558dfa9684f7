//! The library in `guides/`, as it is published.

use std::sync::OnceLock;

use window_site::{Day, Folder, Options, Problem, Severity, Site};

use crate::support::{folder, options_with_panel};

/// Built once: compressing at full effort is the slowest thing here.
fn library() -> &'static Site {
    static LIBRARY: OnceLock<Site> = OnceLock::new();
    LIBRARY.get_or_init(build)
}

fn build() -> Site {
    let today = Day::parse("2026-11-23").expect("a day");
    let options = Options {
        today,
        brotli_quality: 11,
        ..options_with_panel()
    };
    let built = Site::build(&Folder::new(folder("../../../../guides")), &options);
    let shown = |problems: &Vec<Problem>| {
        problems
            .iter()
            .map(|p| format!("{p}\n"))
            .collect::<String>()
    };
    assert_eq!(built.as_ref().err().map(shown), None);
    built.expect("no problems, as was just asserted")
}

#[test]
fn the_library_has_no_errors_and_no_expired_fact() {
    let site = library();
    let warnings: Vec<_> = site.warnings().iter().map(ToString::to_string).collect();
    assert!(
        site.warnings()
            .iter()
            .all(|problem| problem.severity() == Severity::Warning)
    );
    assert_eq!(warnings, Vec::<String>::new());
}

#[test]
fn a_guide_of_1300_arabic_words_is_at_most_6000_bytes_compressed() {
    let site = library();
    let page = site.page("/ar/k/1").expect("a guide");
    let html = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
    let main = html
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next())
        .expect("main");
    let words: usize = main
        .split('<')
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| text.split_whitespace().count())
        .sum();
    let bytes = page.brotli.as_ref().map_or(usize::MAX, |small| small.len());
    assert!(words >= 1_200, "the guide has only {words} words");
    assert!(bytes <= 6_000, "{words} words are {bytes} bytes");
}

#[test]
fn no_page_is_over_14000_bytes_and_the_frame_is_at_most_1300() {
    for (path, page) in library()
        .pages()
        .filter(|(path, _)| !path.starts_with("/a/"))
    {
        let bytes = page.brotli.as_ref().map_or(usize::MAX, |small| small.len());
        assert!(bytes <= 14_000, "{path} is {bytes} bytes");
        let html = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
        let (before, rest) = html.split_once("<main").expect("main");
        let (_, after) = rest.split_once("</main>").expect("its end");
        let frame = compressed(&format!("{before}{after}"));
        assert!(frame <= 1_300, "the frame of {path} is {frame} bytes");
    }
}

fn compressed(text: &str) -> usize {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut text.as_bytes(), &mut small, &parameters)
        .expect("a vector takes all");
    small.len()
}
