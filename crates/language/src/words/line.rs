//! A typed line: nine words or four numbers.

use core::fmt;

use alloc::string::String;

use crate::{
    Digits, Tag, digits,
    words::{WordList, list},
};

/// What was typed, as `envelope` takes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// Nine indices into the list of the language.
    Words([u16; 9]),
    /// Four numbers below 10^8.
    Numbers([u32; 4]),
}

/// Shows the kind only: the rest is a secret.
impl fmt::Debug for Typed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Words(_) => "Words(..)",
            Self::Numbers(_) => "Numbers(..)",
        })
    }
}

/// One of the words or numbers is not right. Which one is never said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("one of these is not right")]
pub struct NotRight;

/// Nobody types more than this many bytes for nine words; longer lines are not read.
const LINE_BYTES_MAX: usize = 4096;

/// The digits of a whole line of numbers.
const LINE_DIGITS: usize = 32;

/// The digits of one number.
const NUMBER_DIGITS: usize = 8;

/// Reads a typed line with the list of its language.
///
/// # Errors
///
/// [`NotRight`] for anything but nine known words or four numbers.
pub fn parse_line(tag: Tag, text: &str) -> Result<Typed, NotRight> {
    parse_line_with(list(tag).as_ref(), text)
}

/// Reads a typed line with a given list, or numbers only if there is none.
///
/// Words may stand apart by white space, commas of either script, or dashes. Numbers have eight
/// digits each, of any set, and may be grouped by spaces, dashes or points in any way, since
/// telephones do so by themselves; commas and new lines may only stand between numbers.
///
/// # Errors
///
/// [`NotRight`] for anything but nine known words or four numbers.
pub fn parse_line_with(list: Option<&WordList<'_>>, text: &str) -> Result<Typed, NotRight> {
    if text.len() > LINE_BYTES_MAX {
        return Err(NotRight);
    }
    if text
        .chars()
        .any(|character| digits::value(character).is_some())
    {
        return numbers(text).map(Typed::Numbers);
    }
    words(list.ok_or(NotRight)?, text).map(Typed::Words)
}

fn words(list: &WordList<'_>, text: &str) -> Result<[u16; 9], NotRight> {
    let mut typed = text
        .split(|character| is_weak(character) || is_strong(character))
        .filter(|word| !word.chars().all(crate::fold::is_dropped));
    let mut indices = [0; 9];
    for index in &mut indices {
        *index = typed
            .next()
            .and_then(|word| list.find(word))
            .ok_or(NotRight)?;
    }
    typed.next().is_none().then_some(indices).ok_or(NotRight)
}

fn numbers(text: &str) -> Result<[u32; 4], NotRight> {
    let mut numbers = [0_u32; 4];
    let mut count = 0;
    for character in text.chars() {
        if let Some(value) = digits::value(character) {
            let number = numbers.get_mut(count / NUMBER_DIGITS).ok_or(NotRight)?;
            *number = *number * 10 + u32::from(value);
            count += 1;
        } else if is_strong(character) {
            if count % NUMBER_DIGITS != 0 {
                return Err(NotRight);
            }
        } else if !is_weak(character) && !crate::fold::is_dropped(character) {
            return Err(NotRight);
        }
    }
    (count == LINE_DIGITS).then_some(numbers).ok_or(NotRight)
}

/// Stands between words or numbers, never inside a number.
const fn is_strong(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | ',' | '،' | '٫' | '٬' | ';' | '؛' | '\u{2028}' | '\u{2029}'
    )
}

/// Stands between words, and anywhere between digits.
const fn is_weak(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '·' | '۔'
        )
}

/// One of the four numbers as a person sees it: eight digits in two groups, `1234 5678`.
#[must_use]
pub fn number_text(number: u32, digits: Digits) -> String {
    let (high, low) = (number / 10_000, number % 10_000);
    digits::localise(&alloc::format!("{high:04} {low:04}"), digits)
}
