//! The parcel: exactly 4,096 bytes from anybody to the organisation (PROTOCOL §1.3).
//!
//! ```text
//! parcel 4096 = enc_s 1120 | AEAD( outer 2960 ) | tag 16                   opened by the sorter
//! outer  2960 = ver u8 | kind u8 | desk_slot u16 | intake day u32 | random 8 | inner 2944
//! inner  2944 = enc_i 1120 | AEAD( body 1808 ) | tag 16                    opened by the intake team
//! body   1808 = ver u8 | type u8 | conv_id 16 | c_day 32 | msg_id 8 | part u8 | parts u8 | day u32
//!             | keylist_head 8 | codec u8 | flags u8 | len u16 | data 1732
//! ```
//! Cover and real are two values of one type and take the same path: nothing about their size or
//! shape tells them apart from outside.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::bytes::{Reader, Writer};
use crate::conversation::ConvId;
use crate::keys::{IntakePublic, IntakeSecret, SorterPublic, SorterSecret};
use crate::layer::{self, ENC_BYTES, LAYER_BYTES};
use crate::org::OrgId;
use crate::reply::valid_parts;

/// Size of everything that anybody posts, in bytes.
pub const PARCEL_BYTES: usize = 4096;
/// Size of what the sorter passes on, in bytes.
pub const INNER_BYTES: usize = 2944;
/// Data that one body holds, in bytes.
pub const BODY_DATA_BYTES: usize = 1732;
/// Parcels that one message may need.
pub const MAX_PARTS: u8 = 64;

const VERSION: u8 = 1;
const OUTER_HEADER_BYTES: usize = 16;
const BODY_HEADER_BYTES: usize = 76;
const BODY_BYTES: usize = BODY_HEADER_BYTES + BODY_DATA_BYTES;
const _: () = assert!(OUTER_HEADER_BYTES + INNER_BYTES + LAYER_BYTES == PARCEL_BYTES);
const _: () = assert!(BODY_BYTES + LAYER_BYTES == INNER_BYTES);

/// A sealed parcel. Keep it boxed where it is stored.
pub type Parcel = [u8; PARCEL_BYTES];
/// The inner layer, sealed to the intake team (or, in a deposit, sealed replies).
pub type Inner = Box<[u8; INNER_BYTES]>;

/// The data does not fit, or `part` and `parts` are not `0..parts` of 1 to 64. The caller's fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("does not fit the format")]
pub struct TooLong;

/// What a body is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum BodyType {
    /// Nothing; dropped when opened.
    Cover = 0,
    /// A sheet of a message.
    Message = 1,
    /// A sheet of the first message (with preferences, alarm id).
    FirstMessage = 2,
    /// Answers to a form.
    Answers = 3,
    /// Where a file is and what opens it.
    FileReference = 4,
    /// Words were opened.
    Opened = 5,
    /// The conversation moves to other words.
    ChangeWords = 6,
    /// These other words mean alarm.
    AlarmMarking = 7,
}

impl BodyType {
    const ALL: [Self; 8] = [
        Self::Cover,
        Self::Message,
        Self::FirstMessage,
        Self::Answers,
        Self::FileReference,
        Self::Opened,
        Self::ChangeWords,
        Self::AlarmMarking,
    ];
}

/// The plaintext of a parcel. Wiped when dropped; so take fields out with `core::mem::take` or clone.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Body {
    /// What it is about.
    #[zeroize(skip)]
    pub kind: BodyType,
    /// The conversation.
    #[zeroize(skip)]
    pub conv_id: ConvId,
    /// `c_d` of [`Self::day`], which opens the way for replies.
    pub c_day: [u8; 32],
    /// Random; the same for all parts of a message.
    pub msg_id: [u8; 8],
    /// Which part this is, from 0.
    pub part: u8,
    /// Of how many, 1 to 64.
    pub parts: u8,
    /// The day that the newest signed index or key list names, in days since 1970-01-01; never the
    /// phone's clock.
    pub day: u32,
    /// First 8 bytes of BLAKE3 of the key list that the client saw.
    pub keylist_head: [u8; 8],
    /// How `data` is encoded: 1 is [`crate::codec`]. Other values pass through.
    pub codec: u8,
    /// For later versions; passes through.
    pub flags: u8,
    /// At most 1,732 bytes.
    pub data: Vec<u8>,
}

