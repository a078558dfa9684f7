//! Listening, serving within limits, and the end that the system asks for: the same for relay and desk.

use std::future::Future;
use std::net::SocketAddr;

use axum::Router;
use drop_server::Limits;
use tokio::net::TcpListener;

use crate::failure::{Failure, Outcome};

/// Serves until `shutdown`.
pub(crate) async fn until(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send,
) -> Outcome {
    drop_server::serve(listener, router, Limits::standard(), shutdown)
        .await
        .map_err(|error| Failure::new("system").with("why", error.kind()))
}

/// A listener and the address it really has.
pub(crate) async fn bind(address: SocketAddr) -> Outcome<(TcpListener, SocketAddr)> {
    let failed = |error: std::io::Error| {
        Failure::new("listen")
            .with("address", address)
            .with("why", error.kind())
    };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// Ctrl+C, or the end that a service manager sends.
pub(crate) async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    // Without signals the process runs until it is killed; what it acknowledged is on disk.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// The asynchronous runtime of the servers.
pub(crate) fn runtime() -> Outcome<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new("system").with("why", error.kind()))
}
