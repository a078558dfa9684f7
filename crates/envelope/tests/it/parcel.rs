//! Parcels, deposits and the keys they are sealed to.

use envelope::{
    BODY_DATA_BYTES, Body, BodyType, ConvId, Deposit, DeskSigningKey, IntakePublic, IntakeSecret,
    Kind, OrgId, Parcel, SealTo, SorterPublic, SorterSecret, TooLong, filler, open_deposit,
    open_inner, open_outer, seal_deposit, seal_inner, seal_outer,
};
use proptest::prelude::*;

use crate::file::{self, VectorFile};
use crate::make::rng::TestRng;

const ORG: OrgId = OrgId([7; 32]);

/// Everybody who takes part.
struct Scene {
    rng: TestRng,
    sorter: SorterSecret,
    intake: IntakeSecret,
    sorter_public: SorterPublic,
    intake_public: IntakePublic,
}

impl Scene {
    fn new() -> Self {
        let mut rng = TestRng::named("scene");
        let sorter = SorterSecret::random(2_975, &mut rng);
        let intake = IntakeSecret::random(3, 20_827, &mut rng);
        Self {
            sorter_public: sorter.public(),
            intake_public: intake.public(),
            rng,
            sorter,
            intake,
        }
    }

    fn seal(&mut self, kind: Kind, body: &Body) -> Box<Parcel> {
        let to = SealTo {
            org: ORG,
            sorter: &self.sorter_public,
            intake: &self.intake_public,
        };
        let inner = seal_inner(&to, body, &mut self.rng).expect("a good body");
        seal_outer(&to, kind, &inner, &mut self.rng)
    }

    fn open(&self, parcel: &Parcel) -> Option<Body> {
        let opened = open_outer(&ORG, &[&self.sorter], parcel)?;
        open_inner(&ORG, &self.intake, &opened.inner)
    }
}

fn message(data: &[u8]) -> Body {
    Body {
        kind: BodyType::Message,
        conv_id: ConvId([1; 16]),
        c_day: [2; 32],
        msg_id: [3; 8],
        part: 0,
        parts: 1,
        day: 20_827,
        keylist_head: [4; 8],
        codec: 1,
        flags: 0,
        data: data.to_vec(),
    }
}

fn body_of(file: &VectorFile) -> Body {
    let kinds = [BodyType::Cover, BodyType::Message, BodyType::FirstMessage];
    Body {
        kind: kinds[file.number::<usize>("type")],
        conv_id: ConvId(file.array("conv_id")),
        c_day: file.array("c_day"),
        msg_id: file.array("msg_id"),
        part: file.number("part"),
        parts: file.number("parts"),
        day: file.number("day"),
        keylist_head: file.array("keylist_head"),
        codec: file.number("codec"),
        flags: file.number("flags"),
        data: file.bytes("data").to_vec(),
    }
}

fn intake_of(file: &VectorFile) -> IntakeSecret {
    let (slot, day) = (file.number("desk_slot"), file.number("intake_day"));
    IntakeSecret::from_seed(slot, day, file.array("intake_seed"))
}

fn sorter_of(file: &VectorFile) -> SorterSecret {
    SorterSecret::from_seed(file.number("epoch"), file.array("sorter_seed"))
}

#[test]
fn parcels_follow_their_vectors() {
    let (good, _) = file::read("parcel");
    for file in good {
        let (sorter, intake) = (sorter_of(&file), intake_of(&file));
        let (sorter_public, intake_public) = (sorter.public(), intake.public());
        let org = OrgId(file.array("org_id"));
        let to = SealTo {
            org,
            sorter: &sorter_public,
            intake: &intake_public,
        };
        let kinds = [Kind::Cover, Kind::Intake, Kind::Deposit, Kind::Canary];
        let kind = kinds[file.number::<usize>("kind")];
        let body = body_of(&file);
        let mut rng = TestRng::of(file.bytes("inner_randomness"));
        let inner = seal_inner(&to, &body, &mut rng).unwrap();
        let mut rng = TestRng::of(file.bytes("outer_randomness"));
        let parcel = seal_outer(&to, kind, &inner, &mut rng);
        assert_eq!(parcel.as_slice(), file.bytes("parcel"), "{}", file.path);

        let opened = open_outer(&org, &[&sorter], &parcel).unwrap();
        assert_eq!((opened.kind, opened.inner.clone()), (kind, inner));
        assert_eq!(
            (opened.desk_slot, opened.day),
            (intake.desk_slot(), intake.day())
        );
        assert_eq!(open_inner(&org, &intake, &opened.inner), Some(body));
    }
}

