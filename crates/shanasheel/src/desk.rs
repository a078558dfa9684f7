//! `desk`: the staff's pages on loopback, and the rounds with the relay behind them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use desk_web::engine::{Method, RelayError, Request};
use desk_web::{App, Settings};

use crate::arguments::Desk;
use crate::failure::{Failure, Outcome};
use crate::http::Http;
use crate::listen::{Loopback, runtime, stopped};
use crate::say::Say;
use crate::system::{self, SystemRandom};

/// Runs the desk until it is stopped.
pub(crate) fn run(arguments: &Desk, say: Say) -> Outcome {
    if !arguments.vault.is_dir() {
        return Err(Failure::new("vault-missing").with("folder", arguments.vault.display()));
    }
    // A wrong proxy is told now, not when somebody waits for an answer.
    Http::new("http://127.0.0.1", arguments.proxy.as_deref())?;
    let settings = Settings {
        vault: arguments.vault.clone(),
        idle_secs: desk_web::IDLE_SECS,
        clock: system::clock(),
        language: say.catalogue.tag(),
    };
    runtime()?.block_on(async {
        let loopback = Loopback::bind(arguments.port).await?;
        let app = App::new(settings, loopback.port, &mut SystemRandom);
        let shown = app.start_address().unwrap_or_default();
        say.line("desk-listening", &[("address", shown.as_str().into())]);
        let rounds = Rounds::start(
            Arc::clone(&app),
            arguments.proxy.clone(),
            Duration::from_secs(1),
        );
        let served = loopback
            .serve(desk_web::router(Arc::clone(&app)), stopped())
            .await;
        app.lock();
        rounds.stop();
        served
    })
}

/// The rounds with the relay, in a thread of their own, so that a slow circuit never stops a page.
pub(crate) struct Rounds {
    stopping: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Rounds {
    /// Begins; a round at most every `pause`. The desk's own clock decides what a round does.
    pub(crate) fn start(app: Arc<App>, proxy: Option<String>, pause: Duration) -> Self {
        let stopping = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopping);
        let thread = std::thread::spawn(move || {
            let mut relay: Option<Http> = None;
            while !stop.load(Ordering::Relaxed) {
                if let Some(address) = app.relay_address()
                    && relay.as_ref().is_none_or(|http| http.base() != address)
                {
                    relay = Http::new(&address, proxy.as_deref()).ok();
                }
                if let Some(http) = &relay {
                    round(&app, http, &stop);
                }
                std::thread::park_timeout(pause);
            }
        });
        Self { stopping, thread }
    }

    /// Ends after the request that is under way.
    pub(crate) fn stop(self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.thread.thread().unpark();
        // A round that panicked has said where; there is nothing to save.
        let _ = self.thread.join();
    }
}

/// One round. Errors of the vault are shown on the desk's own page of its state.
fn round(app: &App, http: &Http, stop: &AtomicBool) {
    if !app.begin_round(&mut SystemRandom).unwrap_or(false) {
        return;
    }
    while !stop.load(Ordering::Relaxed) {
        let Ok(Some(request)) = app.next_request(&mut SystemRandom) else {
            break;
        };
        let answer = perform(http, &request);
        if app.answer(request, answer, &mut SystemRandom).is_err() {
            break;
        }
    }
    app.finish_round();
}

/// Makes a request of the desk over the network.
pub(crate) fn perform(http: &Http, request: &Request) -> Result<Vec<u8>, RelayError> {
    let answer = match request.method {
        Method::Get => http.get(&request.path),
        Method::Post => http.post(&request.path, &request.body),
    };
    let answer = answer.ok_or(RelayError::Unreachable)?;
    match RelayError::of_status(answer.status) {
        Some(error) => Err(error),
        None => Ok(answer.body),
    }
}
