//! The words or numbers that a person keeps (PROTOCOL 1.2): shown, typed in, practised.
//!
//! Numbers come first where the list of a language is missing or still a draft. Whatever is wrong with what was
//! typed, the answer is the same: [`NotRight`].

use alloc::string::String;

use envelope::Entropy;
pub use envelope::NotRight;
use language::{
    digits,
    words::{Typed, WordList, parse_line_with},
};
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

use crate::below;

/// How the secret is shown: the same one may be written either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Four numbers of eight digits.
    Numbers,
    /// Nine words of the page's language.
    Words,
}

impl Form {
    /// How many there are to keep.
    #[must_use]
    pub const fn count(self) -> usize {
        match self {
            Self::Numbers => 4,
            Self::Words => 9,
        }
    }
}

/// The form to offer first.
#[must_use]
pub fn first_form(list: Option<&WordList<'_>>) -> Form {
    match list {
        Some(list) if !list.is_draft() => Form::Words,
        _ => Form::Numbers,
    }
}

/// Reads what was typed: nine words or four numbers, whichever it looks like.
///
/// # Errors
/// [`NotRight`], for everything.
pub fn read(list: Option<&WordList<'_>>, typed: &str) -> Result<Entropy, NotRight> {
    let mut typed = parse_line_with(list, typed).map_err(|_| NotRight)?;
    match &mut typed {
        Typed::Words(words) => {
            let entropy = Entropy::from_words(words);
            words.zeroize();
            entropy
        }
        Typed::Numbers(numbers) => {
            let entropy = Entropy::from_numbers(numbers);
            numbers.zeroize();
            entropy
        }
    }
}

/// The words or numbers, one per line; numbers in ASCII digits, as on a telephone. `None` if there is no list.
#[must_use]
pub fn show(
    entropy: &Entropy,
    form: Form,
    list: Option<&WordList<'_>>,
) -> Option<Zeroizing<String>> {
    // Room for all at once, so that nothing of it stays behind in a smaller buffer.
    let mut lines = Zeroizing::new(String::with_capacity(512));
    for position in 0..form.count() {
        if position > 0 {
            lines.push('\n');
        }
        match form {
            Form::Numbers => {
                let number = *entropy.to_numbers().get(position)?;
                push_number(&mut lines, number);
            }
            Form::Words => lines.push_str(list?.word(*entropy.to_words().get(position)?)?),
        }
    }
    Some(lines)
}

/// Eight digits in two groups, as `language::words::number_text` writes them.
fn push_number(line: &mut String, number: u32) {
    let mut unit = 10_000_000;
    while unit > 0 {
        if unit == 1_000 {
            line.push(' ');
        }
        let digit = (number / unit % 10).to_le_bytes()[0];
        line.push(char::from(b'0' + digit));
        unit /= 10;
    }
}

/// Two different positions, in ascending order, to be typed back before the first message leaves.
pub fn ask(form: Form, rng: &mut impl CryptoRng) -> [usize; 2] {
    let first = below(form.count(), rng);
    let second = below(form.count() - 1, rng);
    let second = if second >= first { second + 1 } else { second };
    [first.min(second), first.max(second)]
}

/// Whether the word or number at a position was typed.
#[must_use]
pub fn holds(
    entropy: &Entropy,
    form: Form,
    list: Option<&WordList<'_>>,
    position: usize,
    typed: &str,
) -> bool {
    match form {
        Form::Numbers => {
            let number = entropy.to_numbers().get(position).copied();
            number.is_some() && number == one_number(typed.trim())
        }
        Form::Words => {
            let word = entropy.to_words().get(position).copied();
            word.is_some() && word == list.and_then(|list| list.find(typed.trim()))
        }
    }
}

/// Eight digits of any of the scripts, with a space, dash or point between them.
fn one_number(typed: &str) -> Option<u32> {
    let mut number = 0_u32;
    let mut count = 0;
    for character in typed.chars() {
        if let Some(value) = digits::value(character) {
            number = number.checked_mul(10)?.checked_add(u32::from(value))?;
            count += 1;
        } else if !matches!(character, ' ' | '-' | '.' | '\u{a0}') {
            return None;
        }
    }
    (count == 8).then_some(number)
}
