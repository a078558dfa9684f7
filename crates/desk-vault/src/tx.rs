//! Writing to a vault: all of a step or nothing.

use desk_casework::{
    Applied, Change, Conversation, ConversationId, Operation, OperationId, OperationRecord, ReplyId,
};
use rand_core::CryptoRng;
use rusqlite::Connection;

use crate::{
    BlockReference, Chain, EditionRow, Reader, VaultError, WaitingBlock,
    pending::Pending,
    tables::{
        chains, editions, inner_seen, key_lists, operations, outbox, parts_seen, secrets, settings,
    },
};

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
