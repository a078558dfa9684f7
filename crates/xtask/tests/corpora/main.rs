//! Replays what fuzzing found interesting (`fuzz/corpus`), without a fuzzer: a bug that was found stays found.

#[path = "targets.rs"]
mod targets;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use targets::TARGETS;

fn fuzz_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

/// The names in a folder, without `ending`.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let folder = fuzz_folder().join(folder);
    std::fs::read_dir(&folder)
        .expect("the folder is committed")
        .map(|entry| entry.expect("a readable entry").file_name())
        .filter_map(|name| name.to_str()?.strip_suffix(ending).map(str::to_owned))
        .collect()
}

#[test]
fn every_parser_holds_on_every_input_of_its_corpus() {
    for (name, _) in TARGETS {
        let mut inputs = 0;
        for entry in std::fs::read_dir(fuzz_folder().join("corpus").join(name)).expect(name) {
            let path = entry.expect("a readable entry").path();
            let input = std::fs::read(&path).expect("a readable input");
            targets::run(name, &input);
            inputs += 1;
        }
        assert!(inputs > 0, "{name} has no corpus: cargo xtask prove fuzz");
    }
}

#[test]
fn every_parser_has_a_fuzz_target_and_a_corpus_and_nothing_else_has() {
    let known: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("fuzz_targets", ".rs"), known);
    assert_eq!(names("corpus", ""), known);
}

#[test]
fn every_parser_takes_nothing_and_plain_noise() {
    for (_, check) in TARGETS {
        for input in [&[] as &[u8], &[0], &[1], &[0xff; 64], &[0x80; 5000]] {
            check(input);
        }
    }
}
