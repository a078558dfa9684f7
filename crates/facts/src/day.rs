//! A calendar day, counted from 1 January 1970. No clock: the caller says which day it is.

use std::fmt;

/// Seconds in a day; the wire's day number is unix seconds divided by this.
const DAY_SECS: u64 = 86_400;

/// A day of the Gregorian calendar, as days since 1970-01-01 (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    /// The last day that [`Day::parse`] accepts, 9999-12-31.
    pub const LAST: Self = Self(2_932_896);

    /// The day with this number of days since 1970-01-01; numbers past [`Day::LAST`] become it.
    #[must_use]
    pub fn from_number(days: u32) -> Self {
        Self(days).min(Self::LAST)
    }

    /// The day in which this unix second falls.
    #[must_use]
    pub fn from_unix(now_secs: u64) -> Self {
        u32::try_from(now_secs / DAY_SECS).map_or(Self::LAST, Self::from_number)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// The day of this date, or `None` if the calendar has no such day from 1970 to 9999.
    #[must_use]
    pub fn from_date(year: u32, month: u32, day: u32) -> Option<Self> {
        let exists = (1970..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        if !exists {
            return None;
        }
        // Days from civil, with the year beginning in March so that a leap day comes last.
        let year_from_march = if month <= 2 { year - 1 } else { year };
        let month_from_march = (month + 9) % 12;
        let before_year = year_from_march * 365 + year_from_march / 4 - year_from_march / 100
            + year_from_march / 400;
        let before_month = (month_from_march * 153 + 2) / 5;
        // 719,468 days lie between 0000-03-01 and 1970-01-01.
        Some(Self(before_year + before_month + (day - 1) - 719_468))
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn date(self) -> (u32, u32, u32) {
        let days = self.0 + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = era * 400 + year_of_era + u32::from(month <= 2);
        (year, month, day)
    }

    /// Reads `2026-11-01` and nothing else; `None` for any other text or a day that does not exist.
    ///
    /// ```
    /// use facts::Day;
    /// assert_eq!(Day::parse("2026-11-01").map(Day::number), Some(20_758));
    /// assert_eq!(Day::parse("2026-02-30"), None);
    /// assert_eq!(Day::parse("1.11.2026"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        let number = |range| text.get(range).and_then(|digits: &str| digits.parse().ok());
        Self::from_date(number(0..4)?, number(5..7)?, number(8..10)?)
    }
}

/// Writes the day as `2026-11-01`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
