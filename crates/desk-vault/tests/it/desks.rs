//! Two desks on one vault.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    process::{Command, Stdio},
};

use desk_vault::{Cost, Vault, VaultError};

use crate::support::{Bench, passphrase, told_dir};

#[test]
fn a_second_desk_of_the_same_program_is_told_that_the_vault_is_in_use() {
    let mut bench = Bench::new(40);
    let vault = bench.create();
    assert_eq!(bench.open().err(), Some(VaultError::InUse));
    drop(vault);
    let vault = bench.open().unwrap();
    assert_eq!(bench.open().err(), Some(VaultError::InUse));
    vault.lock();
    assert!(bench.open().is_ok());
}

#[test]
fn a_second_process_is_told_that_the_vault_is_in_use() {
    let mut bench = Bench::new(41);
    bench.create().lock();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "desks::child_holds_a_vault",
            "--ignored",
            "--nocapture",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to_child = child.stdin.take().unwrap();
    writeln!(to_child, "{}", bench.dir().display()).unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("child holds it")));
    assert_eq!(bench.open().err(), Some(VaultError::InUse));
    let dir = bench.dir();
    let made = Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut bench.rng);
    assert_eq!(made.err(), Some(VaultError::AlreadyThere));
    // It lets go when it dies, however it dies.
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(bench.open().is_ok());
}

#[test]
#[ignore = "a second process, started by the test above"]
fn child_holds_a_vault() {
    let Some(dir) = told_dir() else { return };
    let vault = Vault::open(dir.as_ref(), &passphrase()).unwrap();
    println!("\nchild holds it");
    // Until the parent kills this process or goes away itself.
    let _ = std::io::stdin().read(&mut [0]);
    drop(vault);
}