#[test]
fn hostile_parcels_are_refused() {
    let (_, hostile) = file::read("parcel");
    for file in hostile {
        let org = OrgId(file.array("org_id"));
        if file.has("parcel") {
            let parcel = file.array("parcel");
            let opened = open_outer(&org, &[&sorter_of(&file)], &parcel);
            assert_eq!(opened, None, "{}", file.path);
        } else {
            let opened = open_inner(&org, &intake_of(&file), &file.array("inner"));
            assert_eq!(opened, None, "{}", file.path);
        }
    }
}

#[test]
fn deposits_follow_their_vectors() {
    let (good, hostile) = file::read("deposit");
    for file in good {
        let org = OrgId(file.array("org_id"));
        let sorter = sorter_of(&file);
        let desk = DeskSigningKey::from_seed(file.array("desk_seed"));
        let blocks = (0..file.number::<usize>("count"))
            .map(|index| {
                let tag = file.array(&format!("tag{index}"));
                (tag, Box::new(file.array(&format!("block{index}"))))
            })
            .collect();
        let deposit = Deposit {
            priority: file.number("priority"),
            blocks,
        };
        let mut rng = TestRng::of(file.bytes("outer_randomness"));
        let parcel = seal_deposit(&org, &sorter.public(), &deposit, &desk, &mut rng);
        assert_eq!(parcel.as_slice(), file.bytes("parcel"), "{}", file.path);

        let opened = open_outer(&org, &[&sorter], &parcel).unwrap();
        assert_eq!(
            (opened.kind, opened.desk_slot, opened.day),
            (Kind::Deposit, 0, 0)
        );
        let others = [[9; 32], file.array("desk_public")];
        assert_eq!(open_deposit(&org, &others, &opened.inner), Some(deposit));
        assert_eq!(open_deposit(&org, &[], &opened.inner), None);
    }
    for file in hostile {
        let org = OrgId(file.array("org_id"));
        let desks = [file.array("desk_public")];
        let opened = open_deposit(&org, &desks, &file.array("inner"));
        assert_eq!(opened, None, "{}", file.path);
    }
}

#[test]
fn keys_follow_their_vectors() {
    let (good, hostile) = file::read("keys");
    for file in good {
        let public = SorterSecret::from_seed(5, file.array("seed")).public();
        assert_eq!(
            public.to_bytes().as_slice(),
            file.bytes("public"),
            "{}",
            file.path
        );
        let intake = IntakeSecret::from_seed(1, 2, file.array("seed")).public();
        assert_eq!(intake.to_bytes(), public.to_bytes());
        assert_eq!(
            SorterPublic::from_bytes(5, &public.to_bytes()),
            Some(public)
        );
        assert_eq!(
            IntakePublic::from_bytes(1, 2, &intake.to_bytes()),
            Some(intake)
        );
    }
    let mut refused = 0;
    for file in hostile {
        let mut publics: Vec<[u8; 1216]> = Vec::new();
        if file.has("public") {
            publics.push(file.array("public"));
        }
        for name in file.names().filter(|name| name.starts_with("point_")) {
            let whole = [file.bytes("public_ml_kem"), file.bytes(name)].concat();
            publics.push(whole.try_into().unwrap());
        }
        for public in publics {
            assert_eq!(SorterPublic::from_bytes(5, &public), None, "{}", file.path);
            assert_eq!(
                IntakePublic::from_bytes(1, 2, &public),
                None,
                "{}",
                file.path
            );
            refused += 1;
        }
    }
    assert_eq!(refused, 7 + 2);
}

#[test]
fn one_flipped_bit_anywhere_in_a_parcel_is_refused() {
    let mut scene = Scene::new();
    let good = scene.seal(Kind::Intake, &message(b"hello"));
    assert_eq!(scene.open(&good), Some(message(b"hello")));
    for byte in 0..good.len() {
        // All eight bits of every byte are too slow; neighbours take turns.
        let mut parcel = good.clone();
        parcel[byte] ^= 1 << (byte % 8);
        assert_eq!(scene.open(&parcel), None, "byte {byte}");
    }
}

