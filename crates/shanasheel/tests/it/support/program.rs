//! The program as a child: typed to, listened to, stopped.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rustix::process::{Pid, Signal, kill_process_group};

use super::awaited;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_shanasheel");

/// What a command that ended has said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program in a bare environment: no home, no language, no path.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .env_clear()
        .env("PATH", "/nonexistent")
        .args(arguments);
    command
}

/// Runs a command to its end, with these lines typed.
pub(crate) fn run(command: &mut Command, typed: &[&str]) -> Said {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    type_lines(&mut child, typed);
    let output = child.wait_with_output().unwrap();
    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn type_lines(child: &mut Child, typed: &[&str]) {
    let mut input = child.stdin.take().unwrap();
    for line in typed {
        // Whoever ends early does not read it.
        let _ = writeln!(input, "{line}");
    }
}

/// A program that runs beside the test. Dropped, it is killed with all that it started.
pub(crate) struct Running {
    child: Child,
    out: Arc<Mutex<String>>,
    err: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

impl Running {
    pub(crate) fn start(command: &mut Command, typed: &[&str]) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .unwrap();
        type_lines(&mut child, typed);
        let (out, err) = <(Arc<Mutex<String>>, Arc<Mutex<String>>)>::default();
        let readers = vec![
            listen(child.stdout.take().unwrap(), &out),
            listen(child.stderr.take().unwrap(), &err),
        ];
        Self {
            child,
            out,
            err,
            readers,
        }
    }

    /// What it has printed so far.
    pub(crate) fn out(&self) -> String {
        self.out.lock().unwrap().clone()
    }

    /// What it has said to standard error so far.
    pub(crate) fn err(&self) -> String {
        self.err.lock().unwrap().clone()
    }

    /// The first address that it prints.
    pub(crate) fn address(&self) -> String {
        awaited(120, || {
            let out = self.out();
            let at = out.find("http://")?;
            let rest = &out[at..];
            rest.contains('\n')
                .then(|| rest.split_whitespace().next().unwrap().to_owned())
        })
        .unwrap_or_else(|| panic!("no address: {} {}", self.out(), self.err()))
    }

    /// Asks it to end, as a service manager does, and waits.
    pub(crate) fn stop(&mut self) -> ExitStatus {
        self.signal(Signal::TERM);
        let ended = awaited(60, || self.child.try_wait().unwrap());
        let ended = ended.expect("it ends when it is asked");
        for reader in self.readers.drain(..) {
            reader.join().unwrap();
        }
        ended
    }

    /// Kills it without a word.
    pub(crate) fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }

    fn signal(&self, signal: Signal) {
        let group = Pid::from_child(&self.child);
        // Gone already is as good.
        let _ = kill_process_group(group, signal);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

fn listen(from: impl Read + Send + 'static, into: &Arc<Mutex<String>>) -> JoinHandle<()> {
    let into = Arc::clone(into);
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            into.lock()
                .unwrap()
                .push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    })
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
