//! A proof's record: when, on what kind of machine, which commands, what they printed. No names, no folders.

use std::fmt::Write as _;
use std::process::Command;

use crate::Outcome;
use crate::browser::write;
use crate::tools::{output, root, target_folder};

/// What a proof has to show.
pub(super) struct Evidence {
    text: String,
    /// Whether it showed what it should.
    pub(super) holds: bool,
}

impl Evidence {
    /// `claim` says what is shown, and how.
    pub(super) fn new(claim: &str) -> Self {
        Self {
            text: format!("{claim}\n"),
            holds: true,
        }
    }

    /// A command and what it printed.
    pub(super) fn command(&mut self, command: &str, printed: &str) {
        // Writing to a String cannot fail.
        let _ = write!(
            self.text,
            "\n```text\n$ {command}\n{}\n```\n",
            printed.trim_end()
        );
    }

    /// A sentence between.
    pub(super) fn say(&mut self, sentence: &str) {
        let _ = write!(self.text, "\n{sentence}\n");
    }

    /// Writes `docs/evidence/NAME.md`.
    pub(super) fn write(&self, name: &str) -> Outcome {
        let folder = root().join("docs/evidence");
        std::fs::create_dir_all(&folder).map_err(|error| format!("docs/evidence: {error}"))?;
        let end = if self.holds {
            "It holds."
        } else {
            "**It does not hold.**"
        };
        let text = format!(
            "# {name}\n\n{}\n\n{}\n{end}\n",
            circumstances()?,
            self.text.trim_end()
        );
        write(
            &folder.join(format!("{name}.md")),
            without_folders(&text)?.as_bytes(),
        )
    }
}

fn circumstances() -> Outcome<String> {
    let day = output(Command::new("date").args(["-u", "+%Y-%m-%d"]))?;
    let commit = output(
        Command::new("git")
            .args(["rev-parse", "--short", "HEAD"])
            .current_dir(root()),
    )?;
    let compiler = output(Command::new("rustc").arg("--version"))?;
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes: u64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or_default();
    let compiler: Vec<&str> = compiler.split_whitespace().take(2).collect();
    Ok(format!(
        "{} UTC, after commit {}; {cores} cores, {} GiB of memory, {} {}, {}.",
        day.trim(),
        commit.trim(),
        kilobytes / (1024 * 1024),
        std::env::consts::OS,
        std::env::consts::ARCH,
        compiler.join(" ")
    ))
}

/// Folders of this machine are nobody's business.
fn without_folders(text: &str) -> Outcome<String> {
    let mut text = text.replace(&target_folder()?.display().to_string(), "target");
    let mut folders = vec![root()];
    folders.extend(root().canonicalize());
    folders.extend(std::env::home_dir());
    for folder in folders {
        text = text.replace(&folder.display().to_string(), "…");
    }
    Ok(text)
}
