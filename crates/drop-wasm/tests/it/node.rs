use std::{
    fs::File,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use drop_wasm::commands::{op, start};
use language::Tag;
use rand_core::Rng as _;
use serde_json::{Value, json};

use crate::world::{World, dice};

const SKIPPED: &str = "SKIPPED: node is not installed, so the built module was not run";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn has_node() -> bool {
    Command::new("node")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs the committed module on the calls; `None` where there is no Node.
fn run_module(calls: &[(u32, Vec<u8>)], time: &[(u32, Vec<u8>, u32)]) -> Option<Value> {
    if !has_node() {
        return None;
    }
    let mut random = vec![0; 1 << 20];
    dice("module").fill_bytes(&mut random);
    let calls: Vec<_> = calls
        .iter()
        .map(|(op, input)| json!([op, hex(input)]))
        .collect();
    let time: Vec<_> = time
        .iter()
        .map(|(op, input, times)| json!([op, hex(input), times]))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("script.json");
    let text = json!({ "random": hex(&random), "calls": calls, "time": time }).to_string();
    File::create(&script)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node")
        .arg(here.join("tests/node.mjs"))
        .arg(here.join("dist/drop.wasm"))
        .arg(&script)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// A whole visit: words typed in, a message, ticks, editions, the entry for the next page.
fn visit(world: &World) -> Vec<(u32, Vec<u8>)> {
    let list = language::words::list(Tag::Ar).unwrap();
    let list: String = list.words().flat_map(|word| [word, "\n"]).collect();
    let list = format!("# version 1, draft\n{list}");
    let with_time = |bytes: Vec<u8>| [vec![9, 0, 0, 0], bytes].concat();
    let mut calls = vec![
        (
            op::START,
            [&world.org().0[..], &[0], list.as_bytes()].concat(),
        ),
        (op::DELAY, vec![1]),
        (op::DUE, vec![0; 4]),
        (op::KEYLIST, with_time(world.key_list())),
        (op::INDEX, with_time(world.index())),
        (op::MAKE, vec![]),
        (op::SHOW, vec![0]),
        (op::SHOW, vec![1]),
        (op::COMPOSE, "لا".into()),
        (op::ENTER, "12345678 1234".into()),
        (op::ENTER, numbers().into_bytes()),
        (op::COUNT, "سلام. ".repeat(900).into_bytes()),
        (op::COMPOSE, "سلام. ".repeat(900).into_bytes()),
        (op::COMPOSE, "Ez li vir im. ".repeat(300).into_bytes()),
    ];
    for _ in 0..6 {
        calls.push((op::TICK, vec![]));
        calls.push((op::DELIVERED, vec![1]));
        calls.push((op::EDITION, vec![0]));
        calls.push((op::DELAY, vec![1]));
    }
    for command in [
        op::TICK,
        op::ENTRY,
        op::STATUS,
        op::REPLIES,
        op::FORGET,
        op::STATUS,
        99,
    ] {
        calls.push((command, vec![]));
    }
    calls
}

/// Numbers that are right, from the same code natively.
fn numbers() -> String {
    let entropy = envelope::Entropy::random(&mut dice("her numbers"));
    let shown = drop_client::words::show(&entropy, drop_client::Form::Numbers, None).unwrap();
    shown.to_string()
}

#[test]
fn the_built_module_answers_byte_for_byte_as_the_native_client() {
    let world = World::new();
    let calls = visit(&world);
    let Some(answers) = run_module(&calls, &[]) else {
        println!("{SKIPPED}");
        return;
    };
    let (_, begin) = &calls[0];
    let mut native = start(begin, dice("module")).unwrap();
    for (at, (command, input)) in calls.iter().enumerate().skip(1) {
        let expected = match native.call(*command, input) {
            Ok(bytes) => json!(hex(&bytes)),
            Err(code) => json!(code as i32),
        };
        assert_eq!(
            answers["answers"][at], expected,
            "call {at}, command {command}"
        );
    }
}

#[test]
fn the_built_module_works_in_the_memory_of_a_cheap_phone() {
    let world = World::new();
    let list = [vec![0; 4], world.key_list()].concat();
    let index = [vec![0; 4], world.index()].concat();
    let calls = [
        (op::START, [&world.org().0[..], &[0]].concat()),
        (op::KEYLIST, list.clone()),
        (op::INDEX, index.clone()),
        (op::TICK, vec![]),
    ];
    // A delivered parcel makes room for a new one: one inner and one outer layer.
    let time = [
        (op::ENTER, numbers().into_bytes(), 8),
        (op::KEYLIST, list, 8),
        (op::INDEX, index, 8),
        (op::MAKE, vec![], 8),
    ];
    let Some(answers) = run_module(&calls, &time) else {
        println!("{SKIPPED}");
        return;
    };
    let sealing = measure_sealing(&calls);
    let ms = |at: usize| answers["ms"][at].as_f64().unwrap();
    println!(
        "wasm under node: parcel sealed {sealing:.2} ms; words to keys {:.1} ms; key list verified {:.1} ms; index \
         verified {:.2} ms; {} pages of memory",
        ms(0),
        ms(1),
        ms(2),
        answers["pages"]
    );
    // Times are for the benchmark; a test that judged them would judge the machine. Memory is the same everywhere:
    // eight MiB for Argon2id, and little beside it.
    let pages = answers["pages"].as_u64().unwrap();
    assert!((128..=192).contains(&pages), "{pages} pages of 64 KiB");
}

/// The time of one sealed parcel: four of them, when the first key list comes.
fn measure_sealing(calls: &[(u32, Vec<u8>)]) -> f64 {
    let (again, fresh) = (calls[1].clone(), calls[0].clone());
    let time: Vec<_> = (0..6)
        .flat_map(|_| {
            [
                (fresh.0, fresh.1.clone(), 1),
                (again.0, again.1.clone(), 1),
                (again.0, again.1.clone(), 1),
            ]
        })
        .collect();
    let answers = run_module(calls, &time).unwrap();
    let ms = |at: usize| answers["ms"][at].as_f64().unwrap();
    (0..6)
        .map(|round| (ms(3 * round + 1) - ms(3 * round + 2)) / 4.0)
        .fold(f64::INFINITY, f64::min)
}
