//! When replies go out.

use std::collections::BTreeMap;

use desk_casework::{
    DAY_SECS, DayUse, MAX_REPLY_BLOCKS, OutboxCapacity, PlanError, PlanRequest, PlannedBlock,
    ReplyPlan, plan_reply,
};
use proptest::prelude::*;

use crate::support::DAY;

const HOURLY: OutboxCapacity = OutboxCapacity {
    slot_secs: 3_600,
    blocks_per_edition: 2,
};
const MIDNIGHT: u64 = DAY as u64 * DAY_SECS;

fn request(blocks: u8, now: u64) -> PlanRequest {
    PlanRequest {
        blocks,
        automatic: false,
        now,
        not_before_day: 0,
    }
}

/// An outbox that remembers what was planned, for each conversation.
#[derive(Default)]
struct Outbox {
    planned: BTreeMap<u32, Vec<(u8, PlannedBlock, bool)>>,
}

impl Outbox {
    fn day_use(&self, day: u32, conversation: u8) -> DayUse {
        let mut used = DayUse::default();
        for (of, block, automatic) in self.planned.get(&day).into_iter().flatten() {
            match automatic {
                true => used.automatic_waiting += 1,
                false => used.staff_waiting += 1,
            }
            used.taken[usize::from(block.j)] |= *of == conversation;
        }
        used
    }

    fn plan(&mut self, conversation: u8, request: PlanRequest) -> Result<ReplyPlan, PlanError> {
        let plan = plan_reply(request, HOURLY, |day| self.day_use(day, conversation))?;
        for block in &plan.blocks {
            let day = self.planned.entry(block.day).or_default();
            day.push((conversation, *block, request.automatic));
        }
        Ok(plan)
    }
}

#[test]
fn a_short_answer_goes_out_today() {
    let plan = Outbox::default().plan(1, request(1, MIDNIGHT)).unwrap();
    assert_eq!((plan.first_day(), plan.until_day()), (DAY, DAY));
    assert_eq!(
        plan.blocks,
        [PlannedBlock {
            part: 0,
            day: DAY,
            j: 0
        }]
    );
}

#[test]
fn a_long_answer_goes_on_the_next_days() {
    let plan = Outbox::default().plan(1, request(9, MIDNIGHT)).unwrap();
    assert_eq!(plan.days(), [(DAY, 4), (DAY + 1, 4), (DAY + 2, 1)]);
    assert_eq!(plan.until_day(), DAY + 2);
}

#[test]
fn the_49th_block_of_a_day_goes_out_tomorrow_and_the_plan_says_so() {
    let mut outbox = Outbox::default();
    for conversation in 0..48 {
        let plan = outbox.plan(conversation, request(1, MIDNIGHT)).unwrap();
        assert_eq!(plan.until_day(), DAY);
    }
    let plan = outbox.plan(48, request(1, MIDNIGHT)).unwrap();
    assert_eq!((plan.first_day(), plan.until_day()), (DAY + 1, DAY + 1));
}

#[test]
fn what_is_left_of_today_counts_and_not_the_whole_day() {
    let mut outbox = Outbox::default();
    // 22:30: one slot begins today, with two blocks.
    let late = MIDNIGHT + 22 * 3_600 + 1_800;
    let days: Vec<u32> = (0..3)
        .map(|of| outbox.plan(of, request(1, late)).unwrap().until_day())
        .collect();
    assert_eq!(days, [DAY, DAY, DAY + 1]);
    // 23:30: no slot begins today.
    let later = MIDNIGHT + 23 * 3_600 + 1_800;
    assert_eq!(HOURLY.left_of_day(later), 0);
    assert_eq!(
        outbox.plan(9, request(1, later)).unwrap().first_day(),
        DAY + 1
    );
}

#[test]
fn a_second_answer_of_the_day_uses_the_tags_that_are_left() {
    let mut outbox = Outbox::default();
    outbox.plan(1, request(3, MIDNIGHT)).unwrap();
    let second = outbox.plan(1, request(2, MIDNIGHT)).unwrap();
    assert_eq!(
        second.blocks,
        [
            PlannedBlock {
                part: 0,
                day: DAY,
                j: 3
            },
            PlannedBlock {
                part: 1,
                day: DAY + 1,
                j: 0
            },
        ]
    );
}

