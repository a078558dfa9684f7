//! One encrypted file that brings a vault back.
//!
//! ```text
//! magic 8 | version u16 | 0 u16 | 0 u32 | length of the store u64 | head 256 | store | BLAKE3 of all before 32
//! ```
//!
//! The head is the vault's own, so a backup opens with the passphrase that was in use when it was
//! made, also after a change. The store is a compact copy under the same data key, without the
//! free pages. What was deleted since is still in older backups: a deletion is complete only when
//! those are gone (PROTOCOL.md §2.8).

use std::{
    fs::{self, File},
    io::{self, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use rand_core::CryptoRng;
use rusqlite::Connection;

use crate::{
    Passphrase, Vault, VaultError, database,
    folder::{Folder, LockedFolder, owner_only, sync_dir},
    head::{DataKey, HEAD_BYTES, Head},
    tables::{operations, settings},
    vault::new_device,
};

const MAGIC: [u8; 8] = *b"\x8fVLB\r\n\x1a\n";
const VERSION: u16 = 1;
const FRONT_BYTES: usize = 24;
const COPY_CHUNK_BYTES: usize = 64 * 1024;

/// A backup that was written, read back and found whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// Length of the file.
    pub bytes: u64,
    /// Operations that it holds.
    pub operations: u64,
}

impl Vault {
    /// Writes a backup, reads it back, and only then gives it its name; a file of that name is
    /// replaced as a whole. `now` is remembered as the time of the newest backup.
    ///
    /// # Errors
    /// [`VaultError`]; then the name is as it was.
    pub fn backup_to(&mut self, file: &Path, now: u64) -> Result<BackupReport, VaultError> {
        let names = Names::of(file)?;
        names.clear();
        let result = self.backup_under(&names, file, now);
        names.clear();
        result
    }

    fn backup_under(
        &mut self,
        names: &Names,
        file: &Path,
        now: u64,
    ) -> Result<BackupReport, VaultError> {
        self.copy_store(&names.store)?;
        let operations = {
            let copy = database::open(&names.store, self.key())?;
            // A restored vault knows of this backup as well.
            settings::put(&copy, settings::BACKUP_AT, &now.to_le_bytes())?;
            expect_whole(&copy)?;
            operations::count(&copy)?
        };
        if operations != operations::count(self.conn())? {
            return Err(VaultError::BACKUP_DAMAGED);
        }
        let mut out = owner_only().create_new(true).open(&names.whole)?;
        write_backup(&mut out, self.head(), &names.store)?;
        out.sync_all()?;
        drop(out);
        let bytes = verified_length(&names.whole)?;
        fs::rename(&names.whole, file)?;
        sync_dir(&names.dir)?;
        settings::put(self.conn(), settings::BACKUP_AT, &now.to_le_bytes())?;
        Ok(BackupReport { bytes, operations })
    }

    /// A compact copy of the store under the same key.
    fn copy_store(&self, to: &Path) -> Result<(), VaultError> {
        // VACUUM INTO wants a file that is missing or empty; made here, it is its owner's only.
        owner_only().create_new(true).open(to)?.sync_all()?;
        let to = to
            .to_str()
            .ok_or(VaultError::Io(io::ErrorKind::InvalidFilename))?;
        self.conn().execute("VACUUM INTO ?", [to])?;
        Ok(())
    }
}

/// Brings a vault back from a backup, into a folder that is new or empty. The vault gets a new
/// device id: it never goes on as the desk that it was (PROTOCOL.md §2.2).
///
/// # Errors
/// [`VaultError::AlreadyThere`] and [`VaultError::NotEmpty`] for the folder,
/// [`VaultError::Damaged`] and [`VaultError::TooNew`] for the file, and
/// [`VaultError::WrongPassphrase`] for the passphrase of the time when it was made.
pub fn restore(
    file: &Path,
    dir: &Path,
    passphrase: &Passphrase,
    rng: &mut impl CryptoRng,
) -> Result<Vault, VaultError> {
    // Everything that can be known beforehand, before anything is written.
    verified_length(file)?;
    let mut backup = BufReader::new(File::open(file)?);
    let (store_bytes, head) = read_front(&mut backup)?;
    let key = head.unwrap(passphrase)?;
    let folder = Folder::new(dir).lock_free()?;
    match restored(&mut backup, store_bytes, &head, &key, &folder, rng) {
        Ok(conn) => Vault::unlocked(conn, key, head, folder),
        Err(error) => {
            folder.abandon();
            Err(error)
        }
    }
}

fn restored(
    backup: &mut impl Read,
    store_bytes: u64,
    head: &Head,
    key: &DataKey,
    folder: &LockedFolder,
    rng: &mut impl CryptoRng,
) -> Result<Connection, VaultError> {
    let mut store = owner_only().truncate(true).open(folder.store_path())?;
    if io::copy(&mut backup.take(store_bytes), &mut store)? != store_bytes {
        return Err(VaultError::BACKUP_DAMAGED);
    }
    store.sync_all()?;
    drop(store);
    let mut conn = database::open(&folder.store_path(), key)?;
    expect_whole(&conn)?;
    // Before the folder becomes a vault: one that this version cannot read is not made.
    database::migrate(&mut conn)?;
    new_device(&conn, rng)?;
    folder.put_head(head.bytes())?;
    Ok(conn)
}

fn expect_whole(conn: &Connection) -> Result<(), VaultError> {
    if database::damaged_pages(conn)? > 0 || !database::structure_is_whole(conn)? {
        return Err(VaultError::BACKUP_DAMAGED);
    }
    Ok(())
}

fn write_backup(out: &mut File, head: &Head, store: &Path) -> Result<(), VaultError> {
    let mut store = File::open(store)?;
    let store_bytes = store.metadata()?.len();
    let mut front = Vec::with_capacity(FRONT_BYTES + HEAD_BYTES);
    front.extend_from_slice(&MAGIC);
    front.extend_from_slice(&VERSION.to_le_bytes());
    front.extend_from_slice(&[0; 6]);
    front.extend_from_slice(&store_bytes.to_le_bytes());
    front.extend_from_slice(head.bytes());
    let mut hasher = blake3::Hasher::new();
    hasher.update(&front);
    out.write_all(&front)?;
    let copied = copy_hashed(&mut store, out, &mut hasher, store_bytes)?;
    if copied != store_bytes {
        return Err(VaultError::BACKUP_DAMAGED);
    }
    out.write_all(hasher.finalize().as_bytes())?;
    Ok(())
}

/// The length of a backup whose checksum is right, read from the disk.
fn verified_length(file: &Path) -> Result<u64, VaultError> {
    let file = match File::open(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(VaultError::Missing),
        opened => opened?,
    };
    let length = file.metadata()?.len();
    let mut backup = BufReader::new(file);
    let mut hasher = blake3::Hasher::new();
    let hashed = length.checked_sub(32).ok_or(VaultError::BACKUP_DAMAGED)?;
    if copy_hashed(&mut backup, &mut io::sink(), &mut hasher, hashed)? != hashed {
        return Err(VaultError::BACKUP_DAMAGED);
    }
    let mut checksum = [0; 32];
    exactly(&mut backup, &mut checksum)?;
    if hasher.finalize() != checksum {
        return Err(VaultError::BACKUP_DAMAGED);
    }
    Ok(length)
}

fn read_front(backup: &mut impl Read) -> Result<(u64, Head), VaultError> {
    let mut front = [0; FRONT_BYTES];
    exactly(backup, &mut front)?;
    if front[..8] != MAGIC {
        return Err(VaultError::BACKUP_DAMAGED);
    }
    let version = u16::from_le_bytes([front[8], front[9]]);
    if version > VERSION {
        return Err(VaultError::TooNew {
            found: u32::from(version),
            known: u32::from(VERSION),
        });
    }
    let mut store_bytes = [0; 8];
    store_bytes.copy_from_slice(&front[16..]);
    let mut head = [0; HEAD_BYTES];
    exactly(backup, &mut head)?;
    Ok((u64::from_le_bytes(store_bytes), Head::read(&head)?))
}

fn copy_hashed(
    from: &mut impl Read,
    to: &mut impl Write,
    hasher: &mut blake3::Hasher,
    most: u64,
) -> Result<u64, VaultError> {
    let mut from = from.take(most);
    let mut chunk = vec![0; COPY_CHUNK_BYTES];
    let mut copied = 0;
    loop {
        let read = from.read(&mut chunk)?;
        if read == 0 {
            return Ok(copied);
        }
        hasher.update(&chunk[..read]);
        to.write_all(&chunk[..read])?;
        copied += read as u64;
    }
}

fn exactly(from: &mut impl Read, buffer: &mut [u8]) -> Result<(), VaultError> {
    from.read_exact(buffer).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => VaultError::BACKUP_DAMAGED,
        _ => error.into(),
    })
}

/// The names under which a backup is made, beside its own: ciphertext, both of them.
struct Names {
    dir: PathBuf,
    whole: PathBuf,
    store: PathBuf,
}

impl Names {
    fn of(file: &Path) -> Result<Self, VaultError> {
        let name = file
            .file_name()
            .ok_or(VaultError::Io(io::ErrorKind::InvalidFilename))?;
        let dir = match file.parent() {
            Some(dir) if dir != Path::new("") => dir.to_path_buf(),
            _ => PathBuf::from("."),
        };
        let beside = |suffix: &str| {
            let mut name = name.to_os_string();
            name.push(suffix);
            dir.join(name)
        };
        Ok(Self {
            whole: beside(".part"),
            store: beside(".copy"),
            dir,
        })
    }

    fn clear(&self) {
        let mut journal = self.store.clone().into_os_string();
        journal.push("-journal");
        for name in [&self.whole, &self.store, Path::new(&journal)] {
            // What was there of an earlier attempt, or of this one; missing is as good.
            let _ = fs::remove_file(name);
        }
    }
}
