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
use crate::files;
use crate::http::checked_address;
use crate::passphrase;
use crate::relay_file::{Hex32, RelayFile};
use crate::say::Say;
use crate::system::{self, SystemRandom};

/// Founds an organisation as the command line says.
pub(crate) fn run(arguments: &Found, say: Say) -> Outcome {
    let address = checked_address(&arguments.address)?;
    for path in [
        &arguments.root,
        &arguments.vault,
        &arguments.relay,
        &arguments.backup,
    ] {
        refuse_existing(path)?;
    }
    let root_passphrase = passphrase::ask_new(say, "passphrase-root-new")?;
    let vault_passphrase = passphrase::ask_new(say, "passphrase-new")?;
    let cost = Cost::production();
    let root = make_root(&arguments.root, &root_passphrase, cost, &mut SystemRandom)
        .map_err(|error| desk_failure(error, &arguments.root))?;
    let folder = |path: &Path| path.display().to_string();
    say.line("found-root", &[("folder", folder(&arguments.root).into())]);

    let in_vault = |error| vault_failure(error, &arguments.vault);
    let vault = Vault::create(&arguments.vault, &vault_passphrase, cost, &mut SystemRandom)
        .map_err(in_vault)?;
    let founding = Founding {
        parameters: Parameters::standard(),
        relays: vec![address],
        desk_slots: 1,
    };
    let mut desk = found(vault, &root, &founding, system::now(), &mut SystemRandom)
        .map_err(|error| desk_failure(error, &arguments.vault))?;
    drop(root);
    let values = desk.relay_values();
    say.line(
        "found-fingerprint",
        &[("fingerprint", fingerprint(&values.org_id).into())],
    );
    say.line(
        "found-vault",
        &[("folder", folder(&arguments.vault).into())],
    );

    let file = relay_file(
        &values,
        &arguments.name,
        SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
        "relay-data".into(),
    );
    write_new(&arguments.relay, file.to_text().as_bytes())?;
    say.line("found-relay", &[("file", folder(&arguments.relay).into())]);

    first_backup(&mut desk, arguments, &vault_passphrase)?;
    say.line(
        "found-backup",
        &[("file", folder(&arguments.backup).into())],
    );
    say.line("found-next", &[]);
    Ok(())
}

/// Writes a backup and restores it into a folder beside it, so that the first restoring is not the day of the loss.
fn first_backup(desk: &mut Desk, arguments: &Found, passphrase: &Passphrase) -> Outcome {
    let in_backup = |error| vault_failure(error, &arguments.backup);
    desk.vault_mut()
        .backup_to(&arguments.backup, system::now())
        .map_err(in_backup)?;
    let mut name = arguments.vault.file_name().unwrap_or_default().to_owned();
    name.push(".trial");
    let trial = arguments.vault.with_file_name(name);
    let restored = restore(&arguments.backup, &trial, passphrase, &mut SystemRandom)
        .and_then(|vault| vault.check(system::now()))
        .map_err(in_backup);
    let removed = std::fs::remove_dir_all(&trial);
    if !restored?.is_whole() {
        return Err(Failure::new("backup-damaged").with("file", arguments.backup.display()));
    }
    removed.map_err(|error| {
        Failure::new("write-failed")
            .with("file", trial.display())
            .with("why", error.kind())
    })
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
fn refuse_existing(path: &Path) -> Outcome {
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

fn write_new(path: &Path, bytes: &[u8]) -> Outcome {
    files::write_new(path, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new("file-exists").with("file", path.display()),
        io::ErrorKind::StorageFull => Failure::new("no-space"),
        kind => Failure::new("write-failed")
            .with("file", path.display())
            .with("why", kind),
    })
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
