### The words of the workshop in English. A translation is this file under another name.
### Each sentence is for the person who reads it: what happened, and what they can do now.
###
### One word for one thing. A facilitator runs a session from her console; people see the big screen, which she calls
### the stage; they sit at tables, turn cards, and write. What they wrote can be taken back by themselves and taken down
### from the stage by her.

## Joining

join-title = Come in
join-lead = You are nearly there. A name is enough.
join-lead-code = Type the code from the big screen.
join-code = Code
join-name = Your name, or leave it blank
join-name-hint = First name is fine. No account, no email.
join-name-hint-private = First name is fine. In this session no names are shown to others.
join-guest = Guest
join-organisation = School or organisation
join-partnership = Your partnership
join-role = What you do
join-table = Your table
join-table-any = Find me one
join-choose = Choose
join-named = My name may be shown in the room
join-button = Join
join-waiting = One moment…
join-no-answer = The room did not answer. Check that this phone is on the Wi-Fi of the room, then try again.
join-was-here = I was here before
join-first-time = I am here for the first time
join-back-title = Welcome back
join-back-lead = Your personal code brings back everything you wrote.
join-back-button = Come back in
join-personal = Your personal code
join-personal-hint = Four letters. It stands on the phone you used, under your name. The facilitator can look it up for you.
join-wrong-personal = Nobody in this session has that code. Check it, or ask the facilitator to look yours up.
join-elsewhere-title = Open this in your browser
join-elsewhere = This little window forgets everything when you look away. Open Safari or Chrome and type this address:
join-elsewhere-why = Then nothing you write gets lost when the phone locks. If it asks, stay connected to this Wi-Fi even without internet.
join-anyway = Go on here all the same

## When a phone is shown out

out-elsewhere = You have come in on another phone, so this one was signed off. If that was not you, come back in here with your personal code.
out-removed = The facilitator has taken you off the list of this session. If that was a mistake, have a word and then join again.
out-ended = This session has ended. Thank you for being here.
out-signed_out = This phone is not signed in any more. Come back in with your personal code, or join again.
out-not_yours = This phone is not signed in to this session. Join here.
out-left = You have left on this phone. What you wrote stays in the room.

## The phone: where we are

# $no and $of (Numbers) - which part of how many; $title (String) - its title
phone-part = { $no } of { $of }, { $title }
phone-link-live = Connected
phone-link-trying = Connecting
phone-coming = One moment
phone-coming-text = You are in. The room is opening.
phone-look-up = Look up
phone-look-up-text = What happens now is on the big screen.
phone-time-left = { $seconds ->
    [60] One minute left.
    [0] Time is up. You can finish your sentence.
   *[other] { $seconds } seconds left.
}

## The phone: keeping what was written

phone-offline = No Wi-Fi just now.
phone-unreachable = The room cannot be reached just now.
phone-keep-writing = Keep writing. It is saved on this phone and will send itself.
phone-keep-open = Keep writing, and keep this page open. It will send itself.
phone-waiting = { $count ->
    [one] One thing is waiting to send.
   *[other] { $count } things are waiting to send.
}
phone-keeps-nothing = This phone keeps nothing once the page is closed. Leave it open until it says “Saved”.
phone-saved = Saved.
phone-not-saved = This was not saved
phone-not-done = That did not work
phone-copy = Copy the words
phone-discard = Discard
phone-understood = All right
phone-unsent = Begun, and not sent yet
phone-unsent-send = Send to { $step }
phone-unsent-closed = This is closed for now. Your words stay on this phone.

## The phone: when the room moves on

phone-moved-on = The room has moved on to “{ $title }”. You will follow when you stop typing.
phone-moved-on-staying = The room has moved on to “{ $title }”. Take your time.
phone-go-there = Go there
phone-finish-first = Finish first
phone-visiting = You are looking back. The room is at “{ $title }”.
phone-back-to-room = Back to the room
phone-cannot-open = That cannot be opened just now. Please try again in a moment.

