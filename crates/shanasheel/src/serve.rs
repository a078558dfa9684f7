//! `serve` (library and relay in one process) and `relay` (the blind relay alone).

use std::net::SocketAddr;

use axum::Router;
use drop_server::{Config, OpenError, Relay};

use crate::arguments::Serve;
use crate::failure::{Failure, Outcome};
use crate::listen::{bind, runtime, stopped, until};
use crate::relay_file::RelayFile;
use crate::say::Say;
use crate::system;

/// The relay alone.
pub(crate) fn relay(arguments: &Serve, say: Say) -> Outcome {
    let file = RelayFile::read(&arguments.config)?;
    run(&file, arguments.listen, say, Router::new())
}

/// Library and relay.
#[cfg(feature = "window")]
pub(crate) fn serve(arguments: &Serve, say: Say) -> Outcome {
    let file = RelayFile::read(&arguments.config)?;
    let options = crate::guides::options(&file.name, Some(file.organisation.0));
    let site = crate::guides::build_whole(file.guides.as_deref(), &options)?;
    run(
        &file,
        arguments.listen,
        say,
        window_site::router(std::sync::Arc::new(site)),
    )
}

fn run(file: &RelayFile, listen: Option<SocketAddr>, say: Say, beside: Router) -> Outcome {
    let relay = open(file)?;
    let address = listen.unwrap_or(file.listen);
    runtime()?.block_on(async {
        let (listener, address) = bind(address).await?;
        let shown = format!("http://{address}");
        say.line("serve-listening", &[("address", shown.as_str().into())]);
        until(listener, beside.merge(relay.router()), stopped()).await
    })?;
    relay.close().map_err(|error| store_failure(file, error))
}

/// Opens the relay's store as the configuration says.
pub(crate) fn open(file: &RelayFile) -> Outcome<Relay> {
    try_open(file).map_err(|error| store_failure(file, error))
}

/// The same, with the store's own error.
pub(crate) fn try_open(file: &RelayFile) -> Result<Relay, OpenError> {
    let config = Config {
        outbox_public: file.outbox.0,
        issuer_public_ed25519: file.issuer.0,
        slot_secs: file.slot_secs,
        window_slots: file.window_slots,
        daily_cap: file.daily_cap,
        disk_limit_bytes: Config::DISK_LIMIT_BYTES,
    };
    Relay::open(&file.data, &config, system::clock())
}

/// What a person reads when a store refused.
pub(crate) fn store_failure(file: &RelayFile, error: OpenError) -> Failure {
    let code = match error {
        OpenError::Damaged => "store-damaged",
        OpenError::InUse => "store-in-use",
        OpenError::Newer => "store-newer",
        OpenError::Full => "no-space",
        _ => "store-failed",
    };
    Failure::new(code)
        .with("folder", file.data.display())
        .with("why", error)
}
