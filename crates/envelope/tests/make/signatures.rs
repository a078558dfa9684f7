//! Signatures, plain and hybrid. The label is "shanasheel/1 keylist" or "shanasheel/1 edition".

use envelope::{Ed25519Key, HybridKey};

use super::file::Vector;
use super::rng::TestRng;

const EDITION: &str = "shanasheel/1 edition";
const INDEX: &str = "shanasheel/1 index";
const KEY_LIST: &str = "shanasheel/1 keylist";
const MESSAGE: &[u8] = b"what is signed";

/// The order of the group of Ed25519, little-endian.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

pub(crate) fn vectors() -> Vec<Vector> {
    let mut vectors = plain();
    vectors.extend(hybrid());
    vectors
}

fn plain() -> Vec<Vector> {
    let key = Ed25519Key::from_seed(TestRng::named("signatures/ed25519").array());
    let signature = key.sign(EDITION, MESSAGE);
    let vector = |name: &str, about: &str, public: &[u8; 32], signature: &[u8; 64]| {
        Vector::new(&format!("signatures/{name}"), about)
            .bytes("label", EDITION.as_bytes())
            .bytes("message", MESSAGE)
            .bytes("public", public)
            .bytes("signature", signature)
    };
    let mut identity = [0; 32];
    identity[0] = 1;
    let mut of_nobody = [0; 64];
    of_nobody[0] = 1;
    vec![
        vector("ed25519", "A plain signature.", &key.public(), &signature)
            .bytes("seed", key.seed()),
        vector(
            "hostile-ed25519-wrong-label",
            "Made for an index, shown as an edition.",
            &key.public(),
            &key.sign(INDEX, MESSAGE),
        ),
        vector(
            "hostile-ed25519-wrong-message",
            "Made over another message.",
            &key.public(),
            &key.sign(EDITION, b"what was signed"),
        ),
        vector(
            "hostile-ed25519-unreduced",
            "The scalar plus the order of the group: the same signature in other bytes.",
            &key.public(),
            &unreduced(&signature),
        ),
        vector(
            "hostile-ed25519-small-order",
            "A public key of small order, under which this signature fits every message.",
            &identity,
            &of_nobody,
        ),
    ]
}

fn hybrid() -> Vec<Vector> {
    let mut rng = TestRng::named("signatures/hybrid");
    let key = HybridKey::from_seeds(rng.array(), rng.array());
    let signature = key.sign(KEY_LIST, MESSAGE);
    let vector = |name: &str, about: &str, signature: &[u8; 3373]| {
        Vector::new(&format!("signatures/{name}"), about)
            .bytes("label", KEY_LIST.as_bytes())
            .bytes("message", MESSAGE)
            .bytes("public", &key.public().0)
            .bytes("signature", signature)
    };
    let flipped = |at: usize| {
        let mut signature = signature;
        signature[at] ^= 1;
        signature
    };
    let (ed25519_seed, ml_dsa_seed) = key.seeds();
    vec![
        vector("hybrid", "A hybrid signature.", &signature)
            .bytes("ed25519_seed", ed25519_seed)
            .bytes("ml_dsa_seed", ml_dsa_seed),
        vector(
            "hostile-hybrid-ed25519-half",
            "Only the ML-DSA half is right.",
            &flipped(40),
        ),
        vector(
            "hostile-hybrid-ml-dsa-half",
            "Only the Ed25519 half is right.",
            &flipped(64 + 48),
        ),
        vector(
            "hostile-hybrid-hint",
            "The last byte of the ML-DSA hint breaks its encoding.",
            &flipped(3372),
        ),
        vector(
            "hostile-hybrid-wrong-label",
            "Made for an edition, shown as a key list.",
            &key.sign(EDITION, MESSAGE),
        ),
    ]
}

fn unreduced(signature: &[u8; 64]) -> [u8; 64] {
    let mut sum = *signature;
    let mut carry = 0;
    for (byte, order) in sum[32..].iter_mut().zip(ORDER) {
        let total = u16::from(*byte) + u16::from(order) + carry;
        [*byte, _] = total.to_le_bytes();
        carry = total >> 8;
    }
    sum
}
