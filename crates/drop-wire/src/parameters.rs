//! The signed parameters of a key list: clock, sizes, caps. The same for everybody, because a
//! setting of one person would be a mark on her.

use alloc::vec::Vec;

use crate::{MAX_BLOCKS, Malformed, reader::Reader};

/// The encoded parameters, in bytes; what is not used yet is zeros.
pub const PARAMETER_BYTES: usize = 64;
const RESERVED_BYTES: usize = 23;

/// Clock, sizes and caps (PROTOCOL 1.4 to 1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameters {
    /// Length of an outbox slot, in seconds, 1 to 86,400.
    pub slot_secs: u32,
    /// Slots in the outbox window.
    pub window_slots: u16,
    /// Blocks per edition, 1 to [`MAX_BLOCKS`].
    pub blocks: u16,
    /// Earliest first tick after a page's load, in milliseconds.
    pub first_min_ms: u32,
    /// Latest first tick after a page's load, in milliseconds.
    pub first_max_ms: u32,
    /// Mean distance of the early ticks, in milliseconds.
    pub early_mean_ms: u32,
    /// How many early ticks there are.
    pub early_count: u8,
    /// Mean distance of the ticks after them, in milliseconds.
    pub mean_ms: u32,
    /// Ticks per load before the clock slows down.
    pub cap: u8,
    /// Mean distance of the ticks after that, in milliseconds.
    pub slow_mean_ms: u32,
    /// The sorter's tick, in seconds.
    pub sorter_tick_secs: u32,
    /// Parcels in a batch.
    pub batch: u16,
    /// The highest effort of the proof of work that a relay may ask for.
    pub effort_cap: u8,
    /// Parcels that a relay takes in a day.
    pub daily_cap: u32,
}

impl Parameters {
    /// The values of the protocol.
    #[must_use]
    pub const fn standard() -> Self {
        Self {
            slot_secs: 3600,
            window_slots: 336,
            blocks: 2,
            first_min_ms: 1000,
            first_max_ms: 5000,
            early_mean_ms: 15_000,
            early_count: 3,
            mean_ms: 60_000,
            cap: 12,
            slow_mean_ms: 600_000,
            sorter_tick_secs: 900,
            batch: 64,
            effort_cap: 0,
            daily_cap: 200_000,
        }
    }

    /// The fast clock of the demo. Days stay real days.
    #[must_use]
    pub const fn demo() -> Self {
        Self {
            slot_secs: 3,
            window_slots: 2400,
            blocks: 2,
            first_min_ms: 200,
            first_max_ms: 800,
            early_mean_ms: 500,
            early_count: 3,
            mean_ms: 1500,
            cap: 200,
            slow_mean_ms: 3000,
            sorter_tick_secs: 3,
            batch: 64,
            effort_cap: 0,
            daily_cap: 200_000,
        }
    }

    /// Adds [`PARAMETER_BYTES`].
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.slot_secs.to_le_bytes());
        out.extend_from_slice(&self.window_slots.to_le_bytes());
        out.extend_from_slice(&self.blocks.to_le_bytes());
        out.extend_from_slice(&self.first_min_ms.to_le_bytes());
        out.extend_from_slice(&self.first_max_ms.to_le_bytes());
        out.extend_from_slice(&self.early_mean_ms.to_le_bytes());
        out.push(self.early_count);
        out.extend_from_slice(&self.mean_ms.to_le_bytes());
        out.push(self.cap);
        out.extend_from_slice(&self.slow_mean_ms.to_le_bytes());
        out.extend_from_slice(&self.sorter_tick_secs.to_le_bytes());
        out.extend_from_slice(&self.batch.to_le_bytes());
        out.push(self.effort_cap);
        out.extend_from_slice(&self.daily_cap.to_le_bytes());
        out.extend_from_slice(&[0; RESERVED_BYTES]);
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let parameters = Self {
            slot_secs: reader.u32()?,
            window_slots: reader.u16()?,
            blocks: reader.u16()?,
            first_min_ms: reader.u32()?,
            first_max_ms: reader.u32()?,
            early_mean_ms: reader.u32()?,
            early_count: reader.u8()?,
            mean_ms: reader.u32()?,
            cap: reader.u8()?,
            slow_mean_ms: reader.u32()?,
            sorter_tick_secs: reader.u32()?,
            batch: reader.u16()?,
            effort_cap: reader.u8()?,
            daily_cap: reader.u32()?,
        };
        if reader.array()? != [0; RESERVED_BYTES] {
            return Err(Malformed::Value);
        }
        parameters.check()?;
        Ok(parameters)
    }

    /// Whether every value is one that a client can live with.
    ///
    /// # Errors
    /// [`Malformed::Value`] else.
    pub fn check(&self) -> Result<(), Malformed> {
        let means = [self.early_mean_ms, self.mean_ms, self.slow_mean_ms];
        let allowed = (1..=86_400).contains(&self.slot_secs)
            && self.window_slots >= 1
            && (1..=MAX_BLOCKS).contains(&self.blocks)
            && self.first_min_ms <= self.first_max_ms
            && means.iter().all(|mean| *mean >= 1)
            && self.sorter_tick_secs >= 1
            && self.batch >= 1;
        if allowed {
            Ok(())
        } else {
            Err(Malformed::Value)
        }
    }
}
