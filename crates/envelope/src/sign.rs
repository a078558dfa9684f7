//! Signatures, each under a label that says what it is for.
//!
//! ```text
//! signed bytes = label length u8 | label | message
//! hybrid       = Ed25519 64 | ML-DSA-65 3309        over the same bytes, both required
//! ```
//! A signature made for one purpose can therefore never pass for another.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use ed25519_dalek::{Signature as EdSignature, Signer, SigningKey, VerifyingKey};
use ml_dsa::{
    EncodedVerifyingKey, Keypair, MlDsa65, Signature as MlSignature, SigningKey as MlSigningKey,
    VerifyingKey as MlVerifyingKey,
};
use rand_core::CryptoRng;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Size of an Ed25519 signature, in bytes.
pub const ED25519_SIGNATURE_BYTES: usize = 64;
/// Size of a hybrid public key, in bytes: Ed25519 32 ‖ ML-DSA-65 1,952.
pub const HYBRID_PUBLIC_BYTES: usize = 1984;
/// Size of a hybrid signature, in bytes: Ed25519 64 ‖ ML-DSA-65 3,309.
pub const HYBRID_SIGNATURE_BYTES: usize = 3373;

const ED25519_PUBLIC_BYTES: usize = 32;

/// An Ed25519 key pair: of the outbox, or of a desk. Wiped when dropped.
#[derive(Clone)]
pub struct Ed25519Key(Box<SigningKey>);

/// The key with which a desk signs its deposits.
pub type DeskSigningKey = Ed25519Key;
/// The public half of a [`DeskSigningKey`].
pub type DeskPublicKey = [u8; ED25519_PUBLIC_BYTES];

impl Ed25519Key {
    /// A fresh key. Takes 32 bytes of `rng`.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *seed);
        Self(Box::new(SigningKey::from_bytes(&seed)))
    }

    /// A key that was kept in a vault.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let seed = Zeroizing::new(seed);
        Self(Box::new(SigningKey::from_bytes(&seed)))
    }

    /// The seed, for a vault. It is the whole private key.
    #[must_use]
    pub fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> [u8; ED25519_PUBLIC_BYTES] {
        self.0.verifying_key().to_bytes()
    }

    /// Signs `message` for the purpose that `label` names (at most 255 bytes).
    #[must_use]
    pub fn sign(&self, label: &'static str, message: &[u8]) -> [u8; ED25519_SIGNATURE_BYTES] {
        self.0.sign(&labelled(label, message)).to_bytes()
    }
}

impl fmt::Debug for Ed25519Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ed25519Key(..)")
    }
}

/// Whether `signature` is `public`'s over `message` under `label`. Strict: weak keys, points of
/// small order and unreduced scalars are refused.
#[must_use]
pub fn verify_ed25519(
    label: &'static str,
    public: &[u8; ED25519_PUBLIC_BYTES],
    message: &[u8],
    signature: &[u8; ED25519_SIGNATURE_BYTES],
) -> bool {
    verify_strict(public, &labelled(label, message), signature)
}

/// A hybrid key pair: of the root, or of the issuer. Wiped when dropped.
#[derive(Clone)]
pub struct HybridKey {
    ed25519: Ed25519Key,
    ml_dsa_seed: Box<Zeroizing<[u8; 32]>>,
    public: Box<HybridPublic>,
}

