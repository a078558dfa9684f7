//! A browser's stack is small: the costly steps must not need a large one.

use envelope::{
    Body, Conversation, Entropy, HybridKey, HybridPublic, IntakeSecret, Kind, OrgId, SealTo,
    SorterSecret, open_outer, seal_inner, seal_outer,
};

use crate::make::rng::TestRng;

/// A quarter of the 1 MiB that a wasm module has by default. Tests compile this crate without
/// optimisation, so the browser's build needs less.
const STACK_BYTES: usize = 256 * 1024;

fn on_a_small_stack<R: Send + 'static>(run: impl FnOnce() -> R + Send + 'static) -> R {
    std::thread::Builder::new()
        .stack_size(STACK_BYTES)
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
    assert!(on_a_small_stack(
        move || public.verify("label", b"message", &signature)
    ));
}

#[test]
fn words_are_turned_into_keys_on_a_small_stack() {
    let entropy = Entropy::random(&mut TestRng::named("stack"));
    let expected = Conversation::derive(&entropy, &OrgId([1; 32])).id();
    let id = on_a_small_stack(move || Conversation::derive(&entropy, &OrgId([1; 32])).id());
    assert_eq!(id, expected);
}

#[test]
fn parcels_are_sealed_and_opened_on_a_small_stack() {
    let kind = on_a_small_stack(|| {
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
