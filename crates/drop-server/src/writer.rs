//! The one thread that writes. What waits is taken as a group, put into a random order, written in
//! one transaction, and only then answered: one fsync for many parcels, and neither the file nor
//! the answers tell who came first.

use std::{
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU8, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use drop_wire::Parcel;
use tokio::sync::oneshot;

use crate::{
    Clock, Health,
    chance::Chance,
    error::StoreError,
    papers::Papers,
    store::{Call, Outcome, Settings, Store, SweepState},
    trust::Trust,
};

/// The most parcels in one transaction.
const GROUP_MAX: usize = 512;
/// The most requests that wait; with the parcels' size this bounds the memory of the queue.
const QUEUE_MAX: usize = 2048;
/// How often an idle writer looks whether a day has passed.
const IDLE: Duration = Duration::from_secs(600);

/// What the writer shares with the handlers.
pub(crate) struct Board {
    pub(crate) papers: Papers,
    pub(crate) trust: RwLock<Trust>,
    health: AtomicU8,
}

impl Board {
    pub(crate) fn new(papers: Papers, trust: Trust) -> Self {
        let health = AtomicU8::new(Health::Good as u8);
        Self {
            papers,
            trust: RwLock::new(trust),
            health,
        }
    }

    pub(crate) fn trust(&self) -> Trust {
        self.trust
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn health(&self) -> Health {
        Health::ALL
            .into_iter()
            .find(|health| *health as u8 == self.health.load(Ordering::Relaxed))
            .unwrap_or(Health::Damaged)
    }

    fn note(&self, result: Result<(), StoreError>) {
        let health = match result {
            Ok(()) => Health::Good,
            Err(StoreError::Full) => Health::Full,
            Err(StoreError::Damaged | StoreError::Bug(_)) => Health::Damaged,
            Err(StoreError::Disk | StoreError::InUse | StoreError::System) => Health::Disk,
        };
        self.health.store(health as u8, Ordering::Relaxed);
    }
}

/// The parcel was not taken, for now. The cause stays inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotTaken;

type Answer<T> = oneshot::Sender<Result<T, NotTaken>>;

/// A parcel that waits for its place on the disk.
struct Arrival {
    parcel: Box<Parcel>,
    answer: Answer<()>,
}

impl AsRef<[u8]> for Arrival {
    fn as_ref(&self) -> &[u8] {
        &*self.parcel
    }
}

enum Command {
    Put(Arrival),
    Call(Call, Answer<Outcome>),
    Check(SyncSender<Result<(), StoreError>>),
    Close,
}

/// The handlers' end of the queue.
#[derive(Clone)]
pub(crate) struct Queue(SyncSender<Command>);

impl Queue {
    /// Returns when the parcel is on disk.
    pub(crate) async fn put(&self, parcel: Box<Parcel>) -> Result<(), NotTaken> {
        let (answer, answered) = oneshot::channel();
        self.send(Command::Put(Arrival { parcel, answer }))?;
        answered.await.unwrap_or(Err(NotTaken))
    }

    /// Returns when the call's outcome is on disk.
    pub(crate) async fn call(&self, call: Call) -> Result<Outcome, NotTaken> {
        let (answer, answered) = oneshot::channel();
        self.send(Command::Call(call, answer))?;
        answered.await.unwrap_or(Err(NotTaken))
    }

    /// Looks at every page of the database; blocks meanwhile.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let (answer, answered) = sync_channel(1);
        self.0
            .send(Command::Check(answer))
            .map_err(|_| StoreError::Disk)?;
        answered.recv().unwrap_or(Err(StoreError::Disk))
    }

    /// Everything that waits is still written; afterwards nothing is taken.
    pub(crate) fn close(&self) {
        // An error means that the writer has ended already.
        drop(self.0.send(Command::Close));
    }

    fn send(&self, command: Command) -> Result<(), NotTaken> {
        self.0.try_send(command).map_err(|error| match error {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => NotTaken,
        })
    }
}

/// Starts the thread. It ends when the queue is closed, and gives back whether it could close
/// the database.
pub(crate) fn start(
    store: Store,
    settings: Settings,
    board: Arc<Board>,
    clock: Clock,
) -> std::io::Result<(Queue, JoinHandle<Result<(), StoreError>>)> {
    let (sender, receiver) = sync_channel(QUEUE_MAX);
    let writer = Writer {
        store,
        settings,
        board,
        clock,
        chance: Chance::new(),
        sweep: SweepState::Done,
        swept_day: None,
    };
    let thread = std::thread::Builder::new()
        .name("store".into())
        .spawn(move || writer.run(&receiver))?;
    Ok((Queue(sender), thread))
}

struct Writer {
    store: Store,
    settings: Settings,
    board: Arc<Board>,
    clock: Clock,
    chance: Chance,
    sweep: SweepState,
    swept_day: Option<u32>,
}

impl Writer {
    fn run(mut self, queue: &Receiver<Command>) -> Result<(), StoreError> {
        loop {
            self.sweep_some();
            let idle = if self.sweep == SweepState::Done {
                IDLE
            } else {
                Duration::ZERO
            };
            let mut next = match queue.recv_timeout(idle) {
                Ok(command) => Some(command),
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return self.store.close(),
            };
            let mut group = Vec::new();
            while let Some(Command::Put(arrival)) = next {
                group.push(arrival);
                next = if group.len() < GROUP_MAX {
                    queue.try_recv().ok()
                } else {
                    None
                };
            }
            self.put(group);
            match next {
                None | Some(Command::Put(_)) => {}
                Some(Command::Call(call, answer)) => {
                    // An error means that the caller has gone; it repeats the call.
                    drop(answer.send(self.call(call)));
                }
                Some(Command::Check(answer)) => {
                    let checked = self.store.check();
                    self.board.note(checked);
                    let _ = answer.send(checked);
                }
                Some(Command::Close) => return self.store.close(),
            }
        }
    }

    fn put(&mut self, group: Vec<Arrival>) {
        if group.is_empty() {
            return;
        }
        let (admitted, refused, written) = match self.try_put(group) {
            Ok((admitted, refused)) => (admitted, refused, Ok(())),
            Err((group, error)) => (group, Vec::new(), Err(error)),
        };
        self.board.note(written);
        // An error of `send` means that the person has gone; her parcel stays.
        for arrival in admitted {
            let _ = arrival.answer.send(written.map_err(|_| NotTaken));
        }
        for arrival in refused {
            let _ = arrival.answer.send(Err(NotTaken));
        }
    }

    /// Shuffles, draws lots near the cap, writes. Gives the whole group back on an error.
    #[expect(
        clippy::type_complexity,
        reason = "the admitted and the refused, once, privately"
    )]
    fn try_put(
        &mut self,
        mut group: Vec<Arrival>,
    ) -> Result<(Vec<Arrival>, Vec<Arrival>), (Vec<Arrival>, StoreError)> {
        let now = (self.clock)();
        let mut taken = match self.store.taken_on(drop_wire::time::day(now)) {
            Ok(taken) => taken,
            Err(error) => return Err((group, error)),
        };
        let refused = match arrange(
            &mut group,
            &mut taken,
            self.settings.daily_cap,
            &mut self.chance,
        ) {
            Ok(refused) => refused,
            Err(error) => return Err((group, error)),
        };
        if !group.is_empty()
            && let Err(error) = self.store.put(now, taken, &group, &mut self.chance)
        {
            group.extend(refused);
            return Err((group, error));
        }
        Ok((group, refused))
    }

    fn call(&mut self, call: Call) -> Result<Outcome, NotTaken> {
        let now = (self.clock)();
        let trust = self.board.trust();
        let outcome = self.store.call(call, now, &trust, &mut self.chance);
        self.board
            .note(outcome.as_ref().map(|_| ()).map_err(|error| *error));
        match &outcome {
            Ok(Outcome::Published(new)) => {
                self.board.papers.published(
                    new.edition.clone(),
                    new.index.clone(),
                    new.oldest_kept,
                );
            }
            Ok(Outcome::Issued(list, bytes, former)) => {
                self.board.papers.issued(bytes.clone());
                *self
                    .board
                    .trust
                    .write()
                    .unwrap_or_else(PoisonError::into_inner) = trust.of_list(list, *former);
            }
            _ => {}
        }
        outcome.map_err(|_| NotTaken)
    }

    /// At the start and once a day: deletes what is older than 30 days, a step at a time, between
    /// groups. An error ends the sweep until the next day; the next group says what is wrong.
    fn sweep_some(&mut self) {
        let now = (self.clock)();
        let today = drop_wire::time::day(now);
        if self.swept_day != Some(today) {
            self.swept_day = Some(today);
            self.sweep = SweepState::After([0; 16]);
        }
        if self.sweep != SweepState::Done {
            let swept = self.store.sweep(now, self.sweep);
            self.sweep = swept.unwrap_or(SweepState::Done);
        }
    }
}

