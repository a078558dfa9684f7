//! A search that shares no code with the program's own: any twelve neighbouring bytes, in four encodings.

use std::collections::HashSet;
use std::path::Path;

use super::organisation::files;

const WINDOW_BYTES: usize = 12;

/// How often a part of the text stands in these bytes.
pub(crate) fn hits(text: &str, bytes: &[u8]) -> usize {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let encodings = [
        text.as_bytes().to_vec(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        envelope::codec::encode(text),
    ];
    let parts: HashSet<&[u8]> = encodings
        .iter()
        .flat_map(|encoding| encoding.windows(WINDOW_BYTES))
        .collect();
    bytes
        .windows(WINDOW_BYTES)
        .filter(|window| parts.contains(window))
        .count()
}

/// The same in every file of a folder, names included; and how many files there are.
pub(crate) fn hits_in(text: &str, folder: &Path) -> (usize, usize) {
    let all = files(folder);
    let hits = all
        .iter()
        .map(|(path, bytes)| hits(text, bytes) + hits(text, path.as_os_str().as_encoded_bytes()))
        .sum();
    (all.len(), hits)
}