## The phone: coming late

phone-catch-up = Welcome to { $title }
phone-catch-up-part = Part { $no } of { $of }, { $step }
phone-minutes-left = { $count ->
    [one] about a minute left
   *[other] { $count } min left
}
phone-catch-up-done = I am with you
phone-missed = { $count ->
    [one] One thing you missed
   *[other] { $count } things you missed
}
phone-missed-hint = Still open, if you would like to add something. Nobody is waiting for it.

## The phone: one's own card

# $table (String) - `phone-table` or `phone-table-named`
phone-you = You are { $name }, { $table }
phone-table = table { $no }
phone-table-named = { $name } (table { $no })
phone-code = Your personal code
phone-wrote = What you wrote
phone-wrote-who = Only you see this list.
phone-code-why = Phone gone, or battery flat? On any other phone choose “I was here before” and type this code: you are back with all you wrote.
phone-change-table = Change table
phone-address = The way in: { $address }

## The phone: the end

phone-ended = That was it
phone-ended-text = Thank you. The session has ended. Everything you sent is kept, and seen by nobody but those you chose.
phone-ended-foot = Take one thing with you: look at your commitment once more, and tell somebody the day.

## The phone: something I wrote

mine-status-sending = Waiting to send. It is kept on this phone.
mine-status-kept = Saved
mine-status-me = Saved. Only you see it.
mine-status-table = Saved. Your table sees it.
mine-status-facilitator = Saved. The facilitator sees it.
mine-status-waiting = Saved. The facilitator looks at it first.
mine-status-shown = Shown in the room
mine-status-hidden = Not shown in the room
mine-edit = Change
mine-edit-save = Save the change
mine-edit-leave = Leave it as it was
mine-withdraw = Take back
mine-withdraw-sure = Take this back? It disappears from every screen.
mine-withdraw-yes = Yes, take it back
mine-withdraw-no = No, keep it

## The phone: who will see it

look-sees-who = Who will see this?
look-sees-change = Change
look-sees-done = Done
look-sees-name = With my name
look-sees-me = Only me
look-sees-table = My table
look-sees-facilitator = The facilitator
look-sees-room = Everyone
look-sees-me-sentence = Only you will see this.
look-sees-table-sentence = { $named ->
    [yes] Your table will see this, with your name.
   *[no] Your table will see this, without your name.
}
look-sees-facilitator-sentence = { $named ->
    [yes] Only the facilitator will see this, with your name.
   *[no] Only the facilitator will see this, without your name.
}
look-sees-room-sentence = { $named ->
    [yes] Everyone may see this, with your name.
   *[no] Everyone may see this, without your name.
}
look-sees-review = The facilitator reads it before it goes on the big screen.

## What several screens say

# $no (Number or String) - the table's number; $name (String) - its name
look-table = Table { $no }
look-table-named = Table { $no }, { $name }
look-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
look-page = { $count ->
    [one] Page { $page }
   *[other] Page { $page } of { $count }
}
look-more-on-phone = More on your phone
look-tie = Tie
look-part-done = done
look-part-now = now
look-part-next = still to come
look-optional = (if you like)
look-characters-left = { $count ->
    [one] { $count } character left.
   *[other] { $count } characters left.
}
look-too-many-characters = { $count ->
    [one] { $count } character too many. It will not be cut off; please shorten it.
   *[other] { $count } characters too many. Nothing is cut off; please shorten it.
}
look-sending = Sending…
look-waiting = Not saved yet. It is on this phone and will send itself.
look-saved = Saved

## The stage

# $no and $of (Numbers) - which part of how many
stage-part = { $no } of { $of }
stage-looking = One moment
stage-reconnecting = Finding the room again
stage-ended = Thank you. This session has ended, and everything you wrote is kept.
stage-calm = Please listen for a moment. This picture will be back.

## Looking together

