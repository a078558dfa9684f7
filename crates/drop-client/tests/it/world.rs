//! An organisation in memory: root, issuer, key lists, sorter, intake, outbox; and a seeded random generator.

use std::{collections::BTreeMap, convert::Infallible};

use drop_client::{Client, Tick};
use drop_wire::{Edition, Index, KeyList, Parameters, index::NO_TAG, label, time};
use envelope::{
    Body, BodyType, ConvId, DayChain, Ed25519Key, HybridKey, IntakeSecret, Kind, OrgId, Parcel,
    ReplyPart, SorterSecret, codec, filler, open_inner, open_outer,
};
use language::Tag;
use rand_core::{CryptoRng, TryCryptoRng, TryRng};

/// 2026-11-23.
pub(crate) const DAY: u32 = 20_780;
pub(crate) const NOON: u64 = DAY as u64 * 86_400 + 43_200;

/// Seeded, so that a failing test fails again.
pub(crate) struct Dice(blake3::OutputReader);

pub(crate) fn dice(seed: &str) -> Dice {
    Dice(blake3::Hasher::new().update(seed.as_bytes()).finalize_xof())
}

impl TryRng for Dice {
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

impl TryCryptoRng for Dice {}

pub(crate) struct World {
    pub(crate) root: HybridKey,
    pub(crate) issuer: HybridKey,
    pub(crate) outbox: Ed25519Key,
    pub(crate) sorter: SorterSecret,
    pub(crate) intake: Vec<IntakeSecret>,
    pub(crate) parameters: Parameters,
    pub(crate) newest_slot: u64,
    pub(crate) editions: BTreeMap<u64, Vec<u8>>,
    tags: BTreeMap<u64, Vec<[u8; 8]>>,
    dice: Dice,
}

impl World {
    /// An organisation at noon of [`DAY`], with an edition in every slot of the window.
    pub(crate) fn new() -> Self {
        let mut dice = dice("world");
        let parameters = Parameters {
            window_slots: 48,
            ..Parameters::standard()
        };
        let mut world = Self {
            root: HybridKey::random(&mut dice),
            issuer: HybridKey::random(&mut dice),
            outbox: Ed25519Key::random(&mut dice),
            sorter: SorterSecret::random(time::epoch(DAY), &mut dice),
            intake: [DAY, DAY - 1]
                .map(|day| IntakeSecret::random(0, day, &mut dice))
                .into(),
            parameters,
            newest_slot: time::slot(NOON, parameters.slot_secs),
            editions: BTreeMap::new(),
            tags: BTreeMap::new(),
            dice,
        };
        for slot in world.newest_slot - 47..=world.newest_slot {
            world.publish(slot, &[]);
        }
        world
    }

    pub(crate) fn org(&self) -> OrgId {
        OrgId::of_root(&self.root.public())
    }

    /// Version 1, before anybody changed or signed it.
    pub(crate) fn plain_list(&self) -> KeyList {
        KeyList {
            version: 1,
            issued_at: NOON - 86_400,
            valid_until_day: DAY + 14,
            org_id: self.org().0,
            previous: [0; 32],
            root_public: self.root.public().0,
            issuer_public: self.issuer.public().0,
            issuer_from_day: DAY - 10,
            issuer_until_day: DAY + 50,
            root_signature: [0; 3373],
            outbox_public: self.outbox.public(),
            parameters: self.parameters,
            sorter_keys: vec![(self.sorter.epoch(), self.sorter.public().to_bytes())],
            intake_keys: self
                .intake
                .iter()
                .map(|key| (key.desk_slot(), key.day(), key.public().to_bytes()))
                .collect(),
            relays: Vec::new(),
            signature: [0; 3373],
        }
    }

    /// A list as the organisation would sign it.
    pub(crate) fn sign(&self, mut list: KeyList) -> Vec<u8> {
        list.root_signature = self
            .root
            .sign(label::ISSUER, &list.issuer_certificate_bytes());
        list.signature = self.issuer.sign(label::KEYLIST, &list.signed_bytes());
        list.encode()
    }

    pub(crate) fn key_list(&self) -> Vec<u8> {
        self.sign(self.plain_list())
    }

