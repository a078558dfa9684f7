//! Editions, the index, and when a reply waits.

use drop_sorter::{Outbox, Pending, Queue};
use drop_wire::{Edition, Index, Parameters, label};
use envelope::{DayChain, Ed25519Key, ReplyPart, verify_ed25519};
use proptest::prelude::*;

use crate::testing::Seeded;

const DAY: u64 = 86_400;
const TODAY: u32 = 20_780;
const MIDNIGHT: u64 = TODAY as u64 * DAY;

struct Desk {
    key: Ed25519Key,
    parameters: Parameters,
    outbox: Outbox,
    pending: Vec<Pending>,
    rng: Seeded,
}

impl Desk {
    fn new(parameters: Parameters) -> Self {
        let mut rng = Seeded::new(11);
        Self {
            key: Ed25519Key::random(&mut rng),
            parameters,
            outbox: Outbox::new(&parameters, []),
            pending: Vec::new(),
            rng,
        }
    }

    fn queue(&mut self, day: u32, priority: u8, automatic: bool) {
        let (tag, block) = envelope::filler(&mut self.rng);
        self.pending.push(Pending {
            tag,
            block: Box::new(block),
            day,
            priority,
            automatic,
        });
    }

    /// Makes the edition of a slot, checks both signatures, records it and takes out what it
    /// carries. Returns the edition, the index and what was carried.
    fn publish(&mut self, now: u64, queue: Queue) -> (Edition, Index, Vec<Pending>) {
        let made = self
            .outbox
            .make(now, &self.pending, queue, &self.key, &mut self.rng)
            .expect("a slot is due");
        let edition = Edition::decode(&made.edition).unwrap();
        let index = Index::decode(&made.index).unwrap();
        let public = self.key.public();
        assert!(verify_ed25519(
            label::EDITION,
            &public,
            &edition.to_verify(),
            &edition.signature
        ));
        assert!(verify_ed25519(
            label::INDEX,
            &public,
            &index.signed_bytes(),
            &index.signature
        ));
        assert!(
            index
                .tags_of(edition.slot)
                .unwrap()
                .starts_with(&made.row.tags)
        );
        self.outbox.record(made.row);
        let mut carried = made.carried;
        carried.sort_unstable_by(|a, b| b.cmp(a));
        let taken = carried
            .into_iter()
            .map(|at| self.pending.remove(at))
            .collect();
        (edition, index, taken)
    }
}

#[test]
fn an_edition_has_two_blocks_and_2128_bytes_whether_or_not_somebody_is_answered() {
    let mut desk = Desk::new(Parameters::standard());
    for replies in 0..4_u64 {
        for _ in 0..replies {
            desk.queue(TODAY, 0, false);
        }
        let (edition, _, _) = desk.publish(MIDNIGHT + replies * 3600, Queue::default());
        assert_eq!(edition.blocks.len(), 2);
        assert_eq!(edition.encode().len(), 2_128);
    }
}

#[test]
fn the_index_of_fourteen_days_has_5376_bytes_of_tags() {
    let mut desk = Desk::new(Parameters::standard());
    let (_, index, _) = desk.publish(MIDNIGHT, Queue::default());
    assert_eq!(index.encode().len(), 80 + 5_376);
    assert_eq!(index.newest_slot, MIDNIGHT / 3600);
}

#[test]
fn missed_slots_stay_absent_and_their_tags_are_zeros() {
    let mut desk = Desk::new(Parameters::standard());
    desk.publish(MIDNIGHT, Queue::default());
    let (_, index, _) = desk.publish(MIDNIGHT + 3 * 3600, Queue::default());
    let slot = MIDNIGHT / 3600;
    let there: Vec<bool> = (slot..slot + 4)
        .map(|slot| index.has_edition(slot))
        .collect();
    assert_eq!(there, [true, false, false, true]);
}

