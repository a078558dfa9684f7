//! Where guides come from: a folder of the operator, or those that were built into the program.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};
use window_site::{Assets, Contact, Day, Embedded, Folder, Options, Problem, Site};

use crate::failure::{Failure, Outcome};
use crate::system;

static GUIDES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../guides");
static PANEL_JS: &[u8] = include_bytes!("../../drop-wasm/dist/panel.js");
static PANEL_CSS: &[u8] = include_bytes!("../../drop-wasm/web/panel.css");
static WASM: &[u8] = include_bytes!("../../drop-wasm/dist/drop.wasm");

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

/// SHA-256 is what `dist/SHA256SUMS` holds; here it is enough that the module begins as one.
pub(crate) fn contact_code_is_whole() -> bool {
    WASM.starts_with(b"\0asm") && !PANEL_JS.is_empty()
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
