//! The library as it was read: guides, facts and words, with everything that is wrong with them.
//!
//! ```text
//!  Sources ─files─► paths ─► front matter + prose ─► Guide ┐
//!                    ├─────► facts.toml            ─► Facts ├─► Library + Vec<Problem>
//!                    └─────► terms/LANG.toml       ─► Terms ┘
//! ```

use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, Facts};
use language::Tag;

use crate::problem::{Kind, Problem, Severity};
use crate::prose::{self, Targets};
use crate::sources::{SourceFile, Sources};

mod front;
mod terms;

pub(crate) use front::{Front, State, unknown_fact};
pub(crate) use terms::Term;

/// The largest guide number; numbers are public names and stay short.
const MAX_NUMBER: u32 = 99_999;

/// A guide in one language, checked and rendered except for what depends on the page.
#[derive(Clone, Debug)]
pub(crate) struct Guide {
    pub(crate) front: Front,
    pub(crate) prose: prose::Prose,
}

/// Everything that the pages are made of.
#[derive(Debug, Default)]
pub(crate) struct Library {
    pub(crate) guides: BTreeMap<u32, BTreeMap<Tag, Guide>>,
    pub(crate) facts: Facts,
    pub(crate) terms: BTreeMap<Tag, Vec<Term>>,
}

/// What a path means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Facts,
    Guide(u32, Tag),
    Terms(Tag),
    Ignored,
    Strange,
}

impl Library {
    /// Reads everything.
    ///
    /// # Errors
    /// Every problem found, warnings among them, if at least one is an error.
    pub(crate) fn read(
        sources: &dyn Sources,
        today: Day,
    ) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let files = sources.files().map_err(|error| {
            vec![Problem::of_file(
                &error.path,
                Kind::Unreadable(error.cause.to_string()),
            )]
        })?;
        let mut problems = Vec::new();
        let mut library = Self {
            facts: read_facts(&files, &mut problems),
            ..Self::default()
        };
        if !problems.is_empty() {
            // Every use of a fact would be a problem of its own.
            return Err(problems);
        }
        let mut targets = targets(&files);
        library.read_terms(&files, &mut targets, &mut problems);
        for file in &files {
            library.read_file(file, today, &targets, &mut problems);
        }
        library.check_whole(today, &mut problems);
        let failed = problems
            .iter()
            .any(|problem| problem.severity() == Severity::Error);
        if failed {
            Err(problems)
        } else {
            Ok((library, problems))
        }
    }

    /// The guide in this language, or else in the language it was written in, or else in any.
    pub(crate) fn best(&self, number: u32, tag: Tag) -> Option<(Tag, &Guide)> {
        let guides = self.guides.get(&number)?;
        let any = || guides.iter().next();
        let (first, guide) = guides.get_key_value(&tag).or_else(any)?;
        let source = guide.front.source_language;
        let better = if *first == tag {
            None
        } else {
            guides.get_key_value(&source)
        };
        let (tag, guide) = better.unwrap_or((first, guide));
        Some((*tag, guide))
    }

    fn read_file(
        &mut self,
        file: &SourceFile,
        today: Day,
        targets: &Targets,
        problems: &mut Vec<Problem>,
    ) {
        match role(&file.path) {
            Role::Facts | Role::Terms(_) | Role::Ignored => {}
            Role::Strange => problems.push(Problem::of_file(&file.path, Kind::StrangeFile)),
            Role::Guide(number, tag) => {
                if let Some(guide) = self.read_guide(file, number, tag, today, targets, problems) {
                    self.guides.entry(number).or_default().insert(tag, guide);
                }
            }
        }
    }

    /// Words come before guides, since guides may lead to them.
    fn read_terms(
        &mut self,
        files: &[SourceFile],
        targets: &mut Targets,
        problems: &mut Vec<Problem>,
    ) {
        for file in files {
            if let Role::Terms(tag) = role(&file.path)
                && let Some(text) = text_of(file, problems)
            {
                self.terms
                    .insert(tag, terms::read(&file.path, text, problems));
            }
        }
        let ids: BTreeSet<_> = self
            .terms
            .values()
            .flatten()
            .map(|term| term.id.clone())
            .collect();
        targets.words = (1..).zip(ids).map(|(anchor, id)| (id, anchor)).collect();
        for term in self.terms.values_mut().flatten() {
            term.anchor = targets.words.get(&term.id).copied().unwrap_or_default();
        }
    }

    fn read_guide(
        &self,
        file: &SourceFile,
        number: u32,
        tag: Tag,
        today: Day,
        targets: &Targets,
        problems: &mut Vec<Problem>,
    ) -> Option<Guide> {
        let text = text_of(file, problems)?;
        let parts = front::split(&file.path, text, problems)?;
        let (front, listed) = front::read(&file.path, parts.front, number, &self.facts, problems);
        let source = prose::Source {
            file: &file.path,
            text: parts.body,
            first_line: parts.body_line,
            tag,
            facts: &self.facts,
            listed: listed.as_deref(),
            today,
            targets,
        };
        let prose = prose::render(&source, problems);
        Some(Guide {
            front: front?,
            prose,
        })
    }

    /// What can only be seen with all files read: gaps between languages, and old facts.
    fn check_whole(&self, today: Day, problems: &mut Vec<Problem>) {
        if self.guides.is_empty() && problems.is_empty() {
            problems.push(Problem::of_file(".", Kind::NoGuides));
        }
        for (number, guides) in &self.guides {
            for tag in Tag::ALL {
                if !guides.contains_key(&tag) {
                    let file = format!("{number}/{}.md", tag.as_str());
                    problems.push(Problem::of_file(
                        &file,
                        Kind::MissingTranslation(*number, tag),
                    ));
                }
            }
        }
        for fact in self.facts.iter().filter(|fact| fact.expired_on(today)) {
            let kind = Kind::ExpiredFact(fact.id.clone(), fact.expires_on);
            problems.push(Problem::of_file("facts.toml", kind));
        }
        terms::check(&self.terms, problems);
    }
}

