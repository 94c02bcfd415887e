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
