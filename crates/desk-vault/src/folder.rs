//! The folder of a vault: names, permissions, the lock, and making files that last.
//!
//! ```text
//! making   a vault is being made here      create │ make ─▶ store ─▶ head.new ─▶ head ─▶ unmake
//! head     the wrapped data key            kill before `head`: nothing yet, create starts anew
//! store    SQLCipher                       kill after `head`: a whole vault
//! lock     held while a desk is open
//! ```
//!
//! A vault exists when `head` exists. A `store` without `head` and without `making` is never
//! deleted: a backup's head may still open it.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::{Damage, VaultError};

const HEAD: &str = "head";
const HEAD_NEW: &str = "head.new";
const STORE: &str = "store";
const JOURNAL: &str = "store-journal";
const LOCK: &str = "lock";
const MAKING: &str = "making";

/// What is in a folder, as far as can be told without a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// No vault: no folder, an empty one, or an interrupted making. [`crate::Vault::create`] works.
    Free,
    /// A vault.
    Vault,
    /// Files of something else, or a vault without its head.
    Other,
}

/// What is in a folder.
#[must_use]
pub fn folder_state(dir: &Path) -> FolderState {
    match Folder::new(dir).contents() {
        Ok(Contents::Free | Contents::Unfinished) => FolderState::Free,
        Ok(Contents::Vault) => FolderState::Vault,
        Ok(Contents::Headless | Contents::Other) | Err(_) => FolderState::Other,
    }
}

pub(crate) enum Contents {
    Free,
    Unfinished,
    Vault,
    Headless,
    Other,
}

/// A folder whose lock is held. Others cannot open it until this is dropped.
pub(crate) struct LockedFolder {
    folder: Folder,
    lock: File,
}

impl Drop for LockedFolder {
    fn drop(&mut self) {
        // Closing is not enough: a process that is being started just now may hold a copy of the
        // handle until it runs. What fails here is mended by the end of this process.
        let _ = self.lock.unlock();
    }
}

pub(crate) struct Folder {
    dir: PathBuf,
}

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self { dir: dir.into() }
    }

    pub(crate) fn contents(&self) -> Result<Contents, VaultError> {
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Contents::Free),
            Err(error) => return Err(error.into()),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.push(entry?.file_name());
        }
        let has = |name: &str| names.iter().any(|entry| entry == name);
        Ok(if has(HEAD) {
            Contents::Vault
        } else if has(MAKING) {
            Contents::Unfinished
        } else if has(STORE) {
            Contents::Headless
        } else if names.iter().all(|name| name == LOCK) {
            Contents::Free
        } else {
            Contents::Other
        })
    }

    /// Takes the lock of a folder that holds a vault.
    pub(crate) fn lock_vault(self) -> Result<LockedFolder, VaultError> {
        self.expect_vault()?;
        let locked = self.lock()?;
        // Once more under the lock: another desk may just have been making it.
        locked.folder.expect_vault()?;
        if !locked.folder.path(STORE).exists() {
            return Err(VaultError::Damaged {
                what: Damage::StoreMissing,
            });
        }
        locked.folder.remove(MAKING)?;
        Ok(locked)
    }

    /// Takes the lock of a folder in which a vault may be made, and marks that one is being made.
    pub(crate) fn lock_free(self) -> Result<LockedFolder, VaultError> {
        self.expect_free()?;
        make_dir(&self.dir)?;
        let locked = self.lock()?;
        locked.folder.expect_free()?;
        locked.folder.write_new(MAKING, b"")?;
        locked.folder.sync_dir()?;
        for leftover in [STORE, JOURNAL, HEAD_NEW] {
            locked.folder.remove(leftover)?;
        }
        locked.folder.write_new(STORE, b"")?;
        Ok(locked)
    }

    fn expect_vault(&self) -> Result<(), VaultError> {
        match self.contents()? {
            Contents::Vault => Ok(()),
            Contents::Headless => Err(VaultError::Damaged {
                what: Damage::HeadMissing,
            }),
            Contents::Free | Contents::Unfinished | Contents::Other => Err(VaultError::Missing),
        }
    }

    fn expect_free(&self) -> Result<(), VaultError> {
        match self.contents()? {
            Contents::Free | Contents::Unfinished => Ok(()),
            Contents::Vault => Err(VaultError::AlreadyThere),
            Contents::Headless | Contents::Other => Err(VaultError::NotEmpty),
        }
    }

    fn lock(self) -> Result<LockedFolder, VaultError> {
        let lock = owner_only()
            .create(true)
            .truncate(false)
            .open(self.path(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(LockedFolder { folder: self, lock }),
            Err(TryLockError::WouldBlock) => Err(VaultError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn write_new(&self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        write_synced(&self.path(name), bytes)
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn sync_dir(&self) -> Result<(), VaultError> {
        sync_dir(&self.dir)
    }
}

impl LockedFolder {
    pub(crate) fn store_path(&self) -> PathBuf {
        self.folder.path(STORE)
    }

    pub(crate) fn head_bytes(&self) -> Result<Vec<u8>, VaultError> {
        Ok(fs::read(self.folder.path(HEAD))?)
    }

    /// Puts a head in place, whole or not at all. In a new folder this makes it a vault.
    pub(crate) fn put_head(&self, bytes: &[u8]) -> Result<(), VaultError> {
        self.folder.remove(HEAD_NEW)?;
        self.folder.write_new(HEAD_NEW, bytes)?;
        self.folder.sync_dir()?;
        fs::rename(self.folder.path(HEAD_NEW), self.folder.path(HEAD))?;
        self.folder.sync_dir()?;
        self.folder.remove(MAKING)?;
        self.folder.sync_dir()
    }

    /// Takes back a making that failed, so that the folder is free again.
    pub(crate) fn abandon(&self) {
        for name in [STORE, JOURNAL, HEAD_NEW, MAKING] {
            // Whatever stays is taken away by the next making.
            let _ = self.folder.remove(name);
        }
    }
}

/// Options for a file that only its owner may read.
pub(crate) fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes a file that is on the disk when this returns.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let mut file = owner_only().create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// Makes names in a folder last. Windows has no such call and needs none.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

fn make_dir(dir: &Path) -> Result<(), VaultError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)?;
    match dir.parent() {
        Some(parent) if parent != Path::new("") => sync_dir(parent),
        _ => Ok(()),
    }
}
