//! `found`: from nothing to an organisation that can be written to.
//!
//! ```text
//! root ▶ its own folder (removable)   issuer, keys, first list ▶ vault   public values ▶ relay configuration
//!                                                               vault ▶ backup ▶ restored once
//! ```

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use desk_vault::{Cost, Passphrase, Vault, VaultError, restore};
use desk_web::engine::{Desk, DeskError, RelayValues, found, make_root};
use drop_sorter::keyplan::Founding;
use drop_wire::Parameters;

use crate::arguments::Found;
use crate::failure::{Failure, Outcome};
use crate::files::{self, Aside};
use crate::http::checked_address;
use crate::passphrase;
use crate::relay_file::{Hex32, RelayFile};
use crate::say::Say;
use crate::system::{self, SystemRandom};

/// Founds an organisation as the command line says.
///
/// Everything is made beside its place and moves there when all of it is whole: a founding that was killed leaves nothing
/// that looks like an organisation.
pub(crate) fn run(arguments: &Found, say: Say) -> Outcome {
    let address = checked_address(&arguments.address)?;
    refuse_full_folder(&arguments.root)?;
    refuse_full_folder(&arguments.vault)?;
    refuse_file(&arguments.relay)?;
    refuse_file(&arguments.backup)?;
    let root_passphrase = passphrase::ask_new(say, "passphrase-root-new")?;
    let vault_passphrase = passphrase::ask_new(say, "passphrase-new")?;
    let root_aside = beside(&arguments.root)?;
    let vault_aside = beside(&arguments.vault)?;
    let backup_aside = beside(&arguments.backup)?;

    let cost = Cost::production();
    let root = make_root(root_aside.path(), &root_passphrase, cost, &mut SystemRandom)
        .map_err(|error| desk_failure(error, &arguments.root))?;
    let vault = Vault::create(
        vault_aside.path(),
        &vault_passphrase,
        cost,
        &mut SystemRandom,
    )
    .map_err(|error| vault_failure(error, &arguments.vault))?;
    let founding = Founding {
        parameters: Parameters::standard(),
        relays: vec![address],
        desk_slots: 1,
    };
    let mut desk = found(vault, &root, &founding, system::now(), &mut SystemRandom)
        .map_err(|error| desk_failure(error, &arguments.vault))?;
    drop(root);
    first_backup(&mut desk, arguments, &backup_aside, &vault_passphrase)?;
    let values = desk.relay_values();
    desk.into_vault().lock();

    let file = relay_file(
        &values,
        &arguments.name,
        SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
        "relay-data".into(),
    );
    settle(backup_aside, &arguments.backup)?;
    files::write_new(&arguments.relay, file.to_text().as_bytes())
        .map_err(|error| write_failure(&error, &arguments.relay))?;
    settle(root_aside, &arguments.root)?;
    settle(vault_aside, &arguments.vault)?;
    tell(arguments, &values, say);
    Ok(())
}

fn tell(arguments: &Found, values: &RelayValues, say: Say) {
    let path = |path: &Path| path.display().to_string();
    let fingerprint = fingerprint(&values.org_id);
    say.line("found-root", &[("folder", path(&arguments.root).into())]);
    say.line("found-fingerprint", &[("fingerprint", fingerprint.into())]);
    say.line("found-vault", &[("folder", path(&arguments.vault).into())]);
    say.line("found-relay", &[("file", path(&arguments.relay).into())]);
    say.line("found-backup", &[("file", path(&arguments.backup).into())]);
    say.line("found-next", &[]);
}

/// Writes a backup and restores it into a folder beside the vault, so that the first restoring is not the day of the loss.
fn first_backup(
    desk: &mut Desk,
    arguments: &Found,
    backup: &Aside,
    passphrase: &Passphrase,
) -> Outcome {
    let in_backup = |error| vault_failure(error, &arguments.backup);
    desk.vault_mut()
        .backup_to(backup.path(), system::now())
        .map_err(in_backup)?;
    let mut name = arguments.vault.file_name().unwrap_or_default().to_owned();
    name.push(".trial");
    let trial = beside(&arguments.vault.with_file_name(name))?;
    let is_whole = restore(backup.path(), trial.path(), passphrase, &mut SystemRandom)
        .and_then(|vault| vault.check(system::now()))
        .map_err(in_backup)?
        .is_whole();
    if is_whole {
        Ok(())
    } else {
        Err(Failure::new("backup-damaged").with("file", arguments.backup.display()))
    }
}

fn beside(place: &Path) -> Outcome<Aside> {
    Aside::new(place).map_err(|error| write_failure(&error, place))
}

fn settle(aside: Aside, place: &Path) -> Outcome {
    aside.settle().map_err(|error| write_failure(&error, place))
}

/// What the relay has to know, and nothing else.
pub(crate) fn relay_file(
    values: &RelayValues,
    name: &str,
    listen: SocketAddr,
    data: PathBuf,
) -> RelayFile {
    RelayFile {
        listen,
        data,
        guides: None,
        name: name.to_owned(),
        organisation: Hex32(values.org_id),
        outbox: Hex32(values.outbox_public),
        issuer: Hex32(values.issuer_public),
        window_slots: values.parameters.window_slots,
        slot_secs: values.parameters.slot_secs,
        daily_cap: values.parameters.daily_cap,
    }
}

/// The organisation's id in groups that can be read aloud.
pub(crate) fn fingerprint(org: &[u8; 32]) -> String {
    let digits = Hex32(*org).to_string();
    let groups: Vec<&str> = (0..digits.len())
        .step_by(4)
        .map(|at| &digits[at..at + 4])
        .collect();
    groups.join(" ")
}

/// Empty folders are welcome: a person may have made them beforehand.
fn refuse_full_folder(path: &Path) -> Outcome {
    let is_free = match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if is_free {
        Ok(())
    } else {
        Err(Failure::new("file-exists").with("file", path.display()))
    }
}

fn refuse_file(path: &Path) -> Outcome {
    if path.symlink_metadata().is_ok() {
        Err(Failure::new("file-exists").with("file", path.display()))
    } else {
        Ok(())
    }
}

fn write_failure(error: &io::Error, path: &Path) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => {
            Failure::new("file-exists").with("file", path.display())
        }
        io::ErrorKind::StorageFull => Failure::new("no-space"),
        kind => Failure::new("write-failed")
            .with("file", path.display())
            .with("why", kind),
    }
}

/// What a person reads when the engine refused.
pub(crate) fn desk_failure(error: DeskError, folder: &Path) -> Failure {
    match error {
        DeskError::Vault(error) => vault_failure(error, folder),
        other => Failure::new("vault-failed")
            .with("folder", folder.display())
            .with("why", other),
    }
}

/// What a person reads when a vault refused.
pub(crate) fn vault_failure(error: VaultError, folder: &Path) -> Failure {
    let code = match error {
        VaultError::Missing => "vault-missing",
        VaultError::AlreadyThere | VaultError::NotEmpty => "folder-taken",
        VaultError::InUse => "vault-in-use",
        VaultError::WrongPassphrase => "vault-passphrase",
        VaultError::Damaged { .. } => "vault-damaged",
        VaultError::TooNew { .. } => "vault-too-new",
        VaultError::NoMemory => "no-memory",
        VaultError::NoSpace => "no-space",
        _ => "vault-failed",
    };
    Failure::new(code)
        .with("folder", folder.display())
        .with("why", error)
}
