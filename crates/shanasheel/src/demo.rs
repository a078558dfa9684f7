//! `demo`: everything on one machine, through the same code as `serve` and `desk`.
//!
//! An organisation is founded in a temporary folder, with signed parameters that make minutes of hours (three-second slots);
//! three persons write in; the desk waits locked. `demo --walk` then goes the whole way once and ends.

mod member;
mod scan;
mod seeds;
mod stage;
mod visitor;
mod walk;

use crate::arguments::Demo;
use crate::failure::Outcome;
use crate::say::Say;

/// Runs the demonstration.
pub(crate) fn run(arguments: &Demo, say: Say) -> Outcome {
    if arguments.walk {
        return walk::run(arguments, say);
    }
    say.line("demo-preparing", &[]);
    let stage = stage::Stage::build(arguments, say)?;
    say.line("demo-site", &[("address", stage.site().into())]);
    say.line("demo-desk", &[("address", stage.desk_address().into())]);
    say.line(
        "demo-passphrase",
        &[("passphrase", stage::PASSPHRASE.into())],
    );
    say.line("demo-waiting", &[("count", stage.waiting.into())]);
    say.line(
        "demo-words",
        &[("numbers", stage.numbers.replace('\n', "  ").into())],
    );
    if let Some(folder) = &arguments.keep {
        let folder = folder.display().to_string();
        say.line("demo-folder", &[("folder", folder.into())]);
    }
    say.line(
        if arguments.keep.is_some() {
            "demo-stop-keep"
        } else {
            "demo-stop"
        },
        &[],
    );
    // One word that scripts wait for, the same in every language.
    say.plain("ready");
    stage.wait();
    stage.end()
}
