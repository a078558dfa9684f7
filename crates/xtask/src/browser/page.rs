//! One tab, driven as a person would: go, look, click, type, listen to what it asks of the network.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::cdp::Chromium;
use crate::Outcome;

/// How long a page may take until what is awaited is on it.
const PATIENCE: Duration = Duration::from_secs(40);

/// A tab in a context of its own: nothing of another tab's storage is in it, as on another phone.
pub(crate) struct Page<'a> {
    browser: &'a mut Chromium,
    /// To be thrown away with the tab.
    context: Option<String>,
    session: String,
}

/// What the window of the browser is like.
#[derive(Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) is_phone: bool,
}

/// A cheap phone.
pub(crate) const PHONE: Screen = Screen {
    width: 360,
    height: 740,
    is_phone: true,
};
/// A computer.
pub(crate) const WIDE: Screen = Screen {
    width: 1280,
    height: 900,
    is_phone: false,
};

impl<'a> Page<'a> {
    /// Opens an empty tab on a new "phone".
    pub(crate) fn open(browser: &'a mut Chromium, screen: Screen) -> Outcome<Self> {
        let made = browser.call("", "Target.createBrowserContext", json!({}))?;
        let context = text(&made["browserContextId"])?;
        Self::open_in(browser, screen, context, false)
    }

    /// Opens an empty tab on the "computer" of this name, whose cookies stay from tab to tab.
    pub(crate) fn open_again(
        browser: &'a mut Chromium,
        screen: Screen,
        name: &'static str,
    ) -> Outcome<Self> {
        let context = browser.lasting_context(name)?;
        Self::open_in(browser, screen, context, true)
    }

