use drop_client::{
    ComposeError,
    compose::{Preferences, Writer, count, read_sheet},
    keylist::TrustedKeyList,
    verify_key_list,
};
use envelope::{Body, BodyType, Conversation, Entropy, open_inner};
use language::Tag;
use proptest::prelude::*;

use crate::world::{DAY, World, dice};

fn setting() -> (World, TrustedKeyList, Conversation) {
    let world = World::new();
    let list = verify_key_list(&world.key_list(), &world.org(), None, 0).unwrap();
    let entropy = Entropy::random(&mut dice("writer"));
    let conversation = Conversation::derive(&entropy, &world.org());
    (world, list, conversation)
}

fn sealed(text: &str, preferences: Option<Preferences>) -> Result<Vec<Body>, ComposeError> {
    let (world, list, conversation) = setting();
    let writer = Writer {
        list: &list,
        to: list.seal_to(DAY).unwrap(),
        conversation: &conversation,
        day: DAY,
    };
    let inner = writer.seal_text(text, preferences, &mut dice("seal"))?;
    let open = |inner| open_inner(&world.org(), &world.intake[0], inner).unwrap();
    let bodies: Vec<Body> = inner.iter().map(|inner| open(inner)).collect();
    for body in &bodies {
        assert_eq!(body.conv_id, conversation.id());
        assert_eq!(body.c_day, *conversation.chain(DAY).unwrap().secret());
        assert_eq!(body.day, DAY);
        assert_eq!(body.keylist_head, list.head()[..8]);
    }
    Ok(bodies)
}

fn read(bodies: &[Body]) -> String {
    bodies
        .iter()
        .map(|body| read_sheet(body).unwrap().1.to_string())
        .collect()
}

const LONG: &str = "سڵاو، من لە هەولێرم و پێویستم بە یارمەتییە. ";

#[test]
fn a_text_is_cut_into_numbered_sheets_of_one_message() {
    let text = LONG.repeat(100);
    let bodies = sealed(&text, None).unwrap();
    assert!(bodies.len() > 1);
    assert_eq!(bodies.len(), count(&text, false));
    for (part, body) in bodies.iter().enumerate() {
        assert_eq!(usize::from(body.part), part);
        assert_eq!(usize::from(body.parts), bodies.len());
        assert_eq!(body.msg_id, bodies[0].msg_id);
        assert_eq!(body.kind, BodyType::Message);
    }
    assert_eq!(read(&bodies), text.trim());
}

#[test]
fn every_sheet_of_a_first_message_carries_the_language() {
    for language in Tag::ALL {
        let bodies = sealed(&LONG.repeat(80), Some(Preferences { language })).unwrap();
        for body in &bodies {
            assert_eq!(body.kind, BodyType::FirstMessage);
            let (preferences, text) = read_sheet(body).unwrap();
            assert_eq!(preferences, Some(Preferences { language }));
            assert!(!text.is_empty());
        }
        assert_eq!(read(&bodies), LONG.repeat(80).trim());
    }
}

#[test]
fn an_empty_text_and_one_of_more_than_sixty_four_sheets_are_refused() {
    for text in ["", "   \n "] {
        assert_eq!(sealed(text, None).unwrap_err(), ComposeError::Empty);
        assert_eq!(count(text, true), 0);
    }
    let long = "a".repeat(1732 * 64 + 1);
    assert_eq!(sealed(&long, None).unwrap_err(), ComposeError::TooLong);
    assert!(count(&long, false) > 64);
    assert_eq!(count(&"a".repeat(3 << 20), false), 65);
}

#[test]
fn a_desk_reads_preferences_of_later_versions_and_refuses_broken_ones() {
    let mut body = sealed("text", None).unwrap().remove(0);
    body.kind = BodyType::FirstMessage;
    body.data = [vec![3, 0, 9, 9], envelope::codec::encode("later")].concat();
    let (preferences, text) = read_sheet(&body).unwrap();
    assert_eq!(preferences, Some(Preferences { language: Tag::Ar }));
    assert_eq!(*text, "later");
    body.data = [vec![1, 77], envelope::codec::encode("unknown")].concat();
    assert_eq!(read_sheet(&body).unwrap().0, None);
    for broken in [vec![], vec![5, 1]] {
        body.data = broken;
        assert!(read_sheet(&body).is_none());
    }
    body.kind = BodyType::Opened;
    assert!(read_sheet(&body).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_text_arrives_as_it_was_written(text in "[\\PCا-یa-zêçşû\\n ]{1,3000}", first in any::<bool>()) {
        prop_assume!(!text.trim().is_empty());
        let preferences = first.then_some(Preferences { language: Tag::Ckb });
        let bodies = sealed(&text, preferences).unwrap();
        prop_assert_eq!(bodies.len(), count(&text, first));
        prop_assert_eq!(read(&bodies), text.trim());
    }

    #[test]
    fn any_data_can_be_read_without_a_panic(data in proptest::collection::vec(any::<u8>(), 0..300), first in any::<bool>()) {
        let mut body = Body::cover(&mut dice("any data"));
        body.kind = if first { BodyType::FirstMessage } else { BodyType::Message };
        body.data = data;
        let _ = read_sheet(&body);
    }
}
