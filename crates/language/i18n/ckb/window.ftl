### The public pages around the guides.

## The frame of every page

window-skip = بڕۆ بۆ دەقەکە
window-languages = زمان
window-sections = بەشەکان
window-guides = ڕێبەرەکان
window-words = وشەکان
window-search = گەڕان
window-about = سەلامەتی
window-write = بنووسە
window-leave = دەرچوونی خێرا
window-no-script = نووسین بۆ ئێمە پێویستی بە JavaScript هەیە، خوێندنەوە نا.

## Lists and search

window-guides-lede = ڕێبەری کورت. دەتوانیت بەبێ هەژمار و بەبێ ناو بیانخوێنیتەوە.
window-in-language = بە زمانی
window-draft-short = ڕەشنووس
window-search-label = بەدوای چیدا دەگەڕێیت؟
window-search-button = بگەڕێ
window-search-private = وشەکانت هەڵناگیرێن و لە ناونیشانەکەدا دەرناکەون.
window-search-nothing = هیچ نەدۆزرایەوە. تەنها یەک وشە، یان وشەیەکی تر بە هەمان واتا تاقی بکەرەوە.
window-search-found = { $count ->
    [one] یەک ئەنجام
   *[other] { $count } ئەنجام
}
window-search-too-long = زۆر درێژ بوو. یەک یان دوو وشە بەسە.
window-missing = هیچ شتێک لەم ناونیشانەدا نییە.

## A guide

window-state-draft = ڕەشنووس.
window-state-second-reader = ئێستا کەسێکی دووەم دەیخوێنێتەوە.
window-state-approved = پێداچوونەوەی بۆ کراوە.
window-review-none = هێشتا کەس پێیدا نەچووەتەوە.
window-written-on = لە { $day } نووسراوە.
window-contents = لەم پەڕەیەدا
window-facts = ژمارەکان و سەرچاوەکانیان
window-facts-lede = دوای دواین ڕۆژ، پێش ئەوەی پشت بە ژمارەکە ببەستیت بپرسە.
window-fact-old = لەوانەیە کۆن بێت
window-and = {"،"}{" "}
window-grade-a = دەقی فەرمی.
window-grade-b = لایەنێکی پسپۆڕ.
window-grade-c = هەواڵ یان پوختە.
window-grade-d = دڵنیا نەکراوەتەوە.
window-verified = لە { $day } خوێنراوەتەوە.
window-fact-good = تا { $day } باشە.
window-fact-expired = لە { $day }ەوە کۆنە.

## Words

window-words-lede = واتای وشەکان، خەڵک چۆنیان دەڵێن، و کامیان ئازار دەدەن.
window-words-draft = هێشتا ئەو کەسانەی وشەکان باسیان دەکەن پێیاندا نەچوونەتەوە.
window-words-none = هێشتا هیچ وشەیەک لێرە نییە.
window-say = بڵێ:
window-avoid = باشترە نەیڵێیت:
window-note = تێبینی:

## Your safety

