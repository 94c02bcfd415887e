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
# $days (Number) - days after the session
join-kept = { $days ->
    [one] Your words stay on the organiser’s computer. Names are removed a day after the session.
   *[other] Your words stay on the organiser’s computer. Names are removed { $days } days after the session.
}
join-waiting = One moment…
join-no-answer = The room did not answer. Check that this phone is on the Wi-Fi of the room, then try again.
# A phone that waits outside and tries again by itself: why, and what happens now
join-outside-crowding = Many are coming in at once
join-outside-crowding-text = You are in the queue. Leave this page open: you go in by yourself in a moment.
join-outside-closed_door = The door is closed for now
join-outside-closed_door-text = Leave this page open: you go in by yourself when the facilitator opens it.
join-outside-slow_down = Codes are checked slowly just now
join-outside-slow_down-text = Somebody is typing many wrong ones. Leave this page open: you go in by yourself in a moment. Scanning the code on the big screen is quicker.
join-outside-busy = The room is very busy
join-outside-busy-text = Leave this page open: you go in by yourself in a moment.
join-outside-kept = What you typed is kept.
join-outside-now = Try now
join-outside-back = Back to what I typed
join-was-here = I was here before
join-first-time = I am here for the first time
join-back-title = Welcome back
join-back-lead = Your personal code brings back everything you wrote.
join-back-button = Come back in
join-personal = Your personal code
join-personal-hint = Four to six letters and digits. It stands on the phone you used, under your name; the facilitator can help, too.
join-wrong-personal = Nobody in this session has that code. Check it, or ask the facilitator to let you in on this phone.
join-elsewhere-title = Open this in your browser
join-elsewhere = This little window forgets everything when you look away. Open Safari or Chrome and type this address:
join-elsewhere-why = Then nothing you write gets lost when the phone locks. If it asks, stay connected to this Wi-Fi even without internet.
join-anyway = Go on here all the same

# A name by which people know who leads, in small letters, with commas between them. Whoever joins under one is a guest.
door-staff = facilitator, moderator, host, organiser, organizer, admin, administrator, workshop, console, stage, staff, support
# $name (String) - what somebody called themselves who is not staff
door-guest = { $name } (guest)

## When a phone is shown out

