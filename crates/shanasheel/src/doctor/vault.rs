//! What `doctor` sees of a vault: the store itself, its backup, the certificate, the clock, the way to the relay.

use std::path::Path;

use desk_vault::{Report, Vault};
use desk_web::engine::Desk;
use drop_wire::KeyList;

use super::{Findings, Mark};
use crate::certify::{clock_fault, newest_list_of};
use crate::date;
use crate::failure::Outcome;
use crate::found::{desk_failure, vault_failure};
use crate::http::Http;
use crate::{passphrase, system};

/// A backup older than this is worth a look: docs/found.md asks for one every week.
const BACKUP_DAYS: u64 = 14;
/// From so many days before the end the root should come out.
const ROOT_DAYS: u64 = 30;

/// Opens the vault and looks at all of it.
pub(super) fn look(folder: &Path, proxy: Option<&str>, findings: &Findings) -> Outcome {
    let passphrase = passphrase::ask(findings.say, "passphrase-ask")?;
    let now = system::now();
    let opened = Vault::open(folder, &passphrase).map_err(|error| vault_failure(error, folder))?;
    let report = opened
        .check(now)
        .map_err(|error| vault_failure(error, folder))?;
    store(&report, now, findings);
    let in_desk = |error| desk_failure(error, folder);
    let desk = Desk::open(opened, now).map_err(in_desk)?;
    let list = newest_list_of(&desk).map_err(in_desk)?;
    certificate(&list, now, findings);
    if let Some(fault) = clock_fault(&list, now) {
        let id = if fault.is_behind {
            "doctor-clock-behind"
        } else {
            "doctor-clock-ahead"
        };
        let last = date::minute(fault.last);
        findings.say(Mark::Bad, id, &[("date", last.into())]);
    }
    for address in desk.relay_addresses() {
        let http = Http::new(&address, proxy)?;
        relay(&http, &list, findings);
    }
    Ok(())
}

fn store(report: &Report, now: u64, findings: &Findings) {
    if report.is_whole() {
        findings.say(Mark::Good, "doctor-vault-whole", &[]);
    } else {
        findings.say(Mark::Bad, "doctor-vault-broken", &[]);
    }
    let Some(at) = report.backup_at else {
        findings.say(Mark::Bad, "doctor-backup-never", &[]);
        return;
    };
    let days = now.saturating_sub(at) / 86_400;
    let mark = if days > BACKUP_DAYS {
        Mark::Look
    } else {
        Mark::Good
    };
    findings.say(mark, "doctor-backup-age", &[("days", days.into())]);
}

fn certificate(list: &KeyList, now: u64, findings: &Findings) {
    let until = u64::from(list.issuer_until_day);
    let today = now / 86_400;
    let (mark, id) = if today > until {
        (Mark::Bad, "doctor-root-over")
    } else if today + ROOT_DAYS > until {
        (Mark::Look, "doctor-root-soon")
    } else {
        (Mark::Good, "doctor-root-good")
    };
    findings.say(mark, id, &[("date", date::day(until).into())]);
}

/// What the relay serves as the key list tells whether it is ours and whether a desk has been there.
fn relay(http: &Http, ours: &KeyList, findings: &Findings) {
    let answer = http.get(drop_wire::path::KEYS);
    let (mark, id) = match answer {
        None => (Mark::Look, "doctor-relay-silent"),
        Some(answer) if answer.status == 404 => (Mark::Look, "doctor-relay-empty"),
        Some(answer) => match KeyList::decode(&answer.body) {
            Ok(list) if list.org_id == ours.org_id => (Mark::Good, "doctor-relay-answers"),
            _ => (Mark::Bad, "doctor-relay-other"),
        },
    };
    findings.say(mark, id, &[("address", http.base().into())]);
}
