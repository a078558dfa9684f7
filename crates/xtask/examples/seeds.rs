//! Writes a few good inputs for every fuzz target, as a beginning: `cargo run -p xtask --example seeds -- DIR`.
//! What fuzzing finds from there is kept in `fuzz/corpus`.
#![expect(
    clippy::disallowed_methods,
    reason = "writes files that anybody can make again"
)]

use std::io;
use std::path::Path;

use drop_wire::{
    Ack, Edition, Index, KeyList, Parameters, Publish, PullRequest, PullResponse, SignedCall,
};
use envelope::{Entropy, HybridKey, IntakeSecret, SorterSecret, codec};

#[path = "../../drop-sorter/src/testing.rs"]
mod testing;

const TEXTS: [&str; 4] = [
    "هل أستطيع أن آخذ الدواء بعد يومين؟ رقم ٧٢.",
    "سڵاو، من پێویستم بە یارمەتییە، ئەگەر دەکرێت.",
    "Silav, ez dixwazim bizanim ka derman çiqas ye.",
    "Is it too late after 72 hours? — “no” 🙂",
];

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "seeds".into());
    for (target, inputs) in all() {
        let folder = Path::new(&folder).join(target);
        std::fs::create_dir_all(&folder)?;
        for (number, input) in inputs.iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), input)?;
        }
    }
    Ok(())
}

fn all() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let mut all = wire();
    all.extend(layers());
    all.extend(texts());
    all
}

fn wire() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let edition = |blocks| Edition {
        slot: 498_720,
        blocks: vec![Box::new([7; 1024]); blocks],
        signature: [1; 64],
    };
    let index = Index {
        newest_slot: 498_720,
        blocks: 2,
        tags: (0..12).map(|n| [n; 8]).collect(),
        signature: [2; 64],
    };
    let call = SignedCall {
        counter: 9,
        signature: [3; 64],
        payload: &[64, 0],
    };
    let editions = vec![edition(1).encode(), edition(2).encode()];
    let publish = Publish {
        edition: edition(1).encode(),
        index: index.encode(),
    };
    let pulled = PullResponse {
        parcels: vec![([1; 16], Box::new([2; 4096]))],
    };
    let ids = vec![[1; 16], [2; 16]];
    vec![
        ("wire-submission", vec![vec![0; 4112]]),
        ("wire-edition", editions.clone()),
        ("client-edition", editions),
        ("wire-index", vec![index.encode()]),
        ("client-index", vec![index.encode()]),
        ("wire-keylist", vec![keylist().encode()]),
        ("client-keylist", vec![keylist().encode()]),
        ("wire-call", vec![call.encode()]),
        (
            "wire-pull",
            vec![PullRequest { max: 64 }.encode().to_vec(), pulled.encode()],
        ),
        ("wire-ack", vec![Ack { ids }.encode()]),
        ("wire-publish", vec![publish.encode()]),
        ("client-entry", vec![vec![1, 0, 0, 0, 5, 0, 0, 0, 100, 0]]),
    ]
}

/// A key list of right shape; the target signs it.
fn keylist() -> KeyList {
    let mut rng = testing::Seeded::new(11);
    let key = HybridKey::random(&mut rng).public().0;
    let sorter = SorterSecret::random(2968, &mut rng).public().to_bytes();
    let intake = |day, rng: &mut testing::Seeded| IntakeSecret::random(0, day, rng).public();
    KeyList {
        version: 3,
        issued_at: 20_785 * 86_400,
        valid_until_day: 20_900,
        org_id: [1; 32],
        previous: [2; 32],
        root_public: key,
        issuer_public: key,
        issuer_from_day: 20_780,
        issuer_until_day: 20_870,
        root_signature: [5; 3373],
        outbox_public: [6; 32],
        parameters: Parameters::standard(),
        sorter_keys: vec![(2968, sorter)],
        intake_keys: vec![(0, 20_780, intake(20_780, &mut rng).to_bytes())],
        relays: vec!["https://example.org".into()],
        signature: [10; 3373],
    }
}

fn layers() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let encoded = codec::encode(TEXTS[1]);
    let outer = [&[1, 1, 1, 3, 0, 0x2c, 0x51, 0, 0], [0; 8].as_slice()].concat();
    let body = |kind: u8, text: &[u8]| {
        let len = u16::try_from(text.len()).expect("short").to_le_bytes();
        let head = [&[1, kind], [4; 56].as_slice(), &[0, 1, 0x2c, 0x51, 0, 0]].concat();
        [&head, [6; 8].as_slice(), &[1, 0], &len, text].concat()
    };
    let deposit = [&[1, 1, 0, 0, 0, 0, 0, 0, 0], [8; 1032].as_slice()].concat();
    let reply = [&[1, 0, 0, 1, 1], encoded.as_slice()].concat();
    let entropy = Entropy::random(&mut testing::Seeded::new(12));
    let mut words: Vec<u8> = entropy
        .to_numbers()
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    words.extend(
        entropy
            .to_words()
            .iter()
            .flat_map(|word| word.to_le_bytes()),
    );
    let codecs = TEXTS
        .iter()
        .flat_map(|text| [[b"\x20", text.as_bytes()].concat(), codec::encode(text)]);
    let sheet = [&[1, 1, 2], encoded.as_slice()].concat();
    vec![
        ("layers-outer", vec![outer, vec![0; 300]]),
        ("layers-body", vec![body(1, &encoded), body(2, &sheet[1..])]),
        (
            "layers-deposit",
            vec![deposit.clone(), [&[1, 2], &deposit[2..]].concat()],
        ),
        ("layers-reply", vec![reply, vec![0; 200]]),
        ("layers-codec", codecs.collect()),
        ("layers-words", vec![words]),
        (
            "client-sheet",
            vec![sheet, [&[0], encoded.as_slice()].concat()],
        ),
    ]
}

fn texts() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let entropy = Entropy::random(&mut testing::Seeded::new(13));
    let mut lines = Vec::new();
    for (number, tag) in language::Tag::ALL.into_iter().enumerate() {
        let number = u8::try_from(number).expect("four");
        let mut add = |line: Vec<String>| {
            lines.push([&[number], line.join(" ").as_bytes()].concat());
        };
        add(entropy.to_numbers().map(|n| format!("{n:08}")).to_vec());
        if let Some(list) = language::words::list(tag) {
            let words = entropy.to_words();
            add(words
                .iter()
                .filter_map(|word| list.word(*word).map(str::to_owned))
                .collect());
        }
    }
    let plain: Vec<Vec<u8>> = TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();
    let queries = plain
        .iter()
        .zip(0..)
        .map(|(text, language)| [&[language], text.as_slice()].concat())
        .collect();
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("../window-site/tests/sites/small");
    let files = |names: &[&str]| {
        names
            .iter()
            .map(|name| std::fs::read(small.join(name)).expect("a file of the repository"))
            .collect()
    };
    vec![
        ("client-typed", lines.clone()),
        ("language-line", lines),
        ("language-normalise", plain),
        ("library-search", queries),
        ("library-facts", files(&["facts.toml"])),
        ("library-guide", files(&["1/en.md", "2/en.md", "1/ar.md"])),
        ("library-terms", files(&["terms/en.toml", "terms/ar.toml"])),
    ]
}
