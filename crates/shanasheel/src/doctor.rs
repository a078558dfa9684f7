//! `doctor`: says what is wrong and what to do. Changes nothing.

use crate::arguments::Doctor;
use crate::failure::Outcome;
#[cfg(feature = "relay")]
use crate::relay_file::RelayFile;
use crate::say::Say;
use crate::system;

/// How a finding is marked. A build finds only what belongs to its roles.
#[cfg_attr(
    not(any(feature = "desk", feature = "window")),
    expect(
        dead_code,
        reason = "the relay alone finds nothing that is bad and goes on"
    )
)]
#[derive(Clone, Copy)]
enum Mark {
    Good,
    Look,
    Bad,
}

/// Looks at the clock, this program, and what the command line names.
pub(crate) fn run(arguments: &Doctor, say: Say) -> Outcome {
    let finding = |mark: Mark, id: &str, values: &[(&str, language::Value<'_>)]| {
        let mark = match mark {
            Mark::Good => "doctor-good",
            Mark::Look => "doctor-look",
            Mark::Bad => "doctor-bad",
        };
        let mark = say.catalogue.attribute(mark);
        say.plain(&format!(
            "[{mark}] {}",
            say.catalogue.attribute_with(id, values)
        ));
    };
    finding(
        Mark::Look,
        "doctor-clock",
        &[("date", date(system::now()).into())],
    );
    #[cfg(feature = "window")]
    {
        let whole = crate::guides::contact_code_is_whole();
        finding(
            if whole { Mark::Good } else { Mark::Bad },
            if whole {
                "doctor-wasm"
            } else {
                "doctor-wasm-broken"
            },
            &[],
        );
        finding(Mark::Look, "doctor-second-engine", &[]);
    }
    #[cfg(feature = "relay")]
    if let Some(path) = &arguments.config {
        let file = RelayFile::read(path)?;
        finding(Mark::Good, "doctor-relay-file", &[]);
        let relay = crate::serve::open(&file)?;
        let checked = relay.check();
        let closed = relay.close();
        checked
            .and(closed)
            .map_err(|error| crate::serve::store_failure(&file, error))?;
        finding(Mark::Good, "doctor-store-whole", &[]);
    }
    #[cfg(feature = "desk")]
    if let Some(folder) = &arguments.vault {
        vault(folder, say, &finding)?;
    }
    Ok(())
}

#[cfg(feature = "desk")]
fn vault(
    folder: &std::path::Path,
    say: Say,
    finding: &impl Fn(Mark, &str, &[(&str, language::Value<'_>)]),
) -> Outcome {
    use crate::found::{desk_failure, vault_failure};
    use crate::http::Http;

    let passphrase = crate::passphrase::ask(say, "passphrase-ask")?;
    let now = system::now();
    let opened = desk_vault::Vault::open(folder, &passphrase)
        .map_err(|error| vault_failure(error, folder))?;
    let report = opened
        .check(now)
        .map_err(|error| vault_failure(error, folder))?;
    if report.is_whole() {
        finding(Mark::Good, "doctor-vault-whole", &[]);
    } else {
        finding(Mark::Bad, "doctor-vault-broken", &[]);
    }
    match report.backup_at {
        None => finding(Mark::Bad, "doctor-backup-never", &[]),
        Some(at) => {
            let days = now.saturating_sub(at) / 86_400;
            let mark = if days > 14 { Mark::Look } else { Mark::Good };
            finding(mark, "doctor-backup-age", &[("days", days.into())]);
        }
    }
    let desk =
        desk_web::engine::Desk::open(opened, now).map_err(|error| desk_failure(error, folder))?;
    for address in desk.relay_addresses() {
        let answers = Http::new(&address, None)?
            .get(drop_wire::path::KEYS)
            .is_some_and(|answer| answer.status == 200);
        let (mark, id) = if answers {
            (Mark::Good, "doctor-relay-answers")
        } else {
            (Mark::Look, "doctor-relay-silent")
        };
        finding(mark, id, &[("address", address.into())]);
    }
    Ok(())
}

/// A moment as `2026-11-23 07:05`, UTC (days to civil date after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn date(now: u64) -> String {
    let days = now / 86_400 + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let minutes = now % 86_400 / 60;
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}",
        minutes / 60,
        minutes % 60
    )
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(date(0), "1970-01-01 00:00");
        assert_eq!(date(951_782_400), "2000-02-29 00:00");
        assert_eq!(date(1_795_417_500), "2026-11-23 07:05");
    }
}
