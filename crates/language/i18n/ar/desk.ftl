### The staff's pages.

## The frame

desk-skip = الانتقال إلى النص
desk-navigation = الأقسام
desk-languages = اللغة
desk-inbox = الوارد
desk-state = الحالة
desk-lock = قفل
desk-comma = {"،"}{" "}

## Locking

desk-locked = المكتب مقفل
desk-passphrase = عبارة السرّ
desk-unlock = فتح
desk-unlock-hint = الفتح يأخذ نحو ثانية. لا أحد يستطيع استرجاع عبارة سرّ ضائعة: لا نحن ولا المُرحِّل.
desk-locked-writing = قُفل المكتب أثناء الكتابة.
desk-locked-writing-next = النص لم يضِع. بعد الفتح تجده هنا مسودةً.
desk-asleep = لم تُستعمل هذه النافذة منذ مدة. المسودات محفوظة.

## What can go wrong

desk-vault-wrong-passphrase = عبارة السرّ هذه لا تفتح الخزنة.
desk-vault-wrong-passphrase-next = اكتبها مرة ثانية. انظر إلى لغة لوحة المفاتيح وإلى زر الأحرف الكبيرة.
desk-vault-in-use = الخزنة مفتوحة في مكتب آخر على هذا الحاسوب.
desk-vault-in-use-next = أغلق المكتب الآخر ثم حاول مرة ثانية. مكتبان على خزنة واحدة يُفسد كلٌّ منهما عمل الآخر.
desk-vault-missing = لا توجد خزنة في المجلد الذي شُغّل به هذا المكتب.
desk-vault-missing-next = انظر إلى المسار في الطرفية. تُستعاد النسخة الاحتياطية بالأمر `shanasheel restore`.
desk-vault-damaged = الخزنة تالفة.
desk-vault-damaged-next = لا تمحُها. استعد أحدث نسخة احتياطية في مجلد آخر بالأمر `shanasheel restore`، واحتفظ بهذا المجلد: قد يمكن إنقاذ شيء منه.
desk-vault-too-new = صُنعت الخزنة بإصدار أحدث من هذا البرنامج.
desk-vault-too-new-next = ثبّت الإصدار الأحدث وشغّله. لم يتغيّر شيء.
desk-vault-no-space = القرص ممتلئ. لم يُحفظ شيء من هذه الخطوة.
desk-vault-no-space-next = وفّر مساحة وحاول مرة ثانية. كل ما حُفظ سابقاً ما زال موجوداً.
desk-vault-no-memory = الذاكرة الحرة في الحاسوب لا تكفي لفتح الخزنة.
desk-vault-no-memory-next = أغلق البرامج الأخرى وحاول مرة ثانية.
desk-vault-denied = النظام لا يسمح لهذا البرنامج بقراءة الخزنة أو الكتابة فيها.
desk-vault-denied-next = تأكّد أن المجلد لك وأن القرص غير محمي من الكتابة.
desk-vault-no-desk = هذه الخزنة تُفتح، لكن لا منظمة فيها.
desk-vault-no-desk-next = تأكّد أن المكتب شُغّل بالمجلد الصحيح. مجلد الجذر ليس خزنة المكتب.
desk-failed = حدث خلل ما كان ينبغي أن يحدث. لم يتغيّر شيء.
desk-failed-next = ارجع وحاول مرة ثانية. إن تكرّر، فاقفل المكتب ونفّذ `shanasheel doctor` في الطرفية.
desk-form-broken = لا يمكن قراءة ما أُرسل، أو هو أطول مما يقبله المكتب.
desk-form-broken-next = ارجع: النص ما زال في الخانة. اختصره إن كان طويلاً جدّاً.
desk-nothing-here = لا شيء في هذا العنوان.
desk-nothing-here-next = اذهب إلى الوارد وابحث عنه هناك.
desk-refused-host = لا يُعرض المكتب على هذا العنوان.
desk-refused-host-next = افتح العنوان الذي كتبته الطرفية كما هو تماماً.
desk-refused-site = حاول موقع آخر أن يستعمل المكتب. أُوقف ذلك ولم يتغيّر شيء.
desk-refused-site-next = إن لم تتوقع هذا، فأغلق نوافذ المتصفح الأخرى، ثم افتح المكتب من جديد.
desk-refused-key = استُعمل هذا العنوان من قبل. إنه يعمل مرة واحدة فقط.
desk-refused-key-next = تابع في النافذة التي فُتح فيها المكتب. إن كان غيرك قد استعمله، فأوقف المكتب في الطرفية فوراً وشغّله من جديد.
desk-refused-session = ليس لدى هذا المتصفح مفتاح المكتب الذي يعمل الآن.
desk-refused-session-next = افتح العنوان الذي كتبته الطرفية. إن كان قد استُعمل، فأوقف المكتب هناك وشغّله من جديد. إن كنت تكتب، فارجع أولاً وانسخ النص.

