### The words of the workshop in English. A translation is this file under another name.
### Each sentence is for the person who reads it: what happened, and what they can do now.

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
join-table-no = Table { $no }
join-table-named = Table { $no }, { $name }
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
join-wrong-personal = Nobody in this session has that code. Check the four letters, or ask the facilitator to look yours up.
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
phone-unsent-closed = This is not open just now. Your words stay on this phone.

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

phone-you = You are { $name }, { $table }
phone-table = table { $no }
phone-table-named = { $name } (table { $no })
phone-code = Your personal code
phone-code-why = Phone gone, or battery flat? On any other phone choose “I was here before” and type these four letters: you are back with all you wrote.
phone-change-table = Change table
phone-address = The way in: { $address }
phone-sign-off = Leave on this phone

## The phone: the end

phone-ended = That was it
phone-ended-thanks = Thank you
phone-ended-text = The session has ended. Everything you sent is safe with the facilitator.
phone-ended-foot = Take one thing with you: look at your commitment once more, and tell somebody the day.

## Why something was not done. { $key } names what was wrong, { $limit } the most there may be.

refused-not_yours = That is not something this screen can do. The facilitator can.
refused-not_open = This is closed just now. Your words are still here; the facilitator can open it again.
refused-not_here = That belongs to another screen than the one you are on.
refused-unknown_move = This page is older than the room. Reload it, and try again.
refused-unknown_screen = That screen is not part of this session.
refused-malformed = That arrived damaged. Reload the page and try once more.
refused-too_long = That is too long. At most { $limit } characters, please.
refused-empty = There is nothing in it yet. Write a few words first.
refused-unknown_entry = That is not there any more. It may have been taken back.
refused-unknown_person = That person is not in this session.
refused-unknown_table = There is no such table. Choose another one.
refused-not_holder = Your table’s cards are in somebody else’s hands. Ask whoever holds them, or the facilitator.
refused-already_moved = The room had already moved on, so nothing was done twice.
refused-no_further = There is no screen beyond this one.
refused-closed_door = The door is closed for now. Ask the facilitator to open it.
refused-wrong_code = No session has that code. Check the letters on the big screen and type it again.
refused-full = The room is full. Ask the facilitator.
refused-ended = This session has ended, so nothing more can be added.
refused-signed_out = You are not signed in on this device any more. Come in again with the code on the big screen.
refused-elsewhere = You have signed in on another device, so this one was signed off.
refused-removed = You have been taken off the list of this session. Have a word with the facilitator.
refused-over_budget = { $budget ->
    [one] You have one dot to give. Take it back somewhere first.
   *[other] You have { $budget } dots to give. Take one back somewhere first.
}
refused-too_many = { $limit ->
    [one] Only one is possible here.
   *[other] At most { $limit } are possible here.
}
refused-unknown_item = That choice is not on the list any more. Look again and choose once more.
refused-no_cards = All cards have been turned.
refused-not_turned = That card has not been turned yet.
refused-name_needed = This session needs a name. Please type yours.
refused-own_only = You can only change what you wrote yourself.
