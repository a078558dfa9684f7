//! The shanasheel program: arguments, configuration, clock, randomness, what people read in the terminal.

mod arguments;
mod failure;
#[cfg(feature = "desk")]
mod files;
#[cfg(feature = "desk")]
mod http;
mod relay_file;
mod say;
mod system;

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
        _ => Ok(()),
    }
}
