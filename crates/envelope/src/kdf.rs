//! The one key derivation of the protocol.

use zeroize::{Zeroize, Zeroizing};

/// Derives 32 bytes from `parts` under `label`: BLAKE3 `derive_key` with the label as context, each
/// part preceded by its length as a `u64`, so that no two lists of parts give the same input.
///
/// ```
/// let one = envelope::kdf("shanasheel/1 example", &[b"ab", b"c"]);
/// let other = envelope::kdf("shanasheel/1 example", &[b"a", b"bc"]);
/// assert_ne!(*one, *other);
/// ```
#[must_use]
pub fn kdf(label: &'static str, parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut hasher = blake3::Hasher::new_derive_key(label);
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut hash = hasher.finalize();
    let secret = Zeroizing::new(*hash.as_bytes());
    hash.zeroize();
    hasher.zeroize();
    secret
}

/// The first `N` bytes of a secret, for identifiers and tags that are shorter than a key.
pub(crate) fn truncated<const N: usize>(secret: &[u8; 32]) -> [u8; N] {
    const { assert!(N <= 32) };
    let mut short = [0; N];
    short.copy_from_slice(&secret[..N]);
    short
}
