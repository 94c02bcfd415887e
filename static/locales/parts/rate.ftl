
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
# Below the picture: what its signs mean
# $count (Number) - people that one dot stands for
rate-key-dots = one dot: { $count } people
rate-key-middle = upright stroke: the middle
rate-key-ring = ring: no wording yet
rate-key-before = pale: the first round
rate-key-baseline = dashed: last time
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
# $counts (String) - counts in words
rate-first-round = In the first round: { $counts }
# $stop (String)
rate-baseline = Last time: { $stop }
rate-reasons-here = Said at your table
rate-next-here = Your table’s next stop
rate-next-write = Write down your next stop
rate-next-change = Change your next stop
rate-next-ask = What would the next stop look like on an ordinary day?
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
