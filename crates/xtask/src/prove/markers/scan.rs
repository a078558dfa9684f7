//! Looks for a marker in every form in which a program might write it down.

use std::path::Path;

use crate::Outcome;

/// Every file below a folder, with its path in it.
pub(super) fn files(folder: &Path) -> Outcome<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    collect(folder, "", &mut files).map_err(|error| error.to_string())?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// The files that hold the marker, each with the form.
pub(super) fn hits(files: &[(String, Vec<u8>)], marker: &str) -> Vec<String> {
    let forms = forms(marker);
    let mut hits = Vec::new();
    for (path, bytes) in files {
        for (form, needle) in &forms {
            if holds(bytes, needle) {
                hits.push(format!("{path} ({form})"));
            }
        }
    }
    hits
}

/// The forms that the search would not find in a file made of them: none, if it works.
pub(super) fn blind_forms(marker: &str) -> Vec<&'static str> {
    forms(marker)
        .into_iter()
        .filter(|(_, needle)| {
            let file = [b"before ".as_slice(), needle, b" after"].concat();
            hits(&[("made".to_owned(), file)], marker).is_empty()
        })
        .map(|(form, _)| form)
        .collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn forms(marker: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hex: String = marker.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        ("text", marker.as_bytes().to_vec()),
        ("upper case", marker.to_uppercase().into_bytes()),
        ("lower case", marker.to_lowercase().into_bytes()),
        (
            "UTF-16",
            marker.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("hexadecimal", hex.clone().into_bytes()),
        ("HEXADECIMAL", hex.to_uppercase().into_bytes()),
    ];
    // Base64 of a text depends on what stands before it: three ways; only the inner letters are sure.
    for before in 0..3 {
        let text = [&[b'.'; 3][..before], marker.as_bytes()].concat();
        let letters = base64(&text);
        let from = (before * 8).div_ceil(6);
        forms.push(("base64", letters[from..text.len() * 8 / 6].to_vec()));
    }
    forms
}

/// RFC 4648, without padding.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for three in bytes.chunks(3) {
        let mut bits = 0_usize;
        for at in 0..3 {
            bits = bits << 8 | usize::from(three.get(at).copied().unwrap_or(0));
        }
        out.extend((0..4).map(|at| LETTERS[bits >> (18 - 6 * at) & 63]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, blind_forms, hits};

    #[test]
    fn base64_is_written_as_the_rfc_writes_it() {
        assert_eq!(base64(b"foobar"), b"Zm9vYmFy");
    }

    #[test]
    fn a_marker_is_found_in_each_of_its_forms_and_nowhere_else() {
        assert!(blind_forms("Marker42").is_empty());
        for text in ["x-Marker42-x", "YU1hcmtlcjQyYQ", "LU1hcmtlcjQyLQ"] {
            let file = ("f".to_owned(), text.as_bytes().to_vec());
            assert_eq!(hits(&[file], "Marker42").len(), 1, "{text}");
        }
        let file = ("f".to_owned(), b"Marker4 2".to_vec());
        assert!(hits(&[file], "Marker42").is_empty());
    }
}
