//! `cargo xtask bench way [--full]`: the numbers of the whole way, one line each:
//! `id | target | value | met`, `missed` or `not-measured`.
//!
//! Everything is measured in this call, on this machine, in release, or it says `not-measured`. The three that take
//! minutes (A24 in full, A27, A28) are measured with `--full` only.

mod engine;
pub(crate) mod native;
mod pages;
mod start;

use crate::tools::say;
use crate::{Outcome, release};

/// How a number stands to its target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Met,
    Missed,
    NotMeasured,
}

impl End {
    /// Met if `holds`.
    fn of(holds: bool) -> Self {
        if holds { Self::Met } else { Self::Missed }
    }
}

/// One number.
pub(crate) struct Line {
    id: &'static str,
    target: &'static str,
    value: String,
    end: End,
}

impl Line {
    fn new(id: &'static str, target: &'static str, value: String, holds: bool) -> Self {
        Self {
            id,
            target,
            value,
            end: End::of(holds),
        }
    }

    fn not_measured(id: &'static str, target: &'static str, why: impl Into<String>) -> Self {
        Self {
            id,
            target,
            value: why.into(),
            end: End::NotMeasured,
        }
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = match self.end {
            End::Met => "met",
            End::Missed => "missed",
            End::NotMeasured => "not-measured",
        };
        write!(f, "{} | {} | {} | {end}", self.id, self.target, self.value)
    }
}

/// What the numbers belong to, in the order in which they are taken: the short ones first.
type Group = (&'static str, fn(&Scene) -> Outcome<Vec<Line>>);

const GROUPS: &[Group] = &[
    ("pages", pages::measure),
    ("engine", engine::measure),
    ("native", native::measure),
    ("relay", native::relay),
    ("start", start::measure),
];

/// What all groups use.
struct Scene {
    /// The whole program, in release.
    program: std::path::PathBuf,
    full: bool,
}

/// `bench way [--full] [GROUP …]`.
pub(crate) fn way(words: &[&str]) -> Outcome {
    match measured(words)? {
        (_, None) => Ok(()),
        (_, Some(why)) => Err(why),
    }
}

/// Takes the numbers, prints each as soon as it is there, and hands all back; and what was missed, if anything was.
pub(crate) fn measured(words: &[&str]) -> Outcome<(Vec<String>, Option<String>)> {
    let full = words.contains(&"--full");
    let wanted: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.starts_with("--"))
        .collect();
    if let Some(unknown) = wanted
        .iter()
        .find(|word| !GROUPS.iter().any(|(name, _)| name == *word))
    {
        let names: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
        return Err(format!(
            "there is no group {unknown}; there are {}",
            names.join(", ")
        ));
    }
    let scene = Scene {
        program: release::program(release::Build::Whole)?,
        full,
    };
    let mut lines = vec!["id | target | value | met/missed/not-measured".to_owned()];
    say(&lines[0]);
    let mut missed = 0;
    for (name, measure) in GROUPS {
        if !wanted.is_empty() && !wanted.contains(name) {
            continue;
        }
        for line in measure(&scene).map_err(|why| format!("{name}: {why}"))? {
            missed += usize::from(line.end == End::Missed);
            lines.push(line.to_string());
            say(&line.to_string());
        }
    }
    Ok((lines, (missed > 0).then(|| format!("{missed} missed"))))
}

/// 12345 as "12,345".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The number after `before` in a text.
pub(crate) fn number_after(text: &str, before: &str) -> Outcome<f64> {
    text.find(before)
        .map(|at| text[at + before.len()..].trim_start())
        .and_then(|rest| {
            let end = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(rest.len());
            rest[..end].trim_end_matches('.').parse().ok()
        })
        .ok_or_else(|| format!("no number after “{before}” in “{text}”"))
}

/// The middle of some numbers.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{grouped, median, number_after};

    #[test]
    fn numbers_are_read_and_written() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
        assert_eq!(
            number_after("seal parcel: 0.312 ms", "seal parcel:"),
            Ok(0.312)
        );
        assert_eq!(number_after("rate 1520/s  lost 0", "lost"), Ok(0.0));
        assert!(number_after("rate", "rate").is_err());
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
    }
}
