//! Reply blocks.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use envelope::{BLOCK_TEXT_BYTES, DayChain, FLAG_AUTOMATIC, ReplyPart, codec, kdf};

use super::file::Vector;
use super::rng::TestRng;

const DAY: u32 = 20_827;

pub(crate) fn vectors() -> Vec<Vector> {
    let part = |flags, part, parts, text: Vec<u8>| ReplyPart {
        flags,
        part,
        parts,
        codec: 1,
        text,
    };
    let mut vectors = vec![
        good(
            "reply/short",
            "A short answer in Arabic.",
            &part(0, 0, 1, codec::encode("وصلت رسالتك. سنكتب لك غداً.")),
        ),
        good(
            "reply/full",
            "No byte of padding, the last of 64 parts.",
            &part(0, 63, 64, vec![b'x'; BLOCK_TEXT_BYTES]),
        ),
        good(
            "reply/automatic",
            "The automatic one, without text.",
            &part(FLAG_AUTOMATIC, 0, 1, Vec::new()),
        ),
    ];
    vectors.extend(hostile());
    vectors
}

fn good(path: &str, about: &str, part: &ReplyPart) -> Vector {
    let mut rng = TestRng::named(path);
    let chain = DayChain::from_secret(DAY, rng.array());
    let block = chain
        .reply_keys()
        .seal(part, &mut rng)
        .expect("a good part");
    Vector::new(path, about)
        .number("day", DAY)
        .bytes("c_day", chain.secret())
        .number("flags", part.flags)
        .number("part", part.part)
        .number("parts", part.parts)
        .number("codec", part.codec)
        .bytes("text", &part.text)
        .bytes("nonce", &rng.taken())
        .bytes("block", &block)
}

fn hostile() -> Vec<Vector> {
    type Change = (&'static str, &'static str, fn(&mut Vec<u8>));
    let plain: [Change; 6] = [
        ("nonzero-padding", "A byte after the text.", |p| p[983] = 1),
        ("nonzero-reserved", "A reserved byte.", |p| p[7] = 1),
        ("len-over-text", "A len of 977.", |p| {
            p[..2].copy_from_slice(&977u16.to_le_bytes());
        }),
        ("no-parts", "Part 0 of 0.", |p| p[4] = 0),
        ("too-many-parts", "65 parts.", |p| p[4] = 65),
        ("part-not-below-parts", "Part 1 of 1.", |p| p[3] = 1),
    ];
    let sealed: [Change; 2] = [
        ("flipped-bit", "One bit of the ciphertext is wrong.", |b| {
            b[500] ^= 1
        }),
        ("flipped-nonce-bit", "One bit of the nonce is wrong.", |b| {
            b[0] ^= 1
        }),
    ];
    let mut vectors = Vec::new();
    for (name, about, change) in plain {
        vectors.push(hostile_one(name, about, change, |_| {}, DAY));
    }
    for (name, about, change) in sealed {
        vectors.push(hostile_one(name, about, |_| {}, change, DAY));
    }
    vectors.push(hostile_one(
        "wrong-day",
        "Sealed on the day before the one of c_day.",
        |_| {},
        |_| {},
        DAY - 1,
    ));
    vectors
}

fn hostile_one(
    name: &str,
    about: &str,
    change_plain: fn(&mut Vec<u8>),
    change_block: fn(&mut Vec<u8>),
    sealed_day: u32,
) -> Vector {
    let path = format!("reply/hostile-{name}");
    let mut rng = TestRng::named(&path);
    let sealing = DayChain::from_secret(sealed_day, rng.array());
    let opening = sealing.advance(DAY).expect("today or tomorrow");
    let mut plain = vec![5, 0, 0, 0, 1, 1, 0, 0];
    plain.extend(b"hello");
    plain.resize(984, 0);
    change_plain(&mut plain);
    let nonce: [u8; 24] = rng.array();
    let key = kdf("shanasheel/1 reply", &[sealing.secret()]);
    let mut block = nonce.to_vec();
    block.extend(
        XChaCha20Poly1305::new((&*key).into())
            .encrypt(&XNonce::from(nonce), plain.as_slice())
            .expect("short enough"),
    );
    change_block(&mut block);
    Vector::new(&path, about)
        .number("day", DAY)
        .bytes("c_day", opening.secret())
        .bytes("block", &block)
}
