//! The server loop, for the relay and the window alike: HTTP/1.1 over TCP with a bound on
//! everything a stranger decides — how many connections, how long a header, a body, a request and
//! a connection may take, how large each may be. The caller's address is not looked at.

use std::{convert::Infallible, io, pin::pin, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::Limited;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::timeout,
};
use tower::ServiceExt as _;

/// How long to wait after the system refused to accept a connection (too many open files).
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// What a client may take of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections at the same time; more wait in the system's queue.
    pub connections: usize,
    /// For the head of a request, also the first and also while the connection is idle.
    pub head: Duration,
    /// For a whole request, its body and its answer's making.
    pub request: Duration,
    /// For a connection, after which it ends with the request that is under way; and once more for
    /// that request. A client that reads too slowly is cut off then.
    pub connection: Duration,
    /// For requests that are under way when the server is told to stop.
    pub farewell: Duration,
    /// Bytes of a request's head.
    pub head_bytes: usize,
    /// Headers of a request.
    pub headers: usize,
    /// Bytes of a request's body, whatever the route says.
    pub body_bytes: usize,
}

impl Limits {
    /// For strangers on slow lines: 4 KB at 100 bytes a second still arrive.
    #[must_use]
    pub const fn standard() -> Self {
        Self {
            connections: 800,
            head: Duration::from_secs(15),
            request: Duration::from_secs(60),
            connection: Duration::from_secs(300),
            farewell: Duration::from_secs(5),
            head_bytes: 8 * 1024,
            headers: 64,
            body_bytes: 1024 * 1024,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::standard()
    }
}

/// Serves `router` on `listener` until `shutdown` is ready, then lets requests that are under way
/// finish. Nothing is logged.
///
/// # Errors
/// None for anything that a client does. The listener itself may fail for good.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let places = std::sync::Arc::new(Semaphore::new(limits.connections.max(1)));
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let next = async {
            let place = std::sync::Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut shutdown => break,
            next = next => next,
            Some(_) = connections.join_next() => continue,
        };
        // The address is dropped here, before anything can look at it.
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) if is_fatal(&error) => return Err(error),
            Err(_) => {
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let (router, stopped) = (router.clone(), stopped.clone());
        connections.spawn(async move {
            connection(stream, router, limits, stopped).await;
            drop(place);
        });
    }
    drop(listener);
    stop.send_replace(true);
    let all = async { while connections.join_next().await.is_some() {} };
    // Those that are not done by then are cut off when the set is dropped.
    drop(timeout(limits.farewell, all).await);
    Ok(())
}

/// One connection, to its end. Whatever goes wrong concerns nobody else.
async fn connection(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    mut stopped: watch::Receiver<bool>,
) {
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request| {
        let router = router.clone();
        async move { Ok::<_, Infallible>(answer(router, request, limits).await) }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_header_size(limits.head_bytes)
        .max_buf_size(limits.head_bytes.max(16 * 1024))
        .max_headers(limits.headers)
        .auto_date_header(false)
        .serve_connection(TokioIo::new(stream), service);
    let mut serving = pin!(serving);
    tokio::select! {
        _ = &mut serving => return,
        () = tokio::time::sleep(limits.connection) => {}
        _ = stopped.wait_for(|stop| *stop) => {}
    }
    serving.as_mut().graceful_shutdown();
    drop(timeout(limits.connection, serving).await);
}

/// One request: bounded in size and time as a whole, so that also a body that trickles ends.
async fn answer(router: Router, request: hyper::Request<Incoming>, limits: Limits) -> Response {
    let announced = hyper::body::Body::size_hint(request.body()).lower();
    if announced > limits.body_bytes as u64 {
        return last(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let request: Request = request.map(|body| Body::new(Limited::new(body, limits.body_bytes)));
    match timeout(limits.request, router.oneshot(request)).await {
        Ok(Ok(response)) => response,
        Err(_) => last(StatusCode::REQUEST_TIMEOUT),
    }
}

/// An answer after which the connection ends.
fn last(status: StatusCode) -> Response {
    let close = HeaderValue::from_static("close");
    let no_store = HeaderValue::from_static("no-store");
    (
        [
            (header::CONNECTION, close),
            (header::CACHE_CONTROL, no_store),
        ],
        status,
    )
        .into_response()
}

/// A failure of the listener itself; the others are of one connection or pass.
fn is_fatal(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidInput | io::ErrorKind::NotConnected | io::ErrorKind::Unsupported
    )
}
