## The stage

# { $no } and { $of } are numbers: which part of how many.
stage-part = { $no } of { $of }
stage-looking = One moment
stage-reconnecting = Finding the room again
stage-ended = Thank you. This workshop has ended, and everything you wrote is kept.
stage-calm = Please listen for a moment. This picture will be back.

## What several faces draw

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