/// Puts the group into a random order and takes out of it those that the daily cap refuses.
fn arrange<T>(
    group: &mut Vec<T>,
    taken: &mut u32,
    cap: u32,
    chance: &mut Chance,
) -> Result<Vec<T>, StoreError> {
    chance.shuffle(group)?;
    let mut lots = Vec::with_capacity(group.len());
    for _ in &*group {
        let admitted = chance.admits(*taken, cap)?;
        *taken += u32::from(admitted);
        lots.push(admitted);
    }
    let mut lots = lots.into_iter();
    Ok(group
        .extract_if(.., |_| !lots.next().unwrap_or(false))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_written_in_another_order_than_it_came() {
        let mut chance = Chance::new();
        let mut first = [0_u32; 8];
        for _ in 0..8000 {
            let mut group: Vec<usize> = (0..8).collect();
            let refused = arrange(&mut group, &mut 0, 1_000_000, &mut chance).unwrap();
            assert!(refused.is_empty());
            first[group[0]] += 1;
        }
        // 1,000 expected, standard deviation 30.
        assert!(
            first.iter().all(|count| (820..=1180).contains(count)),
            "{first:?}"
        );
    }

    #[test]
    fn near_the_cap_the_first_of_a_group_is_refused_as_often_as_the_last() {
        let mut chance = Chance::new();
        let mut admitted_of = [0_u32; 10];
        for _ in 0..4000 {
            let mut group: Vec<usize> = (0..10).collect();
            // 5 of the last 10 places are gone, so some of these ten are refused.
            let refused = arrange(&mut group, &mut 95, 100, &mut chance).unwrap();
            assert_eq!(group.len() + refused.len(), 10);
            for item in group {
                admitted_of[item] += 1;
            }
        }
        let mean = admitted_of.iter().sum::<u32>() / 10;
        assert!(mean < 2500, "{admitted_of:?}");
        assert!(
            admitted_of.iter().all(|n| n.abs_diff(mean) < 200),
            "{admitted_of:?}"
        );
    }

    #[test]
    fn the_cap_is_never_passed() {
        let mut chance = Chance::new();
        let mut taken = 0;
        for _ in 0..200 {
            let mut group = vec![(); 7];
            arrange(&mut group, &mut taken, 50, &mut chance).unwrap();
        }
        assert!((45..=50).contains(&taken), "{taken}");
    }
}
