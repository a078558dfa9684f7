use drop_client::{
    ENTRY_BYTES,
    queue::{Load, MAX_WAITING, PLACES, Queue, Sealed},
    verify_key_list,
};
use envelope::{Body, Conversation, Entropy, Kind, Parcel, SealTo, seal_inner};
use proptest::prelude::*;

use crate::world::{DAY, Dice, World, dice};

/// A queue with keys to seal to.
struct Desk {
    world: World,
    conversation: Conversation,
    dice: Dice,
}

impl Desk {
    fn new(seed: &str) -> Self {
        let world = World::new();
        let mut dice = dice(seed);
        let conversation = Conversation::derive(&Entropy::random(&mut dice), &world.org());
        Self {
            world,
            conversation,
            dice,
        }
    }

    fn with<T>(&mut self, act: impl FnOnce(&SealTo<'_>, &Conversation, &mut Dice) -> T) -> T {
        let list = verify_key_list(&self.world.key_list(), &self.world.org(), None, 0).unwrap();
        let to = list.seal_to(DAY).unwrap();
        act(&to, &self.conversation, &mut self.dice)
    }
}

/// A real sheet that can be recognised after opening.
fn sheet(number: u8, to: &SealTo<'_>, rng: &mut Dice) -> Sealed {
    let mut body = Body::cover(rng);
    body.msg_id = [number; 8];
    Sealed::new(seal_inner(to, &body, rng).unwrap(), Load::Sheet, to)
}

fn number(world: &World, parcel: &Parcel) -> Option<u8> {
    let (kind, body) = world.open(parcel);
    (kind == Kind::Intake).then_some(body.msg_id[0])
}

fn send(queue: &mut Queue, ok: bool, to: &SealTo<'_>, rng: &mut Dice) -> Parcel {
    let parcel = *queue.head().unwrap();
    queue.delivered(ok, to, rng);
    parcel
}

#[test]
fn the_queue_always_holds_four_parcels_that_are_all_different() {
    let mut desk = Desk::new("four");
    let sent = desk.with(|to, _, rng| {
        let mut queue = Queue::default();
        assert!(queue.head().is_none());
        queue.fill(to, |_| true, rng);
        (0..3 * PLACES)
            .map(|_| {
                assert!(queue.is_ready());
                send(&mut queue, true, to, rng)
            })
            .collect::<Vec<_>>()
    });
    for (i, one) in sent.iter().enumerate() {
        assert_eq!(desk.world.open(one).0, Kind::Cover);
        assert!(sent.iter().skip(i + 1).all(|other| other != one));
    }
}

#[test]
fn a_real_parcel_leaves_with_the_next_tick_and_never_takes_the_place_of_a_real_one() {
    let mut desk = Desk::new("real");
    let sent = desk.with(|to, by, rng| {
        let mut queue = Queue::default();
        queue.fill(to, |_| true, rng);
        for n in 1..=9 {
            queue.put(sheet(n, to, rng)).unwrap();
            queue.settle(to, by, rng);
        }
        (0..12)
            .map(|_| {
                let parcel = send(&mut queue, true, to, rng);
                queue.settle(to, by, rng);
                parcel
            })
            .collect::<Vec<_>>()
    });
    let mut left: Vec<_> = sent
        .iter()
        .filter_map(|parcel| number(&desk.world, parcel))
        .collect();
    assert_eq!(left[0], 1, "the first one is in the front");
    left.sort_unstable();
    assert_eq!(left, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn a_parcel_that_was_tried_is_never_replaced_within_a_load() {
    let mut desk = Desk::new("tried");
    desk.with(|to, by, rng| {
        let mut queue = Queue::default();
        queue.fill(to, |_| true, rng);
        let cover = send(&mut queue, false, to, rng);
        queue.put(sheet(1, to, rng)).unwrap();
        queue.settle(to, by, rng);
        // The relay that answered 503 sees the same bytes, whether somebody wrote in between or not.
        assert_eq!(send(&mut queue, false, to, rng), cover);
        assert_eq!(send(&mut queue, true, to, rng), cover);
        assert_ne!(send(&mut queue, true, to, rng), cover);
    });
}

#[test]
fn only_a_204_makes_room() {
    let mut desk = Desk::new("room");
    desk.with(|to, by, rng| {
        let mut queue = Queue::default();
        queue.fill(to, |_| true, rng);
        queue.put(sheet(1, to, rng)).unwrap();
        queue.settle(to, by, rng);
        queue.head().unwrap();
        assert_eq!(queue.delivered(false, to, rng), None);
        assert!(queue.has_real());
        queue.head().unwrap();
        assert_eq!(queue.delivered(true, to, rng), Some(Load::Sheet));
        assert!(!queue.has_real());
        // An answer that nobody asked for changes nothing.
        let before = *queue.head().unwrap();
        queue.delivered(false, to, rng);
        assert_eq!(queue.delivered(true, to, rng), None);
        assert_eq!(*queue.head().unwrap(), before);
    });
}

#[test]
fn the_entry_has_one_size_and_is_made_of_bytes_that_were_never_sent() {
    let mut desk = Desk::new("entry");
    desk.with(|to, by, rng| {
        for writes in [false, true] {
            let mut queue = Queue::default();
            queue.fill(to, |_| true, rng);
            if writes {
                for n in 1..=6 {
                    queue.put(sheet(n, to, rng)).unwrap();
                }
                queue.settle(to, by, rng);
            }
            let tried = *queue.head().unwrap();
            let entry = queue.to_entry(3, Some(to), Some(by), rng).unwrap();
            assert_eq!(entry.len(), ENTRY_BYTES);
            let holds = |parcel: &Parcel| entry.windows(4096).any(|bytes| bytes == parcel);
            assert!(!holds(&tried));
        }
    });
}

#[test]
fn what_moves_to_the_next_page_is_the_same_inside_and_recognised_by_its_words_only() {
    let mut desk = Desk::new("moves");
    let sent = desk.with(|to, by, rng| {
        let mut queue = Queue::default();
        queue.fill(to, |_| true, rng);
        for n in 1..=2 {
            queue.put(sheet(n, to, rng)).unwrap();
        }
        queue.settle(to, by, rng);
        queue.head().unwrap();
        let entry = queue.to_entry(3, Some(to), Some(by), rng).unwrap();

        let mut next = Queue::default();
        assert_eq!(next.restore(&entry), Some(3));
        next.fill(to, |_| true, rng);
        next.recognise(by);
        for n in 3..=5 {
            next.put(sheet(n, to, rng)).unwrap();
        }
        next.settle(to, by, rng);
        assert_eq!(next.waiting(), 1, "two places were hers already");
        (0..8)
            .map(|_| {
                let parcel = send(&mut next, true, to, rng);
                next.settle(to, by, rng);
                parcel
            })
            .collect::<Vec<_>>()
    });
    let mut left: Vec<_> = sent
        .iter()
        .filter_map(|parcel| number(&desk.world, parcel))
        .collect();
    left.sort_unstable();
    assert_eq!(left, [1, 2, 3, 4, 5]);
}

#[test]
fn an_opaque_parcel_that_was_tried_is_not_sent_again_in_another_load() {
    let mut desk = Desk::new("opaque");
    desk.with(|to, by, rng| {
        let mut queue = Queue::default();
        queue.fill(to, |_| true, rng);
        let entry = queue.to_entry(1, Some(to), Some(by), rng).unwrap();
        let mut next = Queue::default();
        next.restore(&entry).unwrap();
        let tried = send(&mut next, false, to, rng);
        let entry = next.to_entry(1, Some(to), Some(by), rng).unwrap();
        assert!(!entry.windows(4096).any(|bytes| bytes == tried));
    });
}

#[test]
fn a_page_that_is_left_before_its_first_tick_passes_the_entry_on_unchanged() {
    let mut desk = Desk::new("unchanged");
    desk.with(|to, by, rng| {
        let mut queue = Queue::default();
        assert!(queue.to_entry(0, None, None, rng).is_none());
        queue.fill(to, |_| true, rng);
        let entry = queue.to_entry(9, Some(to), Some(by), rng).unwrap();
        let mut next = Queue::default();
        next.restore(&entry).unwrap();
        assert_eq!(next.to_entry(9, None, None, rng), Some(entry));
    });
}

#[test]
fn parcels_to_a_sorter_key_that_is_gone_are_not_kept() {
    let mut desk = Desk::new("gone");
    desk.with(|to, by, rng| {
        let mut queue = Queue::default();
        queue.fill(to, |_| true, rng);
        let old = *queue.head().unwrap();
        let entry = queue.to_entry(1, Some(to), Some(by), rng).unwrap();
        let mut next = Queue::default();
        next.restore(&entry).unwrap();
        next.fill(to, |_| false, rng);
        assert!(next.is_ready());
        assert_ne!(*next.head().unwrap(), old);
        assert!(
            !entry
                .windows(4096)
                .any(|bytes| bytes == next.head().unwrap())
        );
    });
}

#[test]
fn a_queue_that_is_full_says_so() {
    let mut desk = Desk::new("full");
    desk.with(|to, _, rng| {
        let mut queue = Queue::default();
        let body = Body::cover(rng);
        let inner = seal_inner(to, &body, rng).unwrap();
        for _ in 0..MAX_WAITING {
            queue
                .put(Sealed::new(inner.clone(), Load::Sheet, to))
                .unwrap();
        }
        assert!(queue.put(Sealed::new(inner, Load::Sheet, to)).is_err());
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_entry_is_taken_or_ignored_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64), pad in any::<bool>()) {
        let mut entry = bytes;
        if pad {
            entry.splice(0..0, [1, 0, 0, 0]);
            entry.resize(ENTRY_BYTES, 7);
        }
        let mut queue = Queue::default();
        prop_assert_eq!(queue.restore(&entry).is_some(), pad);
        prop_assert_eq!(queue.is_ready(), pad);
    }

    #[test]
    fn no_sheet_is_lost_or_sent_after_its_204_in_any_order_of_answers(answers in proptest::collection::vec((any::<bool>(), 0..3_u8), 1..24)) {
        let mut desk = Desk::new("any order");
        let (sent, written) = desk.with(|to, by, rng| {
            let mut queue = Queue::default();
            queue.fill(to, |_| true, rng);
            let (mut sent, mut written) = (Vec::new(), 0_u8);
            // Whatever the answers were, a patient relay then takes everything.
            for (ok, writes) in answers.into_iter().chain([(true, 0); 60]) {
                for _ in 0..writes {
                    written += 1;
                    queue.put(sheet(written, to, rng)).unwrap();
                }
                queue.settle(to, by, rng);
                let parcel = send(&mut queue, ok, to, rng);
                sent.push((ok, parcel));
            }
            (sent, written)
        });
        let mut left: Vec<u8> = sent
            .iter()
            .filter(|(ok, _)| *ok)
            .filter_map(|(_, parcel)| number(&desk.world, parcel))
            .collect();
        left.sort_unstable();
        prop_assert_eq!(left, (1..=written).collect::<Vec<_>>());
    }
}
