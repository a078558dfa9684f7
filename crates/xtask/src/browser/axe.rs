//! axe-core on every kind of page in four languages, at the width of a phone.

use serde_json::{Value, json};

use super::cdp::Chromium;
use super::demo::Demo;
use super::page::{PHONE, Page};
use crate::Outcome;
use crate::tools::{npm_file, say};

/// The version that is asked for; a newer one may find more.
const VERSION: &str = "4.10.3";

/// Kinds of pages of the library, below `/LANGUAGE`.
const KINDS: [&str; 5] = ["/", "/k/1", "/k/2", "/t", "/about"];

/// Kinds of pages of the desk that need no conversation.
const DESK_KINDS: [&str; 2] = ["/inbox", "/state"];

/// Looks at every kind of page; `Some` if axe-core could not be had.
pub(crate) fn every_page(browser: &mut Chromium, demo: &Demo) -> Outcome<Option<String>> {
    let source = match npm_file("axe-core", VERSION, "axe.min.js") {
        Ok(file) => std::fs::read_to_string(&file)
            .map_err(|error| format!("{}: {error}", file.display()))?,
        Err(why) => return Ok(Some(format!("axe-core: {why}"))),
    };
    let mut found = Vec::new();
    let mut looked = 0;
    let mut page = Page::open(browser, PHONE)?;
    for language in ["ar", "ckb", "kmr", "en"] {
        for kind in KINDS {
            let path = format!("/{language}{kind}");
            page.go(&format!("{}{path}", demo.site))?;
            look(&mut page, &source, &path, &mut found)?;
            looked += 1;
        }
        page.go(&format!("{}/{language}/k/1", demo.site))?;
        page.click("#p > button")?;
        look(
            &mut page,
            &source,
            &format!("/{language}/k/1 panel"),
            &mut found,
        )?;
        page.click("#p section button:nth-of-type(1)")?;
        page.wait("document.querySelectorAll('#p ol li').length === 4")?;
        look(
            &mut page,
            &source,
            &format!("/{language}/k/1 numbers"),
            &mut found,
        )?;
        looked += 2;
    }
    drop(page);
    let mut page = Page::open_again(browser, PHONE, "desk")?;
    let base = demo.desk.split("/start/").next().unwrap_or_default();
    for language in ["ar", "ckb", "kmr", "en"] {
        page.go(&format!("{base}/inbox"))?;
        page.follow(&format!(
            "form[action='/language'] button[value={language}]"
        ))?;
        for kind in DESK_KINDS {
            page.go(&format!("{base}{kind}"))?;
            look(
                &mut page,
                &source,
                &format!("{kind} {language}"),
                &mut found,
            )?;
            looked += 1;
        }
        page.go(&format!("{base}/inbox/all"))?;
        page.follow("a[href^='/c/']")?;
        page.inspect()?.expect("lang", language)?;
        look(&mut page, &source, &format!("/c/… {language}"), &mut found)?;
        looked += 1;
    }
    if found.is_empty() {
        say(&format!(
            "axe-core {VERSION}: nothing found on {looked} pages"
        ));
        Ok(None)
    } else {
        Err(format!(
            "axe-core found on {looked} pages:\n    {}",
            found.join("\n    ")
        ))
    }
}

fn look(page: &mut Page<'_>, source: &str, name: &str, found: &mut Vec<String>) -> Outcome {
    page.eval(&format!("{source}; true"))?;
    let violations = page.eval(
        "axe.run(document, {resultTypes: ['violations']}).then((result) => result.violations.map((violation) => \
         [violation.id, violation.impact, violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')]))",
    )?;
    let Value::Array(violations) = violations else {
        return Err(format!("axe-core gave no answer on {name}"));
    };
    found.extend(
        violations
            .iter()
            .map(|violation| format!("{name}: {}", json!(violation))),
    );
    Ok(())
}
