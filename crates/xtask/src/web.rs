//! `cargo xtask web [--check]`: builds what a visitor's browser loads.
//!
//! ```text
//! crates/drop-wasm (Rust) ──Debian's rustc-web, -Zbuild-std=core,alloc──▶ dist/drop.wasm
//! crates/drop-wasm/web/panel.js ──comments and indentation dropped──────▶ dist/panel.js
//!                                                                        dist/SHA256SUMS
//! ```
//! The compiler is Debian's `rustc-web` with its library source: five packages, unpacked into a cache folder of the
//! user, never installed, driven by the cargo that runs this. So the library itself is built for plain WebAssembly
//! (any browser that has WebAssembly at all), and the same input gives the same bytes on every machine.
//! The committed files are what the program embeds; nobody needs this tool to build Shanasheel.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, tools};

/// The Debian version of `rustc-web` that the committed `dist/drop.wasm` was built with.
const COMPILER: &str = "1.96.0+dfsg1-1~deb12u2";

/// Plain WebAssembly, and nothing in it that only serves messages nobody reads: a panic traps, and the panel starts
/// a new engine. The compact SHA-2 is a tenth of the unrolled one.
const FLAGS: [&str; 5] = [
    "-Ctarget-cpu=mvp",
    "-Zunstable-options -Cpanic=immediate-abort",
    "-Zfmt-debug=none",
    "-Zlocation-detail=none",
    "--cfg=sha2_backend_soft=\"compact\"",
];

/// What the build found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Written to `dist/`.
    Written,
    /// Rebuilt: the same bytes as the committed ones.
    Same,
    /// Rebuilt, but this machine offers another compiler version than [`COMPILER`]: nothing was compared.
    OtherCompiler,
}

/// [`build`], told at the terminal.
///
/// # Errors
/// As [`build`].
pub(crate) fn run(check: bool) -> Outcome {
    tools::say(match build(check)? {
        Found::Written => "crates/drop-wasm/dist: written",
        Found::Same => "crates/drop-wasm/dist: rebuilt, the same bytes",
        Found::OtherCompiler => {
            "crates/drop-wasm/dist: this machine offers another compiler version; bytes not compared"
        }
    });
    Ok(())
}

/// Builds `dist/` anew; with `check`, compares a rebuild with the committed files and writes nothing.
///
/// # Errors
/// A sentence that says what is missing or differs, and what to do.
pub(crate) fn build(check: bool) -> Outcome<Found> {
    let root = tools::root();
    let crate_dir = root.join("crates/drop-wasm");
    let dist = crate_dir.join("dist");
    let version = candidate()?;
    let toolchain = unpack(&version)?;
    let wasm = read(&compile(&toolchain)?)?;
    let panel = squeeze(&text(&crate_dir.join("web/panel.js"))?);
    if check {
        let same_panel = read(&dist.join("panel.js"))? == panel.as_bytes();
        if !same_panel {
            return Err("dist/panel.js is not web/panel.js: run `cargo xtask web`".into());
        }
        if version != COMPILER {
            return Ok(Found::OtherCompiler);
        }
        if read(&dist.join("drop.wasm"))? != wasm {
            return Err(
                "dist/drop.wasm is not what the source builds: run `cargo xtask web`".into(),
            );
        }
        sums()?;
        return Ok(Found::Same);
    }
    fs::create_dir_all(&dist).map_err(|error| said(&dist, &error))?;
    write(&dist.join("drop.wasm"), &wasm)?;
    write(&dist.join("panel.js"), panel.as_bytes())?;
    let sums = tools::output(
        Command::new("sha256sum")
            .args(["drop.wasm", "panel.js"])
            .current_dir(&dist),
    )?;
    write(&dist.join("SHA256SUMS"), sums.as_bytes())?;
    Ok(Found::Written)
}

/// Whether the committed files are what `dist/SHA256SUMS` says.
///
/// # Errors
/// The names of those that are not.
pub(crate) fn sums() -> Outcome {
    tools::output(
        Command::new("sha256sum")
            .args(["--quiet", "-c", "SHA256SUMS"])
            .current_dir(tools::root().join("crates/drop-wasm/dist")),
    )
    .map(drop)
}

/// Whether the compiler is in the cache folder; with `install`, puts it there.
///
/// # Errors
/// Why it is not, and what to do.
pub(crate) fn compiler(install: bool) -> Outcome {
    let version = candidate()?;
    if install || cache()?.join(&version).join("usr/bin/rustc").exists() {
        return unpack(&version).map(drop);
    }
    Err("its compiler is not in the cache; `cargo xtask web --check` fetches it".into())
}

