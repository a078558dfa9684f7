//! Words and numbers.

use envelope::{Entropy, NotRight};
use proptest::prelude::*;

use crate::file;
use crate::make::rng::TestRng;

#[test]
fn words_and_numbers_follow_their_vectors() {
    let (good, _) = file::read("words");
    for file in good {
        let from_words = Entropy::from_words(&file.number_array("words")).unwrap();
        let from_numbers = Entropy::from_numbers(&file.number_array("numbers")).unwrap();
        for entropy in [from_words, from_numbers] {
            assert_eq!(entropy.as_bytes(), &file.array("entropy"), "{}", file.path);
            assert_eq!(entropy.to_words(), file.number_array("words"));
            assert_eq!(entropy.to_numbers(), file.number_array("numbers"));
        }
    }
}

#[test]
fn hostile_words_and_numbers_are_not_right() {
    let (_, hostile) = file::read("words");
    for file in hostile {
        let refused = if file.has_numbers("words") {
            Entropy::from_words(&file.number_array("words"))
        } else {
            Entropy::from_numbers(&file.number_array("numbers"))
        };
        assert_eq!(refused, Err(NotRight), "{}", file.path);
    }
}

proptest! {
    #[test]
    fn words_and_numbers_come_back(seed: [u8; 16]) {
        let entropy = Entropy::random(&mut TestRng::of(&seed));
        prop_assert_eq!(&Entropy::from_words(&entropy.to_words()).unwrap(), &entropy);
        prop_assert_eq!(&Entropy::from_numbers(&entropy.to_numbers()).unwrap(), &entropy);
        prop_assert!(entropy.to_words().iter().all(|word| *word < 2048));
        prop_assert!(entropy.to_numbers().iter().all(|number| *number < 100_000_000));
    }

    #[test]
    fn whatever_is_accepted_is_written_in_one_way(words: [u16; 9], numbers: [u32; 4]) {
        let words = words.map(|word| word & 0x0fff);
        if let Ok(entropy) = Entropy::from_words(&words) {
            prop_assert_eq!(entropy.to_words(), words);
        }
        if let Ok(entropy) = Entropy::from_numbers(&numbers) {
            prop_assert_eq!(entropy.to_numbers(), numbers);
        }
    }

    #[test]
    fn one_wrong_digit_never_gives_the_same_conversation(seed: [u8; 16], place in 0usize..4, digit in 0u32..8) {
        let mut numbers = Entropy::random(&mut TestRng::of(&seed)).to_numbers();
        let good = numbers;
        let power = 10u32.pow(digit);
        numbers[place] = if numbers[place] / power % 10 == 9 { numbers[place] - power } else { numbers[place] + power };
        // 13 bits: one in 8,192 passes, and then it is another entropy, never the same.
        if let Ok(other) = Entropy::from_numbers(&numbers) {
            prop_assert_ne!(other, Entropy::from_numbers(&good).unwrap());
        }
    }
}

#[test]
fn random_wrong_words_pass_as_rarely_as_six_bits_promise() {
    let good = Entropy::random(&mut TestRng::named("wrong words")).to_words();
    let passed = (0..2048)
        .filter(|word| *word != good[3])
        .filter(|word| {
            let mut words = good;
            words[3] = *word;
            Entropy::from_words(&words).is_ok()
        })
        .count();
    // One in 64 of 2,047 is 32.
    assert!((10..70).contains(&passed), "{passed} of 2,047");
}
