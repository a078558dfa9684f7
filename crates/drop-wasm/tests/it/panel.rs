use std::collections::BTreeSet;

use drop_wasm::commands::op;
use language::{Catalogue, Tag};

const PANEL: &str = include_str!("../../web/panel.js");
const SERVED: &str = include_str!("../../dist/panel.js");
const STYLE: &str = include_str!("../../web/panel.css");

/// Everything that stands between double quotes in the script.
fn quoted() -> BTreeSet<&'static str> {
    SERVED.split('"').skip(1).step_by(2).collect()
}

#[test]
fn the_script_numbers_the_commands_as_the_engine_does() {
    for (number, name) in op::NAMES.iter().enumerate() {
        assert!(
            PANEL.contains(&format!("{name} = {number},"))
                || PANEL.contains(&format!("{name} = {number};")),
            "{name}"
        );
    }
}

#[test]
fn every_message_of_the_area_is_used_and_every_used_message_exists() {
    let english = Catalogue::of(Tag::En);
    let ids: BTreeSet<String> = serde_json::from_str::<serde_json::Value>(&english.json("panel"))
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .filter_map(|key| key.strip_prefix("panel-").map(str::to_owned))
        .collect();
    let quoted = quoted();
    for id in &ids {
        let name = id.strip_prefix("problem-").unwrap_or(id);
        assert!(quoted.contains(name), "panel-{id} is not used");
    }
    let calls = ["t(\"", "p(\"", "button(\"", "fail(\"", "show(\""];
    for call in calls {
        for (at, _) in SERVED.match_indices(call) {
            let part_of_a_name = SERVED[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.');
            let id = SERVED[at + call.len()..].split('"').next().unwrap();
            assert!(
                part_of_a_name || id == "problem-" || ids.contains(id),
                "{call}{id}"
            );
        }
    }
}

#[test]
fn the_script_touches_nothing_global_and_writes_no_markup() {
    for never in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "localStorage",
        "indexedDB",
        "document.cookie",
        "console.",
        "beforeunload",
        "window.",
        "?.",
        "??",
        "type: \"password\"",
    ] {
        assert!(!SERVED.contains(never), "{never}");
    }
    assert_eq!(SERVED.matches("sessionStorage.setItem(\"s\"").count(), 1);
    assert_eq!(
        SERVED.matches("fetch(").count(),
        2,
        "the engine, and what leaves with a tick"
    );
}

#[test]
fn no_word_of_the_script_or_its_style_names_a_cause() {
    let text = format!("{SERVED}{STYLE}").to_lowercase();
    for word in ["shanasheel", "queer", "gay", "drop", "secret-", "iraq"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn what_is_served_is_the_panel_without_its_comments() {
    let plain: String = PANEL
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    assert_eq!(SERVED, plain, "run `cargo xtask web`");
}
