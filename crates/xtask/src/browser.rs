//! Journeys in a real Chromium: what a person does, on a phone and on a computer, with scripts and without.

mod axe;
pub(crate) mod cdp;
mod demo;
mod journeys;
pub(crate) mod page;
mod shots;

use std::path::Path;

use crate::Outcome;
use crate::tools::{say, target_folder};

/// Runs every journey; `Some` names what had to be skipped and why.
pub(crate) fn journeys(program: &str) -> Outcome<Option<String>> {
    let folder = target_folder()?.join("browser");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let demo = demo::Demo::start()?;
    let mut browser = cdp::Chromium::start(program, &folder)?;
    let shots = shots::Shots::new(folder.join("shots"));
    let mut failed = 0;
    for (name, journey) in journeys::JOURNEYS {
        let mut scene = journeys::Scene {
            browser: &mut browser,
            demo: &demo,
            shots: &shots,
        };
        match journey(&mut scene) {
            Ok(()) => say(&format!("journey  {name} ... ok")),
            Err(why) => {
                failed += 1;
                say(&format!("journey  {name} ... FAILED\n    {why}"));
            }
        }
    }
    let skipped = axe::every_page(&mut browser, &demo)?;
    say(&format!(
        "journeys: {} passed, {failed} failed; screenshots in {}",
        journeys::JOURNEYS.len() - failed,
        folder.display()
    ));
    if failed > 0 {
        Err(format!("{failed} journeys failed"))
    } else {
        Ok(skipped)
    }
}

/// Writes a file of the checks' own.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Outcome {
    std::fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
}
