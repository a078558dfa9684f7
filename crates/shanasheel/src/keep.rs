//! `backup` and `restore`: saving the vault, and bringing it back.

use desk_vault::Vault;

use crate::arguments::{Backup, Restore};
use crate::failure::{Failure, Outcome};
use crate::found::vault_failure;
use crate::passphrase;
use crate::say::Say;
use crate::system::{self, SystemRandom};

/// Saves a vault to one encrypted file, which is read back before it gets its name.
pub(crate) fn backup(arguments: &Backup, say: Say) -> Outcome {
    if arguments.file.exists() {
        return Err(Failure::new("file-exists").with("file", arguments.file.display()));
    }
    let in_vault = |error| vault_failure(error, &arguments.vault);
    let passphrase = passphrase::ask(say, "passphrase-ask")?;
    let mut vault = Vault::open(&arguments.vault, &passphrase).map_err(in_vault)?;
    vault
        .backup_to(&arguments.file, system::now())
        .map_err(in_vault)?;
    let file = arguments.file.display().to_string();
    say.line("backup-done", &[("file", file.into())]);
    Ok(())
}

/// Brings a vault back into a new folder.
pub(crate) fn restore(arguments: &Restore, say: Say) -> Outcome {
    let passphrase = passphrase::ask(say, "passphrase-ask")?;
    desk_vault::restore(
        &arguments.file,
        &arguments.vault,
        &passphrase,
        &mut SystemRandom,
    )
    .map_err(|error| match error {
        desk_vault::VaultError::Damaged { .. } => {
            Failure::new("backup-damaged").with("file", arguments.file.display())
        }
        desk_vault::VaultError::Missing => {
            Failure::new("backup-missing").with("file", arguments.file.display())
        }
        other => vault_failure(other, &arguments.vault),
    })?;
    let folder = arguments.vault.display().to_string();
    say.line("restore-done", &[("folder", folder.into())]);
    Ok(())
}
