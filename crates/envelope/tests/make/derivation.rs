//! From entropy and organisation to the keys of a conversation.

use argon2::{Algorithm, Argon2, Params, Version};
use envelope::{DayChain, Entropy, OrgId, kdf};

use super::file::Vector;
use super::rng::TestRng;

/// The first day, the next, a day of the leap year 2028, and ten years later.
const DAYS: [u32; 4] = [20_454, 20_455, 21_243, 24_114];

pub(crate) fn vectors() -> Vec<Vector> {
    let mut rng = TestRng::named("derivation");
    let entropy = Entropy::random(&mut rng);
    let org = OrgId(rng.array());
    let other_org = OrgId(rng.array());
    vec![
        good(
            "derivation/one",
            "The keys of one conversation.",
            &entropy,
            org,
        ),
        good(
            "derivation/other-organisation",
            "The same words with another organisation: nothing is the same.",
            &entropy,
            other_org,
        ),
        Vector::new(
            "derivation/hostile-day-before-first",
            "A client has no chain before 2026-01-01.",
        )
        .bytes("entropy", entropy.as_bytes())
        .bytes("org_id", &org.0)
        .number("refused_day", DayChain::FIRST_DAY - 1),
        Vector::new("derivation/hostile-day-back", "A chain never runs back.")
            .bytes("c_day", &[5; 32])
            .number("day", 20_800u32)
            .number("refused_day", 20_799u32),
        Vector::new(
            "derivation/hostile-day-too-far",
            "A chain moves at most 3,660 days at once.",
        )
        .bytes("c_day", &[5; 32])
        .number("day", 20_800u32)
        .number("refused_day", 24_461u32),
    ]
}

/// Put together step by step from PROTOCOL §1.2, not through `Conversation`.
fn good(path: &str, about: &str, entropy: &Entropy, org: OrgId) -> Vector {
    let salt = kdf("shanasheel/1 salt", &[&org.0]);
    let secret = argon2id(entropy.as_bytes(), &salt[..16]);
    let k_conv = kdf("shanasheel/1 conv", &[&secret]);
    let conv_id = kdf("shanasheel/1 conv id", &[&*k_conv]);
    let k_queue = kdf("shanasheel/1 queue", &[&*k_conv]);
    let queue_hint = blake3::keyed_hash(&k_queue, &[0x5a; 4096]);
    let mut vector = Vector::new(path, about)
        .bytes("entropy", entropy.as_bytes())
        .bytes("org_id", &org.0)
        .bytes("salt", &salt[..16])
        .bytes("secret", &secret)
        .bytes("k_conv", &*k_conv)
        .bytes("conv_id", &conv_id[..16])
        .bytes("k_queue", &*k_queue)
        .bytes("queue_hint_of_4096_times_5a", &queue_hint.as_bytes()[..16])
        .numbers("days", DAYS);
    let mut c = kdf("shanasheel/1 c0", &[&*k_conv]);
    for day in DayChain::FIRST_DAY..=DAYS[DAYS.len() - 1] {
        if DAYS.contains(&day) {
            vector = of_day(vector, day, &c);
        }
        c = kdf("shanasheel/1 day", &[&*c]);
    }
    vector
}

fn of_day(vector: Vector, day: u32, c: &[u8; 32]) -> Vector {
    let k_tag = kdf("shanasheel/1 tag", &[c]);
    let k_rep = kdf("shanasheel/1 reply", &[c]);
    let mut vector = vector
        .bytes(&format!("c_{day}"), c)
        .bytes(&format!("k_tag_{day}"), &*k_tag)
        .bytes(&format!("k_rep_{day}"), &*k_rep);
    for j in 0..4 {
        let tag = blake3::keyed_hash(&k_tag, &[j]);
        vector = vector.bytes(&format!("tag_{day}_{j}"), &tag.as_bytes()[..8]);
    }
    vector
}

fn argon2id(entropy: &[u8], salt: &[u8]) -> [u8; 32] {
    let params = Params::new(8 * 1024, 1, 1, Some(32)).expect("good parameters");
    let mut secret = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(entropy, salt, &mut secret)
        .expect("good sizes");
    secret
}
