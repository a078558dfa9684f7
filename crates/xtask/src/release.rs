//! The program as people get it: built in release, copied aside, started and stopped.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::tools::{cargo, run, target_folder};

/// What a build of the program holds.
#[derive(Clone, Copy)]
pub(crate) enum Build {
    /// Everything.
    Whole,
    /// What runs on the relay's host.
    RelayOnly,
}

/// A folder below the target folder, for what the chores make and may delete.
pub(crate) fn workshop(name: &str) -> Outcome<PathBuf> {
    let folder = target_folder()?.join("xtask").join(name);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// The same, empty.
pub(crate) fn empty_workshop(name: &str) -> Outcome<PathBuf> {
    let folder = workshop(name)?;
    std::fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    workshop(name)
}

/// Builds the program in release, and copies it to where no other build writes over it.
pub(crate) fn program(build: Build) -> Outcome<PathBuf> {
    let mut command = cargo();
    command.args(["build", "--quiet", "--release", "-p", "shanasheel"]);
    let name = match build {
        Build::Whole => "shanasheel",
        Build::RelayOnly => {
            command.args(["--no-default-features", "--features", "relay"]);
            "shanasheel-relay"
        }
    };
    run(&mut command)?;
    let built = target_folder()?.join("release").join("shanasheel");
    let copy = workshop("programs")?.join(name);
    std::fs::copy(&built, &copy).map_err(|error| format!("{}: {error}", built.display()))?;
    Ok(copy)
}

/// Builds an example of a crate in release.
pub(crate) fn example(package: &str, name: &str) -> Outcome<PathBuf> {
    run(cargo().args([
        "build",
        "--quiet",
        "--release",
        "-p",
        package,
        "--example",
        name,
    ]))?;
    Ok(target_folder()?.join("release/examples").join(name))
}

/// A running `shanasheel demo`.
pub(crate) struct Demo {
    child: Child,
    /// Address of library and relay, without a slash at the end.
    pub(crate) site: String,
    /// From the start of the process to its word "ready".
    pub(crate) ready_after: Duration,
}

impl Demo {
    /// Starts it in `folder` and waits for its word.
    pub(crate) fn start(program: &Path, folder: &Path) -> Outcome<Self> {
        let begun = Instant::now();
        let mut child = Command::new(program)
            .args(["--lang", "en", "demo"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let stdout = child.stdout.take().ok_or("the demo has no output")?;
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let mut site = None;
        let ready = lines.by_ref().any(|line| {
            site = site.take().or_else(|| address(&line));
            line == "ready"
        });
        let ready_after = begun.elapsed();
        let demo = Self {
            child,
            site: site.unwrap_or_default(),
            ready_after,
        };
        if !ready || demo.site.is_empty() {
            return Err("the demo ended before it was ready".to_owned());
        }
        Ok(demo)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // As a person does it, so that the demo deletes its folder.
        let _ = signal(&self.child, "TERM");
        let _ = self.child.wait();
    }
}

/// Sends a signal to a process that we started.
pub(crate) fn signal(child: &Child, name: &str) -> Outcome {
    run(Command::new("kill").args(["-s", name, &child.id().to_string()]))
}

/// The first `http://…` of a line.
pub(crate) fn address(line: &str) -> Option<String> {
    let from = line.find("http://127.0.0.1:")?;
    let address = line[from..].split_whitespace().next()?;
    Some(address.trim_end_matches('/').to_owned())
}
