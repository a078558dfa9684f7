//! A message of a person, put together from sheets that come in any order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Applied;
use crate::{DAY_SECS, MessageId, PartKind, ReceivedPart, day_of};

/// A clock that is wrong by less than this is no news: an hour.
const CLOCK_TOLERANCE_SECS: u64 = 3_600;

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its text.
    pub text: String,
    /// The day that her page believed it was.
    pub day_written: u32,
    /// Unix seconds by the clock of the desk that opened it.
    pub received_at: u64,
}

/// A message, whole or with sheets missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    id: MessageId,
    kind: PartKind,
    parts: u8,
    sheets: BTreeMap<u8, Sheet>,
    keylist_known: bool,
    contradicted: bool,
    first_seq: u64,
}

/// How the day that her page named fits the desk's clock when the sheet came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMark {
    /// The same day, or another one by less than an hour.
    Fits,
    /// Written on a day that was over: it lay waiting, or a clock is wrong.
    Earlier {
        /// Difference of the days, at least 1.
        days: u32,
    },
    /// Written on a day that had not begun: a clock is wrong, hers or the desk's.
    Later {
        /// Difference of the days, at least 1.
        days: u32,
    },
}

impl Message {
    pub(super) fn new(part: &ReceivedPart, sheet: Sheet, seq: u64) -> Self {
        Self {
            id: part.message,
            kind: part.kind,
            parts: part.parts,
            sheets: BTreeMap::from([(part.part, sheet)]),
            keylist_known: part.keylist_known,
            contradicted: false,
            first_seq: seq,
        }
    }

    /// Adds a sheet. What came first stays; a sheet that contradicts it is only marked.
    pub(super) fn add(&mut self, part: &ReceivedPart, sheet: Sheet) -> Applied {
        let known = self.sheets.get(&part.part);
        if known.is_some_and(|known| known.text == sheet.text) {
            return Applied::Unchanged;
        }
        if known.is_some() || part.parts != self.parts || part.kind != self.kind {
            return super::set(&mut self.contradicted, true);
        }
        self.sheets.insert(part.part, sheet);
        self.keylist_known &= part.keylist_known;
        Applied::Changed
    }

    pub(super) fn text_bytes(&self) -> usize {
        self.sheets.values().map(|sheet| sheet.text.len()).sum()
    }

    /// Which message.
    #[must_use]
    pub fn id(&self) -> MessageId {
        self.id
    }

    /// What kind.
    #[must_use]
    pub fn kind(&self) -> PartKind {
        self.kind
    }

    /// How many sheets it has in all.
    #[must_use]
    pub fn parts(&self) -> u8 {
        self.parts
    }

    /// Every sheet in order, from 0; `None` where one has not come.
    pub fn sheets(&self) -> impl Iterator<Item = (u8, Option<&Sheet>)> {
        (0..self.parts).map(|part| (part, self.sheets.get(&part)))
    }

    /// The sheets that have not come, from 0, ascending: "sheet 2 of 3 has not come" is `[1]`.
    #[must_use]
    pub fn missing(&self) -> Vec<u8> {
        self.sheets()
            .filter(|(_, sheet)| sheet.is_none())
            .map(|(part, _)| part)
            .collect()
    }

    /// Whether every sheet has come.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sheets.len() == usize::from(self.parts)
    }

    /// The text of the sheets that have come, one after the other.
    #[must_use]
    pub fn text(&self) -> String {
        self.sheets
            .values()
            .map(|sheet| sheet.text.as_str())
            .collect()
    }

    /// Whether a sheet came that does not fit the others. It is not shown; what came first stays.
    #[must_use]
    pub fn is_contradicted(&self) -> bool {
        self.contradicted
    }

    /// Whether her page used a key list that we published, in every sheet.
    #[must_use]
    pub fn keylist_known(&self) -> bool {
        self.keylist_known
    }

    /// The log position of its first sheet.
    #[must_use]
    pub fn first_seq(&self) -> u64 {
        self.first_seq
    }

    /// When its first sheet came, unix seconds.
    #[must_use]
    pub fn received_at(&self) -> u64 {
        self.sheets
            .values()
            .map(|sheet| sheet.received_at)
            .min()
            .unwrap_or(0)
    }

    /// The mark of the sheet whose day fits worst.
    #[must_use]
    pub fn day_mark(&self) -> DayMark {
        self.sheets
            .values()
            .map(|sheet| DayMark::of(sheet.day_written, sheet.received_at))
            .max_by_key(|mark| mark.days())
            .unwrap_or(DayMark::Fits)
    }
}

impl DayMark {
    /// Compares the day in a body with the moment in which it came.
    ///
    /// ```
    /// use desk_casework::{DAY_SECS, DayMark};
    /// let noon = 20_500 * DAY_SECS + 12 * 3_600;
    /// assert_eq!(DayMark::of(20_500, noon), DayMark::Fits);
    /// assert_eq!(DayMark::of(20_502, noon), DayMark::Later { days: 2 });
    /// // Half an hour after midnight, a sheet of yesterday is no news.
    /// assert_eq!(DayMark::of(20_499, 20_500 * DAY_SECS + 1_800), DayMark::Fits);
    /// ```
    #[must_use]
    pub fn of(day_written: u32, received_at: u64) -> Self {
        let begin = u64::from(day_written) * DAY_SECS;
        let end = begin + DAY_SECS;
        let day = day_of(received_at);
        if received_at >= end.saturating_add(CLOCK_TOLERANCE_SECS) {
            return Self::Earlier {
                days: day - day_written,
            };
        }
        if received_at.saturating_add(CLOCK_TOLERANCE_SECS) < begin {
            return Self::Later {
                days: day_written - day,
            };
        }
        Self::Fits
    }

    /// The difference in days; 0 if it fits.
    #[must_use]
    pub fn days(self) -> u32 {
        match self {
            Self::Fits => 0,
            Self::Earlier { days } | Self::Later { days } => days,
        }
    }
}
