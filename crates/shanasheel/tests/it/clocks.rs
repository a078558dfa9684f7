//! The desk's clock is wrong, the relay's is right, and a phone's is never asked.

use crate::support::browser::Browser;
use crate::support::http::{get, port_of};
use crate::support::organisation::{Organisation, PASSPHRASE};
use crate::support::phone::Phone;
use crate::support::program::{Running, program};
use crate::support::{awaited, put};

const HOUR: i64 = 3_600;

/// A question and its answer, with a desk whose clock is wrong by so many seconds.
fn question_and_answer(wrong_secs: i64) {
    let home = Organisation::found();
    let turn = |secs: i64| {
        put(&home.at("relay-clock"), secs.to_string());
        put(&home.at("desk-clock"), (secs + wrong_secs).to_string());
    };
    turn(0);
    let start = |arguments: &[&str], clock: &str| {
        let mut command = program(&["--lang", "en"]);
        command
            .args(arguments)
            .env("SHANASHEEL_MOVED_CLOCK", home.at(clock));
        Running::start(&mut command, &[])
    };
    let config = home.arg("relay.toml");
    let mut relay = start(&["relay", "--config", &config], "relay-clock");
    let port = port_of(&relay.address());
    let mut desk = start(&["desk", "--vault", &home.arg("vault")], "desk-clock");
    let browser = Browser::start(&desk.address());
    assert_eq!(browser.unlock(PASSPHRASE).status, 303);
    let published = || get(port, "/k").filter(|answer| answer.status == 200);
    awaited(60, published).unwrap_or_else(|| panic!("{}", browser.get("/state").text()));

    let mut phone = Phone::load(port, home.org).unwrap();
    let words = phone.make_words();
    phone.write("is the clock of any importance?");
    drop(phone);
    let mut secs = 0;
    let mut until = |look: &mut dyn FnMut() -> Option<String>| loop {
        assert_eq!(browser.get("/state").status, 200, "the desk is locked");
        if let Some(found) = awaited(3, &mut *look) {
            return found;
        }
        assert!(secs < 6 * HOUR, "{}", browser.get("/state").text());
        secs += 10 * 60;
        turn(secs);
    };
    let id = until(&mut || browser.find("is the clock of any importance?"));
    let fields = [("text", "not for you"), ("confirm", "1")];
    assert_eq!(browser.post(&format!("/c/{id}/reply"), &fields).status, 303);
    let answer = until(&mut || Phone::answer(port, home.org, &words));
    assert_eq!(answer, "not for you");
    assert!(desk.stop().success() && relay.stop().success());
}

#[test]
fn a_desk_whose_clock_is_an_hour_behind_is_asked_and_answers() {
    question_and_answer(-HOUR);
}

#[test]
fn a_desk_whose_clock_is_a_day_ahead_is_asked_and_answers() {
    question_and_answer(24 * HOUR);
}
