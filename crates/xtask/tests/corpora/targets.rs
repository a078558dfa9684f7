//! One function per parser that takes bytes from strangers. It must end, whatever it is given; what it asserts holds
//! for every input: bytes that decode are encoded back to the same bytes, what was sealed opens to the same.
//!
//! `fuzz/` lets libFuzzer look for inputs that break this; the test beside this file replays what it found interesting.

mod client;
mod language;
mod layers;
mod library;
mod seeded;
mod wire;

/// A check of one parser.
pub(crate) type Check = fn(&[u8]);

/// The name of each target and what it runs. Each has a file in `fuzz/fuzz_targets` and a folder in `fuzz/corpus`.
pub(crate) const TARGETS: &[(&str, Check)] = &[
    ("client-edition", client::edition),
    ("client-entry", client::entry),
    ("client-index", client::index),
    ("client-keylist", client::keylist),
    ("client-sheet", client::sheet),
    ("client-typed", client::typed),
    ("language-line", language::line),
    ("language-normalise", language::normalise),
    ("layers-body", layers::body),
    ("layers-codec", layers::codec),
    ("layers-deposit", layers::deposit),
    ("layers-outer", layers::outer),
    ("layers-reply", layers::reply),
    ("layers-words", layers::words),
    ("library-facts", library::facts),
    ("library-guide", library::guide),
    ("library-search", library::search),
    ("library-terms", library::terms),
    ("wire-ack", wire::ack),
    ("wire-call", wire::call),
    ("wire-edition", wire::edition),
    ("wire-index", wire::index),
    ("wire-keylist", wire::keylist),
    ("wire-publish", wire::publish),
    ("wire-pull", wire::pull),
    ("wire-submission", wire::submission),
];

/// Runs the check of this name.
pub(crate) fn run(name: &str, input: &[u8]) {
    let (_, check) = TARGETS
        .iter()
        .find(|(known, _)| *known == name)
        .expect("a target's file names a row of the table");
    check(input);
}

/// The input in exactly `N` bytes: cut, or filled with zeros. Keeps inputs, and so the corpus, small.
fn sized<const N: usize>(input: &[u8]) -> Box<[u8; N]> {
    let mut bytes = vec![0; N];
    let len = input.len().min(N);
    bytes[..len].copy_from_slice(&input[..len]);
    bytes
        .into_boxed_slice()
        .try_into()
        .expect("the vector has N bytes")
}
