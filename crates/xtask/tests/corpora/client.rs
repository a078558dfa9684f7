//! drop-client: what a visitor's browser takes from the relay, from its tab, and from her.
//!
//! Where bytes must be signed, the input is signed first by keys that everybody knows: so the code behind the
//! signature meets hostile values too, as from an organisation whose keys were stolen.

use drop_client::queue::Queue;
use drop_client::window::{Window, verify_edition, verify_index};
use drop_client::{ENTRY_BYTES, KeyListError, compose, verify_key_list, words};
use drop_wire::{Edition, Index, KeyList, label, time};
use envelope::{Body, BodyType, Kind, OrgId, seal_inner, seal_outer};
use language::{Tag, words as lists};

use super::seeded::{DAY, Seeded, World};
use super::sized;

pub(super) fn keylist(input: &[u8]) {
    let world = World::the();
    assert!(verify_key_list(input, &OrgId([0; 32]), None, 0).is_err());
    let Ok(mut list) = KeyList::decode(input) else {
        return;
    };
    list.org_id = world.org.0;
    list.root_public = world.root.public().0;
    list.issuer_public = world.issuer.public().0;
    list.root_signature = world
        .root
        .sign(label::ISSUER, &list.issuer_certificate_bytes());
    list.signature = world.issuer.sign(label::KEYLIST, &list.signed_bytes());
    match verify_key_list(&list.encode(), &world.org, None, 0) {
        Ok(trusted) => {
            let day = time::day(list.issued_at);
            assert!((list.issuer_from_day..=list.issuer_until_day).contains(&day));
            if let Some(to) = trusted.seal_to(day) {
                let mut rng = Seeded::new(4);
                let cover = seal_inner(&to, &Body::cover(&mut rng), &mut rng).expect("cover fits");
                let _ = seal_outer(&to, Kind::Cover, &cover, &mut rng);
            }
        }
        // Dates that contradict the certificate, or keys of low order.
        Err(error) => assert!(matches!(
            error,
            KeyListError::Forged | KeyListError::Malformed
        )),
    }
}

pub(super) fn index(input: &[u8]) {
    let world = World::the();
    let outbox = world.outbox.public();
    assert!(verify_index(input, &outbox, None).is_err());
    let Ok(mut index) = Index::decode(input) else {
        return;
    };
    index.signature = world.outbox.sign(label::INDEX, &index.signed_bytes());
    let mut window = Window::default();
    assert_eq!(window.on_index(&index.encode(), &outbox), Ok(()));
    let mut rng = Seeded::new(5);
    for slot_secs in [1, 3, 3600, u32::MAX] {
        let tag = index.tags[0];
        let day = time::day_of_slot(index.oldest_slot(), slot_secs);
        let spots = window.spots(slot_secs, &[(day, tag)]);
        assert!(spots.iter().any(|(spot, _)| spot.slot == index.slot_of(0)));
    }
    let chosen = window.choose(&[index.newest_slot], &mut rng);
    assert_eq!(chosen, Some(index.newest_slot));
    assert!(window.on_edition(Some(input), &outbox).is_err());
}

pub(super) fn edition(input: &[u8]) {
    let world = World::the();
    let outbox = world.outbox.public();
    let Ok(mut edition) = Edition::decode(input) else {
        assert!(verify_edition(input, 0, &outbox).is_err());
        return;
    };
    assert!(verify_edition(input, edition.slot, &outbox).is_err());
    edition.signature = world.outbox.sign(label::EDITION, &edition.to_verify());
    let signed = edition.encode();
    assert!(verify_edition(&signed, edition.slot, &outbox).is_ok());
    assert!(verify_edition(&signed, edition.slot ^ 1, &outbox).is_err());
}

/// The session entry: the page's own tab hands it over, but anything may lie there.
pub(super) fn entry(input: &[u8]) {
    let mut queue = Queue::default();
    assert!(input.len() == ENTRY_BYTES || queue.restore(input).is_none());
    // Parcels are long and never looked into: short inputs are filled up.
    let entry = sized::<ENTRY_BYTES>(input);
    let Some(version) = queue.restore(&entry[..]) else {
        return;
    };
    assert!(queue.head().is_some() && queue.waiting() == 0);
    World::the().sealing(|to| {
        let mut rng = Seeded::new(6);
        let mut fresh = Queue::default();
        let _ = fresh.restore(&entry[..]);
        let left = fresh.to_entry(version, Some(to), None, &mut rng);
        assert_eq!(left.as_deref(), Some(&entry[..]));
        queue.fill(to, |epoch| epoch % 2 == 0, &mut rng);
        let moved = queue.to_entry(version, Some(to), None, &mut rng);
        assert_eq!(moved.map(|entry| entry.len()), Some(ENTRY_BYTES));
    });
}

/// A sheet as the desk reads it: the first byte chooses the kind, the rest is what she sent.
pub(super) fn sheet(input: &[u8]) {
    let Some((kind, data)) = input.split_first() else {
        return;
    };
    let mut body = Body::cover(&mut Seeded::new(8));
    body.day = DAY;
    body.data = data.to_vec();
    body.kind = match kind % 3 {
        0 => BodyType::Message,
        1 => BodyType::FirstMessage,
        _ => BodyType::Answers,
    };
    if let Some((preferences, text)) = compose::read_sheet(&body) {
        assert!(preferences.is_none() || kind % 3 == 1);
        assert!(compose::count(&text, kind % 3 == 1) <= usize::from(u8::MAX));
    } else {
        assert!(kind % 3 != 0);
    }
}

/// What is typed as words or numbers: right, or not right, and then shown again it is right as well.
pub(super) fn typed(input: &[u8]) {
    let Some((language, line)) = input.split_first() else {
        return;
    };
    let tag = Tag::ALL[usize::from(language % 4)];
    let list = lists::list(tag);
    let line = String::from_utf8_lossy(line);
    if let Ok(entropy) = words::read(list.as_ref(), &line) {
        for form in [words::Form::Numbers, words::Form::Words] {
            if let Some(shown) = words::show(&entropy, form, list.as_ref()) {
                let again = words::read(list.as_ref(), &shown);
                assert!(again.is_ok_and(|again| again == entropy));
            }
        }
    }
}
