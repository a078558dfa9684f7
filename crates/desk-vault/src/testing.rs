//! Randomness for unit tests: the same in every run, never the same twice.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

#[derive(Default)]
pub(crate) struct Counted(u64);

impl TryRng for Counted {
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

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0 += 1;
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(&self.0.to_le_bytes())
            .finalize_xof()
            .fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Counted {}