impl Body {
    /// A body that says nothing. Takes 56 bytes of `rng`.
    #[must_use]
    pub fn cover(rng: &mut impl CryptoRng) -> Self {
        let mut cover = Self {
            kind: BodyType::Cover,
            conv_id: ConvId([0; 16]),
            c_day: [0; 32],
            msg_id: [0; 8],
            part: 0,
            parts: 1,
            day: 0,
            keylist_head: [0; 8],
            codec: 0,
            flags: 0,
            data: Vec::new(),
        };
        rng.fill_bytes(&mut cover.conv_id.0);
        rng.fill_bytes(&mut cover.c_day);
        rng.fill_bytes(&mut cover.msg_id);
        cover
    }

    fn write(&self, buffer: &mut [u8]) -> Result<(), TooLong> {
        let len = u16::try_from(self.data.len()).map_err(|_| TooLong)?;
        if self.data.len() > BODY_DATA_BYTES || !valid_parts(self.part, self.parts) {
            return Err(TooLong);
        }
        let mut fields = Writer::new(buffer);
        fields.put(&[VERSION, self.kind as u8]);
        fields.put(&self.conv_id.0);
        fields.put(&self.c_day);
        fields.put(&self.msg_id);
        fields.put(&[self.part, self.parts]);
        fields.put(&self.day.to_le_bytes());
        fields.put(&self.keylist_head);
        fields.put(&[self.codec, self.flags]);
        fields.put(&len.to_le_bytes());
        fields.put(&self.data);
        Ok(())
    }

    fn read(plain: &[u8]) -> Option<Self> {
        let mut fields = Reader::new(plain);
        let version = fields.u8()?;
        let kind = *BodyType::ALL.get(usize::from(fields.u8()?))?;
        let body = Self {
            kind,
            conv_id: ConvId(fields.array()?),
            c_day: fields.array()?,
            msg_id: fields.array()?,
            part: fields.u8()?,
            parts: fields.u8()?,
            day: fields.u32()?,
            keylist_head: fields.array()?,
            codec: fields.u8()?,
            flags: fields.u8()?,
            data: {
                let len = usize::from(fields.u16()?);
                fields.slice(len)?.to_vec()
            },
        };
        let valid =
            version == VERSION && valid_parts(body.part, body.parts) && fields.only_zeros_left();
        valid.then_some(body)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body")
            .field("kind", &self.kind)
            .field("part", &self.part)
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

/// What the sorter does with a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Drops it.
    Cover = 0,
    /// Passes it on to a desk slot.
    Intake = 1,
    /// Puts its blocks into the outbox. Comes from a desk.
    Deposit = 2,
    /// Passes it on; somebody checks that it arrives.
    Canary = 3,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Cover, Self::Intake, Self::Deposit, Self::Canary];
}

/// To whom a client seals: all of it comes from the signed key list.
#[derive(Clone, Copy)]
pub struct SealTo<'a> {
    /// The organisation.
    pub org: OrgId,
    /// Who opens the outer layer.
    pub sorter: &'a SorterPublic,
    /// Who opens the inner layer; carries desk slot and day.
    pub intake: &'a IntakePublic,
}

impl fmt::Debug for SealTo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealTo")
            .field("sorter", &self.sorter)
            .field("intake", &self.intake)
            .finish_non_exhaustive()
    }
}

/// Seals a body to the intake team. Takes 64 bytes of `rng`.
///
/// # Errors
/// [`TooLong`] if the data exceeds 1,732 bytes, or if `part` and `parts` are not `0..parts` of 1 to 64.
pub fn seal_inner(
    to: &SealTo<'_>,
    body: &Body,
    rng: &mut impl CryptoRng,
) -> Result<Inner, TooLong> {
    let mut inner = zeros::<INNER_BYTES>();
    body.write(&mut inner[ENC_BYTES..ENC_BYTES + BODY_BYTES])?;
    let info = inner_info(&to.org, to.intake.desk_slot, to.intake.day);
    layer::seal(to.intake.kem(), &info, &mut *inner, rng);
    Ok(inner)
}

