//! envelope: the layers of a parcel, deposits, replies, the codec, words and numbers.
//!
//! Random bytes never pass an authentication tag, so the inputs stand for what is inside: they are sealed by a second
//! implementation, as a hostile sender would do it, and then opened by ours.

#[expect(dead_code, reason = "the vectors use all of it")]
#[path = "../../../envelope/tests/make/forge.rs"]
mod forge;

use envelope::{
    DayChain, Ed25519Key, Entropy, INNER_BYTES, PARCEL_BYTES, ReplyPart, codec, open_deposit,
    open_inner, open_outer, seal_deposit, seal_inner,
};

use super::seeded::{Seeded, World};
use super::sized;

/// The plaintext of an outer layer: header 16, inner.
const OUTER_PLAIN_BYTES: usize = 16 + INNER_BYTES;
/// The plaintext of an inner layer.
const BODY_BYTES: usize = INNER_BYTES - 1136;

/// An even first byte: the rest is a parcel as it comes; an odd one: it is what the parcel holds.
pub(super) fn outer(input: &[u8]) {
    let world = World::the();
    let Some((mode, rest)) = input.split_first() else {
        return;
    };
    if mode % 2 == 0 {
        let parcel = sized::<PARCEL_BYTES>(rest);
        assert!(open_outer(&world.org, &[&world.sorter], &parcel).is_none());
        return;
    }
    let plain = sized::<OUTER_PLAIN_BYTES>(rest);
    let info = [b"shanasheel/1 outer".as_slice(), &world.org.0].concat();
    let public = world.sorter.public().to_bytes();
    let layer = forge::seal(&public, &info, &plain[..], &[9; 64]);
    let parcel = sized::<PARCEL_BYTES>(&layer);
    if let Some(opened) = open_outer(&world.org, &[&world.sorter], &parcel) {
        assert_eq!(opened.inner[..], plain[16..]);
        assert_eq!(plain[..2], [1, opened.kind as u8]);
    }
}

/// The input is what an inner layer holds.
pub(super) fn body(input: &[u8]) {
    let world = World::the();
    let plain = sized::<BODY_BYTES>(input);
    let info = [
        b"shanasheel/1 inner".as_slice(),
        &world.org.0,
        &world.intake.desk_slot().to_le_bytes(),
        &world.intake.day().to_le_bytes(),
    ]
    .concat();
    let public = world.intake.public().to_bytes();
    let layer = forge::seal(&public, &info, &plain[..], &[9; 64]);
    let inner = sized::<INNER_BYTES>(&layer);
    let Some(body) = open_inner(&world.org, &world.intake, &inner) else {
        return;
    };
    assert!(body.part < body.parts && body.data.len() <= envelope::BODY_DATA_BYTES);
    let _ = drop_client::compose::read_sheet(&body);
    let sealed = world
        .sealing(|to| seal_inner(to, &body, &mut Seeded::new(1)))
        .expect("what was opened can be sealed");
    let again = open_inner(&world.org, &world.intake, &sealed).expect("ours");
    assert!(again == body, "a body comes back as it was sealed");
}

/// An even first byte: the rest is the inner of a deposit as it comes; an odd one: a desk has signed it.
pub(super) fn deposit(input: &[u8]) {
    const SIGNED_BYTES: usize = 8 + 2 * (8 + 1024);
    let world = World::the();
    let Some((mode, rest)) = input.split_first() else {
        return;
    };
    let mut inner = sized::<INNER_BYTES>(rest);
    let key = Ed25519Key::from_seed([5; 32]);
    if mode % 2 == 1 {
        let message = [world.org.0.as_slice(), &inner[..SIGNED_BYTES]].concat();
        let signature = key.sign(drop_wire::label::DEPOSIT, &message);
        inner[SIGNED_BYTES..SIGNED_BYTES + 64].copy_from_slice(&signature);
    }
    let Some(deposit) = open_deposit(&world.org, &[[1; 32], key.public()], &inner) else {
        return;
    };
    let sorter = world.sorter.public();
    let parcel = seal_deposit(&world.org, &sorter, &deposit, &key, &mut Seeded::new(2));
    let opened = open_outer(&world.org, &[&world.sorter], &parcel).expect("a parcel of ours");
    assert!(opened.inner == inner, "a deposit has one encoding");
}

/// An even first byte: the rest is a block as it comes; an odd one: the fields of a reply.
pub(super) fn reply(input: &[u8]) {
    let keys = DayChain::from_secret(super::seeded::DAY, [3; 32]).reply_keys();
    match input {
        [mode, flags, part, parts, codec, text @ ..] if mode % 2 == 1 => {
            let reply = ReplyPart {
                flags: *flags,
                part: *part,
                parts: *parts,
                codec: *codec,
                text: text.to_vec(),
            };
            if let Ok(block) = keys.seal(&reply, &mut Seeded::new(3)) {
                let opened = keys.open(&block).expect("what was sealed opens");
                assert!(opened == reply, "a reply comes back as it was sealed");
            }
        }
        block => assert!(keys.open(&sized(block)).is_none()),
    }
}

/// Bytes to text is total; text to bytes and back is the same; pieces make the whole.
pub(super) fn codec(input: &[u8]) {
    let decoded = codec::decode(input);
    assert_eq!(codec::decode(&codec::encode(&decoded)), decoded);
    let Some((size, rest)) = input.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    assert_eq!(codec::decode(&codec::encode(&text)), text);
    let most = usize::from(*size).max(8);
    let pieces = codec::split(&text, most);
    assert!(pieces.iter().all(|piece| piece.len() <= most));
    let whole: String = pieces.iter().map(|piece| codec::decode(piece)).collect();
    assert_eq!(whole, text);
}

/// Indices and numbers: what is right has exactly one way to be written.
pub(super) fn words(input: &[u8]) {
    let bytes = sized::<34>(input);
    let (numbers, words) = bytes.split_at(16);
    let words: [u16; 9] =
        std::array::from_fn(|at| u16::from_le_bytes([words[2 * at], words[2 * at + 1]]));
    if let Ok(entropy) = Entropy::from_words(&words) {
        assert_eq!(entropy.to_words(), words);
    }
    let numbers: [u32; 4] = std::array::from_fn(|at| {
        let mut four = [0; 4];
        four.copy_from_slice(&numbers[4 * at..4 * at + 4]);
        u32::from_le_bytes(four)
    });
    if let Ok(entropy) = Entropy::from_numbers(&numbers) {
        assert_eq!(entropy.to_numbers(), numbers);
        assert!(Entropy::from_words(&entropy.to_words()).is_ok_and(|same| same == entropy));
    }
}
