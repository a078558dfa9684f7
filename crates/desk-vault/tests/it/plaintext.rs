//! What a locked, copied or stolen folder shows: nothing.

use std::{
    collections::HashMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use desk_casework::Change;
use desk_vault::VaultError;

use crate::support::{Bench, NOW, TYPED, conversation, message, note, reply};

const SYLLABLES: [[&str; 8]; 4] = [
    ["سا", "لي", "مر", "حسـ", "نور", "عبد", "زين", "طا"],
    ["شێ", "رۆ", "ژی", "کاو", "هێ", "ڕێ", "ئاو", "ڵات"],
    ["şê", "rîn", "çi", "ro", "jî", "hêv", "ber", "zan"],
    ["Qa", "ro", "lin", "Vex", "mar", "ti", "zo", "ken"],
];

/// 200 names, fifty of each language, none of them a word of anything.
fn names() -> Vec<String> {
    (0..200)
        .map(|number| {
            let syllables = &SYLLABLES[number % 4];
            let name: String = [number / 4 % 8, number / 32, number * 5 / 4 % 8]
                .map(|at| syllables[at])
                .concat();
            format!("{name}{number:03}")
        })
        .collect()
}

/// Finds needles in bytes in one pass.
struct Scan {
    begins: Vec<bool>,
    by_start: HashMap<[u8; 4], Vec<Vec<u8>>>,
}

impl Scan {
    /// Each needle as UTF-8 and as UTF-16 in both orders of bytes.
    fn texts(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self::bytes(texts.into_iter().flat_map(|text| {
            let text = text.as_ref();
            let units = || text.encode_utf16();
            [
                text.as_bytes().to_vec(),
                units().flat_map(u16::to_le_bytes).collect(),
                units().flat_map(u16::to_be_bytes).collect(),
            ]
        }))
    }

    fn bytes(needles: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut scan = Self {
            begins: vec![false; 1 << 16],
            by_start: HashMap::new(),
        };
        for needle in needles {
            scan.begins[usize::from(needle[0]) << 8 | usize::from(needle[1])] = true;
            let start = needle[..4].try_into().unwrap();
            scan.by_start.entry(start).or_default().push(needle);
        }
        scan
    }

    fn hits(&self, bytes: &[u8]) -> usize {
        let mut hits = 0;
        for at in 0..bytes.len().saturating_sub(3) {
            if !self.begins[usize::from(bytes[at]) << 8 | usize::from(bytes[at + 1])] {
                continue;
            }
            let needles = self.by_start.get(&bytes[at..at + 4]);
            let here = |needle: &&Vec<u8>| bytes[at..].starts_with(needle);
            hits += needles.into_iter().flatten().filter(here).count();
        }
        hits
    }

    fn hits_in(&self, dir: &Path) -> usize {
        files(dir)
            .iter()
            .map(|file| self.hits(&fs::read(file).unwrap()))
            .sum()
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

/// 200 names in everything that takes text, in steps, with some of it deleted again.
fn plant(bench: &mut Bench, vault: &mut desk_vault::Vault) {
    for (number, name) in (0_u8..).zip(names()) {
        let of = conversation(number % 9);
        let rng = &mut bench.rng;
        vault
            .write(|tx| {
                for change in [
                    message(number, 0, 1, &format!("{name} said {name}")),
                    note(number, &format!("about {name}")),
                    reply(number, &format!("dear {name}"), 1),
                ] {
                    tx.act(NOW, rng, of, change)?;
                }
                tx.put_secret("last", name.as_bytes())?;
                tx.put_setting(&name, name.as_bytes())?;
                if number % 3 == 0 {
                    tx.delete_setting(&name)?;
                }
                Ok::<_, VaultError>(())
            })
            .unwrap();
    }
}

#[test]
fn two_hundred_planted_names_are_found_in_a_plain_file_and_nowhere_in_the_folder() {
    let mut bench = Bench::new(140);
    let mut vault = bench.create();
    plant(&mut bench, &mut vault);
    let names = names();
    let scan = Scan::texts(&names);

    // The same scan, where there is something to find: each name, each way of writing.
    let control = bench.path("control");
    fs::create_dir(&control).unwrap();
    let mut plain = fs::File::create(control.join("plain")).unwrap();
    let mut utf16 = fs::File::create(control.join("utf16")).unwrap();
    for name in &names {
        plain.write_all(name.as_bytes()).unwrap();
        for unit in name.encode_utf16() {
            utf16.write_all(&unit.to_le_bytes()).unwrap();
        }
    }
    for name in &names {
        assert!(Scan::texts([name]).hits_in(&control) >= 2, "{name}");
    }
    assert!(scan.hits_in(&control) >= 400);

    assert!(files(&bench.dir()).len() >= 3);
    // Open or locked, the disk has only ciphertext; so has a backup.
    assert_eq!(scan.hits_in(&bench.dir()), 0);
    let backups = bench.path("backups");
    fs::create_dir(&backups).unwrap();
    vault.backup_to(&backups.join("copy.bin"), NOW).unwrap();
    assert_eq!(scan.hits_in(&backups), 0);
    // Nor in what a step that is larger than the cache writes before it is over.
    let before = vault.write(|tx| -> Result<usize, VaultError> {
        for (number, name) in names.iter().enumerate() {
            tx.put_secret(&format!("large {number}"), name.repeat(1_500).as_bytes())?;
        }
        let journal = fs::metadata(bench.dir().join("store-journal"))?.len();
        assert!(journal > 0, "the step did not reach the disk");
        Ok(scan.hits_in(&bench.dir()))
    });
    assert_eq!(before, Ok(0));
    vault.lock();
    assert_eq!(scan.hits_in(&bench.dir()), 0);
    // And it was really there.
    let reader = bench.open().unwrap();
    let rows = reader.reader().inbox_counts().unwrap();
    assert_eq!(rows.answered, 9);
}

#[test]
fn neither_table_names_nor_passphrase_nor_a_database_show() {
    let mut bench = Bench::new(141);
    let mut vault = bench.create();
    bench.furnish(&mut vault);
    let file = bench.path("desk").join("copy.bin");
    vault.backup_to(&file, NOW).unwrap();
    vault.lock();
    let words = [
        "conversations",
        "operations",
        "secrets",
        "SQLite format 3",
        "CREATE TABLE",
    ];
    let scan = Scan::texts(words.into_iter().chain([TYPED]));
    assert_eq!(scan.hits(b"..CREATE TABLE secrets"), 2);
    assert_eq!(scan.hits_in(&bench.dir()), 0);
}

/// The file looks random: no byte is much more frequent than another.
#[test]
fn a_store_full_of_one_letter_looks_like_noise() {
    let mut bench = Bench::new(142);
    let mut vault = bench.create();
    vault
        .write(|tx| tx.put_secret("letters", &vec![b'x'; 1024 * 1024]))
        .unwrap();
    vault.lock();
    let bytes = fs::read(bench.dir().join("store")).unwrap();
    let mut counts = [0_usize; 256];
    for byte in &bytes {
        counts[usize::from(*byte)] += 1;
    }
    let expected = bytes.len() / 256;
    let most = counts.iter().max().unwrap();
    let least = counts.iter().min().unwrap();
    assert!(
        *most < expected * 5 / 4 && *least > expected * 3 / 4,
        "{least}..{most}"
    );
}

/// With the passphrase in hand, what was deleted is still not in the store.
#[test]
fn deleted_secrets_are_wiped_in_the_pages_themselves() {
    let mut bench = Bench::new(143);
    let mut vault = bench.create();
    let (small, large) = (vec![0xa7; 32], vec![0xb8; 20_000]);
    let scan = Scan::bytes([small[..16].to_vec(), large[..16].to_vec()]);
    vault
        .write(|tx| {
            tx.put_secret("small", &small)?;
            tx.put_secret("large", &large)
        })
        .unwrap();
    assert!(scan.hits(&vault.decrypted_pages().unwrap()) > 0);
    vault
        .write(|tx| {
            // One is overwritten by something shorter, one is deleted.
            tx.put_secret("large", b"short")?;
            tx.delete_secret("small")
        })
        .unwrap();
    assert_eq!(scan.hits(&vault.decrypted_pages().unwrap()), 0);
    bench.act(&mut vault, 0, Change::Closed);
    assert!(
        vault
            .reader()
            .conversation(conversation(0))
            .unwrap()
            .is_some()
    );
}
