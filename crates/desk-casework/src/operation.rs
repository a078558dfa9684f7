//! Operations: everything that can happen, in a form that is stored for ever.
//!
//! Variants are only ever added at the end and never changed, since old logs must stay readable.
//! The encoding is a version byte and postcard.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    ConversationId, DeviceId, MAX_REPLY_BLOCKS, MessageId, NoteId, OperationId, ReplyId,
    outbox::BLOCKS_PER_CONVERSATION_DAY,
};

/// The most sheets one message may have (PROTOCOL.md §1.3).
pub const MAX_PARTS: u8 = 64;
/// The most text of one sheet, in bytes of UTF-8. A sheet carries 1,732 bytes; each of them can
/// become at most three bytes of UTF-8 (U+FFFD), so an honest opener never reaches this.
///
/// ```
/// assert!(desk_casework::MAX_PART_TEXT_BYTES >= 1_732 * 3);
/// ```
pub const MAX_PART_TEXT_BYTES: usize = 8 * 1024;
/// The most text of one note, in bytes of UTF-8.
pub const MAX_NOTE_BYTES: usize = 64 * 1024;
/// The most text of one reply, in bytes of UTF-8: generous for [`MAX_REPLY_BLOCKS`] blocks.
const MAX_REPLY_TEXT_BYTES: usize = MAX_REPLY_BLOCKS as usize * 1_024 * 3;

/// One operation with who and when: what the log keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationRecord {
    /// Random; two records with the same id are the same record.
    pub id: OperationId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Unix seconds by that device's clock.
    pub at: u64,
    /// The newest log position of the same subject that the author had seen, 0 for none. Shows
    /// later which edits of colleagues were made without knowing of each other (PROTOCOL.md §2.7).
    pub base_seq: u64,
    /// What happened.
    pub operation: Operation,
}

/// What happened, by subject. Cases become a second variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Something about a conversation.
    Conversation(ConversationId, Change),
}

/// A change of one conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A sheet of a message came in.
    PartReceived(ReceivedPart),
    /// The team answers: the text, and on which day each of its blocks goes out.
    ReplyQueued {
        /// Random.
        reply: ReplyId,
        /// The whole text.
        text: String,
        /// One entry per block, in the order of the parts.
        plan: Vec<PlannedBlock>,
        /// Set on an automatic "it has arrived", with the message that it answers.
        automatic_for: Option<MessageId>,
    },
    /// Parts that could not go out on their day wait for another one.
    ReplyMoved {
        /// Which reply.
        reply: ReplyId,
        /// The new plan of the parts that it names; other parts stay as they were.
        plan: Vec<PlannedBlock>,
    },
    /// What has not gone out of a reply never will.
    ReplyWithdrawn {
        /// Which reply.
        reply: ReplyId,
    },
    /// A block is in a published edition.
    BlockPublished {
        /// Which reply.
        reply: ReplyId,
        /// Which part, from 0.
        part: u8,
        /// The day of the edition.
        day: u32,
    },
    /// Nothing more to do here, until a new message comes.
    Closed,
    /// A member took it up again.
    Reopened,
    /// A member has read everything up to a log position.
    Seen {
        /// The newest position read.
        through_seq: u64,
    },
    /// A note for the team; never sent to the person.
    NoteAdded {
        /// Random.
        note: NoteId,
        /// The text.
        text: String,
    },
    /// The words of this conversation are somebody's alarm words (PROTOCOL.md §1.2).
    MeansAlarm {
        /// The conversation in which they were set up.
        of: ConversationId,
    },
}

/// One sheet as it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedPart {
    /// The message that it belongs to.
    pub message: MessageId,
    /// What kind of message.
    pub kind: PartKind,
    /// Which sheet, from 0.
    pub part: u8,
    /// Of how many, 1 to [`MAX_PARTS`].
    pub parts: u8,
    /// The day that her page believed it was (newest signed index, never the phone's clock).
    pub day_written: u32,
    /// The text of the sheet.
    pub text: String,
    /// The other set of words that this part names: the alarm words, or the new words.
    pub other: Option<ConversationId>,
    /// Whether the key list that her page had seen is one that we published. If not, somebody may
    /// be showing her other keys (PROTOCOL.md §1.3).
    pub keylist_known: bool,
}

/// The types of PROTOCOL.md §1.3 that reach a desk; cover never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartKind {
    /// A message.
    Message,
    /// The first message of a conversation.
    FirstMessage,
    /// Answers to a form.
    Answers,
    /// A reference to a file.
    FileReference,
    /// The words were opened somewhere. Asks nothing.
    Opened,
    /// She takes new words.
    ChangeWords,
    /// She marks another set of words as her alarm.
    AlarmMarking,
}

