//! Passphrases: typed without being shown; read as lines where there is no terminal.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use desk_vault::Passphrase;

use crate::failure::{Failure, Outcome};
use crate::say::Say;

/// Least length of a new passphrase. A short one of random words; the cost of Argon2id does the rest.
const MIN_CHARS: usize = 12;

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
    let mut err = std::io::stderr().lock();
    let _ = write!(err, "{question} ");
    let _ = err.flush();
    let unread = |_| Failure::new("passphrase-unread");
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        return rpassword::read_password()
            .map(zeroize::Zeroizing::new)
            .map_err(unread);
    }
    let mut line = zeroize::Zeroizing::new(String::new());
    stdin.lock().read_line(&mut line).map_err(unread)?;
    let _ = writeln!(err);
    Ok(line)
}
