//! The file format of the vectors: comments, `name: hex` and `name = decimal numbers`.

use std::fmt::Write;

/// One vector file.
#[derive(Clone)]
pub(crate) struct Vector {
    /// Below `tests/vectors`.
    pub(crate) path: String,
    /// The whole content.
    pub(crate) content: String,
}

impl Vector {
    /// Starts a file with a sentence about it.
    pub(crate) fn new(path: &str, about: &str) -> Self {
        Self {
            path: format!("{path}.txt"),
            content: format!("# {about}\n"),
        }
    }

    /// Adds `name: hex`.
    pub(crate) fn bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        self.content.push_str(name);
        self.content.push(':');
        if !bytes.is_empty() {
            self.content.push(' ');
        }
        for byte in bytes {
            write!(self.content, "{byte:02x}").expect("a String takes everything");
        }
        self.content.push('\n');
        self
    }

    /// Adds `name = number`.
    pub(crate) fn number(self, name: &str, number: impl Into<u64>) -> Self {
        self.numbers(name, [number])
    }

    /// Adds `name = number number …`.
    pub(crate) fn numbers<N: Into<u64>>(
        mut self,
        name: &str,
        numbers: impl IntoIterator<Item = N>,
    ) -> Self {
        let list: Vec<String> = numbers.into_iter().map(|n| n.into().to_string()).collect();
        writeln!(self.content, "{name} = {}", list.join(" ")).expect("a String takes everything");
        self
    }
}