## Inbox

desk-filters = أي محادثات
desk-filter-waiting = تنتظر
desk-filter-answered = أُجيبت
desk-filter-closed = مغلقة
desk-filter-all = الكل
desk-mark-unread = جديد
desk-mark-incomplete = ورقة ناقصة
desk-mark-alarm = انظر أولاً
desk-mark-keys = مفاتيح مجهولة
desk-mark-look = يحتاج إلى نظر
desk-mark-clock = فرق في الساعة
desk-no-text = لا نص بعد
desk-status-waiting = تنتظر منذ { $when }
desk-status-answered = أُجيبت { $when }
desk-status-closed = أُغلقت { $when }
desk-status-no-question = لم يُسأل شيء بعد
desk-pages = صفحات أخرى
desk-page-before = السابق
desk-page-after = التالي
desk-empty-first = لم يكتب أحد بعد.
desk-empty-first-next = تأتي الرسائل وحدها ما دام المكتب مفتوحاً ويصل إلى المُرحِّل. هنا ترى إن كان يصل إليه:
desk-empty-waiting = لا أحد ينتظر جواباً.
desk-empty-answered = لا محادثة أُجيبت وما زالت مفتوحة.
desk-empty-closed = لا محادثة مغلقة.
desk-empty-page = لا مزيد من المحادثات.

## A conversation

desk-close = إغلاق
desk-reopen = فتح من جديد
desk-opened-days = فُتحت الكلمات: { $days }
desk-alarm = انتبه قبل الكتابة: هذه كلمات إنذار.
desk-alarm-next = من يكتب هنا قد يكون مُجبراً، وقد يقرأ جوابَك شخصٌ آخر. لا تكتب شيئاً لا تقوله لذلك الشخص. وُضعت هذه الكلمات في المحادثة:
desk-new-words = تغيّرت كلمات هذه المحادثة. تتمتها هنا:
desk-has-alarm = وُضعت هنا كلمات إنذار. إن استُعملت فتحت:
desk-earlier =
    { $n ->
        [one] رسالة أقدم واحدة موجودة في السجل فقط.
        [two] رسالتان أقدم موجودتان في السجل فقط.
        [few] { $n } رسائل أقدم موجودة في السجل فقط.
        [many] { $n } رسالة أقدم موجودة في السجل فقط.
       *[other] { $n } رسالة أقدم موجودة في السجل فقط.
    }
desk-thread-empty = لم يُكتب شيء هنا بعد.
desk-sheet-missing = الورقة { $sheet } من { $of } لم تصل بعد.
desk-kind-message = رسالة
desk-kind-answers = أجوبة على استمارة
desk-kind-file = إشارة إلى ملف
desk-kind-opened = فُتحت الكلمات
desk-kind-new-words = تغيّرت الكلمات
desk-kind-alarm = وُضعت كلمات إنذار
desk-kind-automatic = آليّاً: «وصلت رسالتك»
desk-kind-reply = جوابنا
desk-kind-note = ملاحظة للفريق
desk-clock-earlier =
    { $n ->
        [one] كُتبت قبل وصولها بيوم واحد، أو إحدى الساعتين خاطئة.
        [two] كُتبت قبل وصولها بيومين، أو إحدى الساعتين خاطئة.
        [few] كُتبت قبل وصولها بـ { $n } أيام، أو إحدى الساعتين خاطئة.
        [many] كُتبت قبل وصولها بـ { $n } يوماً، أو إحدى الساعتين خاطئة.
       *[other] كُتبت قبل وصولها بـ { $n } يوم، أو إحدى الساعتين خاطئة.
    }
desk-clock-later =
    { $n ->
        [one] الصفحة التي كُتبت فيها تسبق هذا المكتب بيوم واحد. إحدى الساعتين خاطئة.
        [two] الصفحة التي كُتبت فيها تسبق هذا المكتب بيومين. إحدى الساعتين خاطئة.
        [few] الصفحة التي كُتبت فيها تسبق هذا المكتب بـ { $n } أيام. إحدى الساعتين خاطئة.
        [many] الصفحة التي كُتبت فيها تسبق هذا المكتب بـ { $n } يوماً. إحدى الساعتين خاطئة.
       *[other] الصفحة التي كُتبت فيها تسبق هذا المكتب بـ { $n } يوم. إحدى الساعتين خاطئة.
    }
