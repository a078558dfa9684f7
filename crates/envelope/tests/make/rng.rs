//! Randomness that is the same every time and remembers what was taken, so that a vector can list it.

use core::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

/// The stream of BLAKE3 over a name, after some given bytes.
pub(crate) struct TestRng {
    given: Vec<u8>,
    stream: blake3::OutputReader,
    taken: Vec<u8>,
}

impl TestRng {
    /// The stream of this name.
    pub(crate) fn named(name: &str) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("shanasheel/1 test vectors");
        hasher.update(name.as_bytes());
        Self {
            given: Vec::new(),
            stream: hasher.finalize_xof(),
            taken: Vec::new(),
        }
    }

    /// First these bytes, for instance those that a vector lists.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            given: bytes.to_vec(),
            ..Self::named("after the given bytes")
        }
    }

    /// The next bytes as a field of a vector.
    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.stream.fill(&mut bytes);
        bytes
    }

    /// What was taken through the random number interface since the last call.
    pub(crate) fn taken(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.taken)
    }
}

impl TryRng for TestRng {
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
        let given = bytes.len().min(self.given.len());
        let (first, rest) = bytes.split_at_mut(given);
        for (byte, from) in first.iter_mut().zip(self.given.drain(..given)) {
            *byte = from;
        }
        self.stream.fill(rest);
        self.taken.extend_from_slice(bytes);
        Ok(())
    }
}

impl TryCryptoRng for TestRng {}
