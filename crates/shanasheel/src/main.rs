//! The shanasheel program: arguments, configuration, clock, randomness, what people read in the terminal.

mod arguments;
#[cfg(feature = "desk")]
mod certify;
mod date;
#[cfg(all(feature = "window", feature = "relay", feature = "desk"))]
mod demo;
#[cfg(feature = "desk")]
mod desk;
mod doctor;
mod failure;
#[cfg(feature = "desk")]
mod files;
#[cfg(feature = "desk")]
mod found;
#[cfg(feature = "window")]
mod guides;
#[cfg(feature = "desk")]
mod http;
#[cfg(feature = "desk")]
mod keep;
#[cfg(any(feature = "relay", feature = "desk"))]
mod listen;
#[cfg(feature = "desk")]
mod passphrase;
mod relay_file;
mod say;
#[cfg(feature = "relay")]
mod serve;
mod system;
#[cfg(feature = "window")]
mod window;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Program};
use crate::failure::Outcome;
use crate::say::Say;

fn main() -> ExitCode {
    system::crash_quietly();
    let arguments = Arguments::parse();
    let say = match Say::new(arguments.lang.as_deref()) {
        Ok(say) => say,
        Err(failure) => {
            if let Ok(english) = Say::new(Some("en")) {
                english.failure(&failure);
            }
            return ExitCode::from(2);
        }
    };
    match run(arguments.program, say) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say.failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(program: Program, say: Say) -> Outcome {
    match program {
        #[cfg(all(feature = "window", feature = "relay", feature = "desk"))]
        Program::Demo(arguments) => demo::run(&arguments, say),
        #[cfg(feature = "desk")]
        Program::Found(arguments) => found::run(&arguments, say),
        #[cfg(feature = "window")]
        Program::Window(arguments) => window::run(&arguments, say),
        #[cfg(all(feature = "window", feature = "relay"))]
        Program::Serve(arguments) => serve::serve(&arguments, say),
        #[cfg(feature = "relay")]
        Program::Relay(arguments) => serve::relay(&arguments, say),
        #[cfg(feature = "desk")]
        Program::Desk(arguments) => desk::run(&arguments, say),
        #[cfg(feature = "desk")]
        Program::Backup(arguments) => keep::backup(&arguments, say),
        #[cfg(feature = "desk")]
        Program::Restore(arguments) => keep::restore(&arguments, say),
        #[cfg(feature = "desk")]
        Program::Certify(arguments) => certify::run(&arguments, say),
        Program::Doctor(arguments) => doctor::run(&arguments, say),
    }
}