#[test]
fn automatic_blocks_get_a_quarter_of_a_day_and_what_staff_leaves() {
    let automatic = PlanRequest {
        automatic: true,
        ..request(1, MIDNIGHT)
    };
    let mut outbox = Outbox::default();
    for conversation in 0..12 {
        assert_eq!(
            outbox.plan(conversation, automatic).unwrap().until_day(),
            DAY
        );
    }
    assert_eq!(outbox.plan(12, automatic).unwrap().until_day(), DAY + 1);
    // Staff replies do not see them.
    for conversation in 20..68 {
        let plan = outbox.plan(conversation, request(1, MIDNIGHT)).unwrap();
        assert_eq!(plan.until_day(), DAY);
    }
    let mut full = Outbox::default();
    for conversation in 0..47 {
        full.plan(conversation, request(1, MIDNIGHT)).unwrap();
    }
    assert_eq!(full.plan(90, automatic).unwrap().until_day(), DAY);
    assert_eq!(full.plan(91, automatic).unwrap().until_day(), DAY + 1);
}

#[test]
fn published_automatic_blocks_count_for_the_quarter() {
    let used = DayUse {
        automatic_published: 12,
        ..DayUse::default()
    };
    let automatic = PlanRequest {
        automatic: true,
        ..request(1, MIDNIGHT)
    };
    let plan = plan_reply(automatic, HOURLY, |day| match day == DAY {
        true => used,
        false => DayUse::default(),
    });
    assert_eq!(plan.unwrap().first_day(), DAY + 1);
}

#[test]
fn no_plan_is_made_for_a_day_whose_key_the_desk_cannot_have() {
    let mut later = request(1, MIDNIGHT);
    later.not_before_day = DAY + 2;
    assert_eq!(
        Outbox::default().plan(1, later).unwrap().first_day(),
        DAY + 2
    );
}

#[test]
fn nothing_too_much_and_a_full_outbox_are_refused() {
    let mut outbox = Outbox::default();
    assert_eq!(outbox.plan(1, request(0, MIDNIGHT)), Err(PlanError::Empty));
    let most = MAX_REPLY_BLOCKS;
    let long = outbox.plan(1, request(most + 1, MIDNIGHT));
    assert_eq!(long, Err(PlanError::TooLong { most }));
    let full = DayUse {
        staff_waiting: 48,
        ..DayUse::default()
    };
    let plan = plan_reply(request(1, MIDNIGHT), HOURLY, |_| full);
    assert_eq!(plan, Err(PlanError::OutboxFull { days: 60 }));
    let nothing = OutboxCapacity {
        slot_secs: 0,
        blocks_per_edition: 0,
    };
    let plan = plan_reply(request(1, u64::MAX), nothing, |_| DayUse::default());
    assert!(plan.is_err());
}

proptest! {
    #[test]
    fn no_day_is_ever_overfull(
        requests in prop::collection::vec((0_u8..6, 1_u8..=28, any::<bool>(), 0_u64..86_400), 1..60)
    ) {
        let mut outbox = Outbox::default();
        let mut now = MIDNIGHT;
        for (conversation, blocks, automatic, later) in requests {
            now = now.max(MIDNIGHT + later);
            let blocks = if automatic { 1 } else { blocks };
            let plan = outbox.plan(conversation, PlanRequest {
                automatic,
                ..request(blocks, now)
            });
            if let Ok(plan) = plan {
                prop_assert_eq!(plan.blocks.len(), usize::from(blocks));
                prop_assert!(plan.blocks.is_sorted_by_key(|block| (block.day, block.j)));
                prop_assert!(plan.blocks.is_sorted_by_key(|block| block.part));
            }
        }
        for day in outbox.planned.values() {
            let staff = day.iter().filter(|(_, _, automatic)| !automatic).count();
            prop_assert!(staff <= 48);
            prop_assert!(day.len() - staff <= 12);
            let mut tags: Vec<_> = day.iter().map(|(of, block, _)| (*of, block.j)).collect();
            tags.sort_unstable();
            let all = tags.len();
            tags.dedup();
            prop_assert_eq!(tags.len(), all);
        }
    }
}