#[test]
fn one_flipped_bit_anywhere_in_an_inner_layer_is_refused() {
    let mut scene = Scene::new();
    let parcel = scene.seal(Kind::Intake, &message(b"hello"));
    let good = open_outer(&ORG, &[&scene.sorter], &parcel).unwrap().inner;
    for byte in 0..good.len() {
        let mut inner = good.clone();
        inner[byte] ^= 0x80 >> (byte % 8);
        assert_eq!(open_inner(&ORG, &scene.intake, &inner), None, "byte {byte}");
    }
}

#[test]
fn another_organisation_opens_neither_layer() {
    let mut scene = Scene::new();
    let parcel = scene.seal(Kind::Intake, &message(b"hello"));
    let other = OrgId([8; 32]);
    assert_eq!(open_outer(&other, &[&scene.sorter], &parcel), None);
    let opened = open_outer(&ORG, &[&scene.sorter], &parcel).unwrap();
    assert_eq!(open_inner(&other, &scene.intake, &opened.inner), None);
}

#[test]
fn another_day_or_desk_slot_does_not_open_the_inner_layer() {
    let mut scene = Scene::new();
    let parcel = scene.seal(Kind::Intake, &message(b"hello"));
    let opened = open_outer(&ORG, &[&scene.sorter], &parcel).unwrap();
    let seed = *scene.intake.seed();
    let tomorrow = IntakeSecret::from_seed(3, 20_828, seed);
    assert_eq!(open_inner(&ORG, &tomorrow, &opened.inner), None);
    let neighbour = IntakeSecret::from_seed(4, 20_827, seed);
    assert_eq!(open_inner(&ORG, &neighbour, &opened.inner), None);
}

#[test]
fn the_sorter_opens_with_whichever_of_its_keys_fits() {
    let mut scene = Scene::new();
    let parcel = scene.seal(Kind::Canary, &message(b""));
    let other = SorterSecret::random(2_976, &mut scene.rng);
    for keys in [[&other, &scene.sorter], [&scene.sorter, &other]] {
        assert_eq!(open_outer(&ORG, &keys, &parcel).unwrap().kind, Kind::Canary);
    }
    assert_eq!(open_outer(&ORG, &[&other], &parcel), None);
    assert_eq!(open_outer(&ORG, &[], &parcel), None);
}

#[test]
fn the_sorters_key_does_not_open_the_inner_layer() {
    let mut scene = Scene::new();
    let parcel = scene.seal(Kind::Intake, &message(b"hello"));
    let opened = open_outer(&ORG, &[&scene.sorter], &parcel).unwrap();
    let as_intake = IntakeSecret::from_seed(3, 20_827, *scene.sorter.seed());
    assert_eq!(open_inner(&ORG, &as_intake, &opened.inner), None);
}

#[test]
fn an_outer_layer_sealed_anew_looks_unrelated_and_holds_the_same_inner() {
    let mut scene = Scene::new();
    let first = scene.seal(Kind::Intake, &message(b"hello"));
    let inner = open_outer(&ORG, &[&scene.sorter], &first).unwrap().inner;
    let to = SealTo {
        org: ORG,
        sorter: &scene.sorter_public,
        intake: &scene.intake_public,
    };
    let second = seal_outer(&to, Kind::Intake, &inner, &mut scene.rng);
    let equal = first
        .iter()
        .zip(second.iter())
        .filter(|(a, b)| a == b)
        .count();
    assert!(
        equal < 64,
        "{equal} of 4,096 bytes are equal; chance gives 16"
    );
    assert_eq!(
        open_outer(&ORG, &[&scene.sorter], &second).unwrap().inner,
        inner
    );
}

