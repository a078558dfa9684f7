//! What a person reads when something is wrong: what, and what to do next, in her language, with a code for the telephone.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::Path;

use language::{Catalogue, Tag};

use crate::support::browser::Browser;
use crate::support::organisation::{Organisation, PASSPHRASE, files};
use crate::support::program::{Running, Said, program, run, text};
use crate::support::{now, put};

const TAGS: [&str; 4] = ["ar", "ckb", "kmr", "en"];
const WRONG: &str = "seven quiet pigeon";

/// Expects this failure in four languages; answers what was said in English.
fn fails(arguments: &[&str], typed: &[&str], code: &str) -> Said {
    let mut sentences = BTreeSet::new();
    let mut last = None;
    for tag in TAGS {
        let said = run(program(&["--lang", tag]).args(arguments), typed);
        assert_eq!(
            said.code,
            Some(1),
            "{arguments:?}: {} {}",
            said.out,
            said.err
        );
        let lines: Vec<&str> = said.err.lines().rev().take(3).collect();
        let [in_brackets, next, what] = lines[..] else {
            panic!("{}", said.err);
        };
        assert_eq!(in_brackets, format!("[{code}]"), "{}", said.err);
        assert!(next.chars().count() > 10, "{}", said.err);
        sentences.insert(format!("{what} {next}"));
        last = Some(said);
    }
    assert_eq!(sentences.len(), TAGS.len(), "{sentences:#?}");
    last.unwrap()
}

/// Overwrites a piece of each page of a file.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    for page in bytes.chunks_mut(4096) {
        let middle = page.len() / 2;
        page[middle..].iter_mut().for_each(|byte| *byte ^= 0x55);
    }
    put(path, bytes);
}

#[test]
fn a_vault_that_is_missing_locked_or_damaged_says_so_and_stays_as_it_is() {
    let home = Organisation::found();
    let (vault, file) = (home.arg("vault"), home.arg("a.backup"));
    let nowhere = home.arg("nowhere");
    fails(&["desk", "--vault", &nowhere], &[], "vault-missing");
    fails(
        &["backup", "--vault", &nowhere, &file],
        &[PASSPHRASE],
        "vault-missing",
    );
    let said = fails(&["doctor", "--vault", &nowhere], &[PASSPHRASE], "findings");
    assert!(said.out.contains("[vault-missing]"), "{}", said.out);

    let before = files(&home.at("vault"));
    fails(
        &["backup", "--vault", &vault, &file],
        &[WRONG],
        "vault-passphrase",
    );
    fails(
        &["backup", "--vault", &vault, &file],
        &[],
        "passphrase-unread",
    );
    fails(
        &["desk", "--vault", &vault, "--proxy", "not a proxy"],
        &[],
        "proxy",
    );
    assert!(files(&home.at("vault")) == before, "something was changed");

    let open = home.open_vault();
    fails(
        &["backup", "--vault", &vault, &file],
        &[PASSPHRASE],
        "vault-in-use",
    );
    let said = fails(&["doctor", "--vault", &vault], &[PASSPHRASE], "findings");
    assert!(said.out.contains("[vault-in-use]"), "{}", said.out);
    drop(open);
    assert!(!home.at("a.backup").exists());

    damage(&home.at("vault/store"));
    let before = files(&home.at("vault"));
    fails(
        &["backup", "--vault", &vault, &file],
        &[PASSPHRASE],
        "vault-damaged",
    );
    assert!(files(&home.at("vault")) == before, "something was changed");
}

#[test]
fn a_second_desk_is_told_that_the_vault_is_open_in_the_first() {
    let home = Organisation::found();
    let vault = home.arg("vault");
    let start = |tag: &str| {
        let mut desk = program(&["--lang", tag, "desk", "--vault", &vault]);
        let desk = Running::start(&mut desk, &[]);
        let browser = Browser::start(&desk.address());
        (desk, browser)
    };
    let (mut first, browser) = start("en");
    assert_eq!(browser.unlock(PASSPHRASE).status, 303);
    for tag in Tag::ALL {
        let (mut second, other) = start(tag.as_str());
        let refused = other.unlock(PASSPHRASE);
        let message = Catalogue::of(tag).text("desk-vault-in-use");
        assert!(
            refused.status != 303 && refused.text().contains(&*message),
            "{tag:?}"
        );
        assert!(second.stop().success());
    }
    assert_eq!(browser.get("/inbox").status, 200, "the first goes on");
    assert!(first.stop().success());
}