impl PartKind {
    /// Whether a person waits for an answer to this.
    #[must_use]
    pub fn asks(self) -> bool {
        matches!(
            self,
            Self::Message | Self::FirstMessage | Self::Answers | Self::FileReference
        )
    }
}

/// Where one block of a reply goes: the day of the edition and which of the conversation's tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlannedBlock {
    /// Which part of the reply, from 0.
    pub part: u8,
    /// The day on which the block is published.
    pub day: u32,
    /// Which of the day's tags of the conversation, 0 to 3 (PROTOCOL.md §1.7).
    pub j: u8,
}

/// Why an operation is not one that may be logged. A fault of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A sheet number beyond the number of sheets, or too many sheets.
    #[error("a sheet number is out of range")]
    Part,
    /// A text is longer than anything that could have been sent.
    #[error("a text is too long")]
    TooLong,
    /// A plan that names a part twice, leaves one out, or uses a tag twice.
    #[error("a plan does not fit its reply")]
    Plan,
    /// No such reply in this conversation.
    #[error("no such reply")]
    NoSuchReply,
    /// An operation of another conversation.
    #[error("an operation of another conversation")]
    OtherConversation,
}

/// Why stored bytes are not an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Written by a newer version.
    #[error("an operation of a newer version")]
    TooNew,
    /// Not an operation.
    #[error("not an operation")]
    Broken,
}

impl OperationRecord {
    /// The version byte that starts the encoding.
    pub const VERSION: u8 = 1;

    /// The bytes that the log keeps.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![Self::VERSION])
            .expect("writing plain data to a growing buffer has no failure")
    }

    /// The record in stored bytes. Total: any bytes give a record or an error.
    ///
    /// # Errors
    /// [`RecordError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, RecordError> {
        let (&version, rest) = bytes.split_first().ok_or(RecordError::Broken)?;
        if version > Self::VERSION {
            return Err(RecordError::TooNew);
        }
        if version == 0 {
            return Err(RecordError::Broken);
        }
        match postcard::take_from_bytes(rest) {
            Ok((record, [])) => Ok(record),
            Ok(_) => Err(RecordError::Broken),
            // A variant that this version has not.
            Err(postcard::Error::DeserializeBadEnum | postcard::Error::SerdeDeCustom) => {
                Err(RecordError::TooNew)
            }
            Err(_) => Err(RecordError::Broken),
        }
    }

    /// The conversation that this is about.
    #[must_use]
    pub fn conversation(&self) -> ConversationId {
        match &self.operation {
            Operation::Conversation(id, _) => *id,
        }
    }

    /// Whether the operation is well formed by itself: every limit that needs no state.
    ///
    /// # Errors
    /// [`Refused`], with the first limit that it breaks.
    pub fn check(&self) -> Result<(), Refused> {
        let Operation::Conversation(_, change) = &self.operation;
        change.check()
    }
}

impl Change {
    pub(crate) fn check(&self) -> Result<(), Refused> {
        match self {
            Self::PartReceived(part) => part.check(),
            Self::ReplyQueued { text, plan, .. } => {
                within(text, MAX_REPLY_TEXT_BYTES)?;
                check_plan(plan)?;
                // A new reply plans each of its parts.
                plan.iter()
                    .enumerate()
                    .all(|(index, block)| usize::from(block.part) == index)
                    .then_some(())
                    .ok_or(Refused::Plan)
            }
            Self::ReplyMoved { plan, .. } => check_plan(plan),
            Self::NoteAdded { text, .. } => within(text, MAX_NOTE_BYTES),
            Self::ReplyWithdrawn { .. }
            | Self::BlockPublished { .. }
            | Self::Closed
            | Self::Reopened
            | Self::Seen { .. }
            | Self::MeansAlarm { .. } => Ok(()),
        }
    }
}

impl ReceivedPart {
    fn check(&self) -> Result<(), Refused> {
        if self.parts == 0 || self.parts > MAX_PARTS || self.part >= self.parts {
            return Err(Refused::Part);
        }
        within(&self.text, MAX_PART_TEXT_BYTES)
    }
}

fn within(text: &str, most: usize) -> Result<(), Refused> {
    if text.len() > most {
        return Err(Refused::TooLong);
    }
    Ok(())
}

fn check_plan(plan: &[PlannedBlock]) -> Result<(), Refused> {
    let parts: BTreeSet<u8> = plan.iter().map(|block| block.part).collect();
    let tags: BTreeSet<(u32, u8)> = plan.iter().map(|block| (block.day, block.j)).collect();
    let fits = !plan.is_empty()
        && plan.len() <= usize::from(MAX_REPLY_BLOCKS)
        && parts.len() == plan.len()
        && tags.len() == plan.len()
        && plan
            .iter()
            .all(|block| block.j < BLOCKS_PER_CONVERSATION_DAY);
    fits.then_some(()).ok_or(Refused::Plan)
}
