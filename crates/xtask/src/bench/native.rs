//! A22, A24, A25 natively, from the crates' own measuring programs; and the relay's own build.

use std::process::Command;

use super::{Line, Scene, grouped, number_after};
use crate::Outcome;
use crate::release::{Build, empty_workshop, example, program};
use crate::tools::{cargo, output};

const DURABLE: &str = "≥ 1,000 durable parcels/s for 60 s, none lost over 20 kill -9";
const RELAY_ONLY: &str = "the relay's build holds nothing that decrypts";

/// What can decrypt, or reads what was decrypted; the same as in `tests/walls.rs`.
const NEVER_IN_THE_RELAY: &[&str] = &[
    "envelope",
    "drop-client",
    "drop-sorter",
    "desk-",
    "hpke",
    "x-wing",
    "ml-kem",
    "chacha20poly1305",
];

pub(super) fn measure(_scene: &Scene) -> Outcome<Vec<Line>> {
    let layers = output(&mut Command::new(example("envelope", "speed")?))?;
    let seal = number_after(&layers, "seal parcel:")?;
    let sorter = output(&mut Command::new(example("drop-sorter", "speed")?))?;
    let bare = number_after(&sorter, "decapsulations per second and core:")?;
    let peeled = number_after(&sorter, "peeled per second and core:")?;
    let ratio = peeled / bare;
    Ok(vec![
        Line::new(
            "A22",
            "parcel sealed ≤ 1 ms natively",
            format!("{seal:.3} ms, shortest of 400"),
            seal <= 1.0,
        ),
        Line::new(
            "A25",
            "sorter ≥ 0.8 × bare X-Wing decapsulation",
            format!("{ratio:.2} ({peeled:.0} against {bare:.0} per second and core, same run)"),
            ratio >= 0.8,
        ),
    ])
}

pub(super) fn relay(scene: &Scene) -> Outcome<Vec<Line>> {
    let (seconds, kills) = if scene.full {
        ("60", "20")
    } else {
        ("10", "1")
    };
    let said = load(seconds, kills)?;
    let rate = number_after(&said, "rate")?;
    let lost = number_after(&said, "lost")?;
    let value = format!("{seconds} s: {}", said.trim());
    let durable = if scene.full {
        Line::new("A24", DURABLE, value, rate >= 1_000.0 && lost < 0.5)
    } else {
        Line::not_measured("A24", DURABLE, format!("only {value}; --full runs it"))
    };
    Ok(vec![durable, relay_only(scene)?])
}

/// Load over HTTP, then kills under load; prints one line.
pub(crate) fn load(seconds: &str, kills: &str) -> Outcome<String> {
    let folder = empty_workshop("load")?;
    let program = example("drop-server", "load")?;
    let said = output(
        Command::new(program)
            .arg("bench")
            .arg(folder.join("relay"))
            .args([seconds, kills]),
    )?;
    // Some hundred megabytes of parcels.
    let _ = std::fs::remove_dir_all(&folder);
    Ok(said)
}

fn relay_only(scene: &Scene) -> Outcome<Line> {
    let small = program(Build::RelayOnly)?;
    let bytes = |path: &std::path::Path| {
        std::fs::metadata(path)
            .map(|file| usize::try_from(file.len()).unwrap_or(usize::MAX))
            .map_err(|error| error.to_string())
    };
    let (small, whole) = (bytes(&small)?, bytes(&scene.program)?);
    let relay = crates(&["--no-default-features", "--features", "relay"])?;
    let found = decrypting(&relay);
    let control = decrypting(&crates(&[])?).len();
    Ok(Line::new(
        "A4",
        RELAY_ONLY,
        format!(
            "{} B (whole program {} B), {} crates, {} that decrypt (the same look finds {control} in the whole program)",
            grouped(small),
            grouped(whole),
            relay.len(),
            found.len()
        ),
        found.is_empty() && control >= 4,
    ))
}

fn crates(features: &[&str]) -> Outcome<Vec<String>> {
    let tree = [
        "tree",
        "-p",
        "shanasheel",
        "-e",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let mut names: Vec<String> = output(cargo().args(tree).args(features))?
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}

fn decrypting(names: &[String]) -> Vec<&String> {
    let never = |name: &String| {
        NEVER_IN_THE_RELAY
            .iter()
            .any(|never| name == never || (never.ends_with('-') && name.starts_with(never)))
    };
    names.iter().filter(|name| never(name)).collect()
}
