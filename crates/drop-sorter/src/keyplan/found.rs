//! Founding: the first list and the first keys, all at once; and a new certificate later.

use drop_wire::{
    KeyList, Parameters,
    keylist::issuer_certificate_bytes,
    label,
    time::{day, epoch},
};
use envelope::{Ed25519Key, HybridKey, IntakeSecret, OrgId, SorterSecret};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{
    Changes, INTAKE_AHEAD_DAYS, ISSUER_DAYS, LIST_VALID_DAYS, MAX_DESK_SLOTS, PlanError, PlanState,
    Secret, SecretName, keep, replace_list,
};

/// What a founder chooses.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Clock and sizes, the same for everybody.
    pub parameters: Parameters,
    /// Addresses of relays, at most 8 of at most 128 bytes; may be empty if site and relay are one.
    pub relays: Vec<String>,
    /// How many desk slots, 1 to [`MAX_DESK_SLOTS`]; 1 for a young organisation.
    pub desk_slots: u16,
}

/// A founded organisation. The root is not in it: it stays with the founder.
#[derive(Debug)]
pub struct Founded {
    /// BLAKE3 of the root's public key: never changes.
    pub org: OrgId,
    /// To be stored, with [`Founded::secrets`], in the new vault.
    pub state: PlanState,
    /// Issuer, outbox, deposit, sorter and intake secrets.
    pub secrets: Vec<Secret>,
    /// The first list, encoded: acts at once.
    pub list: Vec<u8>,
    /// For the relay's configuration: who may call `/s/pull`, `/s/ack`, `/s/publish`.
    pub outbox_public: [u8; 32],
    /// For the relay's configuration: who may call `/s/keys`.
    pub issuer_public_ed25519: [u8; 32],
    /// For the sorter: whose deposits it takes.
    pub deposit_public: [u8; 32],
}

/// Founds an organisation under a root.
///
/// # Errors
/// [`PlanError::DeskSlots`] for none or too many; [`PlanError::Damaged`] if the parameters or the
/// relay addresses do not fit into a list.
pub fn found(
    root: &HybridKey,
    now: u64,
    founding: &Founding,
    rng: &mut impl CryptoRng,
) -> Result<Founded, PlanError> {
    if !(1..=MAX_DESK_SLOTS).contains(&founding.desk_slots) {
        return Err(PlanError::DeskSlots);
    }
    let issuer_seeds = [random_seed(rng), random_seed(rng)];
    let issuer = HybridKey::from_seeds(*issuer_seeds[0], *issuer_seeds[1]);
    let outbox = Ed25519Key::random(rng);
    let deposit = Ed25519Key::random(rng);
    let mut state = PlanState {
        list: Vec::new(),
        published: 0,
        keys: Vec::new(),
        desk_slots: founding.desk_slots,
        drained_at: 0,
        advanced_at: now,
    };
    let mut secrets = vec![
        secret(
            SecretName::Issuer,
            issuer_seeds.map(|seed| *seed).as_flattened(),
        ),
        secret(SecretName::Outbox, outbox.seed()),
        secret(SecretName::Deposit, deposit.seed()),
    ];
    let org = OrgId(*blake3::hash(&root.public().0).as_bytes());
    let mut list = first_list(root, &issuer, org, outbox.public(), now, founding);
    first_keys(&mut list, &mut state, &mut secrets, day(now), rng);
    let list = replace_list(&mut state, list, &issuer);
    state.key_list()?;
    let mut issuer_public_ed25519 = [0; 32];
    issuer_public_ed25519.copy_from_slice(&issuer.public().0[..32]);
    Ok(Founded {
        org,
        state,
        secrets,
        list,
        outbox_public: outbox.public(),
        issuer_public_ed25519,
        deposit_public: deposit.public(),
    })
}

/// The root certifies the same issuer again, for the [`ISSUER_DAYS`] from today on, and the issuer
/// makes a list that says so.
///
/// # Errors
/// [`PlanError::WrongKey`] if root or issuer are not those of the list.
pub fn recertify(
    state: &mut PlanState,
    root: &HybridKey,
    issuer: &HybridKey,
    now: u64,
) -> Result<Changes, PlanError> {
    let mut list = state.key_list()?;
    if list.root_public != root.public().0 || list.issuer_public != issuer.public().0 {
        return Err(PlanError::WrongKey);
    }
    certify(&mut list, root, day(now));
    list.version = list.version.saturating_add(1);
    list.issued_at = now.max(list.issued_at);
    list.valid_until_day = day(now) + LIST_VALID_DAYS;
    list.previous = *blake3::hash(&state.list).as_bytes();
    Ok(Changes {
        list: Some(replace_list(state, list, issuer)),
        ..Changes::default()
    })
}

/// The first list without keys and signature.
fn first_list(
    root: &HybridKey,
    issuer: &HybridKey,
    org: OrgId,
    outbox_public: [u8; 32],
    now: u64,
    founding: &Founding,
) -> KeyList {
    let mut list = KeyList {
        version: 1,
        issued_at: now,
        valid_until_day: day(now) + LIST_VALID_DAYS,
        org_id: org.0,
        previous: [0; 32],
        root_public: root.public().0,
        issuer_public: issuer.public().0,
        issuer_from_day: 0,
        issuer_until_day: 0,
        root_signature: [0; 3373],
        outbox_public,
        parameters: founding.parameters,
        sorter_keys: Vec::new(),
        intake_keys: Vec::new(),
        relays: founding.relays.clone(),
        signature: [0; 3373],
    };
    certify(&mut list, root, day(now));
    list
}

/// The root signs that the list's issuer may issue for [`ISSUER_DAYS`] from `today` on.
fn certify(list: &mut KeyList, root: &HybridKey, today: u32) {
    list.issuer_from_day = today;
    list.issuer_until_day = today.saturating_add(ISSUER_DAYS - 1);
    let certificate = issuer_certificate_bytes(
        &list.org_id,
        &list.issuer_public,
        list.issuer_from_day,
        list.issuer_until_day,
    );
    list.root_signature = root.sign(label::ISSUER, &certificate);
}

/// Intake keys for today and the next days, sorter keys for this week and the next.
fn first_keys(
    list: &mut KeyList,
    state: &mut PlanState,
    secrets: &mut Vec<Secret>,
    today: u32,
    rng: &mut impl CryptoRng,
) {
    for desk_slot in 0..state.desk_slots {
        for day in today..=today.saturating_add(INTAKE_AHEAD_DAYS) {
            let key = IntakeSecret::random(desk_slot, day, rng);
            list.intake_keys
                .push((desk_slot, day, key.public().to_bytes()));
            keep(
                state,
                secrets,
                SecretName::Intake { desk_slot, day },
                key.seed(),
            );
        }
    }
    for epoch in [epoch(today), epoch(today) + 1] {
        let key = SorterSecret::random(epoch, rng);
        list.sorter_keys.push((epoch, key.public().to_bytes()));
        keep(state, secrets, SecretName::Sorter { epoch }, key.seed());
    }
}

/// 32 random bytes.
fn random_seed(rng: &mut impl CryptoRng) -> Zeroizing<[u8; 32]> {
    let mut seed = Zeroizing::new([0; 32]);
    rng.fill_bytes(&mut *seed);
    seed
}

/// A secret under its name.
fn secret(name: SecretName, bytes: &[u8]) -> Secret {
    Secret {
        name,
        bytes: Zeroizing::new(bytes.to_vec()),
    }
}
