//! language: folding, and lines of words or numbers.

use language::words::parse_line;
use language::{Tag, digits, negotiate, normalise as fold, tokens};

/// Folding twice is folding once; a token is never empty.
pub(super) fn normalise(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let folded = fold(&text);
    assert_eq!(fold(&folded), folded);
    assert!(tokens(&folded).all(|token| !token.is_empty()));
    let ascii = digits::to_ascii(&text);
    for tag in Tag::ALL {
        let shown = digits::localise(&ascii, tag.default_digits());
        assert_eq!(digits::to_ascii(&shown), ascii);
    }
    let _ = (digits::parse(&text), negotiate(&text), Tag::parse(&text));
}

/// A line that is right in its language; spaces around it change nothing.
pub(super) fn line(input: &[u8]) {
    let Some((language, line)) = input.split_first() else {
        return;
    };
    let tag = Tag::ALL[usize::from(language % 4)];
    let line = String::from_utf8_lossy(line);
    let read = parse_line(tag, &line).is_ok();
    if line.len() < 4000 {
        assert_eq!(parse_line(tag, &format!("  {line} ")).is_ok(), read);
    }
}
