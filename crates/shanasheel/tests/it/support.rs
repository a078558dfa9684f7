//! What the tests share: the program as a child, an organisation made quickly, a browser and a phone without screens.

use std::time::{Duration, Instant};

pub(crate) mod browser;
pub(crate) mod http;
pub(crate) mod organisation;
pub(crate) mod phone;
pub(crate) mod program;
pub(crate) mod scan;

/// The system's randomness, for what tests make themselves.
pub(crate) struct Random;

impl rand_core::TryRng for Random {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(getrandom::u32().expect("the system has randomness"))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(getrandom::u64().expect("the system has randomness"))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        getrandom::fill(bytes).expect("the system has randomness");
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Random {}

/// Looks again and again until there is something; none after `limit_secs`.
#[expect(clippy::disallowed_methods, reason = "tests wait with a limit")]
pub(crate) fn awaited<T>(limit_secs: u64, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if begun.elapsed() > Duration::from_secs(limit_secs) {
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Unix seconds.
#[expect(
    clippy::disallowed_methods,
    reason = "the program reads the same clock"
)]
pub(crate) fn now() -> u64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

/// Writes a file as a whole, so that a reader never sees half of it.
pub(crate) fn put(path: &std::path::Path, bytes: impl AsRef<[u8]>) {
    use std::io::Write as _;
    let beside = path.with_extension("beside");
    let mut file = std::fs::File::create(&beside).unwrap();
    file.write_all(bytes.as_ref()).unwrap();
    drop(file);
    std::fs::rename(beside, path).unwrap();
}

/// Says why a test saw nothing.
#[expect(
    clippy::print_stdout,
    reason = "a test that was skipped must not look like one that passed"
)]
pub(crate) fn skipped(why: &str) {
    println!("skipped: {why}");
}
