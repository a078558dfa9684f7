//! The root comes out once in three months; the clock is moved on by as much.

use std::path::Path;
use std::process::Command;

use crate::support::browser::Browser;
use crate::support::http::get;
use crate::support::organisation::{Organisation, PASSPHRASE, ROOT_PASSPHRASE};
use crate::support::phone::Phone;
use crate::support::program::{Running, Said, program, run, text};
use crate::support::{awaited, put};

const DAY: u64 = 86_400;

/// An organisation whose programs live some days later than this test.
struct Later {
    home: Organisation,
}

impl Later {
    fn day(&self, days: u64) {
        put(&self.home.at("moved"), (days * DAY).to_string());
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(&["--lang", "en"]);
        command.args(arguments);
        command.env("SHANASHEEL_MOVED_CLOCK", self.home.at("moved"));
        command
    }

    fn doctor(&self) -> Said {
        let vault = self.home.arg("vault");
        run(
            &mut self.command(&["doctor", "--vault", &vault]),
            &[PASSPHRASE],
        )
    }

    fn certify(&self, root: &Path, typed: &[&str]) -> Said {
        let vault = self.home.arg("vault");
        let mut command = self.command(&["certify", "--vault", &vault, "--root", text(root)]);
        run(&mut command, typed)
    }

    /// Opens the desk until the relay has its newest papers: a key list and an index of this day.
    fn publish(&self, port: u16) {
        let before = get(port, "/o/index").map(|answer| answer.body);
        let vault = self.home.arg("vault");
        let mut desk = Running::start(&mut self.command(&["desk", "--vault", &vault]), &[]);
        let browser = Browser::start(&desk.address());
        assert_eq!(browser.unlock(PASSPHRASE).status, 303);
        let newer = || {
            let index = get(port, "/o/index")?;
            (index.status == 200 && Some(&index.body) != before.as_ref()).then_some(())
        };
        awaited(60, newer).unwrap_or_else(|| panic!("{}", browser.get("/state").text()));
        assert!(desk.stop().success());
    }
}

#[test]
fn a_root_that_signs_on_day_85_carries_the_organisation_over_day_120() {
    let later = Later {
        home: Organisation::found(),
    };
    later.day(0);
    let config = later.home.arg("relay.toml");
    let mut relay = Running::start(&mut later.command(&["relay", "--config", &config]), &[]);
    let port = crate::support::http::port_of(&relay.address());
    later.publish(port);
    assert!(later.doctor().out.contains("[good] The root is not needed"));

    later.day(85);
    let said = later.doctor();
    assert!(
        said.out.contains("[look] The certificate ends on"),
        "{}",
        said.out
    );
    let root = later.home.at("root");
    let other = Organisation::found();
    for (root, typed, code) in [
        (
            later.home.at("nowhere"),
            [PASSPHRASE, ROOT_PASSPHRASE],
            "root-missing",
        ),
        (
            root.clone(),
            [PASSPHRASE, "not that one at all"],
            "root-passphrase",
        ),
        (
            root.clone(),
            ["not that one at all", ROOT_PASSPHRASE],
            "vault-passphrase",
        ),
        (
            other.at("root"),
            [PASSPHRASE, ROOT_PASSPHRASE],
            "root-other",
        ),
    ] {
        let said = later.certify(&root, &typed);
        assert_eq!(said.code, Some(1));
        assert!(said.err.contains(&format!("[{code}]")), "{}", said.err);
    }
    let copy = later.home.at("uncertified");
    copy_files(&later.home.at("vault"), &copy);
    let said = later.certify(&root, &[PASSPHRASE, ROOT_PASSPHRASE]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("The root has signed"), "{}", said.out);
    later.publish(port);

    later.day(120);
    assert!(later.doctor().out.contains("[good] The root is not needed"));
    later.publish(port);
    let org = later.home.org;
    let mut phone = Phone::load(port, org).unwrap();
    let words = phone.make_words();
    phone.write("a question of the hundred and twentieth day");
    assert_eq!(Phone::answer(port, org, &words), None);
    assert!(relay.stop().success());

    // The same vault without the signature: the doctor says that nobody can write.
    let mut uncertified = later.command(&["doctor", "--vault", text(&copy)]);
    let said = run(&mut uncertified, &[PASSPHRASE]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.out.contains("[bad] The certificate ended on"),
        "{}",
        said.out
    );
    assert!(said.err.contains("[findings]"), "{}", said.err);
}

#[test]
fn a_clock_that_is_years_ahead_or_behind_gets_no_certificate() {
    let later = Later {
        home: Organisation::found(),
    };
    let root = later.home.at("root");
    for days in ["1100", "-400"] {
        let secs = days.parse::<i64>().unwrap() * i64::try_from(DAY).unwrap();
        put(&later.home.at("moved"), secs.to_string());
        let said = later.certify(&root, &[PASSPHRASE, ROOT_PASSPHRASE]);
        assert_eq!(said.code, Some(1), "{}", said.out);
        assert!(said.err.contains("[clock-wrong]"), "{}", said.err);
        let said = later.doctor();
        assert!(
            said.out
                .lines()
                .any(|line| line.starts_with("[bad] The clock")
                    || line.starts_with("[bad] The newest")),
            "{}",
            said.out
        );
    }
    later.day(0);
    let said = later.certify(&root, &[PASSPHRASE, ROOT_PASSPHRASE]);
    assert_eq!(said.code, Some(0), "{}", said.err);
}

fn copy_files(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
