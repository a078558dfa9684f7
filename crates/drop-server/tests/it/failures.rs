//! Disk full, damage, death during the first start: what is said, and that nothing is deleted.

use std::{fs, io::Write as _};

use axum::http::StatusCode;
use drop_server::{Config, Health, OpenError, Relay};

use crate::support::{SLOT, TestRelay, bytes, key, key_list, shown};

/// Overwrites some bytes of a file.
fn overwrite(file: &std::path::Path, at: usize, with: &[u8]) {
    let mut bytes = fs::read(file).unwrap();
    bytes[at..at + with.len()].copy_from_slice(with);
    rewrite(file, &bytes);
}

fn rewrite(file: &std::path::Path, bytes: &[u8]) {
    fs::File::create(file).unwrap().write_all(bytes).unwrap();
}

#[tokio::test]
async fn when_the_disk_is_full_a_parcel_gets_503_and_is_not_kept() {
    let mut relay =
        TestRelay::with(|config| config.disk_limit_bytes = Config::DISK_LIMIT_LEAST_BYTES);
    let mut taken = 0;
    while relay.submit(1).await == StatusCode::NO_CONTENT {
        taken += 1;
        assert!(taken < 1000, "a megabyte never fills");
    }
    assert_eq!(relay.relay.as_ref().unwrap().health(), Health::Full);
    insta::assert_snapshot!(shown(relay.post("/p", vec![1; 4112]).await).await, @r"
        503 Service Unavailable
        access-control-allow-origin: *
        cache-control: no-store
        content-length: 0
        x-content-type-options: nosniff
        (0 bytes)
        ");
    relay.reopen().unwrap();
    let waiting = relay.pull(1).await.parcels;
    assert_eq!(
        waiting.len(),
        taken,
        "what was acknowledged is there, and only that"
    );

    // Papers still find room: a flood of parcels cannot stop the answers.
    assert_eq!(
        relay.issue(1, &key_list(1, None, &key(1))).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(relay.publish(2, SLOT, 7).await, StatusCode::NO_CONTENT);

    // What the sorter acknowledges makes room again.
    let ids = waiting.iter().map(|(id, _)| *id).take(20).collect();
    relay
        .call("/s/ack", 3, &drop_wire::Ack { ids }.encode())
        .await;
    assert_eq!(relay.submit(2).await, StatusCode::NO_CONTENT);
    assert_eq!(relay.relay.as_ref().unwrap().health(), Health::Good);
}

#[tokio::test]
async fn a_damaged_database_is_named_told_what_to_do_and_left_as_it_is() {
    let places = [(0, "the head"), (4096 + 3, "a page"), (60, "the kind")];
    for (at, what) in places {
        let mut relay = TestRelay::new();
        for fill in 0..20 {
            relay.submit(fill).await;
        }
        relay.close();
        overwrite(&relay.file(), at, &[0xA5; 64]);
        let before = fs::read(relay.file()).unwrap();
        let error = relay.reopen().unwrap_err();
        assert!(
            matches!(error, OpenError::Damaged | OpenError::Foreign),
            "{what}: {error:?}"
        );
        assert_eq!(
            fs::read(relay.file()).unwrap(),
            before,
            "{what}: nothing was changed"
        );
    }
    insta::assert_snapshot!(OpenError::Damaged, @"the relay's database is damaged; nothing was deleted. Copy the folder away, then restore the newest backup, or begin with an empty folder: parcels that waited are lost, and the sorter publishes the outbox and the key list anew");
    insta::assert_snapshot!(OpenError::Foreign, @"the file in this folder is not a relay's database; choose another folder");
}

#[tokio::test]
async fn a_page_of_parcels_that_was_overwritten_is_found_at_the_next_start() {
    let mut relay = TestRelay::new();
    for fill in 0..40 {
        relay.submit(fill).await;
    }
    relay.close();
    let size = fs::read(relay.file()).unwrap().len();
    let mut found = 0;
    let whole = fs::read(relay.file()).unwrap();
    for page in 1..size / 4096 {
        overwrite(&relay.file(), page * 4096, &[0xFF; 16]);
        match relay.reopen() {
            Err(OpenError::Damaged) => found += 1,
            Err(error) => panic!("page {page}: {error:?}"),
            // An overflow page holds ciphertext only after its first bytes; those link pages.
            Ok(()) => relay.close(),
        }
        rewrite(&relay.file(), &whole);
    }
    assert_eq!(found, size / 4096 - 1, "every page");
}

#[tokio::test]
async fn a_paper_that_was_tampered_with_is_damage() {
    let mut relay = TestRelay::new();
    relay.publish(1, SLOT, 0x77).await;
    relay.close();
    let file = fs::read(relay.file()).unwrap();
    let at = file.windows(4).position(|four| four == b"SHED").unwrap();
    overwrite(&relay.file(), at, b"XXXX");
    assert_eq!(relay.reopen().unwrap_err(), OpenError::Damaged);
}

#[tokio::test]
async fn a_database_that_was_cut_off_is_damage_at_every_length() {
    let mut relay = TestRelay::new();
    for fill in 0..20 {
        relay.submit(fill).await;
    }
    relay.close();
    let whole = fs::read(relay.file()).unwrap();
    for len in [
        0,
        1,
        15,
        16,
        17,
        99,
        100,
        101,
        511,
        512,
        4095,
        4096,
        4097,
        8192,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        rewrite(&relay.file(), &whole[..len]);
        assert_eq!(
            relay.reopen().unwrap_err(),
            OpenError::Damaged,
            "{len} bytes"
        );
        assert_eq!(
            fs::read(relay.file()).unwrap().len(),
            len,
            "nothing was added"
        );
    }
    rewrite(&relay.file(), &whole);
    relay.reopen().unwrap();
    assert_eq!(relay.pull(1).await.parcels.len(), 20);
}

#[tokio::test]
async fn death_at_any_moment_of_the_first_start_leaves_a_folder_that_opens() {
    let mut relay = TestRelay::new();
    relay.close();
    let whole = fs::read(relay.file()).unwrap();
    let new = relay.path().join("store.new");
    let journal = relay.path().join("store.new-journal");
    for len in (0..whole.len()).step_by(509).chain([whole.len()]) {
        fs::remove_file(relay.file()).unwrap();
        rewrite(&new, &whole[..len]);
        rewrite(&journal, &whole[..len / 2]);
        relay.reopen().unwrap();
        assert_eq!(relay.submit(1).await, StatusCode::NO_CONTENT, "{len} bytes");
        relay.close();
        assert!(!new.exists() && !journal.exists(), "{len} bytes");
    }
}

#[tokio::test]
async fn a_journal_without_its_database_is_damage_and_not_a_first_start() {
    let mut relay = TestRelay::new();
    relay.close();
    fs::rename(relay.file(), relay.path().join("store.db-wal")).unwrap();
    assert_eq!(relay.reopen().unwrap_err(), OpenError::Damaged);
    assert!(!relay.file().exists());
}

#[tokio::test]
async fn a_second_relay_on_the_same_folder_is_refused_and_the_first_goes_on() {
    let relay = TestRelay::new();
    let second = Relay::open(&relay.path(), &relay.config, relay.clock());
    assert_eq!(second.unwrap_err(), OpenError::InUse);
    insta::assert_snapshot!(OpenError::InUse, @"another relay uses this folder; stop that one first");
    assert_eq!(relay.submit(1).await, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn another_programs_database_and_a_newer_version_are_named() {
    let mut relay = TestRelay::new();
    relay.close();
    let change = |sql: &str| {
        rusqlite::Connection::open(relay.file())
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    };
    change("PRAGMA user_version=99");
    let file = relay.file();
    assert_eq!(relay.reopen().unwrap_err(), OpenError::Newer);
    rusqlite::Connection::open(file)
        .unwrap()
        .execute_batch("PRAGMA user_version=1; PRAGMA application_id=7")
        .unwrap();
    assert_eq!(relay.reopen().unwrap_err(), OpenError::Foreign);
}

#[test]
fn a_folder_that_cannot_be_made_is_named_by_its_kind_and_not_by_its_path() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a-file");
    rewrite(&file, b"");
    let config = Config::new([1; 32], [2; 32], &drop_wire::Parameters::standard());
    let error = Relay::open(&file.join("relay"), &config, std::sync::Arc::new(|| 0)).unwrap_err();
    assert!(matches!(error, OpenError::Disk(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("a-file"));
}

#[test]
fn a_configuration_that_cannot_work_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    type Change = fn(&mut Config);
    let changes: [(Change, &str); 4] = [
        (|c| c.slot_secs = 0, "slot_secs"),
        (|c| c.slot_secs = 86_401, "slot_secs"),
        (|c| c.window_slots = 0, "window_slots"),
        (|c| c.disk_limit_bytes = 1000, "disk_limit_bytes"),
    ];
    for (change, name) in changes {
        let mut config = Config::new([1; 32], [2; 32], &drop_wire::Parameters::standard());
        change(&mut config);
        let error = Relay::open(dir.path(), &config, std::sync::Arc::new(|| 0)).unwrap_err();
        assert_eq!(error, OpenError::Config(name));
    }
}

#[tokio::test]
async fn after_closing_every_write_is_refused_and_papers_are_still_read() {
    let relay = TestRelay::new();
    relay.publish(1, SLOT, 7).await;
    relay.relay.as_ref().unwrap().close().unwrap();
    assert_eq!(relay.submit(1).await, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(bytes(relay.get("/o/index").await).await.len(), 5456);
    relay.relay.as_ref().unwrap().close().unwrap();
}

#[tokio::test]
async fn a_relay_checks_itself_on_demand() {
    let relay = TestRelay::new();
    relay.submit(1).await;
    assert_eq!(relay.relay.as_ref().unwrap().check(), Ok(()));
}
