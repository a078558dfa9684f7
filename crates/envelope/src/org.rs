//! Which organisation a parcel is for.

use core::fmt;

use crate::sign::HybridPublic;

/// BLAKE3 of the first root's public key (hybrid, 1,984 bytes). Public; it never changes, also when
/// a root hands over to a new one (PROTOCOL §1.1). It is part of every derivation and of every seal,
/// so that words and parcels of one organisation mean nothing to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgId(pub [u8; 32]);

impl OrgId {
    /// The identity that this root founds.
    #[must_use]
    pub fn of_root(root: &HybridPublic) -> Self {
        Self(*blake3::hash(&root.0).as_bytes())
    }
}

impl fmt::Debug for OrgId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrgId(")?;
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        f.write_str(")")
    }
}
