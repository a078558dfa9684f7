//! Parcels: good ones, and those that a decoder must refuse.

use envelope::{
    BODY_DATA_BYTES, Body, BodyType, ConvId, IntakeSecret, Kind, OrgId, SealTo, SorterSecret,
    codec, seal_inner, seal_outer,
};

use super::file::Vector;
use super::forge;
use super::keys::low_order_points;
use super::rng::TestRng;

pub(crate) fn vectors() -> Vec<Vector> {
    let mut vectors = good();
    vectors.extend(hostile_bodies());
    vectors.extend(hostile_outers());
    vectors.extend(hostile_seals());
    vectors
}

/// The plaintext of an inner layer, put together field by field.
fn body_bytes(body: &Body) -> Vec<u8> {
    let len = u16::try_from(body.data.len()).expect("short data");
    let mut bytes = [
        [1, body.kind as u8].as_slice(),
        &body.conv_id.0,
        &body.c_day,
        &body.msg_id,
        &[body.part, body.parts],
        &body.day.to_le_bytes(),
        &body.keylist_head,
        &[body.codec, body.flags],
        &len.to_le_bytes(),
        &body.data,
    ]
    .concat();
    bytes.resize(1808, 0);
    bytes
}

/// Everybody who takes part.
struct Scene {
    rng: TestRng,
    org: OrgId,
    sorter: SorterSecret,
    intake: IntakeSecret,
}

impl Scene {
    fn new(name: &str) -> Self {
        let mut rng = TestRng::named(name);
        Self {
            org: OrgId(rng.array()),
            sorter: SorterSecret::from_seed(2_975, rng.array()),
            intake: IntakeSecret::from_seed(3, 20_827, rng.array()),
            rng,
        }
    }

    fn message(&mut self, data: Vec<u8>) -> Body {
        Body {
            kind: BodyType::Message,
            conv_id: ConvId(self.rng.array()),
            c_day: self.rng.array(),
            msg_id: self.rng.array(),
            part: 0,
            parts: 1,
            day: 20_827,
            keylist_head: self.rng.array(),
            codec: 1,
            flags: 0,
            data,
        }
    }

    fn inner_info(&self) -> Vec<u8> {
        [
            b"shanasheel/1 inner".as_slice(),
            &self.org.0,
            &self.intake.desk_slot().to_le_bytes(),
            &self.intake.day().to_le_bytes(),
        ]
        .concat()
    }

    fn outer_info(&self) -> Vec<u8> {
        [b"shanasheel/1 outer".as_slice(), &self.org.0].concat()
    }

    /// Who opens the inner layer.
    fn intake_fields(&self, vector: Vector) -> Vector {
        vector
            .bytes("org_id", &self.org.0)
            .bytes("intake_seed", self.intake.seed())
            .number("desk_slot", self.intake.desk_slot())
            .number("intake_day", self.intake.day())
    }

    /// Who opens the outer layer.
    fn sorter_fields(&self, vector: Vector) -> Vector {
        vector
            .bytes("org_id", &self.org.0)
            .bytes("sorter_seed", self.sorter.seed())
            .number("epoch", self.sorter.epoch())
    }

    fn forge_inner(&mut self, body: &[u8]) -> Vec<u8> {
        let public = self.intake.public().to_bytes();
        forge::seal(&public, &self.inner_info(), body, &self.rng.array())
    }

    fn forge_outer(&mut self, outer: &[u8]) -> Vec<u8> {
        let public = self.sorter.public().to_bytes();
        forge::seal(&public, &self.outer_info(), outer, &self.rng.array())
    }

    /// An outer plaintext around random bytes: the sorter does not look inside.
    fn outer(&mut self, kind: Kind) -> Vec<u8> {
        let mut outer = vec![1, kind as u8];
        outer.extend(self.intake.desk_slot().to_le_bytes());
        outer.extend(self.intake.day().to_le_bytes());
        outer.extend(self.rng.array::<8>());
        outer.extend(self.rng.array::<2944>());
        outer
    }
}

