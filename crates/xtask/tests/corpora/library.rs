//! facts and window-site: sources of guides, which come from many hands, and what strangers search for.

use std::sync::OnceLock;

use language::Tag;
use window_site::{Day, Options, Site, SourceFile, Sources, SourcesError};

/// Source files of a library in memory.
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

const FACTS: &[u8] = include_bytes!("../../../window-site/tests/sites/small/facts.toml");
const GUIDE: &[u8] = include_bytes!("../../../window-site/tests/sites/small/1/en.md");
const TERMS: &[u8] = include_bytes!("../../../window-site/tests/sites/small/terms/en.toml");

/// Builds a library: pages without control characters, or problems with a place and a help in every language.
fn build(guide: &[u8], facts: &[u8], terms: &[u8]) -> Option<Site> {
    let files = Files(vec![
        ("1/en.md", guide.to_vec()),
        ("facts.toml", facts.to_vec()),
        ("terms/en.toml", terms.to_vec()),
    ]);
    let options = Options {
        brotli_quality: 0,
        ..Options::new(Day::from_number(super::seeded::DAY))
    };
    match Site::build(&files, &options) {
        Ok(site) => {
            let page = site.page("/en/k/1");
            assert!(page.is_none_or(|page| std::str::from_utf8(&page.bytes).is_ok()));
            Some(site)
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                assert!(!problem.place().is_empty());
                assert!(Tag::ALL.iter().all(|tag| !problem.what(*tag).is_empty()));
                assert!(Tag::ALL.iter().all(|tag| !problem.help(*tag).is_empty()));
            }
            None
        }
    }
}

/// A page holds no script but ours, whatever a guide says.
pub(super) fn guide(input: &[u8]) {
    let Some(site) = build(input, FACTS, TERMS) else {
        return;
    };
    if let Some(page) = site.page("/en/k/1") {
        let html = String::from_utf8_lossy(&page.bytes).to_ascii_lowercase();
        assert!(!html.contains("<script") && !html.contains("javascript:"));
        assert!(!html.contains("<iframe") && !html.contains("<img"));
    }
}

pub(super) fn facts(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Err(errors) = facts::Facts::parse("facts.toml", &text) {
        assert!(!errors.is_empty());
    }
    build(GUIDE, input, TERMS);
}

pub(super) fn terms(input: &[u8]) {
    build(GUIDE, FACTS, input);
}

/// A search shows what was typed as text only.
pub(super) fn search(input: &[u8]) {
    static SITE: OnceLock<Site> = OnceLock::new();
    let site = SITE.get_or_init(|| build(GUIDE, FACTS, TERMS).expect("the small library builds"));
    let Some((language, query)) = input.split_first() else {
        return;
    };
    let tag = Tag::ALL[usize::from(language % 4)];
    let page = site.search(tag, &String::from_utf8_lossy(query));
    let html = std::str::from_utf8(&page.bytes).expect("pages are UTF-8");
    assert!(!html.to_ascii_lowercase().contains("<script"));
}
