### The public pages around the guides.

## The frame of every page

window-skip = Here nivîsê
window-languages = Ziman
window-sections = Beş
window-guides = Rêber
window-words = Peyv
window-search = Lêgerîn
window-about = Ewlehî
window-write = Binivîse
window-leave = Derketina bilez
window-no-script = Nivîsandina ji me re JavaScript dixwaze, xwendin naxwaze.

## Lists and search

window-guides-lede = Rêberên kurt. Tu dikarî wan bêyî hesab û bêyî navê xwe bixwînî.
window-in-language = bi zimanê
window-draft-short = Reşnivîs
window-search-label = Tu li çi digerî?
window-search-button = Bigere
window-search-private = Peyvên te nayên parastin û di navnîşanê de xuya nabin.
window-search-nothing = Tiştek nehat dîtin. Peyvekê bi tenê, an peyveke din a bi heman wateyê biceribîne.
window-search-found = { $count ->
    [one] 1 encam
   *[other] { $count } encam
}
window-search-too-long = Pir dirêj bû. Peyvek an du peyv bes in.
window-missing = Li vê navnîşanê tiştek tune ye.

## A guide

window-state-draft = Reşnivîs.
window-state-second-reader = Niha kesê duyem vê dixwîne.
window-state-approved = Hatiye kontrolkirin.
window-review-none = Hê kesî ew kontrol nekiriye.
window-written-on = Di { $day } de hate nivîsandin.
window-contents = Di vê rûpelê de
window-facts = Hejmar û çavkaniyên wan
window-facts-lede = Piştî roja dawî, berî ku tu bi hejmarê bawer bikî bipirse.
window-fact-old = dibe ku kevn be
window-and = ,{" "}
window-grade-a = Nivîsa fermî.
window-grade-b = Saziyeke pispor.
window-grade-c = Nûçe an kurte.
window-grade-d = Nehatiye piştrastkirin.
window-verified = Di { $day } de hate xwendin.
window-fact-good = Heta { $day } derbasdar e.
window-fact-expired = Ji { $day } ve kevn e.

## Words

window-words-lede = Wateya peyvan, mirov wan çawa dibêjin, û kîjan diêşînin.
window-words-draft = Kesên ku ev peyv behsa wan dikin hê ew kontrol nekirine.
window-words-none = Hê li vir peyv tune ne.
window-say = Bibêje:
window-avoid = Baştir e nebêjî:
window-note = Têbînî:

## Your safety

window-about-title = Li vir çi te diparêze û çi te naparêze
window-about-lede = Tu malper nikare ewlehiya te misoger bike. Ev rûpel bi rastî dibêje ku ev malper çi dike.
window-about-does = Ev malper çi dike
window-about-does-1 = Ne hesab û ne nav pêwîst e. Malper kûkiyan (cookies) bi kar nayne.
window-about-does-2 = Malper tomar nake ka kê kîjan rûpel vekiriye. Tiştek ji şîrketên din nayê.
window-about-does-3 = Navê her rûpelê tenê hejmarek an xêzek e, ji ber vê dîroka geroka te nabêje te çi xwendiye.
window-about-does-4 = Tiştê ku tu lê digerî di navnîşanê de xuya nabe û nayê parastin.
window-about-does-not = Çi ji destê wê nayê
window-about-does-not-1 = Kesê ku tora te dişopîne dibîne ku ev malper hat vekirin, kengî û çiqas. Geroka Tor vê vedişêre.
window-about-does-not-2 = Navnîşan di dîroka geroka te de dimîne. Paceya taybet dema ku tu wê digirî ji bîr dike.
window-about-does-not-3 = Kesê ku telefona te di destê wî de ye dibîne ka çi vekirî ye, û te çi tomar kiriye, çap kiriye an wêneyê wê girtiye.
window-about-does-not-4 = Sepaneke sîxuriyê ya li ser telefonê her tiştê ku tu dibînî dibîne.
window-about-does-not-5 = Hebûna van rûpelan li ser telefonê an kaxezê dikare xeter be. Ewletir e ku tu bixwînî, di bîra xwe de bihêlî û bigirî.
window-about-exit = Derketina bilez
window-about-exit-1 = “Derketina bilez” yekser rûpeleke asayî vedike û ji gerokê dixwaze ku tiştê vê malperê tomar kiriye ji bîr bike.
window-about-exit-2 = Ew dîroka te jê nabe, û bişkoka vegerê dikare te dîsa bîne vir. Tabê jî bigire.
window-about-exit-3 = Heke kesekî berê ekran dîtibe, ew alîkarî nake.
window-about-panel = Nivîsandina ji me re
window-about-panel-1 = Di her rûpelê de tu dikarî di panelekê de ji me re binivîsî. Vekirina wê û nivîsandin tiştekî naşînin.
window-about-panel-2 = Tiştê ku tu dinivîsî li ser telefona te tê mohrkirin. Tenê xebatkarên me dikarin wê vekin, ne ew komputera ku wê vediguhêze.
window-about-panel-3 = Her rûpela vekirî paketên biçûk ên mohrkirî dişîne, çi kesek binivîse çi tenê bixwîne. Ji ber vê tor nizane kî dinivîse.
window-about-panel-4 = Hin peyv an hejmar ji te re tên dayîn ku tu ji ber bikî. Bi wan tu bersivê dixwînî, li vir an li ser telefoneke din. Kes nikare wan carek din bide te.
window-about-panel-5 = Ev ne xeta acîl e. Bersiv çend saet an çend roj digire.
window-about-facts = Hejmar û dîrok
window-about-facts-1 = Hejmarên ku dikarin biguherin, wek mohlet û ceza, çavkaniyek û roja ku me ew xwendiye hene.
window-about-facts-2 = Her yek roja xwe ya dawî jî heye. Piştî wê rûpel dibêje ku hejmar kevn e.
window-about-facts-3 = Cureyê çavkaniyê li kêleka wê ye: nivîsa fermî, saziyeke pispor, nûçe, an nehatiye piştrastkirin.
window-about-drafts = Reşnivîs
window-about-drafts-1 = “Reşnivîs” li serê rûpelê tê wateya ku kesên li wir navkirî hê ew kontrol nekirine. Bi baldarî bixwîne.
window-about-drafts-2 = Tiştek şaş e an diêşîne? Ji me re bibêje.

