//! Making, opening and refusing folders.

use std::fs;

use desk_vault::{Cost, Damage, FolderState, Passphrase, Vault, VaultError, folder_state};

use crate::support::{Bench, NOW, TYPED, everything, passphrase};

#[test]
fn a_folder_without_a_vault_is_missing_one() {
    let bench = Bench::new(20);
    assert_eq!(folder_state(&bench.dir()), FolderState::Free);
    assert_eq!(bench.open().err(), Some(VaultError::Missing));
    fs::create_dir(bench.dir()).unwrap();
    assert_eq!(bench.open().err(), Some(VaultError::Missing));
    assert_eq!(folder_state(&bench.dir()), FolderState::Free);
}

#[test]
fn a_vault_is_not_made_over_another_or_over_other_files() {
    let mut bench = Bench::new(21);
    bench.create().lock();
    assert_eq!(folder_state(&bench.dir()), FolderState::Vault);
    let dir = bench.dir();
    let again = Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut bench.rng);
    assert_eq!(again.err(), Some(VaultError::AlreadyThere));
    let other = bench.path("photos");
    fs::create_dir(&other).unwrap();
    fs::File::create(other.join("beach.jpg")).unwrap();
    let made = Vault::create(&other, &passphrase(), Cost::for_tests(), &mut bench.rng);
    assert_eq!(made.err(), Some(VaultError::NotEmpty));
    assert_eq!(folder_state(&other), FolderState::Other);
    assert_eq!(fs::read_dir(&other).unwrap().count(), 1);
    assert!(bench.open().is_ok());
}

#[test]
fn the_files_have_names_that_say_nothing_and_only_the_owner_reads_them() {
    let mut bench = Bench::new(22);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let mut names = Vec::new();
    for entry in fs::read_dir(bench.dir()).unwrap() {
        let entry = entry.unwrap();
        names.push(entry.file_name().into_string().unwrap());
        #[cfg(unix)]
        {
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&entry.metadata().unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600, "{:?}", entry.file_name());
        }
    }
    names.sort();
    assert_eq!(names, ["head", "lock", "store", "store-journal"]);
    #[cfg(unix)]
    {
        let mode = fs::metadata(bench.dir()).unwrap().permissions();
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777,
            0o700
        );
    }
}

#[test]
fn a_wrong_passphrase_is_told_apart_and_changes_nothing() {
    let mut bench = Bench::new(23);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let before = everything(&vault).unwrap();
    vault.lock();
    for wrong in [
        "x",
        "نافذة خشب قديمة فوق النهر ٨",
        "نافذة خشب قديمة فوق النهر",
    ] {
        let opened = Vault::open(&bench.dir(), &Passphrase::new(wrong).unwrap());
        assert_eq!(opened.err(), Some(VaultError::WrongPassphrase));
    }
    assert_eq!(everything(&bench.open().unwrap()).unwrap(), before);
}

#[test]
fn a_passphrase_from_a_kurdish_keyboard_opens_what_an_arabic_one_closed() {
    let mut bench = Bench::new(24);
    bench.create().lock();
    let kurdish = TYPED.replace('ي', "ی").replace('ه', "ە").replace('٧', "۷");
    assert_ne!(kurdish, TYPED);
    let kurdish = Passphrase::new(&format!("  {kurdish}\u{200C} ")).unwrap();
    assert!(Vault::open(&bench.dir(), &kurdish).is_ok());
}

#[test]
fn a_changed_passphrase_is_the_only_one_that_opens() {
    let mut bench = Bench::new(25);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let before = everything(&vault).unwrap();
    let new = Passphrase::new("old window").unwrap();
    let wrong = vault.change_passphrase(&new, &new, Cost::for_tests(), &mut bench.rng);
    assert_eq!(wrong, Err(VaultError::WrongPassphrase));
    vault
        .change_passphrase(&passphrase(), &new, Cost::for_tests(), &mut bench.rng)
        .unwrap();
    vault.lock();
    assert_eq!(bench.open().err(), Some(VaultError::WrongPassphrase));
    let vault = Vault::open(&bench.dir(), &new).unwrap();
    assert_eq!(everything(&vault).unwrap(), before);
}

/// The states that a kill can leave, step by step in the order of `create`.
#[test]
fn an_interrupted_making_is_started_anew_and_a_finished_one_is_whole() {
    let mut bench = Bench::new(26);
    bench.create().lock();
    let finished = bench.dir();
    let left_by: [(&str, &[&str]); 6] = [
        ("only a lock", &["lock"]),
        ("marked", &["lock", "making"]),
        ("store begun", &["lock", "making", "store"]),
        (
            "store written",
            &["lock", "making", "store", "store-journal"],
        ),
        ("head begun", &["lock", "making", "store", "head.new"]),
        ("all but the mark", &["lock", "making", "store", "head"]),
    ];
    for (number, (what, names)) in left_by.into_iter().enumerate() {
        let dir = bench.path(&format!("left-{number}"));
        fs::create_dir(&dir).unwrap();
        for name in names {
            let from = finished.join(name);
            if from.exists() {
                fs::copy(from, dir.join(name)).unwrap();
            } else {
                fs::File::create(dir.join(name)).unwrap();
            }
        }
        let whole = names.contains(&"head");
        let opened = Vault::open(&dir, &passphrase());
        assert_eq!(opened.is_ok(), whole, "{what}");
        if whole {
            assert!(!dir.join("making").exists());
            continue;
        }
        assert_eq!(opened.err(), Some(VaultError::Missing), "{what}");
        assert_eq!(folder_state(&dir), FolderState::Free, "{what}");
        let made = Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut bench.rng);
        assert!(made.unwrap().check(NOW).unwrap().is_whole(), "{what}");
    }
}

#[test]
fn a_store_without_its_head_is_damage_and_is_never_made_over() {
    let mut bench = Bench::new(27);
    bench.create().lock();
    fs::remove_file(bench.dir().join("head")).unwrap();
    let missing = VaultError::Damaged {
        what: Damage::HeadMissing,
    };
    assert_eq!(bench.open().err(), Some(missing));
    let dir = bench.dir();
    let made = Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut bench.rng);
    assert_eq!(made.err(), Some(VaultError::NotEmpty));
    assert!(dir.join("store").exists());
}

#[test]
fn a_head_without_its_store_is_damage() {
    let mut bench = Bench::new(28);
    bench.create().lock();
    fs::remove_file(bench.dir().join("store")).unwrap();
    let missing = VaultError::Damaged {
        what: Damage::StoreMissing,
    };
    assert_eq!(bench.open().err(), Some(missing));
}

/// The real parameters: 256 MiB and three passes.
#[test]
fn a_vault_at_the_cost_of_production_opens() {
    let mut bench = Bench::new(29);
    let dir = bench.dir();
    let made = Vault::create(&dir, &passphrase(), Cost::production(), &mut bench.rng);
    assert_eq!(made.unwrap().cost(), Cost::production());
    let vault = bench.open().unwrap();
    assert_eq!(vault.cost().memory_kib(), 256 * 1024);
    assert!(
        !vault
            .check(NOW)
            .unwrap()
            .findings
            .contains(&desk_vault::Finding::CostLow)
    );
}
