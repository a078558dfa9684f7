//! A full disk.

use desk_vault::VaultError;

use crate::support::{Bench, NOW, conversation, everything, message, note};

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