#[test]
fn a_reader_finds_her_block_by_its_tag_and_opens_it() {
    let mut desk = Desk::new(Parameters::standard());
    let keys = DayChain::from_secret(TODAY, [5; 32]).reply_keys();
    let part = ReplyPart {
        flags: 0,
        part: 0,
        parts: 1,
        codec: 1,
        text: envelope::codec::encode("سڵاو"),
    };
    let block = keys.seal(&part, &mut desk.rng).unwrap();
    desk.pending.push(Pending {
        tag: keys.tag(0),
        block: Box::new(block),
        day: TODAY,
        priority: 0,
        automatic: false,
    });
    let (edition, index, _) = desk.publish(MIDNIGHT, Queue::default());
    let position = index
        .tags
        .iter()
        .position(|tag| *tag == keys.tag(0))
        .unwrap();
    assert_eq!(index.slot_of(position), edition.slot);
    let block = &edition.blocks[position % usize::from(index.blocks)];
    assert_eq!(keys.open(block).unwrap().text, part.text);
}

#[test]
fn a_real_block_is_at_every_place_equally_often() {
    let parameters = Parameters {
        blocks: 4,
        ..Parameters::standard()
    };
    let mut desk = Desk::new(parameters);
    let mut counts = [0_u32; 4];
    for slot in 0..2_000 {
        let now = MIDNIGHT + slot * 3600;
        let today = TODAY + u32::try_from(slot / 24).unwrap();
        desk.queue(today, 0, false);
        let tag = desk.pending[0].tag;
        let made = desk
            .outbox
            .make(
                now,
                &desk.pending,
                Queue::default(),
                &desk.key,
                &mut desk.rng,
            )
            .unwrap();
        counts[made
            .row
            .tags
            .iter()
            .position(|other| *other == tag)
            .unwrap()] += 1;
        desk.pending.clear();
    }
    let chi_square: f64 = counts
        .iter()
        .map(|count| (f64::from(*count) - 500.0).powi(2) / 500.0)
        .sum();
    // 3 degrees of freedom: 21.1 is exceeded once in 10,000.
    assert!(chi_square < 21.1, "{counts:?}");
}

#[test]
fn urgent_ones_go_first_then_older_ones_then_automatic_ones() {
    let mut desk = Desk::new(Parameters::standard());
    desk.queue(TODAY, 9, true);
    desk.queue(TODAY, 0, false);
    desk.queue(TODAY, 0, false);
    desk.queue(TODAY, 7, false);
    let tags: Vec<_> = desk.pending.iter().map(|pending| pending.tag).collect();
    let has = |taken: &[Pending], at: usize| taken.iter().any(|pending| pending.tag == tags[at]);
    let (_, _, first) = desk.publish(MIDNIGHT, Queue::default());
    assert!(has(&first, 3) && has(&first, 1));
    let (_, _, second) = desk.publish(MIDNIGHT + 3600, Queue::default());
    assert!(has(&second, 2) && has(&second, 0));
}

#[test]
fn automatic_blocks_take_at_most_a_quarter_of_a_day() {
    let mut desk = Desk::new(Parameters::standard());
    for _ in 0..40 {
        desk.queue(TODAY, 0, true);
    }
    let mut published = 0;
    for hour in 0..24 {
        published += desk
            .publish(MIDNIGHT + hour * 3600, Queue::default())
            .2
            .len();
    }
    assert_eq!(published, 12);
}

#[test]
fn blocks_of_another_day_are_left_alone() {
    let mut desk = Desk::new(Parameters::standard());
    desk.queue(TODAY - 1, 9, false);
    desk.queue(TODAY + 1, 9, false);
    assert!(desk.publish(MIDNIGHT, Queue::default()).2.is_empty());
    assert_eq!(desk.pending.len(), 2);
}

