### people: phones that go round, words typed for others, leaving early, two consoles.

## What an earlier screen brought

look-brought = From earlier
# $step (String) - the title of the step it comes from
look-brought-from = From “{ $step }”
# $count (Number) - how many more there are
look-brought-more = { $count ->
    [one] One more
   *[other] { $count } more
}

## The phone: what the table keeps before its eyes

phone-pin = Your table’s question
phone-pin-from = Your table, in “{ $step }”

## The phone: phones down

phone-quiet = Phones down while we talk.
phone-quiet-add = Add a thought
phone-quiet-show = Show what I can do

## The phone: coming late, going early

# $what (String) - what lies open at the table, such as the title of a card
phone-catch-up-open = Open at your table now: { $what }
phone-leave = I have to leave early
phone-leaving = Before you go
phone-leaving-text = Thank you for being here. Nobody waits for you now, and all you wrote is kept.
phone-leaving-first = You can do this already
phone-leaving-now = What the room is doing now
phone-come-back = I am still here
phone-visiting-early = You are ahead of the room. What you send is kept for later.
phone-back-to-leaving = Back to my list
phone-take-away = Your take-away page
phone-take-away-hint = What you wrote and promised, on one page. Only on this phone.

## The phone: one phone, several people

# $no, $of (Numbers) - whose turn it is, of how many
phone-round = This phone goes round. Now: person { $no } of { $of }.
phone-round-next = Hand it to person { $no }
phone-hand-title = Person { $no } of { $of }
phone-hand-hidden = Pass the phone on. What the others answered stays hidden.
phone-hand-taken = I am person { $no }
phone-share = How many people use this phone?
phone-share-hint = With more than one, each answers in turn and nobody sees what the one before said.
phone-share-people = { $count ->
    [one] Only me
   *[other] { $count } people
}
phone-write-for = Write for somebody without a phone
phone-write-for-hint = It counts as theirs.
# $name (String)
phone-writing-for = You are writing for { $name }.
phone-written-for = You wrote this for { $name }.
phone-back-to-me = Back to me

## The phone: one's own card

# $table (String) - `phone-table` or `phone-table-named`
phone-you-nameless = You are at { $table }
# $tables (String) - the tables that were put together with this one
phone-was = Put together with { $tables }
phone-erase = Take away what I gave
phone-erase-words = Erase what I wrote
phone-erase-words-sure = Everything you wrote is taken out of this session, on every screen and in the note. Counts stay. This cannot be undone.
phone-erase-words-yes = Erase my words
phone-erase-name = Erase my name
phone-erase-name-sure = Your name, school and role are taken out of this session. What you wrote stays, without a name. This cannot be undone.
phone-erase-name-yes = Erase my name
phone-erase-no = No, keep it
phone-sign-out = Sign out on this phone
# $code (String) - the personal code
phone-sign-out-sure = To come back later, you need your personal code: { $code }. What you wrote stays in the room.
phone-sign-out-yes = Sign out
phone-sign-out-no = Stay

## Writing: a date for the calendar, and questions put differently

collect-calendar = Put it in my calendar
collect-reword = Put the questions differently
collect-reword-how = Phones change at once. What was written and what is half typed stays.
# $no (Number)
collect-reword-ask = Question { $no }
collect-reword-more = A new question
collect-reword-save = Change it on all phones
collect-reword-add = Add a question
collect-reword-leave = Leave it as it is

## The console: people

console-people = People
console-people-all = Show everybody
console-people-fold = Fold the list
console-without-phone = { $count ->
    [one] 1 without a phone
   *[other] { $count } without a phone
}
console-left-count = { $count ->
    [one] 1 has left
   *[other] { $count } have left
}
console-no-phone = no phone
console-has-left = has left
console-nameless = Somebody without a name
# $name (String) - whose phone is shared
console-beside = Somebody on the phone of { $name }
console-enter-for = Type for them
console-leave = Has left
console-come-back = Is back
console-same-as = Is the same person as
console-make-one = Make them one
# $name, $other (Strings) - two people who are one
console-make-one-sure = { $name } becomes { $other }. What both wrote is put together, and the later vote counts. This cannot be undone.
console-make-one-yes = Make them one
console-erase-words = Erase their words
console-erase-words-sure = Everything { $name } wrote is taken out of this session and the note. Counts stay. This cannot be undone.
console-erase-words-yes = Erase the words
console-erase-name = Erase their name
console-erase-name-sure = The name of { $name } is taken out of this session. What they wrote stays, without a name. This cannot be undone.
console-erase-name-yes = Erase the name
console-add-person = Add a person without a phone
console-new-name = Their name

## The console: tables

console-alone = alone
# $tables (String) - former tables
console-was = With the people and the work of: { $tables }
# $no (Number) - the table; $name (String) - whose phone
console-cards-away = Table { $no }: the cards are with { $name }, who is away.
console-cards-to = Give them to { $name }
console-advice = You could
console-advice-merge = Tables { $one } and { $other } are small.
# $parts (String) - such as 4 + 3
console-advice-split = Table { $no } is large: { $parts } would talk more easily.
console-merge-tables = Put { $other } and { $one } together
console-split-table = Part table { $no }
console-advice-no = Leave it

## The console: typing for others, paper

console-panel-close = Close
console-which-screen = Which screen?
# $step, $title (Strings)
console-screen-of = { $step }: { $title }
console-nothing-up = No screen that takes answers has been up yet.
# $name (String)
console-entering-for = Typing for { $name }
console-paper = Type in paper
console-paper-how = For sheets that were handed in. Each line becomes one answer without a name, and waits for your eye if the room is to see it.
console-paper-box = Which question?
console-paper-none = Nothing on this screen can be typed in from paper.
console-paper-lines = One answer on each line
console-paper-count = { $count ->
    [0] No line yet.
    [one] { $count } line.
   *[other] { $count } lines.
}
console-paper-long = { $count ->
    [one] One is longer than { $limit } characters.
   *[other] { $count } are longer than { $limit } characters.
}
console-paper-send = { $count ->
    [0] Keep them
    [one] Keep this line
   *[other] Keep these { $count } lines
}
console-paper-kept = { $count ->
    [one] One line was kept.
   *[other] { $count } lines were kept.
}
console-paper-refused = { $count ->
    [one] One was not taken and still stands above.
   *[other] { $count } were not taken and still stand above.
}
console-from-paper = typed in from paper
console-typed-here = typed in here
# $name (String) - who typed it
console-typed-by = typed in by { $name }

## The console: two of them

console-invite = Second console
console-invite-how = Open this link in another browser on this computer, or in a private window. It works once, within a quarter of an hour.
console-invite-failed = The link could not be made. Please try again.
console-invite-copy = Copy the link
console-invite-wheel = Both consoles can review and type. Only the one with the wheel moves the room, and either can take it.
console-wheel-elsewhere = The other console has the wheel.
console-wheel-take = Take the wheel
console-wheel-lost = The other console has taken the wheel.

## The console: the parking lot, and small things

console-parking = Parking lot
console-park = Park
console-park-what = What has to wait?
console-unpark = Take out
console-still-parked = Still parked
console-reveal-open = The result is up, and answers are still open.
console-codes = Print the code for every table

## The code, printed

codes-title = The way in, for every table
codes-how = Print this page and lay one part on each table. This line and the headline are not printed.
codes-picture = QR code for the address below
codes-camera = Point your camera here, or type
codes-code = Code
