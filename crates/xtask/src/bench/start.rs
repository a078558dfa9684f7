//! A26 to A28: how long a person waits.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use super::{Line, Scene, median};
use crate::Outcome;
use crate::release::{Demo, empty_workshop, workshop};
use crate::tools::{self, cargo, run};

const READY: &str = "demo ready ≤ 3 s after the build";
const CLEAN: &str = "clean clone → ready ≤ 8 min on 2 cores";
const TESTS: &str = "cargo xtask test ≤ 20 min after a build";
const STARTS: usize = 5;

pub(super) fn measure(scene: &Scene) -> Outcome<Vec<Line>> {
    let folder = workshop("demo")?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        times.push(
            Demo::start(&scene.program, &folder)?
                .ready_after
                .as_secs_f64(),
        );
    }
    let longest = times.iter().copied().fold(0.0, f64::max);
    let middle = median(times);
    let value = format!("{middle:.2} s, median of {STARTS}; longest {longest:.2} s");
    let mut lines = vec![Line::new("A26", READY, value, middle <= 3.0)];
    if scene.full {
        lines.extend([clean_clone()?, tests()?]);
    } else {
        lines.push(Line::not_measured("A27", CLEAN, "--full measures it"));
        lines.push(Line::not_measured("A28", TESTS, "--full measures it"));
    }
    Ok(lines)
}

/// Clone, build, start. Sources of dependencies come from cargo's cache, as on a machine that has fetched them.
fn clean_clone() -> Outcome<Line> {
    let folder = empty_workshop("clean")?;
    let clone = folder.join("clone");
    let target = folder.join("target");
    let begun = Instant::now();
    run(Command::new("git")
        .args(["clone", "--quiet", "--no-hardlinks"])
        .arg(tools::root())
        .arg(&clone))?;
    run(cargo()
        .args(["build", "--quiet", "--release", "--locked", "--timings"])
        .current_dir(&clone)
        .env("CARGO_TARGET_DIR", &target))?;
    let built = begun.elapsed().as_secs_f64();
    let demo = Demo::start(&target.join("release/shanasheel"), &clone)?;
    let seconds = begun.elapsed().as_secs_f64();
    drop(demo);
    let slowest = slowest(&target.join("cargo-timings/cargo-timing.html"))?;
    let _ = std::fs::remove_dir_all(&folder);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let value = format!(
        "{:.0} min {:02.0} s ({built:.0} s of it building) on {cores} cores; slowest crates: {slowest}",
        (seconds / 60.0).floor(),
        seconds % 60.0
    );
    Ok(Line::new("A27", CLEAN, value, seconds <= 480.0))
}

/// The ten units that took longest, from cargo's own report.
fn slowest(report: &Path) -> Outcome<String> {
    let html =
        std::fs::read_to_string(report).map_err(|error| format!("cargo-timing.html: {error}"))?;
    let units = html
        .split_once("UNIT_DATA = ")
        .map(|(_, rest)| rest)
        .ok_or("cargo's timing report has no UNIT_DATA")?;
    let mut stream = serde_json::Deserializer::from_str(units).into_iter::<Value>();
    let units = stream
        .next()
        .ok_or("cargo's timing report is empty")?
        .map_err(|error| format!("cargo's timing report: {error}"))?;
    let mut times: Vec<(f64, String)> = units
        .as_array()
        .ok_or("cargo's timing report is no list")?
        .iter()
        .map(|unit| {
            let text = |field: &str| unit[field].as_str().unwrap_or_default().to_owned();
            let seconds = unit["duration"].as_f64().unwrap_or_default();
            (
                seconds,
                format!("{}{} {seconds:.0} s", text("name"), text("target")),
            )
        })
        .collect();
    times.sort_by(|a, b| b.0.total_cmp(&a.0));
    let ten: Vec<String> = times.into_iter().take(10).map(|(_, name)| name).collect();
    Ok(ten.join(", "))
}

/// The whole of the checks, with what is built already.
fn tests() -> Outcome<Line> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let begun = Instant::now();
    let done = Command::new(program)
        .arg("test")
        .current_dir(tools::root())
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| error.to_string())?;
    let minutes = begun.elapsed().as_secs_f64() / 60.0;
    let said = String::from_utf8_lossy(&done.stdout);
    let steps = said
        .lines()
        .rfind(|line| line.starts_with("steps:"))
        .unwrap_or("no steps");
    let value = format!("{minutes:.1} min; {steps}");
    Ok(Line::new(
        "A28",
        TESTS,
        value,
        minutes <= 20.0 && done.status.success(),
    ))
}
