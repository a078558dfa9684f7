//! A vault that is open: made, unlocked, written to, locked.

use std::path::Path;

use desk_casework::{Conversation, ConversationId, DeviceId};
use rand_core::CryptoRng;
use rusqlite::{Connection, TransactionBehavior};

use crate::{
    Cost, Damage, Passphrase, Reader, Tx, VaultError, database,
    folder::{Folder, LockedFolder},
    head::{DataKey, Head},
    pending::Pending,
    tables::{conversations, operations, settings},
};

/// An open vault: one per folder on the whole computer. Dropping it locks it.
pub struct Vault {
    // Dropped in this order: the connection is closed before the folder's lock is given back.
    conn: Connection,
    device: DeviceId,
    key: DataKey,
    head: Head,
    folder: LockedFolder,
}

impl Vault {
    /// Makes a vault in a folder that is new, empty, or left over from an interrupted making.
    ///
    /// Killed at any moment, this leaves a folder in which it can be called again, or a whole
    /// vault.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`], [`VaultError::NotEmpty`], [`VaultError::InUse`] (somebody
    /// else is making one), [`VaultError::NoSpace`], and what the system refuses.
    pub fn create(
        dir: &Path,
        passphrase: &Passphrase,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let folder = Folder::new(dir).lock_free()?;
        match Self::fill(&folder, passphrase, cost, rng) {
            Ok((conn, device, key, head)) => Ok(Self {
                conn,
                device,
                key,
                head,
                folder,
            }),
            Err(error) => {
                folder.abandon();
                Err(error)
            }
        }
    }

    fn fill(
        folder: &LockedFolder,
        passphrase: &Passphrase,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(Connection, DeviceId, DataKey, Head), VaultError> {
        let key = DataKey::random(rng);
        let head = Head::wrap(&key, passphrase, cost, rng)?;
        let mut conn = database::open(&folder.store_path(), &key)?;
        database::migrate(&mut conn)?;
        set_views_version(&conn)?;
        let device = new_device(&conn, rng)?;
        folder.put_head(head.bytes())?;
        Ok((conn, device, key, head))
    }

    /// Unlocks a vault. Takes the passphrase's cost (about a second) and little more.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::InUse`], [`VaultError::WrongPassphrase`],
    /// [`VaultError::Damaged`], [`VaultError::TooNew`], and what the system refuses.
    pub fn open(dir: &Path, passphrase: &Passphrase) -> Result<Self, VaultError> {
        let folder = Folder::new(dir).lock_vault()?;
        let head = Head::read(&folder.head_bytes()?)?;
        let key = head.unwrap(passphrase)?;
        let conn = database::open(&folder.store_path(), &key)?;
        Self::unlocked(conn, key, head, folder)
    }

    pub(crate) fn unlocked(
        mut conn: Connection,
        key: DataKey,
        head: Head,
        folder: LockedFolder,
    ) -> Result<Self, VaultError> {
        // A store without a schema is not one that `create` finished.
        if database::schema(&conn)? == 0 {
            return Err(VaultError::STORE_DAMAGED);
        }
        database::migrate(&mut conn)?;
        let device = settings::array(&conn, settings::DEVICE)?
            .map(DeviceId)
            .ok_or(VaultError::STORE_DAMAGED)?;
        let mut vault = Self {
            conn,
            device,
            key,
            head,
            folder,
        };
        let views = settings::array(&vault.conn, settings::VIEWS)?.map(u32::from_le_bytes);
        if views != Some(Conversation::VERSION) {
            vault.rebuild_views()?;
        }
        Ok(vault)
    }

    /// Locks it. The same as dropping it, and says so.
    pub fn lock(self) {}

    /// For reading.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            conn: &self.conn,
            device: self.device,
            pending: None,
        }
    }

    /// Does a step: everything that `work` writes is on the disk when this returns `Ok`, and
    /// nothing of it is kept otherwise.
    ///
    /// # Errors
    /// Those of `work`, and [`VaultError`] when the step could not be kept.
    pub fn write<T, E: From<VaultError>>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(VaultError::from)?;
        let pending = Pending::default();
        let mut tx = Tx {
            reader: Reader {
                conn: &transaction,
                device: self.device,
                pending: Some(&pending),
            },
            pending: &pending,
            failed: None,
        };
        let value = work(&mut tx)?;
        if let Some(failed) = tx.failed {
            return Err(failed.into());
        }
        pending.write(&transaction)?;
        transaction.commit().map_err(VaultError::from)?;
        Ok(value)
    }

    /// Puts a new passphrase (or a new cost) in place. The data key stays; backups keep the
    /// passphrase that they were made with.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`] if `old` is not the one in use; the old one then stays.
    pub fn change_passphrase(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        self.head.unwrap(old)?;
        let head = Head::wrap(&self.key, new, cost, rng)?;
        self.folder.put_head(head.bytes())?;
        self.head = head;
        Ok(())
    }

    /// Makes every view again from the log. How many there are.
    ///
    /// # Errors
    /// [`VaultError`]; the old views stay then.
    pub fn rebuild_views(&mut self) -> Result<usize, VaultError> {
        let transaction = self.conn.transaction()?;
        conversations::clear(&transaction)?;
        let ids = operations::conversations(&transaction)?;
        for id in &ids {
            conversations::put(&transaction, &reduced(&transaction, *id)?)?;
        }
        set_views_version(&transaction)?;
        transaction.commit()?;
        Ok(ids.len())
    }

    /// Lets the store grow to this many bytes and no further: a full vault says so before a full
    /// disk does. Never less than it has.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn limit_size(&mut self, most_bytes: u64) -> Result<(), VaultError> {
        let pages = (most_bytes / database::PAGE_BYTES).clamp(1, u64::from(u32::MAX) - 1);
        self.conn
            .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| {
                row.get::<_, i64>(0)
            })?;
        Ok(())
    }

    /// What a guess at the passphrase costs.
    #[must_use]
    pub fn cost(&self) -> Cost {
        self.head.cost()
    }

    pub(crate) fn conn(&self) -> &Connection {
        &self.conn
    }

    pub(crate) fn key(&self) -> &DataKey {
        &self.key
    }

    pub(crate) fn head(&self) -> &Head {
        &self.head
    }
}

