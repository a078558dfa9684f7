//! `cargo xtask prove [NAME …]`: the long proofs. Each writes `docs/evidence/NAME.md` with what was run and what it said.

mod evidence;
mod fuzz;
mod kills;
mod markers;

use crate::tools::say;
use crate::{Outcome, bench};

use evidence::Evidence;

/// A proof: its name, and what it does; it gets the words after its name.
type Proof = (&'static str, fn(&[&str]) -> Outcome<Evidence>);

const PROOFS: &[Proof] = &[
    ("kills", kills::prove),
    ("markers", markers::prove),
    ("fuzz", fuzz::prove),
    ("way", way),
];

/// Runs the proofs named (numbers belong to the name before them), or all but the numbers of `way`.
pub(crate) fn run(words: &[&str]) -> Outcome {
    let mut wanted: Vec<(&Proof, Vec<&str>)> = Vec::new();
    for word in words {
        if let Some(proof) = PROOFS.iter().find(|(name, _)| name == word) {
            wanted.push((proof, Vec::new()));
        } else if let (Some(last), true) = (wanted.last_mut(), word.parse::<u64>().is_ok()) {
            last.1.push(word);
        } else {
            let names: Vec<&str> = PROOFS.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "there is no proof {word}; there are {}",
                names.join(", ")
            ));
        }
    }
    if wanted.is_empty() {
        wanted = PROOFS
            .iter()
            .filter(|(name, _)| *name != "way")
            .map(|proof| (proof, Vec::new()))
            .collect();
    }
    let mut failed = Vec::new();
    for ((name, prove), rest) in wanted {
        say(&format!("── {name}"));
        let evidence = prove(&rest)?;
        evidence.write(name)?;
        say(&format!(
            "{name}: {}",
            if evidence.holds {
                "holds"
            } else {
                "does NOT hold"
            }
        ));
        if !evidence.holds {
            failed.push(*name);
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("does not hold: {}", failed.join(", ")))
    }
}

/// The numbers of `bench way --full`, as evidence.
fn way(_rest: &[&str]) -> Outcome<Evidence> {
    let (lines, why) = bench::measured(&["--full"])?;
    let mut evidence = Evidence::new("The numbers of the whole way, all measured in one call.");
    evidence.command("cargo xtask bench way --full", &lines.join("\n"));
    evidence.holds = why.is_none();
    Ok(evidence)
}
