//! The vectors as a whole.

use std::collections::BTreeSet;

use crate::file::{self, VectorFile};
use crate::make;

#[test]
fn vectors_are_what_the_code_makes() {
    for vector in make::vectors() {
        let file = VectorFile::read(&vector.path);
        assert!(
            file.content == vector.content,
            "{} differs; if the format changed on purpose: cargo run -p envelope --example make-vectors",
            vector.path
        );
    }
}

#[test]
fn there_is_no_vector_that_nobody_makes() {
    let made: BTreeSet<String> = make::vectors().into_iter().map(|v| v.path).collect();
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(file::folder()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let (good, hostile) = file::read(&name);
            found.extend(good.into_iter().chain(hostile).map(|file| file.path));
        } else if name != "README.md" {
            found.insert(name);
        }
    }
    assert_eq!(found, made);
}

#[test]
fn at_least_half_of_the_vectors_are_hostile() {
    let all = make::vectors();
    let hostile = all.iter().filter(|v| v.path.contains("/hostile-")).count();
    assert!(hostile * 2 >= all.len(), "{hostile} of {}", all.len());
}

#[test]
fn key_derivations_follow_their_vectors() {
    let (good, hostile) = file::read("kdf");
    let mut keys = BTreeSet::new();
    for file in good.iter().chain(&hostile) {
        let label = String::from_utf8(file.bytes("label").to_vec()).unwrap();
        let parts: Vec<&[u8]> = (0..file.number::<usize>("parts"))
            .map(|index| file.bytes(&format!("part{index}")))
            .collect();
        let key = envelope::kdf(label.leak(), &parts);
        assert_eq!(key.as_slice(), file.bytes("key"), "{}", file.path);
        assert!(keys.insert(*key), "{} is not the only one", file.path);
    }
}
