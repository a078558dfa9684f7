//! `demo --walk`: she reads, asks, is answered; once, over HTTP, and then the relay's files are searched.
//!
//! Exit code 0 only if the answer was read back to the letter, the search of the relay's files found none of the texts,
//! and the same search did find them where they were put on purpose.

use std::time::{Duration, Instant};

use language::{Tag, Value};

use super::member::Member;
use super::scan::{Needles, scan};
use super::seeds::{WALK_ANSWER, WALK_TEXT};
use super::stage::{PASSPHRASE, Stage};
use super::visitor::{Trouble, Visitor};
use crate::arguments::Demo;
use crate::failure::{Failure, Outcome};
use crate::files;
use crate::http::Http;
use crate::say::Say;

/// How long a person and a desk may wait for each other at the demo's pace.
const PATIENCE: Duration = Duration::from_secs(90);

/// Goes the whole way.
pub(super) fn run(arguments: &Demo, say: Say) -> Outcome {
    let mut steps = Steps::begin(say);
    let text = text_of(arguments)?;
    say.line("demo-preparing", &[]);
    let stage = Stage::build(arguments, say)?;
    let walked = walk(&stage, &text, &mut steps);
    let ended = stage.end();
    walked?;
    ended?;
    let seconds = steps.begun.elapsed().as_secs();
    say.line("walk-passed", &[("seconds", seconds.into())]);
    Ok(())
}

fn walk(stage: &Stage, text: &str, steps: &mut Steps) -> Outcome {
    let http = Http::new(stage.site(), None)?;
    steps.step("walk-open", || open_library(&http))?;
    let mut phone = steps.step("walk-panel", || {
        fetch_panel(&http)?;
        Visitor::load(&http, stage.org, Tag::Ckb)
    })?;
    let words = steps.step("walk-words", || phone.make_words())?;
    steps.step("walk-cover", || {
        let before = phone.parcels;
        phone.wait_and_tick()?;
        phone.wait_and_tick()?;
        if phone.parcels == before + 2 {
            Ok(())
        } else {
            Err("cover was not taken by the relay")
        }
    })?;
    steps.step("walk-sent", || {
        phone.write(text)?;
        phone.tick_until_sent(400, |delay| delay)
    })?;
    drop(phone);
    let member = steps.step("walk-desk", || {
        let member = Member::start(stage.desk_address())?;
        member.unlock(PASSPHRASE)?;
        let id = awaited(|| member.find(text))?;
        Ok((member, id))
    })?;
    steps.step("walk-reply", || member.0.answer(&member.1, WALK_ANSWER))?;
    let mut other_phone = steps.step("walk-published", || {
        let mut phone = Visitor::load(&http, stage.org, Tag::Ar)?;
        phone.enter(&words)?;
        phone.tick_until_found(PATIENCE)?;
        Ok(phone)
    })?;
    steps.step("walk-read", || {
        let answer = other_phone.tick_until_answered(PATIENCE)?;
        if answer == WALK_ANSWER {
            Ok(())
        } else {
            Err("the answer that was read is not the one that was written")
        }
    })?;
    drop(other_phone);
    search(stage, text, steps)
}

/// Reads the library without running anything: language, list, guide; and the page says all that reading needs.
fn open_library(http: &Http) -> Result<(), Trouble> {
    let page = |path: &str, wanted: &[&str]| {
        let answer = http
            .get(path)
            .filter(|answer| answer.status == 200)
            .ok_or("a page of the library is missing")?;
        let body =
            String::from_utf8(answer.body).map_err(|_| "a page of the library is not UTF-8")?;
        if wanted.iter().all(|wanted| body.contains(wanted)) {
            Ok(())
        } else {
            Err("a page of the library is not whole")
        }
    };
    page("/", &["کوردی", "العربية"])?;
    page("/ckb/", &["lang=\"ckb\"", "dir=\"rtl\"", "/ckb/k/2"])?;
    page("/ckb/k/2", &["lang=\"ckb\"", "dir=\"rtl\"", "<h2"])
}

