## Canvas: a group fills named boxes together

# Whose sheet it is
canvas-room = The whole room
canvas-others = Everybody else
canvas-sheet-of-room = One sheet for the whole room
canvas-sheet-of-table = Your table’s sheet
# $name: a partnership
canvas-sheet-of-partnership = The sheet of { $name }
canvas-sheet-of-others = A sheet for everybody without a partnership

# On the phone: one box at a time
# $no, $count: which box, of how many
canvas-step = { $no } of { $count }
canvas-back = Back
canvas-next = Next
canvas-see-all = See the whole sheet
canvas-all = The whole sheet
canvas-all-empty = Nothing in this box yet
canvas-to-box = Go to this box
canvas-up-now = The room is at this box now.
# $title: the question of another box
canvas-up-elsewhere = The room is at: { $title }
canvas-up-go = Go there
# $minutes: whole minutes planned for a box
canvas-minutes = { $minutes ->
    [one] About a minute for this
   *[other] About { $minutes } minutes for this
}
# $minutes: whole minutes left
canvas-minutes-left = { $minutes ->
    [one] About a minute left for this
   *[other] About { $minutes } minutes left for this
}
canvas-minutes-over = Time to come to an end here
canvas-locked = This sheet is locked for now. You can read it; nothing on it is lost.
canvas-closed = This is closed for now. You can read the sheet; nothing on it is lost.
canvas-no-table = You are not at a table yet. Choose one, and its sheet is here.
canvas-holder-you = You hold your table’s pen: this box waits for you.
canvas-holder-them = In this box writes whoever holds the table’s pen. Read along, and say what is missing.
canvas-holder-nudge = You hold your table’s pen. Write down what is said, so that nobody has to say it twice.
canvas-sees-room = Everyone in the room sees this sheet on their phones, without your name. It goes into the note of the session.
canvas-sees-room-review = Everyone in the room sees this sheet on their phones, without your name. The facilitator looks before the big screen shows it. It goes into the note of the session.
canvas-sees-table = Your table sees this at once. The facilitator may show the sheet to everyone, without names. It goes into the note of the session.
canvas-sees-partnership = Your partnership sees this at once. The facilitator may show the sheet to everyone, without names. It goes into the note of the session.

# Who is writing
# $name: somebody who agreed to be named
canvas-writing = { $name } is writing here. You can add a line of your own.
canvas-writing-somebody = Somebody is writing here. You can add a line of your own.
canvas-writing-several = Several people are writing here. You can add a line of your own.
canvas-changing = { $name } is changing this line.
canvas-changing-somebody = Somebody is changing this line.

# Lines
canvas-add = Add to our sheet
canvas-add-label = Add a line
canvas-add-another = Add another line
canvas-line-label = Write it here
# $count: lines a box takes
canvas-at-most = { $count ->
    [one] One line
   *[other] At most { $count } lines
}
canvas-box-full = This box is full. Change a line, or take one back.
canvas-not-taken = This was not saved. Your words are back in the box.
canvas-change = Change
canvas-change-label = Better words for this line
canvas-change-save = Save the change
canvas-change-beside = Save mine beside it
canvas-change-leave = Leave it as it was
# $text: what the line says now
canvas-change-meanwhile = Meanwhile it was changed to: “{ $text }”. Yours will stand beside it.
canvas-change-meanwhile-points = Somebody drew this line meanwhile. Look at theirs in the grid of the whole sheet; save again to put yours in its place.
canvas-essential-meanwhile = Somebody changed this one meanwhile. Their words are on the sheet; yours are still here. Save again to put yours in their place.
canvas-versions = { $count ->
    [one] One version
   *[other] { $count } versions
}
# $no: which version of a line; $name: who wrote it
canvas-version-by = Version { $no }, { $name }
canvas-version = Version { $no }
canvas-beside = Written at the same time as another version
# $table: the former name or number of a table
canvas-was = From { $table }
canvas-taken-down = Taken down by the facilitator. Only you see it here.
canvas-who = Who will get it?
canvas-by = By when?
canvas-by-hint = A date, or words such as “half term”

# Picks
canvas-pick = Pick from earlier
canvas-pick-close = Done picking
# $text: words of an earlier step; $step: its title
canvas-pick-from = from { $step }
canvas-picked = Picked from earlier
canvas-unpick = Take off
# $text: what is taken off
canvas-unpick-this = Take off: { $text }

# The curve
canvas-curve = The curve
canvas-today = Today
canvas-end-today = today
canvas-end-forecast = if nothing changes
canvas-end-hope = if we turn the curve
canvas-grid = Tap where each point belongs
canvas-grid-how = Tap the picture, or use the fields below it.
# $column: a name such as 2026, or a distance from today
canvas-point = How much, { $column }
canvas-point-label = Name of this column
# $no: how many steps before today
canvas-column-past = { $no ->
    [one] One step before today
   *[other] { $no } steps before today
}
canvas-column-ahead = { $no ->
    [one] One step ahead
   *[other] { $no } steps ahead
}
canvas-points-save = Put this line on our sheet
canvas-points-again = Draw it again
canvas-points-clear = Rub it out and start again
canvas-points-few = Three points at least, so that there is a curve.
canvas-points-one = One point at least.
canvas-points-number = That is not a number: { $said }
canvas-points-shape = No numbers? Tap the shape that everybody believes, and say below that it is to be checked.
# $text: the points in words
canvas-curve-history = So far: { $text }.
canvas-curve-forecast = If nothing changes: { $text }.
canvas-curve-hope = If we turn the curve: { $text }.
canvas-curve-none = No curve yet
# $found: “to be found by …”
canvas-curve-to-find = No curve yet: { $found }
# $known: which of the two was said; $who: a person or group; $by: a date or words
canvas-found-by = { $known ->
    [both] to be found by { $who }, { $by }
    [who] to be found by { $who }
    [by] to be found, { $by }
   *[nobody] to be found; nobody has it yet
}
canvas-found-nobody = to be found; nobody has it yet

