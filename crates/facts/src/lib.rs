//! A value with source, grade, `verified_on` and expiry.
//!
//! Prose ages slower than the facts in it: a deadline changes, a law is amended, an office moves.
//! So a fact has a record of its own, in one file, and guides name it (`{pep.max_hours}`):
//! changing the record changes every language at once, and a fact past its day is marked where it
//! is used.
//!
//! ```text
//!   guides/facts.toml ──Facts::parse──► Facts ──get(id)──► Fact ──age_on(day)──► Age
//!                          │
//!                          └──► Vec<RecordError> (file, line, column, fault, help)
//! ```
//!
//! Pure: no files, no clock, no language. The caller reads the file, names the day and writes the
//! digits of its reader's locale. [`record`] is the reader for one TOML table with places and all
//! faults at once; `window-site` uses it for the front matter of guides as well.

mod day;
mod fact;
pub mod record;

pub use day::Day;
pub use fact::{Age, Fact, Facts, Grade, SOON_DAYS, Value};
pub use record::{Fault, RecordError};
