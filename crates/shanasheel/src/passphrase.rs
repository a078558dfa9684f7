//! Passphrases: typed without being shown; read as lines where there is no terminal.

use std::io::{self, IsTerminal as _, Read as _, Write as _};

use desk_vault::Passphrase;

use crate::failure::{Failure, Outcome};
use crate::say::Say;

/// Least length of a new passphrase. A short one of random words; the cost of Argon2id does the rest.
const MIN_CHARS: usize = 12;

/// Longest line that is read.
const MAX_BYTES: usize = 4096;

/// Asks for the passphrase of something that exists.
pub(crate) fn ask(say: Say, id: &str) -> Outcome<Passphrase> {
    parsed(&read(say, id)?)
}

/// Asks for a new passphrase, twice.
pub(crate) fn ask_new(say: Say, id: &str) -> Outcome<Passphrase> {
    let passphrase = parsed(&read(say, id)?)?;
    if passphrase.chars() < MIN_CHARS {
        return Err(Failure::new("passphrase-short").with("letters", MIN_CHARS));
    }
    let again = parsed(&read(say, "passphrase-again")?)?;
    if passphrase.same_as(&again) {
        Ok(passphrase)
    } else {
        Err(Failure::new("passphrase-differs"))
    }
}

fn parsed(typed: &str) -> Outcome<Passphrase> {
    Passphrase::new(typed).map_err(|_| Failure::new("passphrase-unread"))
}

fn read(say: Say, id: &str) -> Outcome<zeroize::Zeroizing<String>> {
    let question = say
        .catalogue
        .attribute_with(id, &[("letters", MIN_CHARS.into())]);
    // To standard error, so that what the command prints can be piped on.
    let mut err = io::stderr().lock();
    let _ = write!(err, "{question} ");
    let _ = err.flush();
    let unread = |_| Failure::new("passphrase-unread");
    if io::stdin().is_terminal() {
        return rpassword::read_password()
            .map(zeroize::Zeroizing::new)
            .map_err(unread);
    }
    let line = line().map_err(unread)?;
    let _ = writeln!(err);
    Ok(line)
}

/// One line of standard input and not a byte more: the next line may be for the next program of a script, and a buffer of
/// the standard library would keep a passphrase that nobody wipes.
fn line() -> io::Result<zeroize::Zeroizing<String>> {
    #[cfg(unix)]
    let mut input = {
        use std::os::fd::AsFd as _;
        std::fs::File::from(io::stdin().as_fd().try_clone_to_owned()?)
    };
    #[cfg(not(unix))]
    let mut input = io::stdin().lock();
    let mut bytes = zeroize::Zeroizing::new(Vec::with_capacity(MAX_BYTES));
    let mut byte = [0];
    while bytes.len() < MAX_BYTES && input.read(&mut byte)? == 1 && byte != *b"\n" {
        bytes.extend_from_slice(&byte);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| io::ErrorKind::InvalidData)?;
    Ok(zeroize::Zeroizing::new(
        text.trim_end_matches('\r').to_owned(),
    ))
}
