//! Links of guides: to sources, to other guides, to words, to headings. Nothing else.

use std::collections::{BTreeMap, BTreeSet};

use language::Tag;

/// Which guides and words exist, so that no link is dead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Targets {
    pub(crate) guides: BTreeMap<u32, BTreeSet<Tag>>,
    /// Id of a word → its anchor.
    pub(crate) words: BTreeMap<String, u32>,
}

/// A link that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) href: String,
    /// It leaves the site.
    pub(crate) outside: bool,
    /// The language of a guide that does not exist in the reader's.
    pub(crate) language: Option<Tag>,
}

impl Targets {
    /// What a destination in a guide's Markdown means: `https://…`, `#heading`, `/k/2`, `/t#word`.
    pub(crate) fn resolve(
        &self,
        destination: &str,
        tag: Tag,
        headings: &BTreeMap<String, usize>,
    ) -> Option<Link> {
        let inside = |href| {
            Some(Link {
                href,
                outside: false,
                language: None,
            })
        };
        if let Some(id) = destination.strip_prefix('#') {
            return inside(format!("#{}", headings.get(id)?));
        }
        if let Some(number) = destination.strip_prefix("/k/") {
            let number: u32 = number.parse().ok()?;
            let tags = self.guides.get(&number)?;
            let found = if tags.contains(&tag) {
                tag
            } else {
                *tags.iter().next()?
            };
            return Some(Link {
                href: format!("/{}/k/{number}", found.as_str()),
                outside: false,
                language: Some(found).filter(|found| *found != tag),
            });
        }
        if destination == "/t" {
            return inside(format!("/{}/t", tag.as_str()));
        }
        if let Some(word) = destination.strip_prefix("/t#") {
            return inside(format!("/{}/t#{}", tag.as_str(), self.words.get(word)?));
        }
        let plain = destination
            .chars()
            .all(|c| !c.is_control() && !c.is_whitespace());
        let outside = destination
            .strip_prefix("https://")
            .is_some_and(|rest| !rest.is_empty());
        (plain && outside).then(|| Link {
            href: destination.to_owned(),
            outside: true,
            language: None,
        })
    }
}
