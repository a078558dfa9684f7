//! What `doctor` asks a vault: is it whole, do the views follow from the log, is there a backup.

use desk_casework::{ConversationId, DAY_SECS};

use crate::{
    Cost, Vault, VaultError, database,
    tables::{conversations, operations},
    vault::reduced,
};

/// A backup older than this is worth a word: a week.
const OLD_BACKUP_DAYS: u64 = 7;

/// What is worth a word about a vault. Most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Pages whose check value is wrong. Restore a backup.
    PagesDamaged {
        /// How many.
        pages: u32,
    },
    /// The structure is not whole. Restore a backup.
    StructureDamaged,
    /// An operation in the log cannot be read. Restore a backup.
    LogDamaged,
    /// Views that do not follow from the log. Make them again.
    ViewsDiffer {
        /// How many.
        views: u32,
    },
    /// There has never been a backup.
    NoBackup,
    /// The newest backup is old.
    BackupOld {
        /// Its age.
        days: u64,
    },
    /// The passphrase costs a guesser too little. Set it again with a higher cost.
    CostLow,
}

/// The state of a vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What is worth a word; empty if all is well.
    pub findings: Vec<Finding>,
    /// Operations in the log.
    pub operations: u64,
    /// Conversations.
    pub conversations: u64,
    /// Schema version of the store.
    pub schema: u32,
    /// What a guess at the passphrase costs.
    pub cost: Cost,
    /// When the newest backup was written, unix seconds.
    pub backup_at: Option<u64>,
}

impl Report {
    /// Whether what is stored is whole. An old backup is worth a word, but no damage.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.findings.iter().any(|finding| {
            matches!(
                finding,
                Finding::PagesDamaged { .. }
                    | Finding::StructureDamaged
                    | Finding::LogDamaged
                    | Finding::ViewsDiffer { .. }
            )
        })
    }
}

impl Vault {
    /// Reads everything, page by page and operation by operation. Damage is a finding, not an
    /// error, except where the store cannot be read at all.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn check(&self, now: u64) -> Result<Report, VaultError> {
        let conn = self.conn();
        let mut findings = Vec::new();
        let pages = database::damaged_pages(conn)?;
        if pages > 0 {
            findings.push(Finding::PagesDamaged { pages });
        }
        if !database::structure_is_whole(conn)? {
            findings.push(Finding::StructureDamaged);
        }
        match self.differing_views() {
            Ok(0) => {}
            Ok(views) => findings.push(Finding::ViewsDiffer { views }),
            Err(VaultError::Damaged { .. }) => findings.push(Finding::LogDamaged),
            Err(error) => return Err(error),
        }
        let backup_at = self.reader().backup_at()?;
        match backup_at.map(|at| now.saturating_sub(at) / DAY_SECS) {
            None => findings.push(Finding::NoBackup),
            Some(days) if days > OLD_BACKUP_DAYS => findings.push(Finding::BackupOld { days }),
            Some(_) => {}
        }
        if self.cost().is_below_floor() {
            findings.push(Finding::CostLow);
        }
        Ok(Report {
            findings,
            operations: operations::count(conn)?,
            conversations: conversations::ids(conn)?.len() as u64,
            schema: database::schema(conn)?,
            cost: self.cost(),
            backup_at,
        })
    }

    /// How many views are missing, too many, or different from what the log says.
    fn differing_views(&self) -> Result<u32, VaultError> {
        let conn = self.conn();
        let logged = operations::conversations(conn)?;
        let stored = conversations::ids(conn)?;
        let without_log = stored.iter().filter(|id| logged.binary_search(id).is_err());
        let differs = |id: &ConversationId| -> Result<bool, VaultError> {
            match conversations::get(conn, *id) {
                Ok(view) => Ok(view != Some(reduced(conn, *id)?)),
                Err(VaultError::Damaged { .. }) => Ok(true),
                Err(error) => Err(error),
            }
        };
        let mut differing = u32::try_from(without_log.count()).unwrap_or(u32::MAX);
        for id in &logged {
            if differs(id)? {
                differing = differing.saturating_add(1);
            }
        }
        Ok(differing)
    }
}
