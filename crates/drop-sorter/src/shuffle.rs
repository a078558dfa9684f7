//! The real shuffle: Fisher–Yates over an unbiased random number.
//!
//! Whoever sees a batch or an edition must learn nothing from the position of an entry: not which
//! one came first, not which one is a filler. Every order that leaves this crate goes through here,
//! and the tests below look at the positions with a chi-square bound.

use rand_core::CryptoRng;

/// A number below `bound`, each with the same probability; 0 if `bound` is 0.
///
/// Numbers from the incomplete last interval of `u64` are thrown away, so there is no modulo bias.
pub fn below(bound: u64, rng: &mut impl CryptoRng) -> u64 {
    if bound == 0 {
        return 0;
    }
    let usable = u64::MAX - u64::MAX % bound;
    loop {
        let number = rng.next_u64();
        if number < usable {
            return number % bound;
        }
    }
}

/// An index below `bound`, each with the same probability; 0 if `bound` is 0.
fn index_below(bound: usize, rng: &mut impl CryptoRng) -> usize {
    usize::try_from(below(bound as u64, rng)).unwrap_or(0)
}

/// Puts `items` into an order in which every permutation has the same probability.
pub fn shuffle<T>(items: &mut [T], rng: &mut impl CryptoRng) {
    for last in (1..items.len()).rev() {
        items.swap(last, index_below(last + 1, rng));
    }
}

/// `count` different indices below `of` (all of them if `count` is larger), every choice with the
/// same probability, in random order.
pub fn choose(count: usize, of: usize, rng: &mut impl CryptoRng) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..of).collect();
    shuffle(&mut indices, rng);
    indices.truncate(count);
    indices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Seeded;

    /// The chi-square statistic of `counts` against equal expectation.
    fn chi_square(counts: &[u32]) -> f64 {
        let total: u32 = counts.iter().sum();
        let expected = f64::from(total) / counts.len() as f64;
        counts
            .iter()
            .map(|count| (f64::from(*count) - expected).powi(2) / expected)
            .sum()
    }

    #[test]
    fn every_element_reaches_every_position_equally_often() {
        const ITEMS: usize = 16;
        let mut rng = Seeded::new(1);
        let mut counts = [[0_u32; ITEMS]; ITEMS];
        for _ in 0..20_000 {
            let mut items: Vec<usize> = (0..ITEMS).collect();
            shuffle(&mut items, &mut rng);
            for (position, item) in items.iter().enumerate() {
                counts[*item][position] += 1;
            }
        }
        for row in &counts {
            // 15 degrees of freedom: 44.3 is exceeded once in 10,000 fair shuffles.
            assert!(chi_square(row) < 44.3, "{}", chi_square(row));
        }
    }

    #[test]
    fn all_permutations_of_four_come_equally_often() {
        let mut rng = Seeded::new(2);
        let mut counts = std::collections::BTreeMap::<[u8; 4], u32>::new();
        for _ in 0..24_000 {
            let mut items = [0_u8, 1, 2, 3];
            shuffle(&mut items, &mut rng);
            *counts.entry(items).or_default() += 1;
        }
        assert_eq!(counts.len(), 24);
        let counts: Vec<u32> = counts.into_values().collect();
        // 23 degrees of freedom: 56.4 is exceeded once in 10,000.
        assert!(chi_square(&counts) < 56.4, "{}", chi_square(&counts));
    }

    #[test]
    fn the_test_would_notice_a_shuffle_that_does_nothing() {
        let mut counts = [0_u32; 16];
        counts[3] = 20_000;
        assert!(chi_square(&counts) > 44.3);
    }

    #[test]
    fn numbers_below_a_bound_have_no_modulo_bias() {
        let mut rng = Seeded::new(3);
        let mut counts = [0_u32; 3];
        for _ in 0..30_000 {
            counts[index_below(3, &mut rng)] += 1;
        }
        // 2 degrees of freedom.
        assert!(chi_square(&counts) < 18.4, "{}", chi_square(&counts));
        assert_eq!(below(0, &mut rng), 0);
        assert_eq!(below(1, &mut rng), 0);
    }

    #[test]
    fn choosing_gives_different_indices_and_never_too_many() {
        let mut rng = Seeded::new(4);
        for count in 0..20 {
            let mut chosen = choose(count, 10, &mut rng);
            assert_eq!(chosen.len(), count.min(10));
            chosen.sort_unstable();
            chosen.dedup();
            assert_eq!(chosen.len(), count.min(10));
        }
    }
}
