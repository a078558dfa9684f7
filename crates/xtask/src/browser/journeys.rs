//! What people do, step by step, in a real browser. Each journey opens its own “phone”: nothing of another's storage is on it.

use std::time::Duration;

use serde_json::json;

use super::cdp::Chromium;
use super::demo::Demo;
use super::page::{PHONE, Page, Screen, WIDE};
use super::shots::Shots;
use crate::Outcome;

/// What is under test: a browser and a running demo.
pub(crate) struct Scene<'a> {
    pub(crate) browser: &'a mut Chromium,
    pub(crate) demo: &'a Demo,
    pub(crate) shots: &'a Shots,
}

/// A journey with its name.
pub(crate) type Journey = (&'static str, fn(&mut Scene<'_>) -> Outcome);

/// All journeys in their order; the desk is unlocked by the first that needs it.
pub(crate) const JOURNEYS: &[Journey] = &[
    (
        "she reads in Arabic and Sorani without scripts",
        reads_without_scripts,
    ),
    ("a guide is one request before its panel", one_request),
    ("opening the panel and typing make no request", silent_panel),
    (
        "skip link, exit and panel work by keyboard alone",
        by_keyboard,
    ),
    ("a typo in the words is refused without saying which", typo),
    (
        "she asks in Arabic and reads the answer on another phone",
        |scene| asks(scene, &ARABIC),
    ),
    (
        "he asks in English on a computer and reads the answer",
        |scene| asks(scene, &ENGLISH),
    ),
];

/// One person's way.
struct Person {
    language: &'static str,
    guide: &'static str,
    screen: Screen,
    text: &'static str,
    answer: &'static str,
}

const ARABIC: Person = Person {
    language: "ar",
    guide: "/ar/k/1",
    screen: PHONE,
    text: "رأيت سيارة الدورية أمام بيت صديقي البارحة. هل أحذف رقمه الآن أم أنتظر؟ لا أملك غير هذا الهاتف.",
    answer: "احذف الرقم من قائمة الأسماء ومن سجل المكالمات، ولا تتصل به من هذا الهاتف. نكتب لك غدًا ثانية.",
};

const ENGLISH: Person = Person {
    language: "en",
    guide: "/en/k/3",
    screen: WIDE,
    text: "My appointment letter names another office than the one I registered at. Do I go to both, or ask first?",
    answer: "Ask first, in writing, and keep the answer. Take both letters with you on the day. You lose nothing by asking.",
};

fn reads_without_scripts(scene: &mut Scene<'_>) -> Outcome {
    for (language, link) in [("ar", "/ar/"), ("ckb", "/ckb/")] {
        let mut page = Page::open(scene.browser, PHONE)?;
        page.without_scripts()?;
        page.go(&scene.demo.site)?;
        scene.shots.take(&mut page, "choice")?;
        page.follow(&format!("a[href='{link}']"))?;
        scene.shots.take(&mut page, &format!("list-{language}"))?;
        page.follow(&format!("a[href='/{language}/k/1']"))?;
        scene.shots.take(&mut page, &format!("guide-{language}"))?;
        let facts = page.inspect()?;
        facts.expect("lang", language)?;
        facts.expect("dir", "rtl")?;
        facts.is_no_wider_than(PHONE.width)?;
        // The same guide in another language, then back.
        page.follow("a[href='/en/k/1']")?;
        page.inspect()?.expect("lang", "en")?;
        page.follow(&format!("a[href='/{language}/k/1']"))?;
        page.inspect()?.expect("lang", language)?;
    }
    Ok(())
}

fn one_request(scene: &mut Scene<'_>) -> Outcome {
    let mut page = Page::open(scene.browser, PHONE)?;
    page.without_scripts()?;
    page.go(&format!("{}/ar/k/1", scene.demo.site))?;
    let requests = page.requests(Duration::from_millis(500))?;
    let pages = requests
        .iter()
        .filter(|(_, url)| !url.contains("/a/"))
        .count();
    if pages != 1 {
        return Err(format!("reading took {requests:?}"));
    }
    Ok(())
}

