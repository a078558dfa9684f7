### The panel in which a person writes and reads answers.

## Closed, and its first view

panel-open = الكتابة إلينا
panel-title = الكتابة إلينا
panel-what = يمكنك الكتابة إلينا هنا وقراءة أجوبتنا لاحقاً، من دون اسم ولا حساب ولا رقم هاتف.
panel-nothing-kept = لا يُحفظ شيء في هذا الهاتف. عند إغلاق هذه الصفحة يضيع كل ما لم يُرسَل بعد.
panel-not-emergency = هذا ليس خط طوارئ. الجواب يحتاج إلى وقت.
panel-new = هذه أول مرة
panel-return = لديّ كلمات أو أرقام
panel-close = إغلاق ومسح
panel-back = رجوع
panel-go-on = متابعة
panel-check = تحقُّق
panel-show = إظهار
panel-hide = إخفاء
panel-connecting = لحظات من التحضير.
panel-no-engine = لا تمكن الكتابة من هذا المتصفح لأن WebAssembly غير موجود فيه أو معطَّل. القراءة تعمل كالمعتاد.
panel-no-load = تعذّر تحميل الجزء الخاص بالكتابة. تنفع إعادة تحميل الصفحة، وإلا فمتصفح آخر.
panel-no-engine-do = الحل هو فتح هذه الصفحة في متصفح آخر، مثل نسخة حديثة من Firefox أو Chrome. في Tor Browser تعمل الكتابة في المستوى «Standard».

## New words or numbers

panel-your-words = كلماتك التسع
panel-your-numbers = أرقامك الأربعة
panel-why-secret = هذه وحدها تفتح أجوبتك، من أي هاتف. من يعرفها يستطيع قراءة أجوبتنا والكتابة باسمك. ليست لدينا نسخة منها، ولا يمكننا إعادتها إليك.
panel-how-keep = الأفضل حفظها عن ظهر قلب. إن كان لا بد من تدوينها، فبين أرقام أخرى وبالترتيب الصحيح، وليس في هذا الهاتف. ومن دون لقطة شاشة.
panel-lost = بعد المتابعة والكتابة لن تظهر مرة أخرى.
panel-as-words = كلمات بدلاً من الأرقام
panel-as-numbers = أرقام بدلاً من الكلمات
panel-practise = تمرين
panel-type-all = اكتبها كلها من الذاكرة
panel-right = كلها صحيحة.
panel-not-right = واحدة من هذه ليست صحيحة. راجعها واحدة واحدة ثم حاول مرة أخرى.
panel-prove = اثنتان منها، من فضلك
panel-prove-why = حتى لا تضيع أجوبتك: اكتب هاتين.
panel-word-n = الكلمة { $n }
panel-number-n = الرقم { $n }

## Coming back

panel-type-yours = كلماتك أو أرقامك بالترتيب
panel-enter = فتح

## Writing

panel-write = الكتابة
panel-your-text = رسالتك
panel-never-shown = ما ترسله لا يظهر مرة أخرى، حتى لك.
panel-sheets = الأوراق: { $n }
panel-too-long = هذا النص طويل جداً. يمكن إرساله في رسالتين.
panel-send = إرسال
panel-ready = كل شيء جاهز. الأوراق المختومة تغادر واحدة واحدة، في أوقات لا تختلف عن أي زائر آخر.
panel-leaving = غادرت { $n } من { $m } من الأوراق. اترك هذه الصفحة مفتوحة.
panel-all-left = غادرت { $n } من { $m } من الأوراق. يمكنك إغلاق هذه الصفحة.
panel-not-ready = لا يمكن ختم الرسالة الآن. حاول مرة أخرى بعد لحظة؛ نصك باقٍ هنا.
panel-empty = لا يوجد نص بعد.
panel-full = أوراق كثيرة لا تزال تنتظر. انتظر حتى يغادر بعضها؛ نصك باقٍ هنا.

## Answers

panel-answers = أجوبتك
panel-looking = جارٍ البحث عن أجوبة. اترك هذه الصفحة مفتوحة؛ قد يستغرق ذلك بضع دقائق.
panel-none-yet = لا يوجد جواب من آخر 14 يوماً حتى الآن.
panel-arrived = وصلت رسالتك. سيقرؤها شخص منا.
panel-parts = الأجزاء الموجودة: { $n } من { $m }. البقية تأتي.
panel-newest = آخر تسليم: { $time }
panel-usual = المدة المعتادة للجواب بالأيام: { $n }

## Something is wrong with the key list

panel-problem-malformed = ما أرسله هذا العنوان غير مقروء. لن يُرسَل أي شيء تكتبه. حاول لاحقاً، أو افتح صفحتنا من عنوان آخر.
panel-problem-other-root = هذا العنوان يجيب باسم منظمة أخرى. لا تكتب هنا. افتح صفحتنا من عنوان تعرفه.
panel-problem-forged = أرسل هذا العنوان مفاتيح لم نوقّعها. لا تكتب هنا. افتح صفحتنا من عنوان آخر وأخبرنا هناك.
panel-problem-rolled-back = أرسل هذا العنوان مفاتيح أقدم من السابقة. لا تكتب هنا الآن. حاول لاحقاً، أو افتح صفحتنا من عنوان آخر.
panel-problem-expired = مفاتيح هذا العنوان قديمة، ولا يمكن ختم أي شيء. حاول غداً، أو افتح صفحتنا من عنوان آخر.
