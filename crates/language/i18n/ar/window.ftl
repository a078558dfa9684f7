### The public pages around the guides.

## The frame of every page

window-skip = الانتقال إلى النص
window-languages = اللغة
window-sections = الأقسام
window-guides = الأدلة
window-words = الكلمات
window-search = البحث
window-about = السلامة
window-write = الكتابة
window-leave = خروج سريع
window-no-script = الكتابة إلينا تحتاج إلى JavaScript، أما القراءة فلا.

## Lists and search

window-guides-lede = أدلة قصيرة. يمكنك قراءتها من دون حساب ومن دون ذكر اسمك.
window-in-language = باللغة:
window-draft-short = مسودة
window-search-label = كلمة البحث
window-search-button = بحث
window-search-private = لا نحفظ كلمات البحث، ولا تظهر في العنوان.
window-search-nothing = لا توجد نتائج. يمكنك تجربة كلمة واحدة، أو كلمة أخرى بالمعنى نفسه.
window-search-found = { $count ->
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $count } نتائج
    [many] { $count } نتيجة
   *[other] { $count } نتيجة
}
window-search-too-long = النص طويل جداً. تكفي كلمة أو كلمتان.
window-missing = لا شيء في هذا العنوان.

## A guide

window-state-draft = مسودة.
window-state-second-reader = يقرأ هذا النص شخصٌ ثانٍ الآن.
window-state-approved = تمت المراجعة.
window-review-none = لم يراجع هذا النص أحد بعد.
window-written-on = كُتب في { $day }.
window-contents = في هذه الصفحة
window-facts = الأرقام ومصادرها
window-facts-lede = بعد اليوم الأخير، الأفضل السؤال قبل الاعتماد على الرقم.
window-fact-old = قد يكون قديماً
window-and = {"،"}{" "}
window-grade-a = نص رسمي.
window-grade-b = جهة متخصصة.
window-grade-c = أخبار أو ملخص.
window-grade-d = غير مؤكد.
window-verified = قرأناه في { $day }.
window-fact-good = صالح حتى { $day }.
window-fact-expired = قديم منذ { $day }.

## Words

window-words-lede = معاني الكلمات، وكيف يقولها الناس، وأيُّها يجرح.
window-words-draft = لم يراجعها بعدُ الأشخاص الذين تتحدث عنهم هذه الكلمات.
window-words-none = لا توجد كلمات هنا بعد.
window-say = يُقال:
window-avoid = الأفضل تجنّب:
window-note = ملاحظة:

## Your safety

window-about-title = ما الذي يحميك هنا، وما الذي لا يحميك
window-about-lede = لا يوجد موقع يضمن سلامتك. هذه الصفحة تقول بصدق ما يفعله هذا الموقع.
window-about-does = ما يفعله هذا الموقع
window-about-does-1 = لا تحتاج القراءة إلى حساب ولا إلى اسم. والموقع لا يستعمل ملفات تعريف الارتباط.
window-about-does-2 = لا يسجّل الموقع من فتح أي صفحة. ولا يأتي شيء فيه من شركات أخرى.
window-about-does-3 = عنوان كل صفحة رقم أو شَرطة فقط، فلا يقول سجل المتصفح ما الذي قُرئ.
window-about-does-4 = كلمات البحث لا تظهر في العنوان، ولا نحفظها.
window-about-does-not = ما لا يستطيع فعله
window-about-does-not-1 = من يراقب شبكتك يرى أن هذا الموقع فُتح، ومتى، وكم من الوقت. متصفح Tor يخفي ذلك.
window-about-does-not-2 = يبقى العنوان في سجل المتصفح. النافذة الخاصة تنساه عند إغلاقها.
window-about-does-not-3 = من يمسك هاتفك يرى ما هو مفتوح، وما حُفظ أو طُبع أو صُوّر.
window-about-does-not-4 = تطبيق التجسس على الهاتف يرى كل ما تراه عيناك.
window-about-does-not-5 = وجود هذه الصفحات على الهاتف أو على ورق قد يكون خطراً. الأسلم هو القراءة والحفظ في الذاكرة ثم الإغلاق.
window-about-exit = الخروج السريع
window-about-exit-1 = زر «خروج سريع» يفتح صفحة عادية فوراً، ويطلب من المتصفح نسيان ما خزّنه هذا الموقع.
window-about-exit-2 = لا يمحو الزر سجل المتصفح، وقد يعيدك زر الرجوع إلى هنا. الأفضل إغلاق التبويب أيضاً.
window-about-exit-3 = لا ينفع الزر إذا كان أحدٌ قد رأى الشاشة قبل ذلك.
window-about-panel = الكتابة إلينا
window-about-panel-1 = في كل صفحة لوحة يمكنك الكتابة إلينا فيها. فتحُها والكتابة فيها لا يرسلان شيئاً.
window-about-panel-2 = كل ما يُكتب في اللوحة يُختم على هاتفك. لا يفتحه إلا فريقنا، أما الحاسوب الذي ينقله فلا يستطيع قراءته.
window-about-panel-3 = كل صفحة مفتوحة ترسل طروداً صغيرة مختومة، سواء أكانت للكتابة أم للقراءة فقط. لذلك لا تعرف الشبكة من يكتب.
window-about-panel-4 = تظهر لك كلمات أو أرقام للحفظ في الذاكرة. بها يُفتح الجواب، هنا أو على هاتف آخر. لا أحد يستطيع إعطاءك إياها مرة ثانية.
window-about-panel-5 = هذا ليس خط طوارئ. الجواب يحتاج إلى ساعات أو أيام.
window-about-facts = الأرقام والتواريخ
window-about-facts-1 = للأرقام التي قد تتغير، كالمهل والعقوبات، مصدرٌ ويومٌ قرأناه فيه.
window-about-facts-2 = ولكل منها يوم أخير. بعده تقول الصفحة إن الرقم قديم.
window-about-facts-3 = وبجانبه نوع المصدر: نص رسمي، أو جهة متخصصة، أو أخبار، أو غير مؤكد.
window-about-drafts = المسودات
window-about-drafts-1 = كلمة «مسودة» في أعلى الصفحة تعني أن الأشخاص المذكورين هناك لم يراجعوها بعد. تلزم قراءتها بحذر.
window-about-drafts-2 = هل هناك خطأ، أو كلام يجرح؟ نرجو إخبارنا.