/// The clock is held still, so that whatever is asked for now was caused by the person.
fn silent_panel(scene: &mut Scene<'_>) -> Outcome {
    let mut page = Page::open(scene.browser, PHONE)?;
    page.hold_timers()?;
    page.go(&format!("{}/ar/k/1", scene.demo.site))?;
    page.wait("document.querySelector('#p > button')")?;
    page.wait(
        "performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.wasm'))",
    )?;
    page.requests(Duration::from_millis(700))?;
    page.click("#p > button")?;
    page.wait("document.querySelector('#p section')")?;
    page.click(NEW)?;
    page.wait("document.querySelectorAll('#p ol li').length === 4")?;
    page.click("#p section button:nth-of-type(1)")?;
    let numbers = page.eval(
        "[...document.querySelectorAll('#p ol li')].map((item) => item.textContent).join('\\n')",
    )?;
    page.click("#p section button:nth-of-type(2)")?;
    page.type_into("#p textarea", numbers.as_str().unwrap_or_default())?;
    page.click("#p section button:nth-of-type(2)")?;
    let requests = page.requests(Duration::from_millis(1500))?;
    if requests.is_empty() {
        Ok(())
    } else {
        Err(format!("a person's doing asked the network: {requests:?}"))
    }
}

/// No mouse: the first stop leads past the navigation, the second out of the site; the panel opens with Enter and takes
/// the focus along.
fn by_keyboard(scene: &mut Scene<'_>) -> Outcome {
    let mut page = Page::open(scene.browser, WIDE)?;
    page.go(&format!("{}/en/k/1", scene.demo.site))?;
    page.wait("document.querySelector('#p > button')")?;
    page.press("Tab")?;
    let first = page.eval("document.activeElement.getAttribute('href') || ''")?;
    if !first.as_str().is_some_and(|href| href.starts_with('#')) {
        return Err(format!("the first stop is {first}, no skip link"));
    }
    page.press("Tab")?;
    let second = page.eval("document.activeElement.getAttribute('href') || ''")?;
    if !second.as_str().is_some_and(|href| href.ends_with("/x")) {
        return Err(format!("the second stop is {second}, not the exit"));
    }
    for _ in 0..120 {
        page.press("Tab")?;
        if page.eval("document.activeElement.matches('#p > button')")? == json!(true) {
            break;
        }
    }
    page.press("Enter")?;
    page.wait("document.activeElement.matches('#p section h2')")
}

const NEW: &str = "#p section button:nth-of-type(1)";
const RETURN: &str = "#p section button:nth-of-type(2)";

fn typo(scene: &mut Scene<'_>) -> Outcome {
    let mut page = Page::open(scene.browser, PHONE)?;
    page.go(&format!("{}/ckb/k/2", scene.demo.site))?;
    page.click("#p > button")?;
    page.click(RETURN)?;
    let wrong = scene
        .demo
        .numbers
        .replacen(|digit: char| digit.is_ascii_digit(), "9", 1);
    let wrong = if wrong == scene.demo.numbers {
        wrong.replacen('9', "1", 1)
    } else {
        wrong
    };
    page.type_into("#p textarea", &wrong)?;
    page.click("#p section button:nth-of-type(2)")?;
    page.wait("document.querySelector('#p [role=alert]').textContent.trim()")?;
    scene.shots.panel(&mut page, "typo-ckb")?;
    page.eval("document.querySelector('#p textarea').value = ''")?;
    // The right ones, as a Sorani phone types them.
    let kurdish: String = scene
        .demo
        .numbers
        .chars()
        .map(|letter| {
            letter
                .to_digit(10)
                .and_then(|digit| char::from_u32(0x660 + digit))
                .unwrap_or(letter)
        })
        .collect();
    page.type_into("#p textarea", &kurdish)?;
    page.click("#p section button:nth-of-type(2)")?;
    page.wait("document.querySelector('#p textarea[rows=\"8\"]')")
}

fn asks(scene: &mut Scene<'_>, person: &Person) -> Outcome {
    let numbers = writes(scene, person)?;
    answers(scene, person)?;
    let mut page = Page::open(scene.browser, person.screen)?;
    page.go(&format!("{}{}", scene.demo.site, person.guide))?;
    page.click("#p > button")?;
    page.click(RETURN)?;
    page.type_into("#p textarea", &numbers)?;
    page.click("#p section button:nth-of-type(2)")?;
    page.wait(&format!(
        "document.body.innerText.includes({})",
        json!(person.answer)
    ))?;
    scene
        .shots
        .panel(&mut page, &format!("answer-{}", person.language))?;
    page.is_quiet()
}

