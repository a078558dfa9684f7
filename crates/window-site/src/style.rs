//! The styles of all pages: inline, so that a page is one request.

/// Which styles a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// Text alone.
    Read,
    /// Text, lists of links and the search form.
    Find,
}

impl Style {
    pub(crate) const ALL: [Self; 2] = [Self::Read, Self::Find];

    /// The style sheet without comments and without white space that means nothing.
    pub(crate) fn sheet(self) -> String {
        let read = include_str!("style/read.css");
        match self {
            Self::Read => minified(read),
            Self::Find => minified(&[read, include_str!("style/find.css")].concat()),
        }
    }
}

/// Takes out comments and idle white space. Knows what our own sheets use, not all of CSS: no
/// comment signs in strings, no `url()`.
fn minified(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let mut small = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        let tight_before = small.ends_with(['{', '}', ';', ',', '>', ':']) || small.is_empty();
        let tight_after = word.starts_with(['{', '}', ';', ',', '>']);
        if !tight_before && !tight_after {
            small.push(' ');
        }
        small.push_str(word);
    }
    small.replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::minified;

    #[test]
    fn only_idle_characters_go() {
        let css = "/* a */\na b > c,\nd {\n  margin: 0 auto;\n  e: calc(1px + 2px);\n}\n";
        assert_eq!(minified(css), "a b>c,d{margin:0 auto;e:calc(1px + 2px)}");
    }
}
