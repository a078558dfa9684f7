//! Killed at any moment: what was acknowledged is there, what was not is whole or absent.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use desk_casework::{Change, ConversationId};
use desk_vault::{Cost, Vault, VaultError};

use crate::support::{Bench, NOW, Seeded, message, note, passphrase, told_dir};

/// Rounds of each test. Each kills at another moment, given by how much was acknowledged.
const ROUNDS: u64 = 8;

fn child(name: &str, dir: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    writeln!(child.stdin.as_ref().unwrap(), "{}", dir.display()).unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    (child, lines)
}

#[test]
fn every_acknowledged_step_survives_a_kill() {
    let mut bench = Bench::new(160);
    bench.create().lock();
    let mut expected = 0;
    for round in 0..ROUNDS {
        let (mut child, lines) = child("kill::child_writes_until_killed", &bench.dir());
        let mut acknowledged = expected;
        for line in lines.lines() {
            let line = line.unwrap();
            let Some(number) = line.strip_prefix("acknowledged ") else {
                continue;
            };
            acknowledged = number.parse().unwrap();
            if acknowledged >= expected + 3 + round * 7 {
                break;
            }
        }
        assert!(acknowledged > expected, "the child wrote nothing");
        // It is in the middle of one of the next steps.
        child.kill().unwrap();
        child.wait().unwrap();

        let vault = bench.open().unwrap();
        let stored = whole_steps(&vault);
        assert!(
            stored >= acknowledged,
            "{stored} of {acknowledged} acknowledged steps"
        );
        assert!(vault.check(NOW).unwrap().is_whole());
        expected = stored;
    }
}

/// How many steps are there; each must be there with all its parts.
fn whole_steps(vault: &Vault) -> u64 {
    let reader = vault.reader();
    let steps = reader.newest_seq().unwrap() / 3;
    assert_eq!(reader.newest_seq().unwrap(), steps * 3, "half a step");
    let secret = reader.secret("step").unwrap();
    assert_eq!(
        secret.map_or(0, |s| u64::from_le_bytes(s[..].try_into().unwrap())),
        steps
    );
    for step in 0..steps {
        let view = reader.conversation(of(step)).unwrap().unwrap();
        assert!(view.messages().iter().all(desk_casework::Message::is_whole));
    }
    steps
}

fn of(step: u64) -> ConversationId {
    ConversationId([u8::try_from(step % 5).unwrap(); 16])
}

#[test]
#[ignore = "a second process, started by the test above"]
fn child_writes_until_killed() {
    let Some(dir) = told_dir() else { return };
    let mut vault = Vault::open(dir.as_ref(), &passphrase()).unwrap();
    let mut step = vault.reader().newest_seq().unwrap() / 3;
    let mut rng = Seeded::new(step);
    loop {
        let id = u8::try_from(step % 251).unwrap();
        let text = "text ".repeat(200 + usize::from(id) * 5);
        let part = |number| {
            let Change::PartReceived(mut part) = message(id, number, 2, &text) else {
                unreachable!("a message is a part")
            };
            part.message.0 = step.to_le_bytes();
            Change::PartReceived(part)
        };
        let (first, second) = (part(0), part(1));
        let mut noted = note(id, "noted");
        if let Change::NoteAdded { note, .. } = &mut noted {
            note.0[8..].copy_from_slice(&step.to_le_bytes());
        }
        vault
            .write(|tx| {
                tx.act(NOW, &mut rng, of(step), first)?;
                tx.act(NOW, &mut rng, of(step), noted)?;
                tx.act(NOW, &mut rng, of(step), second)?;
                tx.put_secret("step", &(step + 1).to_le_bytes())
            })
            .unwrap();
        step += 1;
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nacknowledged {step}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn a_making_that_is_killed_leaves_nothing_or_a_whole_vault() {
    let mut bench = Bench::new(161);
    let mut finished = 0;
    for round in 0..ROUNDS * 2 {
        let dir = bench.path(&format!("made-{round}"));
        let (mut child, mut lines) = child("kill::child_makes_a_vault", &dir);
        let mut line = String::new();
        while !line.contains("making") {
            line.clear();
            assert!(
                lines.read_line(&mut line).unwrap() > 0,
                "the child did not start"
            );
        }
        // Somewhere in the making: later in each round.
        for _ in 0..round * 40 {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        match Vault::open(&dir, &passphrase()) {
            Ok(vault) => {
                finished += 1;
                assert!(vault.check(NOW).unwrap().is_whole());
            }
            Err(error) => {
                assert_eq!(error, VaultError::Missing, "round {round}");
                let made = Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut bench.rng);
                assert!(made.unwrap().check(NOW).unwrap().is_whole());
            }
        }
    }
    println!("{finished} of {} were finished", ROUNDS * 2);
}

#[test]
#[ignore = "a second process, started by the test above"]
fn child_makes_a_vault() {
    let Some(dir) = told_dir() else { return };
    let mut out = std::io::stdout();
    writeln!(out, "\nmaking").unwrap();
    out.flush().unwrap();
    let vault = Vault::create(
        dir.as_ref(),
        &passphrase(),
        Cost::for_tests(),
        &mut Seeded::new(5),
    );
    vault.unwrap().lock();
}