/// Makes numbers, proves two of them, writes, waits until everything has left; answers the numbers.
fn writes(scene: &mut Scene<'_>, person: &Person) -> Outcome<String> {
    let mut page = Page::open(scene.browser, person.screen)?;
    page.go(&format!("{}{}", scene.demo.site, person.guide))?;
    page.click("#p > button")?;
    scene
        .shots
        .panel(&mut page, &format!("panel-home-{}", person.language))?;
    page.click(NEW)?;
    page.wait("document.querySelectorAll('#p ol li').length === 4")?;
    page.click("#p section button:nth-of-type(1)")?;
    scene
        .shots
        .panel(&mut page, &format!("panel-numbers-{}", person.language))?;
    let numbers = page.eval(
        "[...document.querySelectorAll('#p ol li')].map((item) => item.textContent).join('\\n')",
    )?;
    let numbers = numbers.as_str().unwrap_or_default().to_owned();
    page.click("#p section button:nth-of-type(3)")?;
    page.wait("document.querySelectorAll('#p input').length === 2")?;
    let asked = page.eval(
        "[...document.querySelectorAll('#p label')].map((label) => label.textContent).join('\\n')",
    )?;
    let lines: Vec<&str> = numbers.lines().collect();
    for (at, label) in asked.as_str().unwrap_or_default().lines().enumerate() {
        let position = label
            .chars()
            .find_map(digit)
            .ok_or_else(|| format!("“{label}” names no position"))?;
        let wanted = lines
            .get(position - 1)
            .ok_or_else(|| format!("there is no number {position}"))?;
        page.type_into(&format!("#p label:nth-of-type({}) input", at + 1), wanted)?;
    }
    page.click("#p section button:nth-of-type(1)")?;
    page.wait("document.querySelector('#p textarea[rows=\"8\"]')")?;
    page.type_into("#p textarea", person.text)?;
    scene
        .shots
        .panel(&mut page, &format!("panel-write-{}", person.language))?;
    // Again if it cannot be sealed yet, as the panel says.
    page.wait(
        "(() => { const field = document.querySelector('#p textarea'); \
         if (field.value) document.querySelector('#p section button:nth-of-type(1)').click(); \
         return field.value === ''; })()",
    )?;
    // “1 of 1”: the same number twice, whatever the digits.
    page.wait(
        "(() => { const n = document.querySelector('#p [role=status]').textContent.match(/[0-9٠-٩۰-۹]+/g); \
         return n && (n.length === 1 || n[0] === n[1]); })()",
    )?;
    scene
        .shots
        .panel(&mut page, &format!("panel-sent-{}", person.language))?;
    page.is_quiet()?;
    Ok(numbers)
}

/// The value of a digit of any of the three sets.
fn digit(letter: char) -> Option<usize> {
    let code = u32::from(letter);
    [0x30, 0x660, 0x6f0]
        .into_iter()
        .find_map(|zero| code.checked_sub(zero).filter(|value| *value < 10))
        .map(|v| v as usize)
}

/// A member of staff finds the message and answers, in a browser that stays signed in.
fn answers(scene: &mut Scene<'_>, person: &Person) -> Outcome {
    let mut page = Page::open_again(scene.browser, person.screen, "desk")?;
    page.go(&scene.demo.desk)?;
    if page.eval("!!document.querySelector('input[name=passphrase]')")? == json!(true) {
        scene.shots.take(&mut page, "desk-unlock")?;
        page.type_into("input[name=passphrase]", &scene.demo.passphrase)?;
        page.submit("input[name=passphrase]")?;
    }
    let base = scene
        .demo
        .desk
        .split("/start/")
        .next()
        .unwrap_or_default()
        .to_owned();
    let excerpt: String = person.text.chars().take(20).collect();
    page.reload_until(
        &format!("{base}/inbox"),
        &format!("document.body.innerText.includes({})", json!(excerpt)),
    )?;
    scene
        .shots
        .take(&mut page, &format!("desk-inbox-{}", person.language))?;
    page.eval(&format!(
        "(() => {{ for (const link of document.querySelectorAll('a[href^=\"/c/\"]')) {{ \
         let box = link.closest('li, tr, article') || link; \
         if (box.innerText.includes({})) {{ link.id = 'wanted'; break; }} }} }})()",
        json!(excerpt)
    ))?;
    page.follow("#wanted")?;
    page.type_into("textarea[name=text]", person.answer)?;
    scene
        .shots
        .take(&mut page, &format!("desk-conversation-{}", person.language))?;
    page.submit("textarea[name=text]")?;
    scene
        .shots
        .take(&mut page, &format!("desk-preview-{}", person.language))?;
    page.submit("[name=confirm]")?;
    page.wait(&format!(
        "document.body.innerText.includes({})",
        json!(person.answer)
    ))?;
    scene
        .shots
        .take(&mut page, &format!("desk-queued-{}", person.language))
}