out-elsewhere = Somebody came in with your code on another phone, so this one was signed off. If that was not you, come back in here, and ask the facilitator for a new code.
out-turned_away = The facilitator did not let you in. If that was a mistake, have a word, and then join again.
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
# While the Wi-Fi does not bring what this screen is drawn with; it is asked for again and again
phone-late = This screen is slow to come over the Wi-Fi
phone-late-text = It comes by itself as soon as it can. What you wrote is kept. If it takes long, load the page again.
phone-late-reload = Load the page again
# Until she lets somebody in
phone-at-the-door = The facilitator will let you in
phone-at-the-door-text = Leave this page open: you go in by yourself.
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
phone-refused = The room did not take that. The reason is slow to come over the Wi-Fi.
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
# In place of the button that asked for the rest of a long list
look-all-shown = All of them are shown.
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
# $count (Number) - things to vote for that this phone has not been told of as yet
choose-rest = { $count ->
    [one] Show the other one
   *[other] Show the other { $count }
}
# $left (Number) - places of a ranking that are still free
choose-places-left = { $left ->
    [0] All places are taken.
    [one] { $left } place left. Tap what comes next.
   *[other] { $left } places left. Tap what comes next.
}
# Above a ballot and above marks, before the first tap: who will see what
choose-who-sees = The room sees only how many. The facilitator’s computer keeps who chose what.
rate-who-sees = The room sees only how many. The facilitator’s computer keeps who placed what.
faceless-before = Counted without your name. Until the session ends, the facilitator’s computer keeps a key so that you can change your mind; then nobody can tell.
faceless-console = Counted without names. Once the result is shown, no answer changes any more.
choose-few = Fewer than 4 have voted, so what they chose is not shown.
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
choose-note-few = Fewer than 4 voted without their names, so it is not told what they chose.
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
trouble-guessing = Somebody is guessing join codes. Nobody has got in by it; joining by the QR code goes on as usual. “Draw a new code”, under “More”, ends it.
trouble-guessing_personal = Somebody is guessing personal codes. Coming back on another phone needs your help for a while: open a person in the list.
trouble-crowding = Very many people are coming in at once. If you do not expect them, lock the door or let people in one by one.
trouble-backup_failed = No copy of this session could be made. The session itself is saved; please see whether this computer’s disk is full.
trouble-behind_copy = The copy made on { $time } has something that this record has not. If you did not put back an older one yourself: stop, and type: workshop restore
trouble-chain_broken = Something in the record of “{ $title }” is not as it was written. Carry on; after the session, type: workshop doctor
trouble-disk_full = Only { $mb } MB are left on this computer’s disk, so nothing is saved now. Delete something large; phones keep what people write and send it then.
trouble-disk_low = Only { $mb } MB are left on this computer’s disk. Delete something large soon: below 50 MB nothing is saved any more.
trouble-unswept = Something that was forgotten may still be in the files of this computer. It is tried again every hour; please see whether the disk is full.
trouble-not_saved = Something could not be saved just now. Phones keep what people wrote and try again; please see whether this computer’s disk is full.
trouble-run_unreadable = One of your sessions cannot be read and was left as it is. After this one, type: workshop doctor
trouble-clock_moved = { $minutes ->
    [0] This computer’s clock was changed by some seconds; timers go on rightly, and you need do nothing.
    [one] This computer’s clock was changed by a minute; timers go on rightly, and times of day follow the old clock until you restart the computer.
   *[other] This computer’s clock was changed by { $minutes } minutes; timers go on rightly, and times of day follow the old clock until you restart the computer.
}
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
console-locked = Locked
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
console-approve = Let people in one by one
console-approve-hint = Whoever comes waits until you let them in
console-rotate = Draw a new code
console-rotate-sure = The old code and its QR code stop working at once, on printed cards too. Everyone who is in stays in.
console-rotate-yes = Draw a new code
console-rotate-no = Keep this one
console-menu-note = The note
console-note-hint = Ready at any time. What people kept to themselves stays out.
console-note = Open the note
console-file-markdown = The note as Markdown
console-file-entries = What was written, as a table
console-file-votes = The votes, as a table
console-file-json = Everything, for other programs
file-writing = It is being written …
console-menu-session = The session
console-help = Keys
console-home = All sessions
console-backup = Last copy made at { $time }
console-end = End the session
console-end-sure = This closes all answers and says goodbye on every phone. Nothing that was said is deleted, and you can reopen it; answers without names then stay as they are.
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
console-first = Before that

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
console-remove = Send out
console-remove-sure = Send { $name } out? What they wrote is hidden everywhere, and comes back if you let them back in.
console-remove-yes = Send out
console-remove-no = No
console-sent-out = Sent out
console-readmit = Let back in
# Those sent out together. $time (String) - when
console-sent-out-together = { $count } people, at { $time }
console-readmit-all = Let all back in
console-turned-away = { $name }, turned away
# $count (Number) - how many came then and since
console-send-out-since = Send out many at once
console-since = Everyone who joined since
console-since-time = { $time } ({ $count ->
    [one] 1 person
   *[other] { $count } people
})
console-since-do = { $count ->
    [one] Send out this person
   *[other] Send out these { $count }
}
console-since-sure = { $count ->
    [one] Send out the one person who joined since { $time }? What they wrote is hidden, and comes back with them.
   *[other] Send out all { $count } who joined since { $time }? What they wrote is hidden, and comes back with them.
}
console-since-yes = Send out
console-person-more = More
console-another-phone = Let in on another phone
console-another-phone-how = Good once, for two minutes. They choose “I was here before” and type it; then they have a new personal code.
console-another-phone-failed = No code was made. Please try again.
console-at-the-door = At the door
console-let-in = Let in
console-turn-away = Turn away
console-let-all-in = Let all { $count } in
console-door-more = { $count } more at the door

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
home-ends-no = Leave it as it is
home-nameless = Names removed
home-anonymise = Remove the names
home-anonymise-sure = Names, schools, roles, partnerships and personal codes go out of this session for good, and nobody’s own page opens any more. What was written stays.
home-anonymise-yes = Remove them
home-purge = Remove this session
home-purge-sure = Everything of this session goes out of this computer for good, with every copy that Workshop made of it.
home-purge-yes = Remove it
home-yours = Files that you downloaded or sent are yours, and stay.
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
door-invited-title = Co-facilitator
door-invited-wait = Opening the console …
door-invited-none = This link is not complete. Open the whole link you were given.
door-remote-title = Remote
door-remote-wait = Getting the remote ready …
door-remote-none = Please scan the code on the console again: it makes a remote of one phone, once.
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
note-faceless = Without names.
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
refused-still_open = This session has not ended yet. End it on the console first.
refused-ended = This session has ended, so nothing more can be added.
refused-both_answered = Both have answered without their names, and nobody can say which answer is whose. Leave them as two until the session has ended.
refused-faceless = This is counted without names, so it takes what each person taps, or wrote on paper, and nothing else.
refused-faceless_peek = Where answers have no names, nobody looks before the room does. Reveal the result instead.
refused-key_gone = The session was ended since and opened again, so nobody can say any more who has answered this. It stays as it was counted.
refused-shown_now = While the result is shown, no answer changes. Fewer than four have answered: hide the result, and answers are open again.
refused-told_already = The result has been shown, so no answer can change any more: that would tell whose it was.
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
refused-name_stands = Your name stands beside words that the room was shown, so it stays. Take those words back first.
refused-one_by_one = People are let in one by one just now. Ask the facilitator to add whoever shares your phone.
refused-wished_often = That has been asked for several times. The facilitator can do it once more.
refused-crowding = Many are coming in at once. Please try again in a moment.
refused-not_in_yet = You are still at the door. The facilitator lets you in.
refused-turned_away = The facilitator did not let you in. If that was a mistake, have a word.
refused-ask_facilitator = There were too many wrong personal codes in this session. Ask the facilitator, who can let you in on this phone.
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
refused-disk_full = The facilitator’s computer has no room left to save anything. What you wrote stays here and is sent as soon as there is.
refused-broken = Something broke on our side; nothing that was saved is lost. Please try again.
refused-busy = The room is very busy just now. Please try again in a moment.
refused-far_away = The facilitator signs in on the computer that runs the workshop, so that nobody on this Wi-Fi can listen in.
refused-not_allowed = This page is not open to you. If you are the facilitator, open the sign-in link from the terminal; if you joined a session, use the code on the big screen.
refused-nothing_here = There is nothing at this address.
refused-old_ticket = This link has been used already or is too old. A new link for the stage, a remote or a co-facilitator comes from the console; a new sign-in link is printed when the workshop is started again.
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

## Questions that grow stronger

question-ask = Write a question your partnership keeps asking.
question-rung-from = It begins here.
question-rung-to = It has climbed to here.
question-lever-construction = Construction
question-lever-construction-how = Change the first words: a “what” or a “how” opens more than a “which” or an “is it”.
question-lever-scope = Scope
question-lever-scope-how = Wide enough that somebody outside this room would care; narrow enough that this room can act on the answer.
question-lever-assumptions = Assumptions
question-lever-assumptions-how = What does it take for granted? Ask it without that, or ask about just that.
question-levers = Three levers to make it stronger
question-the-ladder = The ladder, from the top down
question-the-marks = The marks of a powerful question
question-line-swap = Hand yours to your neighbour.
question-line-lever = Make theirs stronger: change the opening, the scope or the assumption.
question-line-choose = Which question does your table most need answered today?
question-line-answer = Wide enough to matter, narrow enough for us to act on.
question-stronger = { $of ->
    [one] { $count } of 1 question is stronger by now.
   *[other] { $count } of { $of } questions are stronger by now.
}
question-tables-done = { $of ->
    [one] { $count } of 1 table has chosen.
   *[other] { $count } of { $of } tables have chosen.
}
question-wall-empty = The tables’ questions come up here.
question-counted = { $count ->
    [one] has written
   *[other] have written
}
question-written = { $count ->
    [0] Nobody has written yet.
    [one] 1 person has written.
   *[other] { $count } people have written.
}

## … on the phone

