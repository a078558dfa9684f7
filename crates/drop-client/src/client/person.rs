//! The half of the client that she uses: words, composing, reading. None of it sends or fetches.

use alloc::{string::String, vec::Vec};

use envelope::{Conversation, Entropy};
use language::words::WordList;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Client, Talk};
use crate::{
    compose::{self, ComposeError, Preferences, Writer},
    queue::{Load, MAX_WAITING, Sealed},
    replies::Reply,
    words::{self, Form, NotRight},
};

impl Client {
    /// Makes new words. Nothing leaves before two of them were typed back.
    pub fn make(&mut self, rng: &mut impl CryptoRng) {
        let entropy = Entropy::random(rng);
        let conversation = Conversation::derive(&entropy, &self.org);
        // A notice that still waits would be sealed with the new words.
        self.opened_waits = false;
        self.begin(conversation, Some(entropy));
    }

    /// Opens the conversation of words or numbers that were typed. Whether it exists, only the organisation knows.
    ///
    /// # Errors
    /// [`NotRight`] for anything that cannot be words; nothing changes then.
    pub fn enter(&mut self, typed: &str, rng: &mut impl CryptoRng) -> Result<(), NotRight> {
        let entropy = words::read(self.words().as_ref(), typed)?;
        let conversation = Conversation::derive(&entropy, &self.org);
        drop(entropy);
        self.begin(conversation, None);
        self.opened_waits = true;
        self.announce(rng);
        Ok(())
    }

    fn begin(&mut self, conversation: Conversation, entropy: Option<Entropy>) {
        self.queue.recognise(&conversation);
        let same = self
            .talk
            .as_ref()
            .is_some_and(|talk| talk.conversation.id() == conversation.id());
        if !same {
            // What somebody else wrote in this page is nobody's business.
            self.queue.uncount();
            (self.sheets, self.left) = (0, 0);
        }
        let first = entropy.is_some();
        self.talk = Some(Talk {
            entropy,
            conversation,
            reader: None,
            first,
            proved: !first,
            asked: None,
            closed: false,
        });
        self.read_days();
    }

    /// Puts the notice that words were opened into the queue, once there is a key list.
    pub(super) fn announce(&mut self, rng: &mut impl CryptoRng) {
        if !self.opened_waits {
            return;
        }
        let sealed = self.writer().and_then(|writer| {
            let inner = writer.seal_opened(rng).ok()?;
            Some(Sealed::new(inner, Load::Notice, &writer.to))
        });
        if let Some(sealed) = sealed {
            self.opened_waits = false;
            // A full queue means that sheets of hers are on their way: the desk learns of her from them.
            let _told_by_the_sheets = self.queue.put(sealed);
            self.fill(rng);
        }
    }

    /// The form in which this page shows new words first.
    #[must_use]
    pub fn first_form(&self) -> Form {
        words::first_form(self.words().as_ref())
    }