fn targets(files: &[SourceFile]) -> Targets {
    let mut targets = Targets::default();
    for file in files {
        if let Role::Guide(number, tag) = role(&file.path) {
            targets.guides.entry(number).or_default().insert(tag);
        }
    }
    targets
}

fn role(path: &str) -> Role {
    if path == "facts.toml" {
        return Role::Facts;
    }
    let Some((folder, name)) = path.split_once('/') else {
        return if has_ending(path, "md") {
            Role::Ignored
        } else {
            Role::Strange
        };
    };
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return Role::Strange;
    };
    let tag = Tag::ALL.into_iter().find(|tag| tag.as_str() == stem);
    let number = folder
        .parse()
        .ok()
        .filter(|n: &u32| (1..=MAX_NUMBER).contains(n));
    // "01" would be a second name for 1.
    let number = number.filter(|n| n.to_string() == folder);
    match (folder, number, tag, ending) {
        ("terms", _, Some(tag), "toml") => Role::Terms(tag),
        (_, Some(number), Some(tag), "md") => Role::Guide(number, tag),
        _ => Role::Strange,
    }
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, found)| found == ending)
}

fn read_facts(files: &[SourceFile], problems: &mut Vec<Problem>) -> Facts {
    let Some(file) = files.iter().find(|file| role(&file.path) == Role::Facts) else {
        return Facts::default();
    };
    let Some(text) = text_of(file, problems) else {
        return Facts::default();
    };
    Facts::parse(&file.path, text).unwrap_or_else(|errors| {
        problems.extend(errors.into_iter().map(Problem::from));
        Facts::default()
    })
}

/// The file as text; the place of the first byte that is not UTF-8 is a problem.
fn text_of<'a>(file: &'a SourceFile, problems: &mut Vec<Problem>) -> Option<&'a str> {
    let error = match std::str::from_utf8(&file.bytes) {
        // A byte-order mark would hide the front matter.
        Ok(text) => return Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => error,
    };
    let good = file.bytes.get(..error.valid_up_to()).unwrap_or_default();
    let good = String::from_utf8_lossy(good);
    let origin = facts::record::Origin {
        file: &file.path,
        text: &good,
        first_line: 1,
    };
    problems.push(Problem::at(
        &file.path,
        origin.place(good.len()),
        Kind::NotUtf8,
    ));
    None
}