question-look-up = The ladder is on the big screen.
question-wall-look-up = The tables’ questions are on the big screen.
question-rung = Where it begins on the ladder
# $opener: the first words that stand for this rung.
question-rung-suggested = { $opener } (worked out from your first words)
question-rung-none = Not on the ladder
# First words of a “why” that is aimed at people, with commas between them; * stands for any one word.
question-at-people = why * you, why * they, why * he, why * she, why * we, why * people
question-at-people-tip = A “why” aimed at people can sound like blame. Try “what led to …”.
question-may-be-chosen = If your table chooses it as its question, everyone will see it.
question-send = Keep my question
question-yours = { $count ->
    [one] Your question
   *[other] Your questions
}
question-from-table = From your table
question-none-yet = You have not written a question yet. Begin with one.
# $names: one or two names, with commas.
question-with = You swap with { $names }.
question-with-somebody = { $count ->
    [one] You swap with a neighbour.
   *[other] You swap with two neighbours.
}
question-give = Give it to your neighbour
question-give-how = Your neighbour reads it and tries to make it stronger. You decide whether you take their words.
question-another = Find another neighbour
question-not-yet = Your neighbour has not handed one over yet. Talk to each other.
question-theirs = Your neighbour’s question
question-stronger-label = The same question, stronger
question-stronger-send = Hand it back
question-stronger-own = Make it stronger yourself
question-stronger-own-label = My question, stronger
question-was-handed = Handed back to its author.
question-was-taken = Its author has taken your words.
# $name: who made it stronger.
question-from = From { $name }
question-from-neighbour = From your neighbour
question-take = Take these words
question-taken = Taken. Tap to keep your own.
question-ticks = What does it do by now?
question-which = Which one do you most need answered today?
question-none-brought = Nobody brought a question. Write one together.
question-our-question = The question of your table
question-on-the-wall = It is on the wall.
question-stronger-who = Whose question it is reads your words. They go no further than the question does.
question-new-who = Everyone may read it, without your name.
question-new-who-review = Your table reads it. The facilitator reads it before everyone does, without your name.
question-to-be-read = Settled. The facilitator reads it before it goes on the big screen.
question-settle = This is our question
question-settle-how = You hold the pen. When the table agrees, settle on the one you point at.
question-other-pen = Somebody else at your table holds the pen and settles it. Point, and talk.
question-new-words = Put it in new words
question-new-label = The question your table most needs answered
question-new-send = Settle on this

## … on the console

question-let-climb = Let it climb
question-first-example = Show the first example
question-next-example = Next example
question-back-to-marks = Back to the five marks
question-kept = { $count ->
    [one] 1 is kept private or at the table.
   *[other] { $count } are kept private or at the tables.
}
question-pair = Make pairs
question-pair-again = Make other pairs
question-pairs = { $count ->
    [0] No pairs yet: they are made as soon as the first question is handed over.
    [one] 1 pair or trio.
   *[other] { $count } pairs and trios.
}
question-alone = { $count ->
    [one] 1 person has no neighbour.
   *[other] { $count } people have no neighbour.
}
# How a table stands: questions it can choose from, people who point at one, people at the table.
question-console-table = { $brought ->
    [one] 1 question
   *[other] { $brought } questions
}, { $pointing } of { $people } point at one.

## … in the note

question-note-asked-write = We asked for a question that our partnership keeps asking.
question-note-asked-swap = Neighbours made each other’s questions stronger.
question-note-asked-table = Each table chose the question it most needed answered.
question-note-before = Before
question-note-after = After
question-note-rungs = Opening
question-note-marks = What it does
question-note-written = { $written ->
    [one] 1 question was written,
   *[other] { $written } questions were written,
} { $shared } for everyone to read.
question-note-moved = { $made ->
    [one] 1 stronger version was written,
   *[other] { $made } stronger versions were written,
} { $taken } taken by the authors, { $shared } of these for everyone to read.
question-note-tables = { $count ->
    [one] 1 table settled on a question;
   *[other] { $count } tables settled on a question;
} { $shared } shown to the room.

## Refusals

refused-no_pen = Somebody else at your table holds the pen. Ask them, or the facilitator.

## Talking in groups: the stage

tables-stage-home = Talk at your table.
tables-stage-free = Go where the talk is worth most to you.
tables-stage-find = Your phone tells you who you talk with.
# $count (Number) - how many groups there are
tables-stage-groups = { $count ->
    [one] One group. Your phone tells you who is in it.
   *[other] { $count } groups. Your phone tells you which is yours.
}
# $name (String) - who hosts a place
tables-stage-host = Host: { $name }
# $seats (String) - `room`, `filling` or `full`
tables-seats = { $seats ->
    [filling] Getting full
    [full] Full, but come anyway
   *[room] Room here
}
tables-bell = The bell. Finish your sentence.

## Talking in groups: where to go

tables-stay-home = Stay at your table. It starts in a moment.
tables-choose-place = Choose where you want to talk, and walk there.
tables-change-mind = Changed your mind? Tap another one.
tables-you-go-to = You are going to
# $no (Number) - a place's number; $title (String) - its name
tables-place = { $no }  { $title }
tables-group = Group { $no }
tables-find-lead = Who do you talk with?
tables-find = Find my group
# $names (String) - the others of a group, by name; $count (Number) - those who are not named
tables-with = With { $names }
tables-with-some = { $count ->
    [one] With { $names } and one more
   *[other] With { $names } and { $count } more
}
tables-with-unnamed = { $count ->
    [one] With one other person. Hold up your number.
   *[other] With { $count } others. Hold up your number.
}
tables-with-nobody = Nobody else is here yet.
tables-moved-to = I have moved to …
tables-free-to-move = Stay or go, whatever serves you. Nobody keeps a list.
tables-host-moves = If you go, this table has no host. Hand over first, if you can.
tables-no-table = { $no }  { $title }: no table, but thoughts are welcome

## Talking in groups: at the table

tables-ideas = The ideas behind it
tables-harvest = What was said here before
tables-add-thought = Add a thought
tables-my-thought = My thought
tables-thought-send = Leave it here
tables-thoughts = Thoughts
tables-closed = This is closed for now. What you wrote is kept.

## Talking in groups: hosts