    /// Whether this page can show words at all, or numbers only.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.list_text.is_some()
    }

    /// The new words, one per line. `None` if there are none to show: they were entered, or closed.
    #[must_use]
    pub fn show(&self, form: Form) -> Option<Zeroizing<String>> {
        words::show(self.entropy()?, form, self.words().as_ref())
    }

    /// Whether all of the new words were typed, in either form: for practising.
    ///
    /// # Errors
    /// [`NotRight`].
    pub fn practise(&self, typed: &str) -> Result<(), NotRight> {
        let entropy = words::read(self.words().as_ref(), typed)?;
        if self.entropy() == Some(&entropy) {
            Ok(())
        } else {
            Err(NotRight)
        }
    }

    /// Two positions, counted from 0, to type back before the first message. `None` without new words.
    pub fn ask(&mut self, form: Form, rng: &mut impl CryptoRng) -> Option<[usize; 2]> {
        let form = if self.has_words() {
            form
        } else {
            Form::Numbers
        };
        let talk = self.talk.as_mut().filter(|talk| talk.entropy.is_some())?;
        let positions = words::ask(form, rng);
        talk.asked = Some((form, positions));
        Some(positions)
    }

    /// The answer to [`Self::ask`].
    ///
    /// # Errors
    /// [`NotRight`] if one of the two is not right, or nothing was asked.
    pub fn answer(&mut self, first: &str, second: &str) -> Result<(), NotRight> {
        let list = self
            .list_text
            .as_deref()
            .and_then(|text| WordList::from_text(self.language, text));
        let talk = self.talk.as_mut().ok_or(NotRight)?;
        let (form, [one, two]) = talk.asked.ok_or(NotRight)?;
        let entropy = talk.entropy.as_ref().ok_or(NotRight)?;
        let list = list.as_ref();
        if words::holds(entropy, form, list, one, first)
            && words::holds(entropy, form, list, two, second)
        {
            talk.proved = true;
            // From here on the page cannot show them any more.
            talk.entropy = None;
            Ok(())
        } else {
            Err(NotRight)
        }
    }

    /// How many sheets a text takes; more than 64 are too many.
    #[must_use]
    pub fn count(&self, text: &str) -> usize {
        compose::count(text, self.talk.as_ref().is_some_and(|talk| talk.first))
    }

    /// Seals a text and puts its sheets in line; answers how many. The text is gone then: nothing shows it again.
    ///
    /// # Errors
    /// [`ComposeError`]; nothing was sealed then.
    pub fn compose(&mut self, text: &str, rng: &mut impl CryptoRng) -> Result<usize, ComposeError> {
        let talk = self
            .talk
            .as_ref()
            .filter(|talk| !talk.closed)
            .ok_or(ComposeError::NoWords)?;
        if !talk.proved {
            return Err(ComposeError::NotProved);
        }
        let preferences = talk.first.then_some(Preferences {
            language: self.language,
        });
        if !self.can_seal() {
            return Err(ComposeError::NotReady);
        }
        let writer = self.writer().ok_or(ComposeError::NotReady)?;
        let sealed: Vec<Sealed> = writer
            .seal_text(text, preferences, rng)?
            .into_iter()
            .map(|inner| Sealed::new(inner, Load::Sheet, &writer.to))
            .collect();
        let count = sealed.len();
        if self.queue.waiting() + count > MAX_WAITING {
            return Err(ComposeError::Full);
        }
        for sheet in sealed {
            self.queue.put(sheet).map_err(|_| ComposeError::Full)?;
        }
        if self.sheets == self.left {
            (self.sheets, self.left) = (0, 0);
        }
        self.sheets = self
            .sheets
            .saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        if let Some(talk) = &mut self.talk {
            talk.first = false;
        }
        self.fill(rng);
        Ok(count)
    }

    /// The answers of the last fourteen days, as far as they were fetched, oldest first.
    #[must_use]
    pub fn replies(&self) -> Vec<Reply> {
        let slot_secs = self.parameters().slot_secs;
        self.talk
            .as_ref()
            .and_then(|talk| talk.reader.as_ref())
            .map(|reader| reader.replies(&self.window, slot_secs))
            .unwrap_or_default()
    }

    /// Closes her side: words and answers are wiped. What is sealed still leaves, as long as the page is open.
    pub fn forget(&mut self) {
        self.opened_waits = false;
        if !self.queue.has_real() {
            self.talk = None;
        }
        if let Some(talk) = &mut self.talk {
            talk.entropy = None;
            talk.reader = None;
            talk.asked = None;
            talk.closed = true;
        }
    }

    fn entropy(&self) -> Option<&Entropy> {
        self.talk.as_ref()?.entropy.as_ref()
    }

    fn words(&self) -> Option<WordList<'_>> {
        WordList::from_text(self.language, self.list_text.as_deref()?)
    }

    fn writer(&self) -> Option<Writer<'_>> {
        let (list, to) = self.seal_to()?;
        Some(Writer {
            list,
            to,
            conversation: &self.talk.as_ref()?.conversation,
            day: self.day()?,
        })
    }
}
