//! A site as a plain folder that any server, stick or mirror can carry.
//!
//! `/ar/k/1` becomes `ar/k/1/index.html`; the quick exit becomes a page that leads away at once.
//! The folder is built beside the old one and takes its place when it is whole, so that a build
//! that is cut off leaves the old site as it was.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::page::plain;
use crate::site::Site;

impl Site {
    /// Writes the site as files. What was in the folder before is replaced as a whole.
    ///
    /// # Errors
    /// What the system says when a file cannot be written or a folder not moved.
    pub fn write_to(&self, folder: &Path) -> io::Result<()> {
        let fresh = beside(folder, "new")?;
        remove(&fresh)?;
        for (path, page) in self.pages() {
            write(&fresh.join(file_of(path)), &page.bytes)?;
        }
        for (path, address) in self.exits() {
            write(&fresh.join(file_of(path)), plain::exit(address).as_bytes())?;
        }
        write(&fresh.join("404.html"), &self.missing().bytes)?;
        let old = beside(folder, "old")?;
        remove(&old)?;
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&fresh, folder)?;
        remove(&old)
    }
}

/// The file for a path of the site: pages are `index.html` in a folder, other files keep their name.
fn file_of(path: &str) -> PathBuf {
    let path = path.trim_start_matches('/');
    if path.starts_with("a/") {
        PathBuf::from(path)
    } else {
        Path::new(path).join("index.html")
    }
}

/// A sibling of the folder, such as `site.new`.
fn beside(folder: &Path, ending: &str) -> io::Result<PathBuf> {
    let name = folder.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut name = name.to_owned();
    name.push(".");
    name.push(ending);
    Ok(folder.with_file_name(name))
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = File::create(path)?;
    file.write_all(bytes)
}
