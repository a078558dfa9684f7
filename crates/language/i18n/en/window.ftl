### The public pages around the guides.

## The frame of every page

window-skip = Skip to the text
window-languages = Language
window-sections = Sections
window-guides = Guides
window-words = Words
window-search = Search
window-about = Safety
window-write = Write
window-leave = Quick exit
window-no-script = Writing to us needs JavaScript. Reading does not.

## Lists and search

window-guides-lede = Short guides. You can read them without an account and without leaving your name.
window-in-language = in
window-draft-short = Draft
window-search-label = What are you looking for?
window-search-button = Search
window-search-private = Your words are not kept and do not appear in the address.
window-search-nothing = Nothing found. Try one word, or another word for the same thing.
window-search-found = { $count ->
    [one] 1 result
   *[other] { $count } results
}
window-search-too-long = That was too long. Try one word or two.
window-missing = There is nothing at this address.

## A guide

window-state-draft = Draft.
window-state-second-reader = A second person is reading this.
window-state-approved = Reviewed.
window-review-none = Nobody has reviewed it yet.
window-written-on = Written on { $day }.
window-contents = On this page
window-facts = Numbers and where they come from
window-facts-lede = After the last day, ask before you rely on a number.
window-fact-old = may be out of date
window-and = ,{" "}
window-grade-a = The official text.
window-grade-b = A specialist body.
window-grade-c = News or a summary.
window-grade-d = Not confirmed.
window-verified = Checked on { $day }.
window-fact-good = Good until { $day }.
window-fact-expired = Out of date since { $day }.

## Words

window-words-lede = What words mean, how people say them, and which ones hurt.
window-words-draft = Not yet reviewed by the people whom these words are about.
window-words-none = There are no words here yet.
window-say = Say:
window-avoid = Better not:
window-note = Note:

## Your safety

window-about-title = What protects you here, and what does not
window-about-lede = No website can make you safe. This page says honestly what this one does.
window-about-does = What this site does
window-about-does-1 = You need no account and no name. The site sets no cookies.
window-about-does-2 = The site keeps no record of who opens which page. Nothing comes from other companies.
window-about-does-3 = The title of each page is only a number or a dash, so your history does not say what you read.
window-about-does-4 = What you search for does not appear in the address, and it is not kept.
window-about-does-not = What it cannot do
window-about-does-not-1 = Somebody who watches your network can see that this site was opened, when, and for how long. The Tor Browser hides that.
window-about-does-not-2 = The address stays in the history of your browser. A private window forgets it when you close it.
window-about-does-not-3 = Somebody who holds your phone sees what is open, and what you saved, printed or photographed.
window-about-does-not-4 = A spying app on the phone sees everything that you see.
window-about-does-not-5 = Having these pages on your phone or on paper can be a danger. It is safer to read, remember and close.
window-about-exit = Quick exit
window-about-exit-1 = “Quick exit” opens an ordinary page at once. It asks the browser to forget what this site stored.
window-about-exit-2 = It does not delete your history, and the back button may lead here again. Close the tab too.
window-about-exit-3 = It does not help against somebody who has already seen the screen.
window-about-panel = Writing to us
window-about-panel-1 = You can write to us in a panel on every page. Opening it and typing send nothing.
window-about-panel-2 = What you write is sealed on your phone. Only our staff can open it, not the computer that carries it.
window-about-panel-3 = Every open page sends small sealed parcels, whether somebody writes or only reads. So the network cannot tell who writes.
window-about-panel-4 = You get words or numbers to remember. With them you read the answer, here or on another phone. Nobody can give them to you again.
window-about-panel-5 = This is not an emergency line. An answer takes hours or days.
window-about-facts = Numbers and dates
window-about-facts-1 = Numbers that may change, such as deadlines and punishments, have a source and the day on which we checked it.
window-about-facts-2 = Each also has a last day. After it, the page marks the number as out of date.
window-about-facts-3 = The kind of source stands beside it: an official text, a specialist body, news, or not confirmed.
window-about-drafts = Drafts
window-about-drafts-1 = “Draft” at the top of a page means that the people named there have not reviewed it yet. Read it with care.
window-about-drafts-2 = Something is wrong or hurts? Tell us.

## Days

window-day = { $day } { $month } { $year }
window-month-1 = January
window-month-2 = February
window-month-3 = March
window-month-4 = April
window-month-5 = May
window-month-6 = June
window-month-7 = July
window-month-8 = August
window-month-9 = September
window-month-10 = October
window-month-11 = November
window-month-12 = December

## What is wrong with a library, for those who write guides