/// Fetches what the guide's page names for the panel, as a browser would.
fn fetch_panel(http: &Http) -> Result<(), Trouble> {
    let answer = http.get("/ckb/k/2").ok_or("the library does not answer")?;
    let page = String::from_utf8_lossy(&answer.body).into_owned();
    let mut named = 0;
    for attribute in ["src=\"", "data-w=\"", "data-c=\""] {
        let Some(path) = page
            .split(attribute)
            .nth(1)
            .and_then(|rest| rest.split('"').next())
        else {
            return Err("the page does not name the panel's code");
        };
        let fetched = http
            .get(path)
            .filter(|answer| answer.status == 200 && !answer.body.is_empty());
        fetched.ok_or("the panel's code is missing")?;
        named += 1;
    }
    if named == 3 {
        Ok(())
    } else {
        Err("the panel's code is incomplete")
    }
}

/// The relay's files hold none of the texts; a control folder does.
fn search(stage: &Stage, text: &str, steps: &mut Steps) -> Outcome {
    let needles = Needles::of(&format!("{text}\n{WALK_ANSWER}"));
    let relay = stage.relay_folder();
    let seen = scan(&relay, &needles).map_err(|error| {
        Failure::new("store-failed")
            .with("folder", relay.display())
            .with("why", error.kind())
    })?;
    let values = [("files", seen.files.into()), ("bytes", seen.bytes.into())];
    steps.step_with("walk-scan", &values, || match (seen.files, seen.hits) {
        (0, _) => Err("the relay has no files: the search proved nothing"),
        (_, 0) => Ok(()),
        _ => Err("a part of the text stands in the relay's files"),
    })?;
    steps.step("walk-control", || {
        let folder = stage.folder().join("control");
        let piece: String = text.chars().take(40).collect();
        files::write_new(&folder.join("a"), piece.as_bytes())
            .map_err(|_| "the control could not be written")?;
        let found = scan(&folder, &needles).map_err(|_| "the control cannot be read")?;
        let removed = std::fs::remove_dir_all(&folder);
        match (found.hits, removed) {
            (0, _) => Err("the search does not find what is there"),
            (_, Err(_)) => Err("the control could not be removed"),
            _ => Ok(()),
        }
    })
}

/// Asks again and again until there is something, for as long as [`PATIENCE`].
#[expect(
    clippy::disallowed_methods,
    reason = "how long a person waits; the demo plays her"
)]
fn awaited<T>(mut look: impl FnMut() -> Result<Option<T>, Trouble>) -> Result<T, Trouble> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if let Some(found) = look()? {
            return Ok(found);
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Err("it did not come in time")
}

fn text_of(arguments: &Demo) -> Outcome<String> {
    let Some(file) = &arguments.text else {
        return Ok(WALK_TEXT.to_owned());
    };
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::new("text-unreadable")
            .with("file", file.display())
            .with("why", error.kind())
    })?;
    let text = text.trim().to_owned();
    // Shorter than the search's window, a text would be searched for in vain.
    if Needles::of(&text).count() == 0 || text.len() > 110_000 {
        return Err(Failure::new("text-length").with("file", file.display()));
    }
    Ok(text)
}

/// A line per step, with its time.
struct Steps {
    say: Say,
    begun: Instant,
}

impl Steps {
    #[expect(
        clippy::disallowed_methods,
        reason = "the time of each step is what the walk prints"
    )]
    fn begin(say: Say) -> Self {
        Self {
            say,
            begun: Instant::now(),
        }
    }

    fn step<T>(&self, id: &str, work: impl FnOnce() -> Result<T, Trouble>) -> Outcome<T> {
        self.step_with(id, &[], work)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the time of each step is what the walk prints"
    )]
    fn step_with<T>(
        &self,
        id: &str,
        values: &[(&str, Value<'_>)],
        work: impl FnOnce() -> Result<T, Trouble>,
    ) -> Outcome<T> {
        let begun = Instant::now();
        let done = work();
        let name = self.say.catalogue.attribute_with(id, values);
        match done {
            Ok(value) => {
                self.say
                    .plain(&format!("{:>8.2} s  {name}", begun.elapsed().as_secs_f64()));
                Ok(value)
            }
            Err(why) => Err(Failure::new("walk").with("step", name).with("why", why)),
        }
    }
}