fn good() -> Vec<Vector> {
    let mut scene = Scene::new("parcel/cover");
    let cover = Body::cover(&mut scene.rng);
    let mut vectors = vec![good_one(
        "parcel/cover",
        "Cover.",
        Kind::Cover,
        scene,
        cover,
    )];

    let mut scene = Scene::new("parcel/message");
    let message = scene.message(codec::encode("سڵاو، من پێویستم بە یارمەتییە."));
    vectors.push(good_one(
        "parcel/message",
        "A short message in Sorani.",
        Kind::Intake,
        scene,
        message,
    ));

    let mut scene = Scene::new("parcel/full");
    let mut full = scene.message(vec![b'x'; BODY_DATA_BYTES]);
    full.kind = BodyType::FirstMessage;
    (full.part, full.parts, full.flags) = (63, 64, 0xff);
    vectors.push(good_one(
        "parcel/full",
        "No byte of padding, the last of 64 parts.",
        Kind::Intake,
        scene,
        full,
    ));

    let mut scene = Scene::new("parcel/canary");
    let mut canary = scene.message(Vec::new());
    canary.kind = BodyType::Cover;
    vectors.push(good_one(
        "parcel/canary",
        "A canary without data.",
        Kind::Canary,
        scene,
        canary,
    ));
    vectors
}

fn good_one(path: &str, about: &str, kind: Kind, mut scene: Scene, body: Body) -> Vector {
    scene.rng.taken();
    let (sorter, intake) = (scene.sorter.public(), scene.intake.public());
    let to = SealTo {
        org: scene.org,
        sorter: &sorter,
        intake: &intake,
    };
    let inner = seal_inner(&to, &body, &mut scene.rng).expect("a good body");
    let inner_randomness = scene.rng.taken();
    let parcel = seal_outer(&to, kind, &inner, &mut scene.rng);
    let outer_randomness = scene.rng.taken();
    let plain = body_bytes(&body);
    assert_opens_elsewhere(&scene, parcel.as_slice(), inner.as_slice(), &plain);
    let vector = scene.sorter_fields(Vector::new(path, about));
    vector
        .bytes("intake_seed", scene.intake.seed())
        .number("desk_slot", intake.desk_slot)
        .number("intake_day", intake.day)
        .number("kind", kind as u8)
        .number("type", body.kind as u8)
        .bytes("conv_id", &body.conv_id.0)
        .bytes("c_day", &body.c_day)
        .bytes("msg_id", &body.msg_id)
        .number("part", body.part)
        .number("parts", body.parts)
        .number("day", body.day)
        .bytes("keylist_head", &body.keylist_head)
        .number("codec", body.codec)
        .number("flags", body.flags)
        .bytes("data", &body.data)
        .bytes("body", &plain)
        .bytes("inner_randomness", &inner_randomness)
        .bytes("outer_randomness", &outer_randomness)
        .bytes("parcel", &*parcel)
}

/// The second implementation opens what the first one sealed, to the byte.
fn assert_opens_elsewhere(scene: &Scene, parcel: &[u8], inner: &[u8], body: &[u8]) {
    let outer = forge::open(scene.sorter.seed(), &scene.outer_info(), parcel);
    assert_eq!(&outer.expect("the outer layer opens")[16..], inner);
    let opened = forge::open(scene.intake.seed(), &scene.inner_info(), inner);
    assert_eq!(opened.expect("the inner layer opens"), body);
}

/// Name, sentence, and what is done to the plaintext of a good body.
type Change = (&'static str, &'static str, fn(&mut [u8]));

fn hostile_bodies() -> Vec<Vector> {
    let changes: [Change; 9] = [
        ("nonzero-padding", "A byte after len.", |b| b[1807] = 1),
        ("padding-after-text", "A byte right after len.", |b| {
            b[76 + 5] = b'!'
        }),
        ("len-over-data", "A len of 1,733.", |b| {
            b[74..76].copy_from_slice(&1733u16.to_le_bytes());
        }),
        ("len-65535", "A len of 65,535.", |b| b[74..76].fill(0xff)),
        ("no-parts", "Part 0 of 0.", |b| b[59] = 0),
        ("too-many-parts", "65 parts.", |b| b[59] = 65),
        ("part-not-below-parts", "Part 1 of 1.", |b| b[58] = 1),
        ("unknown-type", "A type of 8.", |b| b[1] = 8),
        ("unknown-body-version", "A body of version 2.", |b| b[0] = 2),
    ];
    changes
        .into_iter()
        .map(|(name, about, change)| {
            let path = format!("parcel/hostile-{name}");
            let mut scene = Scene::new(&path);
            let mut body = body_bytes(&scene.message(b"hello".to_vec()));
            change(&mut body);
            let inner = scene.forge_inner(&body);
            scene
                .intake_fields(Vector::new(&path, about))
                .bytes("inner", &inner)
        })
        .collect()
}

