//! The contact panel's files: one script per language, one style sheet, one WebAssembly module.
//!
//! The script of a language is its texts as JSON, its list of words where there is one, and the
//! panel's code, in one file, so that a page makes one request for it and none of it waits for
//! another. Names are hashes of content: a file under a name never changes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use language::words::{self, WordList};
use language::{Catalogue, Tag};

use crate::options::Contact;

/// A file of the panel.
pub(crate) struct Asset {
    pub(crate) path: String,
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Where the pages find the panel.
#[derive(Debug)]
pub(crate) struct Panel {
    scripts: BTreeMap<Tag, String>,
    pub(crate) wasm: String,
    pub(crate) css: String,
    pub(crate) org_id: String,
}

impl Panel {
    /// The script for pages of this language.
    pub(crate) fn script(&self, tag: Tag) -> &str {
        self.scripts.get(&tag).map_or("", String::as_str)
    }
}

/// The panel's addresses and its files.
pub(crate) fn panel(contact: &Contact) -> (Panel, Vec<Asset>) {
    let assets = &contact.assets;
    let mut files = Vec::new();
    let mut add = |ending: &str, content_type, bytes: Vec<u8>| {
        let path = hashed(&bytes, ending);
        files.push(Asset {
            path: path.clone(),
            content_type,
            bytes,
        });
        path
    };
    let wasm = add("wasm", "application/wasm", assets.wasm.to_vec());
    let css = add("css", "text/css; charset=utf-8", assets.panel_css.to_vec());
    let scripts = Tag::ALL
        .into_iter()
        .map(|tag| {
            (
                tag,
                add(
                    "js",
                    "text/javascript; charset=utf-8",
                    script(tag, &assets.panel_js),
                ),
            )
        })
        .collect();
    let org_id = contact.org_id.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    (
        Panel {
            scripts,
            wasm,
            css,
            org_id,
        },
        files,
    )
}

/// Texts `S`, the list of words `W` (or null) and the panel's code, in a scope of their own, as
/// `crates/drop-wasm/web/panel.js` says at its head.
fn script(tag: Tag, code: &[u8]) -> Vec<u8> {
    let texts = Catalogue::of(tag).json("panel");
    let words = words::list(tag).map_or_else(|| "null".to_owned(), |list| word_list(&list));
    let mut script = format!("(()=>{{const S={texts},W={words};\n").into_bytes();
    script.extend_from_slice(code);
    script.extend_from_slice(b"\n})();\n");
    script
}

/// A list in the form in which `language` reads it, as a JSON string. Words are letters only.
fn word_list(list: &WordList<'_>) -> String {
    let draft = if list.is_draft() { ", draft" } else { "" };
    let mut json = format!("\"# version {}{draft}", list.version());
    for word in list.words() {
        json.push_str("\\n");
        json.push_str(word);
    }
    json.push('"');
    json
}

/// `/a/` and 16 hexadecimal digits of the content's BLAKE3.
fn hashed(bytes: &[u8], ending: &str) -> String {
    let hex = blake3::hash(bytes).to_hex();
    let short = hex.get(..16).unwrap_or_default();
    format!("/a/{short}.{ending}")
}