present-look-up = Look up: it is on the big screen.
present-you-are-in = You are in
present-lobby-text = Look up: we begin in a moment.
# In the lobby, under where one sits
present-in-step = Same colour as the screen? Then you are in step.
present-break-text = A break: see you in a little while
# $time (String) - the time on this device's clock, such as 10:45
present-back-at = Back at { $time }
present-point-camera = Point your camera here
# $address and $code (Strings) - what the picture holds, for those who cannot see it
present-qr-alt = QR code for { $address }, code { $code }
present-go-to = Go to
present-locked = The door is closed for now. Ask the facilitator.
# Stands alone while there is nobody to count
present-here-nobody = Who will be the first half?
# Stands after the number of people, which is drawn large
present-here = here
present-here-looking = here, one still looking

## Writing: stage and phone

collect-answered = { $count ->
    [0] Nobody has answered yet
    [one] { $count } person has answered
   *[other] { $count } people have answered
}
# Under the timer: the first line is drawn large
collect-count = { $count } of { $here }
collect-count-words = have answered
# One box at a time
collect-step = { $no } of { $count }
collect-back = Back
collect-skip = Skip
collect-next = Next
collect-options = Tap one to use its words
collect-tags = What it is about
collect-send-me = Keep it for me
collect-send-table = Send to my table
collect-send-facilitator = Send to the facilitator
collect-send-room = Send to everyone
# $label (String) - the field's own label
collect-field-empty = One thing is still open: { $label }
collect-field-too-long = { $label }: at most { $limit } characters, please.
collect-closed = This is closed for now. What you sent is safe.
collect-closed-kept = This has just closed. Your words stay on this phone.
collect-box-answered = You have answered this. You can change it below.
collect-not-taken = This was not saved. Your words are back in the box.
collect-return = Go back to them
collect-all-done = That was the last one
collect-all-done-more = You can change your words below. Then look up.
collect-all-done-skipped = You skipped one. Go back if something comes to mind.
collect-yours = { $count ->
    [one] What you wrote
   *[other] What you wrote ({ $count })
}
collect-from-table = From your table

## Writing: console

collect-kept = { $count ->
    [one] { $count } of them not for the stage
   *[other] { $count } of them not for the stage
}
collect-console-private = For you only
collect-console-kept = Not for the stage
collect-console-waiting = Waiting for your eye
collect-console-shown = On the stage
collect-console-hidden = Taken down

## Writing: the session note

# $asks (String) - the questions, as the agenda puts them
collect-note-asked = We asked: { $asks }
collect-note-who = Who
collect-note-nobody = Nobody wrote here.
collect-note-counted = { $written } written, { $shared } shared with everyone, { $kept } kept out of this note.

## Choosing: stage and phone

