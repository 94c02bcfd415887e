## Who can help whom

match-need-ask = I could do with help on …
match-can-ask = I can help with …
match-sum = { $open ->
    [0] Nothing is looking for somebody just now
    [one] 1 still looks for somebody
   *[other] { $open } still look for somebody
} · { $offered } offered · { $matched } matched
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
