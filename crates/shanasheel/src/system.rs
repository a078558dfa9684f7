//! What only the binary may touch: the clock, randomness, and the traces of a crash.
//!
//! Tests of the whole program wait for no quarter of an hour: a build with the feature `moved-clock` adds to the clock the
//! seconds that stand in the file named by the environment variable `SHANASHEEL_MOVED_CLOCK`, read anew each time. Every other
//! build ignores the variable, and a release build with the feature does not compile.

#[cfg(any(feature = "relay", feature = "desk"))]
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

#[cfg(all(feature = "moved-clock", not(debug_assertions)))]
compile_error!("the feature `moved-clock` is for tests: a release must tell the right time");

/// Seconds since 1970-01-01 UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
pub(crate) fn now() -> u64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    #[cfg(feature = "moved-clock")]
    let now = now.saturating_add_signed(moved_secs());
    now
}

/// By how much a test has moved the clock; not at all where no file says so.
#[cfg(feature = "moved-clock")]
fn moved_secs() -> i64 {
    std::env::var_os("SHANASHEEL_MOVED_CLOCK")
        .and_then(|file| std::fs::read_to_string(file).ok())
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

/// The clock as servers take it.
#[cfg(any(feature = "relay", feature = "desk"))]
pub(crate) fn clock() -> Arc<dyn Fn() -> u64 + Send + Sync> {
    Arc::new(now)
}

/// The operating system's randomness as a generator.
///
/// It has no state of its own, so a copy of the process repeats nothing.
#[cfg(feature = "desk")]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SystemRandom;

#[cfg(feature = "desk")]
impl rand_core::TryRng for SystemRandom {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    #[expect(
        clippy::unwrap_in_result,
        reason = "the error type is empty: going on without randomness is no choice"
    )]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        getrandom::fill(bytes).expect("a system without randomness must not go on");
        Ok(())
    }
}

#[cfg(feature = "desk")]
impl rand_core::TryCryptoRng for SystemRandom {}

/// Makes a crash mute: where it was, never what was being worked on; and no core file.
///
/// A panic's own message can quote a person's text (a slice out of bounds does), so it is not printed.
pub(crate) fn crash_quietly() {
    std::panic::set_hook(Box::new(|info| {
        use std::io::Write as _;
        if let Some(place) = info.location() {
            let _ = writeln!(
                std::io::stderr().lock(),
                "fault at {}:{}",
                place.file(),
                place.line()
            );
        }
    }));
    #[cfg(unix)]
    {
        let none = rustix::process::Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        // Where the system refuses, there is nothing better to do than to go on.
        let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;

    /// What a person might have written, in the message of a panic.
    const MARKER: &str = "planted words 4711";
    /// Makes this test a child that crashes.
    const CHILD: &str = "SHANASHEEL_TEST_CRASHES";

    #[test]
    fn a_crash_says_a_place_only_and_leaves_no_core_file() {
        if std::env::var_os(CHILD).is_some() {
            crash_quietly();
            let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
            assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
            let crashed = std::thread::spawn(|| {
                let words = std::hint::black_box(MARKER);
                panic!("{words}");
            });
            crashed.join().unwrap_err();
            let torn = std::thread::spawn(|| std::hint::black_box("ئەوە ژیانە")[1..].len());
            torn.join().unwrap_err();
            return;
        }
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("system::tests::a_crash_says_a_place_only_and_leaves_no_core_file")
            .env(CHILD, "1")
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap();
        assert!(child.status.success(), "{child:?}");
        let errors = String::from_utf8(child.stderr).unwrap();
        let all = format!("{}{errors}", String::from_utf8(child.stdout).unwrap());
        assert!(all.contains("1 passed"), "the child did not run: {all}");
        let lines: Vec<&str> = errors.lines().collect();
        assert_eq!(lines.len(), 2, "{errors}");
        for line in lines {
            let (file, number) = line.rsplit_once(':').unwrap();
            assert!(file.starts_with("fault at ") && file.ends_with(".rs"));
            number.parse::<u32>().unwrap();
        }
        for part in ["planted", "4711", "ژیانە"] {
            assert!(!all.contains(part), "{all}");
        }
    }
}