tables-you-host = You host this table
tables-no-host = No host yet
tables-volunteer = I will host
tables-hand-over = Hand over to somebody
tables-handing = Ask a guest to tap this on their phone:
tables-take-over = The host has to go. Tap this to take over:
# $no (Number) - the table's number; a short sign that can be called out
tables-host-word = HOST { $no }
tables-keep-hosting = I stay after all
# $count (Number) - lines of the card; $minutes (Number) - before the end
tables-card-later = { $minutes ->
    [0] The card for the room opens near the end.
    [one] The card for the room opens in the last minute. Until then: just host.
   *[other] The card for the room opens in the last { $minutes } minutes. Until then: just host.
}
tables-card = { $count ->
    [one] One line for the room
   *[other] { $count } lines for the room
}
tables-card-review = The facilitator reads them before they go on the big screen.
tables-card-room = Everyone may read them.
tables-card-save = Put this on the card

## Talking in groups: the facilitator

# $no (Number) - the round; $of (Number) - how many are planned; $walking (String) - `yes` while people are on their way
tables-round = { $walking ->
    [yes] { $no ->
        [0] People are on their way. Nothing is asked yet.
       *[other] Round { $no } of { $of } is over. People are on their way.
    }
   *[no] Round { $no } of { $of }
}
tables-one-more-round = One more round
tables-begin-round = Begin round { $no }
tables-walk = Everybody moves
tables-group-now = Make the groups
tables-group-again = Make new groups
tables-ring = Ring the bell
tables-cards-open = Open the cards
tables-cards-close = Close the cards
# $count (Number) - people without a place
tables-loose = { $count ->
    [one] One person has no place yet.
   *[other] { $count } people have no place yet.
}
# $what (String) - `close`, `merge` or `split`; $place and $into (String) - the places it is about
tables-advice = { $what ->
    [merge] Few people at { $place } and at { $into }.
    [split] Many people at { $place }.
   *[close] Nobody has come to { $place }.
}
tables-advice-do = { $what ->
    [merge] Merge the two
    [split] Open a second table
   *[close] Close it, its host may roam
}
tables-heads = { $count ->
    [0] nobody here
    [one] 1 here
   *[other] { $count } here
}
tables-host-is = Host: { $name }
tables-host-leaving = { $name } wants to hand over
tables-is-closed = closed, thoughts still welcome
# $count (Number) - lines written so far; $of (Number) - lines of the card
tables-lines = card: { $count } of { $of }
tables-thought-count = { $count ->
    [one] one thought
   *[other] { $count } thoughts
}
tables-former = with { $title }
tables-more = Change
tables-name-host = Host
tables-nobody = Nobody
tables-close = Close
tables-open = Open
tables-second = A second table
tables-apart = { $title } apart again
tables-merge = Merge into
tables-choose = Choose
tables-rename = Name
tables-rename-do = Rename
tables-new-topic = A topic nobody listed
tables-new-topic-do = Add a table
# $count (Number) - how many groups there are
tables-all-groups = All { $count } groups
tables-person-in = { $name } (group { $no })
tables-move-who = Move somebody
tables-move-to = To
tables-move-smallest = To the smallest group
tables-for-you = for you alone

## Talking in groups: the session note

# $rule (String) - how the groups were made; $rounds (Number)
tables-note-rule = { $rule ->
    [topic] Everybody chose a table and was free to move, in { $rounds ->
        [one] one round.
       *[other] { $rounds } rounds.
    }
    [home] People talked at their tables.
    [pairs] People talked in pairs.
    [trios] People talked in threes.
    [fours] People talked in fours.
    [role] People talked with others of the same role.
    [mixed] People talked in groups of mixed roles.
    [partnership] Each partnership talked by itself.
   *[other] People talked in groups, in { $rounds ->
        [one] one round.
       *[other] { $rounds } rounds.
    }
}
tables-note-asked = About: { $asks }
# $former (String) - tables that were merged into this one
tables-note-with = { $title } (with { $former })
# $count (Number) - thoughts about a topic at which nobody sat together
tables-note-empty = { $count ->
    [0] no table formed
    [one] no table formed; one thought
    [2] no table formed; two thoughts
   *[other] no table formed; { $count } thoughts
}
tables-note-silent = nothing was written for everyone
tables-note-round = Round
tables-note-place = How many were where
tables-note-heads = Round { $no }
tables-note-groups = { $count ->
    [one] There was one group.
   *[other] There were { $count } groups.
}
# $count (Number)
tables-note-kept = { $count ->
    [one] One more thought was kept private or shared with a table or the facilitator alone.
   *[other] { $count } more thoughts were kept private or shared with a table or the facilitator alone.
}

## Talking in groups: when something cannot be done

refused-table_closed = There is no table for this at the moment. You can leave a thought, or choose another one.
refused-host_taken = Somebody hosts this table already.
refused-not_host = Only the host writes on this card. Ask to take over.
refused-not_at_table = You are not at that table at the moment. Go there first.

## Looking at what others made

harvest-nothing = Nothing hangs here yet.
harvest-count = { $count ->
    [0] Nothing to read yet
    [one] 1 thing to read
   *[other] { $count } things to read
}
harvest-hearts = { $count ->
    [one] 1 heart
   *[other] { $count } hearts
}
harvest-added = added here
harvest-rest = And also
harvest-wished = The claim we wish we could make
harvest-claims = Claims
harvest-pass = { $no ->
    [1] First time round
    [2] Second time round
   *[other] Time { $no } round
}
harvest-place = { $no } of { $count }
harvest-alike = Alike
harvest-partly = Partly alike
harvest-different = Different
harvest-behind = We can stand behind it
harvest-to-get = Evidence to get
harvest-station = Station { $no }
harvest-walk-how = Begin at the station your phone names. Go on when you like.

## … on the phone

harvest-hearts-left = { $count ->
    [0] Your hearts are all given. Take one back to give it to something else.
    [one] You have 1 heart left to give.
   *[other] You have { $count } hearts left to give.
}
harvest-love = This matters
harvest-loved = You gave it a heart
harvest-walked = Stop { $no } of { $count } on your way
harvest-next-station = Next station
harvest-last-station = Back
harvest-more = { $count ->
    [one] Show 1 more
   *[other] Show { $count } more
}
harvest-from-table = From your table
harvest-find-out = I could find this out
harvest-find-who = Who finds out?
harvest-find-hint = The facilitator sees this name, and may put it beside the claim for everyone.
harvest-find-send = Offer to find out
harvest-you-offered = You offered:
harvest-offer-back = Take it back
harvest-add = Add it
harvest-yours = What you added
harvest-closed = This is closed for now. You can still read.