#[test]
fn cover_and_real_take_the_same_randomness_and_the_same_room() {
    let mut scene = Scene::new();
    let cover = Body::cover(&mut scene.rng);
    scene.rng.taken();
    let mut sizes = Vec::new();
    for (kind, body) in [
        (Kind::Cover, cover),
        (Kind::Intake, message(&[1; BODY_DATA_BYTES])),
    ] {
        let parcel = scene.seal(kind, &body);
        sizes.push((parcel.len(), scene.rng.taken().len()));
    }
    assert_eq!(sizes, [(4096, 136), (4096, 136)]);
}

#[test]
fn cover_opens_as_cover_and_no_two_are_alike() {
    let mut scene = Scene::new();
    let one = Body::cover(&mut scene.rng);
    let other = Body::cover(&mut scene.rng);
    assert_ne!(one, other);
    let parcel = scene.seal(Kind::Cover, &one);
    assert_eq!(scene.open(&parcel).unwrap().kind, BodyType::Cover);
    assert_eq!(
        open_outer(&ORG, &[&scene.sorter], &parcel).unwrap().kind,
        Kind::Cover
    );
}

#[test]
fn a_body_that_does_not_fit_is_the_callers_fault() {
    let mut scene = Scene::new();
    let to = SealTo {
        org: ORG,
        sorter: &scene.sorter_public,
        intake: &scene.intake_public,
    };
    let mut seal = |body: &Body| seal_inner(&to, body, &mut scene.rng).map(|_| ());
    assert_eq!(seal(&message(&[0; BODY_DATA_BYTES])), Ok(()));
    assert_eq!(seal(&message(&[0; BODY_DATA_BYTES + 1])), Err(TooLong));
    assert_eq!(seal(&message(&[0; 70_000])), Err(TooLong));
    for (part, parts) in [(0, 0), (1, 1), (0, 65), (255, 255)] {
        let mut body = message(b"hello");
        (body.part, body.parts) = (part, parts);
        assert_eq!(seal(&body), Err(TooLong), "{part} of {parts}");
    }
}

#[test]
fn only_two_blocks_of_a_deposit_travel() {
    let mut scene = Scene::new();
    let desk = DeskSigningKey::random(&mut scene.rng);
    let blocks = (0..3).map(|_| {
        let (tag, block) = filler(&mut scene.rng);
        (tag, Box::new(block))
    });
    let mut deposit = Deposit {
        priority: 1,
        blocks: blocks.collect(),
    };
    let parcel = seal_deposit(&ORG, &scene.sorter_public, &deposit, &desk, &mut scene.rng);
    let opened = open_outer(&ORG, &[&scene.sorter], &parcel).unwrap();
    deposit.blocks.truncate(2);
    let read = open_deposit(&ORG, &[desk.public()], &opened.inner);
    assert_eq!(read, Some(deposit));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_message_comes_back_from_4096_bytes(
        data in proptest::collection::vec(any::<u8>(), 0..=BODY_DATA_BYTES),
        c_day: [u8; 32],
        day: u32,
        parts in 1u8..=64,
        part: u8,
        codec: u8,
        flags: u8,
    ) {
        let mut scene = Scene::new();
        let mut sent = message(&data);
        (sent.c_day, sent.day, sent.codec, sent.flags) = (c_day, day, codec, flags);
        (sent.part, sent.parts) = (part % parts, parts);
        let parcel = scene.seal(Kind::Intake, &sent);
        prop_assert_eq!(parcel.len(), 4096);
        prop_assert_eq!(scene.open(&parcel), Some(sent));
    }

    #[test]
    fn opening_any_bytes_is_total(parcel in proptest::collection::vec(any::<u8>(), 4096)) {
        let scene = Scene::new();
        let inner: [u8; 2944] = parcel[..2944].try_into().unwrap();
        prop_assert_eq!(open_inner(&ORG, &scene.intake, &inner), None);
        prop_assert_eq!(open_deposit(&ORG, &[[9; 32]], &inner), None);
        prop_assert_eq!(open_outer(&ORG, &[&scene.sorter], &parcel.try_into().unwrap()), None);
    }

    #[test]
    fn parsing_any_public_key_is_total_and_exact(bytes in proptest::collection::vec(any::<u8>(), 1216)) {
        let bytes: [u8; 1216] = bytes.try_into().unwrap();
        if let Some(key) = SorterPublic::from_bytes(1, &bytes) {
            prop_assert_eq!(key.to_bytes(), bytes);
        }
    }
}
