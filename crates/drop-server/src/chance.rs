//! Randomness of the operating system, drawn in blocks: random names, a fair shuffle, a lottery.

/// Bytes drawn at once.
const POOL_BYTES: usize = 4096;

/// The operating system gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoRandomness;

/// A source of random values.
pub(crate) struct Chance {
    pool: Box<[u8; POOL_BYTES]>,
    used: usize,
}

impl Chance {
    /// An empty pool; the first draw fills it.
    pub(crate) fn new() -> Self {
        Self {
            pool: Box::new([0; POOL_BYTES]),
            used: POOL_BYTES,
        }
    }

    /// `N` random bytes, at most the size of the pool.
    pub(crate) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], NoRandomness> {
        const { assert!(N <= POOL_BYTES) };
        if self.used + N > POOL_BYTES {
            getrandom::fill(&mut *self.pool).map_err(|_| NoRandomness)?;
            self.used = 0;
        }
        let drawn = self.pool[self.used..].first_chunk().ok_or(NoRandomness)?;
        self.used += N;
        Ok(*drawn)
    }

    /// A number below `bound`, every one as likely as the others; 0 for a bound of 0 or 1.
    pub(crate) fn below(&mut self, bound: u32) -> Result<u32, NoRandomness> {
        if bound < 2 {
            return Ok(0);
        }
        // Values past the last whole multiple of `bound` would favour small results: draw again.
        let fair = u64::from(u32::MAX) + 1 - (u64::from(u32::MAX) + 1) % u64::from(bound);
        loop {
            let drawn = u32::from_le_bytes(self.bytes()?);
            if u64::from(drawn) < fair {
                return Ok(drawn % bound);
            }
        }
    }

    /// Puts the items into a random order, every order as likely as the others (Fisher–Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) -> Result<(), NoRandomness> {
        for i in (1..items.len()).rev() {
            let bound = u32::try_from(i + 1).map_err(|_| NoRandomness)?;
            let j = self.below(bound)? as usize;
            items.swap(i, j);
        }
        Ok(())
    }

    /// Whether one more parcel is taken today, after `taken` of at most `cap`. Up to nine tenths
    /// of the cap always; from there the probability falls evenly to zero, so that near the cap
    /// everybody has the same chance, whoever she is and whatever she sends.
    pub(crate) fn admits(&mut self, taken: u32, cap: u32) -> Result<bool, NoRandomness> {
        let certain = cap - cap / 10;
        if taken < certain {
            return Ok(true);
        }
        Ok(taken < cap && self.below(cap - certain)? < cap - taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_keeps_every_item_and_prefers_no_place() {
        let mut chance = Chance::new();
        let mut seen = [[0_u32; 6]; 6];
        for _ in 0..6000 {
            let mut items = [0, 1, 2, 3, 4, 5];
            chance.shuffle(&mut items).unwrap();
            for (place, item) in items.into_iter().enumerate() {
                seen[item][place] += 1;
            }
            items.sort_unstable();
            assert_eq!(items, [0, 1, 2, 3, 4, 5]);
        }
        // 1,000 expected, standard deviation 29: six of them are one in 500 million.
        for count in seen.as_flattened() {
            assert!((826..=1174).contains(count), "{seen:?}");
        }
    }

    #[test]
    fn numbers_below_a_bound_are_even() {
        let mut chance = Chance::new();
        let mut seen = [0_u32; 7];
        for _ in 0..14_000 {
            seen[chance.below(7).unwrap() as usize] += 1;
        }
        assert!(
            seen.iter().all(|count| (1750..=2250).contains(count)),
            "{seen:?}"
        );
        assert_eq!(chance.below(0), Ok(0));
        assert_eq!(chance.below(1), Ok(0));
    }

    #[test]
    fn the_chance_near_the_cap_falls_evenly_to_zero() {
        let mut chance = Chance::new();
        let mut admitted = |taken| {
            (0..4000)
                .filter(|_| chance.admits(taken, 1000).unwrap())
                .count()
        };
        assert_eq!(admitted(0), 4000);
        assert_eq!(admitted(899), 4000);
        let half = admitted(950);
        assert!((1800..=2200).contains(&half), "{half}");
        let tenth = admitted(990);
        assert!((280..=520).contains(&tenth), "{tenth}");
        assert_eq!(admitted(1000), 0);
        assert_eq!(admitted(u32::MAX), 0);
    }

    #[test]
    fn a_cap_of_zero_admits_nobody() {
        assert_eq!(Chance::new().admits(0, 0), Ok(false));
        assert_eq!(Chance::new().admits(0, 1), Ok(true));
        assert_eq!(Chance::new().admits(1, 1), Ok(false));
    }
}
