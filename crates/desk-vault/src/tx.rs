//! Reading a vault, and writing to it: all of a step or nothing.

use desk_casework::{
    Applied, Change, Conversation, ConversationId, DayUse, DeviceId, MessageId, Operation,
    OperationId, OperationRecord, ReplyId, Summary,
};
use rand_core::CryptoRng;
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

/// Writes to a vault. Everything counts when the closure of [`crate::Vault::write`] returns `Ok`
/// and the disk has it, and nothing before.
pub struct Tx<'v> {
    pub(crate) reader: Reader<'v>,
    pub(crate) pending: &'v Pending,
    pub(crate) failed: Option<VaultError>,
}

/// What became of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is in the log.
    New {
        /// At this position.
        seq: u64,
    },
    /// It was there already, or it changes nothing; the log is as it was.
    Duplicate,
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

    /// Day keys of days before `day`: to be taken forward with [`Tx::advance_chain`].
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

impl<'v> std::ops::Deref for Tx<'v> {
    type Target = Reader<'v>;

    fn deref(&self) -> &Self::Target {
        &self.reader
    }
}

impl Tx<'_> {
    /// Writes a change of a conversation: makes the record and appends it.
    ///
    /// # Errors
    /// As [`Self::append`].
    pub fn act(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
        conversation: ConversationId,
        change: Change,
    ) -> Result<Appended, VaultError> {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let pending = self.pending;
        let base_seq = self.run(|conn| pending.last_seq(conn, conversation))?;
        self.append(&OperationRecord {
            id: OperationId(id),
            device: self.device,
            at: now,
            base_seq,
            operation: Operation::Conversation(conversation, change),
        })
    }

    /// Puts an operation at the end of the log and its effect into the view.
    ///
    /// # Errors
    /// [`VaultError::Refused`] leaves the step as it was and usable; other errors end it.
    pub fn append(&mut self, record: &OperationRecord) -> Result<Appended, VaultError> {
        let pending = self.pending;
        self.run(|conn| {
            if operations::position(conn, record.id)?.is_some() {
                return Ok(Appended::Duplicate);
            }
            let Operation::Conversation(id, change) = &record.operation;
            let known = pending.take(conn, *id)?;
            let is_known = known.is_some();
            let mut view = known.unwrap_or_else(|| Conversation::new(*id));
            let appended = append_to(conn, &mut view, record, change);
            // Also after a refusal: what the step did to it before is still to be written.
            if is_known || matches!(appended, Ok(Appended::New { .. })) {
                pending.put(conn, view)?;
            }
            appended
        })
    }

    /// Stores a secret over what had this name.
    ///
    /// # Errors
    /// [`VaultError`], like all writing below; everything but [`VaultError::Refused`] and
    /// [`VaultError::BadValue`] ends the step.
    pub fn put_secret(&mut self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        self.run(|conn| secrets::put(conn, name, value))
    }

    /// Deletes a secret; its bytes are overwritten in the store. `false` if there was none.
    pub fn delete_secret(&mut self, name: &str) -> Result<bool, VaultError> {
        self.run(|conn| secrets::delete(conn, name))
    }

    /// Stores the first day key of a conversation. `false` if it has one; that one stays, so that
    /// no sheet, however old or wrong, can replace it.
    pub fn begin_chain(&mut self, chain: &Chain) -> Result<bool, VaultError> {
        self.run(|conn| chains::begin(conn, chain))
    }

    /// Overwrites a day key by that of a later day. `false` if there is none to take forward.
    pub fn advance_chain(&mut self, chain: &Chain) -> Result<bool, VaultError> {
        self.run(|conn| chains::advance(conn, chain))
    }

    /// Forgets a day key: the desk can write no reply there any more.
    pub fn delete_chain(&mut self, conversation: ConversationId) -> Result<bool, VaultError> {
        self.run(|conn| chains::delete(conn, conversation))
    }

    /// Remembers the hash of an inner layer. `false` if it was there: a replay.
    pub fn remember_inner(
        &mut self,
        hash: &[u8; 32],
        expires_day: u32,
    ) -> Result<bool, VaultError> {
        self.run(|conn| inner_seen::remember(conn, hash, expires_day))
    }

    /// Forgets hashes whose day is before `today`.
    pub fn expire_inner(&mut self, today: u32) -> Result<usize, VaultError> {
        self.run(|conn| inner_seen::expire(conn, today))
    }

    /// Stores a sealed block; one of the same reply and part that still waits is replaced.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] if its tag is taken or the part is out already.
    pub fn put_waiting_block(&mut self, block: &WaitingBlock) -> Result<(), VaultError> {
        self.run(|conn| outbox::put(conn, block))
    }

    /// Marks the block with this tag as out and wipes it. `None` if none waits under it. The
    /// caller logs [`Change::BlockPublished`] in the same step.
    pub fn publish_block(
        &mut self,
        day: u32,
        tag: &[u8; 8],
    ) -> Result<Option<BlockReference>, VaultError> {
        self.run(|conn| outbox::publish(conn, day, tag))
    }

    /// Takes back what still waits of a reply; how many blocks that were.
    pub fn withdraw_blocks(&mut self, reply: ReplyId) -> Result<usize, VaultError> {
        self.run(|conn| outbox::withdraw(conn, reply))
    }

    /// Forgets which tags were used on days before `day`.
    pub fn forget_tags_before(&mut self, day: u32) -> Result<usize, VaultError> {
        self.run(|conn| outbox::forget_before(conn, day))
    }

    /// Stores the edition of a slot, not published yet.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] if the slot has another one: that one may be out.
    pub fn put_edition(&mut self, row: &EditionRow, bytes: &[u8]) -> Result<(), VaultError> {
        self.run(|conn| editions::put(conn, row, bytes))
    }

    /// Marks an edition as published. `false` if there is none.
    pub fn mark_edition_published(&mut self, slot: u64) -> Result<bool, VaultError> {
        self.run(|conn| editions::mark_published(conn, slot))
    }

    /// Forgets editions before a slot.
    pub fn forget_editions_before(&mut self, slot: u64) -> Result<usize, VaultError> {
        self.run(|conn| editions::forget_before(conn, slot))
    }

    /// Stores a key list.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] if the version has another one.
    pub fn put_key_list(&mut self, version: u32, bytes: &[u8]) -> Result<(), VaultError> {
        self.run(|conn| key_lists::put(conn, version, bytes))
    }

    /// Stores a setting.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] for names that begin with `vault.`.
    pub fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), VaultError> {
        self.run(|conn| match name.starts_with(settings::OWN_PREFIX) {
            true => Err(VaultError::BadValue),
            false => settings::put(conn, name, value),
        })
    }

    /// Deletes a setting. `false` if there was none.
    pub fn delete_setting(&mut self, name: &str) -> Result<bool, VaultError> {
        self.run(|conn| match name.starts_with(settings::OWN_PREFIX) {
            true => Err(VaultError::BadValue),
            false => settings::delete(conn, name),
        })
    }

    /// Runs one piece of a step. After a fault every later piece fails alike, and so does the
    /// commit: half a step is never kept, also when a caller goes on regardless.
    fn run<T>(
        &mut self,
        piece: impl FnOnce(&Connection) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let result = piece(self.reader.conn);
        if let Err(error) = &result
            && !error.is_refusal()
        {
            self.failed = Some(*error);
        }
        result
    }
}

/// Applies an operation to its view and logs it, if it changes anything.
fn append_to(
    conn: &Connection,
    view: &mut Conversation,
    record: &OperationRecord,
    change: &Change,
) -> Result<Appended, VaultError> {
    let seq = operations::newest(conn)? + 1;
    if let Change::PartReceived(part) = change
        && parts_seen::has_same(conn, view.id(), part)?
    {
        return Ok(Appended::Duplicate);
    }
    if view.apply(record, seq)? == Applied::Unchanged {
        return Ok(Appended::Duplicate);
    }
    if let Change::PartReceived(part) = change {
        parts_seen::remember(conn, view.id(), part)?;
    }
    if operations::append(conn, record)? != seq {
        return Err(VaultError::STORE_DAMAGED);
    }
    Ok(Appended::New { seq })
}
