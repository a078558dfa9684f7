//! Editions and the index.

use drop_wire::{Edition, Index, Malformed};
use proptest::prelude::*;

use crate::{hex, spoil};

fn edition(slot: u64, blocks: u8) -> Edition {
    let blocks = (0..blocks).map(|b| Box::new([b + 1; 1024])).collect();
    Edition {
        slot,
        blocks,
        signature: [0x55; 64],
    }
}

fn index(newest_slot: u64, blocks: u16, slots: u8) -> Index {
    let tags = (0..slots)
        .flat_map(|s| (0..blocks).map(move |_| [s; 8]))
        .collect();
    Index {
        newest_slot,
        blocks,
        tags,
        signature: [0x66; 64],
    }
}

#[test]
fn an_edition_of_two_blocks_is_2128_bytes_with_the_header_of_the_protocol() {
    let bytes = edition(0x0102_0304, 2).encode();
    assert_eq!(bytes.len(), 2128);
    insta::assert_snapshot!(hex(&bytes[..20]), @"5348454401000200040302010000000055555555");
    assert_eq!(bytes[16..80], [0x55; 64]);
    assert_eq!(bytes[80..80 + 1024], [1; 1024]);
    assert_eq!(bytes[80 + 1024..], [2; 1024]);
}

#[test]
fn the_signature_of_an_edition_covers_everything_but_itself() {
    let edition = edition(9, 2);
    let bytes = edition.encode();
    let mut without = bytes[..16].to_vec();
    without.extend_from_slice(&bytes[80..]);
    assert_eq!(edition.to_verify(), without);
    assert_eq!(Edition::signed_bytes(9, &edition.blocks), without);
}

#[test]
fn an_edition_without_blocks_or_with_too_many_is_refused() {
    let mut none = edition(1, 1).encode();
    none.truncate(80);
    none[6] = 0;
    assert_eq!(Edition::decode(&none), Err(Malformed::Limit));
    assert_eq!(
        Edition::decode(&edition(1, 65).encode()),
        Err(Malformed::Limit)
    );
    assert!(Edition::decode(&edition(1, 64).encode()).is_ok());
}

#[test]
fn another_magic_version_or_length_is_refused() {
    let good = edition(1, 2).encode();
    let mut magic = good.clone();
    magic[3] = b'X';
    assert_eq!(Edition::decode(&magic), Err(Malformed::Magic));
    let mut version = good.clone();
    version[4] = 2;
    assert_eq!(Edition::decode(&version), Err(Malformed::Version));
    assert_eq!(
        Edition::decode(&good[..good.len() - 1]),
        Err(Malformed::Length)
    );
    let mut long = good;
    long.push(0);
    assert_eq!(Edition::decode(&long), Err(Malformed::Length));
    assert_eq!(
        Index::decode(&edition(1, 2).encode()),
        Err(Malformed::Magic)
    );
}

#[test]
fn an_index_of_fourteen_days_is_5456_bytes() {
    let index = Index {
        newest_slot: 500_000,
        blocks: 2,
        tags: vec![[3; 8]; 672],
        signature: [0; 64],
    };
    assert_eq!(index.encode().len(), 80 + 14 * 48 * 8);
    insta::assert_snapshot!(hex(&index.encode()[..16]), @"534849580100020020a1070000000000");
}

#[test]
fn an_index_knows_the_slot_of_each_tag_and_the_tags_of_each_slot() {
    let index = index(100, 2, 4);
    assert_eq!((index.oldest_slot(), index.window_slots()), (97, 4));
    let slots: Vec<u64> = (0..8).map(|position| index.slot_of(position)).collect();
    assert_eq!(slots, [97, 97, 98, 98, 99, 99, 100, 100]);
    assert_eq!(index.tags_of(99), Some(&[[2; 8], [2; 8]][..]));
    assert_eq!(index.tags_of(96), None);
    assert_eq!(index.tags_of(101), None);
    assert!(!index.has_edition(97), "a missed slot is zeros");
    assert!(index.has_edition(98));
    assert!(!index.has_edition(101));
}

#[test]
fn an_index_that_is_empty_ragged_or_begins_before_slot_zero_is_refused() {
    assert_eq!(
        Index::decode(&index(9, 2, 0).encode()),
        Err(Malformed::Length)
    );
    let mut ragged = index(9, 2, 3);
    ragged.tags.pop();
    assert_eq!(Index::decode(&ragged.encode()), Err(Malformed::Length));
    assert_eq!(
        Index::decode(&index(1, 2, 3).encode()),
        Err(Malformed::Value)
    );
    assert!(Index::decode(&index(2, 2, 3).encode()).is_ok());
    assert_eq!(
        Index::decode(&index(9, 0, 3).encode()),
        Err(Malformed::Limit)
    );
    assert_eq!(
        Index::decode(&index(9, 65, 3).encode()),
        Err(Malformed::Limit)
    );
    let most = Index {
        newest_slot: 70_000,
        blocks: 1,
        tags: vec![[1; 8]; 65_537],
        signature: [0; 64],
    };
    assert_eq!(Index::decode(&most.encode()), Err(Malformed::Limit));
}

#[test]
fn an_index_made_by_hand_with_nonsense_still_answers() {
    let index = Index {
        newest_slot: 0,
        blocks: 0,
        tags: vec![[1; 8]; 3],
        signature: [0; 64],
    };
    assert_eq!(index.oldest_slot(), 0);
    assert_eq!(
        index.slot_of(usize::MAX),
        u64::try_from(usize::MAX).unwrap()
    );
    assert!(index.tags_of(u64::MAX).is_none());
}

proptest! {
    #[test]
    fn any_bytes_decode_strictly_or_not_at_all(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        if let Ok(edition) = Edition::decode(&bytes) { prop_assert_eq!(edition.encode(), &bytes[..]); }
        if let Ok(index) = Index::decode(&bytes) { prop_assert_eq!(index.encode(), &bytes[..]); }
    }

    #[test]
    fn a_spoilt_edition_decodes_strictly_or_not_at_all(bytes in spoil(edition(77, 2).encode())) {
        if let Ok(edition) = Edition::decode(&bytes) { prop_assert_eq!(edition.encode(), bytes); }
    }

    #[test]
    fn a_spoilt_index_decodes_strictly_or_not_at_all(bytes in spoil(index(77, 2, 40).encode())) {
        if let Ok(index) = Index::decode(&bytes) { prop_assert_eq!(index.encode(), bytes); }
    }

    #[test]
    fn editions_and_indexes_come_back_as_they_were(slot in 300_u64.., blocks in 1_u8..=64, slots in 1_u8..) {
        let one = edition(slot, blocks);
        prop_assert_eq!(Edition::decode(&one.encode()), Ok(one));
        let one = index(slot, u16::from(blocks), slots);
        prop_assert_eq!(Index::decode(&one.encode()), Ok(one));
    }
}
