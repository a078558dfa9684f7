//! Damage anywhere is found, told apart, and never turned into other data.

use std::{fs, path::Path};

use desk_vault::{Damage, Vault, VaultError};

use crate::support::{Bench, NOW, everything, passphrase};

/// What a damaged vault says. `None` if it looked whole and gave the same data.
fn verdict(dir: &Path, whole: &str) -> Option<VaultError> {
    let vault = match Vault::open(dir, &passphrase()) {
        Ok(vault) => vault,
        Err(error) => return Some(error),
    };
    match everything(&vault) {
        Ok(read) => assert_eq!(read, whole, "damage became other data"),
        Err(error) => return Some(error),
    }
    match vault.check(NOW) {
        Ok(report) if report.is_whole() => None,
        Ok(_) => Some(VaultError::Damaged {
            what: Damage::Store,
        }),
        Err(error) => Some(error),
    }
}

fn furnished(seed: u64) -> (Bench, String) {
    let mut bench = Bench::new(seed);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let whole = everything(&vault).unwrap();
    vault.lock();
    (bench, whole)
}

fn rewrite(file: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(file).unwrap();
    change(&mut bytes);
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).truncate(true).open(file).unwrap();
    std::io::Write::write_all(&mut file, &bytes).unwrap();
}

#[test]
fn a_flipped_byte_anywhere_in_the_head_is_damage() {
    let (bench, whole) = furnished(100);
    let head = bench.dir().join("head");
    for at in 0..fs::metadata(&head).unwrap().len() {
        let at = usize::try_from(at).unwrap();
        rewrite(&head, |bytes| bytes[at] ^= 0x10);
        let damaged = VaultError::Damaged { what: Damage::Head };
        assert_eq!(verdict(&bench.dir(), &whole), Some(damaged), "byte {at}");
        rewrite(&head, |bytes| bytes[at] ^= 0x10);
    }
    assert_eq!(verdict(&bench.dir(), &whole), None);
}

#[test]
fn a_head_of_another_length_is_damage() {
    let (bench, whole) = furnished(101);
    let head = bench.dir().join("head");
    let bytes = fs::read(&head).unwrap();
    for length in [0, 1, 255, 257, 4_096] {
        rewrite(&head, |bytes| bytes.resize(length, 0));
        let damaged = VaultError::Damaged { what: Damage::Head };
        assert_eq!(
            verdict(&bench.dir(), &whole),
            Some(damaged),
            "{length} bytes"
        );
        rewrite(&head, |old| old.clone_from(&bytes));
    }
}

#[test]
fn a_head_or_store_of_a_newer_version_is_too_new_and_not_damaged() {
    let (bench, _) = furnished(102);
    rewrite(&bench.dir().join("head"), |bytes| {
        bytes[8] = 2;
        let checksum = *blake3::hash(&bytes[..224]).as_bytes();
        bytes[224..].copy_from_slice(&checksum);
    });
    let opened = bench.open().err();
    assert_eq!(opened, Some(VaultError::TooNew { found: 2, known: 1 }));
}

#[test]
fn a_flipped_byte_anywhere_in_the_store_is_damage() {
    let (bench, whole) = furnished(103);
    let store = bench.dir().join("store");
    let length = usize::try_from(fs::metadata(&store).unwrap().len()).unwrap();
    // A prime step meets every region of every page, over all pages.
    for at in (0..length)
        .step_by(1_009)
        .chain([0, 15, 16, 4_095, length - 1])
    {
        rewrite(&store, |bytes| bytes[at] ^= 0x01);
        let said = verdict(&bench.dir(), &whole);
        assert!(
            matches!(said, Some(VaultError::Damaged { .. })),
            "byte {at}: {said:?}"
        );
        rewrite(&store, |bytes| bytes[at] ^= 0x01);
    }
    assert_eq!(verdict(&bench.dir(), &whole), None);
}

#[test]
fn a_cut_store_is_damage() {
    let (bench, whole) = furnished(104);
    let store = bench.dir().join("store");
    let bytes = fs::read(&store).unwrap();
    for keep in [
        0,
        1,
        4_095,
        4_096,
        8_192,
        bytes.len() / 2,
        bytes.len() - 4_096,
        bytes.len() - 1,
    ] {
        rewrite(&store, |bytes| bytes.truncate(keep));
        let said = verdict(&bench.dir(), &whole);
        assert!(
            matches!(said, Some(VaultError::Damaged { .. })),
            "{keep} bytes: {said:?}"
        );
        rewrite(&store, |old| old.clone_from(&bytes));
    }
}

#[test]
fn pages_that_changed_places_are_damage() {
    let (bench, whole) = furnished(105);
    rewrite(&bench.dir().join("store"), |bytes| {
        let (one, two) = bytes.split_at_mut(3 * 4_096);
        one[2 * 4_096..].swap_with_slice(&mut two[..4_096]);
    });
    let said = verdict(&bench.dir(), &whole);
    assert!(matches!(said, Some(VaultError::Damaged { .. })), "{said:?}");
}

#[test]
fn the_store_of_another_vault_is_damage() {
    let (bench, whole) = furnished(106);
    let (other, _) = furnished(107);
    fs::copy(other.dir().join("store"), bench.dir().join("store")).unwrap();
    let damaged = VaultError::Damaged {
        what: Damage::Store,
    };
    assert_eq!(verdict(&bench.dir(), &whole), Some(damaged));
}

#[test]
fn a_forged_journal_changes_nothing() {
    let (bench, whole) = furnished(108);
    let store = fs::read(bench.dir().join("store")).unwrap();
    let journal = bench.dir().join("store-journal");
    // The start of a real journal header, then pages that are not ours.
    let mut forged = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    forged.extend([0xff; 4]);
    forged.extend(&store[..8_192]);
    rewrite(&journal, |bytes| bytes.clone_from(&forged));
    // It may be ignored or refused; it may not become data.
    let said = verdict(&bench.dir(), &whole);
    assert!(
        matches!(said, None | Some(VaultError::Damaged { .. })),
        "{said:?}"
    );
}