    fn open_in(
        browser: &'a mut Chromium,
        screen: Screen,
        context: String,
        lasting: bool,
    ) -> Outcome<Self> {
        let target = browser.call(
            "",
            "Target.createTarget",
            json!({ "url": "about:blank", "browserContextId": context }),
        )?;
        let attached = browser.call(
            "",
            "Target.attachToTarget",
            json!({ "targetId": target["targetId"], "flatten": true }),
        )?;
        let session = text(&attached["sessionId"])?;
        let mut page = Self {
            browser,
            context: (!lasting).then_some(context),
            session,
        };
        for domain in [
            "Page.enable",
            "Network.enable",
            "Runtime.enable",
            "Log.enable",
        ] {
            page.call(domain, json!({}))?;
        }
        page.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": screen.is_phone }),
        )?;
        Ok(page)
    }

    /// Any command of the protocol to this tab.
    pub(crate) fn call(&mut self, method: &str, params: Value) -> Outcome<Value> {
        self.browser.call(&self.session, method, params)
    }

    /// Switches scripts of pages off, as a careful reader does.
    pub(crate) fn without_scripts(&mut self) -> Outcome {
        self.call(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .map(drop)
    }

    /// Loads an address and waits until it is loaded.
    pub(crate) fn go(&mut self, url: &str) -> Outcome {
        let answer = self.call("Page.navigate", json!({ "url": url }))?;
        if let Some(error) = answer.get("errorText") {
            return Err(format!("{url}: {error}"));
        }
        self.loaded()
    }

    /// Waits for the load event of a navigation that has been started.
    pub(crate) fn loaded(&mut self) -> Outcome {
        self.browser
            .event(&self.session, "Page.loadEventFired", |_| true)
            .map(drop)
    }

    /// The value of a JavaScript expression; promises are awaited.
    pub(crate) fn eval(&mut self, expression: &str) -> Outcome<Value> {
        let answer = self.call(
            "Runtime.evaluate",
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true }),
        )?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(format!("{expression}: {details}")),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// Asks until the expression is true.
    pub(crate) fn wait(&mut self, expression: &str) -> Outcome {
        let until = Instant::now() + PATIENCE;
        while self.eval(&format!("!!({expression})"))? != json!(true) {
            if Instant::now() > until {
                let body = self.eval("document.body.innerText")?;
                return Err(format!(
                    "never became true: {expression}; the page says: {body}"
                ));
            }
            // Reading events is the pause: nothing is missed meanwhile.
            self.browser
                .drain(&self.session, "none", Duration::from_millis(100))?;
        }
        Ok(())
    }

    /// Clicks in the middle of the element with a real mouse event, after scrolling to it.
    pub(crate) fn click(&mut self, selector: &str) -> Outcome {
        let selector_json = json!(selector).to_string();
        self.wait(&format!("document.querySelector({selector_json})"))?;
        let place = self.eval(&format!(
            "(() => {{ const e = document.querySelector({selector_json}); e.scrollIntoView({{block: 'center'}}); \
             const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2, r.width * r.height]; }})()"
        ))?;
        if place[2].as_f64().unwrap_or_default() < 1.0 {
            return Err(format!("{selector} has no size, so nobody could click it"));
        }
        for kind in ["mousePressed", "mouseReleased"] {
            self.call(
                "Input.dispatchMouseEvent",
                json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 }),
            )?;
        }
        Ok(())
    }

    /// Clicks a link and waits until the page behind it is loaded.
    pub(crate) fn follow(&mut self, selector: &str) -> Outcome {
        self.click(selector)?;
        self.loaded()
    }

    /// Sends the form in which this field stands, with its first button, and waits for the answer.
    pub(crate) fn submit(&mut self, field: &str) -> Outcome {
        let field = json!(field).to_string();
        self.eval(&format!(
            "(() => {{ const form = document.querySelector({field}).closest('form'); \
             const button = form.querySelector('[name=confirm], button:not([type=button])'); button.id = 'sends'; }})()"
        ))?;
        self.follow("#sends")
    }

    /// Loads an address again and again until the expression is true on it.
    pub(crate) fn reload_until(&mut self, url: &str, expression: &str) -> Outcome {
        let until = Instant::now() + PATIENCE;
        loop {
            self.go(url)?;
            if self.eval(&format!("!!({expression})"))? == json!(true) {
                return Ok(());
            }
            if Instant::now() > until {
                return Err(format!(
                    "{url} never showed {expression}; it says: {}",
                    self.text()?
                ));
            }
            self.browser
                .drain(&self.session, "none", Duration::from_millis(300))?;
        }
    }

    /// From the next load on, timers that a page sets wait for ever, so that its clock stands still.
    pub(crate) fn hold_timers(&mut self) -> Outcome {
        let source = "window.setTimeout = () => 1; window.setInterval = () => 1;";
        self.call(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .map(drop)
    }

    /// What the document says about itself, without running a script of the page.
    pub(crate) fn inspect(&mut self) -> Outcome<Facts> {
        let document = self.call("DOM.getDocument", json!({ "depth": 1 }))?;
        let html = document
            .pointer("/root/children/1")
            .or_else(|| document.pointer("/root/children/0"));
        let attributes = html
            .and_then(|html| html["attributes"].as_array())
            .cloned()
            .unwrap_or_default();
        let metrics = self.call("Page.getLayoutMetrics", json!({}))?;
        let width = metrics["cssContentSize"]["width"]
            .as_f64()
            .unwrap_or(f64::MAX);
        Ok(Facts { attributes, width })
    }

    /// Errors of scripts, policies or the network are faults of ours.
    pub(crate) fn is_quiet(&mut self) -> Outcome {
        let complaints = self.complaints()?;
        if complaints.is_empty() {
            Ok(())
        } else {
            Err(format!("the browser complains: {complaints:?}"))
        }
    }

    /// Puts the focus on a field and types into it.
    pub(crate) fn type_into(&mut self, selector: &str, words: &str) -> Outcome {
        let selector_json = json!(selector).to_string();
        self.wait(&format!("document.querySelector({selector_json})"))?;
        self.eval(&format!("document.querySelector({selector_json}).focus()"))?;
        self.call("Input.insertText", json!({ "text": words }))
            .map(drop)
    }

    /// Presses one key, for example `Tab` or `Enter`.
    pub(crate) fn press(&mut self, key: &str) -> Outcome {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            _ => 0,
        };
        for kind in ["keyDown", "keyUp"] {
            let mut params =
                json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            if key == "Enter" && kind == "keyDown" {
                params["text"] = json!("\r");
            }
            self.call("Input.dispatchKeyEvent", params)?;
        }
        Ok(())
    }

    /// What the page shows as text.
    pub(crate) fn text(&mut self) -> Outcome<String> {
        text(&self.eval("document.body.innerText")?)
    }

    /// The requests (method, address) since the last call, after waiting `quiet` for more.
    pub(crate) fn requests(&mut self, quiet: Duration) -> Outcome<Vec<(String, String)>> {
        let events = self
            .browser
            .drain(&self.session, "Network.requestWillBeSent", quiet)?;
        Ok(events
            .iter()
            .map(|event| &event["params"]["request"])
            .map(|request| {
                let part = |name: &str| request[name].as_str().unwrap_or_default().to_owned();
                (part("method"), part("url"))
            })
            .collect())
    }

    /// What the page complained about since the last call: errors of scripts, of the network, of policies.
    pub(crate) fn complaints(&mut self) -> Outcome<Vec<String>> {
        let mut all = Vec::new();
        for (method, pointer) in [
            ("Log.entryAdded", "/params/entry/text"),
            (
                "Runtime.exceptionThrown",
                "/params/exceptionDetails/exception/description",
            ),
        ] {
            let events = self
                .browser
                .drain(&self.session, method, Duration::from_millis(50))?;
            all.extend(events.iter().map(|event| {
                event
                    .pointer(pointer)
                    .map_or_else(|| event.to_string(), ToString::to_string)
            }));
        }
        Ok(all)
    }

    /// Writes what the window shows to a PNG file.
    pub(crate) fn screenshot(&mut self, file: &Path, whole_page: bool) -> Outcome {
        let answer = self.call(
            "Page.captureScreenshot",
            json!({ "format": "png", "captureBeyondViewport": whole_page }),
        )?;
        let bytes = decode_base64(answer["data"].as_str().unwrap_or_default());
        std::fs::create_dir_all(file.parent().unwrap_or(file))
            .map_err(|error| error.to_string())?;
        super::write(file, &bytes)
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        let context = json!({ "browserContextId": self.context });
        let _ = self
            .browser
            .call("", "Target.disposeBrowserContext", context);
    }
}

/// Attributes of `<html>` and the width of the content.
pub(crate) struct Facts {
    attributes: Vec<Value>,
    width: f64,
}

impl Facts {
    /// `<html name="wanted">`.
    pub(crate) fn expect(&self, name: &str, wanted: &str) -> Outcome {
        let found = self
            .attributes
            .chunks(2)
            .any(|pair| pair == [json!(name), json!(wanted)]);
        if found {
            Ok(())
        } else {
            Err(format!(
                "<html> has no {name}=\"{wanted}\": {:?}",
                self.attributes
            ))
        }
    }

    /// Nothing stands out of the window.
    pub(crate) fn is_no_wider_than(&self, pixels: u32) -> Outcome {
        if self.width <= f64::from(pixels) {
            Ok(())
        } else {
            Err(format!("the page is {} px wide", self.width))
        }
    }
}

fn text(value: &Value) -> Outcome<String> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("expected a text, got {value}"))
}

/// RFC 4648 base64; the browser sends no line breaks.
fn decode_base64(text: &str) -> Vec<u8> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::with_capacity(text.len() / 4 * 3));
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::decode_base64;

    #[test]
    fn base64_is_read_as_the_rfc_writes_it() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(decode_base64(text), bytes.as_bytes());
        }
    }
}
