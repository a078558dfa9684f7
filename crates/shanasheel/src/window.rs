//! `window build` and `window check`.

use std::path::Path;

use window_site::Severity;

use crate::arguments::{Window, WindowProgram};
use crate::failure::{Failure, Outcome};
use crate::guides;
use crate::relay_file::RelayFile;
use crate::say::Say;

/// Runs one of the library's programs.
pub(crate) fn run(arguments: &Window, say: Say) -> Outcome {
    match &arguments.what {
        WindowProgram::Build {
            guides,
            config,
            out,
        } => build(guides.as_deref(), config.as_deref(), out, say),
        WindowProgram::Check { guides } => check(guides.as_deref(), say),
    }
}

fn build(folder: Option<&Path>, config: Option<&Path>, out: &Path, say: Say) -> Outcome {
    let options = match config {
        Some(path) => {
            let file = RelayFile::read(path)?;
            guides::options(&file.name, Some(file.organisation.0))
        }
        None => guides::options("", None),
    };
    let site = guides::build_whole(folder, &options)?;
    site.write_to(out).map_err(|error| {
        Failure::new("write-failed")
            .with("file", out.display())
            .with("why", error.kind())
    })?;
    let pages = site.pages().count();
    let folder = out.display().to_string();
    say.line(
        "window-built",
        &[("pages", pages.into()), ("folder", folder.as_str().into())],
    );
    Ok(())
}

fn check(folder: Option<&Path>, say: Say) -> Outcome {
    let problems = match guides::build(folder, &guides::options("", None))? {
        Ok(site) => site.warnings().to_vec(),
        Err(problems) => problems,
    };
    let tag = say.catalogue.tag();
    for problem in &problems {
        say.plain(&format!(
            "{}: {}\n    {}",
            problem.place(),
            problem.what(tag),
            problem.help(tag)
        ));
    }
    let faults = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .count();
    if faults > 0 {
        return Err(Failure::new("guides-broken").with("count", faults));
    }
    say.line("window-no-faults", &[]);
    Ok(())
}
