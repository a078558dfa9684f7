//! Guides, facts and words → pages, search and a site folder.
//!
//! ```text
//!  Sources ──► Library ──► pages ──► Site ──► write_to(folder)
//!  (folder,    (guides,    (maud)      │
//!   embedded)   facts,                 └────► router(site): from memory, search by POST
//!               words)
//! ```
//!
//! What is absent: a page needs no script, no font, no picture and no second request to be read.
//! There is no cookie, no log, no query in an address, no title that names a cause. No clock is
//! read: [`Options::today`] says which day it is, and the same input gives the same bytes.

mod folder;
mod headers;
mod library;
mod options;
mod page;
mod panel;
mod problem;
mod prose;
mod search;
mod serve;
mod site;
mod sources;
mod style;

pub use facts::Day;
pub use options::{Assets, Contact, Exits, Options};
pub use problem::{Kind, Problem, Severity};
pub use serve::{MAX_SEARCH_BYTES, router};
pub use site::{Page, Site};
pub use sources::{Embedded, Folder, MAX_FILE_BYTES, MAX_FILES, SourceFile, Sources, SourcesError};
