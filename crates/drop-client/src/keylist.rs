//! Whom to trust (PROTOCOL 1.1): organisation → root → issuer → key list.
//!
//! ```text
//! bytes ──decode──▶ KeyList (nobody has checked it) ──verify_key_list──▶ TrustedKeyList
//! ```
//! Only a [`TrustedKeyList`] can seal, and its dates are judged by the newest signed index, never by the phone's
//! clock: a clock that is a year wrong must neither lock her out nor make an old list look valid.

use alloc::vec::Vec;

use drop_wire::{KeyList, Parameters, label, time};
use envelope::{HYBRID_SIGNATURE_BYTES, HybridPublic, IntakePublic, OrgId, SealTo, SorterPublic};

/// The longest certificate that a root gives an issuer, in days.
pub const MAX_ISSUER_DAYS: u32 = 90;

/// Why a key list is not trusted. Each has its own message for the person, because what she can do differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyListError {
    /// Peer: not a key list at all.
    #[error("not a key list")]
    Malformed,
    /// Peer: a key list of another organisation than the one this page belongs to.
    #[error("a key list of another organisation")]
    OtherRoot,
    /// Peer: a signature of the chain does not hold, or a date contradicts the issuer's certificate.
    #[error("a key list with a wrong signature")]
    Forged,
    /// Peer: an older list than one already seen, or a different one under the same version.
    #[error("an older key list than one seen before")]
    RolledBack,
    /// Peer or environment: genuine, but past its last day.
    #[error("a key list past its last day")]
    Expired,
}

/// A key list whose whole chain was verified.
#[derive(Clone)]
pub struct TrustedKeyList {
    org: OrgId,
    version: u32,
    head: [u8; 32],
    issued_day: u32,
    last_day: u32,
    outbox_public: [u8; 32],
    parameters: Parameters,
    sorter: Vec<SorterPublic>,
    intake: Vec<IntakePublic>,
}

/// Verifies a key list from anywhere.
///
/// `org` is pinned by the page. `now_day` is the day of the newest signed index, if there is one yet.
/// `newest_known_version` is the highest version seen before, 0 for none.
///
/// # Errors
/// [`KeyListError`], the first that applies in the order of its variants.
pub fn verify_key_list(
    bytes: &[u8],
    org: &OrgId,
    now_day: Option<u32>,
    newest_known_version: u32,
) -> Result<TrustedKeyList, KeyListError> {
    let list = KeyList::decode(bytes).map_err(|_| KeyListError::Malformed)?;
    if list.org_id != org.0 || OrgId::of_root(&HybridPublic(list.root_public)) != *org {
        return Err(KeyListError::OtherRoot);
    }
    // Decoding is strict: what comes before the signature is what was signed.
    let signed = bytes
        .len()
        .checked_sub(HYBRID_SIGNATURE_BYTES)
        .and_then(|len| bytes.get(..len))
        .unwrap_or_default();
    if !chain_holds(&list, signed) {
        return Err(KeyListError::Forged);
    }
    let trusted = TrustedKeyList::parse(&list, *blake3::hash(bytes).as_bytes())?;
    if trusted.version < newest_known_version {
        return Err(KeyListError::RolledBack);
    }
    if now_day.is_some_and(|day| trusted.is_expired(day)) {
        return Err(KeyListError::Expired);
    }
    Ok(trusted)
}

fn chain_holds(list: &KeyList, signed: &[u8]) -> bool {
    let issued_day = time::day(list.issued_at);
    let days = list
        .issuer_until_day
        .checked_sub(list.issuer_from_day)
        .is_some_and(|days| days <= MAX_ISSUER_DAYS)
        && (list.issuer_from_day..=list.issuer_until_day).contains(&issued_day);
    days && HybridPublic(list.root_public).verify(
        label::ISSUER,
        &list.issuer_certificate_bytes(),
        &list.root_signature,
    ) && HybridPublic(list.issuer_public).verify(label::KEYLIST, signed, &list.signature)
}

impl TrustedKeyList {
    fn parse(list: &KeyList, head: [u8; 32]) -> Result<Self, KeyListError> {
        let sorter = list
            .sorter_keys
            .iter()
            .map(|(epoch, key)| SorterPublic::from_bytes(*epoch, key))
            .collect::<Option<Vec<_>>>();
        let intake = list
            .intake_keys
            .iter()
            .map(|(desk_slot, day, key)| IntakePublic::from_bytes(*desk_slot, *day, key))
            .collect::<Option<Vec<_>>>();
        let (Some(sorter), Some(intake)) = (sorter, intake) else {
            return Err(KeyListError::Malformed);
        };
        Ok(Self {
            org: OrgId(list.org_id),
            version: list.version,
            head,
            issued_day: time::day(list.issued_at),
            last_day: list.valid_until_day.min(list.issuer_until_day),
            outbox_public: list.outbox_public,
            parameters: list.parameters,
            sorter,
            intake,
        })
    }

    /// Its version, from 1.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// BLAKE3 of its bytes; parcels carry the first 8, so that desks notice split views.
    #[must_use]
    pub const fn head(&self) -> [u8; 32] {
        self.head
    }

    /// The day on which it was issued.
    #[must_use]
    pub const fn issued_day(&self) -> u32 {
        self.issued_day
    }

    /// Whether it must not be used any more on this day.
    #[must_use]
    pub const fn is_expired(&self, day: u32) -> bool {
        day > self.last_day
    }

    /// The key that signs editions and indexes.
    #[must_use]
    pub const fn outbox_public(&self) -> &[u8; 32] {
        &self.outbox_public
    }

    /// The signed parameters: clock and sizes.
    #[must_use]
    pub const fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Whether the sorter still opens what was sealed to the key of this epoch: a listed one, or that of the week
    /// before. It lives for two weeks after the first list without it. Other parcels are not worth keeping.
    #[must_use]
    pub fn opens_epoch(&self, epoch: u32) -> bool {
        self.sorter
            .iter()
            .any(|key| key.epoch == epoch || Some(key.epoch) == epoch.checked_add(1))
    }

    /// The keys to seal to on a day: the newest whose day (epoch) has begun, even if its day has passed; the lowest
    /// desk slot among equals. `None` if none has begun.
    #[must_use]
    pub fn seal_to(&self, day: u32) -> Option<SealTo<'_>> {
        let epoch = time::epoch(day);
        let sorter = self
            .sorter
            .iter()
            .filter(|key| key.epoch <= epoch)
            .max_by_key(|key| key.epoch)?;
        let intake = self
            .intake
            .iter()
            .filter(|key| key.day <= day)
            .max_by_key(|key| (key.day, core::cmp::Reverse(key.desk_slot)))?;
        Some(SealTo {
            org: self.org,
            sorter,
            intake,
        })
    }
}

impl core::fmt::Debug for TrustedKeyList {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("TrustedKeyList")
            .field("version", &self.version)
            .field("last_day", &self.last_day)
            .finish_non_exhaustive()
    }
}
