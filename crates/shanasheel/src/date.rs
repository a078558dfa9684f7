//! Days as people write them, in UTC and in the order that sorts.

/// A moment as `2026-11-23 07:05`; `now` in unix seconds.
pub(crate) fn minute(now: u64) -> String {
    let minutes = now % 86_400 / 60;
    format!(
        "{} {:02}:{:02}",
        day(now / 86_400),
        minutes / 60,
        minutes % 60
    )
}

/// A day as `2026-11-23`; `day` in days since 1970-01-01 (after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
pub(crate) fn day(day: u64) -> String {
    let days = day + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day_of_month:02}")
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(minute(0), "1970-01-01 00:00");
        assert_eq!(minute(951_782_400), "2000-02-29 00:00");
        assert_eq!(minute(1_795_417_500), "2026-11-23 07:05");
    }
}
