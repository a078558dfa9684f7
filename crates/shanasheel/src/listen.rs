//! Listening, serving within limits, and the end that the system asks for: the same for relay and desk.

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::pin;

use axum::Router;
use drop_server::Limits;
use tokio::net::TcpListener;
use tokio::sync::watch;

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
    let failed = |error: io::Error| {
        Failure::new("listen")
            .with("address", address)
            .with("why", error.kind())
    };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// How often another free port is looked for that is free on both loopback addresses.
const TRIES: u8 = 16;

/// One port on both loopback addresses of this computer, or on the one that it has.
///
/// Browsers open a name below `localhost` on `[::1]` first. If that place were left free, another user of this computer
/// could listen there, take the desk's start key and show an unlock page of his own.
pub(crate) struct Loopback {
    listeners: Vec<TcpListener>,
    /// The port.
    pub(crate) port: u16,
}

impl Loopback {
    /// Binds; port 0 means any that is free on both.
    pub(crate) async fn bind(port: u16) -> Outcome<Self> {
        let mut tries = if port == 0 { TRIES } else { 1 };
        loop {
            let (first, address) = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
            let second = SocketAddr::from((Ipv6Addr::LOCALHOST, address.port()));
            tries -= 1;
            let listeners = match TcpListener::bind(second).await {
                Ok(second) => vec![first, second],
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    if tries > 0 {
                        continue;
                    }
                    return Err(Failure::new("listen")
                        .with("address", second)
                        .with("why", error.kind()));
                }
                // This computer has no such address, so nobody else can listen there either.
                Err(_) => vec![first],
            };
            return Ok(Self {
                listeners,
                port: address.port(),
            });
        }
    }

    /// Serves on both until `shutdown`.
    pub(crate) async fn serve(
        self,
        router: Router,
        shutdown: impl Future<Output = ()> + Send,
    ) -> Outcome {
        let (stop, _) = watch::channel(false);
        let mut servers = tokio::task::JoinSet::new();
        for listener in self.listeners {
            let mut stopped = stop.subscribe();
            let router = router.clone();
            servers.spawn(async move {
                let end = async move {
                    // An error means that nobody waits for us any more, which is an end as well.
                    let _ = stopped.wait_for(|stopped| *stopped).await;
                };
                until(listener, router, end).await
            });
        }
        let mut shutdown = pin!(shutdown);
        let mut outcome = Ok(());
        loop {
            tokio::select! {
                () = &mut shutdown, if !*stop.borrow() => { stop.send_replace(true); }
                ended = servers.join_next() => match ended {
                    None => return outcome,
                    Some(ended) => {
                        // One that fails ends the other: half a desk would let somebody else in.
                        stop.send_replace(true);
                        let ended = ended.unwrap_or_else(|_| Err(Failure::new("system").with("why", "server")));
                        outcome = outcome.and(ended);
                    }
                }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_can_listen_beside_the_desk() {
        runtime().unwrap().block_on(async {
            let desk = Loopback::bind(0).await.unwrap();
            for place in [
                SocketAddr::from((Ipv4Addr::LOCALHOST, desk.port)),
                SocketAddr::from((Ipv6Addr::LOCALHOST, desk.port)),
            ] {
                assert!(TcpListener::bind(place).await.is_err(), "{place} is free");
            }
        });
    }

    #[test]
    fn a_desk_does_not_begin_beside_somebody_else() {
        runtime().unwrap().block_on(async {
            let Ok(other) = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, 0))).await
            else {
                println!("skipped: this computer has no IPv6 loopback");
                return;
            };
            let port = other.local_addr().unwrap().port();
            assert!(Loopback::bind(port).await.is_err());
        });
    }
}
