//! What a member does: reply, take back, close; and the automatic "it has arrived".

use std::collections::BTreeSet;

use desk_casework::{
    Change, ConversationId, OutboxCapacity, PlanError, PlanRequest, PlannedBlock, ReplyId,
    ReplyPlan, plan_reply,
};
use desk_vault::{BlockReference, Tx, VaultError, WaitingBlock};
use drop_sorter::Queue;
use envelope::{BLOCK_TEXT_BYTES, DayChain, FLAG_AUTOMATIC, ReplyPart, codec};
use rand_core::CryptoRng;
use thiserror::Error;

use super::{Desk, DeskError};

/// The code of [`envelope::codec`] in a block.
const CODEC: u8 = 1;

/// Why a reply was not queued. Nothing of it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReplyError {
    /// Caller: no such conversation.
    #[error("no such conversation")]
    NoConversation,
    /// Environment: nothing has told us a key for replies in this conversation.
    #[error("no key for replies in this conversation")]
    NoKey,
    /// Caller: empty, too long, or every day is full.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Environment: the vault.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<VaultError> for ReplyError {
    fn from(error: VaultError) -> Self {
        Self::Desk(error.into())
    }
}

/// A planned reply: what a member is told before and after sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Which blocks go out on which days: `plan.days()`, `plan.until_day()`.
    pub plan: ReplyPlan,
    /// When the first block is published at the latest if nothing urgent comes, unix seconds.
    pub first_at: u64,
    /// Its id, once it is queued.
    pub reply: Option<ReplyId>,
}

/// The blocks of a reply, ready to be sealed.
struct Parts {
    texts: Vec<Vec<u8>>,
    flags: u8,
}

impl Parts {
    /// `number`: how many replies this conversation had before it. Parts of another number are never
    /// joined to these, whatever does not arrive.
    fn of(text: &str, is_automatic: bool, number: usize) -> Self {
        let flags = (number.to_le_bytes()[0] << 1) | if is_automatic { FLAG_AUTOMATIC } else { 0 };
        let texts = match text.trim() {
            // The panel says it in her language; the block itself says nothing.
            "" if is_automatic => vec![Vec::new()],
            "" => Vec::new(),
            text => codec::split(text, BLOCK_TEXT_BYTES),
        };
        Self { texts, flags }
    }

    fn count(&self) -> u8 {
        u8::try_from(self.texts.len()).unwrap_or(u8::MAX)
    }
}

impl Desk {
    /// What would happen to a reply: its days and how long it waits. Nothing is stored.
    ///
    /// # Errors
    /// [`ReplyError`].
    pub fn plan(
        &self,
        conversation: ConversationId,
        text: &str,
        now: u64,
    ) -> Result<Sent, ReplyError> {
        let parts = Parts::of(text, false, 0);
        let chain = self.chain(conversation, now)?;
        let plan = self.plan_blocks(conversation, parts.count(), false, &chain, now)?;
        Ok(Sent {
            first_at: self.first_at(&plan, now)?,
            plan,
            reply: None,
        })
    }

