//! A visitor: the client that runs in the page, with requests by hand and without its waiting.

use drop_client::{Client, Form, KeyListError};
use drop_wire::path;
use envelope::OrgId;
use language::Tag;

use super::Random;
use super::http::{get, send};

/// One load of a page.
pub(crate) struct Phone {
    port: u16,
    pub(crate) client: Client,
}

impl Phone {
    /// Loads a page: key list and index.
    pub(crate) fn load(port: u16, org: OrgId) -> Result<Self, KeyListError> {
        let mut client = Client::new(org, Tag::Ckb, None);
        let list = get(port, path::KEYS).unwrap();
        assert_eq!(list.status, 200, "the relay has no key list");
        client.on_key_list(&list.body, 0, &mut Random)?;
        let index = get(port, path::INDEX).unwrap();
        if index.status == 200 {
            client.on_index(&index.body, 0).unwrap();
        }
        match client.status().problem {
            Some(problem) => Err(problem),
            None => Ok(Self { port, client }),
        }
    }

    /// Makes words and proves two of them; answers all of them.
    pub(crate) fn make_words(&mut self) -> String {
        self.client.make(&mut Random);
        let shown = self.client.show(Form::Numbers).unwrap();
        self.client.practise(&shown).unwrap();
        let lines: Vec<&str> = shown.lines().collect();
        let [one, two] = self.client.ask(Form::Numbers, &mut Random).unwrap();
        self.client.answer(lines[one], lines[two]).unwrap();
        shown.to_string()
    }

    /// A tick: a parcel leaves, an edition comes.
    pub(crate) fn tick(&mut self) {
        let tick = self.client.tick(&mut Random).unwrap();
        let taken = send(
            self.port,
            "POST",
            path::SUBMIT,
            &[("host", "relay")],
            &tick.body(),
        );
        let taken = taken.is_some_and(|answer| answer.status == 204);
        self.client.delivered(taken, &mut Random);
        if let Some(slot) = tick.fetch_slot {
            let edition = get(self.port, &path::edition(slot))
                .filter(|answer| answer.status == 200)
                .map(|answer| answer.body);
            self.client.on_edition(edition.as_deref()).unwrap();
        }
    }

    /// Writes and ticks until all has left.
    pub(crate) fn write(&mut self, text: &str) {
        self.client.compose(text, &mut Random).unwrap();
        for _ in 0..200 {
            let status = self.client.status();
            if status.left >= status.sheets {
                return;
            }
            self.tick();
        }
        panic!("the sheets did not leave");
    }

    /// What staff answered to these words, if the index names something for them.
    pub(crate) fn answer(port: u16, org: OrgId, words: &str) -> Option<String> {
        let mut phone = Self::load(port, org).unwrap();
        phone.client.enter(words, &mut Random).unwrap();
        for _ in 0..20 {
            let replies = phone.client.replies();
            let whole = |reply: &&drop_client::Reply| !reply.automatic && reply.have == reply.parts;
            if let Some(reply) = replies.iter().find(whole) {
                return Some(reply.text.clone());
            }
            if phone.client.status().awaited == 0 {
                return None;
            }
            phone.tick();
        }
        None
    }
}