## … on the console

harvest-lovers = { $count ->
    [0] Nobody has given a heart yet.
    [one] 1 person has given hearts.
   *[other] { $count } people have given hearts.
}
harvest-covered = How many each has is shown with the results, to you as well.
harvest-turning = Which one is up
harvest-turn-back = The one before
harvest-turn-on = The next one
harvest-run = Let them turn, { $seconds } seconds each
harvest-stay = Stay with this one
harvest-show-all = Show them all
harvest-order = Order
harvest-order-time = As they came
harvest-order-hearts = Most hearts first
harvest-order-mixed = Mixed
harvest-how-alike = How alike are they? Set by eye
harvest-everything = All of it
harvest-chosen = { $count ->
    [0] Nothing chosen
    [one] 1 chosen
   *[other] { $count } chosen
}
harvest-choose-none = Choose none
harvest-turn-to = Show this one
harvest-pair = Side by side
harvest-unpair = Take the two away
harvest-cluster-name = Name of the cluster
harvest-cluster = Put together
harvest-uncluster = Take out
harvest-rename = Rename { $name }
harvest-stands = Where the claim stands
harvest-who = Who finds out
harvest-who-save = Put this name there
harvest-take-offer = Take the offer: { $name }
harvest-offers = Offers to find out: { $name }
harvest-filter = Find
harvest-loose = Only what is in no cluster
harvest-keys = Arrow keys move, space chooses. With Shift, several.
harvest-pieces = What hangs here
harvest-none-match = Nothing fits what you are looking for.
harvest-is-up = on the stage
harvest-down = taken down
harvest-waits = waits for you
harvest-for-you = Added for you alone

## … in the note

harvest-note-looked = { $count ->
    [one] The room looked at one thing.
   *[other] The room looked at { $count } things.
}
harvest-note-had-hearts = { $count ->
    [one] Each person had one heart to give.
   *[other] Each person had { $count } hearts to give.
}
harvest-note-asked = We asked: { $ask }
harvest-note-hearts = { $count ->
    [one] 1 heart
   *[other] { $count } hearts
}
harvest-note-covered = Hearts were given, but they were not shown in the room, so they are not in this note.
harvest-note-others = { $count ->
    [one] One more thing hung there without a heart; it stands where it was written.
   *[other] { $count } more things hung there without a heart; they stand where they were written.
}
harvest-note-alike = The answers were found to be alike.
harvest-note-partly = The answers were found to be partly alike.
harvest-note-different = The answers were found to be different.
harvest-note-can-say = What we can say today
harvest-note-left = Claims that were not settled
harvest-note-cannot-say = What we cannot say yet, and who is finding out
harvest-note-wished = The claim we wish we could make
harvest-note-claim = Claim
harvest-note-about = About
harvest-note-rests-on = Rests on
harvest-note-finds-out = Who is finding out
harvest-note-nobody-yet = Nobody yet
harvest-note-missing = Added because it was missing

## Who can help whom

match-need-ask = I could do with help on …
match-can-ask = I can help with …
match-sum = { $open ->
    [0] Nothing is looking for somebody just now
    [one] 1 still looks for somebody
   *[other] { $open } still look for somebody
} · { $offered } offered · { $matched } matched
match-still = { $count ->
    [one] 1 need still looks for somebody
   *[other] { $count } needs still look for somebody
}
match-none-yet = Needs come up here as soon as they are read.
match-all-claimed = Every need has found somebody.
match-offered = Help is offered
match-matched = Matched
match-open = Nobody yet
match-counted-needs = { $count ->
    [one] need
   *[other] needs
}
match-counted-offers = { $count ->
    [one] offer
   *[other] offers
}

## … on the phone

match-my-need = What I need
match-my-can = What I can give
match-send-need = Say what I need
match-send-can = Add my offer
match-go-need = Back to what I need
match-go-can = On to what I can give
match-add = Add a need or an offer
match-no-need = You have not said what you need yet. Add it below.
# $step: the step of the day in which it was said.
match-from-step = From “{ $step }”
match-asked = Is this an offer too?
match-asked-yes = Yes, add it to my offers
match-asked-no = No, leave it
match-asked-added = Among your offers
match-asked-left = Not among your offers
match-others-need = What others need
match-fits = These go with it:
match-fits-you = These go with what you offer:
match-and-these = And also:
match-more-needs = { $count ->
    [one] 1 more need
   *[other] { $count } more needs
}
match-all-offers = { $count ->
    [0] All offers: none yet
    [one] All offers: 1
   *[other] All offers: { $count }
}
match-no-offers = No offers can be read yet.
match-yours = Yours
match-nudged = The facilitator asks: can anyone help here?
match-help = I can help
match-know = I know someone
match-line-help = Say in a line how
match-line-know = Say in a line who or where
match-line-who = Only the person who asked reads this.
match-send-help = Offer my help
match-send-know = Say that I know someone
match-leave-it = Leave it
match-mine-open = You have offered. It is a match once they say yes.
match-mine-accepted = It is a match.
match-mine-declined = Thank you for offering. They have found another way this time.
# $name: whose need it is.
match-is-of = { $name } is glad of your help.
match-unclaim = Take my offer of help back
match-unclaim-sure = Take it back? The need looks for somebody else again.
match-unclaim-yes = Yes, take it back
match-unclaim-no = No, I can help
match-answers = { $count ->
    [one] Somebody answers your need
   *[other] { $count } answers to your needs
}
# $table: the name of a table.
match-somebody = Somebody at { $table }
# $name: a person, or “somebody at table 3”.
match-they-help = { $name } can help.
match-they-know = { $name } knows someone.
match-accept = Yes please
match-decline = Thank you, not this time
match-reach-me = How can they reach you?
match-reach-who = Only they will see it, and only once you both say yes.
match-reach-agree = They may know
match-reach-no-more = Tell them no more
match-reach-them = You can reach them:
match-i-agreed = You said yes. They see it as soon as they say yes as well.
match-both-agreed = You both said yes. They can reach you:
match-unmet-how = These still look for somebody. Do you know anyone?
match-to-market = I can help with one of these