impl HybridKey {
    /// A fresh key. Takes 64 bytes of `rng`.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let ed25519 = Ed25519Key::random(rng);
        let mut ml_dsa_seed = Box::new(Zeroizing::new([0; 32]));
        rng.fill_bytes(&mut **ml_dsa_seed);
        Self::expand(ed25519, ml_dsa_seed)
    }

    /// A key that was kept: the seed of Ed25519 and the seed of ML-DSA-65.
    #[must_use]
    pub fn from_seeds(ed25519: [u8; 32], ml_dsa: [u8; 32]) -> Self {
        let ml_dsa = Box::new(Zeroizing::new(ml_dsa));
        Self::expand(Ed25519Key::from_seed(ed25519), ml_dsa)
    }

    /// The seeds of Ed25519 and of ML-DSA-65, for a vault. They are the whole private key.
    #[must_use]
    pub fn seeds(&self) -> (&[u8; 32], &[u8; 32]) {
        (self.ed25519.seed(), &self.ml_dsa_seed)
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> HybridPublic {
        (*self.public).clone()
    }

    /// The Ed25519 half alone, for the calls that a relay checks without the other.
    #[must_use]
    pub const fn ed25519(&self) -> &Ed25519Key {
        &self.ed25519
    }

    /// Signs `message` for the purpose that `label` names (at most 255 bytes), with both halves.
    /// Deterministic: the same message gives the same signature.
    #[must_use]
    pub fn sign(&self, label: &'static str, message: &[u8]) -> [u8; HYBRID_SIGNATURE_BYTES] {
        let signed = labelled(label, message);
        let key = MlSigningKey::<MlDsa65>::from_seed(&(**self.ml_dsa_seed).into());
        let ml_dsa = key
            .expanded_key()
            .sign_deterministic(&signed, &[])
            .expect("an empty context is never too long")
            .encode();
        let mut signature = [0; HYBRID_SIGNATURE_BYTES];
        let (first, second) = signature.split_at_mut(ED25519_SIGNATURE_BYTES);
        first.copy_from_slice(&self.ed25519.0.sign(&signed).to_bytes());
        second.copy_from_slice(&ml_dsa);
        signature
    }

    fn expand(ed25519: Ed25519Key, ml_dsa_seed: Box<Zeroizing<[u8; 32]>>) -> Self {
        let ml_dsa = MlSigningKey::<MlDsa65>::from_seed(&(**ml_dsa_seed).into());
        let mut public = Box::new(HybridPublic([0; HYBRID_PUBLIC_BYTES]));
        let (first, second) = public.0.split_at_mut(ED25519_PUBLIC_BYTES);
        first.copy_from_slice(&ed25519.public());
        second.copy_from_slice(&ml_dsa.verifying_key().encode());
        Self {
            ed25519,
            ml_dsa_seed,
            public,
        }
    }
}

impl fmt::Debug for HybridKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HybridKey(..)")
    }
}

// Their parts wipe themselves.
impl ZeroizeOnDrop for Ed25519Key {}
impl ZeroizeOnDrop for HybridKey {}

/// The public half of a [`HybridKey`]: Ed25519 32 ‖ ML-DSA-65 1,952.
#[derive(Clone, PartialEq, Eq)]
pub struct HybridPublic(pub [u8; HYBRID_PUBLIC_BYTES]);

impl HybridPublic {
    /// Whether both signatures are this key's over `message` under `label`. Total on any bytes.
    #[must_use]
    pub fn verify(
        &self,
        label: &'static str,
        message: &[u8],
        signature: &[u8; HYBRID_SIGNATURE_BYTES],
    ) -> bool {
        let signed = labelled(label, message);
        let (ed25519, ml_dsa) = self.halves();
        let (first, second) = signature.split_at(ED25519_SIGNATURE_BYTES);
        first
            .try_into()
            .is_ok_and(|first| verify_strict(ed25519, &signed, first))
            && verify_ml_dsa(ml_dsa, &signed, second)
    }

    /// The Ed25519 half alone, for the calls that a relay checks without the other.
    #[must_use]
    pub fn ed25519(&self) -> &[u8; ED25519_PUBLIC_BYTES] {
        self.halves().0
    }

    fn halves(&self) -> (&[u8; ED25519_PUBLIC_BYTES], &[u8]) {
        self.0
            .split_first_chunk()
            .expect("1,984 bytes are more than 32")
    }
}

impl fmt::Debug for HybridPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HybridPublic(..)")
    }
}

fn labelled(label: &'static str, message: &[u8]) -> Vec<u8> {
    let len = u8::try_from(label.len()).expect("labels are constants below 256 bytes");
    [&[len], label.as_bytes(), message].concat()
}

fn verify_strict(
    public: &[u8; ED25519_PUBLIC_BYTES],
    signed: &[u8],
    signature: &[u8; ED25519_SIGNATURE_BYTES],
) -> bool {
    VerifyingKey::from_bytes(public).is_ok_and(|key| {
        key.verify_strict(signed, &EdSignature::from_bytes(signature))
            .is_ok()
    })
}

fn verify_ml_dsa(public: &[u8], signed: &[u8], signature: &[u8]) -> bool {
    let (Ok(public), Ok(signature)) = (
        EncodedVerifyingKey::<MlDsa65>::try_from(public),
        MlSignature::<MlDsa65>::try_from(signature),
    ) else {
        return false;
    };
    MlVerifyingKey::<MlDsa65>::decode(&public).verify_with_context(signed, &[], &signature)
}
