//! The demonstration on a computer that offers nothing: no home, no path, no Node.

use crate::support::browser::Browser;
use crate::support::http::{get, port_of};
use crate::support::organisation::files;
use crate::support::program::{Running, program, run, text};
use crate::support::scan::{hits, hits_in};
use crate::support::{awaited, put};

/// About 6,000 letters that do not repeat, so that every part of the search counts.
fn long_text() -> String {
    let words = ["سؤال", "هاتف", "حاجز", "طبيب", "رسالة", "صديق", "بيت"];
    let mut text = String::new();
    for number in 0_u32.. {
        let word = words[number as usize % words.len()];
        text.push_str(&format!("{word} {number}، "));
        if text.chars().count() > 6_000 {
            break;
        }
    }
    text.trim().to_owned()
}

#[test]
fn the_walk_needs_no_home_no_path_and_no_node_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut walk = program(&["--lang", "en", "demo", "--walk"]);
    let said = run(walk.env("TMPDIR", folder.path()), &[]);
    assert_eq!(said.code, Some(0), "{} {}", said.out, said.err);
    assert_eq!(said.out.matches(" s  ").count(), 11, "{}", said.out);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_text_of_several_sheets_goes_the_whole_way_and_is_nowhere_in_the_relays_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (file, kept) = (folder.path().join("text"), folder.path().join("kept"));
    let words = long_text();
    put(&file, &words);
    let mut walk = program(&["--lang", "ar", "demo", "--walk", "--text", text(&file)]);
    let said = run(walk.args(["--keep", text(&kept)]), &[]);
    assert_eq!(said.code, Some(0), "{} {}", said.out, said.err);
    assert_eq!(hits(&words, said.out.as_bytes()), 0);
    let (count, found) = hits_in(&words, &kept.join("relay"));
    assert!(count > 0, "the relay has no files");
    assert_eq!(found, 0, "the relay holds a part of the text");
    let (_, found) = hits_in(&words, folder.path());
    assert!(found > 0, "the search does not find what is there");
}

#[test]
fn a_text_that_cannot_be_used_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    put(&at("short"), "no");
    put(&at("long"), "a".repeat(120_000));
    put(&at("broken"), b"\xff\xfe not UTF-8, and long enough");
    let before = files(folder.path());
    for (name, code) in [
        ("missing", "text-unreadable"),
        ("broken", "text-unreadable"),
        ("short", "text-length"),
        ("long", "text-length"),
    ] {
        let mut walk = program(&["--lang", "en", "demo", "--walk", "--text", text(&at(name))]);
        let said = run(walk.args(["--keep", text(&at("kept"))]), &[]);
        assert_eq!(said.code, Some(1), "{name}");
        assert!(said.err.contains(&format!("[{code}]")), "{}", said.err);
    }
    let mut demo = program(&["--lang", "en", "demo", "--keep", text(folder.path())]);
    let said = run(&mut demo, &[]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("[file-exists]"), "{}", said.err);
    assert!(files(folder.path()) == before, "something was changed");
}

#[test]
fn a_demo_shows_three_waiting_conversations_and_deletes_everything_when_it_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = program(&["--lang", "en", "demo"]);
    let mut demo = Running::start(demo.env("TMPDIR", folder.path()), &[]);
    let ready = awaited(60, || demo.out().ends_with("ready\n").then_some(()));
    ready.unwrap_or_else(|| panic!("{} {}", demo.out(), demo.err()));
    let out = demo.out();
    let after = |label: &str| {
        let line = out.lines().find(|line| line.starts_with(label)).unwrap();
        line.split_once(": ").unwrap().1.to_owned()
    };
    let library = get(port_of(&after("Library")), "/ar/").unwrap();
    assert!(library.status == 200 && library.text().contains("dir=\"rtl\""));
    let desk = Browser::start(&after("Desk:"));
    assert_eq!(desk.unlock(&after("Passphrase of the desk")).status, 303);
    let inbox = desk.get("/inbox").text();
    assert_eq!(inbox.matches("href=\"/c/").count(), 3, "{inbox}");
    assert!(demo.stop().success(), "{}", demo.err());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}