window-problem-unreadable = The file cannot be read: { $name }.
window-problem-unreadable-help = Check that it exists, that you may read it, and that it is smaller than 1 MB.
window-problem-not-utf8 = Here is a character that is not UTF-8.
window-problem-not-utf8-help = Save the file as UTF-8 in your editor.
window-problem-no-front-matter = The guide does not begin with +++.
window-problem-no-front-matter-help = Write +++ on the first line, then id, title and the other fields, then +++ again.
window-problem-unclosed-front-matter = The fields at the beginning do not end.
window-problem-unclosed-front-matter-help = Write a line with only +++ after the last field.
window-problem-syntax = This line cannot be read: { $name }.
window-problem-syntax-help = Check quotes, brackets and the = sign on this line.
window-problem-missing-field = The field { $name } is missing.
window-problem-missing-field-help = Add a line that begins with { $name } =
window-problem-unknown-field = Nobody knows the field { $name }.
window-problem-unknown-field-help = Correct its name or remove the line. Known here: { $known }
window-problem-wrong-type = The value of { $name } has the wrong form.
window-problem-wrong-type-help = After { $name } = write { $expected }.
window-problem-bad-value = “{ $value }” cannot be the value of { $name }.
window-problem-bad-value-help = After { $name } = write { $expected }.
window-problem-duplicate = { $name } is there twice.
window-problem-duplicate-help = The first is on line { $line }. Rename or remove one of them.
window-problem-expires-early = { $name } expires before it was checked.
window-problem-expires-early-help = Choose an expires_on that is later than verified_on.
window-problem-strange-file = This file is not part of a library, so it is left out.
window-problem-strange-file-help = Guides are called 7/ar.md, words terms/ar.toml, facts facts.toml. The languages are ar, ckb, kmr and en.
window-problem-id-not-folder = The id is { $name }, but the folder is { $folder }.
window-problem-id-not-folder-help = Write id = { $folder }, or move the file.
window-problem-raw-html = Here is HTML: { $name }
window-problem-raw-html-help = Use Markdown only. For a < sign, write \<.
window-problem-image = Here is a picture.
window-problem-image-help = Guides have no pictures, since they can give a reader away. Say it in words.
window-problem-unknown-fact = There is no fact { $name }.
window-problem-unknown-fact-help = Add it to facts.toml, or correct the name.
window-problem-unknown-fact-near = There is no fact { $name }.
window-problem-unknown-fact-near-help = Did you mean { $near }? Otherwise add it to facts.toml.
window-problem-unlisted-fact = The fact { $name } is used here, but the list of facts at the beginning lacks it.
window-problem-unlisted-fact-help = Add "{ $name }" to the field facts at the beginning of the file.
window-problem-bad-placeholder = This brace begins no fact.
window-problem-bad-placeholder-help = Write a fact as {"{"}pep.max_hours{"}"}, without spaces. Use no other braces.
window-problem-no-heading-id = This heading has no id.
window-problem-no-heading-id-help = Write {"{"}#when{"}"} at its end, the same id in every language.
window-problem-bad-heading-id = “{ $name }” cannot be the id of a heading.
window-problem-bad-heading-id-help = Use small Latin letters, digits and -, beginning with a letter.
window-problem-double-heading-id = The heading id { $name } is there twice.
window-problem-double-heading-id-help = Give one of the two headings another id.
window-problem-top-heading = A heading with one # is the title, which stands in the fields at the beginning.
window-problem-top-heading-help = Write ## or ###.
window-problem-bad-link = The link { $name } leads nowhere, or is not allowed.
window-problem-bad-link-help = Allowed are https://…, a heading #when, a guide /k/2, and the words /t.
window-problem-missing-term = The word { $name } is missing in this language.
window-problem-missing-term-help = Translate it. Until then the page of words does not show it.
window-problem-missing-translation = Guide { $name } has no translation: { $language }.
window-problem-missing-translation-help = Translate it. Until then the list shows it in another language and says so.
window-problem-expired-fact = The fact { $name } is out of date since { $day }.
window-problem-expired-fact-help = Read its source again, then correct value, verified_on and expires_on. Until then pages mark it.
window-problem-no-guides = There is no guide here.
window-problem-no-guides-help = Name the folder that contains 1/ar.md.
window-problem-bad-exit = The quick exit cannot lead to “{ $name }”.
window-problem-bad-exit-help = Write an address that begins with https:// and has only Latin letters, digits and signs.
window-expected-text = a text in quotes
window-expected-texts = a list of texts, ["like", "this"]
window-expected-number = a whole number
window-expected-number-or-text = a whole number or a text in quotes
window-expected-day = a day like 2026-11-01
window-expected-tables = records in double brackets, [[like this]]
window-expected-id = small Latin letters, digits, _ - and ., beginning with a letter
window-expected-url = an address that begins with https://
