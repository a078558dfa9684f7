//! docs/found.md, command by command, with everything as in earnest: passphrases at full cost, hours, quarters of an hour.
//! Only the clock is moved on.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use envelope::OrgId;

use crate::support::browser::Browser;
use crate::support::http::get;
use crate::support::phone::Phone;
use crate::support::program::{PROGRAM, Running, Said, run, text};
use crate::support::{awaited, put};

const PAGE: &str = include_str!("../../../../docs/found.md");
const ROOT: &str = "linen boat under a fig tree";
const VAULT: &str = "nine copper spoons at dusk";
const QUESTION: &str = "سڵاو، دەمەوێت بزانم ئەم پەڕەیە وەک نووسراوە کار دەکات.";
const ANSWER: &str = "بەڵێ، وەڵامەکەمان گەیشت. ئێمە لێرەین.";

/// The page's relay listens here.
const PORT: u16 = 8080;
/// Set for the child that has a network of its own.
const ALONE: &str = "SHANASHEEL_TEST_ALONE";

#[test]
fn the_founding_page_works_as_written() {
    if std::env::var_os(ALONE).is_some() {
        follow_the_page();
    } else if has_own_networks() {
        // The page says 8080, and somebody may be using that here: in a network of its own it is free.
        let ended = Command::new("unshare")
            .args(["-rn", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("founding::the_founding_page_works_as_written")
            .env(ALONE, "1")
            .status()
            .unwrap();
        assert!(ended.success(), "see above");
    } else {
        let free = std::net::TcpListener::bind(("127.0.0.1", PORT));
        assert!(
            free.is_ok(),
            "the page uses port {PORT}, which another program has, and this system gives no network of its own: \
             stop that program"
        );
        drop(free);
        follow_the_page();
    }
}

fn has_own_networks() -> bool {
    Command::new("unshare")
        .args(["-rn", "ip", "link", "set", "lo", "up"])
        .output()
        .is_ok_and(|output| output.status.success())
}

/// The page's commands in their order, and where they are run.
struct Page {
    folder: tempfile::TempDir,
    blocks: Box<dyn Iterator<Item = &'static str>>,
    moved_secs: u64,
}

impl Page {
    fn open() -> Self {
        let blocks = PAGE
            .split("```sh\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next());
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("home")).unwrap();
        put(&folder.path().join("moved"), "0");
        Self {
            folder,
            blocks: Box::new(blocks),
            moved_secs: 0,
        }
    }

    /// The next block, which must run this program's command.
    fn block(&mut self, command: &str) -> Command {
        let block = self.blocks.next().expect("the page has another block");
        assert!(
            block.starts_with(&format!("shanasheel {command}")),
            "expected {command}: {block}"
        );
        let program_folder = Path::new(PROGRAM).parent().unwrap();
        let mut shell = Command::new("/bin/sh");
        shell
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", text(program_folder)))
            .env("HOME", self.folder.path().join("home"))
            .env("SHANASHEEL_MOVED_CLOCK", self.folder.path().join("moved"))
            .current_dir(&self.folder)
            // The first command that fails ends the block; the shell itself outlives being asked to end, and says how its
            // command ended.
            .args(["-e", "-c", &format!("trap : TERM\n{block}")]);
        shell
    }

    fn works(&mut self, command: &str, typed: &[&str]) -> Said {
        let said = run(&mut self.block(command), typed);
        assert_eq!(said.code, Some(0), "{command}: {} {}", said.out, said.err);
        said
    }

    fn starts(&mut self, command: &str, typed: &[&str]) -> Running {
        Running::start(&mut self.block(command), typed)
    }

    /// Moves the clock on in steps of a few minutes, while somebody sits at the desk, until there is something.
    fn until<T>(
        &mut self,
        limit_mins: u64,
        desk: &Browser,
        mut look: impl FnMut() -> Option<T>,
    ) -> T {
        let begun = self.moved_secs;
        loop {
            assert_eq!(desk.get("/state").status, 200, "the desk is locked");
            if let Some(found) = awaited(3, &mut look) {
                return found;
            }
            assert!(
                self.moved_secs - begun < limit_mins * 60,
                "not within {limit_mins} minutes: {}",
                desk.get("/state").text()
            );
            self.moved_secs += 5 * 60;
            put(
                &self.folder.path().join("moved"),
                self.moved_secs.to_string(),
            );
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "how long it takes is what this test prints"
)]
fn follow_the_page() {
    let begun = Instant::now();
    let mut page = Page::open();
    let said = page.works("found", &[ROOT, ROOT, VAULT, VAULT]);
    let org = fingerprint(&said.out);

    let mut relay = page.starts("serve", &[]);
    assert_eq!(relay.address(), format!("http://127.0.0.1:{PORT}"));
    let mut desk = page.starts("desk", &[]);
    let browser = Browser::start(&desk.address());
    assert_eq!(browser.unlock(VAULT).status, 303);
    let published = || get(PORT, "/k").filter(|answer| answer.status == 200);
    awaited(60, published).expect("the desk publishes its key list");

    let library = get(PORT, "/ckb/k/2").unwrap();
    assert!(library.status == 200 && library.text().contains(&hex(&org)));
    let mut phone = Phone::load(PORT, org).unwrap();
    let words = phone.make_words();
    phone.write(QUESTION);
    drop(phone);
    let id = page.until(30, &browser, || browser.find(QUESTION));
    let reply = format!("/c/{id}/reply");
    assert_eq!(browser.post(&reply, &[("text", ANSWER)]).status, 200);
    let confirmed = [("text", ANSWER), ("confirm", "1")];
    assert_eq!(browser.post(&reply, &confirmed).status, 303);
    let answer = page.until(120, &browser, || Phone::answer(PORT, org, &words));
    assert_eq!(answer, ANSWER);
    println!(
        "time to the first answer: {} min on the clock, {} s of work",
        page.moved_secs / 60,
        begun.elapsed().as_secs()
    );

    // The page says: close the desk first.
    assert!(desk.stop().success(), "{}", desk.err());
    let said = page.works("backup", &[VAULT, VAULT]);
    assert!(!said.out.contains("[bad]"), "{}", said.out);
    page.works("certify", &[VAULT, ROOT]);

    let mut desk = page.starts("restore", &[VAULT]);
    let browser = Browser::start(&desk.address());
    assert_eq!(browser.unlock(VAULT).status, 303);
    let id = browser.find(QUESTION).expect("the restored vault has it");
    assert!(browser.get(&format!("/c/{id}")).text().contains(ANSWER));
    assert!(desk.stop().success(), "{}", desk.err());
    assert!(relay.stop().success(), "{}", relay.err());
    assert!(page.blocks.next().is_none(), "a block that nobody ran");
    let home = std::fs::read_dir(page.folder.path().join("home")).unwrap();
    assert_eq!(home.count(), 0, "something was left in HOME");
    println!("the whole page: {} s of work", begun.elapsed().as_secs());
}

/// The organisation's id, as the page tells people to print it.
fn fingerprint(out: &str) -> OrgId {
    let digits: String = out
        .lines()
        .find(|line| line.starts_with("Fingerprint"))
        .and_then(|line| line.split(": ").last())
        .unwrap()
        .replace(' ', "");
    let bytes: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).unwrap())
        .collect();
    OrgId(bytes.try_into().unwrap())
}

fn hex(org: &OrgId) -> String {
    org.0.iter().map(|byte| format!("{byte:02x}")).collect()
}
