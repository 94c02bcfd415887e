### Looking and writing: the words of the kinds `present` and `collect`.

## Looking together

present-look-up = Look up
present-look-up-text = It is on the big screen.
present-you-are-in = You are in
present-lobby-text = Look up: we begin in a moment.
present-break-text = A break: see you in a little while
# $time (String) - the time on this device's clock, such as 10:45
present-back-at = Back at { $time }
# $no (Number) - the table's number; $name (String) - its name
present-your-table = You are at table { $no }.
present-your-table-named = You are at { $name }, table { $no }.
present-point-camera = Point your camera here
# $address and $code (String) - what the picture holds, for those who cannot see it
present-qr-alt = QR code for { $address }, code { $code }
present-go-to = Go to
present-locked = The door is closed for now. Ask at the front.
# Stands after the number of people, which is drawn large
present-here = here
present-here-looking = here, one still looking

## Writing

# On the stage and the console
collect-answered = { $count ->
    [0] Nobody has answered yet
    [one] { $count } person has answered
   *[other] { $count } people have answered
  }

# Under the timer: the first line is drawn large
collect-count = { $count } of { $here }
collect-count-words = have answered

# On the phone: one box at a time
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
collect-empty = Write a few words first.
collect-too-long = That is a little long: { $limit } characters at most.
# $label (String) - the field's own label
collect-field-empty = One thing is still open: { $label }
collect-field-too-long = { $label }: { $limit } characters at most.
collect-closed = This is closed for now. What you sent is safe.
collect-closed-kept = This has just closed. Your words stay on this phone.
collect-box-answered = You have answered this. You can change it below.
collect-not-taken = This was not saved. Your words are back in the box.
collect-return = Go back to them
collect-all-done = That was the last one
collect-all-done-more = You can change your words below. Then look up.
collect-all-done-skipped = You skipped one. Go back if something comes to mind.

# What I wrote
collect-yours = { $count ->
    [one] What you wrote
   *[other] What you wrote ({ $count })
  }
collect-status-sending = Waiting to send
collect-status-waiting = Saved. The facilitator looks at it first.
collect-status-shown = Shown in the room
collect-status-hidden = Not shown in the room
collect-status-kept = Saved
collect-status-for-me = Saved. Only you see it.
collect-status-for-table = Saved. Your table sees it.
collect-status-for-facilitator = Saved. The facilitator sees it.
collect-edit = Change
collect-edit-save = Save the change
collect-edit-leave = Leave it as it was
collect-withdraw = Take back
collect-withdraw-ask = Take this back? It disappears from every screen.
collect-withdraw-yes = Yes, take it back
collect-withdraw-no = No, leave it
collect-from-table = From your table

# On the console
collect-kept = { $count ->
    [one] { $count } of them not for the front
   *[other] { $count } of them not for the front
  }
collect-table = Table { $no }
collect-show = Show
collect-hide = Take down
collect-console-private = For you only
collect-console-kept = Not for the stage
collect-console-waiting = Waiting for you
collect-console-shown = On the stage
collect-console-hidden = Taken down
