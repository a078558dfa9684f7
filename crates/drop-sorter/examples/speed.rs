//! How fast the sorter peels, against the bare X-Wing decapsulation, in one run on one core.
//!
//! `cargo run --release -p drop-sorter --example speed`

use std::{hint::black_box, time::Instant};

use drop_sorter::{Outcome, PeelKeys, Sorter};
use envelope::{Body, BodyType, IntakeSecret, Kind, OrgId, Parcel, SealTo, SorterSecret};
use x_wing::{Decapsulate, Decapsulator, Encapsulate};

#[path = "../src/testing.rs"]
mod testing;

const PARCELS: usize = 2_000;
const ROUNDS: usize = 5;
const DAY: u32 = 20_780;
const ORG: OrgId = OrgId([3; 32]);

#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
#[expect(clippy::print_stdout, reason = "the result of a measurement")]
fn main() {
    let mut rng = testing::Seeded::new(1);
    let key = SorterSecret::random(DAY / 7, &mut rng);
    let last_week = SorterSecret::random(DAY / 7 - 1, &mut rng);
    let parcels = parcels(&key, &mut rng);

    let decapsulation = x_wing::DecapsulationKey::from(*key.seed());
    let (ciphertext, _) = decapsulation
        .encapsulation_key()
        .encapsulate_with_rng(&mut rng);
    let keys = PeelKeys {
        sorter: &[&key, &last_week],
        deposit: &[],
    };
    let (mut peeled, mut bare) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..PARCELS {
            black_box(decapsulation.decapsulate(black_box(&ciphertext)));
        }
        bare = bare.min(start.elapsed().as_secs_f64());

        let mut sorter = Sorter::new(ORG, [0]);
        let start = Instant::now();
        for (n, parcel) in parcels.iter().enumerate() {
            let id = (n as u128).to_le_bytes();
            let outcome = sorter.peel(keys, id, parcel, |_| false);
            assert!(matches!(outcome, Outcome::Cover | Outcome::Real(0)));
        }
        peeled = peeled.min(start.elapsed().as_secs_f64());
    }
    let rate = |seconds: f64| PARCELS as f64 / seconds;
    let ratio = rate(peeled) / rate(bare);
    println!(
        "bare X-Wing decapsulations per second and core: {:.0}",
        rate(bare)
    );
    println!("parcels peeled per second and core: {:.0}", rate(peeled));
    println!("ratio: {ratio:.2} (A25 asks for 0.8)");
}

/// One real parcel among nine of cover.
fn parcels(key: &SorterSecret, rng: &mut testing::Seeded) -> Vec<Box<Parcel>> {
    let intake = IntakeSecret::random(0, DAY, rng).public();
    let to = SealTo {
        org: ORG,
        sorter: &key.public(),
        intake: &intake,
    };
    (0..PARCELS)
        .map(|n| {
            let mut body = Body::cover(rng);
            let kind = if n % 10 == 0 {
                body.kind = BodyType::Message;
                Kind::Intake
            } else {
                Kind::Cover
            };
            let inner = envelope::seal_inner(&to, &body, rng).expect("no data");
            envelope::seal_outer(&to, kind, &inner, rng)
        })
        .collect()
}
