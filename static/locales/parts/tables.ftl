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
tables-quiet = Phones down, eyes up.
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
tables-card-save = Put it on the card

## Talking in groups: the facilitator

# $no (Number) - the round; $of (Number) - how many are planned; $walking (String) - `yes` while people are on their way
tables-round = { $walking ->
    [yes] { $no ->
        [0] People are on their way. Nothing is asked yet.
       *[other] Round { $no } of { $of } is over. People are on their way.
    }
   *[no] Round { $no } of { $of }
}
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
