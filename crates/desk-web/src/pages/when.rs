//! Times as people say them. A desk's days are days of UTC, as everywhere in the protocol.

use desk_casework::{DAY_SECS, day_of};
use language::Value;

use super::say::Say;

const MINUTE: u64 = 60;
const HOUR: u64 = 3_600;
/// After this, a date says more than a number of days.
const DATE_AFTER: u64 = 14 * DAY_SECS;

/// A length of time, in its largest unit; in Arabic and Kurmanji in the case that follows a
/// preposition, which is how every message uses it.
pub(crate) fn span(say: Say, secs: u64) -> String {
    let (id, number) = match secs {
        0..HOUR => ("desk-span-minutes", (secs / MINUTE).max(1)),
        HOUR..DAY_SECS => ("desk-span-hours", secs / HOUR),
        _ => ("desk-span-days", secs / DAY_SECS),
    };
    say.with(id, &[("n", Value::Number(number))])
}

/// A length of time that is a promise: rounded up to whole units.
pub(crate) fn within(say: Say, secs: u64) -> String {
    let unit = if secs <= HOUR {
        MINUTE
    } else if secs <= DAY_SECS {
        HOUR
    } else {
        DAY_SECS
    };
    span(say, secs.div_ceil(unit) * unit)
}

/// When something happened: how long ago, and after two weeks its date.
pub(crate) fn ago(say: Say, at: u64, now: u64) -> String {
    let secs = now.saturating_sub(at);
    match secs {
        0..MINUTE => say.text("desk-just-now"),
        MINUTE..DATE_AFTER => say.with("desk-ago", &[("span", span(say, secs).into())]),
        _ => date(say, day_of(at), day_of(now)),
    }
}

/// A day: yesterday, today, tomorrow, or its date.
pub(crate) fn day(say: Say, day: u32, today: u32) -> String {
    match i64::from(day) - i64::from(today) {
        -1 => say.text("desk-yesterday"),
        0 => say.text("desk-today"),
        1 => say.text("desk-tomorrow"),
        _ => date(say, day, today),
    }
}

/// A date, with its year if that is not this year's.
pub(crate) fn date(say: Say, day: u32, today: u32) -> String {
    let (year, month, of_month) = civil(day);
    let month = say.text(&format!("window-month-{month}"));
    let values = [
        ("day", Value::Number(u64::from(of_month))),
        ("month", month.into()),
        ("year", say.number(year).into()),
    ];
    if year == civil(today).0 {
        return say.with("desk-date", &values[..2]);
    }
    say.with("desk-date-year", &values)
}

/// A moment as machines read it, for `datetime`: to the minute.
pub(crate) fn stamp(at: u64) -> String {
    let (year, month, day) = civil(day_of(at));
    let (hour, minute) = (at % DAY_SECS / HOUR, at % HOUR / MINUTE);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}Z")
}

/// Year, month and day of month (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn civil(day: u32) -> (u32, u32, u32) {
    // Days since 0000-03-01, so that a leap day ends a year.
    let since = u64::from(day) + 719_468;
    let (era, of_era) = (since / 146_097, since % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    (small(year), small(month), small(of_month))
}

#[cfg(test)]
mod tests {
    use language::Tag;

    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (day, date) in [
            (0, (1970, 1, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_454, (2026, 1, 1)),
            (20_780, (2026, 11, 23)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(civil(day), date);
        }
        assert_eq!(stamp(20_780 * DAY_SECS + 3_720), "2026-11-23T01:02Z");
    }

    #[test]
    fn spans_take_their_largest_unit() {
        let say = Say::new(Tag::En);
        let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
        let now = 20_780 * DAY_SECS;
        let said: Vec<_> = [
            0,
            59,
            60,
            3_599,
            3_600,
            86_399,
            86_400,
            13 * 86_400,
            15 * 86_400,
        ]
        .into_iter()
        .map(|secs| plain(ago(say, now - secs, now)))
        .collect();
        assert_eq!(
            said,
            [
                "just now",
                "just now",
                "1 minute ago",
                "59 minutes ago",
                "1 hour ago",
                "23 hours ago",
                "1 day ago",
                "13 days ago",
                "8 November",
            ]
        );
        assert_eq!(plain(date(say, 20_400, 20_780)), "8 November 2025");
        assert_eq!(day(say, 20_781, 20_780), "tomorrow");
        let promised: Vec<_> = [0, 61, 3_599, 3_601, 7_200, 82_801, 86_401]
            .into_iter()
            .map(|secs| plain(within(say, secs)))
            .collect();
        assert_eq!(
            promised,
            [
                "1 minute",
                "2 minutes",
                "1 hour",
                "2 hours",
                "2 hours",
                "1 day",
                "2 days"
            ]
        );
        // A clock that was put back makes nothing happen in the future.
        assert_eq!(ago(say, now + 500, now), "just now");
    }

    #[test]
    fn arabic_counts_as_arabic_does() {
        let say = Say::new(Tag::Ar);
        let said: Vec<_> = [1, 2, 3, 11, 100]
            .into_iter()
            .map(|days| span(say, days * DAY_SECS).replace(['\u{2068}', '\u{2069}'], ""))
            .collect();
        assert_eq!(said, ["يوم واحد", "يومين", "٣ أيام", "١١ يوماً", "١٠٠ يوم"]);
    }
}
