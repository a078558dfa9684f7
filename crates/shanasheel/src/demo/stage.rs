//! The demo's own world: a folder, an organisation, a relay and a library on one port, a desk on another.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use desk_vault::{Cost, Passphrase, Vault};
use desk_web::engine::{Desk, found};
use desk_web::{App, Settings};
use drop_server::Relay;
use drop_sorter::keyplan::Founding;
use drop_wire::Parameters;
use envelope::{HybridKey, OrgId};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::seeds::SEEDS;
use super::visitor::{Trouble, Visitor};
use crate::arguments::Demo;
use crate::desk::{Rounds, perform};
use crate::failure::{Failure, Outcome};
use crate::found::{desk_failure, relay_file, vault_failure};
use crate::guides;
use crate::http::Http;
use crate::listen::{self, Loopback};
use crate::say::Say;
use crate::serve;
use crate::system::{self, SystemRandom};

/// Opens the demo's vault. Printed, so it protects nothing; a real one is chosen when an organisation is founded.
pub(super) const PASSPHRASE: &str = "seven quiet pigeons";

/// How often the desk looks whether its clock asks for something.
const PAUSE: Duration = Duration::from_millis(300);

/// A running demonstration.
pub(super) struct Stage {
    folder: PathBuf,
    keep: bool,
    site: String,
    desk_address: String,
    pub(super) org: OrgId,
    /// How many conversations wait.
    pub(super) waiting: usize,
    /// Numbers of one of the persons.
    pub(super) numbers: String,
    pub(super) app: Arc<App>,
    runtime: Runtime,
    relay: Relay,
    rounds: Option<Rounds>,
    stop: watch::Sender<bool>,
    servers: Vec<JoinHandle<()>>,
}

impl Stage {
    /// Founds, serves, lets three persons write, and leaves the desk locked.
    pub(super) fn build(arguments: &Demo, say: Say) -> Outcome<Self> {
        let folder = match &arguments.keep {
            Some(folder) => new_folder(folder)?,
            None => temporary_folder()?,
        };
        let built = Self::build_in(&folder, arguments, say);
        if built.is_err() && arguments.keep.is_none() {
            // Nothing of a demo that did not begin is worth keeping.
            let _ = std::fs::remove_dir_all(&folder);
        }
        built
    }

    fn build_in(folder: &Path, arguments: &Demo, say: Say) -> Outcome<Self> {
        let runtime = listen::runtime()?;
        let loopback = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let (listener, address) = runtime.block_on(listen::bind(loopback(arguments.port)))?;
        let site = format!("http://{address}");

        let mut desk = found_here(folder, &site)?;
        let values = desk.relay_values();
        let file = relay_file(&values, "", address, folder.join("relay"));
        let relay = serve::open(&file)?;
        let options = guides::options("", Some(values.org_id));
        let pages = window_site::router(Arc::new(guides::build_whole(None, &options)?));

        let (stop, _) = watch::channel(false);
        let mut servers = Vec::new();
        servers.push(serving(
            &runtime,
            |end| listen::until(listener, pages.merge(relay.router()), end),
            &stop,
        ));

        let http = Http::new(&site, None)?;
        let org = OrgId(values.org_id);
        let numbers = persons_write(&http, org, &mut desk).map_err(|why| {
            Failure::new("walk")
                .with("step", say.catalogue.attribute("walk-sent"))
                .with("why", why)
        })?;
        let waiting = desk
            .reader()
            .inbox_counts()
            .map_err(|error| vault_failure(error, folder))?
            .waiting;
        desk.into_vault().lock();

        let desk_listener = runtime.block_on(Loopback::bind(arguments.desk_port))?;
        let settings = Settings {
            vault: folder.join("vault"),
            idle_secs: desk_web::IDLE_SECS,
            clock: system::clock(),
            language: say.catalogue.tag(),
        };
        let app = App::new(settings, desk_listener.port, &mut SystemRandom);
        let desk_address = app.start_address().unwrap_or_default();
        servers.push(serving(
            &runtime,
            |end| desk_listener.serve(desk_web::router(Arc::clone(&app)), end),
            &stop,
        ));
        let rounds = Some(Rounds::start(Arc::clone(&app), None, PAUSE));
        Ok(Self {
            folder: folder.to_path_buf(),
            keep: arguments.keep.is_some(),
            site,
            desk_address,
            org,
            waiting: usize::try_from(waiting).unwrap_or(0),
            numbers,
            app,
            runtime,
            relay,
            rounds,
            stop,
            servers,
        })
    }

    /// Address of library and relay.
    pub(super) fn site(&self) -> &str {
        &self.site
    }