#[test]
fn founding_touches_nothing_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| text(&folder.path().join(name)).to_owned();
    std::fs::create_dir(folder.path().join("full")).unwrap();
    put(&folder.path().join("full/hers"), "hers");
    put(&folder.path().join("file"), "hers");
    let before = files(folder.path());
    let found = |changed: usize, value: &str, address: &str| -> Vec<String> {
        let mut values = [at("r"), at("v"), at("c"), at("b")];
        if let Some(at) = values.get_mut(changed) {
            value.clone_into(at);
        }
        let names = ["--root", "--vault", "--relay", "--backup"];
        let mut all = vec![
            "found".to_owned(),
            "--address".to_owned(),
            address.to_owned(),
        ];
        for (name, value) in names.iter().zip(values) {
            all.extend([(*name).to_owned(), value]);
        }
        all
    };
    let refused = |arguments: Vec<String>, typed: &[&str], code| {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        fails(&arguments, typed, code);
        assert!(
            files(folder.path()) == before,
            "something was changed: {code}"
        );
    };
    let good = "http://127.0.0.1:1";
    for changed in 0..4 {
        refused(found(changed, &at("file"), good), &[], "file-exists");
        refused(found(changed, &at("full"), good), &[], "file-exists");
    }
    refused(found(9, "", "example.org"), &[], "address");
    refused(found(9, "", good), &["short", "short"], "passphrase-short");
    refused(
        found(9, "", good),
        &[PASSPHRASE, WRONG],
        "passphrase-differs",
    );
    refused(found(9, "", good), &[], "passphrase-unread");
}

#[test]
fn a_backup_that_is_missing_damaged_or_of_another_passphrase_restores_nothing() {
    let home = Organisation::found();
    let backup = home.at("a.backup");
    home.open_vault().backup_to(&backup, now()).unwrap();
    let (file, vault) = (home.arg("a.backup"), home.arg("restored"));
    fails(
        &["restore", &home.arg("none"), "--vault", &vault],
        &[PASSPHRASE],
        "backup-missing",
    );
    fails(
        &["restore", &file, "--vault", &vault],
        &[WRONG],
        "vault-passphrase",
    );
    fails(
        &["restore", &file, "--vault", &home.arg("root")],
        &[PASSPHRASE],
        "folder-taken",
    );
    fails(
        &["backup", "--vault", &home.arg("vault"), &file],
        &[PASSPHRASE],
        "file-exists",
    );
    let whole = std::fs::read(&backup).unwrap();
    put(&home.at("cut"), &whole[..whole.len() / 2]);
    put(&home.at("empty"), b"");
    put(&home.at("other"), &whole);
    damage(&home.at("other"));
    for name in ["cut", "empty", "other"] {
        fails(
            &["restore", &home.arg(name), "--vault", &vault],
            &[PASSPHRASE],
            "backup-damaged",
        );
    }
    assert!(!home.at("restored").exists());
    let said = run(
        &mut program(&["--lang", "en", "restore", &file, "--vault", &vault]),
        &[PASSPHRASE],
    );
    assert_eq!(said.code, Some(0), "{}", said.err);
}

#[test]
fn a_relay_names_the_line_of_its_configuration_that_is_wrong() {
    let home = Organisation::found();
    let good = std::fs::read_to_string(home.at("relay.toml")).unwrap();
    fails(
        &["relay", "--config", &home.arg("none")],
        &[],
        "relay-file-unreadable",
    );
    for (from, to) in [
        ("organisation = \"", "organisation = \"xyz"),
        ("organisation = \"", "organization = \""),
        ("organisation = \"", "organisation = "),
    ] {
        put(&home.at("broken.toml"), good.replacen(from, to, 1));
        let said = fails(
            &["serve", "--config", &home.arg("broken.toml")],
            &[],
            "relay-file-broken",
        );
        assert!(said.err.contains("line 3"), "{}", said.err);
    }
}

