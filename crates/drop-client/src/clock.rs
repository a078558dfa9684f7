//! When parcels leave (PROTOCOL 1.4): the clock sends, not the person. It knows how many ticks this load has had and
//! whether the page is visible, and nothing about what there is to send.

use drop_wire::Parameters;
use rand_core::CryptoRng;

/// The longest delay, in milliseconds: what a browser's timer can hold.
pub const MAX_DELAY_MS: u32 = i32::MAX.cast_unsigned();

/// Counts the ticks of one load of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    ticks: u32,
}

impl Clock {
    /// A page that was just loaded.
    #[must_use]
    pub const fn new() -> Self {
        Self { ticks: 0 }
    }

    /// How long until the next tick, in milliseconds.
    ///
    /// The first is uniform; all others are exponential and so have no memory: when the page becomes hidden or
    /// visible, the caller asks again and starts anew. A hidden page goes at the slow rate.
    pub fn next_delay_ms(
        &self,
        parameters: &Parameters,
        visible: bool,
        rng: &mut impl CryptoRng,
    ) -> u32 {
        if self.ticks == 0 {
            let (least, most) = (parameters.first_min_ms, parameters.first_max_ms);
            let span = u64::from(most.saturating_sub(least)) + 1;
            let extra = (u64::from(rng.next_u32()) * span) >> 32;
            return least
                .saturating_add(u32::try_from(extra).unwrap_or(0))
                .min(MAX_DELAY_MS);
        }
        let mean = if !visible || self.ticks >= u32::from(parameters.cap) {
            parameters.slow_mean_ms
        } else if self.ticks <= u32::from(parameters.early_count) {
            parameters.early_mean_ms
        } else {
            parameters.mean_ms
        };
        exponential_ms(mean, rng)
    }

    /// A tick happened.
    pub const fn ticked(&mut self) {
        self.ticks = self.ticks.saturating_add(1);
    }
}

/// Bits of fraction in the logarithm below: a step of a millionth of the mean.
const FRACTION: u32 = 20;
/// ln 2 with [`FRACTION`] bits: ⌊0.693147… × 2^20⌋.
const LN_2: u64 = 726_817;

/// Exponential with this mean: −mean · ln(u), u uniform in (0, 1], by integers, since `core` has no logarithm.
fn exponential_ms(mean: u32, rng: &mut impl CryptoRng) -> u32 {
    let uniform = u64::from(rng.next_u32()) + 1;
    let minus_log2 = (u64::from(u32::BITS) << FRACTION) - log2(uniform);
    let minus_ln = (minus_log2 * LN_2) >> FRACTION;
    let delay = (u64::from(mean) * minus_ln) >> FRACTION;
    u32::try_from(delay)
        .unwrap_or(MAX_DELAY_MS)
        .min(MAX_DELAY_MS)
}

/// log2 of 1 ..= 2^32 with [`FRACTION`] bits, one bit by each squaring.
const fn log2(x: u64) -> u64 {
    let whole = 63 - x.leading_zeros();
    // The mantissa in [1, 2) with 31 bits behind the point; 2^32 itself is the only x with a longer one.
    let mut mantissa = if whole > 31 {
        x >> (whole - 31)
    } else {
        x << (31 - whole)
    };
    let mut log = whole as u64;
    let mut step = 0;
    while step < FRACTION {
        mantissa = (mantissa * mantissa) >> 31;
        let carry = mantissa >> 32;
        mantissa >>= carry;
        log = (log << 1) | carry;
        step += 1;
    }
    log
}
