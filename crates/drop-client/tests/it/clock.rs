use drop_client::clock::{Clock, MAX_DELAY_MS};
use drop_wire::Parameters;

use crate::world::dice;

fn after(ticks: u32) -> Clock {
    let mut clock = Clock::new();
    for _ in 0..ticks {
        clock.ticked();
    }
    clock
}

fn mean_ms(clock: Clock, visible: bool) -> f64 {
    let parameters = Parameters::standard();
    let mut rng = dice("mean");
    let draws = 20_000;
    let sum: f64 = (0..draws)
        .map(|_| f64::from(clock.next_delay_ms(&parameters, visible, &mut rng)))
        .sum();
    sum / f64::from(draws)
}

fn is_near(value: f64, expected: f64) -> bool {
    (value / expected - 1.0).abs() < 0.03
}

#[test]
fn the_first_tick_comes_between_one_and_five_seconds_after_the_load() {
    let parameters = Parameters::standard();
    let mut rng = dice("first");
    let delays: Vec<u32> = (0..5_000)
        .map(|_| after(0).next_delay_ms(&parameters, true, &mut rng))
        .collect();
    assert!(delays.iter().all(|delay| (1_000..=5_000).contains(delay)));
    assert!(*delays.iter().min().unwrap() < 1_010 && *delays.iter().max().unwrap() > 4_990);
    assert!(is_near(mean_ms(after(0), true), 3_000.0));
}

#[test]
fn three_early_ticks_have_a_mean_of_fifteen_seconds_then_a_minute_then_ten() {
    for ticks in 1..=3 {
        assert!(is_near(mean_ms(after(ticks), true), 15_000.0), "{ticks}");
    }
    for ticks in 4..12 {
        assert!(is_near(mean_ms(after(ticks), true), 60_000.0), "{ticks}");
    }
    assert!(is_near(mean_ms(after(12), true), 600_000.0));
    assert!(is_near(mean_ms(after(500), true), 600_000.0));
}

#[test]
fn a_hidden_page_goes_at_the_slow_rate() {
    assert!(is_near(mean_ms(after(1), false), 600_000.0));
    assert!(is_near(mean_ms(after(6), false), 600_000.0));
    assert!(is_near(mean_ms(after(0), false), 3_000.0));
}

#[test]
fn later_delays_are_exponential() {
    let parameters = Parameters::standard();
    let mut rng = dice("shape");
    let over = |limit: u32, rng: &mut _| {
        let longer = (0..20_000)
            .filter(|_| after(5).next_delay_ms(&parameters, true, rng) > limit)
            .count();
        f64::from(u32::try_from(longer).unwrap()) / 20_000.0
    };
    for factor in [0.5_f64, 1.0, 2.0, 3.0] {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small positive numbers"
        )]
        let share = over((factor * 60_000.0) as u32, &mut rng);
        assert!((share - (-factor).exp()).abs() < 0.012, "{factor}: {share}");
    }
}

#[test]
fn no_delay_is_longer_than_a_timer_can_hold() {
    let parameters = Parameters {
        first_min_ms: u32::MAX,
        first_max_ms: u32::MAX,
        early_mean_ms: u32::MAX,
        ..Parameters::standard()
    };
    let mut rng = dice("long");
    for ticks in 0..2 {
        for _ in 0..200 {
            assert!(after(ticks).next_delay_ms(&parameters, true, &mut rng) <= MAX_DELAY_MS);
        }
    }
}
