//! A list of 2,048 words and the finding of a typed word in it.

use crate::{Tag, words::key::key};

/// How many words a list has: 11 bits each.
pub const LIST_LEN: usize = 2048;

/// So many letters of a word are enough to tell it from all others of its list.
const PREFIX_LEN: usize = 4;

static AR: &str = include_str!("../../words/ar.txt");
static EN: &str = include_str!("../../words/en.txt");

/// A list of 2,048 words of one language.
///
/// The text has a first line `# version N` (`, draft: …` after it while no native speaker has
/// checked the list) and then one word per line, in the order of their indices, which is the order of their folded letters.
#[derive(Clone, Copy, Debug)]
pub struct WordList<'a> {
    tag: Tag,
    version: u16,
    draft: bool,
    words: &'a str,
}

/// The list of a language, if there is one. Sorani and Kurmanji have none yet: their people get
/// numbers.
#[must_use]
pub fn list(tag: Tag) -> Option<WordList<'static>> {
    match tag {
        Tag::Ar => WordList::from_text(tag, AR),
        Tag::En => WordList::from_text(tag, EN),
        Tag::Ckb | Tag::Kmr => None,
    }
}

impl<'a> WordList<'a> {
    /// Reads a list, for a browser that loaded only the one of its page. `None` if the header or
    /// the number of words is wrong.
    #[must_use]
    pub fn from_text(tag: Tag, text: &'a str) -> Option<Self> {
        let (header, words) = text.split_once('\n')?;
        let header = header.strip_prefix("# version ")?;
        let (version, draft) = match header.split_once(',') {
            Some((version, rest)) => (version, rest.trim_start().starts_with("draft")),
            None => (header, false),
        };
        let list = Self {
            tag,
            version: version.trim().parse().ok()?,
            draft,
            words,
        };
        (list.words().filter(|word| !word.is_empty()).count() == LIST_LEN).then_some(list)
    }

    /// The language.
    #[must_use]
    pub const fn tag(&self) -> Tag {
        self.tag
    }

    /// The version, from 1.
    #[must_use]
    pub const fn version(&self) -> u16 {
        self.version
    }

    /// Whether no native speaker has checked it; then numbers are offered first.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        self.draft
    }

    /// All words in the order of their indices.
    pub fn words(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.words.lines()
    }

    /// The word with an index below 2,048.
    #[must_use]
    pub fn word(&self, index: u16) -> Option<&'a str> {
        self.words().nth(usize::from(index))
    }

    /// The index of a typed word.
    ///
    /// Taken are: other letters for the same sound or shape (Arabic, Persian, Kurdish keyboards),
    /// vowel marks, missing or extra hamza, upper case, accents, the Arabic article before the
    /// word, and a word cut short after four letters or more. Anything else is `None`: a mistake
    /// must not become another word in silence.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<u16> {
        let letters = key(typed.trim());
        self.find_key(letters.clone())
            .or_else(|| self.find_key(without_article(letters)?))
    }

    fn find_key(&self, typed: impl Iterator<Item = Option<char>> + Clone) -> Option<u16> {
        let typed_len = typed.clone().count();
        if typed_len == 0 || typed.clone().any(|letter| letter.is_none()) {
            return None;
        }
        let start = self.first_not_before(typed.clone());
        let mut letters = key(self.words.get(start..)?.lines().next()?);
        let mut typed = typed;
        let begins = typed.all(|letter| letters.next() == Some(letter));
        if !begins || typed_len < PREFIX_LEN && letters.next().is_some() {
            return None;
        }
        let before = self.words.as_bytes().get(..start)?;
        u16::try_from(before.iter().filter(|&&byte| byte == b'\n').count()).ok()
    }

    /// Where the first word begins that does not sort before the typed letters. Words are in the
    /// order of their letters, so it is the only one that can be meant.
    fn first_not_before(&self, typed: impl Iterator<Item = Option<char>> + Clone) -> usize {
        let bytes = self.words.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let newline = |range: &[u8]| range.iter().rposition(|&byte| byte == b'\n');
            let start = bytes
                .get(..middle)
                .and_then(newline)
                .map_or(0, |place| place + 1);
            let word = self.words.get(start..).and_then(|rest| rest.lines().next());
            let word = word.unwrap_or_default();
            if key(word).lt(typed.clone()) {
                low = start + word.len() + 1;
            } else {
                high = start;
            }
        }
        low
    }
}

/// What follows the Arabic article, if there is one. No word of a list begins with it.
fn without_article(
    letters: impl Iterator<Item = Option<char>> + Clone,
) -> Option<impl Iterator<Item = Option<char>> + Clone> {
    let mut rest = letters;
    let article = rest.next() == Some(Some('ا')) && rest.next() == Some(Some('ل'));
    article.then_some(rest)
}
