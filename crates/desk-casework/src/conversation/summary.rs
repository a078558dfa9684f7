//! The short form of a conversation: a row of the inbox.

use language::Tag;
use serde::{Deserialize, Serialize};

use super::{Conversation, Message};
use crate::ConversationId;

/// Characters of the newest message that a row shows.
const EXCERPT_CHARS: usize = 80;
/// The last moment that a sort key can tell apart; a database keeps keys as signed integers.
const LATEST: u64 = i64::MAX as u64;

/// Where a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// She waits for an answer.
    Waiting {
        /// Since when, unix seconds: her first unanswered sheet.
        since: u64,
    },
    /// The team wrote last.
    Answered {
        /// When, unix seconds.
        at: u64,
    },
    /// She has asked nothing (her words were opened, no more).
    NoQuestion,
    /// Closed by the team.
    Closed {
        /// When, unix seconds.
        at: u64,
    },
}

/// A row of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Which conversation.
    pub id: ConversationId,
    /// Where it stands.
    pub status: Status,
    /// Whether sheets came that nobody has read.
    pub unread: bool,
    /// When something last changed, unix seconds.
    pub last_at: u64,
    /// How many messages of hers.
    pub messages: u32,
    /// Whether sheets are missing in one of them.
    pub incomplete: bool,
    /// Whether these are somebody's alarm words.
    pub alarm: bool,
    /// The beginning of her newest message, at most 80 characters of one line.
    pub excerpt: String,
    /// In which language she probably writes.
    #[serde(with = "crate::hint::stored")]
    pub language: Option<Tag>,
}

impl Status {
    /// Waiting first, then answered, then those without a question, then closed.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Waiting { .. } => 0,
            Self::Answered { .. } => 1,
            Self::NoQuestion => 2,
            Self::Closed { .. } => 3,
        }
    }
}

impl Summary {
    /// What the inbox is sorted by, ascending: who waits longest is first; below the waiting
    /// ones, what changed last is first.
    #[must_use]
    pub fn sort_key(&self) -> (u8, u64) {
        let time = match self.status {
            Status::Waiting { since } => since,
            _ => LATEST.saturating_sub(self.last_at),
        };
        (self.status.rank(), time)
    }
}

/// Sorts rows as the inbox shows them.
pub fn sort_inbox(rows: &mut [Summary]) {
    rows.sort_by_key(|row| (row.sort_key(), row.id));
}

pub(super) fn of(conversation: &Conversation) -> Summary {
    let messages = conversation.messages();
    let excerpt = messages.iter().rev().find(|message| message.kind().asks());
    Summary {
        id: conversation.id(),
        status: conversation.status(),
        unread: conversation.is_unread(),
        last_at: conversation.last_at(),
        messages: u32::try_from(messages.len())
            .unwrap_or(u32::MAX)
            .saturating_add(conversation.earlier_messages()),
        incomplete: messages.iter().any(|message| !message.is_whole()),
        alarm: conversation.alarm_of().is_some(),
        excerpt: excerpt.map(excerpt_of).unwrap_or_default(),
        language: conversation.language_hint(),
    }
}

fn excerpt_of(message: &Message) -> String {
    message
        .text()
        .split_whitespace()
        .flat_map(|word| [" ", word])
        .skip(1)
        .flat_map(str::chars)
        .take(EXCERPT_CHARS)
        .collect()
}
