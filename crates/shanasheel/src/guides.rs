//! Where guides come from: a folder of the operator, or those that were built into the program.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};
use sha2::{Digest as _, Sha256};
use window_site::{Assets, Contact, Day, Embedded, Folder, Options, Problem, Site};

use crate::failure::{Failure, Outcome};
use crate::system;

static GUIDES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../guides");
static PANEL_JS: &[u8] = include_bytes!("../../drop-wasm/dist/panel.js");
static PANEL_CSS: &[u8] = include_bytes!("../../drop-wasm/web/panel.css");
static WASM: &[u8] = include_bytes!("../../drop-wasm/dist/drop.wasm");
static SUMS: &str = include_str!("../../drop-wasm/dist/SHA256SUMS");

/// Builds the site, or gives every fault of the guides.
pub(crate) fn build(
    guides: Option<&Path>,
    options: &Options,
) -> Outcome<Result<Site, Vec<Problem>>> {
    match guides {
        None => Ok(Site::build(&Embedded(embedded()), options)),
        Some(folder) => match std::fs::read_dir(folder) {
            Ok(_) => Ok(Site::build(&Folder::new(folder), options)),
            Err(error) => Err(Failure::new("guides-unreadable")
                .with("folder", folder.display())
                .with("why", error.kind())),
        },
    }
}

/// A site that must stand: faults of guides end the command.
pub(crate) fn build_whole(guides: Option<&Path>, options: &Options) -> Outcome<Site> {
    build(guides, options)?
        .map_err(|problems| Failure::new("guides-broken").with("count", problems.len()))
}

/// The choices of a site; with an organisation's id its pages carry the contact panel.
pub(crate) fn options(name: &str, organisation: Option<[u8; 32]>) -> Options {
    let mut options = Options::new(today());
    options.name = Some(name.to_owned()).filter(|name| !name.is_empty());
    options.contact = organisation.map(|org_id| Contact {
        assets: Assets {
            panel_js: PANEL_JS.into(),
            panel_css: PANEL_CSS.into(),
            wasm: WASM.into(),
        },
        org_id,
    });
    options
}

/// Whether the contact code in this program is the one that was committed, by the sums beside it. A broken disk can change
/// a program; and a build from a half-updated copy can mix two versions.
pub(crate) fn contact_code_is_whole() -> bool {
    has_sum("drop.wasm", WASM) && has_sum("panel.js", PANEL_JS)
}

fn has_sum(name: &str, bytes: &[u8]) -> bool {
    let sum: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let line = format!("{sum}  {name}");
    SUMS.lines().any(|known| known == line)
}

fn today() -> Day {
    Day::from_unix(system::now())
}

/// The built-in files as the site takes them; gathered once, kept for the life of the program.
fn embedded() -> &'static [(&'static str, &'static [u8])] {
    static FILES: std::sync::OnceLock<Vec<(&'static str, &'static [u8])>> =
        std::sync::OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = Vec::new();
        gather(&GUIDES, &mut files);
        files
    })
}

fn gather(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static [u8])>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => gather(inner, files),
            DirEntry::File(file) => {
                if let Some(path) = file.path().to_str() {
                    files.push((path, file.contents()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contact_code_is_the_one_that_was_committed() {
        assert!(contact_code_is_whole());
        let mut other = WASM.to_vec();
        other[1000] ^= 1;
        assert!(!has_sum("drop.wasm", &other));
        assert!(!has_sum("panel.js", WASM));
    }
}
