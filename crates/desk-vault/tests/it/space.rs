//! A full disk.

use std::{fs, path::Path, process::Command};

use desk_vault::{Cost, FolderState, Vault, VaultError, folder_state};

use crate::support::{
    Bench, NOW, Seeded, conversation, everything, message, note, passphrase, told_dir,
};

#[test]
fn a_full_store_says_so_and_keeps_nothing_of_the_step() {
    let mut bench = Bench::new(80);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    vault.limit_size(1).unwrap();
    let mut acknowledged = everything(&vault).unwrap();
    let mut written = 0_u8;
    let full = loop {
        let rng = &mut bench.rng;
        let step = vault.write(|tx| {
            for part in 0..4 {
                tx.act(
                    NOW,
                    rng,
                    conversation(9),
                    message(written, part, 4, &"x".repeat(900)),
                )?;
            }
            tx.put_secret("step", &[written])
        });
        match step {
            Ok(()) => acknowledged = everything(&vault).unwrap(),
            Err(error) => break error,
        }
        written += 1;
        assert!(written < 250, "the limit has no effect");
    };
    assert_eq!(full, VaultError::NoSpace);
    assert_eq!(everything(&vault).unwrap(), acknowledged);
    assert!(vault.check(NOW).unwrap().is_whole());
    vault.lock();
    let mut vault = bench.open().unwrap();
    assert_eq!(everything(&vault).unwrap(), acknowledged);
    // With room again, it goes on.
    bench.act(&mut vault, 9, note(200, "room again"));
}

#[test]
fn a_step_that_goes_on_after_a_full_disk_is_not_kept_either() {
    let mut bench = Bench::new(81);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let before = everything(&vault).unwrap();
    vault.limit_size(1).unwrap();
    let result = vault.write(|tx| {
        let large = tx.put_secret("large", &vec![1; 1024 * 1024]);
        assert_eq!(large, Err(VaultError::NoSpace));
        // A caller that does not look: every further piece fails alike.
        assert_eq!(tx.put_secret("small", b"1"), Err(VaultError::NoSpace));
        Ok::<_, VaultError>(())
    });
    assert_eq!(result, Err(VaultError::NoSpace));
    assert!(vault.reader().secret("small").unwrap().is_none());
    assert_eq!(everything(&vault).unwrap(), before);
}

/// A disk that is really full: a file system of 700 KiB in memory, mounted for one process.
/// Where the system does not let this user mount one, the test says so.
#[test]
fn a_disk_that_is_really_full_keeps_what_was_acknowledged() {
    let bench = Bench::new(82);
    let dir = bench.path("small");
    fs::create_dir(&dir).unwrap();
    let script = "mount -t tmpfs -o size=700k none \"$0\" && echo mounted && exec \"$1\" \
        --exact space::child_fills_a_small_disk --ignored --nocapture";
    let child = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script])
        .arg(&dir)
        .arg(std::env::current_exe().unwrap())
        .stdin(told_stdin(&dir))
        .output();
    let said = child
        .as_ref()
        .map(|child| String::from_utf8_lossy(&child.stdout).into_owned());
    match said {
        Ok(said) if said.contains("mounted") => {
            assert!(child.unwrap().status.success(), "{said}");
            assert!(said.contains("the small disk was full"), "{said}");
        }
        _ => println!("skipped: no file system of its own can be mounted here"),
    }
}

/// The folder's name in a file, as standard input of a child.
fn told_stdin(dir: &Path) -> fs::File {
    let told = dir.with_extension("told");
    std::io::Write::write_all(
        &mut fs::File::create(&told).unwrap(),
        format!("{}\n", dir.display()).as_bytes(),
    )
    .unwrap();
    fs::File::open(told).unwrap()
}

#[test]
#[ignore = "a second process, started by the test above"]
fn child_fills_a_small_disk() {
    let Some(root) = told_dir() else { return };
    let root = Path::new(&root);
    let mut rng = Seeded::new(84);
    let dir = root.join("desk");
    let mut vault = Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut rng).unwrap();
    let mut acknowledged = everything(&vault).unwrap();
    let full = (0..200).find_map(|number| {
        let step = vault.write(|tx| {
            for part in 0..8 {
                tx.act(
                    NOW,
                    &mut rng,
                    conversation(number % 7),
                    message(number, part, 8, &"x".repeat(900)),
                )?;
            }
            Ok::<_, VaultError>(())
        });
        if step.is_ok() {
            acknowledged = everything(&vault).unwrap();
        }
        step.err()
    });
    assert_eq!(full, Some(VaultError::NoSpace));
    assert_eq!(everything(&vault).unwrap(), acknowledged);

    // A backup to the full disk leaves nothing; nor does a second vault.
    let before = fs::read_dir(root).unwrap().count();
    assert_eq!(
        vault.backup_to(&root.join("copy.bin"), NOW),
        Err(VaultError::NoSpace)
    );
    assert_eq!(fs::read_dir(root).unwrap().count(), before);
    let second = root.join("second");
    let made = Vault::create(&second, &passphrase(), Cost::for_tests(), &mut rng);
    assert_eq!(made.err(), Some(VaultError::NoSpace));
    assert_eq!(folder_state(&second), FolderState::Free);

    vault.lock();
    let vault = Vault::open(&dir, &passphrase()).unwrap();
    assert_eq!(everything(&vault).unwrap(), acknowledged);
    assert!(vault.check(NOW).unwrap().is_whole());
    println!("\nthe small disk was full");
}
