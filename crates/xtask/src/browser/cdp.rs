//! The Chrome `DevTools` Protocol over one WebSocket: send a command, wait for its answer, keep the events.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use crate::Outcome;

/// How long a command or an awaited event may take before the journey is called broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// Chromium is told not to call anybody: no updates, no sync, no field trials.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--hide-scrollbars",
    "--mute-audio",
    "--password-store=basic",
    "--remote-debugging-port=0",
];

/// A running Chromium with an empty profile of its own; ends with the value.
pub(crate) struct Chromium {
    child: Child,
    profile: PathBuf,
    socket: WebSocket<TcpStream>,
    next_id: u64,
    events: Vec<Value>,
    contexts: BTreeMap<&'static str, String>,
}

impl Chromium {
    /// Starts `program` with a fresh profile below `folder`.
    pub(crate) fn start(program: &str, folder: &Path) -> Outcome<Self> {
        let profile = folder.join(format!("profile-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&profile);
        std::fs::create_dir_all(&profile)
            .map_err(|error| format!("{}: {error}", profile.display()))?;
        let mut child = Command::new(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let stderr = child.stderr.take().ok_or("chromium has no stderr")?;
        let mut lines = BufReader::new(stderr).lines();
        let url = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                line.strip_prefix("DevTools listening on ")
                    .map(str::to_owned)
            })
            .ok_or("chromium ended before it listened")?;
        // Its later chatter is read away, so that a full pipe never stops it.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let address = url
            .strip_prefix("ws://")
            .and_then(|rest| rest.split('/').next())
            .ok_or("an unknown DevTools address")?;
        let stream = TcpStream::connect(address).map_err(|error| format!("{address}: {error}"))?;
        stream
            .set_nodelay(true)
            .map_err(|error| error.to_string())?;
        let (socket, _) = tungstenite::client(&url, stream).map_err(|error| error.to_string())?;
        Ok(Self {
            child,
            profile,
            socket,
            next_id: 0,
            events: Vec::new(),
            contexts: BTreeMap::new(),
        })
    }

    /// The browser context of this name; made at its first use, kept until the browser ends.
    pub(crate) fn lasting_context(&mut self, name: &'static str) -> Outcome<String> {
        if let Some(context) = self.contexts.get(name) {
            return Ok(context.clone());
        }
        let made = self.call("", "Target.createBrowserContext", json!({}))?;
        let context = made["browserContextId"]
            .as_str()
            .ok_or("no browser context")?
            .to_owned();
        self.contexts.insert(name, context.clone());
        Ok(context)
    }

    /// Sends a command to the browser (`session` empty) or to a page, and waits for its result.
    pub(crate) fn call(&mut self, session: &str, method: &str, params: Value) -> Outcome<Value> {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !session.is_empty() {
            message["sessionId"] = json!(session);
        }
        self.socket
            .send(Message::text(message.to_string()))
            .map_err(|error| format!("{method}: {error}"))?;
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self
                .read(until)?
                .ok_or_else(|| format!("{method}: no answer in {PATIENCE:?}"))?;
            if answer["id"] == json!(id) {
                if let Some(error) = answer.get("error") {
                    return Err(format!("{method}: {error}"));
                }
                return Ok(answer["result"].clone());
            }
            self.events.push(answer);
        }
    }

    /// Takes the first kept or coming event of this page that `wanted` accepts.
    pub(crate) fn event(
        &mut self,
        session: &str,
        method: &str,
        wanted: impl Fn(&Value) -> bool,
    ) -> Outcome<Value> {
        let fits = |event: &Value| {
            event["method"] == json!(method)
                && event["sessionId"] == json!(session)
                && wanted(&event["params"])
        };
        if let Some(at) = self.events.iter().position(&fits) {
            return Ok(self.events.remove(at)["params"].clone());
        }
        let until = Instant::now() + PATIENCE;
        loop {
            let event = self
                .read(until)?
                .ok_or_else(|| format!("{method} did not come in {PATIENCE:?}"))?;
            if fits(&event) {
                return Ok(event["params"].clone());
            }
            self.events.push(event);
        }
    }

    /// Takes all kept events of this page with this name; reads what comes within `quiet` first.
    pub(crate) fn drain(
        &mut self,
        session: &str,
        method: &str,
        quiet: Duration,
    ) -> Outcome<Vec<Value>> {
        let until = Instant::now() + quiet;
        while let Some(event) = self.read(until)? {
            self.events.push(event);
        }
        let (mine, rest) = std::mem::take(&mut self.events)
            .into_iter()
            .partition(|event| {
                event["method"] == json!(method) && event["sessionId"] == json!(session)
            });
        self.events = rest;
        Ok(mine)
    }

    /// The next message, or none when `until` has passed.
    fn read(&mut self, until: Instant) -> Outcome<Option<Value>> {
        loop {
            let Some(left) = until.checked_duration_since(Instant::now()) else {
                return Ok(None);
            };
            self.socket
                .get_ref()
                .set_read_timeout(Some(left.max(Duration::from_millis(1))))
                .map_err(|error| error.to_string())?;
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    return serde_json::from_str(text.as_str())
                        .map(Some)
                        .map_err(|error| error.to_string());
                }
                Ok(_) => {}
                Err(tungstenite::Error::Io(error))
                    if matches!(
                        error.kind(),
                        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                    ) =>
                {
                    return Ok(None);
                }
                Err(error) => return Err(format!("DevTools: {error}")),
            }
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.call("", "Browser.close", json!({}));
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
