//! Signatures and their labels.

use envelope::{Ed25519Key, HybridKey, HybridPublic, OrgId, verify_ed25519};
use proptest::prelude::*;

use crate::file::{self, VectorFile};
use crate::make::rng::TestRng;

fn label(file: &VectorFile) -> &'static str {
    String::from_utf8(file.bytes("label").to_vec())
        .expect("an ASCII label")
        .leak()
}

fn verifies(file: &VectorFile) -> bool {
    let message = file.bytes("message");
    if file.bytes("public").len() == 32 {
        let (public, signature) = (file.array("public"), file.array("signature"));
        verify_ed25519(label(file), &public, message, &signature)
    } else {
        HybridPublic(file.array("public")).verify(label(file), message, &file.array("signature"))
    }
}

#[test]
fn signatures_follow_their_vectors() {
    let (good, hostile) = file::read("signatures");
    for file in &good {
        assert!(verifies(file), "{}", file.path);
    }
    for file in &hostile {
        assert!(!verifies(file), "{}", file.path);
    }
    let [plain, hybrid] = good.as_slice() else {
        panic!("two good signatures");
    };
    let key = Ed25519Key::from_seed(plain.array("seed"));
    let signature = key.sign(label(plain), plain.bytes("message"));
    assert_eq!(signature.as_slice(), plain.bytes("signature"));
    let key = HybridKey::from_seeds(hybrid.array("ed25519_seed"), hybrid.array("ml_dsa_seed"));
    let signature = key.sign(label(hybrid), hybrid.bytes("message"));
    assert_eq!(signature.as_slice(), hybrid.bytes("signature"));
}

#[test]
fn a_label_is_not_part_of_the_message() {
    // Without the length in front, "ab" ‖ "c" and "a" ‖ "bc" would be the same.
    let key = Ed25519Key::from_seed([1; 32]);
    let signature = key.sign("ab", b"c");
    assert!(verify_ed25519("ab", &key.public(), b"c", &signature));
    assert!(!verify_ed25519("a", &key.public(), b"bc", &signature));
}

#[test]
fn the_halves_of_two_hybrid_signatures_do_not_mix() {
    let mut rng = TestRng::named("halves");
    let [one, other] = [(); 2].map(|()| HybridKey::random(&mut rng));
    let mut mixed = one.sign("label", b"message");
    assert!(one.public().verify("label", b"message", &mixed));
    mixed[..64].copy_from_slice(&other.sign("label", b"message")[..64]);
    assert!(!one.public().verify("label", b"message", &mixed));
    assert!(!other.public().verify("label", b"message", &mixed));
}

#[test]
fn the_plain_half_of_a_hybrid_key_signs_for_the_relay() {
    let key = HybridKey::random(&mut TestRng::named("plain half"));
    let signature = key.ed25519().sign("shanasheel/1 call", b"message");
    let public = key.public();
    assert!(verify_ed25519(
        "shanasheel/1 call",
        public.ed25519(),
        b"message",
        &signature
    ));
    assert_eq!(public.ed25519(), &key.ed25519().public());
}

#[test]
fn an_organisation_is_the_hash_of_its_root() {
    let key = HybridKey::random(&mut TestRng::named("root"));
    let org = OrgId::of_root(&key.public());
    assert_eq!(org.0, *blake3::hash(&key.public().0).as_bytes());
    let (ed25519, ml_dsa) = key.seeds();
    let again = HybridKey::from_seeds(*ed25519, *ml_dsa);
    assert_eq!(OrgId::of_root(&again.public()), org);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn verifying_any_bytes_is_total(
        public in proptest::collection::vec(any::<u8>(), 1984),
        signature in proptest::collection::vec(any::<u8>(), 3373),
        good_public: bool,
    ) {
        let key = HybridKey::from_seeds([1; 32], [2; 32]);
        let public = if good_public { key.public() } else { HybridPublic(public.try_into().unwrap()) };
        let plain: [u8; 64] = signature[..64].try_into().unwrap();
        prop_assert!(!verify_ed25519("label", public.ed25519(), b"m", &plain));
        prop_assert!(!public.verify("label", b"m", &signature.clone().try_into().unwrap()));
        // With a good first half the second is looked at.
        let mut half: [u8; 3373] = signature.try_into().unwrap();
        half[..64].copy_from_slice(&key.sign("label", b"m")[..64]);
        prop_assert!(!key.public().verify("label", b"m", &half));
    }

    #[test]
    fn any_message_verifies_and_one_flipped_bit_does_not(message: Vec<u8>, bit in 0usize..3373 * 8) {
        let key = HybridKey::from_seeds([1; 32], [2; 32]);
        let mut signature = key.sign("label", &message);
        prop_assert!(key.public().verify("label", &message, &signature));
        signature[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!key.public().verify("label", &message, &signature));
    }
}
