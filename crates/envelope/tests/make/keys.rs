//! Public keys.

use envelope::SorterSecret;

use super::file::Vector;
use super::rng::TestRng;

/// 0, 1, the two points of order 8, p - 1, and the unreduced p and p + 1, little-endian.
const LOW_ORDER: [(&str, &str); 7] = [
    (
        "0",
        "0000000000000000000000000000000000000000000000000000000000000000",
    ),
    (
        "1",
        "0100000000000000000000000000000000000000000000000000000000000000",
    ),
    (
        "order-8-a",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    ),
    (
        "order-8-b",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    ),
    (
        "p-minus-1",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ),
    (
        "p",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ),
    (
        "p-plus-1",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ),
];

pub(crate) fn vectors() -> Vec<Vector> {
    let mut rng = TestRng::named("keys");
    let mut vectors = Vec::new();
    for name in ["one", "two", "three"] {
        let seed: [u8; 32] = rng.array();
        let public = SorterSecret::from_seed(0, seed).public().to_bytes();
        vectors.push(
            Vector::new(&format!("keys/{name}"), "A seed and its X-Wing public key.")
                .bytes("seed", &seed)
                .bytes("public", &public),
        );
    }
    let public = SorterSecret::from_seed(0, rng.array()).public().to_bytes();
    vectors.extend(hostile(&public));
    vectors
}

fn hostile(good: &[u8; 1216]) -> Vec<Vector> {
    let hostile = |name: &str, about: &str, public: &[u8; 1216]| {
        Vector::new(&format!("keys/hostile-{name}"), about).bytes("public", public)
    };
    let mut points = Vector::new(
        "keys/hostile-low-order-x25519",
        "A good ML-KEM half (public up to its last 32 bytes) with points that add nothing.",
    )
    .bytes("public_ml_kem", &good[..1184]);
    for (name, point) in LOW_ORDER {
        points = points.bytes(&format!("point_{name}"), &from_hex(point));
    }
    let mut high_bit = *good;
    high_bit[1184..].fill(0);
    high_bit[1215] = 0x80;
    let mut over_q = *good;
    over_q[0] = 0xff;
    over_q[1] |= 0x0f;
    vec![
        points,
        hostile(
            "low-order-x25519-high-bit",
            "The point 0 with the unused high bit set.",
            &high_bit,
        ),
        hostile(
            "ml-kem-unreduced",
            "The first coefficient of the ML-KEM half is 4,095, not below q = 3,329.",
            &over_q,
        ),
    ]
}

/// The points that must be refused.
pub(crate) fn low_order_points() -> Vec<[u8; 32]> {
    LOW_ORDER.iter().map(|(_, hex)| from_hex(hex)).collect()
}

fn from_hex(hex: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (byte, digits) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
        let digits = core::str::from_utf8(digits).expect("ASCII");
        *byte = u8::from_str_radix(digits, 16).expect("hex");
    }
    bytes
}
