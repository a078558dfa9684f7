//! A22, A23 in WebAssembly: the served module, in a page of the site, in Chromium.

use serde_json::Value;

use super::{Line, Scene, median};
use crate::browser::{cdp::Chromium, page};
use crate::release::{Demo, workshop};
use crate::{Outcome, tools};

const SEAL: &str = "parcel sealed ≤ 10 ms in wasm";
const WORDS: &str = "words → keys ≤ 100 ms in wasm";

pub(super) fn measure(scene: &Scene) -> Outcome<Vec<Line>> {
    let program = match tools::chromium() {
        Ok(program) => program,
        Err(why) => {
            return Ok(vec![
                Line::not_measured("A22", SEAL, why.clone()),
                Line::not_measured("A23", WORDS, why),
            ]);
        }
    };
    let demo = Demo::start(&scene.program, &workshop("demo")?)?;
    let mut browser = Chromium::start(program, &workshop("browser")?)?;
    let mut reader = page::Page::open(&mut browser, page::PHONE)?;
    reader.go(&format!("{}/ar/k/1", demo.site))?;
    let times = reader.eval(include_str!("engine.js"))?;
    Ok(vec![
        line("A22", SEAL, &times["seal"], 10.0, "sealed and queued")?,
        line(
            "A23",
            WORDS,
            &times["words"],
            100.0,
            "typed numbers → keys → open",
        )?,
    ])
}

/// The median counts; the shortest shows what a machine without other work does.
fn line(
    id: &'static str,
    target: &'static str,
    times: &Value,
    most_ms: f64,
    what: &str,
) -> Outcome<Line> {
    let times: Vec<f64> = times
        .as_array()
        .ok_or("the page gave no times")?
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    let shortest = times.iter().copied().fold(f64::MAX, f64::min);
    let count = times.len();
    let middle = median(times);
    let value =
        format!("{middle:.1} ms, median of {count}; shortest {shortest:.1} ms ({what}, Chromium)");
    Ok(Line::new(id, target, value, middle <= most_ms))
}
