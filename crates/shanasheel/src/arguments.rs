//! What may stand on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// A public library, a blind relay and an encrypted desk in one program.
#[derive(Debug, Parser)]
#[command(name = "shanasheel", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Language of what this program prints: ar, ckb, kmr or en (else that of the system).
    #[arg(long, global = true)]
    pub(crate) lang: Option<String>,
    #[command(subcommand)]
    pub(crate) program: Program,
}

/// Which of the programs to run; a build holds only those of its features.
#[derive(Debug, Subcommand)]
pub(crate) enum Program {
    /// Everything on this machine, with three waiting conversations; nothing is kept.
    #[cfg(all(feature = "window", feature = "relay", feature = "desk"))]
    Demo(Demo),
    /// Found an organisation: root, vault, relay configuration, first backup.
    #[cfg(feature = "desk")]
    Found(Found),
    /// Build or check the public library.
    #[cfg(feature = "window")]
    Window(Window),
    /// Serve the library and the relay in one process.
    #[cfg(all(feature = "window", feature = "relay"))]
    Serve(Serve),
    /// Serve the blind relay alone.
    #[cfg(feature = "relay")]
    Relay(Serve),
    /// Open the desk in this computer's own browser.
    #[cfg(feature = "desk")]
    Desk(Desk),
    /// Save the vault to one encrypted file.
    #[cfg(feature = "desk")]
    Backup(Backup),
    /// Bring a vault back from a backup.
    #[cfg(feature = "desk")]
    Restore(Restore),
    /// Let the root sign for another three months.
    #[cfg(feature = "desk")]
    Certify(Certify),
    /// Say what is wrong and what to do.
    Doctor(Doctor),
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Go the whole way once, as a person and as a desk, print each step with its time, and end.
    #[arg(long)]
    pub(crate) walk: bool,
    /// With --walk: the text that the person writes, from a file.
    #[arg(long, requires = "walk")]
    pub(crate) text: Option<PathBuf>,
    /// Use this new folder, and leave it there.
    #[arg(long)]
    pub(crate) keep: Option<PathBuf>,
    /// Port of site and relay on 127.0.0.1 (else any free one).
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Port of the desk on 127.0.0.1 (else any free one).
    #[arg(long, default_value_t = 0)]
    pub(crate) desk_port: u16,
}

/// Options of `found`.
#[derive(Debug, Args)]
pub(crate) struct Found {
    /// New folder for the root, on a removable disk that is then locked away.
    #[arg(long)]
    pub(crate) root: PathBuf,
    /// New folder for the vault, on this computer.
    #[arg(long)]
    pub(crate) vault: PathBuf,
    /// New file for the relay's configuration; copy it to the server.
    #[arg(long)]
    pub(crate) relay: PathBuf,
    /// New file for the first backup; keep it on another disk.
    #[arg(long)]
    pub(crate) backup: PathBuf,
    /// Address of the relay as visitors and desks reach it, for example `https://…` or `http://….onion`.
    #[arg(long)]
    pub(crate) address: String,
    /// Name that the pages show (else none).
    #[arg(long, default_value = "")]
    pub(crate) name: String,
}

/// Programs of the library.
#[derive(Debug, Args)]
pub(crate) struct Window {
    #[command(subcommand)]
    pub(crate) what: WindowProgram,
}

/// What to do with the guides.
#[derive(Debug, Subcommand)]
pub(crate) enum WindowProgram {
    /// Guides to a folder of plain files that any server or stick can carry.
    Build {
        /// Folder of guides (else those in this program).
        #[arg(long)]
        guides: Option<PathBuf>,
        /// Relay configuration, for the organisation's id and name.
        #[arg(long)]
        config: Option<PathBuf>,
        /// New or earlier output folder.
        #[arg(long)]
        out: PathBuf,
    },
    /// Every fault of the guides, with place and help.
    Check {
        /// Folder of guides (else those in this program).
        #[arg(long)]
        guides: Option<PathBuf>,
    },
}

/// Options of `serve` and `relay`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Relay configuration, as `found` wrote it.
    #[arg(long)]
    pub(crate) config: PathBuf,
    /// Listen here instead of where the configuration says.
    #[arg(long)]
    pub(crate) listen: Option<SocketAddr>,
}

/// Options of `desk`.
#[derive(Debug, Args)]
pub(crate) struct Desk {
    /// Folder of the vault.
    #[arg(long)]
    pub(crate) vault: PathBuf,
    /// Port on 127.0.0.1 (else any free one).
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Reach the relay through this proxy, for example `socks5h://127.0.0.1:9050` for Tor.
    #[arg(long)]
    pub(crate) proxy: Option<String>,
}

/// Options of `backup`.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Folder of the vault.
    #[arg(long)]
    pub(crate) vault: PathBuf,
    /// New file of the backup.
    pub(crate) file: PathBuf,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// File of the backup.
    pub(crate) file: PathBuf,
    /// New folder for the vault.
    #[arg(long)]
    pub(crate) vault: PathBuf,
}

/// Options of `certify`.
#[cfg(feature = "desk")]
#[derive(Debug, Args)]
pub(crate) struct Certify {
    /// Folder of the vault.
    #[arg(long)]
    pub(crate) vault: PathBuf,
    /// Folder of the root, on its removable disk.
    #[arg(long)]
    pub(crate) root: PathBuf,
}

/// Options of `doctor`.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Folder of a vault to look at.
    #[cfg(feature = "desk")]
    #[arg(long)]
    pub(crate) vault: Option<PathBuf>,
    /// Reach the relay through this proxy, as `desk` does.
    #[cfg(feature = "desk")]
    #[arg(long, requires = "vault")]
    pub(crate) proxy: Option<String>,
    /// Relay configuration to look at.
    #[cfg(feature = "relay")]
    #[arg(long)]
    pub(crate) config: Option<PathBuf>,
}
