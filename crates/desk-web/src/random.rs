//! The operating system's randomness, for what a member does on a page.

use std::convert::Infallible;

/// Has no state of its own, so a copy of the process repeats nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemRandom;

impl rand_core::TryRng for SystemRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    #[expect(
        clippy::unwrap_in_result,
        reason = "its error is one that cannot happen; without randomness nothing may go on"
    )]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        getrandom::fill(bytes).expect("a system without randomness must not go on");
        Ok(())
    }
}

impl rand_core::TryCryptoRng for SystemRandom {}