    /// An edition with these blocks among fillers.
    pub(crate) fn publish(&mut self, slot: u64, blocks: &[([u8; 8], [u8; 1024])]) {
        let mut all = blocks.to_vec();
        while all.len() < usize::from(self.parameters.blocks) {
            all.push(filler(&mut self.dice));
        }
        let boxes: Vec<_> = all.iter().map(|(_, block)| Box::new(*block)).collect();
        let edition = Edition {
            slot,
            signature: self
                .outbox
                .sign(label::EDITION, &Edition::signed_bytes(slot, &boxes)),
            blocks: boxes,
        };
        self.editions.insert(slot, edition.encode());
        self.tags
            .insert(slot, all.iter().map(|(tag, _)| *tag).collect());
        self.newest_slot = self.newest_slot.max(slot);
    }

    pub(crate) fn index(&self) -> Vec<u8> {
        let blocks = self.parameters.blocks;
        let first = self.newest_slot + 1 - u64::from(self.parameters.window_slots);
        let tags = (first..=self.newest_slot)
            .flat_map(|slot| {
                let mut tags = self.tags.get(&slot).cloned().unwrap_or_default();
                tags.resize(usize::from(blocks), NO_TAG);
                tags
            })
            .collect();
        let mut index = Index {
            newest_slot: self.newest_slot,
            blocks,
            tags,
            signature: [0; 64],
        };
        index.signature = self.outbox.sign(label::INDEX, &index.signed_bytes());
        index.encode()
    }

    /// What a desk makes of a reply: parts, sealed for the day of the slot in which they will stand.
    pub(crate) fn reply(
        &mut self,
        chain: &DayChain,
        slot: u64,
        first_tag: u8,
        parts: &[(u8, u8, &str)],
    ) -> Vec<([u8; 8], [u8; 1024])> {
        let day = time::day_of_slot(slot, self.parameters.slot_secs);
        let keys = chain.advance(day).unwrap().reply_keys();
        (first_tag..)
            .zip(parts)
            .map(|(j, (part, parts, text))| {
                let part = ReplyPart {
                    flags: 0,
                    part: *part,
                    parts: *parts,
                    codec: 1,
                    text: codec::encode(text),
                };
                (keys.tag(j), keys.seal(&part, &mut self.dice).unwrap())
            })
            .collect()
    }

    /// A client that has the key list and the index.
    pub(crate) fn ready_client(&self, rng: &mut impl CryptoRng) -> Client {
        let mut client = Client::new(self.org(), Tag::En, None);
        client.on_key_list(&self.key_list(), 0, rng).unwrap();
        client.on_index(&self.index(), 0).unwrap();
        client
    }

    /// What the sorter and the desk see in a parcel.
    pub(crate) fn open(&self, parcel: &Parcel) -> (Kind, Body) {
        let opened = open_outer(&self.org(), &[&self.sorter], parcel).expect("ours");
        let key = self
            .intake
            .iter()
            .find(|key| key.day() == opened.day && key.desk_slot() == opened.desk_slot)
            .expect("a live intake key");
        let body = open_inner(&self.org(), key, &opened.inner).expect("ours");
        (opened.kind, body)
    }

    /// One whole tick with a relay that takes everything.
    pub(crate) fn tick(&self, client: &mut Client, rng: &mut impl CryptoRng) -> Tick {
        let tick = client.tick(rng).expect("there is a key list");
        client.delivered(true, rng);
        if let Some(slot) = tick.fetch_slot {
            client
                .on_edition(self.editions.get(&slot).map(Vec::as_slice))
                .unwrap();
        }
        tick
    }

    /// The bodies of real parcels among so many ticks.
    pub(crate) fn real_bodies(
        &self,
        client: &mut Client,
        ticks: usize,
        rng: &mut impl CryptoRng,
    ) -> Vec<Body> {
        (0..ticks)
            .map(|_| self.open(&self.tick(client, rng).parcel))
            .filter(|(kind, _)| *kind == Kind::Intake)
            .map(|(_, body)| body)
            .collect()
    }
}

/// Makes words and types two of them back.
pub(crate) fn prove(client: &mut Client, rng: &mut impl CryptoRng) -> String {
    use drop_client::Form::Numbers;
    client.make(rng);
    let shown = client.show(Numbers).unwrap().to_string();
    let lines: Vec<&str> = shown.lines().collect();
    let [one, two] = client.ask(Numbers, rng).unwrap();
    client.answer(lines[one], lines[two]).unwrap();
    shown
}

/// The chain that a desk keeps, from the body of a parcel.
pub(crate) fn chain_of(body: &Body) -> (ConvId, DayChain) {
    assert_ne!(body.kind, BodyType::Cover);
    (body.conv_id, DayChain::from_secret(body.day, body.c_day))
}
