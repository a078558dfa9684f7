//! Reading a conversation.

use language::Tag;

use super::{Conversation, Message, Note, Reply, Status, Summary, summary};
use crate::{ConversationId, MessageId, PartKind, ReplyId, language_hint};

impl Conversation {
    /// Which conversation.
    #[must_use]
    pub fn id(&self) -> ConversationId {
        self.id
    }

    /// The newest log position that changed it; 0 if nothing did. Also `base_seq` of the next
    /// operation and `through_seq` of [`crate::Change::Seen`].
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// When something last changed, unix seconds.
    #[must_use]
    pub fn last_at(&self) -> u64 {
        self.last_at
    }

    /// The messages, in the order in which their first sheets came.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// How many older messages are only in the log.
    #[must_use]
    pub fn earlier_messages(&self) -> u32 {
        self.earlier_messages
    }

    /// The replies, in the order in which they were written; automatic ones among them.
    #[must_use]
    pub fn replies(&self) -> &[Reply] {
        &self.replies
    }

    /// One reply.
    #[must_use]
    pub fn reply(&self, id: ReplyId) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.id() == id)
    }

    /// The notes of the team, oldest first.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The days on which the words were opened, ascending; the newest 60.
    #[must_use]
    pub fn opened_days(&self) -> &[u32] {
        &self.opened_days
    }

    /// The conversation of her new words, if she changed them.
    #[must_use]
    pub fn new_words(&self) -> Option<ConversationId> {
        self.new_words
    }

    /// The alarm words that she marked here.
    #[must_use]
    pub fn alarm_words(&self) -> &[ConversationId] {
        &self.alarm_words
    }

    /// If these are somebody's alarm words: the conversation in which she marked them.
    #[must_use]
    pub fn alarm_of(&self) -> Option<ConversationId> {
        self.alarm_of
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        match (self.closed_at, self.waiting_since, self.answered_at) {
            (Some(at), _, _) => Status::Closed { at },
            (None, Some(since), _) => Status::Waiting { since },
            (None, None, Some(at)) => Status::Answered { at },
            (None, None, None) => Status::NoQuestion,
        }
    }

    /// Whether sheets came that no member has read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.newest_part_seq > self.seen_seq
    }

    /// In which language she probably writes: that of her newest message that shows one.
    #[must_use]
    pub fn language_hint(&self) -> Option<Tag> {
        self.messages
            .iter()
            .rev()
            .filter(|message| message.kind().asks())
            .find_map(|message| language_hint(&message.text()))
    }

    /// The first message that has had no automatic "it has arrived" yet (PROTOCOL.md §1.7). One
    /// that the team has answered already needs none.
    #[must_use]
    pub fn arrival_notice_due(&self) -> Option<MessageId> {
        if self.waiting_since.is_none() || self.replies.iter().any(Reply::is_automatic) {
            return None;
        }
        self.messages
            .iter()
            .find(|message| message.kind() == PartKind::FirstMessage)
            .map(Message::id)
    }

    /// The short form for lists.
    #[must_use]
    pub fn summary(&self) -> Summary {
        summary::of(self)
    }
}