/// The view of a conversation, from the log alone.
pub(crate) fn reduced(conn: &Connection, id: ConversationId) -> Result<Conversation, VaultError> {
    let mut view = Conversation::new(id);
    operations::each_of(conn, id, |seq, record| {
        // Nothing is logged that the view refused; what it refuses now was not written by us.
        view.apply(&record, seq).map_err(|_| VaultError::Damaged {
            what: Damage::Operation,
        })?;
        Ok(())
    })?;
    Ok(view)
}

/// A new device id: a vault that was restored never goes on as the device it was.
pub(crate) fn new_device(
    conn: &Connection,
    rng: &mut impl CryptoRng,
) -> Result<DeviceId, VaultError> {
    let mut device = [0; 16];
    rng.fill_bytes(&mut device);
    settings::put(conn, settings::DEVICE, &device)?;
    Ok(DeviceId(device))
}

fn set_views_version(conn: &Connection) -> Result<(), VaultError> {
    settings::put(conn, settings::VIEWS, &Conversation::VERSION.to_le_bytes())
}

#[cfg(feature = "test-cost")]
impl Vault {
    /// Every page as it is under the encryption, free ones included: so that a test can look for
    /// what should be gone.
    ///
    /// # Errors
    /// [`VaultError`].
    #[doc(hidden)]
    pub fn decrypted_pages(&self) -> Result<Vec<u8>, VaultError> {
        Ok(self.conn.serialize("main")?.to_vec())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_vault_can_be_handed_to_another_thread() {
        fn is_send<T: Send>() {}
        is_send::<super::Vault>();
    }
}
