//! How things stand, in words: the relay, the crowd, the outbox, the backup, the clock.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use desk_casework::{DAY_SECS, day_of};
use maud::{Markup, html};

use super::frame::{Entry, Page};
use super::{error_key, notice, say::Say, see_other, when, with_desk};
use crate::App;
use crate::engine::{ClockTrouble, Desk, DeskError, RelayError};

/// A crowd below this hides little.
const CROWD_GOOD: u32 = 50;
/// A contact older than this is worth a look.
const CONTACT_OLD_SECS: u64 = 3_600;
/// A backup older than this is worth a look.
const BACKUP_OLD_SECS: u64 = 7 * DAY_SECS;
/// How long a page without a form waits beyond the idle time before it asks to be locked.
const IDLE_MARGIN_SECS: u64 = 5;

/// A line of the page.
struct Line {
    name: &'static str,
    value: String,
    /// What to do, or what it means.
    hint: Option<Markup>,
    bad: bool,
}

/// `GET /state`.
pub(crate) async fn show(State(app): State<Arc<App>>) -> Response {
    with_desk(app, |app, say, desk| {
        let now = app.now();
        let body = html! {
            h1 { (say.text("desk-state")) }
            (trouble(app, say, desk))
            dl.state {
                @for line in lines(say, desk, now)? {
                    div.bad[line.bad] {
                        dt {
                            (say.text(line.name))
                            @if line.bad { " " span.mark { (say.text("desk-mark-look")) } }
                        }
                        dd {
                            p { (line.value) }
                            @if let Some(hint) = line.hint { p.quiet { (hint) } }
                        }
                    }
                }
            }
            p.quiet { (say.text("desk-state-days")) }
        };
        Ok(Page::new(say)
            .entry(Entry::State)
            .languages("/state")
            .refresh(app.idle_secs().saturating_add(IDLE_MARGIN_SECS), "/idle")
            .show(body))
    })
    .await
}

/// On the inbox: that somebody should look at the state.
pub(super) fn pointer(app: &App, say: Say, desk: &Desk, now: u64) -> Markup {
    let status = desk.status();
    let is_cut_off = status.relay.is_some()
        && status
            .last_contact
            .is_none_or(|at| now.saturating_sub(at) > CONTACT_OLD_SECS);
    let is_bad = is_cut_off
        || app.trouble().is_some()
        || status.clock.is_some()
        || status.relay_ahead.is_some()
        || status.root_needed.is_some();
    html! {
        @if is_bad {
            p.warn { (say.text("desk-state-look")) " " a href="/state" { (say.text("desk-state")) } }
        }
    }
}

/// What stops the work until somebody acts.
fn trouble(app: &App, say: Say, desk: &Desk) -> Markup {
    let status = desk.status();
    html! {
        @if let Some(error) = app.trouble() { (notice(say, error_key(error))) }
        @match status.clock {
            Some(ClockTrouble::Leap { days }) => div.alert role="alert" {
                p { strong { (say.with("desk-clock-leap", &[("n", days.into())])) } }
                p { (say.text("desk-clock-leap-next")) }
                form method="post" action="/state/clock" {
                    button.plain type="submit" { (say.text("desk-clock-right")) }
                }
            },
            Some(ClockTrouble::Behind { secs }) => div.alert role="alert" {
                p { strong {
                    (say.with("desk-clock-behind", &[("span", when::span(say, secs).into())]))
                } }
                p { (say.text("desk-clock-behind-next")) }
            },
            None => {}
        }
        @if status.relay_ahead.is_some() {
            div.alert role="alert" {
                p { strong { (say.text("desk-relay-ahead")) } }
                p { (say.text("desk-relay-ahead-next")) }
            }
        }
    }
}

