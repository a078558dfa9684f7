//! `cargo xtask test`: every check that fits into twenty minutes on two cores.
//!
//! A step ends as passed, failed or skipped. Skipped says why and what to install;
//! with `--nothing-skipped` (the project's own computers) missing tools are installed and a skip is a failure.

use std::time::Instant;

use crate::tools::{self, cargo, run, say};
use crate::{Outcome, browser, web};

enum End {
    Passed,
    Skipped(String),
    Failed(String),
}

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(bool) -> End,
}

/// Cheap first: a wrong format is known after a second, not after the browser.
const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "rustfmt",
        run: |_| checked(run(cargo().args(["fmt", "--all", "--check"]))),
    },
    Step {
        name: "lints",
        what: "clippy, warnings are errors",
        run: |_| checked(lints()),
    },
    Step {
        name: "docs",
        what: "rustdoc, warnings are errors",
        run: |_| checked(docs()),
    },
    Step {
        name: "relay-build",
        what: "the relay alone compiles",
        run: |_| checked(relay_build()),
    },
    Step {
        name: "tests",
        what: "unit, integration and property tests",
        run: |install| checked(tests(install)),
    },
    Step {
        name: "doctests",
        what: "examples in the documentation",
        run: |_| {
            checked(run(cargo().args([
                "test",
                "--quiet",
                "--workspace",
                "--doc",
            ])))
        },
    },
    Step {
        name: "unused",
        what: "dependencies that nobody uses",
        run: unused,
    },
    Step {
        name: "licences",
        what: "licences and sources of every dependency",
        run: licences,
    },
    Step {
        name: "web",
        what: "the visitor's wasm: its hash, and rebuilt to the same bytes",
        run: in_web,
    },
    Step {
        name: "browser",
        what: "journeys in Chromium, axe-core",
        run: in_browser,
    },
];

/// Runs the steps named, or all.
pub(crate) fn run_steps(install: bool, wanted: &[&str]) -> Outcome {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let mut lines = Vec::new();
    for step in STEPS
        .iter()
        .filter(|step| wanted.is_empty() || wanted.contains(&step.name))
    {
        say(&format!("── {}: {}", step.name, step.what));
        let started = Instant::now();
        let end = (step.run)(install);
        let seconds = started.elapsed().as_secs_f64();
        let line = match end {
            End::Passed => {
                passed += 1;
                format!("passed   {:<12} {seconds:>6.1} s", step.name)
            }
            End::Skipped(why) => {
                skipped += 1;
                format!("skipped  {:<12} {why}", step.name)
            }
            End::Failed(why) => {
                failed += 1;
                format!("failed   {:<12} {why}", step.name)
            }
        };
        say(&line);
        lines.push(line);
    }
    say("");
    for line in &lines {
        say(line);
    }
    say(&format!(
        "steps: {passed} passed, {failed} failed, {skipped} skipped"
    ));
    if failed > 0 {
        return Err("some checks failed".to_owned());
    }
    if install && skipped > 0 {
        return Err("nothing may be skipped here".to_owned());
    }
    Ok(())
}

/// `cargo xtask test [--nothing-skipped] [STEP …]`.
pub(crate) fn run_from(words: &[&str]) -> Outcome {
    let install = words.contains(&"--nothing-skipped");
    let wanted: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.starts_with("--"))
        .collect();
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !STEPS.iter().any(|step| step.name == **name))
    {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!(
            "there is no step {unknown}; there are {}",
            names.join(", ")
        ));
    }
    run_steps(install, &wanted)
}

fn checked(outcome: Outcome) -> End {
    match outcome {
        Ok(()) => End::Passed,
        Err(why) => End::Failed(why),
    }
}

fn lints() -> Outcome {
    run(cargo()
        .args(["clippy", "--quiet", "--workspace", "--all-targets"])
        .args(MOVED_CLOCK)
        .args(["--", "-D", "warnings"]))
}

fn docs() -> Outcome {
    run(cargo().env("RUSTDOCFLAGS", "-D warnings").args([
        "doc",
        "--quiet",
        "--workspace",
        "--no-deps",
    ]))
}

fn relay_build() -> Outcome {
    run(cargo().args([
        "check",
        "--quiet",
        "-p",
        "shanasheel",
        "--no-default-features",
        "--features",
        "relay",
    ]))
}

/// Lets tests of the whole program move its clock on (crates/shanasheel/src/system.rs).
const MOVED_CLOCK: [&str; 2] = ["--features", "shanasheel/moved-clock"];

/// nextest where it is there; cargo's own runner runs the same tests.
fn tests(install: bool) -> Outcome {
    // Without Node the tests of the visitor's module say that they were skipped, and pass.
    if !tools::is_there("node") {
        let missing = "Node is not here: the visitor's module is not run outside a browser";
        if install {
            return Err(missing.to_owned());
        }
        say(missing);
    }
    if tools::is_there("cargo-nextest") {
        run(cargo()
            .args(["nextest", "run", "--workspace", "--no-fail-fast"])
            .args(["--status-level", "slow"])
            .args(MOVED_CLOCK))
    } else {
        run(cargo()
            .args(["test", "--workspace", "--all-targets", "--no-fail-fast"])
            .args(MOVED_CLOCK))
    }
}

fn unused(install: bool) -> End {
    match tools::cargo_tool("machete", install) {
        Ok(()) => checked(run(cargo().args(["machete", "crates"]))),
        Err(why) => End::Skipped(why),
    }
}

fn licences(install: bool) -> End {
    match tools::cargo_tool("deny", install) {
        // Advisories need a database from the network; they are looked at before a release.
        Ok(()) => checked(run(cargo().args([
            "deny",
            "--log-level",
            "error",
            "check",
            "bans",
            "licenses",
            "sources",
        ]))),
        Err(why) => End::Skipped(why),
    }
}

/// The committed files are what their hashes say, everywhere; rebuilt they are only where Debian's compiler can be had.
fn in_web(install: bool) -> End {
    if let Err(why) = web::sums() {
        return End::Failed(why);
    }
    if let Err(why) = web::compiler(install) {
        return End::Skipped(format!("hashes hold; not rebuilt: {why}"));
    }
    match web::build(true) {
        Ok(web::Found::OtherCompiler) => {
            // Nothing was skipped: the source still builds. Only the committed bytes belong to an older compiler.
            say(
                "the compiler here is another version than the committed module's: built, bytes not compared",
            );
            End::Passed
        }
        Ok(_) => End::Passed,
        Err(why) => End::Failed(why),
    }
}

fn in_browser(_install: bool) -> End {
    match tools::chromium() {
        Ok(program) => match browser::journeys(program) {
            Ok(None) => End::Passed,
            Ok(Some(skipped)) => End::Skipped(skipped),
            Err(why) => End::Failed(why),
        },
        Err(why) => End::Skipped(why),
    }
}