    /// First address of the desk; works once.
    pub(super) fn desk_address(&self) -> &str {
        &self.desk_address
    }

    /// The relay's own folder.
    pub(super) fn relay_folder(&self) -> PathBuf {
        self.folder.join("relay")
    }

    /// The demo's folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Until somebody stops the program.
    pub(super) fn wait(&self) {
        self.runtime.block_on(listen::stopped());
    }

    /// Stops everything in order and deletes the folder, unless it is to be kept.
    pub(super) fn end(mut self) -> Outcome {
        self.app.lock();
        if let Some(rounds) = self.rounds.take() {
            rounds.stop();
        }
        self.stop.send_replace(true);
        for server in self.servers.drain(..) {
            let _ = server.join();
        }
        let closed = self.relay.close();
        if !self.keep {
            std::fs::remove_dir_all(&self.folder).map_err(|error| {
                Failure::new("write-failed")
                    .with("file", self.folder.display())
                    .with("why", error.kind())
            })?;
        }
        closed.map_err(|error| {
            Failure::new("store-failed")
                .with("folder", self.folder.display())
                .with("why", error)
        })
    }
}

/// An organisation with the demo's parameters, its vault in `folder`. The root is made and forgotten: a demo lasts no three months.
fn found_here(folder: &Path, site: &str) -> Outcome<Desk> {
    let passphrase = Passphrase::new(PASSPHRASE).map_err(|_| Failure::new("passphrase-unread"))?;
    let at = folder.join("vault");
    let vault = Vault::create(&at, &passphrase, Cost::floor(), &mut SystemRandom)
        .map_err(|error| vault_failure(error, &at))?;
    let root = HybridKey::random(&mut SystemRandom);
    let founding = Founding {
        parameters: Parameters::demo(),
        relays: vec![site.to_owned()],
        desk_slots: 1,
    };
    found(vault, &root, &founding, system::now(), &mut SystemRandom)
        .map_err(|error| desk_failure(error, &at))
}

/// The three persons write, and the desk takes their parcels in; returns the numbers of the second.
fn persons_write(http: &Http, org: OrgId, desk: &mut Desk) -> Result<String, Trouble> {
    tick(desk, http)?;
    let mut numbers = String::new();
    for (language, text) in SEEDS {
        let mut visitor = Visitor::load(http, org, language)?;
        let made = visitor.make_words()?;
        visitor.write(text)?;
        visitor.tick_until_sent(40, |_| Duration::ZERO)?;
        if language == language::Tag::Ckb {
            numbers = made;
        }
    }
    for _ in 0..50 {
        tick(desk, http)?;
        let counts = desk
            .reader()
            .inbox_counts()
            .map_err(|_| "the inbox cannot be counted")?;
        if usize::try_from(counts.waiting).unwrap_or(0) == SEEDS.len() {
            return Ok(numbers);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err("the desk did not find the three messages")
}

/// One round of the desk over the network.
fn tick(desk: &mut Desk, http: &Http) -> Result<(), Trouble> {
    let fault = |_| "the vault refused";
    desk.begin(system::now(), &mut SystemRandom)
        .map_err(fault)?;
    while let Some(request) = desk.next(system::now(), &mut SystemRandom).map_err(fault)? {
        let answer = perform(http, &request);
        desk.answer(request, answer, system::now(), &mut SystemRandom)
            .map_err(fault)?;
    }
    desk.finish(system::now());
    Ok(())
}

/// A server in a thread that ends when `stop` says so.
fn serving<S: Future<Output = Outcome> + Send + 'static>(
    runtime: &Runtime,
    server: impl FnOnce(Pin<Box<dyn Future<Output = ()> + Send>>) -> S,
    stop: &watch::Sender<bool>,
) -> JoinHandle<()> {
    let handle = runtime.handle().clone();
    let mut stopped = stop.subscribe();
    let served = server(Box::pin(async move {
        // An error means that the stage is gone, which is an end as well.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }));
    std::thread::spawn(move || {
        let _ = handle.block_on(served);
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "made-up content only; the folder is its owner's and is deleted at the end"
)]
fn temporary_folder() -> Outcome<PathBuf> {
    let mut random = [0_u8; 8];
    rand_core::Rng::fill_bytes(&mut SystemRandom, &mut random);
    let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    new_folder(&std::env::temp_dir().join(name))
}

fn new_folder(path: &Path) -> Outcome<PathBuf> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::new("file-exists").with("file", path.display())
        }
        kind => Failure::new("write-failed")
            .with("file", path.display())
            .with("why", kind),
    })?;
    Ok(path.to_path_buf())
}
