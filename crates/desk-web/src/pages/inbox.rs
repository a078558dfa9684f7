//! The inbox: who waits longest is first.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use desk_casework::{Conversation, DayMark, Status, Summary};
use desk_vault::{InboxCounts, InboxFilter};
use maud::{Markup, html};

use super::frame::{Entry, Page};
use super::{AUTOMATIC, code, nothing_here, path, say::Say, state, when, with_desk};
use crate::App;
use crate::engine::{Desk, DeskError};

/// Rows of one page.
const ROWS: u32 = 50;
/// An excerpt of this many characters was cut.
const EXCERPT_CHARS: usize = 80;
/// The inbox comes again after this many seconds; that is no use of the desk.
const REFRESH_SECS: u64 = 60;

/// Which rows somebody looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Waiting,
    Answered,
    Closed,
    All,
}

impl Filter {
    const EVERY: [Self; 4] = [Self::Waiting, Self::Answered, Self::Closed, Self::All];

    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }

    fn path(self) -> String {
        match self {
            Self::Waiting => "/inbox".to_owned(),
            _ => format!("/inbox/{}", self.word()),
        }
    }

    fn count(self, counts: &InboxCounts) -> u32 {
        match self {
            Self::Waiting => counts.waiting,
            Self::Answered => counts.answered,
            Self::Closed => counts.closed,
            Self::All => [
                counts.waiting,
                counts.answered,
                counts.no_question,
                counts.closed,
            ]
            .into_iter()
            .fold(0, u32::saturating_add),
        }
    }

    fn of_vault(self) -> InboxFilter {
        match self {
            Self::Waiting => InboxFilter::Waiting,
            Self::Answered => InboxFilter::Answered,
            Self::Closed => InboxFilter::Closed,
            Self::All => InboxFilter::All,
        }
    }
}

/// `GET /inbox`.
pub(crate) async fn waiting(State(app): State<Arc<App>>) -> Response {
    show(app, Filter::Waiting, 1).await
}

/// `GET /inbox/{filter}`.
pub(crate) async fn filtered(State(app): State<Arc<App>>, Path(word): Path<String>) -> Response {
    paged(State(app), Path((word, "1".to_owned()))).await
}

/// `GET /inbox/{filter}/{page}`, pages from 1.
pub(crate) async fn paged(
    State(app): State<Arc<App>>,
    Path((word, page)): Path<(String, String)>,
) -> Response {
    let filter = Filter::EVERY
        .into_iter()
        .find(|filter| filter.word() == word);
    let page = page
        .parse::<u32>()
        .ok()
        .filter(|page| (1..100_000).contains(page));
    match (filter, page) {
        (Some(filter), Some(page)) => show(app, filter, page).await,
        _ => nothing_here(Say::of(&app)),
    }
}

/// A row with what its summary does not say.
struct Row {
    summary: Summary,
    clock_differs: bool,
    keys_unknown: bool,
}

async fn show(app: Arc<App>, filter: Filter, page: u32) -> Response {
    with_desk(app, move |app, say, desk| {
        let counts = desk.reader().inbox_counts()?;
        let rows = rows(desk, filter, page)?;
        let more = filter.count(&counts) > page.saturating_mul(ROWS);
        let here = match page {
            1 => filter.path(),
            _ => format!("/inbox/{}/{page}", filter.word()),
        };
        let now = app.now();
        let body = html! {
            h1.visually-hidden { (say.text("desk-inbox")) }
            (state::pointer(app, say, desk, now))
            (filters(say, filter, &counts))
            @if rows.is_empty() {
                (empty(say, filter, &counts))
            } @else {
                ol.rows { @for row in &rows { (row_of(say, row, now)) } }
                (pages(say, filter, page, more))
            }
        };
        let again = format!("{here}?{AUTOMATIC}");
        Ok(Page::new(say)
            .entry(Entry::Inbox)
            .languages(here)
            .refresh(REFRESH_SECS, again)
            .show(body))
    })
    .await
}

fn rows(desk: &Desk, filter: Filter, page: u32) -> Result<Vec<Row>, DeskError> {
    let reader = desk.reader();
    let summaries = reader.inbox(filter.of_vault(), ROWS, (page - 1).saturating_mul(ROWS))?;
    let mut rows = Vec::with_capacity(summaries.len());
    for summary in summaries {
        let view = reader.conversation(summary.id)?;
        let messages = view
            .as_ref()
            .map(Conversation::messages)
            .unwrap_or_default();
        rows.push(Row {
            clock_differs: messages
                .iter()
                .any(|message| message.day_mark() != DayMark::Fits),
            keys_unknown: messages.iter().any(|message| !message.keylist_known()),
            summary,
        });
    }
    Ok(rows)
}

