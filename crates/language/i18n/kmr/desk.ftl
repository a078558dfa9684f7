### The staff's pages.

## The frame

desk-skip = Here nivîsê
desk-navigation = Beş
desk-languages = Ziman
desk-inbox = Qutiya hatinê
desk-state = Rewş
desk-lock = Kilît bike
desk-comma = ,{" "}

## Locking

desk-locked = Mase kilîtkirî ye
desk-passphrase = Hevoka veşartî
desk-unlock = Veke
desk-unlock-hint = Vekirin bi qasî çirkeyekê dikişîne. Kes nikare hevokeke windabûyî vegerîne: ne em û ne jî veguhêz.
desk-locked-writing = Dema ku te dinivîsî mase hat kilîtkirin.
desk-locked-writing-next = Nivîsa te winda nebûye. Veke, tu yê wê wek reşnivîs bibînî.
desk-asleep = Ev pace demekê nehat bikaranîn. Reşnivîsên te parastî ne.

## What can go wrong

desk-vault-wrong-passphrase = Ev hevok sindoqê venake.
desk-vault-wrong-passphrase-next = Carek din binivîse. Li zimanê klavyeyê û li Caps Lock binêre.
desk-vault-in-use = Sindoq di maseyeke din a vê komputerê de vekirî ye.
desk-vault-in-use-next = Maseya din bigire, paşê dîsa biceribîne. Du mase li ser yek sindoqê karê hev xirab dikin.
desk-vault-missing = Di peldanka ku ev mase pê hatiye destpêkirin de tu sindoq tune.
desk-vault-missing-next = Di termînalê de li riyê binêre. Kopiya parastinê bi `shanasheel restore` tê vegerandin.
desk-vault-damaged = Sindoq xirab bûye.
desk-vault-damaged-next = Jê nebe. Kopiya parastinê ya herî nû bi `shanasheel restore` vegerîne peldankeke din û vê peldankê biparêze: dibe ku hinek jê bê rizgarkirin.
desk-vault-too-new = Sindoq bi guhertoyeke nûtir a vê bernameyê hatiye çêkirin.
desk-vault-too-new-next = Guhertoya nûtir saz bike û bide destpêkirin. Tu tişt nehat guhertin.
desk-vault-no-space = Dîsk tijî ye. Ji vê gavê tu tişt nehat parastin.
desk-vault-no-space-next = Cih veke û dîsa biceribîne. Her tiştê ku berê hatibû parastin hê li wir e.
desk-vault-no-memory = Ji bo vekirina sindoqê bîra vala ya komputerê têrê nake.
desk-vault-no-memory-next = Bernameyên din bigire û dîsa biceribîne.
desk-vault-denied = Sîstem nahêle ku ev bername sindoqê bixwîne an tê de binivîse.
desk-vault-denied-next = Kontrol bike ku peldank ya te ye û dîsk ji nivîsandinê re ne girtî ye.
desk-vault-no-desk = Ev sindoq vedibe, lê tu rêxistin tê de tune.
desk-vault-no-desk-next = Kontrol bike ku mase bi peldanka rast hatiye destpêkirin. Peldanka kokê ne sindoqa maseyê ye.
desk-failed = Tiştek çewt çû ku divê neçûya. Tu tişt nehat guhertin.
desk-failed-next = Vegere û dîsa biceribîne. Heke dîsa çêbe, maseyê kilît bike û di termînalê de `shanasheel doctor` bixebitîne.
desk-form-broken = Tiştê ku hat şandin nayê xwendin, an ji ya ku mase digire dirêjtir e.
desk-form-broken-next = Vegere: nivîsa te hê di qutiyê de ye. Heke pir dirêj be kurt bike.
desk-nothing-here = Li vê navnîşanê tiştek tune.
desk-nothing-here-next = Here qutiya hatinê û li wir lê bigere.
desk-refused-host = Mase li vê navnîşanê nayê nîşandan.
desk-refused-host-next = Navnîşana ku termînalê nivîsiye veke, bi rastî wek ku li wir e.
desk-refused-site = Malpereke din xwest maseyê bi kar bîne. Hat rawestandin û tu tişt nehat guhertin.
desk-refused-site-next = Heke tu li benda vê nebûyî, paceyên din ên gerokê bigire. Paşê maseyê ji nû ve veke.
desk-refused-key = Ev navnîşan berê hatiye bikaranîn. Tenê carekê kar dike.
desk-refused-key-next = Di paceya ku mase tê de vekirî ye de bidomîne. Heke yê ku bi kar anî ne tu bûyî, tavilê maseyê di termînalê de rawestîne û ji nû ve bide destpêkirin.
desk-refused-session = Mifteya maseya ku niha dixebite di vê gerokê de tune.
desk-refused-session-next = Navnîşana ku termînalê nivîsiye veke. Heke berê hatibe bikaranîn, maseyê li wir rawestîne û ji nû ve bide destpêkirin. Heke te dinivîsî, pêşî vegere û nivîsa xwe kopî bike.

