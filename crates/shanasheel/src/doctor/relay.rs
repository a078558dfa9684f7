//! What `doctor` sees of a relay on this computer.

use std::path::Path;

use drop_server::OpenError;

use super::{Findings, Mark};
use crate::failure::Outcome;
use crate::relay_file::RelayFile;
use crate::serve::{store_failure, try_open};

/// Reads the configuration, and the store if it lies here and nobody uses it.
pub(super) fn look(path: &Path, findings: &Findings) -> Outcome {
    let file = RelayFile::read(path)?;
    findings.say(Mark::Good, "doctor-relay-file", &[]);
    let folder = [("folder", file.data.display().to_string().into())];
    // Opening would make one.
    if !file.data.is_dir() {
        findings.say(Mark::Look, "doctor-store-elsewhere", &folder);
        return Ok(());
    }
    let relay = match try_open(&file) {
        Err(OpenError::InUse) => {
            findings.say(Mark::Look, "doctor-store-in-use", &folder);
            return Ok(());
        }
        opened => opened.map_err(|error| store_failure(&file, error))?,
    };
    let checked = relay.check();
    let closed = relay.close();
    checked
        .and(closed)
        .map_err(|error| store_failure(&file, error))?;
    findings.say(Mark::Good, "doctor-store-whole", &[]);
    Ok(())
}
