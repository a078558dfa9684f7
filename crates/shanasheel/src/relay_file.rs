//! The relay's configuration: public values only, so that whoever takes the server learns nothing from it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Outcome};

/// What `found` writes and `serve` and `relay` read.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelayFile {
    /// Where to listen; a proxy or an onion service stands in front.
    pub(crate) listen: SocketAddr,
    /// Folder of the store; relative to this file.
    pub(crate) data: PathBuf,
    /// Folder of guides; relative to this file. Absent: those in the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) guides: Option<PathBuf>,
    /// Name that pages show.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) name: String,
    /// The organisation's id, 64 hexadecimal digits.
    pub(crate) organisation: Hex32,
    /// Ed25519 key that signs editions and the sorter's calls.
    pub(crate) outbox: Hex32,
    /// Ed25519 half of the issuer's key, which signs the publishing of key lists.
    pub(crate) issuer: Hex32,
    /// Slots that the outbox keeps.
    pub(crate) window_slots: u16,
    /// Length of a slot in seconds.
    pub(crate) slot_secs: u32,
    /// Parcels that the relay takes in a day.
    pub(crate) daily_cap: u32,
}

impl RelayFile {
    /// Reads a configuration; relative folders become relative to the file.
    #[cfg_attr(
        not(any(feature = "relay", feature = "window")),
        expect(
            dead_code,
            reason = "a desk alone writes configurations and reads none"
        )
    )]
    pub(crate) fn read(path: &Path) -> Outcome<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::new("relay-file-unreadable")
                .with("file", path.display())
                .with("why", error.kind())
        })?;
        let mut file: Self = toml::from_str(&text).map_err(|error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            Failure::new("relay-file-broken")
                .with("file", path.display())
                .with("line", line)
                .with("why", error.message())
        })?;
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        file.data = folder.join(&file.data);
        file.guides = file.guides.map(|guides| folder.join(guides));
        Ok(file)
    }

    /// The text of the file.
    #[cfg(feature = "desk")]
    pub(crate) fn to_text(&self) -> String {
        toml::to_string(self).expect("plain values are always TOML")
    }
}

/// Thirty-two bytes, written as hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hex32(pub(crate) [u8; 32]);

impl std::fmt::Display for Hex32 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Hex32 {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hex32 {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_hex(&text)
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("expected 64 hexadecimal digits"))
    }
}

fn parse_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}