choose-yes = Yes
choose-no = No
# What to do, in one sentence. A single choice needs none.
# $dots (Number) - how many dots each person has; $each (Number) - how many may go on one item
choose-how-dots = { $dots ->
    [one] You have { $dots } dot.
   *[other] { $each ->
        [one] You have { $dots } dots, each for a different thing.
       *[other] You have { $dots } dots, at most { $each } on one thing.
    }
}
choose-how-several = Choose as many as you like.
# $most (Number)
choose-how-several-most = { $most ->
    [one] Choose { $most }.
   *[other] Choose up to { $most }.
}
# $rank (Number) - how many places there are
choose-how-ranking = { $rank ->
    [one] Choose your first.
   *[other] Put your first { $rank } in order.
}
choose-nothing-yet = There is nothing to choose from yet. It will appear here.
# The number is drawn large, the words stand under it.
# $voted (Number), $of (Number) - people who have voted, people in the room
choose-turnout = { $voted } of { $of }
choose-have-voted = { $voted ->
    [one] has voted
   *[other] have voted
}
# $no (Number)
choose-round = Round { $no }
# $rank (Number) - what a first place is worth
choose-points = { $rank ->
    [one] Counted in first places.
   *[other] Counted in points: { $rank } for a first place, then one fewer for each place after it.
}
# $count (Number) - how many are equal at the top
choose-tie = { $count ->
    [2] A tie: two are equal at the top.
   *[other] A tie: { $count } are equal at the top.
}
# Stands before what was taken. $count (Number)
choose-settled = { $count ->
    [one] We take:
    [2] We take both:
   *[other] We take all { $count }:
}
# $left (Number), $of (Number) - dots or choices
choose-left = { $left } of { $of } left
# $left (Number) - places of a ranking that are still free
choose-places-left = { $left ->
    [0] All places are taken.
    [one] { $left } place left. Tap what comes next.
   *[other] { $left } places left. Tap what comes next.
}
choose-in = Your vote is in. You can change it until voting closes.
choose-blind = Nobody sees the result before the facilitator shows it.
choose-closed = Voting is closed for now.
choose-closed-counted = Voting is closed. Your vote counts.
choose-result = The result
# Above the ballot, while it can still be changed although everybody sees the tally
choose-again = Your vote can still change
# $wordings (String) - the other wordings of an item, as people wrote them
choose-also = Also: { $wordings }
# $title (String) - the item
choose-dot-fewer = One dot fewer for { $title }
choose-dot-more = One dot more for { $title }
# Read out after the number. $count (Number)
choose-dots-on = { $count ->
    [one] dot
   *[other] dots
}
choose-your-ranking = Your order
choose-not-ranked = Not in your order yet
choose-rank-up = Move { $title } up
choose-rank-down = Move { $title } down
choose-rank-out = Take { $title } out of your order
# Read out after a move. $place (Number)
choose-ranked-at = { $title } is number { $place } now.
choose-ranked-out = { $title } is not in your order any more.

## Choosing: console

choose-console-blind = Nobody sees a tally before you reveal it, you included.
# $count (Number)
choose-items = { $count ->
    [one] Work on the item
   *[other] Work on the { $count } items
}
choose-items-how = Mark two to merge them, or several to vote again on those only.
# $title (String) - the wording that stays in front
choose-merge = Merge under “{ $title }”
choose-merged = “{ $title }” is part of “{ $into }”
choose-unmerge = Separate again
choose-run-off = Vote again on these { $count }
choose-run-off-tied = Vote again on the equal ones
choose-take = { $count ->
    [one] Take this one
    [2] Take both
   *[other] Take these { $count }
}
choose-take-all = { $count ->
    [2] Take both
   *[other] Take all { $count }
}
choose-unsettle = Undo

## Choosing: the session note

choose-note-single = Each person chose one.
choose-note-several = Each person chose as many as they liked.
choose-note-several-most = { $most ->
    [one] Each person chose one.
   *[other] Each person chose up to { $most }.
}
choose-note-dots = { $dots ->
    [one] Each person had one dot.
   *[other] Each person had { $dots } dots, at most { $each } on one item.
}
choose-note-ranking = { $rank ->
    [one] Each person chose a first.
   *[other] Each person ranked up to { $rank }: the first place is worth { $rank } points, each place after it one fewer.
}
choose-note-yesno = Each person said yes or no.
choose-note-two = Each person chose one of two.
# $voted (Number), $of (Number) - people who voted, people in the room
choose-note-turnout = { $of ->
    [one] { $voted } of { $of } person voted.
   *[other] { $voted } of { $of } people voted.
}
choose-note-turnout-round = { $of ->
    [one] Round { $no }: { $voted } of { $of } person voted.
   *[other] Round { $no }: { $voted } of { $of } people voted.
}
choose-note-covered = The result was not shown in the room, so it is not in this note.
# $title (String) - the item; $wordings (String) - what was merged into it
choose-note-item = { $title } (also: { $wordings })
# $count (Number) - how many people put it first
choose-note-first = first for { $count }
# $items (String) - several items, joined by `choose-note-and`
choose-note-tie = Equal at the top: { $items }.
choose-note-settled = The room took: { $items }.
choose-note-and = { $items } and { $last }

