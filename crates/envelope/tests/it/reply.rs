//! Replies.

use std::collections::BTreeSet;

use envelope::{BLOCK_TEXT_BYTES, Block, DayChain, FLAG_AUTOMATIC, ReplyPart, TooLong, filler};
use proptest::prelude::*;

use crate::file;
use crate::make::rng::TestRng;

fn part(text: Vec<u8>) -> ReplyPart {
    ReplyPart {
        flags: 0,
        part: 0,
        parts: 1,
        codec: 1,
        text,
    }
}

#[test]
fn replies_follow_their_vectors() {
    let (good, hostile) = file::read("reply");
    for file in good {
        let keys = DayChain::from_secret(file.number("day"), file.array("c_day")).reply_keys();
        let part = ReplyPart {
            flags: file.number("flags"),
            part: file.number("part"),
            parts: file.number("parts"),
            codec: file.number("codec"),
            text: file.bytes("text").to_vec(),
        };
        let block: Block = file.array("block");
        let mut nonce = TestRng::of(file.bytes("nonce"));
        assert_eq!(
            keys.seal(&part, &mut nonce).unwrap(),
            block,
            "{}",
            file.path
        );
        assert_eq!(keys.open(&block).unwrap(), part, "{}", file.path);
    }
    for file in hostile {
        let keys = DayChain::from_secret(file.number("day"), file.array("c_day")).reply_keys();
        assert_eq!(keys.open(&file.array("block")), None, "{}", file.path);
    }
}

#[test]
fn one_flipped_bit_anywhere_in_a_block_is_refused() {
    let mut rng = TestRng::named("flipped block");
    let keys = DayChain::from_secret(20_827, [3; 32]).reply_keys();
    let good = keys.seal(&part(b"hello".to_vec()), &mut rng).unwrap();
    for bit in 0..good.len() * 8 {
        let mut block = good;
        block[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(keys.open(&block), None, "bit {bit}");
    }
}

#[test]
fn another_day_or_another_conversation_opens_nothing() {
    let mut rng = TestRng::named("other day");
    let today = DayChain::from_secret(20_827, [3; 32]);
    let block = today
        .reply_keys()
        .seal(&part(Vec::new()), &mut rng)
        .unwrap();
    let tomorrow = today.advance(20_828).unwrap();
    assert_eq!(tomorrow.reply_keys().open(&block), None);
    let other = DayChain::from_secret(20_827, [4; 32]);
    assert_eq!(other.reply_keys().open(&block), None);
}

#[test]
fn tags_of_days_and_of_numbers_all_differ() {
    let chain = DayChain::from_secret(20_827, [3; 32]);
    let tags: BTreeSet<_> = (20_827..20_841)
        .flat_map(|day| chain.advance(day).unwrap().reply_keys().tags())
        .collect();
    assert_eq!(tags.len(), 14 * 4);
}

#[test]
fn a_part_that_does_not_fit_is_the_callers_fault() {
    let mut rng = TestRng::named("too long");
    let keys = DayChain::from_secret(20_827, [3; 32]).reply_keys();
    let mut seal = |part: &ReplyPart| keys.seal(part, &mut rng).map(|_| ());
    assert_eq!(seal(&part(vec![0; BLOCK_TEXT_BYTES])), Ok(()));
    assert_eq!(seal(&part(vec![0; BLOCK_TEXT_BYTES + 1])), Err(TooLong));
    assert_eq!(seal(&part(vec![0; 70_000])), Err(TooLong));
    for (number, parts) in [(0, 0), (1, 1), (0, 65), (255, 255)] {
        let mut part = part(Vec::new());
        (part.part, part.parts) = (number, parts);
        assert_eq!(seal(&part), Err(TooLong), "{number} of {parts}");
    }
}

#[test]
fn fillers_are_not_for_anybody_and_never_the_same() {
    let mut rng = TestRng::named("fillers");
    let keys = DayChain::from_secret(20_827, [3; 32]).reply_keys();
    let (one_tag, one) = filler(&mut rng);
    let (other_tag, other) = filler(&mut rng);
    assert_ne!(one_tag, other_tag);
    assert_ne!(one, other);
    assert_eq!(keys.open(&one), None);
}

#[test]
fn the_automatic_flag_arrives() {
    let mut rng = TestRng::named("automatic");
    let keys = DayChain::from_secret(20_827, [3; 32]).reply_keys();
    let mut automatic = part(Vec::new());
    automatic.flags = FLAG_AUTOMATIC;
    let block = keys.seal(&automatic, &mut rng).unwrap();
    assert_eq!(keys.open(&block).unwrap().flags, FLAG_AUTOMATIC);
}

proptest! {
    #[test]
    fn any_part_comes_back(
        text in proptest::collection::vec(any::<u8>(), 0..=BLOCK_TEXT_BYTES),
        flags: u8,
        parts in 1u8..=64,
        part: u8,
        seed: [u8; 32],
    ) {
        let sent = ReplyPart { flags, part: part % parts, parts, codec: 1, text };
        let keys = DayChain::from_secret(20_827, seed).reply_keys();
        let block = keys.seal(&sent, &mut TestRng::of(&seed)).unwrap();
        prop_assert_eq!(keys.open(&block), Some(sent));
    }

    #[test]
    fn opening_any_bytes_is_total(bytes in proptest::collection::vec(any::<u8>(), 1024)) {
        let keys = DayChain::from_secret(20_827, [3; 32]).reply_keys();
        prop_assert_eq!(keys.open(&bytes.try_into().unwrap()), None);
    }
}
