//! The file `head`: the data key, wrapped by the passphrase.
//!
//! ```text
//! magic 8 | version u16 | folding u8 | 0 u8 | memory KiB u32 | passes u32 | lanes u32
//! | salt 32 | nonce 24 | XChaCha20-Poly1305(data key 32) 48 | zeros 96 | BLAKE3 of the rest 32
//! ```
//!
//! The checksum at the end tells damage from a wrong passphrase; it helps no guesser. A change of
//! passphrase wraps the same data key anew.

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Cost, Passphrase, VaultError, passphrase::FOLDING_VERSION};

/// Length of the file.
pub(crate) const HEAD_BYTES: usize = 256;
const MAGIC: [u8; 8] = *b"\x8fVLT\r\n\x1a\n";
const VERSION: u16 = 1;
const NONCE: usize = 56;
const SEALED: usize = 80;
const SEALED_END: usize = 128;
const CHECKSUM: usize = HEAD_BYTES - 32;

/// The key of the store; wiped when dropped.
pub(crate) struct DataKey(Zeroizing<[u8; 32]>);

/// A head whose checksum is right and whose version is known.
pub(crate) struct Head {
    bytes: [u8; HEAD_BYTES],
    cost: Cost,
}

impl DataKey {
    pub(crate) fn random(rng: &mut impl CryptoRng) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(key.as_mut());
        Self(key)
    }

    /// The statement that keys a connection. SQLite wipes its own copy (`cipher_memory_security`).
    pub(crate) fn key_statement(&self) -> Zeroizing<String> {
        use std::fmt::Write as _;
        let mut sql = Zeroizing::new(String::with_capacity(96));
        sql.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            write!(sql, "{byte:02x}").expect("writing to a string has no failure");
        }
        sql.push_str("'\";");
        sql
    }
}

impl Head {
    /// Wraps a data key.
    pub(crate) fn wrap(
        key: &DataKey,
        passphrase: &Passphrase,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let mut bytes = [0; HEAD_BYTES];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..10].copy_from_slice(&VERSION.to_le_bytes());
        bytes[10] = FOLDING_VERSION;
        bytes[12..16].copy_from_slice(&cost.memory_kib().to_le_bytes());
        bytes[16..20].copy_from_slice(&cost.passes().to_le_bytes());
        bytes[20..24].copy_from_slice(&cost.lanes().to_le_bytes());
        rng.fill_bytes(&mut bytes[24..SEALED]);
        let sealed = cipher(passphrase, cost, &bytes)?
            .encrypt(
                &nonce(&bytes),
                Payload {
                    msg: key.0.as_ref(),
                    aad: &bytes[..SEALED],
                },
            )
            .map_err(|_| VaultError::BadValue)?;
        bytes[SEALED..SEALED_END].copy_from_slice(&sealed);
        let checksum = blake3::hash(&bytes[..CHECKSUM]);
        bytes[CHECKSUM..].copy_from_slice(checksum.as_bytes());
        Ok(Self { bytes, cost })
    }

    /// Reads a head. Total.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, VaultError> {
        let bytes: [u8; HEAD_BYTES] = bytes.try_into().map_err(|_| VaultError::HEAD_DAMAGED)?;
        if bytes[..8] != MAGIC || blake3::hash(&bytes[..CHECKSUM]) != bytes[CHECKSUM..] {
            return Err(VaultError::HEAD_DAMAGED);
        }
        let version = u16::from_le_bytes([bytes[8], bytes[9]]);
        if version > VERSION || bytes[10] > FOLDING_VERSION {
            return Err(VaultError::TooNew {
                found: u32::from(version),
                known: u32::from(VERSION),
            });
        }
        let word = |at: usize| {
            u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        let cost = Cost::unchecked(word(12), word(16), word(20));
        if !cost.is_sane() {
            return Err(VaultError::HEAD_DAMAGED);
        }
        Ok(Self { bytes, cost })
    }

    /// Unwraps the data key.
    pub(crate) fn unwrap(&self, passphrase: &Passphrase) -> Result<DataKey, VaultError> {
        let opened = cipher(passphrase, self.cost, &self.bytes)?
            .decrypt(
                &nonce(&self.bytes),
                Payload {
                    msg: &self.bytes[SEALED..SEALED_END],
                    aad: &self.bytes[..SEALED],
                },
            )
            .map(Zeroizing::new)
            .map_err(|_| VaultError::WrongPassphrase)?;
        let mut key = Zeroizing::new([0; 32]);
        key.copy_from_slice(&opened);
        Ok(DataKey(key))
    }

    pub(crate) fn bytes(&self) -> &[u8; HEAD_BYTES] {
        &self.bytes
    }

    pub(crate) fn cost(&self) -> Cost {
        self.cost
    }
}

