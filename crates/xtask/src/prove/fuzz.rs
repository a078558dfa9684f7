//! Fuzzing: every parser that strangers reach, each for some seconds, from the committed corpus and good inputs.
//!
//! ```text
//! seeds + fuzz/corpus ──libFuzzer──▶ fuzz/work ──smallest set with the same coverage──▶ fuzz/corpus (a few files each)
//! ```
//! The compiler is the one that builds the product, told to allow the sanitizer. The committed corpus is replayed by
//! `crates/xtask/tests/corpora` without any of this.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use super::evidence::Evidence;
use crate::Outcome;
use crate::release::{empty_workshop, workshop};
use crate::tools::{self, cargo, cargo_tool, output, root, run, say};

/// How long each parser is fuzzed, unless told otherwise.
const SECONDS: &str = "60";
/// What is committed per parser: the corpora of all stay below 300 KB.
const KEPT_BYTES: u64 = 10_000;
const KEPT_FILES: usize = 24;

/// Time, memory and size of one input.
const LIMITS: &[&str] = &["-timeout=20", "-rss_limit_mb=2048", "-max_len=24000"];

pub(super) fn prove(rest: &[&str]) -> Outcome<Evidence> {
    let seconds = rest.first().copied().unwrap_or(SECONDS);
    let fuzzers = Fuzzers::build()?;
    let names = fuzzers.names()?;
    let results = Mutex::new(Vec::new());
    let next = Mutex::new(names.iter());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    // A lock is only poisoned if another worker panicked; then there is nothing to save.
                    let Some(name) = next.lock().ok().and_then(|mut next| next.next()) else {
                        return;
                    };
                    let result = fuzzers.fuzz(name, seconds);
                    if let Ok(mut results) = results.lock() {
                        say(&line(name, &result));
                        results.push((name.clone(), result));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().map_err(|_| "a worker failed")?;
    results.sort_by(|a, b| a.0.cmp(&b.0));
    let mut evidence = Evidence::new(&format!(
        "Every parser that takes bytes from strangers was fuzzed for {seconds} s with libFuzzer, address sanitizer, \
         overflow and debug checks. It may neither panic nor take more than 20 s or 2 GB for an input, and what it decodes \
         must be encoded back to the same bytes (crates/xtask/tests/corpora). `runs`: inputs tried; `edges`: places of the \
         program reached; `kept`: inputs committed in fuzz/corpus and replayed by `cargo xtask test`."
    ));
    let lines: Vec<String> = results
        .iter()
        .map(|(name, result)| line(name, result))
        .collect();
    evidence.holds =
        results.iter().all(|(_, result)| result.is_ok()) && results.len() == names.len();
    evidence.command(
        &format!("cargo xtask prove fuzz {seconds}"),
        &lines.join("\n"),
    );
    Ok(evidence)
}

struct Fuzzed {
    runs: String,
    edges: String,
    kept: usize,
    bytes: u64,
}

fn line(name: &str, result: &Outcome<Fuzzed>) -> String {
    match result {
        Ok(fuzzed) => format!(
            "{name:<20} runs {:>10}  edges {:>6}  kept {:>3} ({} B)  no failure",
            fuzzed.runs, fuzzed.edges, fuzzed.kept, fuzzed.bytes
        ),
        Err(why) => format!("{name:<20} FAILED: {why}"),
    }
}

struct Fuzzers {
    programs: PathBuf,
    seeds: PathBuf,
}

impl Fuzzers {
    fn build() -> Outcome<Self> {
        cargo_tool("fuzz", false)?;
        let seeds = empty_workshop("seeds")?;
        run(cargo()
            .args(["run", "--quiet", "-p", "xtask", "--example", "seeds", "--"])
            .arg(&seeds))?;
        let target = tools::target_folder()?.join("fuzz");
        run(cargo()
            .args(["fuzz", "build", "--target-dir"])
            .arg(&target)
            .current_dir(root().join("fuzz"))
            .env_remove("CARGO_TARGET_DIR")
            .env("RUSTC_BOOTSTRAP", "1"))?;
        let version = output(Command::new("rustc").arg("-vV"))?;
        let host = version
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .ok_or("rustc names no host")?;
        Ok(Self {
            programs: target.join(host).join("release"),
            seeds,
        })
    }

    fn names(&self) -> Outcome<Vec<String>> {
        let mut names: Vec<String> = files(&root().join("fuzz/fuzz_targets"))?
            .iter()
            .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
            .collect();
        names.sort();
        Ok(names)
    }

    /// Runs one fuzzer, then keeps the smallest set of inputs that reaches as much.
    fn fuzz(&self, name: &str, seconds: &str) -> Outcome<Fuzzed> {
        let committed = root().join("fuzz/corpus").join(name);
        let artifacts = root().join("fuzz/artifacts").join(name);
        let work = workshop(&format!("fuzz-{name}"))?;
        let fewest = empty_workshop(&format!("fewest-{name}"))?;
        for folder in [&committed, &artifacts] {
            std::fs::create_dir_all(folder)
                .map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let seeds = self.seeds.join(name);
        let said = self.call(
            name,
            &artifacts,
            &[
                &format!("-max_total_time={seconds}"),
                "-print_final_stats=1",
            ],
            &[&work, &committed, &seeds],
        )?;
        self.call(
            name,
            &artifacts,
            &["-merge=1"],
            &[&fewest, &seeds, &committed, &work],
        )?;
        let (kept, bytes) = keep(&fewest, &committed)?;
        Ok(Fuzzed {
            runs: last_number(&said, "stat::number_of_executed_units:"),
            edges: last_number(&said, " cov:"),
            kept,
            bytes,
        })
    }

    fn call(
        &self,
        name: &str,
        artifacts: &Path,
        options: &[&str],
        folders: &[&Path],
    ) -> Outcome<String> {
        let done = Command::new(self.programs.join(name))
            .args(LIMITS)
            .args(options)
            .arg(format!("-artifact_prefix={}/", artifacts.display()))
            .args(folders.iter().filter(|folder| folder.is_dir()))
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("{name}: {error}"))?;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        if done.status.success() {
            return Ok(said);
        }
        let why = said
            .lines()
            .find(|line| line.contains("panicked at") || line.contains("ERROR"))
            .unwrap_or("it ended early");
        Err(format!("{why}; the input lies in fuzz/artifacts/{name}"))
    }
}

fn last_number(said: &str, before: &str) -> String {
    said.rfind(before)
        .and_then(|at| said[at + before.len()..].split_whitespace().next())
        .unwrap_or("?")
        .to_owned()
}

/// Copies inputs of every size, up to the limits, in place of what was committed; at least the smallest.
fn keep(from: &Path, to: &Path) -> Outcome<(usize, u64)> {
    let failed = |error: std::io::Error| error.to_string();
    let mut inputs = Vec::new();
    for path in files(from)? {
        inputs.push((std::fs::metadata(&path).map_err(failed)?.len(), path));
    }
    inputs.sort();
    for old in files(to)? {
        std::fs::remove_file(old).map_err(failed)?;
    }
    let (mut kept, mut bytes) = (0, 0);
    for (size, path) in inputs
        .iter()
        .step_by(inputs.len().div_ceil(KEPT_FILES).max(1))
    {
        if kept == 0 || bytes + size <= KEPT_BYTES {
            std::fs::copy(path, to.join(path.file_name().unwrap_or_default())).map_err(failed)?;
            kept += 1;
            bytes += size;
        }
    }
    Ok((kept, bytes))
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        files.push(entry.map_err(failed)?.path());
    }
    Ok(files)
}
