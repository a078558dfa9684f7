//! A conversation as the team sees it, and the pure function that makes it from the log.
//!
//! ```text
//! messages (sheets in any order) ─┐
//! replies (parts, days)          ─┼─▶ status: no question · waiting since · answered · closed
//! notes, seen, closed            ─┘
//! ```

mod message;
mod read;
mod reply;
mod summary;

use serde::{Deserialize, Serialize};

pub use self::{
    message::{DayMark, Message, Sheet},
    reply::{Reply, ReplyState},
    summary::{Status, Summary, sort_inbox},
};
use crate::{
    Change, ConversationId, DeviceId, MessageId, NoteId, Operation, OperationRecord, PartKind,
    ReceivedPart, Refused, ReplyId, operation::PlannedBlock,
};

/// The view keeps this many messages; older ones stay in the log and are counted.
const MAX_MESSAGES_IN_VIEW: usize = 200;
/// The view keeps this much text of messages, so that nobody can make a desk slow by writing.
const MAX_TEXT_IN_VIEW_BYTES: usize = 256 * 1024;
/// The days on which the words were opened; the newest are kept.
const MAX_OPENED_DAYS: usize = 60;
/// Sets of alarm words marked in one conversation; more are ignored.
const MAX_ALARM_WORDS: usize = 16;

/// What an operation did to a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// The view is different now.
    Changed,
    /// It was there already.
    Unchanged,
}

/// A note of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Which note.
    pub id: NoteId,
    /// Unix seconds.
    pub at: u64,
    /// Who wrote it.
    pub device: DeviceId,
    /// The text.
    pub text: String,
}

/// One conversation: a view, made from operations alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    id: ConversationId,
    last_seq: u64,
    last_at: u64,
    messages: Vec<Message>,
    earlier_messages: u32,
    replies: Vec<Reply>,
    notes: Vec<Note>,
    waiting_since: Option<u64>,
    answered_at: Option<u64>,
    closed_at: Option<u64>,
    last_asked_at: Option<u64>,
    newest_part_seq: u64,
    seen_seq: u64,
    opened_days: Vec<u32>,
    new_words: Option<ConversationId>,
    alarm_words: Vec<ConversationId>,
    alarm_of: Option<ConversationId>,
}

impl Conversation {
    /// The version of the stored form. Raised with every change of it or of [`Self::apply`]; a
    /// vault with another one makes its views again.
    pub const VERSION: u32 = 1;

    /// A conversation in which nothing has happened.
    #[must_use]
    pub fn new(id: ConversationId) -> Self {
        Self {
            id,
            last_seq: 0,
            last_at: 0,
            messages: Vec::new(),
            earlier_messages: 0,
            replies: Vec::new(),
            notes: Vec::new(),
            waiting_since: None,
            answered_at: None,
            closed_at: None,
            last_asked_at: None,
            newest_part_seq: 0,
            seen_seq: 0,
            opened_days: Vec::new(),
            new_words: None,
            alarm_words: Vec::new(),
            alarm_of: None,
        }
    }

    /// Puts the next operation of the log into the view. Pure; total.
    ///
    /// # Errors
    /// [`Refused`] when the operation may not be logged here. The view is unchanged then.
    pub fn apply(&mut self, record: &OperationRecord, seq: u64) -> Result<Applied, Refused> {
        let Operation::Conversation(id, change) = &record.operation;
        if *id != self.id {
            return Err(Refused::OtherConversation);
        }
        change.check()?;
        let applied = self.apply_change(record, change, seq)?;
        if applied == Applied::Changed {
            self.last_seq = self.last_seq.max(seq);
            self.last_at = self.last_at.max(record.at);
        }
        Ok(applied)
    }

    fn apply_change(
        &mut self,
        record: &OperationRecord,
        change: &Change,
        seq: u64,
    ) -> Result<Applied, Refused> {
        match change {
            Change::PartReceived(part) => Ok(self.part_received(record, part, seq)),
            Change::ReplyQueued {
                reply,
                text,
                plan,
                automatic_for,
            } => Ok(self.reply_queued(record, *reply, text, plan, *automatic_for)),
            Change::ReplyMoved { reply, plan } => self.reply_mut(*reply)?.moved(plan),
            Change::ReplyWithdrawn { reply } => self.reply_withdrawn(*reply),
            Change::BlockPublished { reply, part, day } => {
                self.reply_mut(*reply)?.published(*part, *day)
            }
            Change::Closed => {
                self.closed_at = Some(record.at);
                self.waiting_since = None;
                Ok(Applied::Changed)
            }
            Change::Reopened => Ok(self.reopened(record.at)),
            Change::Seen { through_seq } => Ok(self.seen(*through_seq)),
            Change::NoteAdded { note, text } => Ok(self.note_added(record, *note, text)),
            Change::MeansAlarm { of } => Ok(set(&mut self.alarm_of, Some(*of))),
        }
    }

