//! Looks for a text in every byte of every file of a folder.
//!
//! Any twelve neighbouring bytes of the text count as found, in UTF-8, UTF-16 and the protocol's own one-byte code:
//! a fragment in a free page of a database is a leak like the whole.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// Bytes that must agree. Twelve random bytes agree by chance once in 2⁹⁶.
const WINDOW_BYTES: usize = 12;

/// What a scan saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    /// Files read.
    pub(crate) files: u64,
    /// Bytes read.
    pub(crate) bytes: u64,
    /// Places where a part of the text stands.
    pub(crate) hits: u64,
}

/// The parts of a text that a scan looks for.
#[derive(Debug)]
pub(crate) struct Needles(HashSet<[u8; WINDOW_BYTES]>);

impl Needles {
    /// Every window of the text in every encoding; a text shorter than a window gives none.
    pub(crate) fn of(text: &str) -> Self {
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let encodings: [Vec<u8>; 4] = [
            text.as_bytes().to_vec(),
            utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
            envelope::codec::encode(text),
        ];
        Self(
            encodings
                .iter()
                .flat_map(|bytes| bytes.array_windows::<WINDOW_BYTES>().copied())
                .collect(),
        )
    }

    /// How many different windows there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

/// Reads every file below `folder`.
///
/// # Errors
/// Any file or folder that cannot be read: a scan with gaps would prove nothing.
pub(crate) fn scan(folder: &Path, needles: &Needles) -> io::Result<Scan> {
    let mut seen = Scan::default();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
                continue;
            }
            let mut bytes = Vec::new();
            File::open(entry.path())?.read_to_end(&mut bytes)?;
            // A file's name can leak as well as its content.
            bytes.extend_from_slice(entry.file_name().as_encoded_bytes());
            seen.files += 1;
            seen.bytes += bytes.len() as u64;
            seen.hits += bytes
                .array_windows::<WINDOW_BYTES>()
                .filter(|window| needles.0.contains(*window))
                .count() as u64;
        }
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_found_in_every_encoding_and_in_names() {
        let text = "سؤال عن الفحص السريع";
        let needles = Needles::of(text);
        let piece: String = text.chars().skip(3).take(14).collect();
        let utf16: Vec<u8> = piece.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            piece.as_bytes().to_vec(),
            utf16,
            envelope::codec::encode(&piece),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let noise = vec![7_u8; 5000];
            crate::files::write_new(
                &folder.path().join("a"),
                &[noise.clone(), bytes, noise].concat(),
            )
            .unwrap();
            assert!(scan(folder.path(), &needles).unwrap().hits > 0);
        }
        let folder = tempfile::tempdir().unwrap();
        crate::files::write_new(&folder.path().join(&piece), b"x").unwrap();
        assert!(scan(folder.path(), &needles).unwrap().hits > 0);
    }

    #[test]
    fn another_text_is_not_found() {
        let folder = tempfile::tempdir().unwrap();
        crate::files::write_new(
            &folder.path().join("a/b"),
            "something else altogether".as_bytes(),
        )
        .unwrap();
        let seen = scan(folder.path(), &Needles::of("سؤال عن الفحص السريع")).unwrap();
        assert_eq!((seen.files, seen.hits), (1, 0));
    }
}
