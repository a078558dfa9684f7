//! A visitor's page without a browser: the same client as in the wasm, over the same requests as the panel's script.

use std::time::{Duration, Instant};

use drop_client::{Client, Form};
use drop_wire::path;
use envelope::OrgId;
use language::Tag;

use crate::http::Http;
use crate::system::SystemRandom;

/// Why a step of a visitor did not work; for the walk's line, never with her text.
pub(crate) type Trouble = &'static str;

/// One load of a page on one phone.
pub(crate) struct Visitor<'a> {
    http: &'a Http,
    client: Client,
    opened: Instant,
    /// Parcels that the relay took in this load, real or cover: she cannot tell, nobody can.
    pub(crate) parcels: u32,
}

impl<'a> Visitor<'a> {
    /// Loads a page in this language and makes the first tick.
    #[expect(
        clippy::disallowed_methods,
        reason = "a phone has a clock that only goes forward; the demo plays the phone"
    )]
    pub(crate) fn load(http: &'a Http, org: OrgId, language: Tag) -> Result<Self, Trouble> {
        // She keeps numbers, which every language has; word lists are drafts.
        let mut visitor = Self {
            http,
            client: Client::new(org, language, None),
            opened: Instant::now(),
            parcels: 0,
        };
        visitor.tick()?;
        Ok(visitor)
    }

    /// One tick of the clock: what every visitor's page does, whether she reads or writes.
    pub(crate) fn tick(&mut self) -> Result<(), Trouble> {
        let now_ms = u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
        let due = self.client.due(now_ms);
        if due.key_list {
            let list = self.fetch(path::KEYS).ok_or("no key list")?;
            self.client
                .on_key_list(&list, now_ms, &mut SystemRandom)
                .map_err(|_| "the key list was refused")?;
        }
        if due.index
            && let Some(index) = self.fetch(path::INDEX)
        {
            self.client
                .on_index(&index, now_ms)
                .map_err(|_| "the index was refused")?;
        }
        let tick = self
            .client
            .tick(&mut SystemRandom)
            .ok_or("nothing to send with")?;
        let taken = self
            .http
            .post(path::SUBMIT, &tick.body())
            .is_some_and(|answer| answer.status == 204);
        self.client.delivered(taken, &mut SystemRandom);
        self.parcels += u32::from(taken);
        if let Some(slot) = tick.fetch_slot {
            let edition = self.fetch(&path::edition(slot));
            self.client
                .on_edition(edition.as_deref())
                .map_err(|_| "an edition was refused")?;
        }
        Ok(())
    }

    /// Waits as long as the clock says, then ticks.
    pub(crate) fn wait_and_tick(&mut self) -> Result<(), Trouble> {
        self.tick_after(|delay| delay)
    }

    fn tick_after(&mut self, patience: impl Fn(Duration) -> Duration) -> Result<(), Trouble> {
        let delay = self.client.next_delay_ms(true, &mut SystemRandom);
        std::thread::sleep(patience(Duration::from_millis(u64::from(delay))));
        self.tick()
    }

    /// Makes new words and proves two of them, as the panel asks; returns all of them as she would copy them.
    pub(crate) fn make_words(&mut self) -> Result<String, Trouble> {
        self.client.make(&mut SystemRandom);
        let form = Form::Numbers;
        let shown = self.client.show(form).ok_or("no words to show")?;
        self.client
            .practise(&shown)
            .map_err(|_| "practising failed")?;
        let lines: Vec<&str> = shown.lines().collect();
        let [one, two] = self
            .client
            .ask(form, &mut SystemRandom)
            .ok_or("nothing was asked")?;
        let (one, two) = lines
            .get(one)
            .zip(lines.get(two))
            .ok_or("asked for a word that is not there")?;
        self.client
            .answer(one, two)
            .map_err(|_| "the two words were not right")?;
        Ok(shown.as_str().to_owned())
    }

    /// Types words that were made elsewhere.
    pub(crate) fn enter(&mut self, words: &str) -> Result<(), Trouble> {
        self.client
            .enter(words, &mut SystemRandom)
            .map_err(|_| "one of the words is not right")
    }

    /// Seals a text; answers how many sheets it takes.
    pub(crate) fn write(&mut self, text: &str) -> Result<usize, Trouble> {
        self.client
            .compose(text, &mut SystemRandom)
            .map_err(|_| "the text could not be sealed")
    }

    /// Ticks until all her sheets have left, at most `ticks` times; `patience` may shorten the clock's delays.
    pub(crate) fn tick_until_sent(
        &mut self,
        ticks: u32,
        patience: impl Fn(Duration) -> Duration,
    ) -> Result<(), Trouble> {
        for _ in 0..ticks {
            let status = self.client.status();
            if status.left >= status.sheets {
                return Ok(());
            }
            self.tick_after(&patience)?;
        }
        Err("the sheets did not leave")
    }

    /// Ticks until an answer of staff is there whole, at most for `limit`.
    pub(crate) fn tick_until_answered(&mut self, limit: Duration) -> Result<String, Trouble> {
        let started = self.opened.elapsed();
        while self.opened.elapsed() - started < limit {
            let whole = |reply: &&drop_client::Reply| !reply.automatic && reply.have == reply.parts;
            if let Some(reply) = self.client.replies().iter().find(whole) {
                return Ok(reply.text.clone());
            }
            self.wait_and_tick()?;
        }
        Err("no answer was found in the outbox")
    }

    /// Ticks until the signed index names an edition for her, at most for `limit`.
    pub(crate) fn tick_until_found(&mut self, limit: Duration) -> Result<(), Trouble> {
        let started = self.opened.elapsed();
        while self.opened.elapsed() - started < limit {
            let whole = self.client.replies().iter().any(|reply| !reply.automatic);
            if whole || self.client.status().awaited > 0 {
                return Ok(());
            }
            self.wait_and_tick()?;
        }
        Err("no edition for her was named in the index")
    }

    fn fetch(&self, path: &str) -> Option<Vec<u8>> {
        self.http
            .get(path)
            .filter(|answer| answer.status == 200)
            .map(|answer| answer.body)
    }
}