# Essentials
canvas-stem = We will …
canvas-essentials-how = One is respectable, three is the most.
# $count: how many stand on the sheet; $most: the ceiling
canvas-essentials-count = { $count } of { $most }
# $most: the ceiling
canvas-essentials-full = There are { $most } on your sheet, and that is the most. To bring in another, merge or replace: change one of these.
canvas-essential-replace = Change or replace
canvas-essential-save = Put it on our sheet
canvas-essential-label = What will you do?
canvas-know-by = How we will know
canvas-starter = Who starts
canvas-first-step = First step by
canvas-means = Serves
canvas-uses = Uses
canvas-loosens = Loosens
canvas-means-ask = Which part does it serve?
canvas-uses-ask = What does it build on?
canvas-loosens-ask = Which hold does it loosen?
canvas-alone-ask = Could one school do this by itself?
canvas-alone-yes = Yes, one school could
canvas-alone-no = No, it takes us all
canvas-alone-then = Then it may be good, but it is not an essential.
canvas-alone-mark = One school could do this by itself
canvas-more = Who, when, and what it rests on
# $date: a day
canvas-until = by { $date }
canvas-nothing-to-pick = Nothing has come from earlier steps.

# The stage
canvas-stage-slot = Still open
# $count: lines on a sheet
canvas-stage-lines = { $count ->
    [0] Nothing yet
    [one] 1 line
   *[other] { $count } lines
}
# $count: essentials on a sheet
canvas-stage-essentials = { $count ->
    [one] 1 essential
   *[other] { $count } essentials
}
canvas-stage-begin = Nothing to see yet. Write on your phones.
# $count: lines that did not find a place
canvas-stage-more = { $count ->
    [one] and one more on your phones
   *[other] and { $count } more on your phones
}

# The console
canvas-console-scope = Who shares a sheet
canvas-console-scope-room = The whole room
canvas-console-scope-partnership = Each partnership
canvas-console-scope-table = Each table
canvas-console-scope-fixed = Something is written already, so this stays as it is.
canvas-console-one-partnership = There is only one partnership in this session: its sheet is the room’s.
canvas-console-box = Which box the room is at
canvas-console-box-all = All of them
# $filled, $count: boxes in which something stands, of all
canvas-console-filled = { $filled } of { $count } boxes
canvas-console-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
canvas-console-writing = { $count ->
    [0] nobody writing just now
    [one] 1 writing just now
   *[other] { $count } writing just now
}
canvas-console-gallery = Show all sheets, small
canvas-console-gallery-words = Let the words of all sheets up
canvas-console-show = Show it large
# $count: lines that came since she let the others up
canvas-console-let-up = { $count ->
    [one] Let 1 new line up
   *[other] Let { $count } new lines up
}
canvas-console-on-stage = On the stage now
canvas-console-lock = Lock
canvas-console-unlock = Unlock
canvas-console-lock-all = Lock all sheets
canvas-console-unlock-all = Unlock all sheets
canvas-console-locked = Locked
canvas-console-read = Read it
canvas-console-line-up = On the stage
canvas-console-line-kept = Not on the stage

# The note
canvas-note-asked = On the sheet: { $asks }
# $sheet: a name several screens have in common; $who: a table, a partnership or the room
canvas-note-sheet = { $sheet }: { $who }
# $issue: a line; $direction: more or less
canvas-note-issue = { $issue }: { $direction }
canvas-note-picked = { $text } (from { $step })
# $what: some data; $found: “to be found by …”
canvas-note-to-get = { $what }: { $found }
canvas-note-curve = The curve
canvas-note-history = So far
canvas-note-forecast = If nothing changes
canvas-note-hope = If we turn the curve
canvas-note-no-curve = The curve is { $found }.
canvas-note-essential = Essential
canvas-note-alone = { $text } (one school could do this by itself)

refused-box_full = { $limit ->
    [one] There is a line in this box already. Change that one, or take it back.
   *[other] There are { $limit } lines in this box already, and that is the most. Change one, or take one back.
}
refused-canvas_holder = In this box writes whoever holds the table’s pen. Read along, and say what is missing.
refused-canvas_locked = This sheet is locked for now. Your words are still here; the facilitator can open it again.
refused-canvas_private = That is for you alone, so it cannot go on a sheet that others read. Write it as a line if you want to share it.
refused-changed_meanwhile = Somebody changed this meanwhile. Look at theirs, and save again to put yours in its place.
refused-essentials_full = { $limit ->
    [one] There is one already, and that is the most. Merge or replace: change that one.
   *[other] There are { $limit } already, and that is the most. Merge or replace: change one of them.
}
refused-points_few = { $least ->
    [one] One point at least, please.
   *[other] { $least } points at least, so that there is a curve.
}
refused-scope_fixed = Something is written on a sheet already, so who shares it stays as it is.
refused-unknown_canvas = There is no such sheet. Look again.
