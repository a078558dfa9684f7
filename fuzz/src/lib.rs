//! The checks of `crates/xtask/tests/corpora`, for libFuzzer. Run with `cargo xtask prove fuzz [SECONDS]`.

#[path = "../../crates/xtask/tests/corpora/targets.rs"]
mod targets;

/// Runs the check of this name on an input.
///
/// # Panics
/// If the check fails: this is what fuzzing looks for.
pub fn run(name: &str, input: &[u8]) {
    targets::run(name, input);
}