fn filters(say: Say, open: Filter, counts: &InboxCounts) -> Markup {
    html! {
        nav.filters aria-label=(say.attribute("desk-filters")) {
            @for filter in Filter::EVERY {
                a href=(filter.path()) aria-current=[(filter == open).then_some("page")] {
                    (say.text(&format!("desk-filter-{}", filter.word())))
                    " "
                    span.count { (say.number(filter.count(counts))) }
                }
            }
        }
    }
}

fn row_of(say: Say, row: &Row, now: u64) -> Markup {
    let summary = &row.summary;
    html! {
        li {
            a.row href=(path(summary.id)) {
                span.first {
                    bdi.code dir="ltr" { (code(summary.id)) }
                    " "
                    @if summary.unread { span.mark.new { (say.text("desk-mark-unread")) } " " }
                    (status(say, summary.status, now))
                    @if let Some(tag) = summary.language {
                        " "
                        span.language { bdi lang=(tag.as_str()) { (tag.native_name()) } }
                    }
                }
                @if summary.excerpt.is_empty() {
                    span.excerpt.quiet { (say.text("desk-no-text")) }
                } @else {
                    span.excerpt dir="auto" lang=[summary.language.map(language::Tag::as_str)] {
                        (summary.excerpt)
                        @if summary.excerpt.chars().count() >= EXCERPT_CHARS { "…" }
                    }
                }
                @if summary.incomplete || summary.alarm || row.clock_differs || row.keys_unknown {
                    span.marks {
                        @if summary.alarm { span.mark { (say.text("desk-mark-alarm")) } " " }
                        @if summary.incomplete { span.mark { (say.text("desk-mark-incomplete")) } " " }
                        @if row.keys_unknown { span.mark { (say.text("desk-mark-keys")) } " " }
                        @if row.clock_differs { span.mark { (say.text("desk-mark-clock")) } }
                    }
                }
            }
        }
    }
}

/// Where a conversation stands and since when.
pub(super) fn status(say: Say, status: Status, now: u64) -> Markup {
    let (id, at) = match status {
        Status::Waiting { since } => ("desk-status-waiting", Some(since)),
        Status::Answered { at } => ("desk-status-answered", Some(at)),
        Status::Closed { at } => ("desk-status-closed", Some(at)),
        Status::NoQuestion => ("desk-status-no-question", None),
    };
    let when = at.map_or_else(String::new, |at| match status {
        Status::Waiting { .. } => when::span(say, now.saturating_sub(at)),
        _ => when::ago(say, at, now),
    });
    let text = say.with(id, &[("when", when.into())]);
    let is_waiting = matches!(status, Status::Waiting { .. });
    html! {
        span.status.waiting[is_waiting] {
            @match at {
                Some(at) => time datetime=(when::stamp(at)) { (text) },
                None => (text),
            }
        }
    }
}

fn pages(say: Say, filter: Filter, page: u32, more: bool) -> Markup {
    let to = |page: u32| format!("/inbox/{}/{page}", filter.word());
    html! {
        @if page > 1 || more {
            nav.pages aria-label=(say.attribute("desk-pages")) {
                @if page > 1 { a rel="prev" href=(to(page - 1)) { (say.text("desk-page-before")) } }
                @if more { a rel="next" href=(to(page + 1)) { (say.text("desk-page-after")) } }
            }
        }
    }
}

fn empty(say: Say, filter: Filter, counts: &InboxCounts) -> Markup {
    let id = match filter {
        _ if Filter::All.count(counts) == 0 => "desk-empty-first",
        Filter::Waiting => "desk-empty-waiting",
        Filter::Answered => "desk-empty-answered",
        Filter::Closed => "desk-empty-closed",
        Filter::All => "desk-empty-page",
    };
    html! {
        div.empty {
            p { (say.text(id)) }
            @if id == "desk-empty-first" {
                p.quiet { (say.text("desk-empty-first-next")) " " a href="/state" { (say.text("desk-state")) } }
            }
        }
    }
}
