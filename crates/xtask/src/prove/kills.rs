//! Kill -9: whatever was acknowledged is there afterwards. The relay under load, and the desk's vault.

use super::evidence::Evidence;
use crate::Outcome;
use crate::bench::native::load;
use crate::bench::number_after;
use crate::tools::{cargo, output, say};

/// The vault's test kills 8 times while it writes and 16 times while it makes a vault.
const VAULT_RUNS: usize = 3;

pub(super) fn prove(_rest: &[&str]) -> Outcome<Evidence> {
    let mut evidence = Evidence::new(
        "A process may be killed at any moment. The relay, under load from 96 connections, was killed 21 times with \
         SIGKILL; afterwards every parcel that it had answered with 204 was looked for in its folder, byte by byte.",
    );
    let said = load("5", "20")?;
    say(said.trim());
    evidence.holds =
        number_after(&said, "lost")? < 0.5 && number_after(&said, "acknowledged")? > 0.0;
    evidence.command("target/release/examples/load bench DIR 5 20", &said);

    evidence.say(
        "A desk's vault was killed 8 times while it was written and 16 times while it was made, in each of three runs: what \
         it had acknowledged was there, nothing was there by half, and its own check found it whole.",
    );
    for _ in 0..VAULT_RUNS {
        let said = output(cargo().args(["test", "-p", "desk-vault", "--test", "it", "kill"]))?;
        let lines: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("test "))
            .map(|line| line.split(" in ").next().unwrap_or(line))
            .collect();
        let passed = lines.iter().any(|line| line.ends_with(" ok"));
        evidence.holds &= passed && !lines.iter().any(|line| line.contains("FAILED"));
        evidence.command("cargo test -p desk-vault --test it kill", &lines.join("\n"));
    }
    Ok(evidence)
}