#[test]
fn the_forty_ninth_reply_of_a_day_waits_and_the_blocks_double_at_midnight() {
    let mut desk = Desk::new(Parameters::standard());
    for _ in 0..49 {
        desk.queue(TODAY, 0, false);
    }
    let capacity = desk.outbox.capacity(MIDNIGHT / 3600, Queue::default());
    let waits = capacity.waits(desk.outbox.next_slot(MIDNIGHT), 48);
    assert_eq!((waits.day, waits.at), (TODAY + 1, MIDNIGHT + DAY));
    for hour in 0..24 {
        assert_eq!(
            desk.publish(MIDNIGHT + hour * 3600, Queue::default())
                .2
                .len(),
            2
        );
    }
    assert_eq!(desk.pending.len(), 1);
    // Sealed anew for the next day, and nothing is lost.
    desk.pending[0].day = TODAY + 1;
    let queue = Queue {
        waiting: 1,
        left_over: true,
    };
    let (edition, index, taken) = desk.publish(MIDNIGHT + DAY, queue);
    assert_eq!((edition.blocks.len(), index.blocks, taken.len()), (4, 4, 1));
    // All of that day has four, also when nothing waits any more.
    let (edition, _, _) = desk.publish(MIDNIGHT + DAY + 3600, Queue::default());
    assert_eq!(edition.blocks.len(), 4);
    // A quiet day later there are two again; the index keeps four places while the window has them.
    let (edition, index, _) = desk.publish(MIDNIGHT + 2 * DAY, Queue::default());
    assert_eq!((edition.blocks.len(), index.blocks), (2, 4));
}

#[test]
fn a_slot_never_gets_a_second_edition_also_when_the_clock_goes_back() {
    let mut desk = Desk::new(Parameters::standard());
    desk.publish(MIDNIGHT + DAY, Queue::default());
    for hour in 0..=24 {
        let now = MIDNIGHT + hour * 3600 + 1800;
        let again = desk.outbox.make(
            now,
            &desk.pending,
            Queue::default(),
            &desk.key,
            &mut desk.rng,
        );
        assert!(again.is_none(), "hour {hour}");
    }
    assert_eq!(desk.outbox.next_slot(MIDNIGHT), (MIDNIGHT + DAY) / 3600 + 1);
}

#[test]
fn what_was_made_and_not_recorded_may_be_made_again() {
    let mut desk = Desk::new(Parameters::standard());
    desk.queue(TODAY, 0, false);
    for _ in 0..2 {
        let made = desk
            .outbox
            .make(
                MIDNIGHT,
                &desk.pending,
                Queue::default(),
                &desk.key,
                &mut desk.rng,
            )
            .unwrap();
        assert_eq!(made.carried, [0]);
    }
}

#[test]
fn an_outbox_restored_from_its_rows_signs_the_same_index() {
    let mut desk = Desk::new(Parameters::standard());
    let mut indexes = Vec::new();
    for hour in [0, 1, 5, 30, 400] {
        let (_, index, _) = desk.publish(MIDNIGHT + hour * 3600, Queue::default());
        indexes.push(index);
    }
    let restored = Outbox::new(&desk.parameters, desk.outbox.rows().cloned());
    assert_eq!(restored.index(&desk.key), desk.outbox.index(&desk.key));
    let last = indexes.last().unwrap();
    assert_eq!(restored.index(&desk.key), Some(last.encode()));
    // 400 hours later the first two days are out of the window, and forgotten.
    assert_eq!(restored.rows().count(), 1);
}

#[test]
fn an_index_may_be_signed_again_as_it_was() {
    let mut desk = Desk::new(Parameters::standard());
    let (first, index, _) = desk.publish(MIDNIGHT, Queue::default());
    desk.publish(MIDNIGHT + 3600, Queue::default());
    assert_eq!(
        desk.outbox.index_of(first.slot, &desk.key),
        Some(index.encode())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_queued_block_is_published_exactly_once(
        arrivals in proptest::collection::vec((0_u64..24, 0_u8..3), 0..60),
        seed: u64,
    ) {
        let mut desk = Desk::new(Parameters::demo());
        desk.rng = Seeded::new(seed);
        let mut queued = Vec::new();
        let mut published = Vec::new();
        for slot in 0..60 {
            for (_, priority) in arrivals.iter().filter(|(at, _)| *at == slot) {
                desk.queue(TODAY, *priority, false);
                queued.push(desk.pending.last().unwrap().tag);
            }
            let (edition, _, taken) = desk.publish(MIDNIGHT + slot * 3, Queue::default());
            prop_assert_eq!(edition.blocks.len(), 2);
            for pending in &taken {
                prop_assert!(edition.blocks.contains(&pending.block));
            }
            published.extend(taken.into_iter().map(|pending| pending.tag));
        }
        queued.sort_unstable();
        published.sort_unstable();
        prop_assert_eq!(queued, published);
    }
}
