//! Files and folders that must be whole or absent: made beside their place, synced, then moved there.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a new file that only its owner may read; refuses to replace one that is there.
///
/// A crash at any instruction leaves either no file of this name or the whole one.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = Aside::new(path)?;
    let mut file = owner_only().open(aside.path())?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    aside.settle()
}

/// A place beside a place, under a hidden name: for what is not whole yet.
///
/// Dropped, it takes away what lies there. What a killed program left there goes when the same is tried again.
#[derive(Debug)]
pub(crate) struct Aside {
    aside: PathBuf,
    place: PathBuf,
}

impl Aside {
    /// For what will stand at `place`. Makes the folder around it.
    pub(crate) fn new(place: &Path) -> io::Result<Self> {
        let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(".new");
        std::fs::create_dir_all(folder_of(place))?;
        let made = Self {
            aside: folder_of(place).join(hidden),
            place: place.to_path_buf(),
        };
        made.remove()?;
        Ok(made)
    }

    /// Where to make it.
    pub(crate) fn path(&self) -> &Path {
        &self.aside
    }

    /// Moves it to its place; a file or a full folder that is there stays, and is an error.
    pub(crate) fn settle(self) -> io::Result<()> {
        if self.aside.is_dir() {
            // Replaces an empty folder and refuses any other.
            std::fs::rename(&self.aside, &self.place)?;
        } else {
            self.settle_file()?;
        }
        File::open(folder_of(&self.place))?.sync_all()
    }

    /// A hard link fails where the name is taken; a rename would replace it.
    fn settle_file(&self) -> io::Result<()> {
        match std::fs::hard_link(&self.aside, &self.place) {
            Ok(()) => std::fs::remove_file(&self.aside),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // File systems of removable disks (FAT) have no links.
            Err(_) if !self.place.exists() => std::fs::rename(&self.aside, &self.place),
            Err(error) => Err(error),
        }
    }

    fn remove(&self) -> io::Result<()> {
        let removed = match std::fs::symlink_metadata(&self.aside) {
            Ok(found) if found.is_dir() => std::fs::remove_dir_all(&self.aside),
            Ok(_) => std::fs::remove_file(&self.aside),
            Err(error) => Err(error),
        };
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // What stays is taken away when the same is tried again.
        let _ = self.remove();
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_new(&path, b"first").unwrap();
        assert_eq!(
            write_new(&path, b"second").unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn a_folder_moves_to_an_empty_place_only_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("in/a");
        let made = |place: &Path| {
            let aside = Aside::new(place).unwrap();
            write_new(&aside.path().join("b"), b"new").unwrap();
            aside.settle()
        };
        std::fs::create_dir_all(&place).unwrap();
        made(&place).unwrap();
        assert_eq!(std::fs::read(place.join("b")).unwrap(), b"new");
        write_new(&place.join("c"), b"hers").unwrap();
        made(&place).unwrap_err();
        assert_eq!(std::fs::read(place.join("c")).unwrap(), b"hers");
        assert_eq!(
            std::fs::read_dir(folder.path().join("in")).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_new(&path, b"secret").unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