## Inbox

desk-filters = Kîjan axaftin
desk-filter-waiting = Li bendê
desk-filter-answered = Bersivdayî
desk-filter-closed = Girtî
desk-filter-all = Hemû
desk-mark-unread = nû
desk-mark-incomplete = pelek kêm e
desk-mark-alarm = pêşî lê binêre
desk-mark-keys = mifteyên nenas
desk-mark-look = lênêrîn divê
desk-mark-clock = saet cuda ye
desk-no-text = Hê nivîs tune
desk-status-waiting = ji { $when } ve li bendê ye
desk-status-answered = bersiv hat dayîn: { $when }
desk-status-closed = hat girtin: { $when }
desk-status-no-question = hê tiştek nehatiye pirsîn
desk-pages = Rûpelên din
desk-page-before = Berê
desk-page-after = Paşê
desk-empty-first = Hê kesî nenivîsiye.
desk-empty-first-next = Dema ku mase vekirî be û bigihêje veguhêzê, peyam bi xwe tên. Li vir tê dîtin ka digihêje an na:
desk-empty-waiting = Kes li benda bersivê nîne.
desk-empty-answered = Tu axaftina bersivdayî û vekirî tune.
desk-empty-closed = Tu axaftina girtî tune.
desk-empty-page = Axaftinên din tune.

## A conversation

desk-close = Bigire
desk-reopen = Dîsa veke
desk-opened-days = Peyv hatin vekirin: { $days }
desk-alarm = Berî nivîsandinê hay jê hebe: ev peyvên alarmê ne.
desk-alarm-next = Yê ku li vir dinivîse dibe ku bi zorê binivîse, û dibe ku kesekî din bersiva te bixwîne. Tiştekî ku tu ji wî kesî re nabêjî nenivîse. Ev peyv di vê axaftinê de hatin danîn:
desk-new-words = Peyvên vê axaftinê hatin guhertin. Li vir didome:
desk-has-alarm = Li vir peyvên alarmê hatine danîn. Ew ê vê vekin:
desk-earlier =
    { $n ->
        [one] Peyameke kevntir tenê di tomarê de ye.
       *[other] { $n } peyamên kevntir tenê di tomarê de ne.
    }
desk-thread-empty = Hê li vir tiştek nehatiye nivîsandin.
desk-sheet-missing = Pela { $sheet } ji { $of } hê negihîştiye.
desk-kind-message = Peyam
desk-kind-answers = Bersivên formekê
desk-kind-file = Îşaret bi dosyayekê
desk-kind-opened = Peyv hatin vekirin
desk-kind-new-words = Peyv hatin guhertin
desk-kind-alarm = Peyvên alarmê hatin danîn
desk-kind-automatic = Bixweber: «peyama te gihîşt»
desk-kind-reply = Bersiva me
desk-kind-note = Têbînî ji bo tîmê
desk-clock-earlier =
    { $n ->
        [one] Rojekê berî gihîştinê hatiye nivîsandin, an yek ji saetan çewt e.
       *[other] { $n } rojan berî gihîştinê hatiye nivîsandin, an yek ji saetan çewt e.
    }
desk-clock-later =
    { $n ->
        [one] Rûpela ku ev tê de hatiye nivîsandin rojekê li pêş vê maseyê ye. Yek ji saetan çewt e.
       *[other] Rûpela ku ev tê de hatiye nivîsandin { $n } rojan li pêş vê maseyê ye. Yek ji saetan çewt e.
    }
