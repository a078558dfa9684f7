//! A vault in a temporary folder, randomness that repeats, and short ways to write operations.

use std::{convert::Infallible, path::PathBuf};

use desk_casework::{
    Change, ConversationId, MessageId, NoteId, PartKind, PlannedBlock, ReceivedPart, ReplyId,
};
use desk_vault::{Appended, Cost, Passphrase, Vault, VaultError};
use rand_core::{TryCryptoRng, TryRng};
use tempfile::TempDir;

pub(crate) const DAY: u32 = 20_780;
pub(crate) const NOW: u64 = DAY as u64 * 86_400 + 36_000;
/// A passphrase as it is typed on an Arabic keyboard.
pub(crate) const TYPED: &str = "نافذة خشب قديمة فوق النهر ٧";

/// Randomness from a number, the same in every run.
pub(crate) struct Seeded(blake3::OutputReader);

impl Seeded {
    pub(crate) fn new(seed: u64) -> Self {
        Self(
            blake3::Hasher::new()
                .update(&seed.to_le_bytes())
                .finalize_xof(),
        )
    }
}

impl TryRng for Seeded {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Seeded {}

pub(crate) struct Bench {
    pub(crate) rng: Seeded,
    root: TempDir,
}

impl Bench {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            rng: Seeded::new(seed),
            root: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.path("desk")
    }

    pub(crate) fn create(&mut self) -> Vault {
        let dir = self.dir();
        Vault::create(&dir, &passphrase(), Cost::for_tests(), &mut self.rng).unwrap()
    }

    pub(crate) fn open(&self) -> Result<Vault, VaultError> {
        Vault::open(&self.dir(), &passphrase())
    }

    pub(crate) fn act(&mut self, vault: &mut Vault, of: u8, change: Change) -> Appended {
        let rng = &mut self.rng;
        vault
            .write(|tx| tx.act(NOW, rng, conversation(of), change))
            .unwrap()
    }

    /// Three conversations in which a little has happened.
    pub(crate) fn furnish(&mut self, vault: &mut Vault) {
        for of in 0..3 {
            self.act(vault, of, message(of, 0, 2, "first sheet "));
            self.act(vault, of, message(of, 1, 2, "second sheet"));
            self.act(vault, of, note(of, "call back on Sunday"));
        }
        self.act(vault, 1, reply(1, "we can help", 2));
        self.act(vault, 2, Change::Closed);
    }
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new(TYPED).unwrap()
}

pub(crate) fn conversation(of: u8) -> ConversationId {
    ConversationId([of; 16])
}

pub(crate) fn message(id: u8, part: u8, parts: u8, text: &str) -> Change {
    Change::PartReceived(ReceivedPart {
        message: MessageId([id; 8]),
        kind: PartKind::Message,
        part,
        parts,
        day_written: DAY,
        text: text.into(),
        other: None,
        keylist_known: true,
    })
}

pub(crate) fn note(id: u8, text: &str) -> Change {
    Change::NoteAdded {
        note: NoteId([id; 16]),
        text: text.into(),
    }
}

pub(crate) fn reply(id: u8, text: &str, blocks: u8) -> Change {
    Change::ReplyQueued {
        reply: ReplyId([id; 16]),
        text: text.into(),
        plan: (0..blocks)
            .map(|part| PlannedBlock {
                part,
                day: DAY + u32::from(part / 4),
                j: part % 4,
            })
            .collect(),
        automatic_for: None,
    }
}

/// Everything that a vault holds about conversations, for comparing.
pub(crate) fn everything(vault: &Vault) -> Result<String, VaultError> {
    let reader = vault.reader();
    let mut all = String::new();
    for (seq, record) in reader.operations_after(0, u32::MAX)? {
        all += &format!("{seq} {record:?}\n");
    }
    for row in reader.inbox(desk_vault::InboxFilter::All, u32::MAX, 0)? {
        all += &format!("{row:?}\n{:?}\n", reader.conversation(row.id)?);
    }
    Ok(all)
}

/// The folder that the parent names; `None` if nobody is there who would.
pub(crate) fn told_dir() -> Option<String> {
    let mut dir = String::new();
    std::io::stdin().read_line(&mut dir).unwrap();
    let dir = dir.trim_end();
    (!dir.is_empty()).then(|| dir.to_owned())
}
