//! Where guides come from: a folder, or files built into the program.
//!
//! Paths are relative to the guides folder, with `/`: `facts.toml`, `1/ar.md`, `terms/ar.toml`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The largest source file that is read, in bytes. A guide is about 20,000.
pub const MAX_FILE_BYTES: u64 = 1 << 20;

/// The most files that are read.
pub const MAX_FILES: usize = 100_000;

/// How deep folders are entered: `guides/1/ar.md` is two.
const MAX_DEPTH: u32 = 3;

/// One source file, as it is; nothing has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Relative to the guides folder, with `/`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A file or folder that could not be read, or breaks a limit.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {cause}")]
pub struct SourcesError {
    /// The path as shown.
    pub path: String,
    /// What the system said.
    pub cause: io::Error,
}

/// Anything that has source files.
pub trait Sources {
    /// All files, in the order of their paths.
    ///
    /// # Errors
    /// What could not be read, or is over [`MAX_FILE_BYTES`] or [`MAX_FILES`].
    fn files(&self) -> Result<Vec<SourceFile>, SourcesError>;
}

/// A folder on disk. Hidden files and symbolic links are passed over, so that a library never shows
/// what lies outside its folder.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// Files built into the program: (path, content).
#[derive(Clone, Copy, Debug)]
pub struct Embedded(pub &'static [(&'static str, &'static [u8])]);

impl Folder {
    /// The folder with `facts.toml`, `terms/` and the numbered guides.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Sources for Folder {
    fn files(&self) -> Result<Vec<SourceFile>, SourcesError> {
        let mut files = Vec::new();
        read_folder(&self.root, "", MAX_DEPTH, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }
}

impl Sources for Embedded {
    fn files(&self) -> Result<Vec<SourceFile>, SourcesError> {
        let mut files: Vec<_> = self
            .0
            .iter()
            .map(|(path, bytes)| SourceFile {
                path: (*path).to_owned(),
                bytes: bytes.to_vec(),
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    depth: u32,
    files: &mut Vec<SourceFile>,
) -> Result<(), SourcesError> {
    let shown = if prefix.is_empty() { "." } else { prefix };
    let failed = |cause| SourcesError {
        path: shown.to_owned(),
        cause,
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let path = if prefix.is_empty() {
            name.to_owned()
        } else {
            format!("{prefix}/{name}")
        };
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() && depth > 1 {
            read_folder(&entry.path(), &path, depth - 1, files)?;
        } else if kind.is_file() {
            let failed = |cause| SourcesError {
                path: path.clone(),
                cause,
            };
            let too_much = || failed(io::Error::from(io::ErrorKind::FileTooLarge));
            if entry.metadata().map_err(failed)?.len() > MAX_FILE_BYTES || files.len() >= MAX_FILES
            {
                return Err(too_much());
            }
            let bytes = fs::read(entry.path()).map_err(failed)?;
            files.push(SourceFile { path, bytes });
        }
    }
    Ok(())
}
