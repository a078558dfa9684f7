//! Three made-up persons who have written already.
//!
//! Written for this program; nobody's story. Each asks something that a desk would have to answer today.

use language::Tag;

/// Language of the page in which she wrote, and her text.
pub(super) const SEEDS: [(Tag, &str); 3] = [
    (
        Tag::Ar,
        "السلام عليكم. أنا في البصرة. أخي أخذ هاتفي أمس ساعة كاملة، ولا أعرف ماذا رأى. منذ ذلك الوقت يسألني عن صديقي.\n\
         حذفت المحادثات لكن الصور ما زالت في الهاتف. ماذا أفعل أولًا؟ أستطيع الكتابة ليلًا فقط بعد الحادية عشرة.",
    ),
    (
        Tag::Ckb,
        "سڵاو. من لە سلێمانیم. دوێنێ شەو کاندۆم دڕا و ناوێرم بچمە نەخۆشخانەکەی خۆمان، چونکە پورم لەوێ کار دەکات.\n\
         ڕێنماییەکەتانم خوێندەوە، نووسیوتانە هەفتا و دوو کاتژمێر. سی کاتژمێر تێپەڕیوە. لە کوێ دەتوانم بپرسم بێ ئەوەی ناوم بزانن؟",
    ),
    (
        Tag::En,
        "Hello. I left Iraq in spring and I am registered with UNHCR. My interview is in three weeks. The interpreter last time was \
         from my city and I could not say why I really fled.\nCan I ask for another interpreter without explaining it to the guard at \
         the gate? Will they believe me if I say more now than in spring?",
    ),
];

/// What the walk writes when no file is given. It has words of its own, so that a search for them proves something.
pub(super) const WALK_TEXT: &str = "سڵاو، من لە بەسرەم و بە سۆرانی دەنووسم. دوو پیاو لە بازگەکە مۆبایلەکەمیان گرت و وێنەکانیان کۆپی کرد.\n\
    ناوی هاوڕێکەم لە ناو نامەکاندا بوو. ئایا دەبێت ئاگاداری بکەمەوە، یان ئەوە مەترسییەکە گەورەتر دەکات؟ تکایە زوو وەڵامم بدەنەوە.";

/// What the desk answers in the walk: two blocks long, so that parts are put together.
pub(super) const WALK_ANSWER: &str = "سوپاس کە نووسیت. یەکەم: ئێستا هیچ شتێک لە مۆبایلەکەت مەسڕەوە تا پێکەوە قسە نەکەین، بەڵام وشەی نهێنیی هەژمارەکانت \
    لە ئامێرێکی ترەوە بگۆڕە. دووەم: ئاگاداری هاوڕێکەت بکەوە، بەڵام نە بە مۆبایلەکەت و نە بە ناوی خۆت؛ باشترین ڕێگا قسەکردنی ڕووبەڕووە لە شوێنێکی گشتی. \
    سێیەم: ئەو ڕۆژ و کات و شوێنەی کە مۆبایلەکەیان گرت بیربێنەرەوە و لەبەری بکە، نەک بینووسە. چوارەم: ئەگەر دووبارە بانگیان کردیت، هیچ کاغەزێک واژۆ مەکە \
    کە ناتوانیت بیخوێنیتەوە. سبەی شەو دووبارە بنووسە بۆ ئەوەی بزانین سەلامەتیت. ئێمە لێرەین.";