window-about-title = لێرە چی دەتپارێزێت و چی ناتپارێزێت
window-about-lede = هیچ ماڵپەڕێک ناتوانێت سەلامەتیت مسۆگەر بکات. ئەم پەڕەیە بە ڕاستگۆیی دەڵێت ئەم ماڵپەڕە چی دەکات.
window-about-does = ئەم ماڵپەڕە چی دەکات
window-about-does-1 = پێویستت بە هەژمار و ناو نییە. ماڵپەڕەکە هیچ کووکییەک (cookie) دانانێت.
window-about-does-2 = ماڵپەڕەکە تۆمار ناکات کێ کام پەڕەی کردووەتەوە. هیچ شتێک لە کۆمپانیای ترەوە نایەت.
window-about-does-3 = ناوی هەر پەڕەیەک تەنها ژمارەیەکە یان هێڵێکە، بۆیە مێژووی وێبگەڕەکەت ناڵێت چیت خوێندووەتەوە.
window-about-does-4 = ئەوەی بەدوایدا دەگەڕێیت لە ناونیشانەکەدا دەرناکەوێت و هەڵناگیرێت.
window-about-does-not = چی لە دەست نایەت
window-about-does-not-1 = ئەوەی چاودێری تۆڕەکەت دەکات دەبینێت کە ئەم ماڵپەڕە کراوەتەوە، کەی و چەند. وێبگەڕی Tor ئەمە دەشارێتەوە.
window-about-does-not-2 = ناونیشانەکە لە مێژووی وێبگەڕەکەتدا دەمێنێت. پەنجەرەی تایبەت کە دایدەخەیت لەبیری دەکات.
window-about-does-not-3 = ئەوەی مۆبایلەکەت لە دەستیدایە دەبینێت چی کراوەتەوە، و چیت پاشەکەوت کردووە، چاپ کردووە یان وێنەت گرتووە.
window-about-does-not-4 = ئەپی سیخوڕی لەسەر مۆبایلەکە هەموو ئەوە دەبینێت کە تۆ دەیبینیت.
window-about-does-not-5 = بوونی ئەم پەڕانە لەسەر مۆبایل یان کاغەز لەوانەیە مەترسیدار بێت. سەلامەتتر ئەوەیە بیخوێنیتەوە، لەبیری بکەیت و دایبخەیت.
window-about-exit = دەرچوونی خێرا
window-about-exit-1 = «دەرچوونی خێرا» یەکسەر پەڕەیەکی ئاسایی دەکاتەوە و داوا لە وێبگەڕەکە دەکات ئەوەی ئەم ماڵپەڕە هەڵیگرتووە لەبیری بکات.
window-about-exit-2 = مێژووی وێبگەڕەکەت ناسڕێتەوە، و دوگمەی گەڕانەوە لەوانەیە بتهێنێتەوە ئێرە. تابەکەش دابخە.
window-about-exit-3 = ئەگەر کەسێک پێشتر شاشەکەی بینیبێت، سوودی نییە.
window-about-panel = نووسین بۆ ئێمە
window-about-panel-1 = لە هەر پەڕەیەکدا دەتوانیت لە پانێڵێکدا بۆمان بنووسیت. کردنەوەی و نووسین تێیدا هیچ نانێرێت.
window-about-panel-2 = ئەوەی دەینووسیت لەسەر مۆبایلەکەت مۆر دەکرێت. تەنها ستافەکەمان دەتوانن بیکەنەوە، نەک ئەو کۆمپیوتەرەی دەیگوازێتەوە.
window-about-panel-3 = هەر پەڕەیەکی کراوە بەستەی بچووکی مۆرکراو دەنێرێت، چ کەسێک بنووسێت چ تەنها بخوێنێتەوە. بۆیە تۆڕەکە نازانێت کێ دەنووسێت.
window-about-panel-4 = چەند وشە یان ژمارەیەکت پێ دەدرێت بۆ ئەوەی لەبەریان بکەیت. بەوانە وەڵامەکە دەخوێنیتەوە، لێرە یان لەسەر مۆبایلێکی تر. کەس ناتوانێت جارێکی تر پێتیان بداتەوە.
window-about-panel-5 = ئەمە هێڵی فریاکەوتن نییە. وەڵام چەند کاتژمێر یان چەند ڕۆژێکی پێ دەچێت.
window-about-facts = ژمارە و بەروارەکان
window-about-facts-1 = ئەو ژمارانەی لەوانەیە بگۆڕێن، وەک ماوە و سزاکان، سەرچاوەیان هەیە و ئەو ڕۆژەی تێیدا خوێندوومانەتەوە.
window-about-facts-2 = هەریەکەیان دواین ڕۆژێکیشی هەیە. دوای ئەوە پەڕەکە دەڵێت ژمارەکە کۆنە.
window-about-facts-3 = جۆری سەرچاوەکەشی لە تەنیشتە: دەقی فەرمی، لایەنێکی پسپۆڕ، هەواڵ، یان دڵنیا نەکراوەتەوە.
window-about-drafts = ڕەشنووسەکان
window-about-drafts-1 = «ڕەشنووس» لە سەرەوەی پەڕەیەک واتە ئەو کەسانەی لەوێ ناویان هاتووە هێشتا پێیدا نەچوونەتەوە. بە وریایی بیخوێنەرەوە.
window-about-drafts-2 = شتێک هەڵەیە یان ئازار دەدات؟ پێمان بڵێ.

## Days

