//! Chores: `cargo xtask test | web | bench | prove`.
//!
//! Everything that a newcomer must run is here, so that the set-up is two commands (README.md).

#![expect(
    clippy::disallowed_methods,
    reason = "chores are at the rim: they read clocks and write evidence"
)]

mod bench;
mod browser;
mod http;
mod prove;
mod release;
mod test;
mod tools;
mod web;

use std::process::ExitCode;

/// What an xtask gives back; the text is for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "cargo xtask test [--nothing-skipped] [STEP …]   every check; STEP runs only those named
cargo xtask web [--check]                       build the visitor's wasm; --check compares with the committed one
cargo xtask bench way [--full] [GROUP …]        the numbers of the whole way: `id | target | value | met`
cargo xtask prove [kills | markers | fuzz [SECONDS] | way]
                                                the long proofs; each writes docs/evidence/NAME.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test", rest @ ..] => test::run_from(rest),
        ["web"] => web::run(false),
        ["web", "--check"] => web::run(true),
        ["bench", "way", rest @ ..] => bench::way(rest),
        ["prove", rest @ ..] => prove::run(rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tools::say(&message);
            ExitCode::FAILURE
        }
    }
}
