//! Reading a vault.

use desk_casework::{
    Conversation, ConversationId, DayUse, DeviceId, MessageId, OperationRecord, Summary,
};
use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::{
    BlockReference, Chain, EditionRow, InboxCounts, InboxFilter, StoredEdition, VaultError,
    WaitingBlock,
    pending::Pending,
    tables::{
        chains, conversations, editions, inner_seen, key_lists, operations, outbox, parts_seen,
        secrets, settings,
    },
};

/// Reads a vault. Inside [`crate::Vault::write`] it sees what the step has written so far.
#[derive(Clone, Copy)]
pub struct Reader<'v> {
    pub(crate) conn: &'v Connection,
    pub(crate) device: DeviceId,
    pub(crate) pending: Option<&'v Pending>,
}

impl Reader<'_> {
    /// This desk's device id, random, made with the vault and anew when one is restored.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// A conversation.
    ///
    /// # Errors
    /// [`VaultError`], like all reading below.
    pub fn conversation(&self, id: ConversationId) -> Result<Option<Conversation>, VaultError> {
        match self.pending {
            Some(pending) => pending.view(self.conn, id),
            None => conversations::get(self.conn, id),
        }
    }

    /// Rows of the inbox: who waits longest is first.
    pub fn inbox(
        &self,
        filter: InboxFilter,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Summary>, VaultError> {
        self.write_pending()?;
        conversations::inbox(self.conn, filter, limit, offset)
    }

    /// How many conversations there are.
    pub fn inbox_counts(&self) -> Result<InboxCounts, VaultError> {
        self.write_pending()?;
        conversations::counts(self.conn)
    }

    fn write_pending(&self) -> Result<(), VaultError> {
        self.pending
            .map_or(Ok(()), |pending| pending.write(self.conn))
    }

    /// The log after a position, at most `limit` records.
    pub fn operations_after(
        &self,
        seq: u64,
        limit: u32,
    ) -> Result<Vec<(u64, OperationRecord)>, VaultError> {
        operations::after(self.conn, seq, limit)
    }

    /// The newest position of the log; 0 if it is empty.
    pub fn newest_seq(&self) -> Result<u64, VaultError> {
        operations::newest(self.conn)
    }

    /// Whether a sheet with this number came already.
    pub fn has_part(
        &self,
        conversation: ConversationId,
        message: MessageId,
        part: u8,
    ) -> Result<bool, VaultError> {
        parts_seen::has(self.conn, conversation, message, part)
    }

    /// A secret, wiped when dropped.
    pub fn secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        secrets::get(self.conn, name)
    }

    /// The names of the secrets that begin with `prefix`, in order.
    pub fn secret_names(&self, prefix: &str) -> Result<Vec<String>, VaultError> {
        secrets::names(self.conn, prefix)
    }

    /// The day key of a conversation.
    pub fn chain(&self, conversation: ConversationId) -> Result<Option<Chain>, VaultError> {
        chains::get(self.conn, conversation)
    }

    /// Day keys of days before `day`: to be taken forward with [`crate::Tx::advance_chain`].
    pub fn chains_before(&self, day: u32, limit: u32) -> Result<Vec<Chain>, VaultError> {
        chains::before(self.conn, day, limit)
    }

    /// Whether a parcel's inner layer was seen.
    pub fn inner_is_seen(&self, hash: &[u8; 32]) -> Result<bool, VaultError> {
        inner_seen::has(self.conn, hash)
    }

    /// Every remembered hash with the day after which it is forgotten.
    pub fn inner_seen(&self) -> Result<Vec<([u8; 32], u32)>, VaultError> {
        inner_seen::all(self.conn)
    }

    /// Blocks of a day that are not out, in the order in which they go: priority, then age.
    pub fn waiting_blocks(&self, day: u32, limit: u32) -> Result<Vec<WaitingBlock>, VaultError> {
        outbox::waiting(self.conn, day, limit)
    }

    /// Blocks whose day is over without an edition: plan and seal them anew.
    pub fn late_blocks(&self, today: u32) -> Result<Vec<BlockReference>, VaultError> {
        outbox::late(self.conn, today)
    }

    /// What a day holds, for [`desk_casework::plan_reply`].
    pub fn day_use(&self, day: u32, conversation: ConversationId) -> Result<DayUse, VaultError> {
        outbox::day_use(self.conn, day, conversation)
    }

    /// The edition of a slot.
    pub fn edition(&self, slot: u64) -> Result<Option<StoredEdition>, VaultError> {
        editions::get(self.conn, slot)
    }

    /// What is remembered of the editions of a slot and later, oldest first: for the index.
    pub fn edition_rows_from(&self, slot: u64) -> Result<Vec<EditionRow>, VaultError> {
        editions::rows_from(self.conn, slot)
    }

    /// Editions that the relay does not have yet, oldest first.
    pub fn unpublished_editions(&self, limit: u32) -> Result<Vec<StoredEdition>, VaultError> {
        editions::unpublished(self.conn, limit)
    }

    /// The newest slot with an edition.
    pub fn newest_edition_slot(&self) -> Result<Option<u64>, VaultError> {
        editions::newest(self.conn)
    }

    /// The bytes of a key list.
    pub fn key_list(&self, version: u32) -> Result<Option<Vec<u8>>, VaultError> {
        key_lists::get(self.conn, version)
    }

    /// The newest key list: version and bytes.
    pub fn newest_key_list(&self) -> Result<Option<(u32, Vec<u8>)>, VaultError> {
        key_lists::newest(self.conn)
    }

    /// Whether a body's `keylist_head` names a list of ours (PROTOCOL.md §1.3).
    pub fn key_list_is_known(&self, head: &[u8; 8]) -> Result<bool, VaultError> {
        key_lists::has_head(self.conn, head)
    }

    /// A setting.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
        settings::get(self.conn, name)
    }

    /// When the newest backup was written, unix seconds.
    pub fn backup_at(&self) -> Result<Option<u64>, VaultError> {
        Ok(settings::array(self.conn, settings::BACKUP_AT)?.map(u64::from_le_bytes))
    }
}
