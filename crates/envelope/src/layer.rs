//! One sealed layer: HPKE base mode with X-Wing, HKDF-SHA256, ChaCha20-Poly1305 (PROTOCOL §1.3).
//!
//! ```text
//! layer = enc 1120 | AEAD( plaintext ) | tag 16            empty associated data
//! ```

use hpke::aead::{AeadTag, ChaCha20Poly1305};
use hpke::inout::InOutBuf;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;

/// What a layer adds to its plaintext, in bytes.
pub(crate) const LAYER_BYTES: usize = ENC_BYTES + AEAD_TAG_BYTES;
/// Where the plaintext of a layer begins, in bytes.
pub(crate) const ENC_BYTES: usize = 1120;
const AEAD_TAG_BYTES: usize = 16;
const X25519_BYTES: usize = 32;

pub(crate) type KemPublic = <XWing as Kem>::PublicKey;
pub(crate) type KemSecret = <XWing as Kem>::PrivateKey;

/// Seals in place: the plaintext lies in `layer` after a gap of 1,120 bytes and before one of 16.
/// Takes 64 bytes of `rng`.
pub(crate) fn seal(to: &KemPublic, info: &[u8], layer: &mut [u8], rng: &mut impl CryptoRng) {
    let (enc, rest) = layer.split_at_mut(ENC_BYTES);
    let (plain, tag) = rest.split_at_mut(rest.len() - AEAD_TAG_BYTES);
    let (sealed_enc, sealed_tag) = hpke::single_shot_seal_inout_detached_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        XWing,
    >(&OpModeS::Base, to, info, InOutBuf::from(plain), &[], rng)
    .expect("X-Wing takes every parsed key, and a layer is below the limit of the cipher");
    sealed_enc.write_exact(enc);
    sealed_tag.write_exact(tag);
}

/// Opens in place and gives the plaintext. `None` without detail; then `layer` is of no use.
pub(crate) fn open<'a>(key: &KemSecret, info: &[u8], layer: &'a mut [u8]) -> Option<&'a [u8]> {
    let (enc, rest) = layer.split_at_mut_checked(ENC_BYTES)?;
    let (plain, tag) = rest.split_at_mut_checked(rest.len().checked_sub(AEAD_TAG_BYTES)?)?;
    if ends_in_low_order_point(enc) {
        return None;
    }
    let enc = <XWing as Kem>::EncappedKey::from_bytes(enc).ok()?;
    let tag = AeadTag::<ChaCha20Poly1305>::from_bytes(tag).ok()?;
    hpke::single_shot_open_inout_detached::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        key,
        &enc,
        info,
        InOutBuf::from(&mut *plain),
        &[],
        &tag,
    )
    .ok()?;
    Some(plain)
}

/// Public keys and encapsulated keys of X-Wing both end in an X25519 point. With a point of low
/// order the X25519 half would add nothing, and implementations disagree about what to do: we refuse.
pub(crate) fn ends_in_low_order_point(key: &[u8]) -> bool {
    let Some(point) = key.last_chunk::<X25519_BYTES>() else {
        return false;
    };
    let mut point = *point;
    point[31] &= 0x7f;
    LOW_ORDER.contains(&point)
}

/// Every encoding of a point of order 1, 2, 4 or 8 on Curve25519 and its twist, the unused high bit
/// cleared: 0, 1, the two of order 8, p - 1, and the unreduced p and p + 1 (RFC 7748, section 6.1).
const LOW_ORDER: [[u8; X25519_BYTES]; 7] = [
    [0; X25519_BYTES],
    small(1),
    [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
        0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
        0xb8, 0x00,
    ],
    [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
        0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
        0x11, 0x57,
    ],
    near_p(0xec),
    near_p(0xed),
    near_p(0xee),
];

const fn small(value: u8) -> [u8; X25519_BYTES] {
    let mut point = [0; X25519_BYTES];
    point[0] = value;
    point
}

/// p = 2^255 - 19 ends (begins, in little-endian) with 0xed.
const fn near_p(lowest: u8) -> [u8; X25519_BYTES] {
    let mut point = [0xff; X25519_BYTES];
    point[0] = lowest;
    point[31] = 0x7f;
    point
}
