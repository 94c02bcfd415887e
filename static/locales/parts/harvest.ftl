## Looking at what others made

harvest-nothing = Nothing hangs here yet.
harvest-count = { $count ->
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
