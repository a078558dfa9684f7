//! The words and numbers that a person keeps, in her language.
//!
//! `envelope` knows indices; the lists live here. A list, once used, is kept for ever: a later
//! correction gets a new version beside it (PROTOCOL §1.2).
//!
//! Nothing here copies what was typed onto the heap.

mod key;
mod line;
mod list;

pub use line::{NotRight, Typed, number_text, parse_line, parse_line_with};
pub use list::{LIST_LEN, WordList, list};