## Days

window-day = { $day } { $month } { $year }
window-month-1 = كانون الثاني
window-month-2 = شباط
window-month-3 = آذار
window-month-4 = نيسان
window-month-5 = أيار
window-month-6 = حزيران
window-month-7 = تموز
window-month-8 = آب
window-month-9 = أيلول
window-month-10 = تشرين الأول
window-month-11 = تشرين الثاني
window-month-12 = كانون الأول

## What is wrong with a library, for those who write guides

window-problem-unreadable = لا يمكن قراءة الملف: { $name }.
window-problem-unreadable-help = هل الملف موجود، ومسموح بقراءته، وأصغر من 1 MB؟
window-problem-not-utf8 = هنا حرف ليس بترميز UTF-8.
window-problem-not-utf8-help = يجب حفظ الملف بترميز UTF-8 في المحرر.
window-problem-no-front-matter = لا يبدأ الدليل بـ +++.
window-problem-no-front-matter-help = يُكتب +++ في السطر الأول، ثم id وtitle وبقية الحقول، ثم +++ مرة أخرى.
window-problem-unclosed-front-matter = الحقول في البداية لا تنتهي.
window-problem-unclosed-front-matter-help = يُكتب بعد آخر حقل سطرٌ فيه +++ فقط.
window-problem-syntax = لا يمكن فهم هذا السطر: { $name }.
window-problem-syntax-help = الخطأ غالباً في علامات الاقتباس أو الأقواس أو علامة = في هذا السطر.
window-problem-missing-field = الحقل { $name } ناقص.
window-problem-missing-field-help = يُضاف سطر يبدأ بـ { $name } =
window-problem-unknown-field = الحقل { $name } غير معروف.
window-problem-unknown-field-help = يُصحَّح اسمه أو يُحذف السطر. المعروف هنا: { $known }
window-problem-wrong-type = شكل قيمة الحقل { $name } غير صحيح.
window-problem-wrong-type-help = بعد { $name } = يُكتب { $expected }.
window-problem-bad-value = لا تصلح «{ $value }» قيمةً للحقل { $name }.
window-problem-bad-value-help = بعد { $name } = يُكتب { $expected }.
window-problem-duplicate = { $name } موجود مرتين.
window-problem-duplicate-help = الأول في السطر { $line }. يُغيَّر اسم أحدهما أو يُحذف.
window-problem-expires-early = تنتهي صلاحية { $name } قبل يوم التحقق منه.
window-problem-expires-early-help = يجب أن يكون expires_on بعد verified_on.
window-problem-strange-file = هذا الملف ليس جزءاً من المكتبة، ولذلك لم يُؤخذ.
window-problem-strange-file-help = اسم الدليل مثل 7/ar.md، والكلمات terms/ar.toml، والحقائق facts.toml. اللغات هي ar وckb وkmr وen.
window-problem-id-not-folder = قيمة id هي { $name } لكن المجلد هو { $folder }.
window-problem-id-not-folder-help = يُكتب id = { $folder } أو يُنقل الملف.
window-problem-raw-html = هنا HTML: { $name }
window-problem-raw-html-help = يُستعمل Markdown فقط. وتُكتب علامة < هكذا: \<.
window-problem-image = هنا صورة.
window-problem-image-help = لا صور في الأدلة، لأنها قد تفضح من يقرأ. يُقال الأمر بالكلمات.
window-problem-unknown-fact = لا توجد حقيقة باسم { $name }.
window-problem-unknown-fact-help = تُضاف إلى facts.toml أو يُصحَّح الاسم.
window-problem-unknown-fact-near = لا توجد حقيقة باسم { $name }.
window-problem-unknown-fact-near-help = هل المقصود { $near }؟ وإلا فتُضاف إلى facts.toml.
window-problem-unlisted-fact = الحقيقة { $name } مستعملة هنا، لكنها ناقصة في قائمة الحقائق في البداية.
window-problem-unlisted-fact-help = يُضاف "{ $name }" إلى الحقل facts في أول الملف.
window-problem-bad-placeholder = هذا القوس لا تبدأ به حقيقة.
window-problem-bad-placeholder-help = تُكتب الحقيقة هكذا {"{"}pep.max_hours{"}"} من دون فراغات، ولا تُستعمل هذه الأقواس لغير ذلك.
window-problem-no-heading-id = هذا العنوان بلا معرّف.
window-problem-no-heading-id-help = يُكتب في آخره {"{"}#when{"}"}، والمعرّف نفسه في كل اللغات.
window-problem-bad-heading-id = لا تصلح «{ $name }» معرّفاً لعنوان.
window-problem-bad-heading-id-help = حروف لاتينية صغيرة وأرقام و- فقط، وأولها حرف.
window-problem-double-heading-id = معرّف العنوان { $name } موجود مرتين.
window-problem-double-heading-id-help = يُعطى أحد العنوانين معرّفاً آخر.
window-problem-top-heading = العنوان بعلامة # واحدة هو اسم الدليل، ومكانه الحقول في البداية.
window-problem-top-heading-help = يُكتب ## أو ###.
window-problem-bad-link = الرابط { $name } لا يؤدي إلى مكان أو غير مسموح.
window-problem-bad-link-help = المسموح: https://… وعنوان مثل #when ودليل مثل /k/2 والكلمات /t.
window-problem-missing-term = الكلمة { $name } ناقصة في هذه اللغة.
window-problem-missing-term-help = تلزم ترجمتها. وحتى ذلك الحين لا تظهر في صفحة الكلمات.
window-problem-missing-translation = لا ترجمة للدليل { $name }: { $language }.
window-problem-missing-translation-help = تلزم ترجمته. وحتى ذلك الحين تعرضه القائمة بلغة أخرى وتذكر ذلك.
window-problem-expired-fact = الحقيقة { $name } قديمة منذ { $day }.
window-problem-expired-fact-help = تُعاد قراءة المصدر، ثم تُصحَّح value وverified_on وexpires_on. وحتى ذلك الحين تشير إليها الصفحات.
window-problem-no-guides = لا يوجد هنا أي دليل.
window-problem-no-guides-help = المطلوب اسم المجلد الذي فيه 1/ar.md.
window-problem-bad-exit = لا يمكن أن يؤدي الخروج السريع إلى «{ $name }».
window-problem-bad-exit-help = المطلوب عنوان يبدأ بـ https:// وليس فيه إلا حروف لاتينية وأرقام وعلامات.
window-expected-text = نصٌّ بين علامتي اقتباس
window-expected-texts = قائمة نصوص، ["مثل", "هذه"]
window-expected-number = عددٌ صحيح
window-expected-number-or-text = عددٌ صحيح أو نصٌّ بين علامتي اقتباس
window-expected-day = يومٌ مثل 2026-11-01
window-expected-tables = سجلات بين قوسين مزدوجين، [[هكذا]]
window-expected-id = حروف لاتينية صغيرة وأرقام و_ و- و. وأولها حرف
window-expected-url = عنوانٌ يبدأ بـ https://
