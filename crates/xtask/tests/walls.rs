//! The walls of ARCHITECTURE.md: who may depend on whom, and what the relay's build may not hold.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Every crate of ours and the crates of ours that it may name. Change ARCHITECTURE.md together with it.
const ALLOWED: &[(&str, &[&str])] = &[
    ("desk-casework", &["facts", "language"]),
    ("desk-vault", &["desk-casework"]),
    (
        "desk-web",
        &[
            "desk-casework",
            "desk-vault",
            "drop-client",
            "drop-sorter",
            "drop-wire",
            "envelope",
            "facts",
            "language",
        ],
    ),
    ("drop-client", &["drop-wire", "envelope", "language"]),
    ("drop-server", &["drop-wire"]),
    ("drop-sorter", &["drop-wire", "envelope"]),
    ("drop-wasm", &["drop-client"]),
    ("drop-wire", &[]),
    ("envelope", &[]),
    ("facts", &[]),
    ("language", &[]),
    (
        "shanasheel",
        &[
            "desk-casework",
            "desk-vault",
            "desk-web",
            "drop-client",
            "drop-server",
            "drop-sorter",
            "drop-wire",
            "envelope",
            "facts",
            "language",
            "window-site",
        ],
    ),
    ("window-site", &["facts", "language"]),
    ("xtask", &[]),
];

/// What can decrypt, or reads what was decrypted: the relay's build holds none of it.
const NEVER_IN_THE_RELAY: &[&str] = &[
    "envelope",
    "drop-client",
    "drop-sorter",
    "desk-",
    "hpke",
    "x-wing",
    "ml-kem",
    "chacha20poly1305",
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "cargo {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The crates of ours, each with those crates of ours that it names outside its tests.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version=1", "--offline"]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<&str> = packages
        .iter()
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    packages
        .iter()
        .map(|package| {
            let needs = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(|dependency| dependency["name"].as_str().unwrap())
                .filter(|name| ours.contains(name))
                .map(str::to_owned)
                .collect();
            (package["name"].as_str().unwrap().to_owned(), needs)
        })
        .collect()
}

#[test]
fn crates_depend_only_as_the_architecture_allows() {
    let actual = named();
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let rooms: BTreeSet<&str> = actual.keys().map(String::as_str).collect();
    assert_eq!(
        rooms,
        allowed.keys().copied().collect(),
        "a crate without a row here, or a row without a crate"
    );
    for (name, needs) in &actual {
        for need in needs {
            assert!(
                allowed[name.as_str()].contains(&need.as_str()),
                "{name} may not depend on {need}: change ARCHITECTURE.md and this table together, or go round the wall"
            );
        }
    }
}

/// The crates that `cargo tree` finds in a build of the binary with these features.
fn tree(features: &str) -> BTreeSet<String> {
    let mut arguments = vec![
        "tree",
        "--offline",
        "-p",
        "shanasheel",
        "-e",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    if !features.is_empty() {
        arguments.extend(["--no-default-features", "--features", features]);
    }
    cargo(&arguments)
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

fn forbidden(tree: &BTreeSet<String>) -> Vec<&String> {
    tree.iter()
        .filter(|name| {
            NEVER_IN_THE_RELAY.iter().any(|never| {
                if never.ends_with('-') {
                    name.starts_with(never)
                } else {
                    name.as_str() == *never
                }
            })
        })
        .collect()
}

#[test]
fn the_relay_build_links_nothing_that_can_decrypt() {
    let relay = tree("relay");
    assert!(
        relay.contains("drop-server"),
        "the relay's build holds the relay"
    );
    assert_eq!(forbidden(&relay), Vec::<&String>::new());
}

#[test]
fn the_same_look_finds_decryption_in_the_whole_build() {
    let whole = tree("");
    let found = forbidden(&whole);
    assert!(
        ["envelope", "drop-sorter", "desk-vault", "hpke"]
            .iter()
            .all(|name| found.iter().any(|f| f == name)),
        "the check above could not fail: it found only {found:?}"
    );
}
