//! A browser's stack is small: the costly steps must not need a large one.

use envelope::{
    Body, Conversation, Entropy, HybridKey, HybridPublic, IntakeSecret, Kind, OrgId, SealTo,
    SorterSecret, open_outer, seal_inner, seal_outer,
};

use crate::make::rng::TestRng;

/// A wasm module has 1 MiB by default. Verifying took 160 to 208 KiB when measured, everything else
/// less than 64 KiB.
const VERIFY_STACK_BYTES: usize = 384 * 1024;
const STACK_BYTES: usize = 128 * 1024;

fn on_a_stack_of<R: Send + 'static>(
    stack_bytes: usize,
    run: impl FnOnce() -> R + Send + 'static,
) -> R {
    std::thread::Builder::new()
        .stack_size(stack_bytes)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("it fits")
}

#[test]
fn a_hybrid_signature_is_verified_on_a_small_stack() {
    let key = HybridKey::random(&mut TestRng::named("stack"));
    let signature = Box::new(key.sign("label", b"message"));
    let public: HybridPublic = key.public();
    assert!(on_a_stack_of(VERIFY_STACK_BYTES, move || public
        .verify("label", b"message", &signature)));
}

#[test]
fn words_are_turned_into_keys_on_a_small_stack() {
    let entropy = Entropy::random(&mut TestRng::named("stack"));
    let expected = Conversation::derive(&entropy, &OrgId([1; 32])).id();
    let id = on_a_stack_of(STACK_BYTES, move || {
        Conversation::derive(&entropy, &OrgId([1; 32])).id()
    });
    assert_eq!(id, expected);
}

#[test]
fn parcels_are_sealed_and_opened_on_a_small_stack() {
    let kind = on_a_stack_of(STACK_BYTES, || {
        let mut rng = TestRng::named("stack");
        let sorter = SorterSecret::random(1, &mut rng);
        let intake = IntakeSecret::random(0, 7, &mut rng).public();
        let to = SealTo {
            org: OrgId([1; 32]),
            sorter: &sorter.public(),
            intake: &intake,
        };
        let inner = seal_inner(&to, &Body::cover(&mut rng), &mut rng).expect("cover fits");
        let parcel = seal_outer(&to, Kind::Cover, &inner, &mut rng);
        open_outer(&to.org, &[&sorter], &parcel).map(|opened| opened.kind)
    });
    assert_eq!(kind, Some(Kind::Cover));
}
