//! Short ways to write operations.

use desk_casework::{
    Applied, Change, Conversation, ConversationId, DeviceId, MessageId, NoteId, Operation,
    OperationId, OperationRecord, PartKind, PlannedBlock, ReceivedPart, Refused, ReplyId,
};

pub(crate) const DAY: u32 = 20_780;
pub(crate) const NOON: u64 = DAY as u64 * 86_400 + 43_200;
pub(crate) const HER: ConversationId = ConversationId([1; 16]);

/// A conversation with its log position.
pub(crate) struct Log {
    pub(crate) view: Conversation,
    pub(crate) seq: u64,
}

impl Log {
    pub(crate) fn new() -> Self {
        Self {
            view: Conversation::new(HER),
            seq: 0,
        }
    }

    pub(crate) fn at(&mut self, at: u64, change: Change) -> Result<Applied, Refused> {
        self.seq += 1;
        self.view.apply(&record(self.seq, at, change), self.seq)
    }

    pub(crate) fn now(&mut self, change: Change) -> Applied {
        self.at(NOON, change).unwrap()
    }
}

pub(crate) fn record(number: u64, at: u64, change: Change) -> OperationRecord {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&number.to_le_bytes());
    OperationRecord {
        id: OperationId(id),
        device: DeviceId([9; 16]),
        at,
        base_seq: 0,
        operation: Operation::Conversation(HER, change),
    }
}

pub(crate) fn part(message: u8, part: u8, parts: u8, text: &str) -> ReceivedPart {
    ReceivedPart {
        message: MessageId([message; 8]),
        kind: PartKind::Message,
        part,
        parts,
        day_written: DAY,
        text: text.into(),
        other: None,
        keylist_known: true,
    }
}

pub(crate) fn sheet(message: u8, number: u8, of: u8, text: &str) -> Change {
    Change::PartReceived(part(message, number, of, text))
}

pub(crate) fn of_kind(kind: PartKind, message: u8) -> Change {
    Change::PartReceived(ReceivedPart {
        kind,
        ..part(message, 0, 1, "text")
    })
}

pub(crate) fn plan(blocks: u8, first_day: u32) -> Vec<PlannedBlock> {
    (0..blocks)
        .map(|part| PlannedBlock {
            part,
            day: first_day + u32::from(part / 4),
            j: part % 4,
        })
        .collect()
}

pub(crate) fn reply(id: u8, blocks: u8) -> Change {
    Change::ReplyQueued {
        reply: ReplyId([id; 16]),
        text: "an answer".into(),
        plan: plan(blocks, DAY),
        automatic_for: None,
    }
}

pub(crate) fn arrived(id: u8, message: u8) -> Change {
    Change::ReplyQueued {
        reply: ReplyId([id; 16]),
        text: "it has arrived".into(),
        plan: plan(1, DAY),
        automatic_for: Some(MessageId([message; 8])),
    }
}

pub(crate) fn out(id: u8, part: u8, day: u32) -> Change {
    Change::BlockPublished {
        reply: ReplyId([id; 16]),
        part,
        day,
    }
}

pub(crate) fn note(id: u8) -> Change {
    Change::NoteAdded {
        note: NoteId([id; 16]),
        text: "a note".into(),
    }
}
