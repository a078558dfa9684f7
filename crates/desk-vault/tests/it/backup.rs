//! Backups: written, read back, brought back.

use std::{fs, io::Write as _};

use desk_vault::{Cost, Damage, Finding, Passphrase, Vault, VaultError, restore};

use crate::support::{Bench, NOW, conversation, everything, note, passphrase};

const DAMAGED: VaultError = VaultError::Damaged {
    what: Damage::Backup,
};

#[test]
fn a_backup_brings_everything_back_as_another_device() {
    let mut bench = Bench::new(120);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    vault
        .write(|tx| tx.put_secret("outbox", b"a seed"))
        .unwrap();
    let file = bench.path("copy.bin");
    let report = vault.backup_to(&file, NOW).unwrap();
    assert_eq!(report.operations, 11);
    assert_eq!(report.bytes, fs::metadata(&file).unwrap().len());
    let whole = everything(&vault).unwrap();
    let device = vault.reader().device();
    vault.lock();

    let dir = bench.path("restored");
    let restored = restore(&file, &dir, &passphrase(), &mut bench.rng).unwrap();
    assert_eq!(everything(&restored).unwrap(), whole);
    assert_ne!(restored.reader().device(), device);
    assert_eq!(
        **restored.reader().secret("outbox").unwrap().unwrap(),
        *b"a seed"
    );
    assert!(restored.check(NOW).unwrap().is_whole());
    assert_eq!(restored.reader().backup_at().unwrap(), Some(NOW));
    restored.lock();
    assert!(Vault::open(&dir, &passphrase()).is_ok());
    // The first one is as it was.
    assert_eq!(everything(&bench.open().unwrap()).unwrap(), whole);
}

#[test]
fn a_second_backup_replaces_the_first_and_leaves_nothing_else() {
    let mut bench = Bench::new(121);
    let mut vault = bench.create();
    let folder = bench.path("removable");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("copy.bin");
    vault.backup_to(&file, NOW).unwrap();
    bench.furnish(&mut vault);
    // What an interrupted attempt left is no obstacle.
    fs::File::create(folder.join("copy.bin.part")).unwrap();
    fs::File::create(folder.join("copy.bin.copy"))
        .unwrap()
        .write_all(b"half")
        .unwrap();
    assert_eq!(vault.backup_to(&file, NOW + 5).unwrap().operations, 11);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let whole = everything(&vault).unwrap();
    let dir = bench.path("restored");
    let restored = restore(&file, &dir, &passphrase(), &mut bench.rng).unwrap();
    assert_eq!(everything(&restored).unwrap(), whole);
}

#[test]
fn a_backup_opens_with_the_passphrase_of_its_time() {
    let mut bench = Bench::new(122);
    let mut vault = bench.create();
    let file = bench.path("copy.bin");
    vault.backup_to(&file, NOW).unwrap();
    let new = Passphrase::new("another one").unwrap();
    vault
        .change_passphrase(&passphrase(), &new, Cost::for_tests(), &mut bench.rng)
        .unwrap();
    let dir = bench.path("restored");
    let wrong = restore(&file, &dir, &new, &mut bench.rng);
    assert_eq!(wrong.err(), Some(VaultError::WrongPassphrase));
    assert!(!dir.exists());
    assert!(restore(&file, &dir, &passphrase(), &mut bench.rng).is_ok());
}

#[test]
fn nothing_is_restored_over_anything() {
    let mut bench = Bench::new(123);
    let mut vault = bench.create();
    let file = bench.path("copy.bin");
    vault.backup_to(&file, NOW).unwrap();
    bench.act(&mut vault, 1, note(1, "newer than the backup"));
    let whole = everything(&vault).unwrap();
    vault.lock();
    let dir = bench.dir();
    let over = restore(&file, &dir, &passphrase(), &mut bench.rng);
    assert_eq!(over.err(), Some(VaultError::AlreadyThere));
    assert_eq!(everything(&bench.open().unwrap()).unwrap(), whole);
    let other = bench.path("photos");
    fs::create_dir(&other).unwrap();
    fs::File::create(other.join("beach.jpg")).unwrap();
    let over = restore(&file, &other, &passphrase(), &mut bench.rng);
    assert_eq!(over.err(), Some(VaultError::NotEmpty));
    assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
    let missing = restore(&bench.path("none"), &other, &passphrase(), &mut bench.rng);
    assert_eq!(missing.err(), Some(VaultError::Missing));
}

#[test]
fn a_damaged_or_cut_backup_is_refused_before_anything_is_written() {
    let mut bench = Bench::new(124);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let file = bench.path("copy.bin");
    vault.backup_to(&file, NOW).unwrap();
    let whole = fs::read(&file).unwrap();
    let bad = bench.path("bad.bin");
    let dir = bench.path("restored");
    let mut damaged: Vec<Vec<u8>> = (0..whole.len())
        .step_by(whole.len() / 40)
        .map(|at| {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            bytes
        })
        .collect();
    damaged.extend([0, 31, 32, 300, whole.len() - 1].map(|keep| whole[..keep].to_vec()));
    damaged.push([whole.as_slice(), b"more"].concat());
    for bytes in damaged {
        fs::File::create(&bad).unwrap().write_all(&bytes).unwrap();
        let restored = restore(&bad, &dir, &passphrase(), &mut bench.rng);
        assert_eq!(restored.err(), Some(DAMAGED));
        assert!(!dir.exists());
    }
}

/// Somebody who can write a right checksum still cannot make a store.
#[test]
fn a_forged_backup_is_refused_and_leaves_the_folder_free() {
    let mut bench = Bench::new(125);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let file = bench.path("copy.bin");
    vault.backup_to(&file, NOW).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let end = bytes.len() - 32;
    bytes[24 + 256 + 5 * 4_096 + 77] ^= 1;
    let checksum = *blake3::hash(&bytes[..end]).as_bytes();
    bytes[end..].copy_from_slice(&checksum);
    fs::File::create(&file).unwrap().write_all(&bytes).unwrap();
    let dir = bench.path("restored");
    let forged = restore(&file, &dir, &passphrase(), &mut bench.rng);
    assert!(matches!(forged.err(), Some(VaultError::Damaged { .. })));
    assert!(Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut bench.rng).is_ok());
}

#[test]
fn the_check_says_when_there_is_no_backup_or_an_old_one() {
    let mut bench = Bench::new(126);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let findings = |vault: &Vault, now| vault.check(now).unwrap().findings;
    assert_eq!(findings(&vault, NOW), [Finding::NoBackup, Finding::CostLow]);
    vault.backup_to(&bench.path("copy.bin"), NOW).unwrap();
    assert_eq!(findings(&vault, NOW + 86_400), [Finding::CostLow]);
    let later = NOW + 9 * 86_400;
    assert_eq!(
        findings(&vault, later),
        [Finding::BackupOld { days: 9 }, Finding::CostLow]
    );
    let report = vault.check(later).unwrap();
    assert!(report.is_whole());
    assert_eq!(
        (report.operations, report.conversations, report.schema),
        (11, 3, 1)
    );
    assert_eq!(report.cost, Cost::for_tests());
}

#[test]
fn a_backup_to_nowhere_fails_and_is_not_remembered() {
    let mut bench = Bench::new(127);
    let mut vault = bench.create();
    let nowhere = bench.path("no such folder").join("copy.bin");
    assert!(vault.backup_to(&nowhere, NOW).is_err());
    assert_eq!(vault.reader().backup_at().unwrap(), None);
    assert!(
        vault
            .reader()
            .conversation(conversation(1))
            .unwrap()
            .is_none()
    );
}
