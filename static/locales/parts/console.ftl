## The console: the facilitator's own screen

console-title = { $title }: console
console-coming = One moment, the room is being set up
console-no-link = No connection just now. Trying again.
console-out = This console is signed out
console-out-how = Sign in again with the link that was shown when the workshop was started.
console-tabs = What to look at
console-not-done = That did not get through. Please try again.

# The line at the top
console-rehearsal = Rehearsal
console-not-started = Not started yet
console-behind = { $minutes } min behind
console-ahead = { $minutes } min in hand
console-on-time = On time
console-ends = ends { $time }
console-ended = This session has ended. The note is ready.
console-ended-at = Ended at { $time }
console-clock = It is
console-in = in
console-reconnecting = reconnecting
console-code = Code
console-locked = Door locked
console-blank = Blank the stage
console-unblank = Show the stage
console-blank-hint = Plain colour for the hall; phones are not touched
console-more = More
console-menu-stage = The stage
console-open-stage = Open the stage
console-evening = Evening colours
console-evening-hint = For a dark hall
console-menu-door = The door
console-lock = Lock the door
console-lock-hint = Nobody new comes in; everyone here stays
console-menu-note = The note
console-note-hint = Ready at any time. What people kept to themselves stays out.
console-note = Open the note
console-file-markdown = The note as Markdown
console-file-entries = What was written, as a table
console-file-votes = The votes, as a table
console-file-json = Everything, for other programs
console-menu-session = The session
console-help = Keys
console-home = All sessions
console-end = End the session
console-end-sure = This closes all answers and says goodbye on every phone. Nothing is deleted, and you can reopen it.
console-end-yes = End it now
console-end-no = Keep going
console-reopen = Reopen the session
console-stage-blocked = Your browser kept the new window shut.
console-stage-failed = The stage did not open. Please try again.

# The plan
console-agenda = Agenda
console-part = { $no }. { $title }
console-minutes = { $minutes } min
console-minutes-of = { $spent } of { $minutes } min
console-skipped = skipped
console-now = Now
console-look = Preview
console-state-done = Done
console-state-now = On now
console-state-next = To come
console-state-skipped = Skipped

# Now
console-now-showing = On now: { $title }
console-mirror = The stage, as the hall sees it
console-is-blank = The stage is blank. Press B to bring it back.
console-undrawn = This picture could not be drawn. The session goes on as usual.
console-preview = Preview
console-preview-hint = Nobody else sees this.
console-preview-close = Close
console-preview-of = Preview of { $title }
console-preview-here = The room is here now
console-preview-coming = One moment
console-preview-failed = This preview did not come. Please close it and try again.
console-earlier = Earlier screen
console-later = Later screen
console-go = Go here with the room
console-open = Open answers
console-close = Close answers
console-reveal = Show results
console-cover = Hide results
console-answered = { $done } of { $count } answered
console-timer = Timer
console-timer-new = Give 5 minutes
console-minute-less = −1 min
console-minute-more = +1 min
console-timer-pause = Pause
console-timer-start = Start
console-say = Say
console-say-none = No words were written for this screen.
console-back = Back
console-next = Next
console-start = Start
console-last = This is the last screen
console-skip = Skip to

# What waits, and what is up
console-room = The wall and the tables
console-wall = Wall
console-waiting = Waiting for your eye
console-mirrored = If this screen is mirrored to the projector, the hall reads along.
console-waiting-none = Nothing is waiting.
console-show = Show
console-hide = Hide
console-show-all = Show these { $count }
console-more-waiting = { $count } more waiting
console-show-more = Show { $count } more
console-shown = On the stage
console-shown-none = Nothing from this screen is up yet.
console-spotlight = Spotlight
console-take-down = Take down
console-hidden = Hidden. It stays in the record.
console-hidden-undo = Show it after all

# Tables and people
console-tables = Tables
console-table-word = Table
console-table = Table { $no }
console-table-named = Table { $no }, { $name }
console-table-empty = empty
console-table-nobody = Nobody sits here yet.
console-table-name = Name of this table
console-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
console-of = { $done } of { $count }
console-lost = { $count ->
    [one] 1 reconnecting
   *[other] { $count } reconnecting
}
console-save = Save
console-add-table = Add a table
console-add-name = Name of the new table, if it has one
console-add = Add
console-find = Find a person
console-found = { $count ->
    [0] Nobody by that name
    [one] 1 person
   *[other] { $count } people
}
console-sits-at = Sits at
console-holds = holds the deck
console-hand-over = Give the deck
console-code-show = Personal code
console-code-is = Code
console-remove = Send out
console-remove-sure = Send { $name } out? What they wrote stays, and you can let them back in.
console-remove-yes = Send out
console-remove-no = No
console-sent-out = Sent out
console-readmit = Let back in

# Keys
console-key-space = Space
console-key-next = Next, also from a clicker
console-key-back = Back, also from a clicker
console-key-answers = Open or close answers
console-key-results = Show or hide results
console-key-blank = Blank the stage, and bring it back
console-key-timer = Start or pause the timer
console-key-help = This list
console-key-leave = Close a preview or this list
console-keys-rest = Keys rest while you type. While you preview, the arrows turn previews; PageDown and PageUp always move the room.
console-letters = Single letters are keys
console-help-close = Close the list

## The facilitator's home

home-title = Your workshops
home-workshop = Workshop
home-sign-out = Sign out
home-not-done = That did not get through. Please try again.
home-now = On now
home-running = Running
home-ready = Ready to start
home-code = Code
home-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
home-open = Open the console
home-rehearsal = Rehearsal
home-wipe = Wipe this rehearsal
home-wipe-sure = Everything written in this rehearsal is gone for good. Nothing else is touched.
home-wipe-yes = Wipe it
home-wipe-no = Keep it
home-agendas = Agendas
home-agendas-none = There is no agenda on the shelf yet.
home-agendas-own = To add your own, put a file into the sessions folder of your data folder and reload this page.
home-own = Yours
home-shipped = Comes with Workshop
home-minutes = { $minutes } minutes
home-start = Start from this
home-broken = This agenda cannot be used yet.
home-form = Start { $title }
home-field-title = Title
home-field-date = Date
home-field-place = Place
home-field-host = Host
home-field-partnerships = Partnerships in the room
home-field-partnerships-hint = One on each line, if there are several.
home-field-tables = Tables
home-field-names = Name the tables
home-table = Table { $no }
home-field-shown = Names may be shown
home-field-shown-hint = Only ever with a person’s own agreement.
home-field-rehearsal = This is a rehearsal
home-field-rehearsal-hint = It is marked as one, and you can wipe it afterwards.
home-go = Set up the room
home-cancel = Not now
home-past = Past sessions
home-past-none = Nothing has been held yet. When a session has ended, its note and its files wait here.
home-files = Note and files of { $title }
home-note = Note
home-file-markdown = Markdown
home-file-entries = What was written
home-file-votes = Votes
home-file-json = Everything
home-reopen = Console
