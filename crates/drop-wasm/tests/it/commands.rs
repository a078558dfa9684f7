use drop_wasm::commands::{Code, STATUS_BYTES, Session, op, put_path, start};
use proptest::prelude::*;

use crate::world::{Dice, World, dice};

fn session(world: &World) -> Session<Dice> {
    let input = [&world.org().0[..], &[3]].concat();
    start(&input, dice("commands")).unwrap()
}

#[test]
fn a_start_without_an_organisation_or_a_known_language_is_refused() {
    for input in [vec![], vec![1; 32], vec![4; 33]] {
        assert_eq!(start(&input, dice("x")).map(drop), Err(Code::BadCall));
    }
    assert!(start(&[3; 33], dice("x")).is_ok());
    assert_eq!(
        start(&[vec![3; 33], vec![0xff]].concat(), dice("x")).map(drop),
        Err(Code::BadCall)
    );
}

#[test]
fn the_status_names_each_trouble_with_the_key_list() {
    let world = World::new();
    let mut session = session(&world);
    let problem = |session: &mut Session<Dice>| session.call(op::STATUS, &[]).unwrap()[1];
    assert_eq!(session.call(op::STATUS, &[]).unwrap().len(), STATUS_BYTES);
    assert_eq!(problem(&mut session), 0);
    assert_eq!(session.call(op::KEYLIST, &[0; 9]), Err(Code::Refused));
    assert_eq!(problem(&mut session), 1);
    let list = [vec![0; 4], world.key_list()].concat();
    let mut forged = list.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(session.call(op::KEYLIST, &forged), Err(Code::Refused));
    assert_eq!(problem(&mut session), 3);
    assert_eq!(session.call(op::KEYLIST, &list), Ok(Vec::new()));
    assert_eq!(problem(&mut session), 0);
}

#[test]
fn a_tick_is_a_submission_and_a_path() {
    let world = World::new();
    let mut session = session(&world);
    assert_eq!(
        session.call(op::TICK, &[]),
        Ok(Vec::new()),
        "no key list yet"
    );
    assert_eq!(session.call(op::DUE, &[0; 4]), Ok(vec![3]));
    session
        .call(op::KEYLIST, &[vec![0; 4], world.key_list()].concat())
        .unwrap();
    session
        .call(op::INDEX, &[vec![0; 4], world.index()].concat())
        .unwrap();
    assert_eq!(session.call(op::DUE, &[0; 4]), Ok(vec![0]));
    let tick = session.call(op::TICK, &[]).unwrap();
    let (body, path) = tick.split_at(4112);
    assert_eq!(body[4096..], [0; 16]);
    let path = std::str::from_utf8(path).unwrap();
    let slot: u64 = path.strip_prefix("/o/").unwrap().parse().unwrap();
    assert!(world.editions.contains_key(&slot));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_path_of_an_edition_is_that_of_the_wire(slot in any::<u64>()) {
        for slot in [slot, slot % 1000, 0] {
            let mut path = Vec::new();
            put_path(&mut path, slot);
            prop_assert_eq!(path, drop_wire::path::edition(slot).into_bytes());
        }
    }

    #[test]
    fn any_sequence_of_commands_gets_answers_and_never_a_panic(calls in proptest::collection::vec((0..30_u32, proptest::collection::vec(any::<u8>(), 0..80)), 1..12)) {
        let mut session = start(&[1; 33], dice("any")).unwrap();
        for (command, input) in calls {
            let _ = session.call(command, &input);
        }
        prop_assert_eq!(session.call(op::STATUS, &[]).unwrap().len(), STATUS_BYTES);
    }
}
