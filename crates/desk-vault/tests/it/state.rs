//! What is overwritten: secrets, day keys, the outbox, editions, key lists, settings.

use desk_casework::ReplyId;
use desk_vault::{BlockReference, Chain, EditionRow, StoredEdition, VaultError, WaitingBlock};
use zeroize::Zeroizing;

use crate::support::{Bench, DAY, NOW, conversation};

type Outcome = Result<(), VaultError>;

fn block(of: u8, part: u8, day: u32, j: u8, priority: u8) -> WaitingBlock {
    WaitingBlock {
        of: BlockReference {
            conversation: conversation(of),
            reply: ReplyId([of; 16]),
            part,
        },
        day,
        j,
        tag: [of, part, j, 0, 0, 0, 0, u8::try_from(day % 251).unwrap()],
        block: Box::new([part; 1_024]),
        priority,
        automatic: priority == 0,
    }
}

fn chain(of: u8, day: u32) -> Chain {
    Chain {
        conversation: conversation(of),
        day,
        secret: Zeroizing::new([u8::try_from(day % 251).unwrap(); 32]),
    }
}

#[test]
fn secrets_are_stored_overwritten_listed_and_gone() {
    let mut bench = Bench::new(60);
    let mut vault = bench.create();
    vault
        .write(|tx| -> Outcome {
            tx.put_secret("intake/0/20780", b"one")?;
            tx.put_secret("intake/0/20781", b"two")?;
            tx.put_secret("outbox", b"three")?;
            tx.put_secret("outbox", b"four, longer than before")
        })
        .unwrap();
    let reader = vault.reader();
    assert_eq!(
        reader.secret_names("intake/").unwrap(),
        ["intake/0/20780", "intake/0/20781"]
    );
    assert_eq!(reader.secret_names("%").unwrap(), [""; 0]);
    assert_eq!(
        **reader.secret("outbox").unwrap().unwrap(),
        *b"four, longer than before"
    );
    assert!(vault.write(|tx| tx.delete_secret("outbox")).unwrap());
    assert!(!vault.write(|tx| tx.delete_secret("outbox")).unwrap());
    assert!(vault.reader().secret("outbox").unwrap().is_none());
    vault.lock();
    assert!(
        bench
            .open()
            .unwrap()
            .reader()
            .secret("outbox")
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_day_key_goes_forward_and_nothing_puts_it_back() {
    let mut bench = Bench::new(61);
    let mut vault = bench.create();
    let day =
        |vault: &desk_vault::Vault| vault.reader().chain(conversation(1)).unwrap().unwrap().day;
    assert!(!vault.write(|tx| tx.advance_chain(&chain(1, DAY))).unwrap());
    assert!(vault.write(|tx| tx.begin_chain(&chain(1, DAY))).unwrap());
    // A later sheet with another day, older or newer, replaces nothing.
    for other in [DAY - 1, DAY + 300] {
        assert!(!vault.write(|tx| tx.begin_chain(&chain(1, other))).unwrap());
    }
    for earlier in [DAY - 1, DAY] {
        assert!(
            !vault
                .write(|tx| tx.advance_chain(&chain(1, earlier)))
                .unwrap()
        );
    }
    assert_eq!(day(&vault), DAY);
    assert!(
        vault
            .write(|tx| tx.advance_chain(&chain(1, DAY + 2)))
            .unwrap()
    );
    assert_eq!(day(&vault), DAY + 2);
    vault
        .write(|tx| tx.begin_chain(&chain(2, DAY + 1)))
        .unwrap();
    let old: Vec<u32> = vault
        .reader()
        .chains_before(DAY + 2, 10)
        .unwrap()
        .iter()
        .map(|chain| chain.day)
        .collect();
    assert_eq!(old, [DAY + 1]);
    assert!(vault.write(|tx| tx.delete_chain(conversation(1))).unwrap());
    assert!(vault.reader().chain(conversation(1)).unwrap().is_none());
    let shown = format!("{:?}", chain(1, DAY));
    assert!(!shown.contains("secret"), "{shown}");
}

#[test]
fn a_replay_is_known_until_its_day_is_over() {
    let mut bench = Bench::new(62);
    let mut vault = bench.create();
    let hash = [7; 32];
    assert!(
        vault
            .write(|tx| tx.remember_inner(&hash, DAY + 31))
            .unwrap()
    );
    assert!(
        !vault
            .write(|tx| tx.remember_inner(&hash, DAY + 99))
            .unwrap()
    );
    assert!(vault.reader().inner_is_seen(&hash).unwrap());
    assert_eq!(vault.write(|tx| tx.expire_inner(DAY + 31)).unwrap(), 0);
    assert_eq!(vault.reader().inner_seen().unwrap(), [(hash, DAY + 31)]);
    assert_eq!(vault.write(|tx| tx.expire_inner(DAY + 32)).unwrap(), 1);
    assert!(!vault.reader().inner_is_seen(&hash).unwrap());
}

#[test]
fn blocks_wait_in_order_go_out_once_and_leave_their_tags_taken() {
    let mut bench = Bench::new(63);
    let mut vault = bench.create();
    let blocks = [
        block(1, 0, DAY, 0, 0),
        block(2, 0, DAY, 0, 1),
        block(3, 0, DAY, 0, 2),
        block(2, 1, DAY, 1, 1),
        block(2, 2, DAY + 1, 0, 1),
    ];
    vault
        .write(|tx| {
            blocks
                .iter()
                .try_for_each(|block| tx.put_waiting_block(block))
        })
        .unwrap();
    let waiting = vault.reader().waiting_blocks(DAY, 10).unwrap();
    let order: Vec<_> = waiting
        .iter()
        .map(|block| (block.of.reply.0[0], block.of.part))
        .collect();
    assert_eq!(order, [(3, 0), (2, 0), (2, 1), (1, 0)]);
    assert_eq!(waiting[1], blocks[1]);
    let used = vault.reader().day_use(DAY, conversation(2)).unwrap();
    assert_eq!((used.staff_waiting, used.automatic_waiting), (3, 1));
    assert_eq!(used.taken, [true, true, false, false]);

    let out = vault
        .write(|tx| tx.publish_block(DAY, &blocks[1].tag))
        .unwrap();
    assert_eq!(out, Some(blocks[1].of));
    assert_eq!(
        vault
            .write(|tx| tx.publish_block(DAY, &blocks[1].tag))
            .unwrap(),
        None
    );
    vault
        .write(|tx| tx.publish_block(DAY, &blocks[0].tag))
        .unwrap();
    let used = vault.reader().day_use(DAY, conversation(2)).unwrap();
    assert_eq!(
        (
            used.staff_waiting,
            used.automatic_waiting,
            used.automatic_published
        ),
        (2, 0, 1)
    );
    assert_eq!(used.taken, [true, true, false, false]);

    let late = vault.reader().late_blocks(DAY + 1).unwrap();
    assert_eq!(late, [blocks[2].of, blocks[3].of]);
    assert_eq!(
        vault
            .write(|tx| tx.withdraw_blocks(ReplyId([2; 16])))
            .unwrap(),
        2
    );
    assert_eq!(vault.reader().late_blocks(DAY + 1).unwrap(), [blocks[2].of]);
    assert_eq!(vault.write(|tx| tx.forget_tags_before(DAY + 1)).unwrap(), 2);
    assert_eq!(vault.reader().late_blocks(DAY + 1).unwrap(), [blocks[2].of]);
}

#[test]
fn a_block_planned_anew_replaces_itself_and_nothing_else() {
    let mut bench = Bench::new(64);
    let mut vault = bench.create();
    let (one, two) = (block(1, 0, DAY, 0, 1), block(1, 1, DAY, 1, 1));
    vault
        .write(|tx| -> Outcome {
            tx.put_waiting_block(&one)?;
            tx.put_waiting_block(&two)
        })
        .unwrap();
    let moved = block(1, 1, DAY + 3, 0, 1);
    vault.write(|tx| tx.put_waiting_block(&moved)).unwrap();
    assert_eq!(
        vault.reader().waiting_blocks(DAY, 9).unwrap(),
        std::slice::from_ref(&one)
    );
    assert_eq!(
        vault.reader().waiting_blocks(DAY + 3, 9).unwrap(),
        std::slice::from_ref(&moved)
    );
    // A tag that another block has, a part that is out, a fifth tag of a day.
    let mut fifth = block(2, 0, DAY, 0, 1);
    fifth.j = 4;
    vault.write(|tx| tx.publish_block(DAY, &one.tag)).unwrap();
    for refused in [
        block(1, 2, DAY + 3, 0, 1),
        block(1, 0, DAY + 5, 0, 1),
        fifth,
    ] {
        let result = vault.write(|tx| -> Outcome {
            assert_eq!(tx.put_waiting_block(&refused), Err(VaultError::BadValue));
            // The step goes on as if it had not been asked for.
            tx.put_setting("after", b"1")
        });
        assert_eq!(result, Ok(()));
    }
    assert_eq!(vault.reader().waiting_blocks(DAY + 3, 9).unwrap(), [moved]);
}

#[test]
fn a_slot_has_one_edition_for_ever() {
    let mut bench = Bench::new(65);
    let mut vault = bench.create();
    let row = |slot| EditionRow {
        slot,
        tags: vec![[1; 8], [2; 8]],
        real: 1,
        automatic: 0,
    };
    vault
        .write(|tx| -> Outcome {
            tx.put_edition(&row(7), b"seven")?;
            tx.put_edition(&row(7), b"seven")?;
            tx.put_edition(&row(9), b"nine")
        })
        .unwrap();
    let again = vault.write(|tx| tx.put_edition(&row(7), b"other"));
    assert_eq!(again, Err(VaultError::BadValue));
    let seven = |published| StoredEdition {
        row: row(7),
        bytes: b"seven".to_vec(),
        published,
    };
    let nine = StoredEdition {
        row: row(9),
        bytes: b"nine".to_vec(),
        published: false,
    };
    assert_eq!(
        vault.reader().unpublished_editions(9).unwrap(),
        [seven(false), nine.clone()]
    );
    assert!(vault.write(|tx| tx.mark_edition_published(7)).unwrap());
    assert!(!vault.write(|tx| tx.mark_edition_published(8)).unwrap());
    assert_eq!(vault.reader().edition(7).unwrap(), Some(seven(true)));
    assert_eq!(vault.reader().unpublished_editions(9).unwrap(), [nine]);
    assert_eq!(vault.reader().edition_rows_from(8).unwrap(), [row(9)]);
    assert_eq!(vault.reader().newest_edition_slot().unwrap(), Some(9));
    assert_eq!(vault.write(|tx| tx.forget_editions_before(9)).unwrap(), 1);
    assert_eq!(vault.reader().edition(7).unwrap(), None);
}

#[test]
fn a_key_list_is_known_by_its_head() {
    let mut bench = Bench::new(66);
    let mut vault = bench.create();
    vault
        .write(|tx| -> Outcome {
            tx.put_key_list(2, b"second")?;
            tx.put_key_list(1, b"first")?;
            tx.put_key_list(1, b"first")
        })
        .unwrap();
    let other = vault.write(|tx| tx.put_key_list(1, b"forged"));
    assert_eq!(other, Err(VaultError::BadValue));
    let reader = vault.reader();
    assert_eq!(
        reader.newest_key_list().unwrap(),
        Some((2, b"second".to_vec()))
    );
    assert_eq!(reader.key_list(1).unwrap(), Some(b"first".to_vec()));
    let mut head = [0; 8];
    head.copy_from_slice(&blake3::hash(b"first").as_bytes()[..8]);
    assert!(reader.key_list_is_known(&head).unwrap());
    assert!(!reader.key_list_is_known(&[0; 8]).unwrap());
}

#[test]
fn settings_are_kept_and_those_of_the_vault_are_its_own() {
    let mut bench = Bench::new(67);
    let mut vault = bench.create();
    vault
        .write(|tx| tx.put_setting("relay", b"http://127.0.0.1"))
        .unwrap();
    assert_eq!(
        vault.reader().setting("relay").unwrap(),
        Some(b"http://127.0.0.1".to_vec())
    );
    for own in ["vault.device", "vault.anything"] {
        let put = vault.write(|tx| tx.put_setting(own, b"x"));
        assert_eq!(put, Err(VaultError::BadValue));
        let deleted = vault.write(|tx| tx.delete_setting(own));
        assert_eq!(deleted, Err(VaultError::BadValue));
    }
    assert!(vault.write(|tx| tx.delete_setting("relay")).unwrap());
    assert_eq!(vault.reader().setting("relay").unwrap(), None);
    let large = vec![0; 16 * 1024 * 1024 + 1];
    let put = vault.write(|tx| tx.put_setting("large", &large));
    assert_eq!(put, Err(VaultError::BadValue));
    assert!(vault.check(NOW).unwrap().is_whole());
}
