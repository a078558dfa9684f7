//! A founding that is killed or has no room leaves nothing, or things that are whole, and is simply done again.

use std::time::Duration;

use desk_vault::{Passphrase, Vault, restore};
use desk_web::engine::{Desk, open_root};

use crate::support::organisation::files;
use crate::support::program::{PROGRAM, Running, program, run, text};
use crate::support::{Random, now};

const ROOT: &str = "linen boat under a fig tree";
const VAULT: &str = "nine copper spoons at dusk";
const TYPED: [&str; 4] = [ROOT, ROOT, VAULT, VAULT];
const TARGETS: [&str; 4] = [
    "usb/root",
    "desk/vault",
    "server/relay.toml",
    "disk/first.backup",
];

/// A founding into a folder, under these names.
fn founding(folder: &std::path::Path, prefix: &str) -> std::process::Command {
    let mut command = program(&["--lang", "en", "found", "--address", "http://127.0.0.1:1"]);
    for (option, name) in ["--root", "--vault", "--relay", "--backup"]
        .iter()
        .zip(TARGETS)
    {
        command
            .arg(option)
            .arg(folder.join(format!("{prefix}{name}")));
    }
    command
}

#[test]
fn a_founding_killed_at_any_moment_leaves_nothing_or_whole_things_and_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for round in 0..6_u64 {
        let mut running = Running::start(&mut founding(folder.path(), ""), &TYPED);
        // Not to wait for anything: the moment of death, another one in each round.
        let moment =
            Duration::from_millis(500 * round + u64::from(getrandom::u32().unwrap() % 500));
        std::thread::sleep(moment);
        running.kill();
        drop(running);
        let there: Vec<&str> = TARGETS
            .into_iter()
            .filter(|name| at(name).exists())
            .collect();
        for name in &there {
            expect_whole(folder.path(), name);
        }
        if there.is_empty() {
            continue;
        }
        // It came as far as to put things in their places. Whoever goes on gives other names.
        let said = run(&mut founding(folder.path(), ""), &TYPED);
        assert!(said.err.contains("[file-exists]"), "{}", said.err);
        for name in TARGETS {
            let _ = std::fs::remove_dir_all(at(name)).or_else(|_| std::fs::remove_file(at(name)));
        }
    }
    let said = run(&mut founding(folder.path(), "fresh/"), &TYPED);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let fresh = at("fresh");
    for name in TARGETS {
        expect_whole(&fresh, name);
    }
    let hidden = |path: &std::path::Path| text(path.strip_prefix(&fresh).unwrap()).contains("/.");
    assert!(
        !files(&fresh).iter().any(|(path, _)| hidden(path)),
        "something unfinished is left"
    );
}

fn expect_whole(folder: &std::path::Path, name: &str) {
    let path = folder.join(name);
    let passphrase = |typed| Passphrase::new(typed).unwrap();
    match name {
        "usb/root" => drop(open_root(&path, &passphrase(ROOT)).unwrap()),
        "desk/vault" => {
            let vault = Vault::open(&path, &passphrase(VAULT)).unwrap();
            assert!(vault.check(now()).unwrap().is_whole());
            drop(Desk::open(vault, now()).unwrap());
        }
        "disk/first.backup" => {
            let trial = tempfile::tempdir().unwrap();
            let vault = restore(
                &path,
                &trial.path().join("vault"),
                &passphrase(VAULT),
                &mut Random,
            );
            drop(Desk::open(vault.unwrap(), now()).unwrap());
        }
        _ => {
            let said = run(
                &mut program(&["--lang", "en", "doctor", "--config", text(&path)]),
                &[],
            );
            assert_eq!(said.code, Some(0), "{}", said.out);
        }
    }
}

/// Each disk in turn has 20 KB, really: a file system in memory, mounted for one process.
/// Where the system does not let this user mount one, the test says so.
#[test]
fn founding_onto_a_full_disk_says_so_and_leaves_nothing() {
    let script = "mount -t tmpfs -o size=20k none \"$0\" || exit 99; \"$@\"; code=$?; ls -A \"$0\"; exit $code";
    for disk in ["usb", "desk", "disk"] {
        let folder = tempfile::tempdir().unwrap();
        let small = folder.path().join(disk);
        std::fs::create_dir(&small).unwrap();
        let mut command = std::process::Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script]);
        command.arg(&small).arg(PROGRAM);
        command.args(founding(folder.path(), "").get_args());
        let said = match run_if_there(&mut command) {
            Some(said) if said.code != Some(99) => said,
            _ => return crate::support::skipped("no file system of its own can be mounted here"),
        };
        assert_eq!(said.code, Some(1), "{disk}: {} {}", said.out, said.err);
        assert!(said.err.contains("[no-space]"), "{disk}: {}", said.err);
        assert_eq!(said.out, "", "{disk}: left on the full disk");
        let left = files(folder.path());
        assert!(
            left.is_empty(),
            "{disk}: {:?}",
            left.iter().map(|(path, _)| path).collect::<Vec<_>>()
        );
    }
}

fn run_if_there(command: &mut std::process::Command) -> Option<crate::support::program::Said> {
    let is_there = std::process::Command::new("unshare")
        .args(["--map-root-user", "--mount", "true"])
        .output()
        .is_ok_and(|output| output.status.success());
    is_there.then(|| run(command, &TYPED))
}
