//! What can go wrong, sorted by who is at fault. No error carries a path, a key, an address or a
//! byte that somebody sent.

use crate::chance::NoRandomness;

/// The relay's folder could not be opened. Nothing in it was changed or deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    // The caller.
    /// A configuration value that cannot work; its name.
    #[error("the relay's configuration is not usable: {0}")]
    Config(&'static str),

    // The environment.
    /// Another process has this folder open.
    #[error("another relay uses this folder; stop that one first")]
    InUse,
    /// The database is damaged.
    #[error(
        "the relay's database is damaged; nothing was deleted. Copy the folder away, then restore \
         the newest backup, or begin with an empty folder: parcels that waited are lost, and the \
         sorter publishes the outbox and the key list anew"
    )]
    Damaged,
    /// The file belongs to another program.
    #[error("the file in this folder is not a relay's database; choose another folder")]
    Foreign,
    /// The database was written by a newer version of this program.
    #[error("a newer version of this program wrote this folder; run that one")]
    Newer,
    /// The disk is full.
    #[error("the disk is full; free some space and start again")]
    Full,
    /// The disk or the file system refuses; which kind of refusal.
    #[error("the relay's folder cannot be used: {0}")]
    Disk(std::io::ErrorKind),
    /// The operating system gives no randomness or no thread.
    #[error("the operating system gives the relay no randomness or no thread")]
    System,

    // A fault of this program.
    /// SQLite refused a statement, with its extended code.
    #[error("a fault in this program: database code {0}")]
    Bug(i32),
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            kind => Self::Disk(kind),
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::InUse => Self::InUse,
            StoreError::Damaged => Self::Damaged,
            StoreError::Disk => Self::Disk(std::io::ErrorKind::Other),
            StoreError::System => Self::System,
            StoreError::Bug(code) => Self::Bug(code),
        }
    }
}

/// The store could not do what it was asked. Nothing of it was committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// The disk, or the share of it that the relay may use, is full.
    Full,
    /// Another process holds the database.
    InUse,
    /// The database is damaged.
    Damaged,
    /// The disk refuses.
    Disk,
    /// The operating system gives no randomness.
    System,
    /// A fault of this program, with SQLite's extended code.
    Bug(i32),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            // Not SQLite's: a column of another type than the schema says, so the file is not ours.
            return Self::Damaged;
        };
        match failure.code {
            Code::DiskFull => Self::Full,
            Code::DatabaseBusy | Code::DatabaseLocked => Self::InUse,
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Damaged,
            Code::SystemIoFailure
            | Code::CannotOpen
            | Code::PermissionDenied
            | Code::ReadOnly
            | Code::NoLargeFileSupport
            | Code::FileLockingProtocolFailed => Self::Disk,
            _ => Self::Bug(failure.extended_code),
        }
    }
}

impl From<NoRandomness> for StoreError {
    fn from(NoRandomness: NoRandomness) -> Self {
        Self::System
    }
}
