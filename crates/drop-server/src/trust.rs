//! Whose calls the relay obeys. At first the keys of its configuration, then those of the newest
//! key list that it holds. Plain Ed25519: the relay checks who calls; clients check the hybrid
//! chain of the list itself.

use drop_wire::{KeyList, Signature, call_bytes, label, labelled};
use ed25519_dalek::VerifyingKey;

/// An Ed25519 public key.
pub(crate) type PublicKey = [u8; 32];

/// Days for which a replaced outbox key is still obeyed: a list names a key 3 days before its use.
pub(crate) const OVERLAP_DAYS: u32 = 4;

/// Which of the keys may make a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The sorter: pulls, acknowledges, publishes.
    Outbox,
    /// A desk that issues key lists.
    Issuer,
}

/// The keys that the relay obeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trust {
    outbox: PublicKey,
    /// The outbox key before this one, and the last day on which it is obeyed.
    former: Option<(PublicKey, u32)>,
    /// The configured issuer, and the one of the newest list.
    issuers: [PublicKey; 2],
}

impl Trust {
    /// The configured keys.
    pub(crate) const fn configured(outbox: PublicKey, issuer: PublicKey) -> Self {
        Self {
            outbox,
            former: None,
            issuers: [issuer, issuer],
        }
    }

    /// The keys of a list; the configured issuer stays, so that an operator can name a new one.
    pub(crate) fn of_list(&self, list: &KeyList, former: Option<(PublicKey, u32)>) -> Self {
        let [configured, _] = self.issuers;
        let issuer = list.issuer_public.first_chunk().copied();
        Self {
            outbox: list.outbox_public,
            former,
            issuers: [configured, issuer.unwrap_or(configured)],
        }
    }

    /// The former outbox key once `list` is in force: the one that it replaces, else the one that
    /// was former already.
    pub(crate) fn former_under(&self, list: &KeyList, today: u32) -> Option<(PublicKey, u32)> {
        if list.outbox_public == self.outbox {
            return self.former;
        }
        Some((self.outbox, today.saturating_add(OVERLAP_DAYS)))
    }

    /// The key of this role that signed the call, if any did.
    pub(crate) fn caller(
        &self,
        role: Role,
        today: u32,
        path: &str,
        call: &drop_wire::SignedCall<'_>,
    ) -> Option<PublicKey> {
        let hash = *blake3::hash(call.payload).as_bytes();
        let message = call_bytes("POST", path, &hash, call.counter);
        self.keys(role, today)
            .find(|key| verifies(key, label::CALL, &message, &call.signature))
    }

    fn keys(&self, role: Role, today: u32) -> impl Iterator<Item = PublicKey> {
        let [configured, listed] = self.issuers;
        let former = self.former.filter(|(_, until)| today <= *until);
        let keys = match role {
            Role::Outbox => [Some(self.outbox), former.map(|(key, _)| key)],
            Role::Issuer => [Some(listed), (configured != listed).then_some(configured)],
        };
        keys.into_iter().flatten()
    }
}

/// Whether `signature` is this key's over `message` under `label`; strict.
pub(crate) fn verifies(
    key: &PublicKey,
    label: &'static str,
    message: &[u8],
    signature: &Signature,
) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    VerifyingKey::from_bytes(key).is_ok_and(|key| {
        key.verify_strict(&labelled(label, message), &signature)
            .is_ok()
    })
}