## … on the console

match-show-unmet = Only what is still looking, large
match-show-all = All needs again
match-counted-all = Written here: { $needs } needs and { $offers } offers, { $kept } of them private.
match-nudge = Point at it
match-nudge-off = Point at it no more

## … in the note

match-note-asked = We asked who could do with help, and who could give some.
match-note-counted = { $matches ->
    [0] Nothing was matched;
    [one] 1 match was made;
   *[other] { $matches } matches were made;
} { $waiting ->
    [0] no offer of help waits for an answer;
    [one] 1 offer of help waits for an answer;
   *[other] { $waiting } offers of help wait for an answer;
} { $looking ->
    [0] nothing is still looking.
    [one] 1 need is still looking.
   *[other] { $looking } needs are still looking.
}
match-note-need = Need
match-note-asker = Who asked
match-note-helper = Who helps
match-note-contact = How they reach each other
match-note-how-help = can help
match-note-how-know = knows someone
match-note-looking = Still looking:
match-note-waiting = Help was offered, and the answer is open:
match-note-offers = All offers, by what they are about:
# $tag: what offers are about. $offers: all of them, with semicolons.
match-note-tag = { $tag }: { $offers }
match-note-no-tag = Anything else

## Refusals

refused-own_need = That is your own need. Somebody else can take it.

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
# $at (String) - a time of the day
collect-note-reworded = The questions were put differently at { $at }; here they stand as they were asked in the end.
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

letters-title = What was written to you
letters-mark = For you alone. Do not send this on.
letters-what = People were told that only the facilitator would read this.
letters-none = Nobody wrote anything to you alone.

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
takeaway-yours = What you found and hoped for
takeaway-all = Everything you wrote and chose, step by step
takeaway-question = The question your table most needed answered
takeaway-imagined = What the room imagined
takeaway-star = You gave a star to
takeaway-marks = Where you put each of these.
takeaway-room = Beside it stands how many of the room were at each place.
takeaway-calendar = Put it in my calendar
takeaway-keep = Keep this page
takeaway-save = Save it as a file
takeaway-save-hint = The file opens on any phone or computer, without this room’s computer.
takeaway-link = Make a link to this page
takeaway-link-hint = It works as long as the computer of this session can be reached. Whoever has it can read this page.
# $days (Number) - days after the session
takeaway-kept = { $days ->
    [one] Your words stay on the organiser’s computer. A day after the session names are removed, and this page closes.
   *[other] Your words stay on the organiser’s computer. { $days } days after the session names are removed, and this page closes.
}
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

home-field-keep = Days after which names are removed
home-field-next = Date of the next session, if it is known
console-draft = Strike lines, then send the note

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
canvas-rest = Show all that was written here
canvas-box-full = This box is full. Change a line, or take one back.
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
# $text: words of an earlier step; $step: its title
canvas-pick-from = from { $step }
canvas-picked = Picked from earlier
canvas-unpick = Take off
# $text: what is taken off
canvas-unpick-this = Take off: { $text }

canvas-today = Today
canvas-end-today = today
canvas-end-forecast = if nothing changes
canvas-end-hope = if we turn the curve
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
canvas-points-shape = No numbers? Tap the shape that everybody believes.
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

## Rating: stage, phone and console

rate-tag-split = split
rate-tag-close = close
rate-tag-mixed = mixed
# Added to a tag when more than three in ten could not say
rate-unsighted = not enough sight of it
# $count (Number) - people who could not say
rate-cant = { $count } can’t say
# $count (Number); $stop (String) - a stop of the scale
rate-at-stop = { $count } at “{ $stop }”
# $no (Number) - which time round
rate-round = Round { $no }
# $count (Number) - people who placed everything; $of (Number) - people in the room
rate-turnout = { $count } of { $of }
# $count (Number)
rate-are-through = { $count ->
    [one] is through
   *[other] are through
}
# $count (Number) - people who placed everything; $of (Number)
rate-through = { $count } of { $of } are through
rate-others = Others
# In place of a group of one, two or three people
rate-few = fewer than 4
# In place of a larger group, without which a small one could be worked out
rate-with = not shown, so that a group of fewer than 4 stays private
# $count (Number) - people who did not answer again
rate-unchanged = { $count } unchanged
# $stop (String)
rate-agreed = Agreed: { $stop }
rate-left-open = Left open
# On the stage, where a sign stands at the position that was agreed
rate-agreed-there = agreed
# Below the picture, each beside its sign
# $count (Number) - people that one dot stands for
rate-key-dots = { $count } people
rate-key-middle = the middle
rate-key-ring = no wording yet
rate-key-before = first round
rate-key-baseline = last time
# $stops (String)
rate-key-stops = From left to right: { $stops }
rate-key-kept = ringed: to carry on
# $stops (String) - the upper stops of the scale
rate-key-rising = Counted: { $stops }
rate-blank = The source says nothing here. What would it look like for us?
rate-prompt-ends = Lowest and highest first: what did you see that made you say so?
rate-prompt-next = What would the next stop look like on an ordinary day here?

## Rating: phone

