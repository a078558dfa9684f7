### The staff's pages.

## The frame

desk-skip = Skip to the text
desk-navigation = Sections
desk-languages = Language
desk-inbox = Inbox
desk-state = State
desk-lock = Lock
desk-comma = ,{" "}

## Locking

desk-locked = Locked
desk-passphrase = Passphrase
desk-unlock = Unlock
desk-unlock-hint = Opening takes about a second. Nobody can reset a passphrase: not us, not the relay.
desk-locked-writing = The desk was locked while you were writing.
desk-locked-writing-next = Your text is not lost. Unlock, and you will find it as a draft.
desk-asleep = This window was not used for a while. Your drafts are kept.

## What can go wrong

desk-vault-wrong-passphrase = This passphrase does not open the vault.
desk-vault-wrong-passphrase-next = Type it again. Look at the language of your keyboard and at Caps Lock.
desk-vault-in-use = The vault is open in another desk on this computer.
desk-vault-in-use-next = Close the other desk, then try again. Two desks on one vault would spoil each other's work.
desk-vault-missing = There is no vault in the folder with which this desk was started.
desk-vault-missing-next = Look at the path in the terminal. A backup is brought back with `shanasheel restore`.
desk-vault-damaged = The vault is damaged.
desk-vault-damaged-next = Do not delete it. Bring the newest backup back into another folder with `shanasheel restore`, and keep this folder: some of it may be saved.
desk-vault-too-new = The vault was made by a newer version of this program.
desk-vault-too-new-next = Install the newer version and start it. Nothing was changed.
desk-vault-no-space = The disk is full. Nothing of this step was kept.
desk-vault-no-space-next = Make space and try again. Everything that was stored before is still there.
desk-vault-no-memory = The computer has too little free memory to open the vault.
desk-vault-no-memory-next = Close other programs and try again.
desk-vault-denied = The system does not let this program read or write the vault.
desk-vault-denied-next = Check that the folder belongs to you and that the disk is not write-protected.
desk-vault-no-desk = This vault opens, but it holds no organisation.
desk-vault-no-desk-next = Check that the desk was started with the right folder. The folder of the root is not the desk's vault.
desk-failed = Something failed that should not. Nothing was changed.
desk-failed-next = Go back and try again. If it happens again, lock the desk, and run `shanasheel doctor` in the terminal.
desk-form-broken = What was sent cannot be read, or it is longer than the desk takes.
desk-form-broken-next = Go back: your text is still in the form. Shorten it if it is very long.
desk-nothing-here = There is nothing at this address.
desk-nothing-here-next = Go to the inbox and look for it there.
desk-refused-host = The desk is not shown at this address.
desk-refused-host-next = Open the address that the terminal printed, exactly as it stands there.
desk-refused-site = Another website tried to use the desk. It was stopped, and nothing was changed.
desk-refused-site-next = If you did not expect this, close the other windows of the browser. Then open the desk anew.
desk-refused-key = This address was used already. It works only once.
desk-refused-key-next = Go on in the window where the desk is open. If it was not you who used it, stop the desk in the terminal at once and start it again.
desk-refused-session = This browser does not have the key of the desk that is running.
desk-refused-session-next = Open the address that the terminal printed. If it was used already, stop the desk there and start it again. If you were writing, go back first and copy your text.

## Inbox

desk-filters = Which conversations
desk-filter-waiting = Waiting
desk-filter-answered = Answered
desk-filter-closed = Closed
desk-filter-all = All
desk-mark-unread = new
desk-mark-incomplete = sheet missing
desk-mark-alarm = look first
desk-mark-keys = unknown keys
desk-mark-look = needs a look
desk-mark-clock = clock differs
desk-no-text = No text yet
desk-status-waiting = waiting for { $when }
desk-status-answered = answered { $when }
desk-status-closed = closed { $when }
desk-status-no-question = nothing asked yet
desk-pages = More pages
desk-page-before = Before
desk-page-after = After
desk-empty-first = Nobody has written yet.
desk-empty-first-next = Messages come by themselves while the desk is unlocked and reaches the relay. Whether it does is shown here:
desk-empty-waiting = Nobody is waiting for an answer.
desk-empty-answered = No conversation is answered and open.
desk-empty-closed = No conversation is closed.
desk-empty-page = There are no more conversations.

