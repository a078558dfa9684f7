//! What came and what went, in the order of time.

use desk_casework::{
    Conversation, DayMark, Message, Note, PartKind, Reply, ReplyState, day_of, language_hint,
};
use maud::{Markup, html};

use super::{path, say::Say, when};
use crate::access::hex;

/// The thread of a conversation.
pub(super) fn show(say: Say, view: &Conversation, now: u64) -> Markup {
    let messages = view
        .messages()
        .iter()
        .map(|message| (message.received_at(), received(say, message, now)));
    let replies = view
        .replies()
        .iter()
        .map(|reply| (reply.at(), sent(say, view, reply, now)));
    let notes = view.notes().iter().map(|one| (one.at, note(say, one, now)));
    let mut entries: Vec<(u64, Markup)> = messages.chain(replies).chain(notes).collect();
    entries.sort_by_key(|(at, _)| *at);
    html! {
        @if view.earlier_messages() > 0 {
            p.quiet { (say.with("desk-earlier", &[("n", view.earlier_messages().into())])) }
        }
        @if entries.is_empty() { p.empty { (say.text("desk-thread-empty")) } }
        ol.thread { @for (_, entry) in entries { (entry) } }
    }
}

fn time(say: Say, at: u64, now: u64) -> Markup {
    html! { time datetime=(when::stamp(at)) title=(when::stamp(at)) { (when::ago(say, at, now)) } }
}

fn received(say: Say, message: &Message, now: u64) -> Markup {
    let text = message.text();
    let lang = language_hint(&text).map(language::Tag::as_str);
    html! {
        li.entry.received {
            p.meta { (say.text(kind(message.kind()))) " · " (time(say, message.received_at(), now)) }
            @if message.is_whole() {
                @if !text.is_empty() { div.m dir="auto" lang=[lang] { (text) } }
            } @else {
                @for (part, sheet) in message.sheets() {
                    @match sheet {
                        Some(sheet) => div.m dir="auto" lang=[lang] { (sheet.text) },
                        None => p.gap {
                            (say.with("desk-sheet-missing", &[
                                ("sheet", (u32::from(part) + 1).into()),
                                ("of", message.parts().into()),
                            ]))
                        },
                    }
                }
            }
            (marks(say, message))
        }
    }
}

fn kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Message | PartKind::FirstMessage => "desk-kind-message",
        PartKind::Answers => "desk-kind-answers",
        PartKind::FileReference => "desk-kind-file",
        PartKind::Opened => "desk-kind-opened",
        PartKind::ChangeWords => "desk-kind-new-words",
        PartKind::AlarmMarking => "desk-kind-alarm",
    }
}

/// An hour of difference is no news; a day is shown.
fn marks(say: Say, message: &Message) -> Markup {
    let clock = match message.day_mark() {
        DayMark::Fits => None,
        DayMark::Earlier { days } => Some(("desk-clock-earlier", days)),
        DayMark::Later { days } => Some(("desk-clock-later", days)),
    };
    html! {
        @if let Some((id, days)) = clock { p.warn { (say.with(id, &[("n", days.into())])) } }
        @if !message.keylist_known() { p.warn { (say.text("desk-keys-unknown")) } }
        @if message.is_contradicted() { p.warn { (say.text("desk-contradicted")) } }
    }
}

fn sent(say: Say, view: &Conversation, reply: &Reply, now: u64) -> Markup {
    let today = day_of(now);
    let state = reply.state(today);
    let (name, class) = if reply.is_automatic() {
        ("desk-kind-automatic", "entry automatic")
    } else {
        ("desk-kind-reply", "entry sent")
    };
    let is_going = matches!(state, ReplyState::Waits { .. } | ReplyState::Late { .. });
    html! {
        li class=(class) {
            p.meta { (say.text(name)) " · " (time(say, reply.at(), now)) }
            @if !reply.text().is_empty() {
                div.m dir="auto" lang=[language_hint(reply.text()).map(language::Tag::as_str)] {
                    (reply.text())
                }
            }
            div.foot {
                p.state { (state_of(say, state, today)) }
                @if is_going && !reply.is_automatic() {
                    form method="post" action=(format!("{}/withdraw", path(view.id()))) {
                        input type="hidden" name="reply" value=(hex(&reply.id().0));
                        button.plain type="submit" { (say.text("desk-withdraw")) }
                    }
                }
            }
        }
    }
}

/// Where a reply is: waiting, partly out, out, taken back.
fn state_of(say: Say, state: ReplyState, today: u32) -> String {
    let parts = |out: u8, of: u8| [("out", out.into()), ("of", of.into())];
    match state {
        ReplyState::Waits { until_day, out, of } => {
            let waits = if until_day == today {
                say.text("desk-reply-today")
            } else {
                let day = when::day(say, until_day, today);
                say.with("desk-reply-waits", &[("day", day.into())])
            };
            if out == 0 && of == 1 {
                return waits;
            }
            let done = say.with("desk-reply-parts", &parts(out, of));
            format!("{waits} {done}")
        }
        ReplyState::Late { out, of } => say.with("desk-reply-late", &parts(out, of)),
        ReplyState::Published { day } => {
            let day = when::day(say, day, today);
            say.with("desk-reply-published", &[("day", day.into())])
        }
        ReplyState::Withdrawn { out: 0, .. } => say.text("desk-reply-withdrawn"),
        ReplyState::Withdrawn { out, of } => {
            say.with("desk-reply-withdrawn-parts", &parts(out, of))
        }
    }
}

fn note(say: Say, note: &Note, now: u64) -> Markup {
    html! {
        li.entry.note {
            p.meta { (say.text("desk-kind-note")) " · " (time(say, note.at, now)) }
            div.m dir="auto" { (note.text) }
        }
    }
}
