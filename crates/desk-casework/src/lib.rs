//! Conversations and their rules: pure functions over operations.
//!
//! What a team does is a log of operations; what it sees are views, and a view is nothing but the
//! operations of one subject put through a pure function in the order of the log. So a second
//! desk that has the same log has the same views (PROTOCOL.md §2.7), a view can always be made
//! again, and nothing here reads a clock, a file or a random number.
//!
//! ```text
//! sheet received ──┐
//! reply queued   ──┼─▶ OperationRecord ─▶ log (seq) ─▶ Conversation::apply ─▶ Summary ─▶ inbox
//! note, close …  ──┘                                         ▲
//! plan_reply(blocks, days) ─▶ ReplyPlan ─────────────────────┘
//! ```
//!
//! Cases come beside conversations: a new variant of [`Operation`], a new view, a new table.

mod conversation;
mod hint;
mod id;
mod operation;
mod outbox;

pub use conversation::{
    Applied, Conversation, DayMark, Message, Note, Reply, ReplyState, Sheet, Status, Summary,
    sort_inbox,
};
pub use hint::language_hint;
pub use id::{ConversationId, DeviceId, MessageId, NoteId, OperationId, ReplyId};
pub use operation::{
    Change, MAX_NOTE_BYTES, MAX_PART_TEXT_BYTES, MAX_PARTS, Operation, OperationRecord, PartKind,
    PlannedBlock, ReceivedPart, RecordError, Refused,
};
pub use outbox::{
    BLOCKS_PER_CONVERSATION_DAY, DayUse, MAX_REPLY_BLOCKS, OutboxCapacity, PlanError, PlanRequest,
    ReplyPlan, plan_reply,
};

/// Seconds of a day. Days are days since 1970-01-01 UTC everywhere.
pub const DAY_SECS: u64 = 86_400;

/// The day in which a moment lies.
///
/// ```
/// assert_eq!(desk_casework::day_of(20_454 * 86_400 + 5), 20_454);
/// ```
#[must_use]
pub fn day_of(at: u64) -> u32 {
    u32::try_from(at / DAY_SECS).unwrap_or(u32::MAX)
}