desk-keys-unknown = Ev bi lîsteyeke mifteyan hatiye nivîsandin ku ne ya me ye. Dibe ku kesekî rûpeleke sexte nîşan dabe. Di bersiva xwe de baldar be.
desk-contradicted = Ji bo pelekê du nivîsên cuda gihîştin. Ya pêşîn hat parastin.
desk-note-add = Ji bo tîmê têbîniyekê binivîse
desk-note-label = Têbînî. Qet nayê şandin.
desk-note-save = Têbîniyê biparêze
desk-note-too-long = Têbînî pir dirêj e.
desk-note-too-long-next = Nivîsa te li jêr e. Bike du têbînî.

## A reply

desk-reply = Bersiv
desk-reply-hint = Berî ku tiştek bê şandin tu yê bibînî ka çi diqewime. Bi qasî 900 tîp di beşekê de cih digirin; rojê çar beş ji axaftinekê re diçin.
desk-reply-preview = Pêşî lê binêre
desk-preview = Berî şandinê
desk-reply-confirm = Bersivê bixe rêzê
desk-reply-change = Nivîsê biguhere
desk-reply-empty = Hê nivîs tune.
desk-reply-empty-next = Tiştekî binivîse, paşê dîsa lê binêre.
desk-reply-too-long = Bersiv pir dirêj e: ji 28 beşan zêdetir divê, ango ji hefteyekê zêdetir.
desk-reply-too-long-next = Kurt bike. Rêberek li malperê dikare ya mayî bibêje.
desk-reply-full = Qutiya derketinê heta du mehan tijî ye. Tu tişt nekete rêzê.
desk-reply-full-next = Bersivên ku êdî ne hewce ne vekişîne û ji kesê ku veguhêzê bi rê ve dibe re bibêje.
desk-reply-no-key = Li vir bersiv nayê nivîsandin: tiştekî ku hatiye mifteya wê neaniye.
desk-reply-no-key-next = Ew bi peyama bê ya vê axaftinê re tê.
desk-reply-news = Dema ku te dinivîsî tiştekî nû hat vir. Tu tişt nekete rêzê.
desk-reply-news-next = Li jêr bixwîne. Bersiva te hê li vir e.
desk-plan-parts =
    { $n ->
        [one] 1 beş.
       *[other] { $n } beş.
    }
desk-plan-today = Hemû îro derdikeve.
desk-plan-until = Bersiv heta { $day } li bendê ye; wê demê hemû tê xwendin.
desk-plan-first = Beşa yekem di nav { $span } de derdikeve.
desk-plan-not-today = Îro tiştekî din dernakeve.
desk-plan-day =
    { $n ->
        [one] { $day }: 1 beş
       *[other] { $day }: { $n } beş
    }
desk-plan-how = Her beş 14 rojan bi peyvên rast tê xwendin. Heta ku beşek derneketibe tu dikarî wê vekişînî.
desk-reply-today = Îro derdikeve.
desk-reply-waits = Heta { $day } li bendê ye.
desk-reply-parts = { $out } ji { $of } beşan derketine.
desk-reply-late = Roja wê çû û ji nû ve tê danîn. { $out } ji { $of } beşan derketine.
desk-reply-published = Derket: { $day }.
desk-reply-withdrawn = Hat vekişandin. Tiştek jê derneket.
desk-reply-withdrawn-parts = Hat vekişandin. { $out } ji { $of } beşan berê derketibûn.
desk-withdraw = Vekişîne

## How things stand

desk-state-look = Tiştekî maseyê lênêrînê dixwaze:
desk-state-days = Roj li vir roja dema gerdûnî (UTC) ye, wek di hemû bernameyê de.
desk-state-relay = Veguhêz
desk-state-contact = Bersiva wê ya dawî: { $when }
desk-state-contact-none = Ji destpêkirina maseyê ve bersiv nedaye
desk-relay-unreachable = Bersiv nade. Înternet heye? Tor dixebite? Mase bi xwe dîsa diceribîne û tiştek winda nabe.
desk-relay-busy = Tijî ye an nikare binivîse. Ji kesê ku bi rê ve dibe re bibêje. Mase bi xwe dîsa diceribîne.
desk-relay-forbidden = Vê maseyê nas nake. Gelo mîhengên wê navê vê rêxistinê digirin?
desk-relay-conflict = Bi vî navî tiştekî wê yê din heye. Ev sindoq ji kopiyeke kevntir hatiye vegerandin? Maseyeke duyem dixebite?
desk-relay-strange = Bi awayekî bersiv dide ku ev bername nas nake. Gelo veguhêz heman guherto ye?
desk-state-crowd = Qelebalix
desk-state-crowd-n =
    { $n ->
        [one] 1 paket di navbera du komên dawî de
       *[other] { $n } paket di navbera du komên dawî de
    }
