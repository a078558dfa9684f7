//! Prints how long the costly steps take: `cargo run --release -p envelope --example speed`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring program reads the clock and prints"
)]

use std::hint::black_box;
use std::time::Instant;

use envelope::{
    Body, Conversation, Entropy, IntakeSecret, Kind, OrgId, SealTo, SorterSecret, open_outer,
    seal_inner, seal_outer,
};
use x_wing::{Ciphertext, Decapsulate, DecapsulationKey};

#[path = "../tests/make/rng.rs"]
mod rng;

fn main() {
    let mut rng = rng::TestRng::named("speed");
    let org = OrgId(rng.array());
    let sorter = SorterSecret::random(2_975, &mut rng);
    let intake = IntakeSecret::random(0, 20_827, &mut rng);
    let (sorter_public, intake_public) = (sorter.public(), intake.public());
    let to = SealTo {
        org,
        sorter: &sorter_public,
        intake: &intake_public,
    };
    let body = Body::cover(&mut rng);
    let entropy = Entropy::random(&mut rng::TestRng::of(&rng.array::<16>()));
    let mut seal = || {
        let inner = seal_inner(&to, &body, &mut rng).expect("cover fits");
        rng.taken();
        seal_outer(&to, Kind::Cover, &inner, &mut rng)
    };
    let parcel = seal();
    let secret = DecapsulationKey::from(*sorter.seed());
    let enc = Ciphertext::try_from(&parcel[..1120]).expect("1,120 bytes");

    let seal_ms = best_ms(400, &mut seal);
    // Taken in turns, so that a busy machine slows both alike.
    let (mut open_ms, mut bare_ms) = (f64::MAX, f64::MAX);
    for _ in 0..10 {
        bare_ms = bare_ms.min(best_ms(100, || secret.decapsulate(&enc)));
        open_ms = open_ms.min(best_ms(100, || open_outer(&org, &[&sorter], &parcel)));
    }
    let words_ms = best_ms(10, || Conversation::derive(&entropy, &org));
    println!("seal parcel: {seal_ms:.3} ms");
    println!("open outer: {open_ms:.3} ms");
    println!("bare X-Wing decapsulation: {bare_ms:.3} ms");
    println!("words to keys: {words_ms:.3} ms");
}

/// The shortest of `rounds` runs in milliseconds: what the code costs when nothing else runs.
fn best_ms<R>(rounds: u32, mut run: impl FnMut() -> R) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(run());
        best = best.min(start.elapsed().as_secs_f64() * 1_000.0);
    }
    best
}