## A conversation

desk-close = Close
desk-reopen = Open again
desk-opened-days = Words opened: { $days }
desk-alarm = Look before you write: these are alarm words.
desk-alarm-next = Whoever writes here may be forced to, and somebody else may read your answer. Write nothing that you would not say to that person. They were set up in this conversation:
desk-new-words = The words of this conversation were changed. It goes on here:
desk-has-alarm = Alarm words were set up here. They would open:
desk-earlier =
    { $n ->
        [one] 1 earlier message is only in the log.
       *[other] { $n } earlier messages are only in the log.
    }
desk-thread-empty = Nothing was written here yet.
desk-sheet-missing = Sheet { $sheet } of { $of } has not come yet.
desk-kind-message = Message
desk-kind-answers = Answers to a form
desk-kind-file = Reference to a file
desk-kind-opened = Words opened
desk-kind-new-words = Words changed
desk-kind-alarm = Alarm words set up
desk-kind-automatic = Automatic: “it has arrived”
desk-kind-reply = Our reply
desk-kind-note = Note for the team
desk-clock-earlier =
    { $n ->
        [one] Written a day before it came, or one of the clocks is wrong.
       *[other] Written { $n } days before it came, or one of the clocks is wrong.
    }
desk-clock-later =
    { $n ->
        [one] The page on which this was written was a day ahead of this desk. One of the clocks is wrong.
       *[other] The page on which this was written was { $n } days ahead of this desk. One of the clocks is wrong.
    }
desk-keys-unknown = This was written with a list of keys that is not ours. Somebody may have shown a false page. Be careful with what you answer.
desk-contradicted = Two different texts came for one sheet. The first was kept.
desk-note-add = Add a note for the team
desk-note-label = Note. It is never sent.
desk-note-save = Save the note
desk-note-too-long = The note is too long.
desk-note-too-long-next = Your text is below. Make two notes of it.

## A reply

desk-reply = Reply
desk-reply-hint = You will see what happens before anything is sent. About 900 letters fit into one part; four parts a day go to one conversation.
desk-reply-preview = Look at it first
desk-preview = Before it is sent
desk-reply-confirm = Queue the reply
desk-reply-change = Change the text
desk-reply-empty = There is no text yet.
desk-reply-empty-next = Write something, then look at it again.
desk-reply-too-long = The reply is too long: it needs more than 28 parts, which is a week.
desk-reply-too-long-next = Shorten it. A guide on the site can say the rest.
desk-reply-full = The outbox is full for two months. Nothing was queued.
desk-reply-full-next = Take back replies that are no longer needed, and tell whoever runs the relay.
desk-reply-no-key = No reply can be written here: nothing that came has brought the key for it.
desk-reply-no-key-next = It comes with the next message of this conversation.
desk-reply-news = Something new came here while you were writing. Nothing was queued.
desk-reply-news-next = Read it below. Your reply is still here.
desk-plan-parts =
    { $n ->
        [one] 1 part.
       *[other] { $n } parts.
    }
desk-plan-today = All of it goes out today.
desk-plan-until = The reply waits until { $day }; then all of it can be read.
desk-plan-first = The first part goes out within { $span }.
desk-plan-not-today = Nothing more can go out today.
desk-plan-day =
    { $n ->
        [one] { $day }: 1 part
       *[other] { $day }: { $n } parts
    }