rate-nothing-yet = There is nothing to rate yet. It will appear here.
# $count (Number) - things that are asked about again
rate-again = { $count ->
    [one] Once more, after talking: one thing. Your earlier mark stays unless you change it.
   *[other] Once more, after talking: { $count } things. Your earlier marks stay unless you change them.
}
rate-closed = Rating is closed for now. Your marks are kept.
rate-still-open = Your marks can still change
# $count (Number) - things that have a mark; $of (Number)
rate-placed = { $count } of { $of } placed
rate-one-by-one = Show one at a time
rate-all-in-one = Show all in one list
rate-hands-in-single = To count hands for people without a phone, show one at a time.
rate-dots = All things to rate
# $title (String)
rate-dot-done = { $title }, placed
# $title (String)
rate-dot-open = { $title }, not placed yet
rate-skip = Skip for now
rate-next = Next
rate-finish = Done
# $count (Number) - things without a mark
rate-left = { $count ->
    [one] One is still open
   *[other] { $count } are still open
}
rate-all-placed = That is all of them
rate-hardest = Talk to your neighbour about the one you found hardest.
rate-open-yet = not placed yet
# $stop (String) - where somebody put it in the round before
rate-earlier = Your earlier mark: { $stop }
rate-by-hand = Counted by hands at your table.
rate-between = in between
# $low (String), $high (String) - two stops of the scale
rate-between-two = Between { $low } and { $high }
rate-own-ask = What would it look like for us?
rate-own-hint = In your words. They go into the note, without your name.
rate-reason-ask = What makes you say that?
rate-reason-hint = One line, for your own table, once the result is shown.
rate-challenge = Better words for this?
rate-challenge-stop = For the stop
rate-challenge-ask = I would put it like this
rate-challenge-hint = It goes into the note, without your name.
rate-keep-words = Keep these words
rate-take-back = Take back
# $count (Number) - people whose hands are counted, the holder of the phone among them
rate-hands = Count hands ({ $count } people)
# $count (Number) - people at the table without a phone
rate-hands-how = { $count ->
    [one] For the one person here without a phone, and you. It replaces your own mark.
   *[other] For the { $count } people here without a phone, and you. It replaces your own mark.
}
# $stop (String)
rate-hand-fewer = One hand fewer at { $stop }
# $stop (String)
rate-hand-more = One hand more at { $stop }
# $count (Number) - hands counted; $of (Number) - people
rate-hands-up = { $count } of { $of } hands
rate-hands-keep = Keep this count
rate-for-your-table = For your table
rate-how-it-went = How the room stands
# $stop (String)
rate-you = You: { $stop }
rate-your-mark = your mark
# $count (Number) - people at this stop in the first round
rate-before = { $count } in the first round
# $stop (String)
rate-baseline = Last time: { $stop }
rate-reasons-here = Said at your table
rate-next-here = Your table’s next stop
rate-next-write = Write down your next stop
rate-next-change = Change your next stop
rate-next-ask = What would the next stop look like on an ordinary day?
rate-next-who = Your table reads it. The facilitator reads it before it goes on the big screen and into the note, without your name.
rate-next-step = One move that gets us there

## Rating: console

# $count (Number) - people who have begun and are not through
rate-have-begun = { $count } more have begun
rate-console-blind = Until you reveal it you see counts only, as everybody does.
rate-peek = Look before the room does
rate-peeked = You have looked before the room did. That is written down in the data.
rate-lens = Seen how
rate-arrange = In which order
rate-as-given = As on the sheet
rate-most-divided = Most divided first
# $stop (String)
rate-most-at = Most “{ $stop }” first
rate-slice = For whom
rate-whole-room = The whole room
rate-by-role = By role
rate-by-partnership = By partnership
# $count (Number) - people who rated it
rate-rated = { $count ->
    [0] nobody yet
   *[other] { $count } rated
}
# $count (Number)
rate-reasons = { $count ->
    [one] { $count } reason kept at the tables
   *[other] { $count } reasons kept at the tables
}
rate-focus = Show it large
rate-unfocus = Back to all
# $count (Number) - things to be rated again
rate-second = { $count ->
    [one] Rate this one again
   *[other] Rate these { $count } again
}
# $count (Number) - things
rate-keep = { $count ->
    [one] Carry this one on
   *[other] Carry these { $count } on
}
rate-kept = To be carried on:
rate-undo = Undo
rate-settle = Agree, or give it to tables
# $count (Number) - tables
rate-sent = { $count ->
    [one] at { $count } table
   *[other] at { $count } tables
}
rate-agree = The room stands at
rate-not-yet = nothing agreed yet
# $stop (String)
rate-take-median = Take the middle: { $stop }
rate-send = Put it before these tables
rate-next-stops = Next stops
rate-wordings = Words for the scale

## Rating: the note

# $title (String) - the screen's title; $name (String) - a partnership
rate-note-of = { $title }: { $name }
# $count (Number) - things; $stops (String)
rate-note-asked = { $count ->
    [one] Each person placed one thing on a scale: { $stops }.
   *[other] Each person placed { $count } things on a scale: { $stops }.
}
# $lens (String)
rate-note-lens = Seen like this: { $lens }.
rate-note-covered = The result was not shown in the room, so it is not in this note.
rate-note-thing = What
rate-note-marks = People at each stop
rate-note-spread = Spread
rate-note-agreed = Position
rate-note-next = Next stop
rate-note-movement = Between the rounds
rate-note-said = Reasons
# $count (Number)
rate-note-cant = can’t say { $count }
rate-note-open = Left open.
# $stop (String)
rate-note-by-consensus = Agreed: { $stop }.
# $stop (String)
rate-note-by-median = Taken from the middle: { $stop }.
# $counts (String) - counts of the first round
rate-note-first = first { $counts }
# $first (String), $second (String) - where the middle stood
rate-note-moved = middle from { $first } to { $second }
# $count (Number) - people who kept their mark
rate-note-kept = { $count } unchanged
# $lower (Number), $higher (Number) - reasons given by those below and above the middle
rate-note-reasons = { $lower } for lower, { $higher } for higher, kept at the tables
# $count (Number) - people; $item (String)
rate-note-rated = { $count ->
    [one] One person rated “{ $item }”.
   *[other] { $count } people rated “{ $item }”.
}
# $low (String), $high (String) - the lowest and the highest mark; $tag (String)
rate-note-ran = Marks ran from { $low } to { $high } ({ $tag }).
# $low (String), $high (String); $tag (String)
rate-note-ran-first = In the first round marks ran from { $low } to { $high } ({ $tag });
# $count (Number) - people at the fullest stop; $of (Number) - marks; $stop (String)
rate-note-stood = after talking, { $count } of { $of } stood at { $stop }.
rate-note-differ = Where we differ:
# $item (String); $few (Number) people stand at $low (String) or below, $many (Number) at $high (String) or above
rate-note-apart = on “{ $item }”, { $few } at { $low } or below and { $many } at { $high } or above.
# $items (String)
rate-note-unsighted = Not enough sight of it: { $items }.
# $count (Number) - wordings
rate-note-own = { $count ->
    [one] Our own wording, where the source has none:
   *[other] Our own wordings, where the source has none:
}
# $count (Number) - wordings
rate-note-challenges = { $count ->
    [one] A better wording was proposed:
   *[other] Better wordings were proposed:
}
# $item (String), $stop (String), $text (String)
rate-note-worded = { $item }, { $stop }: { $text }
# $item (String), $stop (String); $count (Number) people of $of (Number)
rate-note-firmest = We agree most on “{ $item }”: { $count } of { $of } stand at “{ $stop }”.
# $item (String), $low (String), $high (String)
rate-note-widest = We differ most on “{ $item }”: from “{ $low }” to “{ $high }”.
# $item (String), $stop (String)
rate-note-lowest = Lowest stands “{ $item }”: “{ $stop }”.
# $item (String), $stop (String); $count (Number) people of $of (Number)
rate-note-most = Most often “{ $stop }”: “{ $item }”, { $count } of { $of }.

