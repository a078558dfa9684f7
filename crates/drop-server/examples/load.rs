//! Load and kills for the relay, over HTTP, with nothing but this crate.
//!
//! ```text
//! load serve DIR PORT                     a relay on DIR; prints "ready PORT"; port 0 picks one
//! load fire PORT SECONDS ACKED [CONNS]    parcels as fast as it takes them; ACKED gets the
//!                                         numbers of those that were answered 204
//! load verify DIR ACKED                   opens DIR again and looks for every one of them
//! load bench DIR SECONDS KILLS [CONNS]    all of it: a rate, then so many kill -9 under load
//! ```
//! `bench` prints one line: `rate N/s  acknowledged N  kills N  lost N`, and fails if one is lost.
#![expect(clippy::print_stdout, reason = "a tool that prints its result")]
#![expect(clippy::disallowed_methods, reason = "a tool that measures time")]

use std::{
    collections::HashMap,
    error::Error,
    fs::File,
    io::{BufRead as _, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use drop_server::{Clock, Config, Limits, Relay};
use drop_wire::{PARCEL_BYTES, Parameters, SUBMIT_BYTES};

type Outcome<T> = Result<T, Box<dyn Error>>;

const CONNECTIONS: u64 = 96;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve", dir, port] => serve(dir, port.parse()?),
        ["fire", port, seconds, acked] => shoot(port, seconds, acked, CONNECTIONS),
        ["fire", port, seconds, acked, conns] => shoot(port, seconds, acked, conns.parse()?),
        ["verify", dir, acked] => {
            let lost = verify(dir, &numbers(&std::fs::read(acked)?))?;
            println!("lost {lost}");
            if lost == 0 {
                Ok(())
            } else {
                Err("an acknowledged parcel is lost".into())
            }
        }
        ["bench", dir, seconds, kills] => bench(dir, seconds, kills, CONNECTIONS),
        ["bench", dir, seconds, kills, conns] => bench(dir, seconds, kills, conns.parse()?),
        _ => Err("see the head of examples/load.rs".into()),
    }
}

fn config() -> Config {
    let mut config = Config::new([1; 32], [2; 32], &Parameters::standard());
    config.daily_cap = u32::MAX;
    config.disk_limit_bytes = 1 << 40;
    config
}

fn clock() -> Clock {
    Arc::new(|| {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |now| now.as_secs())
    })
}

fn serve(dir: &str, port: u16) -> Outcome<()> {
    let relay = Relay::open(Path::new(dir), &config(), clock())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        println!("ready {}", listener.local_addr()?.port());
        drop_server::serve(
            listener,
            relay.router(),
            Limits::standard(),
            std::future::pending(),
        )
        .await
    })?;
    Ok(())
}

fn shoot(port: &str, seconds: &str, acked: &str, connections: u64) -> Outcome<()> {
    let begun = Instant::now();
    let numbers = fire(
        port.parse()?,
        Duration::from_secs_f64(seconds.parse()?),
        0,
        connections,
    )?;
    let elapsed = begun.elapsed();
    let bytes: Vec<u8> = numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    File::create(acked)?.write_all(&bytes)?;
    println!(
        "rate {:.0}/s  acknowledged {}",
        rate(numbers.len(), elapsed),
        numbers.len()
    );
    Ok(())
}

/// Fires from many connections; ends at the time, or when the relay is gone. Returns the numbers
/// of the parcels that were answered 204.
fn fire(port: u16, time: Duration, first: u64, connections: u64) -> Outcome<Vec<u64>> {
    let until = Instant::now() + time;
    let guns: Vec<_> = (0..connections)
        .map(|gun| thread::spawn(move || fire_one(port, until, first + (gun << 32))))
        .collect();
    let mut acknowledged = Vec::new();
    for gun in guns {
        acknowledged.extend(gun.join().map_err(|_| "a connection's thread failed")?);
    }
    Ok(acknowledged)
}

