//! Screenshots of a run, for people to look at. They lie under the target folder and are never committed.

use std::path::PathBuf;

use super::page::Page;
use crate::Outcome;

/// Where screenshots go.
pub(crate) struct Shots {
    folder: PathBuf,
}

impl Shots {
    /// An empty folder for this run.
    pub(crate) fn new(folder: PathBuf) -> Self {
        let _ = std::fs::remove_dir_all(&folder);
        Self { folder }
    }

    /// What the window shows, with the panel in it.
    pub(crate) fn panel(&self, page: &mut Page<'_>, name: &str) -> Outcome {
        page.eval("document.querySelector('#p').scrollIntoView({block: 'start'})")?;
        page.screenshot(&self.folder.join(format!("{name}.png")), false)
    }

    /// The whole page as it is now.
    pub(crate) fn take(&self, page: &mut Page<'_>, name: &str) -> Outcome {
        page.screenshot(&self.folder.join(format!("{name}.png")), true)
    }
}