desk-keys-unknown = كُتبت هذه بقائمة مفاتيح ليست لنا. ربما عرض أحدهم صفحة مزيّفة. كن حذراً في جوابك.
desk-contradicted = وصل نصّان مختلفان لورقة واحدة. حُفظ الأول.
desk-note-add = إضافة ملاحظة للفريق
desk-note-label = ملاحظة. لا تُرسل أبداً.
desk-note-save = حفظ الملاحظة
desk-note-too-long = الملاحظة طويلة جدّاً.
desk-note-too-long-next = نصك في الأسفل. اجعله ملاحظتين.

## A reply

desk-reply = الجواب
desk-reply-hint = سترى ما سيحدث قبل أن يُرسل أي شيء. يتسع الجزء الواحد لنحو ٩٠٠ حرف، وتخرج إلى المحادثة الواحدة أربعة أجزاء في اليوم.
desk-reply-preview = معاينة أولاً
desk-preview = قبل الإرسال
desk-reply-confirm = وضع الجواب في الانتظار
desk-reply-change = تعديل النص
desk-reply-empty = لا نص بعد.
desk-reply-empty-next = اكتب شيئاً ثم عاينه مرة ثانية.
desk-reply-too-long = الجواب طويل جدّاً: يحتاج إلى أكثر من ٢٨ جزءاً، أي أكثر من أسبوع.
desk-reply-too-long-next = اختصره. يمكن لدليل في الموقع أن يقول الباقي.
desk-reply-full = صندوق الصادر ممتلئ لشهرين. لم يوضع شيء في الانتظار.
desk-reply-full-next = اسحب أجوبة لم تعد لازمة، وأخبر من يدير المُرحِّل.
desk-reply-no-key = لا يمكن كتابة جواب هنا: لم يصل المفتاح اللازم له.
desk-reply-no-key-next = يأتي مع الرسالة القادمة في هذه المحادثة.
desk-reply-news = وصل شيء جديد أثناء كتابتك. لم يوضع شيء في الانتظار.
desk-reply-news-next = اقرأه في الأسفل. جوابك ما زال هنا.
desk-plan-parts =
    { $n ->
        [one] جزء واحد.
        [two] جزءان.
        [few] { $n } أجزاء.
        [many] { $n } جزءاً.
       *[other] { $n } جزء.
    }
desk-plan-today = يخرج كله اليوم.
desk-plan-until = ينتظر الجواب حتى { $day }، ثم يمكن قراءته كله.
desk-plan-first = يخرج الجزء الأول خلال { $span }.
desk-plan-not-today = لا يمكن أن يخرج اليوم شيء آخر.
desk-plan-day =
    { $n ->
        [one] { $day }: جزء واحد
        [two] { $day }: جزءان
        [few] { $day }: { $n } أجزاء
        [many] { $day }: { $n } جزءاً
       *[other] { $day }: { $n } جزء
    }
desk-plan-how = يمكن قراءة كل جزء ١٤ يوماً بالكلمات الصحيحة. وحتى يخرج الجزء يمكنك سحبه.
desk-reply-today = يخرج اليوم.
desk-reply-waits = ينتظر حتى { $day }.
desk-reply-parts = خرج { $out } من { $of } من الأجزاء.
desk-reply-late = فات يومه ويُحدَّد له يوم جديد. خرج { $out } من { $of } من الأجزاء.
desk-reply-published = خرج { $day }.
desk-reply-withdrawn = سُحب. لم يخرج منه شيء.
desk-reply-withdrawn-parts = سُحب. كان قد خرج { $out } من { $of } من الأجزاء.
desk-withdraw = سحب

## How things stand

desk-state-look = في المكتب شيء يحتاج إلى نظر:
desk-state-days = اليوم هنا يوم التوقيت العالمي، كما في البرنامج كله.
desk-state-relay = المُرحِّل
desk-state-contact = آخر جواب منه { $when }
desk-state-contact-none = لم يجب منذ تشغيل المكتب
desk-relay-unreachable = لا يجيب. هل الشبكة متاحة؟ هل يعمل Tor؟ يحاول المكتب وحده مرة ثانية، ولا يضيع شيء.
desk-relay-busy = ممتلئ أو لا يستطيع الكتابة. أخبر من يديره. يحاول المكتب وحده مرة ثانية.
desk-relay-forbidden = لا يعرف هذا المكتب. هل تذكر إعداداته هذه المنظمة؟
desk-relay-conflict = لديه شيء آخر بهذا الاسم. هل استُعيدت هذه الخزنة من نسخة أقدم؟ هل يعمل مكتب ثانٍ؟
desk-relay-strange = يجيب جواباً لا يعرفه هذا البرنامج. هل المُرحِّل من الإصدار نفسه؟
desk-state-crowd = الزحام
desk-state-crowd-n =
    { $n ->
        [one] طرد واحد بين آخر دفعتين
        [two] طردان بين آخر دفعتين
        [few] { $n } طرود بين آخر دفعتين
        [many] { $n } طرداً بين آخر دفعتين
       *[other] { $n } طرد بين آخر دفعتين
    }
