//! A cursor over hostile bytes: every read is checked, nothing is indexed.

use alloc::{boxed::Box, vec::Vec};

use crate::Malformed;

/// Reads from the front of a slice.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn take(&mut self, len: usize) -> Result<&'a [u8], Malformed> {
        let (head, rest) = self.rest.split_at_checked(len).ok_or(Malformed::Length)?;
        self.rest = rest;
        Ok(head)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (head, rest) = self.rest.split_first_chunk().ok_or(Malformed::Length)?;
        self.rest = rest;
        Ok(*head)
    }

    /// As [`Self::array`], without a copy of a large array on the stack.
    pub(crate) fn boxed<const N: usize>(&mut self) -> Result<Box<[u8; N]>, Malformed> {
        let head = self.take(N)?;
        Box::<[u8]>::from(head)
            .try_into()
            .map_err(|_| Malformed::Length)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Malformed> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Malformed> {
        self.array().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Malformed> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, Malformed> {
        self.array().map(u64::from_le_bytes)
    }

    /// The magic and the version that every structure begins with.
    pub(crate) fn opening(&mut self, magic: [u8; 4]) -> Result<(), Malformed> {
        if self.array()? != magic {
            return Err(Malformed::Magic);
        }
        if self.u16()? != crate::WIRE_VERSION {
            return Err(Malformed::Version);
        }
        Ok(())
    }

    /// Everything that is left.
    pub(crate) const fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Refuses bytes after the end.
    pub(crate) const fn end(self) -> Result<(), Malformed> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Malformed::Length)
        }
    }
}

/// A count for the wire. One that does not fit becomes the largest, which every decoder refuses.
pub(crate) fn count_u8(len: usize) -> u8 {
    u8::try_from(len).unwrap_or(u8::MAX)
}

/// As [`count_u8`], in two bytes.
pub(crate) fn count_u16(len: usize) -> [u8; 2] {
    u16::try_from(len).unwrap_or(u16::MAX).to_le_bytes()
}

/// As [`count_u8`], in four bytes.
pub(crate) fn count_u32(len: usize) -> [u8; 4] {
    u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes()
}

/// Magic and version.
pub(crate) fn opening(out: &mut Vec<u8>, magic: [u8; 4]) {
    out.extend_from_slice(&magic);
    out.extend_from_slice(&crate::WIRE_VERSION.to_le_bytes());
}
