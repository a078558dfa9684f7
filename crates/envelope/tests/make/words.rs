//! Entropy as words and as numbers.

use envelope::Entropy;

use super::file::Vector;
use super::rng::TestRng;

/// 93 bits of ones, right-aligned.
const ALL_ONES: [u8; 16] = [
    0, 0, 0, 0, 0x1f, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
];

pub(crate) fn vectors() -> Vec<Vector> {
    let random = Entropy::random(&mut TestRng::named("words"));
    let mut vectors = vec![
        good("words/random", "Some entropy.", &random),
        good("words/zeros", "93 bits of zeros.", &entropy([0; 16])),
        good("words/ones", "93 bits of ones.", &entropy(ALL_ONES)),
    ];
    vectors.extend(hostile_words(&random));
    vectors.extend(hostile_numbers(&random));
    vectors
}

/// Entropy from its 16 bytes, by way of the random number interface.
fn entropy(bytes: [u8; 16]) -> Entropy {
    Entropy::random(&mut TestRng::of(&bytes))
}

fn good(path: &str, about: &str, entropy: &Entropy) -> Vector {
    Vector::new(path, about)
        .bytes("entropy", entropy.as_bytes())
        .numbers("words", entropy.to_words())
        .numbers("numbers", entropy.to_numbers())
}

fn hostile_words(good: &Entropy) -> Vec<Vector> {
    let words = |change: fn(&mut [u16; 9])| {
        let mut words = good.to_words();
        change(&mut words);
        words
    };
    let hostile = |name: &str, about: &str, words: [u16; 9]| {
        Vector::new(&format!("words/hostile-{name}"), about).numbers("words", words)
    };
    vec![
        hostile(
            "checksum",
            "One bit of the checksum is wrong.",
            words(|w| w[8] ^= 1),
        ),
        hostile(
            "changed-word",
            "Another first word, the checksum as it was.",
            words(|w| w[0] ^= 0x400),
        ),
        hostile(
            "swapped-words",
            "Two words in the wrong order.",
            words(|w| w.swap(0, 1)),
        ),
        hostile(
            "index-over-2047",
            "An index that no list has.",
            words(|w| w[4] = 2048),
        ),
    ]
}

fn hostile_numbers(good: &Entropy) -> Vec<Vector> {
    let numbers = |change: fn(&mut [u32; 4])| {
        let mut numbers = good.to_numbers();
        change(&mut numbers);
        numbers
    };
    let hostile = |name: &str, about: &str, numbers: [u32; 4]| {
        Vector::new(&format!("words/hostile-{name}"), about).numbers("numbers", numbers)
    };
    vec![
        hostile(
            "number-checksum",
            "The last digit is wrong.",
            numbers(|n| n[3] ^= 1),
        ),
        hostile(
            "number-nine-digits",
            "A number of 10^8.",
            numbers(|n| n[1] = 100_000_000),
        ),
        hostile(
            "number-over-106-bits",
            "Four numbers below 10^8 that together are more than 106 bits.",
            [99_999_999; 4],
        ),
    ]
}