desk-state-crowd-none = Hê nayê zanîn
desk-state-crowd-none-hint = Ji vekirina maseyê ve tu kom nehatiye vekirin. Qelebalix hemû paketên ku di navbera du koman de hatine ye, yên vala jî.
desk-state-crowd-small = Hindik e. Yê ku li torê dinêre çend mêvanan dibîne û dikare texmîn bike ka kîjanî nivîsiye. Tiştê nivîsandî mohrkirî dimîne. Xwendevanên zêdetir qelebalixeke baştir çêdikin.
desk-state-crowd-hint = Xwendevan jî paketên vala yên mohrkirî dişînin. Yê ku li torê dinêre nikare wan ji yên ku dinivîsin cuda bike.
desk-state-backlog = Li benda vekirinê
desk-state-backlog-n =
    { $n ->
        [one] 1 paket
       *[other] { $n } paket
    }
desk-state-backlog-none = Tune
desk-state-backlog-hint = Paket bi komên yek mezinahiyê tên vekirin, da ku kes wan nehejmêre. Heke gelek li bendê bin, kom mezin dibin.
desk-state-edition = Hejmara herî nû
desk-state-edition-none = Hê tune
desk-state-edition-hint = Bersiv di hejmaran de derdikevin. Xwendevan dibînin ka ya herî nû çiqas kevn e. Hejmar tenê dema ku mase vekirî be tên çêkirin.
desk-state-backup = Kopiya parastinê ya herî nû
desk-state-backup-none = Hê tune
desk-state-backup-hint = Maseyê kilît bike û `shanasheel backup` bixebitîne. Dosyayê li cihekî din biparêze.
desk-state-list = Lîsteya mifteyan
desk-state-list-hint = Hejmara guhertoya wê. Mifteyên nû bi xwe tên weşandin.
desk-state-root = Kok
desk-state-root-until = Berî { $day } divê
desk-state-root-hint = Dîska kokê bîne û bila dîsa îmze bike. Piştî wê rojê êdî kes nikare binivîse.
desk-clock-leap =
    { $n ->
        [one] Saeta vê komputerê rojekê pêş ket. Mase karê xwe rawestand.
       *[other] Saeta vê komputerê { $n } rojan pêş ket. Mase karê xwe rawestand.
    }
desk-clock-leap-next = Bi dîrokeke çewt mifte zû tên tunekirin. Dîrokê bi telefonekê re bide ber hev. Heke çewt be rast bike. Heke komputer bi rastî ewqas girtî bû, bibêje:
desk-clock-right = Dîrok rast e, bidomîne
desk-clock-behind = Saeta vê komputerê bi { $span } li paş tiştê ku berê hatiye weşandin e.
desk-clock-behind-next = Rast bike. Heta ku bigihêje tu hejmar nayê çêkirin; peyam her tên.
desk-relay-ahead = Lîsteya mifteyan a veguhêzê ji ya vê sindoqê nûtir e.
desk-relay-ahead-next = Ev sindoq belkî ji kopiyeke kevntir hatiye vegerandin. Heke sindoqa nûtir hê hebe, wê bi kar bîne.

## Times

desk-just-now = niha
desk-ago = berî { $span }
desk-span-minutes =
    { $n ->
        [one] deqeyekê
       *[other] { $n } deqeyan
    }
desk-span-hours =
    { $n ->
        [one] saetekê
       *[other] { $n } saetan
    }
desk-span-days =
    { $n ->
        [one] rojekê
       *[other] { $n } rojan
    }
desk-yesterday = duh
desk-today = îro
desk-tomorrow = sibê
desk-date = { $day } { $month }
desk-date-year = { $day } { $month } { $year }