## Turning cards: stage and phone

# Three lines on the stage
deck-line-turn = Turn one card.
deck-line-talk = Say what it sets off in you.
deck-line-no-but = No “yes, but” for now.
# $cards (Number) - cards turned in the whole room; $tables (Number)
deck-sum = { $cards ->
    [0] No card has been turned yet
    [one] { $cards } card turned
   *[other] { $cards } cards turned
}{ $tables ->
    [one] {""}
   *[other] , at { $tables } tables
}
# $count (Number)
deck-stars = { $count ->
    [one] { $count } star
   *[other] { $count } stars
}
# $count (Number) - cards lying face down
deck-face-down = { $count ->
    [0] There are no cards here.
    [one] One card, face down.
   *[other] { $count } cards, face down.
}
deck-turn-first = Turn a card
deck-turn-next = Turn the next card
# $seconds (Number)
deck-turn-wait = { $seconds ->
    [one] Stay with this one for { $seconds } more second.
   *[other] Stay with this one for { $seconds } more seconds.
}
# $count (Number) - cards lying face down
deck-left = { $count ->
    [one] { $count } card left
   *[other] { $count } cards left
}
deck-none-left = All cards have been turned.
deck-nudge = A nudge:
deck-ask-nudge = Ask for a nudge
# $title (String) - the card that was turned last
deck-to-open-card = To the newest card: { $title }
deck-open-cards = Open cards
deck-closed = This is closed for now. You can still read your cards.
deck-nobody-holds = Nobody at your table holds the cards yet.
# $name (String)
deck-held-by = { $name } turns the cards at your table.
deck-held = Somebody else turns the cards at your table.
deck-wild = Write a card of your own
deck-wild-label = The card of your table: let’s imagine …
deck-wild-hint = Your table and the facilitator can read it. It stands in the note when a thought about it is shared.
deck-wild-send = Lay it on the table
# $title (String) - the card
deck-my-thought = My thought on “{ $title }”
deck-think-send = Add my thought
deck-thoughts = Thoughts on this card
deck-my-others = { $count ->
    [one] My thought on another card
   *[other] My { $count } thoughts on other cards
}
deck-edit-label = Change my thought
deck-star = Give my star
deck-starred = My star
deck-hand-over = Hand the cards to somebody else
deck-hand-over-how = Whoever gets them turns the next card.
deck-hand-to = Hand them to { $name }
deck-hand-to-nameless = Hand them to somebody who gave no name

## Turning cards: console

# $count (Number), $of (Number) - cards
deck-console-turned = { $count } of { $of } turned.
# $count (Number)
deck-console-thoughts = { $count ->
    [0] No thoughts yet.
    [one] { $count } thought.
   *[other] { $count } thoughts.
}
deck-console-own = Their own card:
# $table (String)
deck-console-turn = Turn a card for { $table }
deck-console-written = Thoughts
deck-console-for-you = for you only

## Turning cards: the session note

# $deck (String) - the title of the deck
deck-note-asked = Cards from “{ $deck }”, turned one at a time at the tables.
# $tables (Number), $cards (Number) - how many tables turned how many cards; $count (Number) - the cards of the deck
deck-note-turned = { $tables ->
    [one] { $tables } table
   *[other] { $tables } tables
} turned { $cards ->
    [one] { $cards } card
   *[other] { $cards } cards
}, from a deck of { $count }.
deck-note-kept = { $count ->
    [one] { $count } thought stayed with its author or their table.
   *[other] { $count } thoughts stayed with the authors or their tables.
}

## The console

console-title = { $title }: console
console-coming = One moment, the room is being set up
console-no-link = No connection just now. Trying again.
console-out = This console is signed out
console-out-how = Sign in again with the link that was shown when the workshop was started.
console-tabs = What to look at

## The console: the line at the top

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

## The console: the plan

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

## The console: now

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