## Rating: refusals

refused-not_revealed = That has to wait until the result is shown.
# $most (Number) - people whose hands may be counted
refused-too_many_hands = { $most ->
    [one] That is more hands than people. There is only one to count.
   *[other] That is more hands than people. There are { $most } to count.
}
refused-already_rated = People have rated already with the other question in mind. Start a second round to change it.
refused-no_median = There is no middle here: two groups stand apart. Leave it open, or let the room settle it.

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
phone-take-away-hint = What you wrote and promised, on one page to keep.

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
phone-erase-words = Erase what I wrote, and my name
phone-erase-words-sure = Everything you wrote, your name, school and role are taken out of this session, on every screen and in the note. Counts stay. This cannot be undone.
phone-erase-words-yes = Erase it all
phone-erase-name = Erase my name only
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
# $no (Number) - which of those around it; $name (String) - whose phone is shared
console-beside = { $name }’s phone, person { $no }
console-enter-for = Type for them
console-leave = Has left
console-come-back = Is back
console-same-as = Is the same person as
console-make-one = Make them one
# $name, $other (Strings) - two people who are one
console-make-one-sure = { $name } and { $other } become one person. What both wrote is put together, and the later vote counts. This cannot be undone.
console-make-one-yes = Make them one
console-erase-words = Erase words and name
console-erase-words-sure = Everything { $name } wrote, and the name, is taken out of this session and the note. Counts stay. This cannot be undone.
console-erase-words-yes = Erase it all
console-erase-name = Erase the name only
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
console-together = Put this table together with
console-merge-tables = Put { $other } and { $one } together
console-split-table = Part table { $no }
console-advice-no = Leave it

## The console: typing for others, paper

console-panel-close = Close
console-which-screen = Which screen?
# $step, $title (Strings)
console-screen-of = { $step } · { $title }
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

## The console: who can steer

console-seats = Who can steer
console-pair = A remote in your pocket
console-pair-how = Your own phone gets Next, Back, the timer and the blank stage, and nothing else.
console-pair-whose = Whose phone? You may leave this blank.
console-pair-show = Show its QR code
console-pair-picture = The QR code for the remote
console-pair-scan = Scan this with that phone, or type the link there.
console-pair-risk = A remote’s connection is not encrypted. Whoever took it over could move the room back and forth, set the timer and blank the stage; nothing gets lost by that, and you can end it below.
console-invite = A co-facilitator
console-invite-how = A second console of this session: for moving the room, reviewing and typing. It cannot erase people, let others steer, or take the data away.
console-invite-whose = Who is it? You may leave this blank.
console-invite-make = Make a link
console-invite-here = Open this link on this computer, in another browser or a private window.
console-invite-anywhere = Send this link to nobody but your co-facilitator.
console-invite-copy = Copy the link
console-invite-wheel = Only the console with the wheel moves the room, and either can take it.
# $time (String) - a time of day
console-offer-until = It works once, until { $time }.
console-offer-over = That link has been used, or its time is over.
console-offer-failed = The link could not be made. Please try again.
console-holders = Who has a seat now
console-seat-facilitator = Facilitator
console-seat-cofacilitator = Co-facilitator
console-seat-remote = Pocket remote
console-seat-stage = Stage
console-seat-own = This console
console-seat-here = Connected
# $time (String) - a time of day
console-seat-since = since { $time }
console-seat-seen = last seen { $time }
console-seat-invited = invited, until { $time }
console-seat-end = End
# $who (String) - such as Ben’s phone, or Stage
console-seat-end-sure = { $who } is shown out at once.
console-seat-end-yes = End it
console-seats-end-all = End all others that can steer
console-seats-end-sure = Every other console and remote is shown out at once, and open invitations end. The stage stays.
console-door-here = Facilitators sign in on this computer only, so nobody on this Wi-Fi can listen in.
console-door-open = You sign in over an open connection: whoever listens on this Wi-Fi could take over. Start the workshop without --remote-facilitator to sign in on this computer only.
console-door-secure = Facilitators sign in over an encrypted connection, from anywhere.
console-phones-plain = The phones’ connection is not encrypted: whoever listens on this Wi-Fi can read along.
console-out-deputy = Your part in this session was ended. If that was a mistake, ask the facilitator for a new link.
console-wheel-elsewhere = The other console has the wheel.
console-wheel-take = Take the wheel
console-wheel-lost = The other console has taken the wheel.

## The remote in a pocket

remote-coming = One moment
remote-lost = No connection to the room. Buttons work again when it is back.
remote-unsure = That may not have arrived. Look at the stage, then press again if need be.
remote-out = This remote is off
remote-out-how = It was ended on the console, or not used for long. To go on, scan a new code: More, Who can steer.
remote-ended = The session has ended
remote-blank = The stage is blank
remote-open = Answers are open
remote-revealed = Results are on the stage
remote-here = { $count } here
remote-steer = Move the room

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

## All that is kept of one person, as a file for that person

# $title (Text) - what the session is called
kept-title = What { $title } keeps of you
kept-whose = These are your own words and taps, also those that nobody else may read. Keep this file to yourself.
kept-you = You
kept-code = personal code
kept-words = What you wrote
kept-nothing = Nothing.
kept-taken-back = taken back
kept-did = What you did, in the words of the program
kept-without-names = Answers that you gave without a name are not here: nobody knows whose they are.
