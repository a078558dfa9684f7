//! Founding: the root into a folder of its own, the organisation into a vault, and what a relay's
//! operator writes into its configuration.
//!
//! The root's folder is a vault too: sealed by its own passphrase, meant for a memory card that
//! lies in a drawer. Nothing is in it but the root's two seeds. It comes out once in three months,
//! when the issuer needs a new certificate.

use std::path::Path;

use desk_vault::{Cost, Passphrase, Vault};
use drop_sorter::keyplan::{self, Founding, PlanState};
use drop_wire::Parameters;
use envelope::{HybridKey, OrgId};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Desk, DeskError, keyring, keyring::Keyring, state};

/// The name of the root's secret in its own vault.
const ROOT: &str = "root";

/// What an operator configures a relay with, and what a window pins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelayValues {
    /// BLAKE3 of the root's public key: printed, shown, pinned.
    pub org_id: [u8; 32],
    /// Whose `/s/pull`, `/s/ack` and `/s/publish` the relay obeys.
    pub outbox_public: [u8; 32],
    /// Whose `/s/keys` the relay obeys.
    pub issuer_public: [u8; 32],
    /// Clock, sizes and caps.
    pub parameters: Parameters,
}

/// Makes a root in a folder that is new or empty, sealed by a passphrase, and reads it back.
///
/// # Errors
/// [`DeskError::Vault`].
pub fn make_root(
    dir: &Path,
    passphrase: &Passphrase,
    cost: Cost,
    rng: &mut impl CryptoRng,
) -> Result<HybridKey, DeskError> {
    let root = HybridKey::random(rng);
    let (ed25519, ml_dsa) = root.seeds();
    let mut seeds = Zeroizing::new([0; 64]);
    seeds[..32].copy_from_slice(ed25519);
    seeds[32..].copy_from_slice(ml_dsa);
    let mut vault = Vault::create(dir, passphrase, cost, rng)?;
    vault.write(|tx| tx.put_secret(ROOT, &seeds[..]))?;
    drop(vault);
    open_root(dir, passphrase)
}

/// Opens a root's folder.
///
/// # Errors
/// [`DeskError::Vault`]; [`DeskError::NotADesk`] if the vault holds no root.
pub fn open_root(dir: &Path, passphrase: &Passphrase) -> Result<HybridKey, DeskError> {
    let vault = Vault::open(dir, passphrase)?;
    let seeds = vault.reader().secret(ROOT)?.ok_or(DeskError::NotADesk)?;
    keyring::hybrid(&seeds)
}

/// Founds an organisation in an empty vault: keys, the first key list, all in one transaction.
///
/// # Errors
/// [`DeskError::Founding`] if the vault holds one already or the choices do not fit a list;
/// [`DeskError::Vault`].
pub fn found(
    mut vault: Vault,
    root: &HybridKey,
    founding: &Founding,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Desk, DeskError> {
    if state::load_plan(vault.reader()).is_ok() {
        return Err(DeskError::Founding);
    }
    let founded = keyplan::found(root, now, founding, rng).map_err(|_| DeskError::Founding)?;
    vault.write(|tx| {
        for secret in &founded.secrets {
            tx.put_secret(&secret.name.to_string(), &secret.bytes)?;
        }
        tx.put_key_list(1, &founded.list)?;
        state::store_plan(tx, &founded.state)
    })?;
    Desk::open(vault, now)
}

/// The root certifies the issuer for another three months.
///
/// # Errors
/// [`DeskError::OtherRoot`]; [`DeskError::Vault`].
pub fn certify_again(desk: &mut Desk, root: &HybridKey, now: u64) -> Result<(), DeskError> {
    let mut plan = desk.plan.clone();
    let changes = keyplan::recertify(&mut plan, root, &desk.keys.issuer, now)
        .map_err(|_| DeskError::OtherRoot)?;
    desk.status.root_needed = None;
    desk.planned_at = None;
    desk.store_changes(plan, &changes)
}

/// See [`Desk::relay_values`].
pub(super) fn relay_values(
    org: OrgId,
    plan: &PlanState,
    keys: &Keyring,
    parameters: &Parameters,
) -> RelayValues {
    let outbox_public = plan
        .key_list()
        .map_or_else(|_| keys.outbox.public(), |list| list.outbox_public);
    RelayValues {
        org_id: org.0,
        outbox_public,
        issuer_public: *keys.issuer.public().ed25519(),
        parameters: *parameters,
    }
}
