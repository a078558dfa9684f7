### The panel in which a person writes and reads answers.

## Closed, and its first view

panel-open = Write to us
panel-title = Write to us
panel-what = You can write to us here and read our answers later. No name, no account, no phone number.
panel-nothing-kept = Nothing is kept on this phone. If you close this page, everything that has not left yet is lost.
panel-not-emergency = This is not an emergency line. Answers take time.
panel-new = I am new here
panel-return = I have words or numbers
panel-close = Close and wipe
panel-back = Back
panel-go-on = Go on
panel-check = Check
panel-show = Show
panel-hide = Hide
panel-connecting = Getting ready. This takes a few seconds.
panel-no-engine = Writing is not possible in this browser, because it lacks WebAssembly or has it switched off. Reading works as always.
panel-no-load = The part for writing could not be loaded. Load this page again. If that does not help, use another browser.
panel-no-engine-do = Open this page in another browser, such as a current Firefox or Chrome. In Tor Browser, writing works at the level “Standard”.

## New words or numbers

panel-your-words = Your nine words
panel-your-numbers = Your four numbers
panel-why-secret = These alone open your answers, on any phone. Whoever has them can read our answers and write in your name. We do not have them and cannot give them to you again.
panel-how-keep = Learn them by heart if you can. If you must write them down, hide them among other numbers, in the right order, not on this phone. Do not take a screenshot.
panel-lost = Once you go on and have written, they are not shown again.
panel-as-words = Words instead
panel-as-numbers = Numbers instead
panel-practise = Practise
panel-type-all = Type all of them from memory
panel-right = All of them are right.
panel-not-right = One of these is not right. Check each one and try again.
panel-prove = Type two of them
panel-prove-why = So that you do not lose your answers: type these two.
panel-word-n = Word { $n }
panel-number-n = Number { $n }

## Coming back

panel-type-yours = Your words or numbers, in order
panel-enter = Open

## Writing

panel-write = Write
panel-your-text = Your message
panel-never-shown = What you send is not shown again, not even to you.
panel-sheets = Sheets: { $n }
panel-too-long = This is too long. Send it in two messages.
panel-send = Send
panel-ready = Ready. Sealed sheets leave one by one, at the same times as for every visitor.
panel-leaving = Sheets that have left: { $n } of { $m }. Keep this page open.
panel-all-left = All sheets have left: { $n } of { $m }. You may close this page.
panel-not-ready = This cannot be sealed yet. Wait a moment and try again; your text stays here.
panel-empty = There is no text yet.
panel-full = Many sheets are still waiting. Wait until some have left; your text stays here.

## Answers

panel-answers = Your answers
panel-looking = Looking for answers. Keep this page open; this can take some minutes.
panel-none-yet = No answer has come in the last 14 days.
panel-arrived = Your message has arrived. A person will read it.
panel-parts = Parts that are here: { $n } of { $m }. The others follow.
panel-newest = Last delivery of answers: { $time }
panel-usual = Usual time to an answer, in days: { $n }

## Something is wrong with the key list

panel-problem-malformed = What this address sent cannot be read. Nothing you write is sent. Try again later, or open our page at another address.
panel-problem-other-root = This address answers in the name of another organisation. Do not write here. Open our page at an address that you know.
panel-problem-forged = This address sent keys that we did not sign. Do not write here. Open our page at another address, and tell us there.
panel-problem-rolled-back = This address sent older keys than before. Do not write here for now. Try again later, or open our page at another address.
panel-problem-expired = The keys of this address are out of date. Nothing can be sealed. Try again tomorrow, or open our page at another address.
