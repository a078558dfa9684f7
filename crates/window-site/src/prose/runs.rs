//! Foreign runs: Latin words in Arabic script, Arabic words in Latin, numbers with signs inside.
//!
//! Without isolation "2+1+1" after an Arabic word is shown as "1+1+2", and a Latin name at a
//! sentence's end takes the full stop to the wrong side. Each such run gets a `<bdi>`.

use language::{Direction, Tag};

/// The text escaped for HTML, foreign runs isolated.
pub(crate) fn isolated(text: &str, tag: Tag) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    push_isolated(&mut html, text, tag);
    html
}

/// Appends the text, escaped, foreign runs isolated.
pub(crate) fn push_isolated(html: &mut String, text: &str, tag: Tag) {
    let mut rest = text;
    while let Some((start, end)) = next_run(rest, tag.direction()) {
        push_escaped(html, rest.get(..start).unwrap_or_default());
        html.push_str("<bdi>");
        push_escaped(html, rest.get(start..end).unwrap_or_default());
        html.push_str("</bdi>");
        rest = rest.get(end..).unwrap_or_default();
    }
    push_escaped(html, rest);
}

/// Appends the text, escaped for element content and quoted attributes.
pub(crate) fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(character),
        }
    }
}

/// The side a character pulls to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pull {
    Left,
    Right,
    Digit,
    Sign,
    None,
}

fn pull(character: char) -> Pull {
    match character {
        '0'..='9' => Pull::Digit,
        '+' | '-' | '/' | ':' | '.' | '\u{2013}' | '@' | '#' | '%' => Pull::Sign,
        '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Pull::None,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            if character.is_alphabetic() {
                Pull::Right
            } else {
                Pull::None
            }
        }
        _ if character.is_alphabetic() => Pull::Left,
        _ => Pull::None,
    }
}

/// Byte range of the next run against the page's direction.
///
/// A run begins at a foreign letter, or (right to left only) at a number with a sign inside, and
/// ends after the last foreign letter or digit before a letter of the page's own script.
fn next_run(text: &str, direction: Direction) -> Option<(usize, usize)> {
    let (own, foreign) = match direction {
        Direction::Rtl => (Pull::Right, Pull::Left),
        Direction::Ltr => (Pull::Left, Pull::Right),
    };
    let rtl = direction == Direction::Rtl;
    let mut start = None;
    let mut end = 0;
    let mut letters = false;
    let mut signs = false;
    let mut sign_waits = false;
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        let kind = pull(character);
        if kind == foreign {
            start.get_or_insert(at);
            (end, letters) = (after, true);
        } else if kind == Pull::Digit && (rtl || start.is_some()) {
            signs |= sign_waits;
            start.get_or_insert(at);
            end = after;
        } else if kind == Pull::Sign && character == '+' && start.is_none() && rtl {
            // A telephone number may begin with its plus.
            (start, end, signs) = (Some(at), after, true);
        } else if kind == own || (kind == Pull::None && !letters && !character.is_whitespace()) {
            if let Some(start) = start.filter(|_| letters || signs) {
                return Some((start, end));
            }
            (start, signs) = (None, false);
        }
        sign_waits = start.is_some() && kind == Pull::Sign;
    }
    start.filter(|_| letters || signs).map(|start| (start, end))
}

#[cfg(test)]
mod tests {
    use language::Tag;
    use proptest::prelude::*;

    use super::isolated;

    #[test]
    fn latin_words_in_arabic_are_one_run_without_the_full_stop() {
        assert_eq!(
            isolated("اكتب إلى Access Now اليوم. HIV.", Tag::Ar),
            "اكتب إلى <bdi>Access Now</bdi> اليوم. <bdi>HIV</bdi>."
        );
    }

    #[test]
    fn numbers_with_signs_keep_their_order_and_plain_numbers_stay_bare() {
        assert_eq!(
            isolated("خذ 2+1+1 ثم 28 يوماً", Tag::Ar),
            "خذ <bdi>2+1+1</bdi> ثم 28 يوماً"
        );
        assert_eq!(
            isolated("ژمارە +964 750 123", Tag::Ckb),
            "ژمارە <bdi>+964 750 123</bdi>"
        );
    }

    #[test]
    fn arabic_words_in_latin_pages_are_isolated() {
        assert_eq!(
            isolated("say مثلي here", Tag::En),
            "say <bdi>مثلي</bdi> here"
        );
        assert_eq!(isolated("72 hours & more", Tag::En), "72 hours &amp; more");
    }

    proptest! {
        #[test]
        fn without_marks_the_text_is_what_it_was(text in "[a-zابت0-9 +.,<&\"/]{0,40}") {
            for tag in Tag::ALL {
                let back = isolated(&text, tag)
                    .replace("<bdi>", "").replace("</bdi>", "")
                    .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
                prop_assert_eq!(&back, &text);
            }
        }
    }
}