window-day = { $day }ی { $month }ی { $year }
window-month-1 = کانوونی دووەم
window-month-2 = شوبات
window-month-3 = ئازار
window-month-4 = نیسان
window-month-5 = ئایار
window-month-6 = حوزەیران
window-month-7 = تەمووز
window-month-8 = ئاب
window-month-9 = ئەیلوول
window-month-10 = تشرینی یەکەم
window-month-11 = تشرینی دووەم
window-month-12 = کانوونی یەکەم

## What is wrong with a library, for those who write guides

window-problem-unreadable = پەڕگەکە ناخوێنرێتەوە: { $name }.
window-problem-unreadable-help = دڵنیا بە پەڕگەکە هەیە، ڕێگەت پێ دراوە بیخوێنیتەوە و لە 1 MB بچووکترە.
window-problem-not-utf8 = لێرە پیتێک هەیە UTF-8 نییە.
window-problem-not-utf8-help = لە دەستکاریکەرەکەتدا پەڕگەکە بە UTF-8 پاشەکەوت بکە.
window-problem-no-front-matter = ڕێبەرەکە بە +++ دەست پێ ناکات.
window-problem-no-front-matter-help = لە دێڕی یەکەم +++ بنووسە، پاشان id و title و خانەکانی تر، پاشان دیسان +++.
window-problem-unclosed-front-matter = خانەکانی سەرەتا کۆتاییان نییە.
window-problem-unclosed-front-matter-help = دوای دواین خانە دێڕێک بنووسە تەنها +++ی تێدا بێت.
window-problem-syntax = ئەم دێڕە ناخوێنرێتەوە: { $name }.
window-problem-syntax-help = نیشانەی وتە، کەوانە و نیشانەی = لەم دێڕەدا بپشکنە.
window-problem-missing-field = خانەی { $name } نییە.
window-problem-missing-field-help = دێڕێک زیاد بکە بە { $name } = دەست پێ بکات
window-problem-unknown-field = کەس خانەی { $name } ناناسێت.
window-problem-unknown-field-help = ناوەکەی ڕاست بکەرەوە یان دێڕەکە لاببە. ئەوانەی لێرە ناسراون: { $known }
window-problem-wrong-type = شێوەی نرخی { $name } هەڵەیە.
window-problem-wrong-type-help = دوای { $name } = بنووسە { $expected }.
window-problem-bad-value = «{ $value }» ناتوانێت نرخی { $name } بێت.
window-problem-bad-value-help = دوای { $name } = بنووسە { $expected }.
window-problem-duplicate = { $name } دوو جار هەیە.
window-problem-duplicate-help = یەکەمیان لە دێڕی { $line }ە. ناوی یەکێکیان بگۆڕە یان لایببە.
window-problem-expires-early = { $name } پێش ئەوەی پشکنرابێت بەسەردەچێت.
window-problem-expires-early-help = expires_on هەڵبژێرە کە دوای verified_on بێت.
window-problem-strange-file = ئەم پەڕگەیە بەشێک نییە لە کتێبخانەکە، بۆیە وەرنەگیرا.
window-problem-strange-file-help = ڕێبەر ناوی وەک 7/ar.md یە، وشەکان terms/ar.toml و ڕاستییەکان facts.toml. زمانەکان ar، ckb، kmr و en ن.
window-problem-id-not-folder = id بریتییە لە { $name }، بەڵام بوخچەکە { $folder }ە.
window-problem-id-not-folder-help = بنووسە id = { $folder }، یان پەڕگەکە بگوازەرەوە.
window-problem-raw-html = لێرە HTML هەیە: { $name }
window-problem-raw-html-help = تەنها Markdown بەکاربهێنە. بۆ نیشانەی < بنووسە \<.
window-problem-image = لێرە وێنەیەک هەیە.
window-problem-image-help = ڕێبەرەکان وێنەیان نییە، چونکە لەوانەیە خوێنەر ئاشکرا بکەن. بە وشە بیڵێ.
window-problem-unknown-fact = ڕاستییەک بە ناوی { $name } نییە.
window-problem-unknown-fact-help = بۆ facts.toml زیادی بکە، یان ناوەکە ڕاست بکەرەوە.
window-problem-unknown-fact-near = ڕاستییەک بە ناوی { $name } نییە.
window-problem-unknown-fact-near-help = مەبەستت { $near } بوو؟ ئەگەر نا، بۆ facts.toml زیادی بکە.
window-problem-unlisted-fact = ڕاستیی { $name } لێرە بەکارهاتووە، بەڵام لە لیستی ڕاستییەکانی سەرەتادا نییە.
window-problem-unlisted-fact-help = "{ $name }" بۆ خانەی facts لە سەرەتای پەڕگەکە زیاد بکە.
window-problem-bad-placeholder = ئەم کەوانەیە هیچ ڕاستییەکی لەگەڵ دەست پێ ناکات.
window-problem-bad-placeholder-help = ڕاستی وا بنووسە: {"{"}pep.max_hours{"}"}، بەبێ بۆشایی. ئەم کەوانانە بۆ شتی تر بەکارمەهێنە.
window-problem-no-heading-id = ئەم سەردێڕە ناسێنەری نییە.
window-problem-no-heading-id-help = لە کۆتاییەکەی {"{"}#when{"}"} بنووسە، هەمان ناسێنەر لە هەموو زمانەکاندا.
window-problem-bad-heading-id = «{ $name }» ناتوانێت ناسێنەری سەردێڕ بێت.
window-problem-bad-heading-id-help = تەنها پیتی لاتینی بچووک، ژمارە و - بەکاربهێنە، بە پیت دەست پێ بکات.
window-problem-double-heading-id = ناسێنەری سەردێڕ { $name } دوو جار هەیە.
window-problem-double-heading-id-help = ناسێنەرێکی تر بە یەکێک لە دوو سەردێڕەکە بدە.
window-problem-top-heading = سەردێڕ بە یەک # ناوی ڕێبەرەکەیە، شوێنی لە خانەکانی سەرەتادایە.
window-problem-top-heading-help = ## یان ### بنووسە.
window-problem-bad-link = بەستەری { $name } ناچێتە هیچ شوێنێک، یان ڕێگەپێدراو نییە.
window-problem-bad-link-help = ڕێگەپێدراوەکان: https://…، سەردێڕ وەک #when، ڕێبەر وەک /k/2، و وشەکان /t.
window-problem-missing-term = وشەی { $name } لەم زمانەدا نییە.
window-problem-missing-term-help = وەریبگێڕە. تا ئەو کاتە پەڕەی وشەکان پیشانی نادات.
window-problem-missing-translation = ڕێبەری { $name } وەرنەگێڕدراوە: { $language }.
window-problem-missing-translation-help = وەریبگێڕە. تا ئەو کاتە لیستەکە بە زمانێکی تر پیشانی دەدات و ئەوەش دەڵێت.
window-problem-expired-fact = ڕاستیی { $name } لە { $day }ەوە کۆنە.
window-problem-expired-fact-help = سەرچاوەکەی جارێکی تر بخوێنەرەوە، پاشان value و verified_on و expires_on ڕاست بکەرەوە. تا ئەو کاتە پەڕەکان نیشانەی دەکەن.
window-problem-no-guides = هیچ ڕێبەرێک لێرە نییە.
window-problem-no-guides-help = ناوی ئەو بوخچەیە بدە کە 1/ar.md ی تێدایە.
window-problem-bad-exit = دەرچوونی خێرا ناتوانێت بچێت بۆ «{ $name }».
window-problem-bad-exit-help = ناونیشانێک بنووسە بە https:// دەست پێ بکات و تەنها پیتی لاتینی، ژمارە و نیشانەی تێدا بێت.
window-expected-text = دەقێک لەنێوان نیشانەی وتەدا
window-expected-texts = لیستێک لە دەق، ["وەک", "ئەمە"]
window-expected-number = ژمارەیەکی تەواو
window-expected-number-or-text = ژمارەیەکی تەواو یان دەقێک لەنێوان نیشانەی وتەدا
window-expected-day = ڕۆژێک وەک 2026-11-01
window-expected-tables = تۆمار لەنێوان دوو کەوانەدا، [[وەک ئەمە]]
window-expected-id = پیتی لاتینی بچووک، ژمارە، _ و - و .، بە پیت دەست پێ بکات
window-expected-url = ناونیشانێک بە https:// دەست پێ بکات