/// Seals the outer layer. The same inner may be sealed anew, so that two deliveries look unrelated.
/// Takes 72 bytes of `rng`.
#[must_use]
pub fn seal_outer(
    to: &SealTo<'_>,
    kind: Kind,
    inner: &Inner,
    rng: &mut impl CryptoRng,
) -> Box<Parcel> {
    let header = OuterHeader {
        kind,
        desk_slot: to.intake.desk_slot,
        day: to.intake.day,
    };
    header.seal(&to.org, to.sorter, inner, rng)
}

/// What the sorter sees of a parcel.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// What to do with it.
    pub kind: Kind,
    /// For which desk slot. Zero in a deposit.
    pub desk_slot: u16,
    /// Day of the intake key that opens it. Zero in a deposit.
    pub day: u32,
    /// The inner layer.
    pub inner: Inner,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("kind", &self.kind)
            .field("desk_slot", &self.desk_slot)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

/// Opens the outer layer with the first of the live sorter keys that fits. Put the one first that
/// most clients use: each try costs one decapsulation. `None` without detail.
#[must_use]
pub fn open_outer(org: &OrgId, keys: &[&SorterSecret], parcel: &Parcel) -> Option<Opened> {
    let info = outer_info(org);
    let mut buffer = zeros::<PARCEL_BYTES>();
    keys.iter().find_map(|key| {
        buffer.copy_from_slice(parcel);
        let outer = layer::open(key.kem(), &info, &mut *buffer)?;
        read_outer(outer)
    })
}

/// Opens the inner layer. `None` without detail.
#[must_use]
pub fn open_inner(org: &OrgId, key: &IntakeSecret, inner: &[u8; INNER_BYTES]) -> Option<Body> {
    let mut buffer = Zeroizing::new(inner.to_vec());
    let info = inner_info(org, key.desk_slot(), key.day());
    let plain = layer::open(key.kem(), &info, &mut buffer)?;
    Body::read(plain)
}

pub(crate) struct OuterHeader {
    pub(crate) kind: Kind,
    pub(crate) desk_slot: u16,
    pub(crate) day: u32,
}

impl OuterHeader {
    pub(crate) fn seal(
        &self,
        org: &OrgId,
        sorter: &SorterPublic,
        inner: &[u8; INNER_BYTES],
        rng: &mut impl CryptoRng,
    ) -> Box<Parcel> {
        let mut random = [0; 8];
        rng.fill_bytes(&mut random);
        let mut parcel = zeros::<PARCEL_BYTES>();
        let mut fields = Writer::new(&mut parcel[ENC_BYTES..]);
        fields.put(&[VERSION, self.kind as u8]);
        fields.put(&self.desk_slot.to_le_bytes());
        fields.put(&self.day.to_le_bytes());
        fields.put(&random);
        fields.put(inner);
        layer::seal(sorter.kem(), &outer_info(org), &mut *parcel, rng);
        parcel
    }
}

fn read_outer(outer: &[u8]) -> Option<Opened> {
    let mut fields = Reader::new(outer);
    let version = fields.u8()?;
    let kind = *Kind::ALL.get(usize::from(fields.u8()?))?;
    let desk_slot = fields.u16()?;
    let day = fields.u32()?;
    fields.array::<8>()?;
    let inner = fields.slice(INNER_BYTES)?;
    (version == VERSION).then(|| Opened {
        kind,
        desk_slot,
        day,
        inner: boxed(inner.to_vec()),
    })
}

fn outer_info(org: &OrgId) -> Vec<u8> {
    [b"shanasheel/1 outer".as_slice(), &org.0].concat()
}

fn inner_info(org: &OrgId, desk_slot: u16, day: u32) -> Vec<u8> {
    [
        b"shanasheel/1 inner".as_slice(),
        &org.0,
        &desk_slot.to_le_bytes(),
        &day.to_le_bytes(),
    ]
    .concat()
}

/// Zeros on the heap, without a detour over the stack.
pub(crate) fn zeros<const N: usize>() -> Box<[u8; N]> {
    boxed(vec![0; N])
}

fn boxed<const N: usize>(bytes: Vec<u8>) -> Box<[u8; N]> {
    bytes
        .into_boxed_slice()
        .try_into()
        .expect("the caller made exactly N bytes")
}