fn fire_one(port: u16, until: Instant, first: u64) -> Vec<u64> {
    let mut acknowledged = Vec::new();
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else {
        return acknowledged;
    };
    let mut request =
        format!("POST /p HTTP/1.1\r\nHost: r\r\nContent-Length: {SUBMIT_BYTES}\r\n\r\n")
            .into_bytes();
    let head = request.len();
    request.resize(head + SUBMIT_BYTES, 0);
    let mut reply = [0; 1024];
    for number in first.. {
        if Instant::now() >= until {
            break;
        }
        request[head..head + PARCEL_BYTES].copy_from_slice(&parcel(number));
        if stream.write_all(&request).is_err() {
            break;
        }
        match read_head(&mut stream, &mut reply) {
            Some(204) => acknowledged.push(number),
            Some(_) => {}
            None => break,
        }
    }
    acknowledged
}

/// The status of an answer without a body.
fn read_head(stream: &mut TcpStream, reply: &mut [u8; 1024]) -> Option<u16> {
    let mut len = 0;
    while !reply[..len].ends_with(b"\r\n\r\n") {
        let read = stream
            .read(reply.get_mut(len..)?)
            .ok()
            .filter(|read| *read > 0)?;
        len += read;
    }
    std::str::from_utf8(reply.get(9..12)?).ok()?.parse().ok()
}

/// The parcel of a number: anybody can tell later whether every byte of it is there.
fn parcel(number: u64) -> [u8; PARCEL_BYTES] {
    let mut bytes = [0; PARCEL_BYTES];
    blake3::Hasher::new()
        .update(&number.to_le_bytes())
        .finalize_xof()
        .fill(&mut bytes);
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    bytes
}

/// How many of the acknowledged parcels are not in the folder, whole. Opens it as the relay does
/// (which replays the journal), and then looks without the relay.
fn verify(dir: &str, acknowledged: &[u64]) -> Outcome<usize> {
    let relay = Relay::open(Path::new(dir), &config(), clock())?;
    relay.check()?;
    relay.close()?;
    drop(relay);
    let database = rusqlite::Connection::open(Path::new(dir).join("store.db"))?;
    let mut statement = database.prepare("SELECT parcel FROM parcels")?;
    let mut rows = statement.query([])?;
    let mut whole = HashMap::new();
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_blob()?;
        let number = u64::from_le_bytes(*bytes.first_chunk().ok_or("a parcel is short")?);
        whole.insert(number, bytes == parcel(number));
    }
    Ok(acknowledged
        .iter()
        .filter(|number| whole.get(number) != Some(&true))
        .count())
}

fn bench(dir: &str, seconds: &str, kills: &str, connections: u64) -> Outcome<()> {
    let (time, kills): (f64, u64) = (seconds.parse()?, kills.parse()?);
    let (mut child, port) = spawn(dir)?;
    let begun = Instant::now();
    let mut acknowledged = fire(port, Duration::from_secs_f64(time), 0, connections)?;
    let rate = rate(acknowledged.len(), begun.elapsed());
    kill(&mut child)?;
    for round in 1..=kills {
        let (mut child, port) = spawn(dir)?;
        let first = round << 48;
        let gun = thread::spawn(move || {
            fire(port, Duration::from_secs(60), first, connections)
                .map_err(|error| error.to_string())
        });
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|_| "no randomness")?;
        thread::sleep(Duration::from_millis(300 + 3 * u64::from(byte[0])));
        kill(&mut child)?;
        acknowledged.extend(gun.join().map_err(|_| "the load failed")??);
    }
    let lost = verify(dir, &acknowledged)?;
    println!(
        "rate {rate:.0}/s  acknowledged {}  kills {}  lost {lost}",
        acknowledged.len(),
        kills + 1
    );
    if lost == 0 {
        Ok(())
    } else {
        Err("an acknowledged parcel is lost".into())
    }
}

/// This program again, as a relay.
fn spawn(dir: &str) -> Outcome<(Child, u16)> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["serve", dir, "0"])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    let port = line
        .trim()
        .strip_prefix("ready ")
        .ok_or("the relay did not start")?
        .parse()?;
    Ok((child, port))
}

/// SIGKILL, as a power cut of the process: no handler runs.
fn kill(child: &mut Child) -> Outcome<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn numbers(bytes: &[u8]) -> Vec<u64> {
    bytes
        .as_chunks()
        .0
        .iter()
        .map(|number| u64::from_le_bytes(*number))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}
