//! Secrets by name, as a vault stores them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The name of a stored secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SecretName {
    /// The issuer's two seeds, 64 bytes: Ed25519, then ML-DSA-65.
    Issuer,
    /// The outbox key's seed, 32 bytes.
    Outbox,
    /// The seed of the key that signs this desk's deposits, 32 bytes.
    Deposit,
    /// A sorter key's seed, 32 bytes.
    Sorter {
        /// Its week.
        epoch: u32,
    },
    /// An intake key's seed, 32 bytes.
    Intake {
        /// Its desk slot.
        desk_slot: u16,
        /// Its day.
        day: u32,
    },
}

/// A secret and its name.
pub struct Secret {
    /// Under which it is stored.
    pub name: SecretName,
    /// See [`SecretName`] for the layout.
    pub bytes: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issuer => f.write_str("issuer"),
            Self::Outbox => f.write_str("outbox"),
            Self::Deposit => f.write_str("deposit"),
            Self::Sorter { epoch } => write!(f, "sorter/{epoch}"),
            Self::Intake { desk_slot, day } => write!(f, "intake/{desk_slot}/{day}"),
        }
    }
}

/// The text is not the name of a secret.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not the name of a secret")]
pub struct NotAName;

impl FromStr for SecretName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let name = match text.split('/').collect::<Vec<_>>()[..] {
            ["issuer"] => Self::Issuer,
            ["outbox"] => Self::Outbox,
            ["deposit"] => Self::Deposit,
            ["sorter", epoch] => Self::Sorter {
                epoch: epoch.parse().map_err(|_| NotAName)?,
            },
            ["intake", desk_slot, day] => Self::Intake {
                desk_slot: desk_slot.parse().map_err(|_| NotAName)?,
                day: day.parse().map_err(|_| NotAName)?,
            },
            _ => return Err(NotAName),
        };
        // "sorter/007" and "sorter/+7" are not names that we write.
        if name.to_string() == text {
            Ok(name)
        } else {
            Err(NotAName)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_survive_being_written_and_read(slot: u16, day: u32, epoch: u32) {
            for name in [
                SecretName::Issuer,
                SecretName::Outbox,
                SecretName::Deposit,
                SecretName::Sorter { epoch },
                SecretName::Intake { desk_slot: slot, day },
            ] {
                prop_assert_eq!(name.to_string().parse(), Ok(name));
            }
        }

        #[test]
        fn any_text_is_a_name_or_refused(text in ".{0,24}") {
            if let Ok(name) = text.parse::<SecretName>() {
                prop_assert_eq!(name.to_string(), text);
            }
        }
    }

    #[test]
    fn a_secret_does_not_show_itself_in_debug_output() {
        let secret = Secret {
            name: SecretName::Outbox,
            bytes: Zeroizing::new(vec![171; 32]),
        };
        assert_eq!(format!("{secret:?}"), "Secret { name: Outbox, .. }");
    }
}
