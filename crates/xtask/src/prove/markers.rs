//! Planted markers: the relay, as people run it, keeps and prints nothing of what a client says besides the parcel.
//!
//! ```text
//! requests with the marker everywhere ──▶ relay, killed, started again, stopped ──▶ data, stdout, stderr, core files
//!                                                                                       └─ scan: 0 hits
//! a parcel with another marker, accepted ─────────────────────────────────────────────────▶ the same scan: found
//! ```

mod requests;
mod scan;

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::evidence::Evidence;
use crate::browser::write;
use crate::release::{Build, address, empty_workshop, program, signal};
use crate::{Outcome, http};

/// Never to be found.
const MARKER: &str = "Qasidhidden7f31c9";
/// Inside of a parcel that the relay accepts: this one must be found, or the scan is blind.
const CONTROL: &str = "Qasidcontrol52d8e0";

pub(super) fn prove(_rest: &[&str]) -> Outcome<Evidence> {
    let mut evidence = Evidence::new(
        "Requests carried a marker in method, path, query, every header and refused bodies: well-formed ones, ones that \
         are refused (400, 401, 404, 405, 413, 431), ones over the daily cap (503), ones that end in the middle. The \
         process was aborted (SIGABRT), started again on the same folder, asked again, and stopped. Then its data folder, \
         its working folder (core files), its output and its error output were searched for the marker as text, in upper \
         and lower case, as UTF-16, in hexadecimal and in base64.",
    );
    for (name, build) in [("relay", Build::RelayOnly), ("serve", Build::Whole)] {
        let lines = one(name, &program(build)?, &mut evidence)?;
        evidence.command(
            &format!("shanasheel {name} --config relay.toml"),
            &lines.join("\n"),
        );
    }
    evidence.say(
        "A panic inside of a request cannot be provoked from outside. What a panic prints (a place in the source, never \
         its message) is tested in crates/shanasheel.",
    );
    Ok(evidence)
}

fn one(name: &str, program: &Path, evidence: &mut Evidence) -> Outcome<Vec<String>> {
    let folder = empty_workshop(&format!("markers-{name}"))?;
    write(&folder.join("relay.toml"), configuration().as_bytes())?;
    let mut lines = Vec::new();
    let mut statuses = Vec::new();
    for end in ["ABRT", "TERM"] {
        let mut running = Running::start(name, program, &folder, end)?;
        let all = requests::all(MARKER, CONTROL);
        for request in &all {
            let answer = http::exchange(&running.site, request)?;
            statuses.push(answer.map_or(0, |answer| answer.status));
        }
        http::get(&running.site, "/k")?;
        running.stop(end)?;
    }
    let total = statuses.len();
    let mut kinds = statuses.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds: Vec<String> = kinds.iter().map(ToString::to_string).collect();
    lines.push(format!(
        "requests sent: {total}; answers of these kinds (0: closed without one): {}",
        kinds.join(" ")
    ));
    let files = scan::files(&folder)?;
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let hits = scan::hits(&files, MARKER);
    let controls = scan::hits(&files, CONTROL);
    let cores: Vec<&String> = files
        .iter()
        .map(|(path, _)| path)
        .filter(|path| path.contains("core"))
        .collect();
    lines.push(format!("searched: {} files, {bytes} bytes", files.len()));
    lines.push(format!(
        "marker found: {} times {}",
        hits.len(),
        hits.join(" ")
    ));
    lines.push(format!("core files: {}", cores.len()));
    lines.push(format!(
        "marker of the accepted parcel found: {} times, in {}",
        controls.len(),
        controls.join(" ")
    ));
    let blind = scan::blind_forms(MARKER);
    lines.push(format!(
        "forms of the marker that the search misses in a file made for it: {}",
        blind.len()
    ));
    let wanted = [204, 400, 404, 503]
        .iter()
        .all(|status| statuses.contains(status));
    evidence.holds &=
        hits.is_empty() && cores.is_empty() && !controls.is_empty() && blind.is_empty() && wanted;
    Ok(lines)
}

/// Public values only, as `found` writes them; nobody holds these keys.
fn configuration() -> String {
    let key = |byte: &str| byte.repeat(32);
    format!(
        "listen = \"127.0.0.1:0\"\ndata = \"data\"\norganisation = \"{}\"\noutbox = \"{}\"\nissuer = \"{}\"\n\
         window_slots = 336\nslot_secs = 3600\ndaily_cap = {}\n",
        key("a1"),
        key("b2"),
        key("c3"),
        requests::ACCEPTED
    )
}

/// The program, its outputs going to files of its folder.
struct Running {
    child: Child,
    site: String,
}

impl Running {
    fn start(name: &str, program: &Path, folder: &Path, round: &str) -> Outcome<Self> {
        let file = |ending: &str| -> Outcome<(PathBuf, File)> {
            let path = folder.join(format!("{round}-{ending}.txt"));
            let file = File::create(&path).map_err(|error| error.to_string())?;
            Ok((path, file))
        };
        let ((said, out), (_, err)) = (file("stdout")?, file("stderr")?);
        let child = Command::new(program)
            .args(["--lang", "en", name, "--config", "relay.toml"])
            .current_dir(folder)
            .env("RUST_BACKTRACE", "full")
            .env("RUST_LOG", "trace")
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut running = Self {
            child,
            site: String::new(),
        };
        for _ in 0..300 {
            if let Some(site) = first_address(&said)? {
                running.site = site;
                return Ok(running);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("shanasheel {name} did not say where it listens"))
    }

    fn stop(&mut self, end: &str) -> Outcome {
        signal(&self.child, end)?;
        self.child
            .wait()
            .map(drop)
            .map_err(|error| error.to_string())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn first_address(said: &Path) -> Outcome<Option<String>> {
    let file = File::open(said).map_err(|error| error.to_string())?;
    Ok(BufReader::new(file)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| address(&line)))
}