## The console: what waits, and what is up

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
console-hidden = Taken down. It stays in the record.
console-hidden-undo = Show it after all

## The console: tables and people

console-tables = Tables
console-table-word = Table
console-table-empty = empty
console-table-nobody = Nobody sits here yet.
console-table-name = Name of this table
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
console-holds = holds the cards
console-hand-over = Hand over the cards
console-code-show = Personal code
console-code-is = Code
console-remove = Send out
console-remove-sure = Send { $name } out? What they wrote stays, and you can let them back in.
console-remove-yes = Send out
console-remove-no = No
console-sent-out = Sent out
console-readmit = Let back in

## The console: keys

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

home-title = Your sessions
home-workshop = Workshop
home-sign-out = Sign out
home-now = On now
home-running = Running
home-ready = Ready to start
home-code = Code
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
home-field-host = Facilitator
home-field-partnerships = Partnerships in the room
home-field-partnerships-hint = One on each line, if there are several.
home-field-tables = Tables
home-field-names = Name the tables
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

## The door: the first page, one-time links, and pages of one sentence

door-name = Workshop
door-sorry = That did not work
door-to-landing = To the start page
door-noscript = This page needs JavaScript. Please switch it on, or open the address in Safari, Chrome or Firefox.
door-wrong-address = This address does not belong to this workshop. Please use the address on the big screen.
door-unreachable = The workshop cannot be reached. Check that it is still running, then open the link again.
door-landing-title = Join the session
door-landing-code = The code on the big screen
door-landing-hint = Six letters and digits, such as K7 RM 2X. Capitals and spaces do not matter.
door-landing-go = Go in
door-landing-short = A code has six characters, letters and digits.
door-landing-back = You are already in
door-sign-in-title = Facilitator
door-sign-in-wait = Signing you in …
door-sign-in-none = Please open the sign-in link that the terminal printed when the workshop was started.
door-stage-title = The stage
door-stage-wait = Opening the stage …
door-stage-none = Please open the stage from the console: it gives this screen a link of its own.

## The session note

note-rehearsal = A rehearsal: nobody in this note is real.
note-facilitated = Facilitated by { $host }
# $names (String) - those who agreed to be named; $unnamed (Number) - how many others there were
note-present = { $count ->
    [one] { $count } person in the room.
   *[other] { $count } people in the room.
}
note-present-named = { $count ->
    [one] { $count } person in the room: { $names }.
   *[other] { $count } people in the room: { $names }.
}
note-present-some = { $count ->
    [one] { $count } person in the room: { $names }, and { $unnamed } without a name here.
   *[other] { $count } people in the room: { $names }, and { $unnamed } without a name here.
}
note-first-page = On one page
note-nothing-yet = Nothing was decided or promised yet.
note-we-will = What we will do
# $title (String) - the item with the most votes, $titles (String) - several of them; $most (Number) - their votes
note-leads = { $title } leads with { $most }. { $voted } of { $of } voted.
note-tied = A tie with { $most } each: { $titles }. { $voted } of { $of } voted.
note-nobody-voted = Nobody had voted.
note-commitments = Commitments
note-promised = { $people ->
    [one] { $count } by { $people } person.
   *[other] { $count } by { $people } people.
}
note-promised-private = { $count } of them kept private.
note-next-dates = Next dates
note-one-sentence = One sentence from the room
note-answered = { $answered } of { $of } answered.
note-about = About this session
# $steps (String) - the titles of the steps
note-skipped = Not done this time: { $steps }.
note-review = Words reached the stage when the facilitator let them up, by usefulness.
note-left-out = Left out of this note: { $private } kept private, { $hidden } taken down, { $withdrawn } taken back.
note-before = The session had not started when this note was written.
note-during = { $minutes ->
    [one] Written while the session was going on, after { $minutes } minute.
   *[other] Written while the session was going on, after { $minutes } minutes.
}
note-lasted = { $minutes ->
    [one] It lasted { $minutes } minute of { $planned } planned.
   *[other] It lasted { $minutes } minutes of { $planned } planned.
}
note-sources = Sources and reading

