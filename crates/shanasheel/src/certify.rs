//! `certify`: the root comes out of its drawer and lets the issuer go on for another three months.

use desk_vault::{Vault, VaultError};
use desk_web::engine::{Desk, DeskError, certify_again, open_root};
use drop_wire::KeyList;

use crate::arguments::Certify;
use crate::date;
use crate::failure::{Failure, Outcome};
use crate::found::{desk_failure, vault_failure};
use crate::passphrase;
use crate::say::Say;
use crate::system;

/// A desk sleeps no longer than this, and a computer's clock that is further ahead is wrong (docs/decisions/009).
const LEAP_DAYS: u64 = 92;
/// A clock that was a day ahead when a list was made, and was set right, must not stop anything.
const BEHIND_DAYS: u64 = 2;

/// Writes a new certificate into the vault; the desk publishes it when it is next open.
pub(crate) fn run(arguments: &Certify, say: Say) -> Outcome {
    let in_vault = |error| desk_failure(error, &arguments.vault);
    if !arguments.root.is_dir() {
        return Err(Failure::new("root-missing").with("folder", arguments.root.display()));
    }
    let vault_passphrase = passphrase::ask(say, "passphrase-ask")?;
    let vault = Vault::open(&arguments.vault, &vault_passphrase)
        .map_err(|error| vault_failure(error, &arguments.vault))?;
    let now = system::now();
    let mut desk = Desk::open(vault, now).map_err(in_vault)?;
    if let Some(ClockFault { last, .. }) = clock_fault(&newest_list(&desk, arguments)?, now) {
        // A certificate of a wrong day would stop everybody from writing.
        return Err(Failure::new("clock-wrong")
            .with("date", date::minute(now))
            .with("last", date::minute(last)));
    }
    let root_passphrase = passphrase::ask(say, "passphrase-root-ask")?;
    let root = open_root(&arguments.root, &root_passphrase)
        .map_err(|error| root_failure(error, arguments))?;
    certify_again(&mut desk, &root, now).map_err(|error| match error {
        DeskError::OtherRoot => root_failure(error, arguments),
        other => in_vault(other),
    })?;
    let until = newest_list(&desk, arguments)?.issuer_until_day;
    desk.into_vault().lock();
    say.line("certify-done", &[("date", date::day(until.into()).into())]);
    Ok(())
}

/// When the newest key list was made, and the clock does not fit to it.
pub(crate) struct ClockFault {
    /// Unix seconds of the newest list.
    pub(crate) last: u64,
    /// Whether the clock is behind; else it is far ahead.
    pub(crate) is_behind: bool,
}

/// Compares a clock with what this organisation did last.
pub(crate) fn clock_fault(newest: &KeyList, now: u64) -> Option<ClockFault> {
    let last = newest.issued_at;
    let is_behind = now + BEHIND_DAYS * 86_400 < last;
    let is_far_ahead = now.saturating_sub(last) > LEAP_DAYS * 86_400;
    (is_behind || is_far_ahead).then_some(ClockFault { last, is_behind })
}

fn newest_list(desk: &Desk, arguments: &Certify) -> Outcome<KeyList> {
    newest_list_of(desk).map_err(|error| desk_failure(error, &arguments.vault))
}

/// The newest key list in a vault.
pub(crate) fn newest_list_of(desk: &Desk) -> Result<KeyList, DeskError> {
    let newest = desk.reader().newest_key_list()?;
    newest
        .and_then(|(_, bytes)| KeyList::decode(&bytes).ok())
        .ok_or(DeskError::NotADesk)
}

fn root_failure(error: DeskError, arguments: &Certify) -> Failure {
    let code = match error {
        DeskError::Vault(VaultError::Missing) => "root-missing",
        DeskError::Vault(VaultError::WrongPassphrase) => "root-passphrase",
        DeskError::NotADesk | DeskError::OtherRoot => "root-other",
        other => return desk_failure(other, &arguments.root),
    };
    Failure::new(code).with("folder", arguments.root.display())
}

#[cfg(test)]
mod tests {
    use desk_vault::{Cost, Passphrase};
    use desk_web::engine::{found, make_root};
    use drop_sorter::keyplan::Founding;
    use drop_wire::Parameters;

    use super::*;
    use crate::system::SystemRandom;

    const DAY: u64 = 86_400;

    #[test]
    fn a_clock_that_does_not_fit_to_the_newest_list_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let passphrase = Passphrase::new("seven quiet pigeons").unwrap();
        let root = make_root(
            &folder.path().join("root"),
            &passphrase,
            Cost::floor(),
            &mut SystemRandom,
        )
        .unwrap();
        let vault = Vault::create(
            &folder.path().join("vault"),
            &passphrase,
            Cost::floor(),
            &mut SystemRandom,
        )
        .unwrap();
        let founding = Founding {
            parameters: Parameters::standard(),
            relays: vec!["http://127.0.0.1:1".to_owned()],
            desk_slots: 1,
        };
        let now = 20_800 * DAY;
        let desk = found(vault, &root, &founding, now, &mut SystemRandom).unwrap();
        let list = newest_list_of(&desk).unwrap();
        for (clock, is_behind) in [
            (now, None),
            (now + 90 * DAY, None),
            (now - DAY, None),
            (now - 3 * DAY, Some(true)),
            (now + 93 * DAY, Some(false)),
        ] {
            let fault = clock_fault(&list, clock).map(|fault| fault.is_behind);
            assert_eq!(fault, is_behind);
        }
    }
}
