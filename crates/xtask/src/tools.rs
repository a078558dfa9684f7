//! Programs from outside that the checks use: find them, install them where that is allowed, else say what was skipped.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;

/// One line to the person at the terminal.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe is no reason to stop a check.
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// The folder that holds the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where builds go: the folder that cargo itself uses.
pub(crate) fn target_folder() -> Outcome<PathBuf> {
    let text = output(cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| "cargo metadata names no target folder".to_owned())
}

/// The cargo that started us, in the workspace's folder.
///
/// What that cargo says about this crate is taken back: build scripts (ring's is one) look at it, and would rebuild
/// half of the program each time a person changes between `cargo` and `cargo xtask`.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root());
    for (name, _) in std::env::vars_os() {
        let of_a_crate = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if of_a_crate {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end, its output to the terminal; an exit code other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}", describe(command)))
    }
}

/// Runs a command and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!(
            "{} ended with {}: {}",
            describe(command),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}

fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

/// Whether a program can be started at all.
pub(crate) fn is_there(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A cargo subcommand that may have to be built first.
pub(crate) fn cargo_tool(name: &str, install: bool) -> Outcome {
    if is_there(&format!("cargo-{name}")) {
        return Ok(());
    }
    if !install {
        return Err(format!(
            "cargo-{name} is not installed; run `cargo install --locked cargo-{name}`"
        ));
    }
    say(&format!(
        "installing cargo-{name}; this takes some minutes once"
    ));
    run(cargo().args(["install", "--quiet", "--locked", &format!("cargo-{name}")]))
}

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Chromium, through the system's package manager where we may use it.
pub(crate) fn chromium() -> Outcome<&'static str> {
    let find = || CHROMIUM_NAMES.into_iter().find(|name| is_there(name));
    if let Some(name) = find() {
        return Ok(name);
    }
    install_package("chromium")?;
    find().ok_or_else(|| "chromium was installed but does not start".to_owned())
}

/// Installs a package of the system; only as root or where sudo asks nothing.
pub(crate) fn install_package(name: &str) -> Outcome {
    let is_root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let apt = |arguments: &[&str]| {
        let mut command = if is_root {
            Command::new("apt-get")
        } else {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "apt-get"]);
            sudo
        };
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments);
        output(&mut command)
    };
    if !is_there("apt-get") {
        return Err(format!(
            "{name} is missing and there is no apt-get; install {name} with your system's package manager"
        ));
    }
    say(&format!("installing {name} with apt-get"));
    apt(&["update", "-qq"])
        .and_then(|_| apt(&["install", "-y", "-qq", "--no-install-recommends", name]))
        .map(drop)
        .map_err(|error| format!("{name} could not be installed: {error}"))
}

/// A file out of a package of the npm registry, kept under the target folder and never committed.
pub(crate) fn npm_file(package: &str, version: &str, file: &str) -> Outcome<PathBuf> {
    let folder = target_folder()?
        .join("npm")
        .join(format!("{package}-{version}"));
    let wanted = folder.join("package").join(file);
    if wanted.is_file() {
        return Ok(wanted);
    }
    if !is_there("npm") {
        return Err(format!("npm is not installed, so {package} cannot be had"));
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let packed = output(Command::new("npm").current_dir(&folder).args([
        "pack",
        "--silent",
        &format!("{package}@{version}"),
    ]))?;
    let name = packed.lines().last().unwrap_or_default().trim().to_owned();
    output(
        Command::new("tar")
            .current_dir(&folder)
            .args(["xzf", &name]),
    )?;
    if wanted.is_file() {
        Ok(wanted)
    } else {
        Err(format!("{package} {version} holds no {file}"))
    }
}