desk-plan-how = Each part can be read for 14 days with the right words. Until a part goes out, you can take it back.
desk-reply-today = Goes out today.
desk-reply-waits = Waits until { $day }.
desk-reply-parts = { $out } of { $of } parts are out.
desk-reply-late = Missed its day and is being planned anew. { $out } of { $of } parts are out.
desk-reply-published = Out since { $day }.
desk-reply-withdrawn = Taken back. Nothing of it went out.
desk-reply-withdrawn-parts = Taken back. { $out } of { $of } parts had gone out already.
desk-withdraw = Take back

## How things stand

desk-state-look = Something about the desk needs a look:
desk-state-days = A day here is a day of universal time (UTC), as in all of the program.
desk-state-relay = Relay
desk-state-contact = Last answered { $when }
desk-state-contact-none = Has not answered since the desk was started
desk-relay-unreachable = It does not answer. Is there a network? Does Tor run? The desk tries again by itself, and nothing is lost.
desk-relay-busy = It is full or cannot write. Tell whoever runs it. The desk tries again by itself.
desk-relay-forbidden = It does not know this desk. Does its configuration name this organisation?
desk-relay-conflict = It already has something else under this name. Was this vault restored from an older backup? Does a second desk run?
desk-relay-strange = It answers in a way that this program does not know. Does the relay run the same version?
desk-state-crowd = Crowd
desk-state-crowd-n =
    { $n ->
        [one] 1 parcel between the last two batches
       *[other] { $n } parcels between the last two batches
    }
desk-state-crowd-none = Not known yet
desk-state-crowd-none-hint = No batch was opened since the desk was unlocked. The crowd is all parcels that came between two batches, empty ones included.
desk-state-crowd-small = Small. Whoever watches the network sees few visitors and can guess which of them wrote. What is written stays sealed. More readers make a better crowd.
desk-state-crowd-hint = Readers send sealed empty parcels too. Whoever watches the network cannot tell them from those who write.
desk-state-backlog = Waiting to be opened
desk-state-backlog-n =
    { $n ->
        [one] 1 parcel
       *[other] { $n } parcels
    }
desk-state-backlog-none = None
desk-state-backlog-hint = Parcels are opened in batches of one size, so that nobody can count them. If many wait, the batches grow.
desk-state-edition = Newest edition
desk-state-edition-none = There is none yet
desk-state-edition-hint = Replies go out in editions. Readers see how old the newest one is. Editions are made only while the desk is unlocked.
desk-state-backup = Newest backup
desk-state-backup-none = There is none yet
desk-state-backup-hint = Lock the desk and run `shanasheel backup`. Keep the file somewhere else.
desk-state-list = Key list
desk-state-list-hint = Its version. New keys are published by themselves.
desk-state-root = Root
desk-state-root-until = Needed before { $day }
desk-state-root-hint = Fetch the root's disk and let it sign again. After that day nobody can write any more.
desk-clock-leap =
    { $n ->
        [one] The clock of this computer went ahead by a day. The desk has stopped its work.
       *[other] The clock of this computer went ahead by { $n } days. The desk has stopped its work.
    }
desk-clock-leap-next = With a wrong date keys would be destroyed too early. Compare the date with a phone. If it is wrong, put it right. If the computer really was off for so long, say so:
desk-clock-right = The date is right, go on
desk-clock-behind = The clock of this computer is behind what was published already, by { $span }.
desk-clock-behind-next = Put it right. Until it has caught up, no edition is made; messages still come in.
desk-relay-ahead = The relay has a newer key list than this vault.
desk-relay-ahead-next = This vault was probably restored from an older backup. If the newer vault still exists, use that one.

## Times

desk-just-now = just now
desk-ago = { $span } ago
desk-span-minutes =
    { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
desk-span-hours =
    { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
desk-span-days =
    { $n ->
        [one] 1 day
       *[other] { $n } days
    }
desk-yesterday = yesterday
desk-today = today
desk-tomorrow = tomorrow
desk-date = { $day } { $month }
desk-date-year = { $day } { $month } { $year }