fn hostile_outers() -> Vec<Vector> {
    let changes: [Change; 2] = [
        (
            "unknown-outer-version",
            "An outer layer of version 0.",
            |o| o[0] = 0,
        ),
        ("unknown-kind", "A kind of 4.", |o| o[1] = 4),
    ];
    changes
        .into_iter()
        .map(|(name, about, change)| {
            let path = format!("parcel/hostile-{name}");
            let mut scene = Scene::new(&path);
            let mut outer = scene.outer(Kind::Intake);
            change(&mut outer);
            let parcel = scene.forge_outer(&outer);
            scene
                .sorter_fields(Vector::new(&path, about))
                .bytes("parcel", &parcel)
        })
        .collect()
}

fn hostile_seals() -> Vec<Vector> {
    vec![
        outer("flipped-bit", "One bit of the ciphertext is wrong.", |s| {
            let mut parcel = honest_parcel(s);
            parcel[2000] ^= 0x10;
            parcel
        }),
        outer(
            "flipped-key-bit",
            "The unused bit of the X25519 point is set: X25519 ignores it, X-Wing hashes it.",
            |s| {
                let mut parcel = honest_parcel(s);
                parcel[1119] ^= 0x80;
                parcel
            },
        ),
        outer("wrong-organisation", "Sealed for another org_id.", |s| {
            let parcel = honest_parcel(s);
            s.org.0[31] ^= 1;
            parcel
        }),
        inner("wrong-day", "Sealed for the day before.", |s| {
            let inner = honest_inner(s);
            s.intake = IntakeSecret::from_seed(3, s.intake.day() + 1, *s.intake.seed());
            inner
        }),
        inner("wrong-desk-slot", "Sealed for another desk slot.", |s| {
            let inner = honest_inner(s);
            s.intake = IntakeSecret::from_seed(4, s.intake.day(), *s.intake.seed());
            inner
        }),
        outer(
            "low-order-x25519",
            "Sealed with an X25519 point of low order (p, unreduced), else correct: who does not \
             look at the point opens it.",
            |s| {
                let plain = s.outer(Kind::Intake);
                low_order(*s.sorter.seed(), &s.outer_info(), &plain, &mut s.rng)
            },
        ),
        inner(
            "low-order-x25519-inner",
            "The same in the inner layer.",
            |s| {
                let body = body_bytes(&s.message(b"hello".to_vec()));
                low_order(*s.intake.seed(), &s.inner_info(), &body, &mut s.rng)
            },
        ),
    ]
}

fn outer(name: &str, about: &str, make: fn(&mut Scene) -> Vec<u8>) -> Vector {
    let path = format!("parcel/hostile-{name}");
    let mut scene = Scene::new(&path);
    let parcel = make(&mut scene);
    let vector = scene.sorter_fields(Vector::new(&path, about));
    vector.bytes("parcel", &parcel)
}

fn inner(name: &str, about: &str, make: fn(&mut Scene) -> Vec<u8>) -> Vector {
    let path = format!("parcel/hostile-{name}");
    let mut scene = Scene::new(&path);
    let inner = make(&mut scene);
    let vector = scene.intake_fields(Vector::new(&path, about));
    vector.bytes("inner", &inner)
}

fn honest_parcel(scene: &mut Scene) -> Vec<u8> {
    let plain = scene.outer(Kind::Intake);
    scene.forge_outer(&plain)
}

fn honest_inner(scene: &mut Scene) -> Vec<u8> {
    let body = body_bytes(&scene.message(b"hello".to_vec()));
    scene.forge_inner(&body)
}

/// Opens for everybody who accepts every point: checked here, so that the refusal proves something.
fn low_order(seed: [u8; 32], info: &[u8], plain: &[u8], rng: &mut TestRng) -> Vec<u8> {
    let layer = forge::seal_with_point(&seed, info, plain, &rng.array(), &low_order_points()[5]);
    let opened = forge::open(&seed, info, &layer);
    assert_eq!(opened.expect("a careless reader opens it"), plain);
    layer
}
