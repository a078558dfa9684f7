//! The relay's paths (PROTOCOL 1.5), as route patterns.

use alloc::{format, string::String};

/// `POST`: one parcel, from anybody.
pub const SUBMIT: &str = "/p";
/// `GET`: the signed index of the outbox.
pub const INDEX: &str = "/o/index";
/// `GET`: one edition of the outbox. A route pattern; [`edition`] makes the path.
pub const EDITION: &str = "/o/{slot}";
/// `GET`: the key list.
pub const KEYS: &str = "/k";
/// `POST`, outbox key: parcels for the sorter.
pub const PULL: &str = "/s/pull";
/// `POST`, outbox key: parcels that are safe elsewhere now.
pub const ACK: &str = "/s/ack";
/// `POST`, outbox key: an edition and the index that lists it.
pub const PUBLISH: &str = "/s/publish";
/// `POST`, issuer key: a key list.
pub const ISSUE: &str = "/s/keys";

/// The path of the edition of a slot.
#[must_use]
pub fn edition(slot: u64) -> String {
    format!("/o/{slot}")
}
