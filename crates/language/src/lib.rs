//! What the program knows about languages: tags, direction, digits, plurals, normalisation, the
//! lists of words that a person keeps, and (feature `catalogue`) everything that people read.
//!
//! The core is `no_std`, since it also runs in the visitor's browser. Nothing here reads a file,
//! a clock or an environment.
#![no_std]

extern crate alloc;
#[cfg(feature = "catalogue")]
extern crate std;

#[cfg(feature = "catalogue")]
pub mod catalogue;
pub mod digits;
mod fold;
mod normalise;
mod plural;
mod tag;
pub mod words;

#[cfg(feature = "catalogue")]
pub use catalogue::{Catalogue, Value};
pub use digits::Digits;
pub use normalise::{normalise, tokens};
pub use plural::{Plural, plural};
pub use tag::{Direction, Tag, negotiate};
