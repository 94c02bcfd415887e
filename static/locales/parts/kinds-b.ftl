### Choosing and turning cards: the words of the kinds `choose` and `deck`.

## Choosing

choose-yes = Yes
choose-no = No

# What to do, in one sentence. A single choice needs none.
# $dots (Number) - how many dots each person has; $each (Number) - how many may go on one item
choose-how-dots = { $dots ->
    [one] You have { $dots } dot.
   *[other] You have { $dots } dots, at most { $each } on one item.
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

# On the phone
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
choose-closed = Voting is closed just now.
choose-closed-counted = Voting is closed. Your vote counts.
choose-result = The result
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

# On the console
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

## Turning cards

# Three lines on the stage
deck-line-turn = Turn one card.
deck-line-talk = Say what it sets off in you.
deck-line-no-but = No “yes, but” for now.
# $no (Number or String)
deck-table = Table { $no }
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

# On the phone
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
deck-closed = This is closed just now. You can still read your cards.
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
deck-empty = Write a few words first.
# $limit (Number)
deck-too-long = That is too long. At most { $limit } characters, please.
deck-thoughts = Thoughts on this card
deck-my-others = { $count ->
    [one] My thought on another card
   *[other] My { $count } thoughts on other cards
}
deck-star = Give my star
deck-starred = My star
deck-status-sending = On its way. It is kept on this phone.
deck-status-me = Saved, for you alone
deck-status-table = Saved, for your table
deck-status-facilitator = Saved, for the facilitator
deck-status-waiting = Saved. The facilitator reads it before it goes on the big screen.
deck-status-shown = On the big screen
deck-status-hidden = Saved, but not on the big screen
deck-edit = Change
deck-edit-label = Change my thought
deck-edit-save = Keep the change
deck-edit-leave = Leave it as it was
deck-withdraw = Take back
deck-withdraw-sure = Take this thought back? Nobody will read it any more.
deck-withdraw-yes = Yes, take it back
deck-withdraw-no = No, keep it
deck-hand-over = Hand the cards to somebody else
deck-hand-over-how = Whoever gets them turns the next card.
deck-hand-to = Hand them to { $name }
deck-hand-to-nameless = Hand them to somebody who gave no name

# On the console
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
deck-console-show = Show on the stage
deck-console-hide = Take off the stage
