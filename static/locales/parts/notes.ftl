## The session note

note-on-phones = { $count ->
    [one] { $count } on a phone of their own.
   *[other] { $count } on phones of their own.
}
note-beside = { $count ->
    [one] { $count } shared somebody’s phone.
   *[other] { $count } shared somebody’s phone.
}
note-without = { $count ->
    [one] { $count } had no phone; somebody typed for them.
   *[other] { $count } had no phone; somebody typed for them.
}
note-on-paper = { $count ->
    [one] { $count } sheet of paper was typed in.
   *[other] { $count } sheets of paper were typed in.
}
note-turn = What we will turn
note-essentials = Our essentials
note-stand = Where we stand
note-changed = What we can already say we changed
# $date (String) - a day such as 2026-12-21
note-check = { $date }: we ask what became of it all.
note-next-session = { $date }: the next session.
# What each place of the note is called where no step gives it a name
note-place-decided = What we decided
note-place-help = Help
note-place-stand = Where we stand
note-place-impact = What we can say about impact
note-place-practice = What we do, and what is missing
note-place-tables = What the tables brought back
note-place-imagined = What we imagined
note-place-system = The system we feel
note-place-words = What we brought and asked
note-place-stock = Taking stock
note-place-stop = Things we might stop, and what had to wait
# $times (String) - one or several times of the day
note-asked-at = Asked at { $times }.
note-parked = The parking lot
note-how-it-went = How it went
note-credits = Whose ideas we used
# $steps (String) - several of the next one
note-shortened = Shortened: { $steps }.
note-shorter = { $step } ({ $minutes } of { $planned } minutes)
# A step that came later than planned; $during (String) - the step it came in the middle of
note-inserted = { $step } was run at { $at }, during { $during }.
note-again = { $step } was opened again at { $at }, during { $during }.
# $screens (String) - titles
note-nobody-answered = Asked, and nobody answered: { $screens }.

## The draft of the note, for the facilitator

draft-title = The note before it goes out
draft-what = Strike what should not go out. Struck lines stay here, and you can put them back at any time. The note, the short papers and the files follow at once.
draft-going-on = The session is still going on. Lines will be added.
draft-strike = Strike
draft-back = Put back
draft-struck = Struck
draft-struck-count = { $count ->
    [0] Nothing is struck.
    [one] { $count } line is struck.
   *[other] { $count } lines are struck.
}
draft-foreword = Your foreword
draft-foreword-hint = A few words before everything else. It is signed by nobody, so say who you are if you wish.
draft-foreword-save = Save the foreword
draft-saved = Saved
draft-out = As it goes out
draft-note = The note, to read and print
draft-note-html = The note as one page (HTML)
draft-note-markdown = The note for an e-mail (Markdown)
draft-case = The case for continuing, one page
draft-poster = A poster for the staffroom
draft-files = For a spreadsheet
draft-file-entries = What was written
draft-file-commitments = Commitments
draft-file-votes = Votes
draft-file-marks = Marks
draft-file-matches = Who helps whom
draft-file-cards = Host cards
draft-file-canvases = The curves
draft-file-people = People
draft-file-timeline = Timeline
draft-file-json = Everything (JSON)
draft-to-you = For you alone
draft-to-you-what = What people wrote for your eyes only. It is in no note and no file that goes out.
draft-to-you-open = What was written to you
draft-archive = Everything with the private entries (JSON)
draft-archive-what = This archive also holds what people did not share with the room. Keep it to yourself.
draft-programme = The programme, planned and real
draft-programme-what = This stands on your copy only.
draft-step = Step
draft-planned = Planned
draft-took = Took
draft-not-held = not held
draft-minutes = { $minutes } min
draft-phoneless = Take-aways for people without a phone
draft-phoneless-what = Make a link for each of them to keep. Give it to nobody else: it opens their own words.
draft-phoneless-link = Link for { $name }
draft-home = Your sessions

## Two short papers

case-title = The case for continuing
case-proof = What we can already show
case-no-proof = The session did not come to claims that can be shown yet.
case-cost-title = What it took
case-cost = { $people } people gave { $hours } hours each to this session: { $all } working hours together.
case-ask = What comes next, and what we ask for
case-no-ask = No dates were set yet, and nothing was asked for.
poster-title = Poster
poster-no-issue = What we will turn is still to be chosen

## What was written to the facilitator alone

to-you-title = What was written to you
to-you-mark = For you alone. Do not send this on.
to-you-what = People were told that only the facilitator would read this.
to-you-none = Nobody wrote anything to you alone.

## What one person takes away

takeaway-title = What you take away
takeaway-for = For { $name }
takeaway-private = This page is yours. It holds what you wrote, private lines too, so keep its link to yourself.
takeaway-nothing = There is nothing of yours here yet.
takeaway-erased = You asked to be forgotten. Nothing of yours is kept here.
takeaway-promised = Your commitment
takeaway-asked-by = You will ask
takeaway-help = Help, given and taken
takeaway-essentials = The essentials we agreed
takeaway-question = The question your table most needed answered
takeaway-imagined = What the room imagined
takeaway-star = You gave a star to
# $spread (String) - counts, and perhaps in a word how far apart they are
takeaway-room = In the room: { $spread }
takeaway-calendar = Put it in my calendar
takeaway-keep = Keep this page
takeaway-save = Save it as a file
takeaway-save-hint = The file opens on any phone or computer, without this room’s computer.
takeaway-link = Make a link to this page
takeaway-link-hint = It works as long as the computer of this session can be reached. Whoever has it can read this page.
takeaway-change = Change or take back what you wrote
takeaway-change-how = While the session goes on, change your words on your phone. Here you can have yourself forgotten, now or later.
takeaway-erase = Have me forgotten
takeaway-erase-name-how = Your words stay, without your name. They can no longer be traced to you.
takeaway-erase-name = Take my name away
takeaway-erase-words-how = Your words and your name go, from the note and from every screen. How many took part still counts you. This cannot be undone.
takeaway-erase-words = Take my words and my name away

## The door of a link to keep

door-keep-title = Your page
door-keep-wait = One moment …
door-keep-none = This link is not complete. Open the whole link, or scan it again.

## The next session, begun from the last one

sequel-step = Since last time
# $title (String) - the title of the last session
sequel-purpose = What became of what we promised at { $title }.
sequel-did-it = Did it happen?
sequel-did-it-more = Did it happen? ({ $no })
sequel-yes = Yes
sequel-partly = Partly
sequel-not-yet = Not yet
sequel-not-mine = Not mine
sequel-say = Look for your own. Yes, partly, or not yet: all three are honest answers.
sequel-private = { $count ->
    [one] { $count } more was kept private: its author finds it on their own page.
   *[other] { $count } more were kept private: their authors find them on their own pages.
}
sequel-essentials = What we set out to do
sequel-unmet = Still looking for help

## Home

home-draft = Strike lines, then send it
home-next = Start the next session from this one
home-next-agenda = Agenda
home-next-same = The same as last time

## Columns of the tables

sheet-kind = kind
sheet-more = when, who asks, by when
sheet-proxy = typed by
sheet-round = round
sheet-value = value
sheet-count = count
sheet-sheet = sheet
sheet-from = from
sheet-until = until
sheet-minutes = minutes
sheet-screen = screen
sheet-planned = planned minutes

## Why something was not done

refused-old_link = This link does not lead anywhere any more. Ask on your own phone for a new one.
refused-own_only = They have a phone, so they find their page there. Nobody else is given the link.

## Where these stand on the home page and on the console

home-field-next = Date of the next session, if it is known
console-draft = Strike lines, then send the note
