//! What can go wrong with a vault. Never carries text, a path, a key or a passphrase.

use std::io;

use desk_casework::Refused;

/// Why a vault could not be opened, read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is no vault in this folder (or one whose making was interrupted: make it again).
    #[error("there is no vault here")]
    Missing,
    /// There is a vault in this folder already; it is left as it is.
    #[error("there is a vault here already")]
    AlreadyThere,
    /// The folder holds other files; it is left as it is.
    #[error("the folder is not empty")]
    NotEmpty,
    /// Another desk has this vault open.
    #[error("the vault is open in another desk")]
    InUse,
    /// The passphrase does not open this vault.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// A part of the vault is not what was written. Restore a backup.
    #[error("damaged: {what}")]
    Damaged {
        /// Which part.
        what: Damage,
    },
    /// The disk, or the size that the vault is allowed, is full. Nothing of the step was kept.
    #[error("no space left")]
    NoSpace,
    /// The computer has too little memory free for the passphrase's cost.
    #[error("too little memory")]
    NoMemory,
    /// Made by a newer version of this program.
    #[error("made by a newer version ({found}, this one knows {known})")]
    TooNew {
        /// The version that was found.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The system does not let this user read or write here.
    #[error("access denied")]
    Denied,
    /// An operation that may not be logged: a fault of the caller.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// A value larger than anything that belongs here, or one that contradicts what is stored: a
    /// fault of the caller.
    #[error("a value that does not fit")]
    BadValue,
    /// Another fault of the system.
    #[error("input or output failed: {0}")]
    Io(io::ErrorKind),
    /// Another fault of the database, with its extended code.
    #[error("the store failed with code {0}")]
    Store(i32),
}

/// Which part of a vault is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The file `head`.
    #[error("head")]
    Head,
    /// The file `head` is gone.
    #[error("head missing")]
    HeadMissing,
    /// The file `store`.
    #[error("store")]
    Store,
    /// The file `store` is gone.
    #[error("store missing")]
    StoreMissing,
    /// An operation in the log.
    #[error("operation")]
    Operation,
    /// A view; it can be made again.
    #[error("view")]
    View,
    /// A backup file.
    #[error("backup")]
    Backup,
}

impl VaultError {
    /// The stable key under which people find the text of this error and what to do about it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing => "vault-missing",
            Self::AlreadyThere => "vault-already-there",
            Self::NotEmpty => "vault-not-empty",
            Self::InUse => "vault-in-use",
            Self::WrongPassphrase => "vault-wrong-passphrase",
            Self::Damaged { .. } => "vault-damaged",
            Self::NoSpace => "vault-no-space",
            Self::NoMemory => "vault-no-memory",
            Self::TooNew { .. } => "vault-too-new",
            Self::Denied => "vault-denied",
            Self::Refused(_) | Self::BadValue => "vault-refused",
            Self::Io(_) | Self::Store(_) => "vault-failed",
        }
    }

    /// Whether nothing was touched and the same step may go on with something else.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::BadValue)
    }
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::NoSpace,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{Error, ErrorCode};
        match error {
            Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Self::NoSpace,
                ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Self::STORE_DAMAGED,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::InUse,
                ErrorCode::OutOfMemory => Self::NoMemory,
                ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen => {
                    Self::Denied
                }
                _ => Self::Store(failure.extended_code),
            },
            // A column that does not have the type that only we write.
            Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..) => Self::STORE_DAMAGED,
            Error::ToSqlConversionFailure(_) => Self::BadValue,
            _ => Self::Store(0),
        }
    }
}

impl VaultError {
    pub(crate) const STORE_DAMAGED: Self = Self::Damaged {
        what: Damage::Store,
    };
    pub(crate) const HEAD_DAMAGED: Self = Self::Damaged { what: Damage::Head };
    pub(crate) const BACKUP_DAMAGED: Self = Self::Damaged {
        what: Damage::Backup,
    };
}
