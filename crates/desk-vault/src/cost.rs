//! What one guess at a passphrase costs (Argon2id, DESIGN §6).

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::{Passphrase, VaultError};

/// Less memory than this is refused for new vaults: 64 MiB.
const FLOOR_MEMORY_KIB: u32 = 64 * 1024;
/// Calibration never asks for more than this: a small computer must be able to open it: 1 GiB.
const CEILING_MEMORY_KIB: u32 = 1024 * 1024;
/// What `head` may ask for at most; more is damage, not a cost: 4 GiB.
const SANE_MEMORY_KIB: u32 = 4 * 1024 * 1024;
const SANE_PASSES: u32 = 64;
const SANE_LANES: u32 = 16;
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// Parameters of Argon2id version 1.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// Parameters below what protects anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a cost below the floor of 64 MiB and 3 passes, or beyond reason")]
pub struct BelowFloor;

impl Cost {
    /// 256 MiB, 3 passes, 4 lanes.
    #[must_use]
    pub const fn production() -> Self {
        Self {
            memory_kib: 256 * 1024,
            passes: PASSES,
            lanes: LANES,
        }
    }

    /// 64 MiB, 3 passes, 4 lanes: for computers on which more takes too long.
    #[must_use]
    pub const fn floor() -> Self {
        Self {
            memory_kib: FLOOR_MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
        }
    }

    /// Other parameters.
    ///
    /// # Errors
    /// [`BelowFloor`] under 64 MiB or 3 passes, and for unreasonable ones.
    pub const fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, BelowFloor> {
        let cost = Self {
            memory_kib,
            passes,
            lanes,
        };
        if cost.is_below_floor() || !cost.is_sane() {
            return Err(BelowFloor);
        }
        Ok(cost)
    }

    /// A cost that protects nothing, so that tests are quick.
    #[cfg(feature = "test-cost")]
    #[must_use]
    pub const fn for_tests() -> Self {
        Self {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        }
    }

    /// The largest cost that stays within about `target_ms` on this computer: memory is halved
    /// down to the floor while a guess takes too long, doubled up to 1 GiB while it is quick.
    /// `measure_ms` spends a cost ([`Cost::spend`]) and says how many milliseconds that took;
    /// this crate has no clock.
    pub fn calibrate(target_ms: u64, mut measure_ms: impl FnMut(Self) -> u64) -> Self {
        let mut cost = Self::production();
        let mut took_ms = measure_ms(cost);
        while took_ms > target_ms && cost.memory_kib > FLOOR_MEMORY_KIB {
            cost.memory_kib /= 2;
            took_ms = measure_ms(cost);
        }
        while took_ms.saturating_mul(2) <= target_ms && cost.memory_kib < CEILING_MEMORY_KIB {
            cost.memory_kib *= 2;
            took_ms = measure_ms(cost);
        }
        cost
    }

    /// Pays the cost once, for measuring.
    ///
    /// # Errors
    /// [`VaultError::NoMemory`].
    pub fn spend(self) -> Result<(), VaultError> {
        let _ = self.derive(b"measure", &[0; 32])?;
        Ok(())
    }

    /// Memory in KiB.
    #[must_use]
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub const fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes.
    #[must_use]
    pub const fn lanes(self) -> u32 {
        self.lanes
    }

    /// Whether a guess costs less than new vaults must cost.
    #[must_use]
    pub const fn is_below_floor(self) -> bool {
        self.memory_kib < FLOOR_MEMORY_KIB || self.passes < PASSES
    }

    pub(crate) const fn is_sane(self) -> bool {
        self.lanes >= 1
            && self.lanes <= SANE_LANES
            && self.passes >= 1
            && self.passes <= SANE_PASSES
            && self.memory_kib >= 8 * self.lanes
            && self.memory_kib <= SANE_MEMORY_KIB
    }

    pub(crate) const fn unchecked(memory_kib: u32, passes: u32, lanes: u32) -> Self {
        Self {
            memory_kib,
            passes,
            lanes,
        }
    }

    pub(crate) fn key(
        self,
        passphrase: &Passphrase,
        salt: &[u8; 32],
    ) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        self.derive(passphrase.bytes(), salt)
    }

    fn derive(self, secret: &[u8], salt: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| VaultError::BadValue)?;
        let mut out = Zeroizing::new([0; 32]);
        // Only memory can be missing: the parameters are checked and the lengths are ours.
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, out.as_mut())
            .map_err(|_| VaultError::NoMemory)?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_below_the_floor_is_refused() {
        assert_eq!(Cost::new(8 * 1024, 3, 4), Err(BelowFloor));
        assert_eq!(Cost::new(FLOOR_MEMORY_KIB, 2, 4), Err(BelowFloor));
        assert_eq!(Cost::new(FLOOR_MEMORY_KIB, 3, 0), Err(BelowFloor));
        assert_eq!(Cost::new(u32::MAX, 3, 4), Err(BelowFloor));
        assert_eq!(Cost::new(FLOOR_MEMORY_KIB, 3, 4), Ok(Cost::floor()));
        assert!(!Cost::production().is_below_floor());
    }

    #[test]
    fn a_slow_computer_gets_the_floor_and_a_quick_one_more() {
        let per_mib = |ms_per_gib: u64| {
            move |cost: Cost| u64::from(cost.memory_kib() / 1024) * ms_per_gib / 1024
        };
        assert_eq!(Cost::calibrate(1_000, per_mib(200_000)), Cost::floor());
        assert_eq!(Cost::calibrate(1_000, per_mib(3_200)), Cost::production());
        assert_eq!(
            Cost::calibrate(1_000, per_mib(10)).memory_kib(),
            CEILING_MEMORY_KIB
        );
        assert_eq!(
            Cost::calibrate(1_000, per_mib(1_600)).memory_kib(),
            512 * 1024
        );
    }
}
