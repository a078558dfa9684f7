//! Reads vector files as a second implementation would: from the disk, knowing only the format.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One vector file.
pub(crate) struct VectorFile {
    /// Below `tests/vectors`.
    pub(crate) path: String,
    /// The whole content.
    pub(crate) content: String,
    bytes: BTreeMap<String, Vec<u8>>,
    numbers: BTreeMap<String, Vec<u64>>,
}

/// The folder of the vectors.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// All files of one folder, in order: first the good ones, then the hostile ones.
pub(crate) fn read(what: &str) -> (Vec<VectorFile>, Vec<VectorFile>) {
    let mut names: Vec<String> = std::fs::read_dir(folder().join(what))
        .expect("a folder of vectors")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("an ASCII name"))
        .collect();
    names.sort();
    names
        .iter()
        .map(|name| VectorFile::read(&format!("{what}/{name}")))
        .partition(|file| !file.path.contains("/hostile-"))
}

impl VectorFile {
    /// Reads one file.
    pub(crate) fn read(path: &str) -> Self {
        let content = std::fs::read_to_string(folder().join(path)).expect("a readable file");
        let (mut bytes, mut numbers) = (BTreeMap::new(), BTreeMap::new());
        for line in content.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, list)) = line.split_once(" = ") {
                let list = list.split(' ').map(|n| n.parse().expect("a number"));
                numbers.insert(name.to_owned(), list.collect());
            } else {
                let (name, hex) = line.split_once(':').expect("name: hex");
                bytes.insert(name.to_owned(), from_hex(hex.trim()));
            }
        }
        Self {
            path: path.to_owned(),
            content,
            bytes,
            numbers,
        }
    }

    /// Whether there is such a field of bytes.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.bytes.contains_key(name)
    }

    /// A field of bytes.
    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        let field = self.bytes.get(name);
        field.unwrap_or_else(|| missing(&self.path, name))
    }

    /// A field of N bytes.
    pub(crate) fn array<const N: usize>(&self, name: &str) -> [u8; N] {
        self.bytes(name).try_into().expect("the right length")
    }

    /// The names of all fields of bytes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.bytes.keys().map(String::as_str)
    }

    /// A list of numbers.
    pub(crate) fn numbers<N: TryFrom<u64>>(&self, name: &str) -> Vec<N> {
        let list = self.numbers.get(name);
        list.unwrap_or_else(|| missing(&self.path, name))
            .iter()
            .map(|n| N::try_from(*n).ok().expect("a number in range"))
            .collect()
    }

    /// A list of just as many numbers.
    pub(crate) fn number_array<T: TryFrom<u64>, const N: usize>(&self, name: &str) -> [T; N] {
        let list = self.numbers(name).try_into();
        list.ok().expect("as many numbers as the format has")
    }

    /// Whether there is such a list of numbers.
    pub(crate) fn has_numbers(&self, name: &str) -> bool {
        self.numbers.contains_key(name)
    }

    /// One number.
    pub(crate) fn number<N: TryFrom<u64>>(&self, name: &str) -> N {
        let [number] = self.number_array(name);
        number
    }
}

#[expect(clippy::panic, reason = "only called by tests")]
fn missing(path: &str, name: &str) -> ! {
    panic!("{path} has no {name}")
}

fn from_hex(hex: &str) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).expect("a hex digit");
    hex.as_bytes()
        .chunks(2)
        .map(|pair| {
            let [high, low] = pair else {
                return u8::MAX;
            };
            u8::try_from(digit(high) << 4 | digit(low)).expect("two digits are one byte")
        })
        .collect()
}