desk-state-crowd-none = غير معروف بعد
desk-state-crowd-none-hint = لم تُفتح أي دفعة منذ فتح المكتب. الزحام هو كل الطرود التي وصلت بين دفعتين، حتى الفارغة منها.
desk-state-crowd-small = قليل. من يراقب الشبكة يرى زواراً قليلين وقد يخمّن من منهم كتب. أما المكتوب فيبقى مختوماً. كلما زاد القرّاء كان الزحام أفضل.
desk-state-crowd-hint = القرّاء أيضاً يرسلون طروداً فارغة مختومة. من يراقب الشبكة لا يميّزهم عمّن يكتب.
desk-state-backlog = بانتظار الفتح
desk-state-backlog-n =
    { $n ->
        [one] طرد واحد
        [two] طردان
        [few] { $n } طرود
        [many] { $n } طرداً
       *[other] { $n } طرد
    }
desk-state-backlog-none = لا شيء
desk-state-backlog-hint = تُفتح الطرود دفعاتٍ بحجم واحد كي لا يعدّها أحد. إن انتظر كثير منها كبرت الدفعات.
desk-state-edition = أحدث عدد
desk-state-edition-none = لا يوجد بعد
desk-state-edition-hint = تخرج الأجوبة في أعداد. يرى القرّاء عمر أحدثها. لا تُصنع الأعداد إلا والمكتب مفتوح.
desk-state-backup = أحدث نسخة احتياطية
desk-state-backup-none = لا توجد بعد
desk-state-backup-hint = اقفل المكتب ونفّذ `shanasheel backup`. احفظ الملف في مكان آخر.
desk-state-list = قائمة المفاتيح
desk-state-list-hint = رقم إصدارها. تُنشر المفاتيح الجديدة وحدها.
desk-state-root = الجذر
desk-state-root-until = لازم قبل { $day }
desk-state-root-hint = أحضر قرص الجذر ودعه يوقّع من جديد. بعد ذلك اليوم لا يستطيع أحد أن يكتب.
desk-clock-leap =
    { $n ->
        [one] تقدّمت ساعة هذا الحاسوب يوماً واحداً. أوقف المكتب عمله.
        [two] تقدّمت ساعة هذا الحاسوب يومين. أوقف المكتب عمله.
        [few] تقدّمت ساعة هذا الحاسوب { $n } أيام. أوقف المكتب عمله.
        [many] تقدّمت ساعة هذا الحاسوب { $n } يوماً. أوقف المكتب عمله.
       *[other] تقدّمت ساعة هذا الحاسوب { $n } يوم. أوقف المكتب عمله.
    }
desk-clock-leap-next = مع تاريخ خاطئ تُتلف مفاتيح قبل أوانها. قارن التاريخ بهاتف. إن كان خاطئاً فصحّحه. وإن كان الحاسوب مطفأً كل هذه المدة حقّاً، فقل ذلك:
desk-clock-right = التاريخ صحيح، تابع
desk-clock-behind = ساعة هذا الحاسوب متأخرة عمّا نُشر من قبل بـ { $span }.
desk-clock-behind-next = صحّحها. حتى تلحق لا يُصنع أي عدد، أما الرسائل فتظل تصل.
desk-relay-ahead = لدى المُرحِّل قائمة مفاتيح أحدث من هذه الخزنة.
desk-relay-ahead-next = على الأرجح استُعيدت هذه الخزنة من نسخة أقدم. إن كانت الخزنة الأحدث ما زالت موجودة، فاستعملها.

## Times

desk-just-now = الآن
desk-ago = قبل { $span }
desk-span-minutes =
    { $n ->
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $n } دقائق
        [many] { $n } دقيقة
       *[other] { $n } دقيقة
    }
desk-span-hours =
    { $n ->
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $n } ساعات
        [many] { $n } ساعة
       *[other] { $n } ساعة
    }
desk-span-days =
    { $n ->
        [one] يوم واحد
        [two] يومين
        [few] { $n } أيام
        [many] { $n } يوماً
       *[other] { $n } يوم
    }
desk-yesterday = أمس
desk-today = اليوم
desk-tomorrow = غداً
desk-date = { $day } { $month }
desk-date-year = { $day } { $month } { $year }