/// Drops comment lines, blank lines and indentation. `panel.js` keeps to what this can do: a comment stands on its
/// own line and begins with `//`, and no text runs over a line's end.
pub(crate) fn squeeze(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.lines().map(str::trim) {
        if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The version of `rustc-web` that this machine's package lists offer.
fn candidate() -> Outcome<String> {
    let policy =
        tools::output(Command::new("apt-cache").args(["policy", "rustc-web"])).map_err(|_| {
            "rebuilding the wasm needs Debian 12 (apt-cache); without it the committed file is used"
                .to_owned()
        })?;
    policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "))
        .filter(|version| *version != "(none)")
        .map(str::to_owned)
        .ok_or_else(|| {
            "Debian's package lists have no rustc-web: run `apt-get update` first".into()
        })
}

/// Where compilers are kept.
fn cache() -> Outcome<PathBuf> {
    Ok(std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
        .ok_or("neither XDG_CACHE_HOME nor HOME is set: set one")?
        .join("shanasheel-web"))
}

/// Downloads and unpacks the compiler, once per version; answers its `usr` folder.
fn unpack(version: &str) -> Outcome<PathBuf> {
    let cache = cache()?;
    let ready = cache.join(version);
    if ready.join("usr/bin/rustc").exists() {
        return Ok(ready.join("usr"));
    }
    let fresh = cache.join(format!("{version}.{}", std::process::id()));
    let debs = fresh.join("debs");
    fs::create_dir_all(&debs).map_err(|error| said(&debs, &error))?;
    let mut dots = version.split('.');
    let short = match (dots.next(), dots.next()) {
        (Some(major), Some(minor)) => format!("{major}.{minor}"),
        _ => return Err(format!("rustc-web has an unknown version: {version}")),
    };
    let library = format!("libstd-rust-web-{short}");
    let needs = tools::output(Command::new("apt-cache").args(["depends", &library]))?;
    let llvm = needs
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Depends: "))
        .find(|name| name.starts_with("libllvm"))
        .ok_or("libstd-rust-web names no libllvm package")?;
    tools::output(
        Command::new("apt-get")
            .args(["-q", "download", "rustc-web", &library])
            .args(["libstd-rust-web-dev", "rust-web-src", llvm])
            .current_dir(&debs),
    )?;
    for deb in fs::read_dir(&debs).map_err(|error| said(&debs, &error))? {
        let deb = deb.map_err(|error| said(&debs, &error))?.path();
        tools::output(Command::new("dpkg").arg("-x").arg(&deb).arg(&fresh))?;
    }
    fs::remove_dir_all(&debs).map_err(|error| said(&debs, &error))?;
    if fs::rename(&fresh, &ready).is_err() {
        // Somebody else finished first: theirs serves as well.
        fs::remove_dir_all(&fresh).map_err(|error| said(&fresh, &error))?;
    }
    Ok(ready.join("usr"))
}

/// Compiles `drop-wasm` with the unpacked compiler; answers the path of the module.
fn compile(toolchain: &Path) -> Outcome<PathBuf> {
    let host = tools::output(Command::new("rustc").args(["--print", "target-libdir"]))?;
    let lld = Path::new(host.trim())
        .parent()
        .ok_or("rustc names no library folder")?
        .join("bin/rust-lld");
    let target = tools::target_folder()?.join("web");
    tools::output(
        tools::cargo()
            .args(["build", "--quiet", "--locked", "--profile", "web"])
            .args(["-p", "drop-wasm", "--target", "wasm32-unknown-unknown"])
            .arg("-Zbuild-std=core,alloc")
            .env_remove("RUSTC_WRAPPER")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTC", toolchain.join("bin/rustc"))
            .env("LD_LIBRARY_PATH", toolchain.join("lib/x86_64-linux-gnu"))
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", lld)
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", FLAGS.join(" ")),
    )?;
    Ok(target.join("wasm32-unknown-unknown/web/drop_wasm.wasm"))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| said(path, &error))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| said(path, &error))
}

/// Writes beside and renames, so that a stopped build leaves no half file.
fn write(path: &Path, bytes: &[u8]) -> Outcome {
    let beside = path.with_extension("new");
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| said(path, &error))
}

fn said(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn comments_and_indentation_leave_and_code_stays() {
        let source = "// why\nconst a = 1;\n\n  // more\n  f(`https://x`);\n";
        assert_eq!(squeeze(source), "const a = 1;\nf(`https://x`);\n");
    }
}
