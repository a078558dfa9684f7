//! `doctor`: says what is wrong and what to do. Changes nothing.

use std::cell::Cell;

use language::Value;

use crate::arguments::Doctor;
use crate::date;
use crate::failure::{Failure, Outcome};
use crate::say::Say;
use crate::system;

#[cfg(feature = "relay")]
mod relay;
#[cfg(feature = "desk")]
mod vault;

/// How a finding is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Good,
    Look,
    Bad,
}

/// What was found so far, said line by line.
struct Findings {
    say: Say,
    bad: Cell<u32>,
}

impl Findings {
    fn say(&self, mark: Mark, id: &str, values: &[(&str, Value<'_>)]) {
        if mark == Mark::Bad {
            self.bad.set(self.bad.get() + 1);
        }
        let mark = match mark {
            Mark::Good => "doctor-good",
            Mark::Look => "doctor-look",
            Mark::Bad => "doctor-bad",
        };
        self.say.plain(&format!(
            "[{}] {}",
            self.say.catalogue.attribute(mark),
            self.say.catalogue.attribute_with(id, values)
        ));
    }

    /// A part that could not be looked at is a finding; the other parts still are.
    #[cfg(any(feature = "relay", feature = "desk"))]
    fn take(&self, part: Outcome) {
        if let Err(failure) = part {
            self.bad.set(self.bad.get() + 1);
            let mark = self.say.catalogue.attribute("doctor-bad");
            self.say
                .plain(&format!("[{mark}] {}", failure.text(self.say.catalogue)));
        }
    }
}

/// Looks at the clock, this program, and what the command line names.
pub(crate) fn run(arguments: &Doctor, say: Say) -> Outcome {
    let findings = Findings {
        say,
        bad: Cell::new(0),
    };
    findings.say(
        Mark::Look,
        "doctor-clock",
        &[("date", date::minute(system::now()).into())],
    );
    #[cfg(feature = "window")]
    {
        if crate::guides::contact_code_is_whole() {
            findings.say(Mark::Good, "doctor-wasm", &[]);
        } else {
            findings.say(Mark::Bad, "doctor-wasm-broken", &[]);
        }
        findings.say(Mark::Look, "doctor-second-engine", &[]);
    }
    #[cfg(feature = "relay")]
    if let Some(path) = &arguments.config {
        findings.take(relay::look(path, &findings));
    }
    #[cfg(feature = "desk")]
    if let Some(folder) = &arguments.vault {
        findings.take(vault::look(folder, arguments.proxy.as_deref(), &findings));
    }
    #[cfg(not(any(feature = "relay", feature = "desk")))]
    let _ = arguments;
    match findings.bad.get() {
        0 => Ok(()),
        count => Err(Failure::new("findings").with("count", count)),
    }
}