fn nonce(bytes: &[u8; HEAD_BYTES]) -> XNonce {
    let mut nonce = XNonce::default();
    nonce.copy_from_slice(&bytes[NONCE..SEALED]);
    nonce
}

fn cipher(
    passphrase: &Passphrase,
    cost: Cost,
    bytes: &[u8; HEAD_BYTES],
) -> Result<XChaCha20Poly1305, VaultError> {
    let mut salt = [0; 32];
    salt.copy_from_slice(&bytes[24..NONCE]);
    let stretched = cost.key(passphrase, &salt)?;
    let kek = Zeroizing::new(blake3::derive_key(
        "shanasheel/1 vault head",
        stretched.as_ref(),
    ));
    Ok(XChaCha20Poly1305::new((&*kek).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Counted;

    fn head(cost: Cost) -> Head {
        let mut rng = Counted::default();
        let passphrase = Passphrase::new("old window").unwrap();
        Head::wrap(&DataKey::random(&mut rng), &passphrase, cost, &mut rng).unwrap()
    }

    /// A head with a right checksum, as somebody could make who wants to tire a computer out.
    fn forged(cost: [u32; 3]) -> Vec<u8> {
        let mut bytes = head(Cost::for_tests()).bytes;
        for (at, word) in [12, 16, 20].into_iter().zip(cost) {
            bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
        }
        let checksum = blake3::hash(&bytes[..CHECKSUM]);
        bytes[CHECKSUM..].copy_from_slice(checksum.as_bytes());
        bytes.to_vec()
    }

    #[test]
    fn a_cost_beyond_reason_is_damage_and_not_a_day_of_waiting() {
        let damaged = |bytes: &[u8]| Head::read(bytes).err();
        for cost in [
            [u32::MAX, 3, 4],
            [64, u32::MAX, 1],
            [64, 3, u32::MAX],
            [0, 1, 1],
            [64, 0, 1],
            [64, 1, 0],
            [64, 1, 16],
        ] {
            assert_eq!(
                damaged(&forged(cost)),
                Some(VaultError::HEAD_DAMAGED),
                "{cost:?}"
            );
        }
        assert_eq!(damaged(&forged([64, 1, 1])), None);
    }

    #[test]
    fn a_cheaper_head_does_not_open_with_the_right_passphrase() {
        let bytes = forged([128, 1, 1]);
        let passphrase = Passphrase::new("old window").unwrap();
        let opened = Head::read(&bytes).unwrap().unwrap(&passphrase);
        assert_eq!(opened.err(), Some(VaultError::WrongPassphrase));
    }

    #[test]
    fn two_heads_of_one_key_have_nothing_in_common() {
        let mut rng = Counted::default();
        let key = DataKey::random(&mut rng);
        let passphrase = Passphrase::new("old window").unwrap();
        let mut wrap = || {
            Head::wrap(&key, &passphrase, Cost::for_tests(), &mut rng)
                .unwrap()
                .bytes
        };
        let (one, two) = (wrap(), wrap());
        assert_ne!(one[24..SEALED], two[24..SEALED]);
        assert_ne!(one[SEALED..SEALED_END], two[SEALED..SEALED_END]);
    }
}
