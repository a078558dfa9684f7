//! What the documents say about the code is so: tests that SECURITY.md names exist, links lead somewhere,
//! the architecture names every crate.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_path_buf()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// All files under a folder whose names end like this; build products left out.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("target") && !path.ends_with("node_modules") {
                found.extend(files(&path, end));
            }
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found
}

fn crates() -> BTreeSet<String> {
    fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// What stands between single backquotes.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// `crate::module::test` as a crate of ours, a file's name and a function's, if it is one.
fn as_test(span: &str) -> Option<(String, &str, &str)> {
    let parts: Vec<&str> = span.split("::").collect();
    let name = parts.first()?.replace('_', "-");
    let [.., module, test] = parts[..] else {
        return None;
    };
    let is_word = |part: &&str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    (parts.len() > 2 && parts.iter().all(is_word) && crates().contains(&name))
        .then_some((name, module, test))
}

/// Whether a file of this name in this crate has a test of this name.
fn is_there(name: &str, module: &str, test: &str) -> bool {
    let begins = format!("fn {test}(");
    files(&root().join("crates").join(name), ".rs")
        .iter()
        .filter(|path| path.file_stem().is_some_and(|stem| stem == module))
        .any(|path| {
            let text = fs::read_to_string(path).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            lines.iter().enumerate().any(|(at, line)| {
                let is_test = lines[at.saturating_sub(4)..at]
                    .iter()
                    .any(|above| above.trim_start().starts_with("#[") && above.contains("test"));
                line.contains(&begins) && is_test
            })
        })
}

/// The problems of the names in a text.
fn unknown_tests(text: &str) -> Vec<&str> {
    spans(text)
        .filter(|span| {
            as_test(span).is_some_and(|(name, module, test)| !is_there(&name, module, test))
        })
        .collect()
}

#[test]
fn every_test_that_the_security_page_names_exists() {
    let text = read("SECURITY.md");
    let named = spans(&text).filter(|span| as_test(span).is_some()).count();
    assert!(named > 50, "only {named} tests were recognised");
    assert_eq!(unknown_tests(&text), [""; 0]);
}

#[test]
fn a_name_that_no_test_has_is_noticed() {
    let good = "`xtask::documents::a_name_that_no_test_has_is_noticed`";
    assert_eq!(unknown_tests(good), [""; 0]);
    for bad in [
        "xtask::documents::nothing_is_called_like_this",
        "xtask::walls::a_name_that_no_test_has_is_noticed",
        "xtask::documents::spans",
    ] {
        assert_eq!(unknown_tests(&format!("by `{bad}`.")), [bad]);
    }
}

#[test]
fn every_journey_that_the_security_page_names_exists() {
    let journeys = read("crates/xtask/src/browser/journeys.rs");
    let text = read("SECURITY.md");
    let named: Vec<&str> = text
        .split("journey `")
        .skip(1)
        .filter_map(|rest| rest.split('`').next())
        .collect();
    assert!(!named.is_empty());
    for name in named {
        assert!(journeys.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn every_claim_has_a_test_or_says_why_not() {
    let text = read("SECURITY.md");
    let table = text.split("| claim | test |").nth(1).unwrap();
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("| "))
        .collect();
    assert!(rows.len() > 20, "{} rows", rows.len());
    for row in rows {
        let proof = row.split(" | ").nth(1).unwrap_or_default();
        let has_test = spans(proof).any(|span| as_test(span).is_some());
        assert!(
            has_test || proof.contains("journey `") || proof.starts_with("none: "),
            "{row}"
        );
    }
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut pages = files(&root().join("docs"), ".md");
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        let targets = text.split("](").skip(1);
        for target in targets.filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("http") || target.starts_with('#') {
                continue;
            }
            let path = target.split('#').next().unwrap();
            let there = page.parent().unwrap().join(path);
            assert!(there.exists(), "{}: {target}", page.display());
        }
    }
}

#[test]
fn the_architecture_is_short_and_names_every_crate() {
    let text = read("ARCHITECTURE.md");
    let lines = text.lines().count();
    assert!(lines <= 150, "{lines} lines");
    for name in crates() {
        assert!(text.contains(&format!("| `{name}` |")), "{name}");
    }
}

#[test]
fn decisions_are_numbered_without_a_gap() {
    let mut names: Vec<String> = files(&root().join("docs/decisions"), ".md")
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    for (at, name) in names.iter().enumerate() {
        assert!(name.starts_with(&format!("{:03}-", at + 1)), "{name}");
    }
}
