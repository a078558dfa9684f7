//! Views that a step has changed and not written yet.
//!
//! A step may put many sheets into one conversation; its view is written once, at the end or
//! before somebody reads the list. Reading one view looks here first, so nothing is ever stale.

use std::{cell::RefCell, collections::BTreeMap};

use desk_casework::{Conversation, ConversationId};
use rusqlite::Connection;

use crate::{
    VaultError,
    tables::{conversations, operations},
};

/// More changed views than this are written at once, to bound memory.
const MAX_VIEWS: usize = 64;

#[derive(Default)]
pub(crate) struct Pending {
    changed: RefCell<BTreeMap<ConversationId, Conversation>>,
}

impl Pending {
    /// The view as the step sees it.
    pub(crate) fn view(
        &self,
        conn: &Connection,
        id: ConversationId,
    ) -> Result<Option<Conversation>, VaultError> {
        match self.changed.borrow().get(&id) {
            Some(view) => Ok(Some(view.clone())),
            None => conversations::get(conn, id),
        }
    }

    /// The newest log position that changed it; 0 for none.
    pub(crate) fn last_seq(
        &self,
        conn: &Connection,
        id: ConversationId,
    ) -> Result<u64, VaultError> {
        if let Some(view) = self.changed.borrow().get(&id) {
            return Ok(view.last_seq());
        }
        operations::newest_of(conn, id)
    }

    /// Takes the view out for a change. It comes back with [`Self::put`], or the step has failed.
    pub(crate) fn take(
        &self,
        conn: &Connection,
        id: ConversationId,
    ) -> Result<Option<Conversation>, VaultError> {
        match self.changed.borrow_mut().remove(&id) {
            Some(view) => Ok(Some(view)),
            None => conversations::get(conn, id),
        }
    }

    pub(crate) fn put(&self, conn: &Connection, view: Conversation) -> Result<(), VaultError> {
        let many = {
            let mut changed = self.changed.borrow_mut();
            changed.insert(view.id(), view);
            changed.len() > MAX_VIEWS
        };
        if many { self.write(conn) } else { Ok(()) }
    }

    /// Writes what has changed. What could not be written stays, for the next attempt.
    pub(crate) fn write(&self, conn: &Connection) -> Result<(), VaultError> {
        let mut changed = self.changed.borrow_mut();
        while let Some(first) = changed.first_entry() {
            conversations::put(conn, first.get())?;
            first.remove();
        }
        Ok(())
    }
}
