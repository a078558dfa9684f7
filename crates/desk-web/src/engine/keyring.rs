//! The secret keys of a desk, in memory while the vault is open.

use desk_vault::{Reader, VaultError};
use drop_sorter::keyplan::{Changes, SecretName};
use envelope::{Ed25519Key, HybridKey, IntakeSecret, SorterSecret};

use super::DeskError;

/// The keys; each wipes itself when dropped.
pub(super) struct Keyring {
    pub(super) issuer: HybridKey,
    pub(super) outbox: Ed25519Key,
    pub(super) deposit: Ed25519Key,
    pub(super) sorter: Vec<SorterSecret>,
    pub(super) intake: Vec<IntakeSecret>,
}

impl Keyring {
    /// Reads all keys from the vault.
    pub(super) fn load(reader: Reader<'_>) -> Result<Self, DeskError> {
        let mut keys = Self {
            issuer: hybrid(&required(reader, SecretName::Issuer)?)?,
            outbox: Ed25519Key::from_seed(seed(&required(reader, SecretName::Outbox)?)?),
            deposit: Ed25519Key::from_seed(seed(&required(reader, SecretName::Deposit)?)?),
            sorter: Vec::new(),
            intake: Vec::new(),
        };
        for name in reader.secret_names("")? {
            let Ok(name) = name.parse() else { continue };
            let bytes = required(reader, name)?;
            keys.add(name, &bytes)?;
        }
        Ok(keys)
    }

    /// Takes over what a step of the plan changed, after the vault has committed it.
    pub(super) fn take_over(&mut self, changes: &Changes) -> Result<(), DeskError> {
        for secret in &changes.store {
            self.add(secret.name, &secret.bytes)?;
        }
        self.intake.retain(|key| {
            let name = SecretName::Intake {
                desk_slot: key.desk_slot(),
                day: key.day(),
            };
            !changes.destroy.contains(&name)
        });
        self.sorter.retain(|key| {
            let name = SecretName::Sorter { epoch: key.epoch() };
            !changes.destroy.contains(&name)
        });
        Ok(())
    }

    /// The intake key of a desk slot and day.
    pub(super) fn intake(&self, desk_slot: u16, day: u32) -> Option<&IntakeSecret> {
        self.intake
            .iter()
            .find(|key| key.desk_slot() == desk_slot && key.day() == day)
    }

    fn add(&mut self, name: SecretName, bytes: &[u8]) -> Result<(), DeskError> {
        match name {
            SecretName::Sorter { epoch } => {
                self.sorter
                    .push(SorterSecret::from_seed(epoch, seed(bytes)?));
            }
            SecretName::Intake { desk_slot, day } => {
                self.intake
                    .push(IntakeSecret::from_seed(desk_slot, day, seed(bytes)?));
            }
            SecretName::Issuer | SecretName::Outbox | SecretName::Deposit => {}
        }
        Ok(())
    }
}

fn required(
    reader: Reader<'_>,
    name: SecretName,
) -> Result<zeroize::Zeroizing<Vec<u8>>, DeskError> {
    let secret: Result<_, VaultError> = reader.secret(&name.to_string());
    secret?.ok_or(DeskError::NotADesk)
}

fn seed(bytes: &[u8]) -> Result<[u8; 32], DeskError> {
    bytes.try_into().map_err(|_| DeskError::NotADesk)
}

/// A hybrid key from its two seeds, 64 bytes.
pub(super) fn hybrid(bytes: &[u8]) -> Result<HybridKey, DeskError> {
    let (ed25519, ml_dsa) = bytes.split_at_checked(32).ok_or(DeskError::NotADesk)?;
    Ok(HybridKey::from_seeds(seed(ed25519)?, seed(ml_dsa)?))
}
