//! The engine: a person, a relay in memory, a desk with a real vault, and a clock that the tests
//! move.

mod crash;
mod faults;
mod hostile;
mod memory_relay;
mod real_relay;
mod round_trip;
mod time;

use std::path::PathBuf;

use desk_casework::{Conversation, ConversationId};
use desk_vault::{Cost, InboxFilter, Passphrase, Vault};
use desk_web::engine::{Desk, Relay, TickReport, certify_again, found, make_root};
use drop_client::{Client, Form, Reply};
use drop_sorter::keyplan::Founding;
use drop_wire::{Parameters, path};
use envelope::HybridKey;
use language::Tag;
use tempfile::TempDir;

use crate::seeded::Seeded;
use memory_relay::MemoryRelay;

pub(crate) const DAY: u64 = 86_400;
pub(crate) const HOUR: u64 = 3_600;
/// Nine in the morning of a working day.
pub(crate) const START: u64 = 20_780 * DAY + 9 * HOUR;

/// Production values but for the size of a batch: most of the time of a test goes into fillers.
pub(crate) fn parameters() -> Parameters {
    Parameters {
        batch: 2,
        ..Parameters::standard()
    }
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new("a kettle on the roof").unwrap()
}

/// An organisation with one desk, and a relay.
pub(crate) struct World {
    dir: TempDir,
    pub(crate) root: HybridKey,
    pub(crate) desk: Option<Desk>,
    pub(crate) relay: MemoryRelay,
    pub(crate) now: u64,
    pub(crate) rng: Seeded,
}

impl World {
    pub(crate) fn found() -> Self {
        Self::with(parameters())
    }

    pub(crate) fn with(parameters: Parameters) -> Self {
        let dir = TempDir::new().unwrap();
        let mut rng = Seeded::new(31);
        let (cost, passphrase) = (Cost::for_tests(), passphrase());
        let root = make_root(&dir.path().join("root"), &passphrase, cost, &mut rng).unwrap();
        let vault = Vault::create(&dir.path().join("desk"), &passphrase, cost, &mut rng).unwrap();
        let founding = Founding {
            parameters,
            relays: Vec::new(),
            desk_slots: 1,
        };
        let desk = found(vault, &root, &founding, START, &mut rng).unwrap();
        let relay = MemoryRelay::new(&desk.relay_values());
        Self {
            dir,
            root,
            desk: Some(desk),
            relay,
            now: START,
            rng,
        }
    }

    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn desk(&mut self) -> &mut Desk {
        self.desk.as_mut().unwrap()
    }

    /// A round at the present moment; the relay may fail, the vault may not.
    pub(crate) fn round(&mut self) -> TickReport {
        self.relay.now = self.now;
        let desk = self.desk.as_mut().unwrap();
        let report = desk.tick(self.now, &mut self.rng, &mut self.relay).unwrap();
        if report.root_needed.is_some() {
            certify_again(desk, &self.root, self.now).unwrap();
        }
        report
    }

    /// Lets time pass with a round every five minutes.
    pub(crate) fn pass(&mut self, secs: u64) -> Vec<TickReport> {
        let end = self.now + secs;
        let mut reports = Vec::new();
        while self.now < end {
            self.now += 300;
            reports.push(self.round());
        }
        reports
    }

    /// The desk's process dies; it starts again with what is on the disk.
    pub(crate) fn crash(&mut self) {
        self.desk = None;
        let vault = Vault::open(&self.folder("desk"), &passphrase()).unwrap();
        self.desk = Some(Desk::open(vault, self.now).unwrap());
    }

    pub(crate) fn conversations(&mut self) -> Vec<Conversation> {
        let reader = self.desk().reader();
        let rows = reader.inbox(InboxFilter::All, 1_000, 0).unwrap();
        rows.iter()
            .map(|row| reader.conversation(row.id).unwrap().unwrap())
            .collect()
    }

    pub(crate) fn only_conversation(&mut self) -> Conversation {
        let mut all = self.conversations();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    pub(crate) fn reply(&mut self, to: ConversationId, text: &str) -> desk_web::engine::Sent {
        let now = self.now;
        let desk = self.desk.as_mut().unwrap();
        desk.reply(to, text, 0, now, &mut self.rng).unwrap()
    }

    /// A page that somebody opens.
    pub(crate) fn page(&mut self) -> Page {
        let org = self.desk().org();
        Page {
            client: Client::new(org, Tag::Ckb, None),
            clock_ms: 0,
        }
    }
}

/// A page of the window with its client, driven by hand.
pub(crate) struct Page {
    client: Client,
    clock_ms: u64,
}

impl Page {
    /// One tick of the page's clock, a minute after the one before.
    pub(crate) fn tick(&mut self, world: &mut World) {
        let Self { client, clock_ms } = self;
        *clock_ms += 60_000;
        let due = client.due(*clock_ms);
        if due.key_list
            && let Ok(bytes) = world.relay.get(path::KEYS)
        {
            client
                .on_key_list(&bytes, *clock_ms, &mut world.rng)
                .unwrap();
        }
        if due.index
            && let Ok(bytes) = world.relay.get(path::INDEX)
        {
            // Not ready as long as there is no key list to check it with.
            let _taken = client.on_index(&bytes, *clock_ms);
        }
        let Some(tick) = client.tick(&mut world.rng) else {
            return;
        };
        let body = tick.body();
        let sent = world.relay.submit(body.as_array().unwrap());
        client.delivered(sent.is_ok(), &mut world.rng);
        if let Some(slot) = tick.fetch_slot {
            let edition = world.relay.get(&path::edition(slot));
            let _taken = client.on_edition(edition.ok().as_deref());
        }
    }

    /// Makes words, proves that she keeps them, and gives them.
    pub(crate) fn make_words(&mut self, world: &mut World) -> String {
        while !self.client.status().ready {
            self.tick(world);
        }
        self.client.make(&mut world.rng);
        let words = self.client.show(Form::Numbers).unwrap().to_string();
        let [first, second] = self.client.ask(Form::Numbers, &mut world.rng).unwrap();
        let line = |at: usize| words.lines().nth(at).unwrap();
        self.client.answer(line(first), line(second)).unwrap();
        words
    }

    /// Writes, and stays until all sheets have left.
    pub(crate) fn write(&mut self, text: &str, world: &mut World) {
        self.client.compose(text, &mut world.rng).unwrap();
        for _ in 0..20 {
            self.tick(world);
        }
        let status = self.client.status();
        assert_eq!(status.left, status.sheets, "not all sheets have left");
    }

    /// Types words and stays until everything that is there was fetched.
    pub(crate) fn read(&mut self, words: &str, world: &mut World) -> Vec<Reply> {
        self.tick(world);
        self.client.enter(words, &mut world.rng).unwrap();
        self.tick(world);
        for _ in 0..200 {
            if self.client.status().awaited == 0 {
                break;
            }
            self.tick(world);
        }
        self.client.replies()
    }
}

/// The texts that a member wrote, as they are read.
pub(crate) fn texts(replies: &[Reply]) -> Vec<String> {
    replies
        .iter()
        .filter(|reply| !reply.automatic)
        .map(|reply| reply.text.clone())
        .collect()
}