## The tables for a spreadsheet: what stands over their columns

sheet-private = This file holds entries that people did not share with the room. Keep it to yourself.
sheet-when = when
sheet-step = step
sheet-box = box
sheet-outcome = outcome
sheet-by = by
sheet-table = table
sheet-text = text
sheet-tags = tags
sheet-visibility = visibility
sheet-shown = shown
sheet-question = question
sheet-item = item
sheet-votes = votes
sheet-note = note
sheet-name = name
sheet-organisation = organisation
sheet-partnership = partnership
sheet-role = role
sheet-joined = joined

## Why something was not done: in the room

refused-already_moved = The room had already moved on, so nothing was done twice.
refused-closed_door = The door is closed for now. Ask the facilitator to open it.
refused-elsewhere = You have signed in on another device, so this one was signed off.
refused-empty = There is nothing in it yet. Write a few words first.
refused-ended = This session has ended, so nothing more can be added.
refused-full = The room is full. Ask the facilitator.
refused-malformed = That arrived damaged. Reload the page and try once more.
refused-no_answer = That did not get through. Please try again.
refused-no_cards = All cards have been turned.
refused-no_further = There is no screen beyond this one.
refused-not_connected = There is no connection just now. Please try again in a moment.
refused-not_here = That belongs to another screen than the one you are on.
refused-not_holder = Your table’s cards are in somebody else’s hands. Ask whoever holds them, or the facilitator.
refused-not_at_the_wheel = Another console has the wheel. Take the wheel first, then go on.
refused-not_open = This is closed for now. Your words are still here; the facilitator can open it again.
refused-not_turned = That card has not been turned yet.
refused-not_yours = That is not something this screen can do. The facilitator can.
# $budget (Number) - how many dots each person has
refused-over_budget = { $budget ->
    [one] You have one dot to give. Take it back somewhere first.
   *[other] You have { $budget } dots to give. Take one back somewhere first.
}
refused-removed = You have been taken off the list of this session. Have a word with the facilitator.
refused-signed_out = You are not signed in on this device any more. Come in again with the code on the big screen.
# $limit (Number) - the most there may be
refused-too_long = That is too long. At most { $limit } characters, please.
refused-too_many = { $limit ->
    [one] Only one is possible here.
   *[other] At most { $limit } are possible here.
}
refused-unknown_entry = That is not there any more. It may have been taken back.
refused-unknown_item = That choice is not on the list any more. Look again and choose once more.
refused-unknown_move = This page is older than the room. Reload it, and try again.
refused-unknown_person = That person is not in this session.
refused-unknown_screen = That screen is not part of this session.
refused-unknown_table = There is no such table. Choose another one.
refused-wrong_code = No session has that code. Check the letters on the big screen and type it again.

## Why something was not done: at the door

refused-bad_request = That could not be read. Please go back and try again.
refused-broken = Something broke on our side; nothing that was saved is lost. Please try again.
refused-busy = The room is very busy just now. Please try again in a moment.
refused-far_away = The facilitator signs in on the computer that runs the workshop, so that nobody on this Wi-Fi can listen in.
refused-not_allowed = This page is not open to you. If you are the facilitator, open the sign-in link from the terminal; if you joined a session, use the code on the big screen.
refused-nothing_here = There is nothing at this address.
refused-old_ticket = This link has been used already or is too old. A new stage link comes from the console; a new sign-in link is printed when the workshop is started again.
refused-only_rehearsals = Only rehearsals can be wiped.
refused-slow_down = There were too many wrong codes. Please try again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
refused-too_large = That was too much at once. Please send something smaller.
refused-unknown_agenda = This agenda is not on the shelf any more, or has a mistake in it.
refused-unknown_run = There is no such session, or it was wiped.
refused-wrong_form = That was sent in a form the workshop does not understand.
refused-wrong_way = This address is not used in that way.
