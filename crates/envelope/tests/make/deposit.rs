//! Deposits: replies on their way to the outbox.

use envelope::{Deposit, DeskSigningKey, OrgId, SorterSecret, filler, open_outer, seal_deposit};

use super::file::Vector;
use super::rng::TestRng;

const SIGNED_BYTES: usize = 2072;

struct Scene {
    rng: TestRng,
    org: OrgId,
    sorter: SorterSecret,
    desk: DeskSigningKey,
}

pub(crate) fn vectors() -> Vec<Vector> {
    let mut vectors = vec![
        good(
            "deposit/one-block",
            "One block, the second place zeros.",
            1,
            0,
        ),
        good("deposit/two-blocks", "Two blocks, urgent.", 2, 255),
    ];
    vectors.extend(hostile());
    vectors
}

impl Scene {
    fn new(name: &str) -> Self {
        let mut rng = TestRng::named(name);
        Self {
            org: OrgId(rng.array()),
            sorter: SorterSecret::from_seed(2_975, rng.array()),
            desk: DeskSigningKey::from_seed(rng.array()),
            rng,
        }
    }

    fn deposit(&mut self, count: usize, priority: u8) -> Deposit {
        let blocks = (0..count)
            .map(|_| {
                let (tag, block) = filler(&mut self.rng);
                (tag, Box::new(block))
            })
            .collect();
        Deposit { priority, blocks }
    }

    /// The inner of an honest deposit.
    fn inner(&mut self, deposit: &Deposit) -> Vec<u8> {
        let parcel = seal_deposit(
            &self.org,
            &self.sorter.public(),
            deposit,
            &self.desk,
            &mut self.rng,
        );
        let opened = open_outer(&self.org, &[&self.sorter], &parcel).expect("an honest parcel");
        opened.inner.to_vec()
    }

    /// Signs again what was changed.
    fn sign(&self, inner: &mut [u8]) {
        let message = [self.org.0.as_slice(), &inner[..SIGNED_BYTES]].concat();
        let signature = self.desk.sign("shanasheel/1 deposit", &message);
        inner[SIGNED_BYTES..SIGNED_BYTES + 64].copy_from_slice(&signature);
    }
}

fn good(path: &str, about: &str, count: usize, priority: u8) -> Vector {
    let mut scene = Scene::new(path);
    let deposit = scene.deposit(count, priority);
    scene.rng.taken();
    let parcel = seal_deposit(
        &scene.org,
        &scene.sorter.public(),
        &deposit,
        &scene.desk,
        &mut scene.rng,
    );
    let mut vector = Vector::new(path, about)
        .bytes("org_id", &scene.org.0)
        .bytes("sorter_seed", scene.sorter.seed())
        .number("epoch", scene.sorter.epoch())
        .bytes("desk_seed", scene.desk.seed())
        .bytes("desk_public", &scene.desk.public())
        .number("priority", priority)
        .number("count", count as u64);
    for (index, (tag, block)) in deposit.blocks.iter().enumerate() {
        vector = vector
            .bytes(&format!("tag{index}"), tag)
            .bytes(&format!("block{index}"), &**block);
    }
    vector
        .bytes("outer_randomness", &scene.rng.taken())
        .bytes("parcel", &*parcel)
}

/// Name, sentence, and what is done to the inner of a good deposit.
type Change = (&'static str, &'static str, fn(&mut Scene, &mut Vec<u8>));

fn hostile() -> Vec<Vector> {
    let changes: [Change; 8] = [
        ("no-blocks", "A count of 0, signed.", |s, inner| {
            inner[0] = 0;
            inner[8..SIGNED_BYTES].fill(0);
            s.sign(inner);
        }),
        ("three-blocks", "A count of 3, signed.", |s, inner| {
            inner[0] = 3;
            s.sign(inner);
        }),
        (
            "nonzero-reserved",
            "A reserved byte, signed.",
            |s, inner| {
                inner[7] = 1;
                s.sign(inner);
            },
        ),
        (
            "nonzero-unused-block",
            "A byte in the place of the second of one block, signed.",
            |s, inner| {
                inner[8 + 1032] = 1;
                s.sign(inner);
            },
        ),
        (
            "nonzero-padding",
            "A byte after the signature.",
            |_, inner| {
                inner[2943] = 1;
            },
        ),
        (
            "flipped-bit",
            "A bit of a block is not what was signed.",
            |_, inner| {
                inner[100] ^= 1;
            },
        ),
        (
            "wrong-organisation",
            "Signed for another org_id.",
            |s, _| {
                s.org.0[0] ^= 1;
            },
        ),
        (
            "unknown-desk",
            "Signed by a key that is not a desk's.",
            |s, inner| {
                let desk = s.desk.clone();
                s.desk = DeskSigningKey::from_seed(s.rng.array());
                s.sign(inner);
                s.desk = desk;
            },
        ),
    ];
    changes.into_iter().map(hostile_one).collect()
}

fn hostile_one((name, about, change): Change) -> Vector {
    let path = format!("deposit/hostile-{name}");
    let mut scene = Scene::new(&path);
    let deposit = scene.deposit(1, 1);
    let mut inner = scene.inner(&deposit);
    change(&mut scene, &mut inner);
    Vector::new(&path, about)
        .bytes("org_id", &scene.org.0)
        .bytes("desk_public", &scene.desk.public())
        .bytes("inner", &inner)
}