#[test]
fn a_relay_whose_port_or_folder_is_taken_or_damaged_says_so() {
    let home = Organisation::found();
    let config = home.arg("relay.toml");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = fails(
        &["relay", "--config", &config, "--listen", &address],
        &[],
        "listen",
    );
    assert!(said.err.contains(&address), "{}", said.err);

    let mut relay = program(&["--lang", "en", "relay", "--listen", "127.0.0.1:0"]);
    let mut relay = Running::start(relay.args(["--config", &config]), &[]);
    relay.address();
    fails(
        &["relay", "--config", &config, "--listen", "127.0.0.1:0"],
        &[],
        "store-in-use",
    );
    let doctor = run(
        &mut program(&["--lang", "en", "doctor", "--config", &config]),
        &[],
    );
    assert_eq!(doctor.code, Some(0), "{}", doctor.out);
    assert!(
        doctor.out.contains("A relay is using its store"),
        "{}",
        doctor.out
    );
    assert!(relay.stop().success());
    let doctor = run(
        &mut program(&["--lang", "en", "doctor", "--config", &config]),
        &[],
    );
    assert!(
        doctor.out.contains("The store of the relay is whole"),
        "{}",
        doctor.out
    );
    for (path, bytes) in files(&home.at("relay-data")) {
        if bytes.len() >= 4096 {
            damage(&path);
        }
    }
    let before = files(&home.at("relay-data"));
    fails(
        &["relay", "--config", &config, "--listen", "127.0.0.1:0"],
        &[],
        "store-damaged",
    );
    assert!(
        files(&home.at("relay-data")) == before,
        "something was changed"
    );
}

#[test]
fn a_broken_guide_is_named_with_file_line_and_help() {
    let folder = tempfile::tempdir().unwrap();
    let guides = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides");
    for (path, bytes) in files(&guides) {
        let to = folder.path().join(path.strip_prefix(&guides).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        put(&to, bytes);
    }
    let check = ["window", "check", "--guides", text(folder.path())];
    let whole = run(program(&["--lang", "en"]).args(check), &[]);
    assert_eq!(whole.code, Some(0), "{} {}", whole.out, whole.err);

    let guide = folder.path().join("2/ckb.md");
    let source = std::fs::read_to_string(&guide).unwrap();
    put(&guide, source.replacen("summary = \"", "summary = ", 1));
    std::fs::remove_file(folder.path().join("1/kmr.md")).unwrap();
    let said = fails(&check, &[], "guides-broken");
    let lines: Vec<&str> = said.out.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.starts_with("2/ckb.md:4"))
        .unwrap_or_else(|| panic!("{}", said.out));
    assert!(
        lines[at + 1].trim().len() > 10,
        "there is help: {}",
        said.out
    );
    assert!(said.out.contains("1/kmr.md"), "{}", said.out);
    fails(
        &["window", "check", "--guides", "/nowhere"],
        &[],
        "guides-unreadable",
    );
}

#[test]
fn an_unknown_language_is_refused_in_english() {
    let said = run(&mut program(&["--lang", "xx", "doctor"]), &[]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("[lang-unknown]") && said.err.contains("ar, ckb, kmr, en"));
    for (system, expected) in [
        ("ckb_IQ.UTF-8", "باشە"),
        ("ar_IQ", "سليم"),
        ("ku_TR", "baş e"),
        ("C", "good"),
    ] {
        let said = run(program(&["doctor"]).env("LANG", system), &[]);
        assert!(
            said.out.contains(&format!("[{expected}]")),
            "{system}: {}",
            said.out
        );
    }
}

#[test]
fn the_clock_is_moved_in_builds_for_tests_and_in_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("moved");
    put(&file, "-1000000000");
    let mut doctor = program(&["--lang", "en", "doctor"]);
    let said = run(doctor.env("SHANASHEEL_MOVED_CLOCK", &file), &[]);
    let is_past = said.out.contains("says 199");
    assert_eq!(is_past, cfg!(feature = "moved-clock"), "{}", said.out);
}
