//! The encrypted store of operations and views on a staff member's computer.
//!
//! The only crate that touches the staff disk. A vault is a folder with three files whose names
//! say nothing: `head` (the data key, wrapped by the passphrase), `store` (`SQLCipher` under that
//! data key) and `lock` (one desk at a time).
//!
//! ```text
//! passphrase ─Argon2id─▶ key-encryption key ─opens─▶ head ─▶ data key ─opens─▶ store
//!
//! Vault::write(|tx| …)   everything of a step, or nothing of it
//!    tx.append(record) ─▶ log of operations ─desk_casework─▶ views
//!    tx.put_secret, put_chain, put_waiting_block, put_edition …   state that is overwritten
//! ```
//!
//! What an operation changed can always be made again from the log ([`Vault::rebuild_views`]).
//! Secrets are not in the log: they are overwritten and gone, as far as a disk lets anything go.
//!
//! What this does not do: it does not protect an unlocked desk, a computer with malware, or a
//! passphrase that is guessed. It cannot tell an older whole folder that somebody put back from
//! the newest one. Solid-state disks keep old sectors; those are ciphertext.

mod backup;
mod check;
mod cost;
mod database;
mod error;
mod folder;
mod head;
mod passphrase;
mod pending;
mod reader;
mod tables;
#[cfg(test)]
mod testing;
mod tx;
mod vault;

pub use backup::{BackupReport, restore};
pub use check::{Finding, Report};
pub use cost::{BelowFloor, Cost};
pub use error::{Damage, VaultError};
pub use folder::{FolderState, folder_state};
pub use passphrase::{Passphrase, PassphraseError};
pub use reader::Reader;
pub use tables::{
    chains::Chain,
    conversations::{InboxCounts, InboxFilter},
    editions::{EditionRow, StoredEdition},
    outbox::{BlockReference, WaitingBlock},
};
pub use tx::{Appended, Tx};
pub use vault::Vault;
