//! The tables of a store: one file each, with its SQL and nothing else.

pub(crate) mod chains;
pub(crate) mod conversations;
pub(crate) mod editions;
pub(crate) mod inner_seen;
pub(crate) mod key_lists;
pub(crate) mod operations;
pub(crate) mod outbox;
pub(crate) mod parts_seen;
pub(crate) mod secrets;
pub(crate) mod settings;

use crate::VaultError;

/// The longest value of any row; a limit on everything.
pub(crate) const MAX_VALUE_BYTES: usize = 16 * 1024 * 1024;

/// Refuses values that belong nowhere.
pub(crate) fn fits(value: &[u8]) -> Result<(), VaultError> {
    if value.len() > MAX_VALUE_BYTES {
        return Err(VaultError::BadValue);
    }
    Ok(())
}
