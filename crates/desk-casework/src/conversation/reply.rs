//! A reply of the team, on its way part by part.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Applied;
use crate::{DeviceId, MessageId, PlannedBlock, Refused, ReplyId};

/// A reply with the way of each of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    id: ReplyId,
    at: u64,
    device: DeviceId,
    text: String,
    automatic_for: Option<MessageId>,
    plan: Vec<PlannedBlock>,
    published: BTreeMap<u8, u32>,
    withdrawn: bool,
    waited_since: Option<u64>,
}

/// Where a reply is, on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyState {
    /// Its last part goes out on that day.
    Waits {
        /// The day of the last part.
        until_day: u32,
        /// Parts that are out already.
        out: u8,
        /// Parts in all.
        of: u8,
    },
    /// A part missed its day (the desk was not awake) and needs a new plan.
    Late {
        /// Parts that are out already.
        out: u8,
        /// Parts in all.
        of: u8,
    },
    /// Every part is out.
    Published {
        /// The day of the last edition with a part of it. Can be read for 14 days from then.
        day: u32,
    },
    /// Taken back; some parts may have gone out before.
    Withdrawn {
        /// Parts that had gone out.
        out: u8,
        /// Parts in all.
        of: u8,
    },
}

impl Reply {
    pub(super) fn new(
        id: ReplyId,
        at: u64,
        device: DeviceId,
        text: &str,
        plan: &[PlannedBlock],
        automatic_for: Option<MessageId>,
    ) -> Self {
        Self {
            id,
            at,
            device,
            text: text.to_owned(),
            automatic_for,
            plan: plan.to_vec(),
            published: BTreeMap::new(),
            withdrawn: false,
            waited_since: None,
        }
    }

    pub(super) fn set_waited_since(&mut self, since: Option<u64>) {
        self.waited_since = since;
    }

    pub(super) fn waited_since(&self) -> Option<u64> {
        self.waited_since
    }

    pub(super) fn nothing_went_out(&self) -> bool {
        self.published.is_empty()
    }

    pub(super) fn never_went_out(&self) -> bool {
        self.withdrawn && self.nothing_went_out()
    }

    /// A new plan names only parts that exist; parts that are out stay where they were.
    pub(super) fn moved(&mut self, plan: &[PlannedBlock]) -> Result<Applied, Refused> {
        let parts = self.parts();
        if plan.iter().any(|block| block.part >= parts) {
            return Err(Refused::Plan);
        }
        let mut applied = Applied::Unchanged;
        for new in plan {
            let old = &mut self.plan[usize::from(new.part)];
            if !self.published.contains_key(&new.part) && old != new {
                *old = *new;
                applied = Applied::Changed;
            }
        }
        Ok(applied)
    }

    pub(super) fn published(&mut self, part: u8, day: u32) -> Result<Applied, Refused> {
        if part >= self.parts() {
            return Err(Refused::Part);
        }
        if self.published.contains_key(&part) {
            return Ok(Applied::Unchanged);
        }
        self.published.insert(part, day);
        Ok(Applied::Changed)
    }

    pub(super) fn withdrawn(&mut self) -> Applied {
        if self.out() == self.parts() {
            return Applied::Unchanged;
        }
        super::set(&mut self.withdrawn, true)
    }

    /// Which reply.
    #[must_use]
    pub fn id(&self) -> ReplyId {
        self.id
    }

    /// When it was written, unix seconds.
    #[must_use]
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Who wrote it.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is an automatic "it has arrived".
    #[must_use]
    pub fn is_automatic(&self) -> bool {
        self.automatic_for.is_some()
    }

    /// How many parts it has.
    #[must_use]
    pub fn parts(&self) -> u8 {
        u8::try_from(self.plan.len()).unwrap_or(u8::MAX)
    }

    /// How many parts are out.
    #[must_use]
    pub fn out(&self) -> u8 {
        u8::try_from(self.published.len()).unwrap_or(u8::MAX)
    }

    /// Every part: where it is planned, and the day on which it went out, if it did.
    pub fn blocks(&self) -> impl Iterator<Item = (PlannedBlock, Option<u32>)> {
        self.plan
            .iter()
            .map(|block| (*block, self.published.get(&block.part).copied()))
    }

    /// The parts that missed their day and need a new plan.
    #[must_use]
    pub fn late_parts(&self, today: u32) -> Vec<u8> {
        if self.withdrawn {
            return Vec::new();
        }
        self.blocks()
            .filter(|(block, out)| out.is_none() && block.day < today)
            .map(|(block, _)| block.part)
            .collect()
    }

    /// Where it is on a day.
    #[must_use]
    pub fn state(&self, today: u32) -> ReplyState {
        let (out, of) = (self.out(), self.parts());
        if self.withdrawn {
            return ReplyState::Withdrawn { out, of };
        }
        if out == of {
            let day = self.published.values().max().copied().unwrap_or(0);
            return ReplyState::Published { day };
        }
        if !self.late_parts(today).is_empty() {
            return ReplyState::Late { out, of };
        }
        let until_day = self.plan.iter().map(|block| block.day).max().unwrap_or(0);
        ReplyState::Waits { until_day, out, of }
    }
}
