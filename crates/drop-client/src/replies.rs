//! From blocks to answers (PROTOCOL 1.7): the tags of fifteen days, and parts put together.

use alloc::{string::String, vec::Vec};

use drop_wire::Tag;
use envelope::{Conversation, FLAG_AUTOMATIC, ReplyKeys, ReplyPart, codec};

use crate::window::Window;

/// Days whose replies are looked for: fourteen and the one that has begun. 60 tags.
pub const DAYS: u32 = 15;

/// An answer, as far as it has come.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The day of its first part that was found.
    pub day: u32,
    /// Whether it is the automatic "it has arrived", which says nothing else.
    pub automatic: bool,
    /// The parts that have come, in order.
    pub text: String,
    /// How many have come.
    pub have: u8,
    /// How many there are.
    pub parts: u8,
}

impl core::fmt::Debug for Reply {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Reply")
            .field("have", &self.have)
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

/// What a conversation looks for in the outbox.
pub struct Reader {
    keys: Vec<ReplyKeys>,
    tags: Vec<(u32, Tag)>,
}

impl Reader {
    /// The keys and the tags of the days up to `newest_day`.
    #[must_use]
    pub fn new(conversation: &Conversation, newest_day: u32) -> Self {
        let first_day = newest_day.saturating_sub(DAYS - 1);
        let keys: Vec<ReplyKeys> = (first_day..=newest_day)
            .filter_map(|day| Some(conversation.chain(day)?.reply_keys()))
            .collect();
        let tags = keys
            .iter()
            .flat_map(|keys| keys.tags().map(|tag| (keys.day(), tag)))
            .collect();
        Self { keys, tags }
    }

    /// The slots whose editions carry something for this conversation.
    #[must_use]
    pub fn wanted(&self, window: &Window, slot_secs: u32) -> Vec<u64> {
        window
            .spots(slot_secs, &self.tags)
            .into_iter()
            .map(|(spot, _)| spot.slot)
            .collect()
    }

    /// The answers, as far as their editions were fetched, oldest first.
    #[must_use]
    pub fn replies(&self, window: &Window, slot_secs: u32) -> Vec<Reply> {
        let mut parts: Vec<(usize, u32, ReplyPart)> = Vec::new();
        for (spot, which) in window.spots(slot_secs, &self.tags) {
            let opened = self.tags.get(which).and_then(|(day, _)| {
                let keys = self.keys.iter().find(|keys| keys.day() == *day)?;
                let part = keys.open(window.block(spot)?)?;
                Some((which, *day, part))
            });
            parts.extend(opened);
        }
        // The desk numbers the blocks of a day in the order in which it wrote them, so the tags' order is the
        // order of the text, wherever the sorter put the blocks.
        let mut ordered = Vec::new();
        for which in 0..self.tags.len() {
            let from = ordered.len();
            for (_, day, part) in parts.iter().filter(|found| found.0 == which) {
                // A repeated deposit: the same part under the same tag counts once.
                let known = ordered.get(from..).unwrap_or_default();
                if !known.iter().any(|(_, there)| *there == *part) {
                    ordered.push((*day, part.clone()));
                }
            }
        }
        assemble(ordered)
    }
}

impl core::fmt::Debug for Reader {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

struct Growing {
    day: u32,
    flags: u8,
    parts: Vec<Option<ReplyPart>>,
}

/// Puts parts together, in the order in which they were written. A part joins the first answer of as many parts and
/// the same flags, and so of the same number, that still lacks it.
fn assemble(parts: Vec<(u32, ReplyPart)>) -> Vec<Reply> {
    let mut answers: Vec<Growing> = Vec::new();
    for (day, part) in parts {
        let flags = part.flags;
        let place = usize::from(part.part);
        let fits = |answer: &&mut Growing| {
            answer.flags == flags
                && answer.parts.len() == usize::from(part.parts)
                && answer.parts.get(place).is_some_and(Option::is_none)
        };
        if let Some(answer) = answers.iter_mut().find(fits) {
            if let Some(free) = answer.parts.get_mut(place) {
                *free = Some(part);
            }
            continue;
        }
        let mut parts: Vec<Option<ReplyPart>> = Vec::new();
        parts.resize_with(usize::from(part.parts), || None);
        if let Some(free) = parts.get_mut(place) {
            *free = Some(part);
        }
        answers.push(Growing { day, flags, parts });
    }
    answers.into_iter().map(finish).collect()
}

fn finish(answer: Growing) -> Reply {
    let mut text = String::new();
    let mut have = 0_u8;
    for part in &answer.parts {
        match part {
            Some(part) => {
                have = have.saturating_add(1);
                text.push_str(&codec::decode(&part.text));
            }
            // A gap shows as a gap.
            None => text.push_str(" … "),
        }
    }
    Reply {
        day: answer.day,
        automatic: answer.flags & FLAG_AUTOMATIC != 0,
        text,
        have,
        parts: u8::try_from(answer.parts.len()).unwrap_or(u8::MAX),
    }
}
