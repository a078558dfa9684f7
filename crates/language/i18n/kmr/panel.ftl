### The panel in which a person writes and reads answers.

## Closed, and its first view

panel-open = Ji me re binivîse
panel-title = Ji me re binivîse
panel-what = Tu dikarî li vir ji me re binivîsî û paşê bersivên me bixwînî. Bê nav, bê hesab, bê hejmara telefonê.
panel-nothing-kept = Di vê telefonê de tiştek nayê parastin. Heke tu vê rûpelê bigirî, her tiştê ku hê neçûye winda dibe.
panel-not-emergency = Ev ne xeta acîl e. Bersiv dem dixwaze.
panel-new = Ev cara min a yekem e
panel-return = Peyv an hejmarên min hene
panel-close = Bigire û jê bibe
panel-back = Vegere
panel-go-on = Bidomîne
panel-check = Kontrol bike
panel-show = Nîşan bide
panel-hide = Veşêre
panel-connecting = Tê amadekirin. Ev çend çirkeyan dikişîne.
panel-no-engine = Di vê gerokê de nivîsandin ne mimkun e, ji ber ku WebAssembly tê de tune ye an girtî ye. Xwendin wekî her car dixebite.
panel-no-load = Beşa nivîsandinê nehat barkirin. Rûpelê ji nû ve bar bike. Heke alîkarî neke, gerokeke din bi kar bîne.
panel-no-engine-do = Vê rûpelê di gerokeke din de veke, wek Firefox an Chrome a nû. Di Tor Browser de nivîsandin di asta “Standard” de dixebite.

## New words or numbers

panel-your-words = Neh peyvên te
panel-your-numbers = Çar hejmarên te
panel-why-secret = Tenê ev bersivên te vedikin, di her telefonê de. Kî wan bizanibe, dikare bersivên me bixwîne û bi navê te binivîse. Ew li cem me tune ne û em nikarin dîsa bidin te.
panel-how-keep = Heke tu bikaribî wan ji ber bike. Heke divê tu wan binivîsî, wan bi rêza rast di nav hejmarên din de veşêre, ne di vê telefonê de. Wêneyê ekranê negire.
panel-lost = Piştî ku tu bidomînî û binivîsî, ew careke din nayên nîşandan.
panel-as-words = Li şûna hejmaran peyv
panel-as-numbers = Li şûna peyvan hejmar
panel-practise = Temrîn
panel-type-all = Hemûyan ji bîra xwe binivîse
panel-right = Hemû rast in.
panel-not-right = Yek ji van ne rast e. Yek bi yek kontrol bike û dîsa biceribîne.
panel-prove = Du ji wan binivîse
panel-prove-why = Da ku tu bersivên xwe winda nekî: van herduyan binivîse.
panel-word-n = Peyva { $n }
panel-number-n = Hejmara { $n }

## Coming back

panel-type-yours = Peyv an hejmarên te, bi rêzê
panel-enter = Veke

## Writing

panel-write = Nivîsandin
panel-your-text = Peyama te
panel-never-shown = Tiştê ku tu dişînî careke din nayê nîşandan, ne ji te re jî.
panel-sheets = Pel: { $n }
panel-too-long = Ev pir dirêj e. Bi du peyaman bişîne.
panel-send = Bişîne
panel-ready = Amade ye. Pelên mohrkirî yek bi yek diçin, di heman demên ku ji bo her mêvanî ne.
panel-leaving = Pelên ku çûne: { $n } ji { $m }. Vê rûpelê vekirî bihêle.
panel-all-left = Hemû pel çûn: { $n } ji { $m }. Tu dikarî vê rûpelê bigirî.
panel-not-ready = Ev hê nayê mohrkirin. Hinekî bisekine û dîsa biceribîne; nivîsa te li vir dimîne.
panel-empty = Hê nivîs tune ye.
panel-full = Gelek pel hê li bendê ne. Bisekine heta hin ji wan biçin; nivîsa te li vir dimîne.

## Answers

panel-answers = Bersivên te
panel-looking = Lêgerîna bersivan didome. Vê rûpelê vekirî bihêle; dibe ku çend deqeyan bikişîne.
panel-none-yet = Di 14 rojên dawî de tu bersiv nehatiye.
panel-arrived = Peyama te gihîşt. Kesek dê wê bixwîne.
panel-parts = Beşên ku li vir in: { $n } ji { $m }. Yên din tên.
panel-newest = Gihandina dawî ya bersivan: { $time }
panel-usual = Dema asayî ya bersivê, bi rojan: { $n }

## Something is wrong with the key list

panel-problem-malformed = Tiştê ku vê navnîşanê şand nayê xwendin. Tiştê ku tu dinivîsî nayê şandin. Paşê biceribîne, an rûpela me li navnîşaneke din veke.
panel-problem-other-root = Ev navnîşan bi navê rêxistineke din bersivê dide. Li vir nenivîse. Rûpela me li navnîşaneke ku tu nas dikî veke.
panel-problem-forged = Vê navnîşanê mifteyên ku me îmze nekirine şandin. Li vir nenivîse. Rûpela me li navnîşaneke din veke û li wir ji me re bêje.
panel-problem-rolled-back = Vê navnîşanê mifteyên ji berê kevntir şandin. Niha li vir nenivîse. Paşê biceribîne, an rûpela me li navnîşaneke din veke.
panel-problem-expired = Mifteyên vê navnîşanê kevn bûne. Tiştek nayê mohrkirin. Sibê biceribîne, an rûpela me li navnîşaneke din veke.