    fn part_received(
        &mut self,
        record: &OperationRecord,
        part: &ReceivedPart,
        seq: u64,
    ) -> Applied {
        if part.kind == PartKind::Opened {
            return self.opened(part.day_written);
        }
        let sheet = Sheet {
            text: part.text.clone(),
            day_written: part.day_written,
            received_at: record.at,
        };
        let applied = match self.messages.iter_mut().find(|m| m.id() == part.message) {
            Some(message) => message.add(part, sheet),
            None => {
                self.messages.push(Message::new(part, sheet, seq));
                Applied::Changed
            }
        };
        if applied == Applied::Unchanged {
            return applied;
        }
        match part.kind {
            PartKind::ChangeWords => self.new_words = part.other.or(self.new_words),
            PartKind::AlarmMarking | PartKind::FirstMessage => self.alarm_marked(part.other),
            _ => {}
        }
        if part.kind.asks() {
            self.closed_at = None;
            self.waiting_since.get_or_insert(record.at);
            self.last_asked_at = self.last_asked_at.max(Some(record.at));
        }
        self.newest_part_seq = self.newest_part_seq.max(seq);
        self.drop_oldest();
        Applied::Changed
    }

    fn opened(&mut self, day: u32) -> Applied {
        let Err(place) = self.opened_days.binary_search(&day) else {
            return Applied::Unchanged;
        };
        self.opened_days.insert(place, day);
        if self.opened_days.len() > MAX_OPENED_DAYS {
            self.opened_days.remove(0);
        }
        Applied::Changed
    }

    fn alarm_marked(&mut self, other: Option<ConversationId>) {
        let Some(other) = other else { return };
        if let Err(place) = self.alarm_words.binary_search(&other)
            && self.alarm_words.len() < MAX_ALARM_WORDS
        {
            self.alarm_words.insert(place, other);
        }
    }

    fn drop_oldest(&mut self) {
        let mut text_bytes: usize = self.messages.iter().map(Message::text_bytes).sum();
        while self.messages.len() > 1
            && (self.messages.len() > MAX_MESSAGES_IN_VIEW || text_bytes > MAX_TEXT_IN_VIEW_BYTES)
        {
            let oldest = self.messages.remove(0);
            text_bytes -= oldest.text_bytes();
            self.earlier_messages = self.earlier_messages.saturating_add(1);
        }
    }

    fn reply_queued(
        &mut self,
        record: &OperationRecord,
        id: ReplyId,
        text: &str,
        plan: &[PlannedBlock],
        automatic_for: Option<MessageId>,
    ) -> Applied {
        if self.replies.iter().any(|reply| reply.id() == id) {
            return Applied::Unchanged;
        }
        let mut reply = Reply::new(id, record.at, record.device, text, plan, automatic_for);
        if automatic_for.is_none() {
            reply.set_waited_since(self.waiting_since.take());
            self.answered_at = Some(record.at);
            self.closed_at = None;
        }
        self.replies.push(reply);
        Applied::Changed
    }

    fn reply_withdrawn(&mut self, id: ReplyId) -> Result<Applied, Refused> {
        let reply = self.reply_mut(id)?;
        let applied = reply.withdrawn();
        if applied == Applied::Unchanged || reply.is_automatic() || !reply.nothing_went_out() {
            return Ok(applied);
        }
        // It was no answer after all: she waits again, since when she did.
        let waited_since = reply.waited_since();
        let earlier = self
            .replies
            .iter()
            .filter(|reply| !reply.is_automatic() && !reply.never_went_out())
            .map(Reply::at)
            .max();
        self.answered_at = earlier;
        if self.closed_at.is_none() && waited_since.is_some() {
            self.waiting_since = match (self.waiting_since, waited_since) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
        Ok(applied)
    }

    fn reply_mut(&mut self, id: ReplyId) -> Result<&mut Reply, Refused> {
        self.replies
            .iter_mut()
            .find(|reply| reply.id() == id)
            .ok_or(Refused::NoSuchReply)
    }

    fn reopened(&mut self, at: u64) -> Applied {
        if self.closed_at.take().is_none() {
            return Applied::Unchanged;
        }
        if self.last_asked_at.is_some() && self.last_asked_at > self.answered_at {
            self.waiting_since = Some(at);
        }
        Applied::Changed
    }

    fn seen(&mut self, through_seq: u64) -> Applied {
        if through_seq <= self.seen_seq {
            return Applied::Unchanged;
        }
        self.seen_seq = through_seq;
        Applied::Changed
    }

    fn note_added(&mut self, record: &OperationRecord, id: NoteId, text: &str) -> Applied {
        if self.notes.iter().any(|note| note.id == id) {
            return Applied::Unchanged;
        }
        self.notes.push(Note {
            id,
            at: record.at,
            device: record.device,
            text: text.to_owned(),
        });
        Applied::Changed
    }
}

/// Sets a field and tells whether that changed anything.
fn set<T: PartialEq>(field: &mut T, value: T) -> Applied {
    if *field == value {
        return Applied::Unchanged;
    }
    *field = value;
    Applied::Changed
}
