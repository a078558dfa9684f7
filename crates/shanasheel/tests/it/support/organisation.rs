//! An organisation without the price of production passphrases.

use std::path::{Path, PathBuf};

use desk_vault::{Cost, Passphrase, Vault};
use desk_web::engine::{Desk, RelayValues, found, make_root};
use drop_sorter::keyplan::Founding;
use drop_wire::Parameters;
use envelope::OrgId;

use super::program::text;
use super::{Random, now, put};

/// Opens the vault.
pub(crate) const PASSPHRASE: &str = "seven quiet pigeons";
/// Opens the root.
pub(crate) const ROOT_PASSPHRASE: &str = "nine loud herons";

/// Root, vault and relay configuration in one folder.
pub(crate) struct Organisation {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) org: OrgId,
}

impl Organisation {
    /// Founds one; the relay's port is free when this returns.
    pub(crate) fn found() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let port = free_port();
        let cost = Cost::floor();
        let root_passphrase = Passphrase::new(ROOT_PASSPHRASE).unwrap();
        let root = make_root(&at("root"), &root_passphrase, cost, &mut Random).unwrap();
        let passphrase = Passphrase::new(PASSPHRASE).unwrap();
        let vault = Vault::create(&at("vault"), &passphrase, cost, &mut Random).unwrap();
        let founding = Founding {
            parameters: Parameters::standard(),
            relays: vec![format!("http://127.0.0.1:{port}")],
            desk_slots: 1,
        };
        let desk: Desk = found(vault, &root, &founding, now(), &mut Random).unwrap();
        let values = desk.relay_values();
        put(&at("relay.toml"), relay_file(&values, port));
        Self {
            org: OrgId(values.org_id),
            folder,
        }
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A path in the folder as an argument.
    pub(crate) fn arg(&self, name: &str) -> String {
        text(&self.at(name)).to_owned()
    }

    pub(crate) fn open_vault(&self) -> Vault {
        Vault::open(&self.at("vault"), &Passphrase::new(PASSPHRASE).unwrap()).unwrap()
    }
}

/// As `found` writes it.
fn relay_file(values: &RelayValues, port: u16) -> String {
    let hex = |bytes: &[u8; 32]| -> String { bytes.iter().map(|b| format!("{b:02x}")).collect() };
    format!(
        "listen = \"127.0.0.1:{port}\"\ndata = \"relay-data\"\norganisation = \"{}\"\noutbox = \"{}\"\n\
         issuer = \"{}\"\nwindow_slots = {}\nslot_secs = {}\ndaily_cap = {}\n",
        hex(&values.org_id),
        hex(&values.outbox_public),
        hex(&values.issuer_public),
        values.parameters.window_slots,
        values.parameters.slot_secs,
        values.parameters.daily_cap
    )
}

/// A port that nobody uses at this moment.
pub(crate) fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Every file below a folder with its bytes, to see that nothing changed.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            all.push((path, bytes));
        }
    }
    all.sort();
    all
}