    /// Queues a reply: it leaves block by block with the desk's own clock. `priority` above 0 is
    /// for urgent ones.
    ///
    /// # Errors
    /// [`ReplyError`]; then nothing is queued.
    pub fn reply(
        &mut self,
        conversation: ConversationId,
        text: &str,
        priority: u8,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<Sent, ReplyError> {
        let sent = self.plan(conversation, text, now)?;
        let chain = self.chain(conversation, now)?;
        let view = self.vault.reader().conversation(conversation)?;
        let number = view.map_or(0, |view| view.replies().len());
        let mut reply = ReplyId([0; 16]);
        rng.fill_bytes(&mut reply.0);
        self.note_full_day(now)?;
        let change = Change::ReplyQueued {
            reply,
            text: text.trim().to_owned(),
            plan: sent.plan.blocks.clone(),
            automatic_for: None,
        };
        let job = Job {
            conversation,
            reply,
            parts: Parts::of(text, false, number),
            priority,
        };
        self.queue(&job, &sent.plan.blocks, change, &chain, now, rng)?;
        Ok(Sent {
            reply: Some(reply),
            ..sent
        })
    }

    /// Takes back what has not gone out of a reply.
    ///
    /// # Errors
    /// [`DeskError::Vault`].
    pub fn withdraw(
        &mut self,
        conversation: ConversationId,
        reply: ReplyId,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        self.vault.write(|tx| {
            tx.withdraw_blocks(reply)?;
            tx.act(now, rng, conversation, Change::ReplyWithdrawn { reply })?;
            Ok(())
        })
    }

    /// Closes a conversation until a new message comes.
    ///
    /// # Errors
    /// [`DeskError::Vault`].
    pub fn close(
        &mut self,
        conversation: ConversationId,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        self.act(conversation, Change::Closed, now, rng)
    }

    /// Writes any other change of a conversation: reopened, seen, a note.
    ///
    /// # Errors
    /// [`DeskError::Vault`]; [`VaultError::Refused`] in it leaves the desk as it was.
    pub fn act(
        &mut self,
        conversation: ConversationId,
        change: Change,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        self.vault.write(|tx| {
            tx.act(now, rng, conversation, change)?;
            Ok(())
        })
    }

    /// Queues "it has arrived" for a first message that is whole. If the outbox has no place for
    /// it, there is none.
    pub(super) fn acknowledge_arrival(
        &mut self,
        conversation: ConversationId,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let Some(view) = self.vault.reader().conversation(conversation)? else {
            return Ok(());
        };
        let due = view.arrival_notice_due().filter(|due| {
            let message = view.messages().iter().find(|message| message.id() == *due);
            message.is_some_and(desk_casework::Message::is_whole)
        });
        let (Some(message), Ok(chain)) = (due, self.chain(conversation, now)) else {
            return Ok(());
        };
        let parts = Parts::of("", true, view.replies().len());
        let Ok(plan) = self.plan_blocks(conversation, parts.count(), true, &chain, now) else {
            return Ok(());
        };
        let mut reply = ReplyId([0; 16]);
        rng.fill_bytes(&mut reply.0);
        let change = Change::ReplyQueued {
            reply,
            text: String::new(),
            plan: plan.blocks.clone(),
            automatic_for: Some(message),
        };
        let job = Job {
            conversation,
            reply,
            parts,
            priority: 0,
        };
        let queued = self.queue(&job, &plan.blocks, change, &chain, now, rng);
        self.report.notices += u32::from(is_queued(queued)?);
        Ok(())
    }

    /// Plans the parts of all replies anew that missed their day, and seals them for another one.
    pub(super) fn move_late(
        &mut self,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let today = self.today(now);
        let late = self.vault.reader().late_blocks(today)?;
        let waits: BTreeSet<(ReplyId, u8)> =
            late.iter().map(|block| (block.reply, block.part)).collect();
        let mut done = BTreeSet::new();
        for BlockReference {
            conversation,
            reply: id,
            ..
        } in late
        {
            if !done.insert(id) {
                continue;
            }
            let Some(view) = self.vault.reader().conversation(conversation)? else {
                continue;
            };
            let at = view.replies().iter().position(|reply| reply.id() == id);
            let Some((number, reply)) = at.zip(view.reply(id)) else {
                continue;
            };
            // What stands in an edition that the relay has not taken yet is late as well, by the
            // log. It goes out as it is.
            let mut numbers = reply.late_parts(today);
            numbers.retain(|part| waits.contains(&(id, *part)));
            let is_automatic = reply.is_automatic();
            let count = u8::try_from(numbers.len()).unwrap_or(u8::MAX);
            let Ok(chain) = self.chain(conversation, now) else {
                continue;
            };
            let plan = self.plan_blocks(conversation, count, is_automatic, &chain, now);
            // If everything is full it stays late, and is looked at again tomorrow.
            let Ok(mut plan) = plan else { continue };
            for (planned, part) in plan.blocks.iter_mut().zip(&numbers) {
                planned.part = *part;
            }
            let job = Job {
                conversation,
                reply: id,
                parts: Parts::of(reply.text(), is_automatic, number),
                priority: u8::from(!is_automatic),
            };
            let change = Change::ReplyMoved {
                reply: id,
                plan: plan.blocks.clone(),
            };
            let queued = self.queue(&job, &plan.blocks, change, &chain, now, rng);
            self.report.moved += u32::from(is_queued(queued)?) * u32::from(count);
        }
        Ok(())
    }

    /// Logs a change and stores the sealed blocks that belong to it, in one transaction.
    fn queue(
        &mut self,
        job: &Job,
        plan: &[PlannedBlock],
        change: Change,
        chain: &DayChain,
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        self.vault.write(|tx| {
            tx.act(now, rng, job.conversation, change)?;
            for planned in plan {
                job.store(tx, *planned, chain, rng)?;
            }
            Ok(())
        })
    }

    /// The day key of a conversation, at today or later.
    fn chain(&self, conversation: ConversationId, now: u64) -> Result<DayChain, ReplyError> {
        let reader = self.vault.reader();
        let Some(chain) = reader.chain(conversation)? else {
            return match reader.conversation(conversation)? {
                Some(_) => Err(ReplyError::NoKey),
                None => Err(ReplyError::NoConversation),
            };
        };
        let first = DayChain::from_secret(chain.day, *chain.secret);
        first
            .advance(chain.day.max(self.today(now)))
            .ok_or(ReplyError::NoKey)
    }

    /// Days for a number of blocks.
    fn plan_blocks(
        &self,
        conversation: ConversationId,
        blocks: u8,
        automatic: bool,
        chain: &DayChain,
        now: u64,
    ) -> Result<ReplyPlan, ReplyError> {
        let request = PlanRequest {
            blocks,
            automatic,
            now: self.earliest(now),
            not_before_day: chain.day(),
        };
        let reader = self.vault.reader();
        let mut failed = None;
        let plan = plan_reply(request, self.capacity(now), |day| {
            reader.day_use(day, conversation).unwrap_or_else(|error| {
                failed = Some(error);
                desk_casework::DayUse::default()
            })
        });
        failed.map_or(Ok(plan?), |error| Err(error.into()))
    }

    /// How much today's editions hold.
    fn capacity(&self, now: u64) -> OutboxCapacity {
        let slot = self.outbox.next_slot(now);
        let capacity = self.outbox.capacity(slot, Queue::default());
        OutboxCapacity {
            slot_secs: self.parameters.slot_secs,
            blocks_per_edition: capacity.blocks,
        }
    }

    /// Remembers a day that has no place left for a reply: the blocks double at its end.
    fn note_full_day(&mut self, now: u64) -> Result<(), ReplyError> {
        let today = self.today(now);
        let used = self
            .vault
            .reader()
            .day_use(today, ConversationId([0; 16]))?;
        let left = self.capacity(now).left_of_day(self.earliest(now));
        if used.staff_waiting >= left {
            let mut state = self.state.clone();
            state.full_day = today;
            self.store_state(state)?;
        }
        Ok(())
    }

    /// The earliest moment for which a block can be planned: it must leave, come back through a
    /// pull, and find a slot whose edition is not made yet.
    fn earliest(&self, now: u64) -> u64 {
        let leaves = 2 * u64::from(self.parameters.mean_ms) / 1_000;
        let back = now + leaves + u64::from(self.parameters.sorter_tick_secs);
        let slot = self.outbox.next_slot(now);
        back.max(slot.saturating_mul(u64::from(self.parameters.slot_secs)))
    }

    /// When the first block of a plan goes out at the latest, if nothing urgent comes.
    fn first_at(&self, plan: &ReplyPlan, now: u64) -> Result<u64, ReplyError> {
        let capacity = self
            .outbox
            .capacity(self.outbox.next_slot(now), Queue::default());
        let day = plan.first_day();
        let next = self.earliest(now).div_ceil(capacity.slot_secs);
        let first = next.max(capacity.first_slot(day));
        let used = self.vault.reader().day_use(day, ConversationId([0; 16]))?;
        Ok(capacity.waits(first, u64::from(used.staff_waiting)).at)
    }
}

/// Whether blocks were queued by themselves. Two conversations that name the same day key have the
/// same tags, and a tag is used once: whoever makes that up gets no block, and stops nothing else.
fn is_queued(queued: Result<(), DeskError>) -> Result<bool, DeskError> {
    match queued {
        Err(DeskError::Vault(VaultError::BadValue)) => Ok(false),
        queued => queued.map(|()| true),
    }
}

/// A reply whose blocks are to be sealed.
struct Job {
    conversation: ConversationId,
    reply: ReplyId,
    parts: Parts,
    priority: u8,
}

impl Job {
    /// Seals one block for its day and stores it.
    fn store(
        &self,
        tx: &mut Tx<'_>,
        planned: PlannedBlock,
        chain: &DayChain,
        rng: &mut impl CryptoRng,
    ) -> Result<(), DeskError> {
        let keys = chain
            .advance(planned.day)
            .ok_or(VaultError::BadValue)?
            .reply_keys();
        let text = self
            .parts
            .texts
            .get(usize::from(planned.part))
            .ok_or(VaultError::BadValue)?;
        let part = ReplyPart {
            flags: self.parts.flags,
            part: planned.part,
            parts: self.parts.count(),
            codec: CODEC,
            text: text.clone(),
        };
        let block = keys.seal(&part, rng).map_err(|_| VaultError::BadValue)?;
        tx.put_waiting_block(&WaitingBlock {
            of: BlockReference {
                conversation: self.conversation,
                reply: self.reply,
                part: planned.part,
            },
            day: planned.day,
            j: planned.j,
            tag: keys.tag(planned.j),
            block: Box::new(block),
            priority: self.priority,
            automatic: self.parts.flags & FLAG_AUTOMATIC != 0,
        })?;
        Ok(())
    }
}