## Days

window-day = { $day } { $month } { $year }
window-month-1 = Çile
window-month-2 = Sibat
window-month-3 = Adar
window-month-4 = Nîsan
window-month-5 = Gulan
window-month-6 = Hezîran
window-month-7 = Tîrmeh
window-month-8 = Tebax
window-month-9 = Îlon
window-month-10 = Cotmeh
window-month-11 = Mijdar
window-month-12 = Kanûn

## What is wrong with a library, for those who write guides

window-problem-unreadable = Dosya nayê xwendin: { $name }.
window-problem-unreadable-help = Kontrol bike ku dosya heye, tu dikarî wê bixwînî û ew ji 1 MB biçûktir e.
window-problem-not-utf8 = Li vir tîpek heye ku ne UTF-8 e.
window-problem-not-utf8-help = Dosyayê di edîtorê xwe de bi UTF-8 tomar bike.
window-problem-no-front-matter = Rêber bi +++ dest pê nake.
window-problem-no-front-matter-help = Di rêza yekem de +++ binivîse, paşê id, title û qadên din, paşê dîsa +++.
window-problem-unclosed-front-matter = Qadên destpêkê naqedin.
window-problem-unclosed-front-matter-help = Piştî qada dawî rêzekê binivîse ku tenê +++ tê de be.
window-problem-syntax = Ev rêz nayê xwendin: { $name }.
window-problem-syntax-help = Di vê rêzê de dunik, kevanek û nîşana = kontrol bike.
window-problem-missing-field = Qada { $name } kêm e.
window-problem-missing-field-help = Rêzekê lê zêde bike ku bi { $name } = dest pê dike
window-problem-unknown-field = Kes qada { $name } nas nake.
window-problem-unknown-field-help = Navê wê rast bike an rêzê rake. Yên ku li vir tên naskirin: { $known }
window-problem-wrong-type = Şiklê nirxa { $name } şaş e.
window-problem-wrong-type-help = Piştî { $name } = binivîse { $expected }.
window-problem-bad-value = “{ $value }” nikare bibe nirxa { $name }.
window-problem-bad-value-help = Piştî { $name } = binivîse { $expected }.
window-problem-duplicate = { $name } du caran heye.
window-problem-duplicate-help = Ya yekem di rêza { $line } de ye. Navê yekê biguherîne an rake.
window-problem-expires-early = Mohleta { $name } berî roja kontrolkirinê diqede.
window-problem-expires-early-help = Ji bo expires_on rojekê hilbijêre ku piştî verified_on be.
window-problem-strange-file = Ev dosya ne beşek ji pirtûkxaneyê ye, ji ber vê nehat girtin.
window-problem-strange-file-help = Navê rêberan wek 7/ar.md ye, yê peyvan terms/ar.toml, yê rastiyan facts.toml. Ziman ar, ckb, kmr û en in.
window-problem-id-not-folder = id { $name } ye, lê peldank { $folder } ye.
window-problem-id-not-folder-help = id = { $folder } binivîse, an dosyayê veguhêze.
window-problem-raw-html = Li vir HTML heye: { $name }
window-problem-raw-html-help = Tenê Markdown bi kar bîne. Ji bo nîşana < binivîse \<.
window-problem-image = Li vir wêneyek heye.
window-problem-image-help = Di rêberan de wêne tune ne, ji ber ku dikarin xwîner eşkere bikin. Bi peyvan bibêje.
window-problem-unknown-fact = Rastiyek bi navê { $name } tune ye.
window-problem-unknown-fact-help = Wê li facts.toml zêde bike, an navê rast bike.
window-problem-unknown-fact-near = Rastiyek bi navê { $name } tune ye.
window-problem-unknown-fact-near-help = Mebesta te { $near } bû? Heke na, wê li facts.toml zêde bike.
window-problem-unlisted-fact = Rastiya { $name } li vir tê bikaranîn, lê di lîsteya rastiyan a destpêkê de tune ye.
window-problem-unlisted-fact-help = "{ $name }" li qada facts a destpêka dosyayê zêde bike.
window-problem-bad-placeholder = Bi vê kevanekê tu rastî dest pê nake.
window-problem-bad-placeholder-help = Rastiyê wiha binivîse: {"{"}pep.max_hours{"}"}, bêyî valahî. Van kevanekan ji bo tiştekî din bi kar neyne.
window-problem-no-heading-id = Nasnavê vê sernavê tune ye.
window-problem-no-heading-id-help = Li dawiya wê {"{"}#when{"}"} binivîse, di hemû zimanan de heman nasnav.
window-problem-bad-heading-id = “{ $name }” nikare bibe nasnavê sernavekê.
window-problem-bad-heading-id-help = Tenê tîpên latînî yên biçûk, hejmar û - bi kar bîne; ya yekem tîp be.
window-problem-double-heading-id = Nasnavê sernavê { $name } du caran heye.
window-problem-double-heading-id-help = Nasnavekî din bide yek ji wan sernavan.
window-problem-top-heading = Sernava bi yek # navê rêberê ye, cihê wê di qadên destpêkê de ye.
window-problem-top-heading-help = ## an ### binivîse.
window-problem-bad-link = Girêdana { $name } naçe tu cihî, an destûr jê re nîne.
window-problem-bad-link-help = Destûr ji van re heye: https://…, sernavek wek #when, rêberek wek /k/2, û peyv /t.
window-problem-missing-term = Peyva { $name } di vî zimanî de kêm e.
window-problem-missing-term-help = Wê wergerîne. Heta hingê rûpela peyvan wê nîşan nade.
window-problem-missing-translation = Wergera rêberê { $name } tune ye: { $language }.
window-problem-missing-translation-help = Wê wergerîne. Heta hingê lîste wê bi zimanekî din nîşan dide û vê dibêje.
window-problem-expired-fact = Rastiya { $name } ji { $day } ve kevn e.
window-problem-expired-fact-help = Çavkaniya wê dîsa bixwîne, paşê value, verified_on û expires_on rast bike. Heta hingê rûpel wê nîşan dikin.
window-problem-no-guides = Li vir tu rêber tune ye.
window-problem-no-guides-help = Navê wê peldankê bide ku 1/ar.md tê de ye.
window-problem-bad-exit = Derketina bilez nikare here “{ $name }”.
window-problem-bad-exit-help = Navnîşanekê binivîse ku bi https:// dest pê dike û tenê tîpên latînî, hejmar û nîşan tê de ne.
window-expected-text = nivîseke di dunikan de
window-expected-texts = lîsteyeke nivîsan, ["wek", "vê"]
window-expected-number = hejmareke tam
window-expected-number-or-text = hejmareke tam an nivîseke di dunikan de
window-expected-day = rojeke wek 2026-11-01
window-expected-tables = tomar di kevanekên ducarî de, [[wek vê]]
window-expected-id = tîpên latînî yên biçûk, hejmar, _ - û ., bi tîpekê dest pê bike
window-expected-url = navnîşanek ku bi https:// dest pê dike
