//! Texts that are not finished. They lie in the vault, so that no lock, no crash and no closed
//! window loses what somebody wrote.

use desk_casework::ConversationId;

use crate::access::hex;
use crate::engine::{Desk, DeskError};

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draft {
    /// A reply to the person.
    Reply,
    /// A note for the team.
    Note,
}

impl Draft {
    /// The setting under which the vault keeps it.
    fn name(self, id: ConversationId) -> String {
        let kind = match self {
            Self::Reply => "reply",
            Self::Note => "note",
        };
        format!("desk.draft.{kind}.{}", hex(&id.0))
    }

    /// As forms name it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }

    pub(crate) fn of_word(word: &str) -> Option<Self> {
        [Self::Reply, Self::Note]
            .into_iter()
            .find(|draft| draft.word() == word)
    }

    /// The text; empty if there is none.
    pub(crate) fn read(self, desk: &Desk, id: ConversationId) -> Result<String, DeskError> {
        let bytes = desk.reader().setting(&self.name(id))?.unwrap_or_default();
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    /// Keeps a text; an empty one is forgotten.
    pub(crate) fn keep(
        self,
        desk: &mut Desk,
        id: ConversationId,
        text: &str,
    ) -> Result<(), DeskError> {
        let name = self.name(id);
        desk.vault_mut().write(|tx| {
            if text.trim().is_empty() {
                tx.delete_setting(&name)?;
            } else {
                tx.put_setting(&name, text.as_bytes())?;
            }
            Ok(())
        })
    }
}
