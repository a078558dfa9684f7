//! Conversations, made up, put into a vault as the engine would.

use desk_casework::{Change, ConversationId, MessageId, PartKind, ReceivedPart, day_of};
use desk_vault::Chain;
use desk_web::engine::{Desk, DeskError};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

pub(crate) const ARABIC: ConversationId = ConversationId([0xa1; 16]);
pub(crate) const SORANI: ConversationId = ConversationId([0xb2; 16]);
pub(crate) const ENGLISH: ConversationId = ConversationId([0xc3; 16]);
pub(crate) const HOSTILE: ConversationId = ConversationId([0xd4; 16]);
pub(crate) const ALARM: ConversationId = ConversationId([0xe5; 16]);
pub(crate) const KURMANJI: ConversationId = ConversationId([0xf6; 16]);

pub(crate) const ARABIC_TEXT: &str = "السلام عليكم. اكتشف أخي رسائلي مع صديقتي ويهددني. أخاف أن أعود إلى البيت اليوم. هل هناك مكان آمن في البصرة؟\nلا أستطيع الاتصال، لكن أستطيع الكتابة من مقهى كل يوم قبل الظهر.";
pub(crate) const SORANI_TEXT: &str =
    "سڵاو، من لە سلێمانیم. لە کارەکەم دەریانکردم دوای ئەوەی کەسێک وێنەیەکی منی بڵاو کردەوە. ";
pub(crate) const ENGLISH_TEXT: &str = "I took the first pill within 20 hours. The clinic asked me for my father's name. Is it safe to give it?";
pub(crate) const KURMANJI_TEXT: &str =
    "Silav, ez dixwazim zanibim ka ez dikarim li ku derê li ser penaberiyê bipirsim.";
pub(crate) const HOSTILE_TEXT: &str =
    "<script>alert(1)</script> <img src=x onerror=alert(2)> \"'&amp; </textarea></title>";

/// Sheets of one message.
pub(crate) struct Seed {
    pub(crate) id: ConversationId,
    /// The sheets in their order; an empty one has not come.
    pub(crate) sheets: Vec<&'static str>,
    pub(crate) age_secs: u64,
    /// How many days her page was behind.
    pub(crate) days_behind: u32,
    pub(crate) keys_known: bool,
}

impl Seed {
    pub(crate) fn new(id: ConversationId, text: &'static str, age_secs: u64) -> Self {
        Self {
            id,
            sheets: vec![text],
            age_secs,
            days_behind: 0,
            keys_known: true,
        }
    }
}

/// One of everything.
pub(crate) fn all() -> Vec<Seed> {
    let mut sorani = Seed::new(SORANI, SORANI_TEXT, 5 * 3_600);
    sorani.sheets = vec![SORANI_TEXT, "", "تکایە پێم بڵێن چی بکەم."];
    sorani.days_behind = 2;
    sorani.keys_known = false;
    vec![
        Seed::new(ARABIC, ARABIC_TEXT, 2 * 86_400),
        sorani,
        Seed::new(ENGLISH, ENGLISH_TEXT, 26 * 3_600),
        Seed::new(HOSTILE, HOSTILE_TEXT, 40 * 60),
        Seed::new(
            ALARM,
            "hello, are you there? please tell me your address",
            600,
        ),
        Seed::new(KURMANJI, KURMANJI_TEXT, 20 * 86_400),
    ]
}

/// Puts them in. The conversation [`ALARM`] has alarm words of [`ENGLISH`].
pub(crate) fn plant(desk: &mut Desk, seeds: &[Seed], now: u64, rng: &mut impl CryptoRng) {
    for seed in seeds {
        let at = now - seed.age_secs;
        let parts = u8::try_from(seed.sheets.len()).unwrap();
        desk.vault_mut()
            .write(|tx| {
                for (part, text) in (0_u8..).zip(&seed.sheets) {
                    if text.is_empty() {
                        continue;
                    }
                    let sheet = ReceivedPart {
                        message: MessageId([seed.id.0[0]; 8]),
                        kind: PartKind::FirstMessage,
                        part,
                        parts,
                        day_written: day_of(at) - seed.days_behind,
                        text: (*text).to_owned(),
                        other: None,
                        keylist_known: seed.keys_known,
                    };
                    tx.act(at, rng, seed.id, Change::PartReceived(sheet))?;
                }
                if seed.id == ALARM {
                    tx.act(at, rng, ALARM, Change::MeansAlarm { of: ENGLISH })?;
                }
                tx.begin_chain(&Chain {
                    conversation: seed.id,
                    day: day_of(at) - seed.days_behind,
                    secret: Zeroizing::new([seed.id.0[0]; 32]),
                })?;
                Ok::<_, DeskError>(())
            })
            .unwrap();
    }
}
