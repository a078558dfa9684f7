//! A20, A21: what a reader's phone loads, as the running program serves it.

use std::time::Duration;

use super::{Line, Scene, grouped};
use crate::browser::{cdp::Chromium, page};
use crate::release::{Demo, workshop};
use crate::{Outcome, http, tools};

const GUIDE: &str = "/ar/k/1";
const LANGUAGES: [&str; 4] = ["ar", "ckb", "kmr", "en"];
const PAGE_TARGET: &str = "guide of ~1,300 Arabic words ≤ 6,000 B brotli, one request";
const CODE_TARGET: &str = "contact code ≤ 40,000 B brotli";
const LATER_TARGET: &str = "contact code only after the page is readable";

pub(super) fn measure(scene: &Scene) -> Outcome<Vec<Line>> {
    let demo = Demo::start(&scene.program, &workshop("demo")?)?;
    let mut lines = Vec::new();
    let (size, words) = (served(&demo.site, GUIDE)?, words_of_the_guide()?);
    let read = |value: String, requests: Option<usize>| match requests {
        Some(requests) => Line::new(
            "A20",
            PAGE_TARGET,
            format!("{value}; {requests} request to read it without scripts"),
            size <= 6_000 && requests == 1,
        ),
        None => Line::not_measured(
            "A20",
            PAGE_TARGET,
            format!("{value}; no Chromium to count requests"),
        ),
    };
    let value = format!("{} B for {words} words", grouped(size));
    let seen = tools::chromium().and_then(|program| in_browser(program, &demo.site));
    lines.push(read(value, seen.as_ref().ok().map(|seen| seen.requests)));
    for language in LANGUAGES {
        lines.push(code(&demo.site, language)?);
    }
    lines.push(match seen {
        Ok(seen) => Line::new("A21", LATER_TARGET, seen.order, seen.is_later),
        Err(why) => Line::not_measured("A21", LATER_TARGET, why),
    });
    Ok(lines)
}

/// The bytes of a page's body as they travel, compressed.
fn served(site: &str, path: &str) -> Outcome<usize> {
    let answer = http::get(site, path)?;
    if answer.status != 200 || answer.header("content-encoding") != Some("br") {
        return Err(format!("{path}: {}", answer.head));
    }
    Ok(answer.body.len())
}

/// The words that a reader reads: those of the guide without its head.
fn words_of_the_guide() -> Outcome<usize> {
    let file = tools::root().join("guides/1/ar.md");
    let text =
        std::fs::read_to_string(&file).map_err(|error| format!("guides/1/ar.md: {error}"))?;
    let body = text.splitn(3, "+++").nth(2).unwrap_or(&text);
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    Ok(body.split_whitespace().filter(is_word).count())
}

/// The code of one language: script with its texts, WebAssembly, style; the list of words apart.
fn code(site: &str, language: &str) -> Outcome<Line> {
    let page = http::get_plain(site, &format!("/{language}/k/1"))?;
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let attribute = |name: &str| {
        html.split_once(&format!("{name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned())
            .ok_or_else(|| format!("the page of {language} has no {name}"))
    };
    let script = attribute("<script src")?;
    let (wasm, style) = (
        served(site, &attribute("data-w")?)?,
        served(site, &attribute("data-c")?)?,
    );
    let whole = served(site, &script)?;
    let plain = http::get_plain(site, &script)?;
    let bare = compressed(&without_words(&String::from_utf8_lossy(&plain.body)))?;
    let sum = bare + wasm + style;
    Ok(Line::new(
        "A21",
        CODE_TARGET,
        format!(
            "{language}: {} B (wasm {}, script with texts {}, style {}); its words {} B more",
            grouped(sum),
            grouped(wasm),
            grouped(bare),
            grouped(style),
            grouped(whole.saturating_sub(bare))
        ),
        sum <= 40_000,
    ))
}

/// The script with `null` in place of the list of words, as in languages that have none.
fn without_words(script: &str) -> String {
    match (script.find(",W=\""), script.find("\";\n")) {
        (Some(from), Some(to)) if from < to => {
            format!("{},W=null;\n{}", &script[..from], &script[to + 3..])
        }
        _ => script.to_owned(),
    }
}

/// Its size in brotli with the highest effort, which is how the site keeps its files.
fn compressed(text: &str) -> Outcome<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut text.as_bytes(), &mut out, &params)
        .map_err(|error| error.to_string())?;
    Ok(out.len())
}

struct Seen {
    requests: usize,
    order: String,
    is_later: bool,
}

/// When the parts of the panel are asked for, by the browser's own timing.
const ORDER: &str = "(() => { const n = performance.getEntriesByType('navigation')[0];
 const of = (end) => performance.getEntriesByType('resource').find((e) => e.name.endsWith(end));
 const s = of('.js'), w = of('.wasm'), c = of('.css');
 return [n.domContentLoadedEventStart, n.loadEventStart, w ? w.startTime : -1, c ? c.startTime : -1,
  s ? s.renderBlockingStatus === 'non-blocking' : false, !!document.querySelector('script[src][defer]')]; })()";

fn in_browser(program: &str, site: &str) -> Outcome<Seen> {
    let mut browser = Chromium::start(program, &workshop("browser")?)?;
    let quiet = Duration::from_secs(2);
    let requests = {
        let mut reader = page::Page::open(&mut browser, page::PHONE)?;
        reader.without_scripts()?;
        reader.go(&format!("{site}{GUIDE}"))?;
        reader.requests(quiet)?.len()
    };
    let mut reader = page::Page::open(&mut browser, page::PHONE)?;
    reader.go(&format!("{site}{GUIDE}"))?;
    reader
        .wait("performance.getEntriesByType('resource').some((e) => e.name.endsWith('.wasm'))")?;
    let times = reader.eval(ORDER)?;
    let at = |place: usize| times[place].as_f64().unwrap_or(-1.0);
    let deferred = times[4] == true && times[5] == true;
    Ok(Seen {
        requests,
        order: format!(
            "script deferred, not render-blocking: {deferred}; page loaded at {:.0} ms, style at {:.0} ms, wasm at {:.0} ms",
            at(1),
            at(3),
            at(2)
        ),
        is_later: deferred && at(2) >= at(1) && at(3) >= at(1),
    })
}