fn lines(say: Say, desk: &Desk, now: u64) -> Result<Vec<Line>, DeskError> {
    let status = desk.status();
    let today = day_of(now);
    let mut lines = vec![
        relay(say, status.last_contact, status.relay, now),
        crowd(say, status.crowd),
        Line {
            name: "desk-state-backlog",
            value: match status.backlog {
                0 => say.text("desk-state-backlog-none"),
                n => say.with("desk-state-backlog-n", &[("n", n.into())]),
            },
            hint: Some(say.markup("desk-state-backlog-hint")),
            bad: false,
        },
        edition(say, desk, now)?,
        backup(say, desk, now)?,
        Line {
            name: "desk-state-list",
            value: say.number(
                desk.reader()
                    .newest_key_list()?
                    .map_or(0, |(version, _)| version),
            ),
            hint: Some(say.markup("desk-state-list-hint")),
            bad: false,
        },
    ];
    if let Some(day) = status.root_needed {
        let until = when::date(say, day, today);
        lines.push(Line {
            name: "desk-state-root",
            value: say.with("desk-state-root-until", &[("day", until.into())]),
            hint: Some(say.markup("desk-state-root-hint")),
            bad: true,
        });
    }
    Ok(lines)
}

fn relay(say: Say, contact: Option<u64>, error: Option<RelayError>, now: u64) -> Line {
    let value = match contact {
        Some(at) => say.with(
            "desk-state-contact",
            &[("when", when::ago(say, at, now).into())],
        ),
        None => say.text("desk-state-contact-none"),
    };
    let hint = error.map(|error| match error {
        RelayError::Unreachable => "desk-relay-unreachable",
        RelayError::Busy => "desk-relay-busy",
        RelayError::Forbidden => "desk-relay-forbidden",
        RelayError::Conflict => "desk-relay-conflict",
        RelayError::Absent | RelayError::Strange => "desk-relay-strange",
    });
    let is_old = contact.is_none_or(|at| now.saturating_sub(at) > CONTACT_OLD_SECS);
    Line {
        name: "desk-state-relay",
        value,
        hint: hint.map(|hint| say.markup(hint)),
        bad: error.is_some() || is_old,
    }
}

/// Honest about small crowds: in one, the time of a message says much.
fn crowd(say: Say, crowd: u32) -> Line {
    let hint = match crowd {
        0 => "desk-state-crowd-none-hint",
        1..CROWD_GOOD => "desk-state-crowd-small",
        _ => "desk-state-crowd-hint",
    };
    Line {
        name: "desk-state-crowd",
        value: match crowd {
            0 => say.text("desk-state-crowd-none"),
            n => say.with("desk-state-crowd-n", &[("n", n.into())]),
        },
        hint: Some(say.markup(hint)),
        bad: false,
    }
}

fn edition(say: Say, desk: &Desk, now: u64) -> Result<Line, DeskError> {
    let slot_secs = u64::from(desk.parameters().slot_secs);
    let newest = desk.reader().newest_edition_slot()?;
    let at = newest.map(|slot| slot.saturating_mul(slot_secs));
    let is_old = at.is_none_or(|at| now.saturating_sub(at) > 3 * slot_secs.max(600));
    Ok(Line {
        name: "desk-state-edition",
        value: at.map_or_else(
            || say.text("desk-state-edition-none"),
            |at| when::ago(say, at, now),
        ),
        hint: Some(say.markup("desk-state-edition-hint")),
        bad: is_old,
    })
}

fn backup(say: Say, desk: &Desk, now: u64) -> Result<Line, DeskError> {
    let at = desk.reader().backup_at()?;
    let is_old = at.is_none_or(|at| now.saturating_sub(at) > BACKUP_OLD_SECS);
    Ok(Line {
        name: "desk-state-backup",
        value: at.map_or_else(
            || say.text("desk-state-backup-none"),
            |at| when::ago(say, at, now),
        ),
        hint: is_old.then(|| say.markup("desk-state-backup-hint")),
        bad: is_old,
    })
}

/// `POST /state/clock`: somebody looked at the clock, and it is right.
pub(crate) async fn accept_clock(State(app): State<Arc<App>>) -> Response {
    with_desk(app, |app, _, desk| {
        desk.accept_clock(app.now())?;
        Ok(see_other("/state"))
    })
    .await
}
