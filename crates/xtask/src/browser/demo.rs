//! The demo as a child process: built, started, its addresses read, stopped.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::Outcome;
use crate::tools::{cargo, run, target_folder};

/// A running `shanasheel demo`.
pub(crate) struct Demo {
    child: Child,
    /// Address of the library and the relay, without a slash at the end.
    pub(crate) site: String,
    /// First address of the desk; works once.
    pub(crate) desk: String,
    /// Opens the demo's vault.
    pub(crate) passphrase: String,
    /// Numbers of the person who wrote in Sorani.
    pub(crate) numbers: String,
}

impl Demo {
    /// Builds the program if need be and starts its demo in English.
    pub(crate) fn start() -> Outcome<Self> {
        run(cargo().args(["build", "--quiet", "-p", "shanasheel"]))?;
        let program = target_folder()?.join("debug").join("shanasheel");
        let mut child = Command::new(&program)
            .args(["--lang", "en", "demo"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let stdout = child.stdout.take().ok_or("the demo has no output")?;
        let mut printed = Vec::new();
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if line == "ready" {
                break;
            }
            printed.push(line);
        }
        let after = |beginning: &str| {
            printed
                .iter()
                .find_map(|line| line.strip_prefix(beginning))
                .map(|rest| rest.trim().to_owned())
                .ok_or_else(|| format!("the demo did not print “{beginning}”: {printed:?}"))
        };
        Ok(Self {
            site: after("Library and relay:")?,
            desk: after("Desk:")?,
            passphrase: after("Passphrase of the desk:")?,
            numbers: after("Numbers of one of the persons, to read the answer as she would:")?,
            child,
        })
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // As a person does it, so that the demo deletes its folder.
        let _ = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        let _ = self.child.wait();
    }
}
