//! A second way to seal and open, written from RFC 9180 and the X-Wing draft without the `hpke`
//! crate: it checks the first one, and makes what an honest sender never makes.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use x_wing::{Ciphertext, Decapsulate, DecapsulationKey, EncapsulationKey};

/// Where the X25519 point of an encapsulated key begins.
const ENC_BYTES: usize = 1120;
const POINT_AT: usize = 1088;

const SUITE: [u8; 10] = *b"HPKE\x64\x7a\x00\x01\x00\x03";

/// Seals a layer: enc 1120 | AEAD | tag 16.
pub(crate) fn seal(
    public: &[u8; 1216],
    info: &[u8],
    plain: &[u8],
    randomness: &[u8; 64],
) -> Vec<u8> {
    let key = EncapsulationKey::try_from(public.as_slice()).expect("a valid public key");
    let (enc, shared) = key.encapsulate_deterministic(randomness.into());
    let mut layer = enc.to_vec();
    layer.extend(encrypt(&shared.into(), info, plain));
    layer
}

/// Seals a layer whose encapsulated key ends in `point`, so that everybody who does not look at the
/// point opens it. Possible here because the recipient's seed is known.
pub(crate) fn seal_with_point(
    seed: &[u8; 32],
    info: &[u8],
    plain: &[u8],
    randomness: &[u8; 64],
    point: &[u8; 32],
) -> Vec<u8> {
    use x_wing::Decapsulator;
    let secret = DecapsulationKey::from(*seed);
    let (enc, _) = secret
        .encapsulation_key()
        .encapsulate_deterministic(randomness.into());
    let mut layer = enc.to_vec();
    layer[POINT_AT..].copy_from_slice(point);
    let shared = decapsulate(seed, &layer);
    layer.extend(encrypt(&shared, info, plain));
    layer
}

/// Opens a layer as an implementation does that accepts every point.
pub(crate) fn open(seed: &[u8; 32], info: &[u8], layer: &[u8]) -> Option<Vec<u8>> {
    let (enc, sealed) = layer.split_at_checked(ENC_BYTES)?;
    let (key, nonce) = key_schedule(&decapsulate(seed, enc), info);
    ChaCha20Poly1305::new(&key).decrypt(&nonce, sealed).ok()
}

fn decapsulate(seed: &[u8; 32], enc: &[u8]) -> [u8; 32] {
    let enc = Ciphertext::try_from(enc).expect("1,120 bytes");
    DecapsulationKey::from(*seed).decapsulate(&enc).into()
}

fn encrypt(shared: &[u8; 32], info: &[u8], plain: &[u8]) -> Vec<u8> {
    let (key, nonce) = key_schedule(shared, info);
    ChaCha20Poly1305::new(&key)
        .encrypt(&nonce, plain)
        .expect("short enough")
}

/// RFC 9180, section 5.1, base mode.
fn key_schedule(shared: &[u8; 32], info: &[u8]) -> (Key, Nonce) {
    let psk_id_hash = labelled_extract(&[], b"psk_id_hash", &[]);
    let info_hash = labelled_extract(&[], b"info_hash", info);
    let context = [&[0], psk_id_hash.as_slice(), &info_hash].concat();
    let secret = labelled_extract(shared, b"secret", &[]);
    let key: [u8; 32] = labelled_expand(&secret, b"key", &context);
    let nonce: [u8; 12] = labelled_expand(&secret, b"base_nonce", &context);
    (key.into(), nonce.into())
}

fn labelled_extract(salt: &[u8], label: &[u8], input: &[u8]) -> [u8; 32] {
    let input = [b"HPKE-v1", SUITE.as_slice(), label, input].concat();
    Hkdf::<Sha256>::extract(Some(salt), &input).0.into()
}

fn labelled_expand<const N: usize>(secret: &[u8; 32], label: &[u8], info: &[u8]) -> [u8; N] {
    let len = u16::try_from(N).expect("a short output").to_be_bytes();
    let info = [len.as_slice(), b"HPKE-v1", SUITE.as_slice(), label, info].concat();
    let mut out = [0; N];
    Hkdf::<Sha256>::from_prk(secret)
        .expect("32 bytes are a key")
        .expand(&info, &mut out)
        .expect("a short output");
    out
}
