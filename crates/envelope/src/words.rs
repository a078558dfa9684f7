//! Nine words, or four numbers that look like phone numbers: 93 bits and a checksum (PROTOCOL §1.2).
//!
//! ```text
//! words    99 bits = entropy 93 ‖ check  6      nine indices of 11 bits
//! numbers 106 bits = entropy 93 ‖ check 13      four numbers below 10^8, most significant first
//! ```
//! This module knows indices only. The lists of words live in `language`.

use core::fmt;

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::kdf::kdf;

const ENTROPY_BITS: u32 = 93;
const WORD_BITS: u32 = 11;
const WORDS: usize = 9;
const WORDS_CHECK_BITS: u32 = 6;
const NUMBERS: usize = 4;
const NUMBERS_CHECK_BITS: u32 = 13;
const NUMBER_LIMIT: u32 = 100_000_000;

/// What a person carries in her head: 93 bits, most significant first, right-aligned in 16 bytes.
///
/// The same entropy may be shown as words of any language or as numbers. Wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Entropy([u8; 16]);

/// One of the words or numbers is not right. There is no detail, on purpose: neither the screen nor
/// a log may say which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("one of these is not right")]
pub struct NotRight;

impl Entropy {
    /// Fresh entropy. Takes 16 bytes of `rng` and uses the lower 93 bits.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        let entropy = Self::from_integer(u128::from_be_bytes(bytes) & low_bits(ENTROPY_BITS));
        bytes.zeroize();
        entropy
    }

    /// Nine indices below 2,048.
    #[must_use]
    pub fn to_words(&self) -> [u16; WORDS] {
        let mut all = self.with_check(WORDS_CHECK_BITS);
        let mut words = [0; WORDS];
        for word in words.iter_mut().rev() {
            *word = u16::try_from(all & low_bits(WORD_BITS)).expect("eleven bits fit sixteen");
            all >>= WORD_BITS;
        }
        words
    }

    /// Reads nine indices back.
    ///
    /// # Errors
    /// [`NotRight`] if an index is 2,048 or more, or if the checksum differs.
    pub fn from_words(words: &[u16; WORDS]) -> Result<Self, NotRight> {
        let mut all: u128 = 0;
        for word in words {
            if u128::from(*word) > low_bits(WORD_BITS) {
                return Err(NotRight);
            }
            all = all << WORD_BITS | u128::from(*word);
        }
        Self::checked(all, WORDS_CHECK_BITS)
    }

    /// Four numbers below 10^8, most significant first; each is shown as eight digits.
    #[must_use]
    pub fn to_numbers(&self) -> [u32; NUMBERS] {
        let mut all = self.with_check(NUMBERS_CHECK_BITS);
        let mut numbers = [0; NUMBERS];
        for number in numbers.iter_mut().rev() {
            *number = u32::try_from(all % u128::from(NUMBER_LIMIT)).expect("below 10^8");
            all /= u128::from(NUMBER_LIMIT);
        }
        numbers
    }

    /// Reads four numbers back.
    ///
    /// # Errors
    /// [`NotRight`] if a number is 10^8 or more, if together they exceed 106 bits, or if the
    /// checksum differs.
    pub fn from_numbers(numbers: &[u32; NUMBERS]) -> Result<Self, NotRight> {
        let mut all: u128 = 0;
        for number in numbers {
            if *number >= NUMBER_LIMIT {
                return Err(NotRight);
            }
            all = all * u128::from(NUMBER_LIMIT) + u128::from(*number);
        }
        if all > low_bits(ENTROPY_BITS + NUMBERS_CHECK_BITS) {
            return Err(NotRight);
        }
        Self::checked(all, NUMBERS_CHECK_BITS)
    }

    /// The 16 bytes that the derivation takes. Secret: they are the conversation.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    const fn from_integer(integer: u128) -> Self {
        Self(integer.to_be_bytes())
    }

    fn with_check(&self, check_bits: u32) -> u128 {
        u128::from_be_bytes(self.0) << check_bits | self.check(check_bits)
    }

    /// The top bits of `kdf("shanasheel/1 words", entropy)`.
    fn check(&self, bits: u32) -> u128 {
        let hash = kdf("shanasheel/1 words", &[&self.0]);
        u128::from(u16::from_be_bytes([hash[0], hash[1]]) >> (16 - bits))
    }

    fn checked(all: u128, check_bits: u32) -> Result<Self, NotRight> {
        let entropy = Self::from_integer(all >> check_bits);
        if entropy.check(check_bits) == all & low_bits(check_bits) {
            Ok(entropy)
        } else {
            Err(NotRight)
        }
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy(..)")
    }
}

const fn low_bits(bits: u32) -> u128 {
    (1 << bits) - 1
}
