"""The market: offers meet needs, nothing is matched by one side alone, a contact is told only when both want that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from room import SCREEN, Room, refused
from session import Session

from workshop.kinds import match
from workshop.matters import likeness
from workshop.matters.likeness import Thing
from workshop.matters.market import Claim, State
from workshop.moves import Console, Floor, Me, Stage, Table

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {
    "ana": {"table": 1, "named": True},
    "ben": {"table": 2, "named": True},
    "cem": 2,
    "dee": {"table": 3, "named": True},
}
TAGS = ["teaching", "leadership", "space"]

SCREENS = """
[[step.screen]]
id = "who"
kind = "collect"
title = "What could you give?"
boxes = [
  { id = "offer", ask = "I could give …", visibility = "room", tags = ["teaching", "space"], outcome = "can_help" },
  { id = "practice", ask = "A practice of ours", visibility = "room", optional = true },
]

[[step.screen]]
id = "ask"
kind = "match"
title = "What do you need?"
phase = "write"
tags = ["teaching", "space"]
  [[step.screen.carry]]
  name = "offers"
  from = "s.who/offer"
  whose = "own"
  show = "kind"

[[step.screen]]
id = "market"
kind = "match"
title = "Who can help whom?"
phase = "market"
tags = ["teaching", "space"]
ask = ["practices"]
  [[step.screen.carry]]
  name = "offers"
  from = "s.who/offer"
  whose = "room"
  most = 200
  show = "kind"
  [[step.screen.carry]]
  name = "practices"
  from = "s.who/practice"
  whose = "room"
  most = 200
  show = "kind"
  [[step.screen.carry]]
  name = "needs"
  from = "s.ask/need"
  whose = "room"
  most = 200
  show = "kind"

[[step.screen]]
id = "unmet"
kind = "match"
title = "Still looking"
phase = "unmet"
  [[step.screen.carry]]
  name = "unmet"
  from = "s.market#unmet"
  whose = "room"
  most = 200
  show = "kind"
"""


def market(people: Mapping[str, int | Mapping[str, Any]] = PEOPLE, **settings: Any) -> Room:
    """A market by itself, where words are seen at once unless the test wants a review."""
    return Room(match, {"tags": TAGS, "review": False, **settings}, people=people)


def wrote(at: Room, who: str, move: str, text: str, *tags: str, **data: Any) -> str:
    """Somebody's need or offer; its id."""
    return str(at.play(who, move, text=text, tags=list(tags), **data).data["entry"]["id"])


def claimed(at: Room, who: str, need: str, how: str = "help", **data: Any) -> str:
    """Somebody's claim on a need; its id."""
    return str(at.play(who, "claim", need=need, how=how, **data).data["claim"])


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """From the opening offers to what is still looked for. Ana and Ben at table 1, Cem at 2, Dee at 3."""
    return Session(tmp_path, SCREENS, {"ana": 1, "ben": 1, "cem": 2, "dee": 3})


def entry_of(session: Session, who: str, move: str, **data: Any) -> str:
    return str(session.play(who, move, **data).data["entry"]["id"])


def trade(session: Session) -> tuple[str, str]:
    """Ben's opening offer and Ana's need, both let up; the room stands at the market."""
    session.go("who")
    offer = entry_of(
        session, "ben", "write", box="offer", text="Phonics coaching", tags=["teaching"], visibility="room"
    )
    session.go("ask")
    need = entry_of(session, "ana", "need", text="Our reading lessons are stuck", tags=["teaching"])
    session.show(offer, need)
    session.go("market")
    return offer, need


# ── a large market ──────────────────────────────────────────────────────────


def large_market(needs: int = 30) -> Room:
    people = {f"p{no}": {"table": 1 + no % 3, "named": True} for no in range(needs)}
    at = market(people)
    for no in range(needs):
        wrote(at, f"p{no}", "need", f"Help with matter {no}")
    return at


def test_on_a_large_market_each_table_is_told_other_needs_and_whoever_asks_all_of_them() -> None:
    at = large_market()
    floor = at.view(Floor())
    assert "needs" not in floor
    assert floor["count"] == {"needs": 30, "offers": 0}
    shares = [set(at.view(Table(no))["share"]) for no in (1, 2, 3)]
    assert set.union(*shares) == set(at.view(Floor(SCREEN))["needs"])
    assert [len(share) for share in shares] == [12, 12, 12]


def test_on_a_large_market_everybody_learns_how_a_need_stands_and_what_is_pointed_at() -> None:
    at = large_market()
    need = next(iter(at.view(Table(2))["share"]))
    claimer = next(who for who in ("p1", "p4", "p7") if need not in at.view(Me(who))["my_needs"])
    claim = claimed(at, claimer, need)
    assert at.view(Floor())["standing"] == {need: "offered"}
    assert need in at.view(Me(claimer))["suits"], "what she claimed she sees wherever she sits"
    owner = next(who for who in at.context.roster.people if need in at.view(Me(who))["my_needs"])
    at.play(owner, "accept", claim=claim)
    at.play("facilitator", "nudge", need=need)
    assert at.view(Floor())["standing"] == {need: "matched"}
    assert set(at.view(Floor())["nudged"]) == {need}
    assert at.view(Floor(SCREEN))["needs"][need]["standing"] == "matched"


# ── A44, A45 ────────────────────────────────────────────────────────────────


def test_a44_offers_meet_needs_and_nothing_is_matched_until_both_have_said_so(session: Session) -> None:
    session.go("who")
    for no, who in enumerate(("cem", "dee")):
        other = entry_of(
            session, who, "write", box="offer", text=f"A hall, number {no}", tags=["space"], visibility="room"
        )
        session.show(other)
    offer, need = trade(session)
    assert offer in session.phone("ana")["my_needs"][need]["fits"][:3]
    assert need in session.phone("ben")["suggested"][:3]
    assert session.phone("cem")["suggested"] == []
    assert session.view(Stage())["counts"]["matched"] == 0

    claim = session.play("ben", "claim", need=need, how="help").data["claim"]
    assert session.phone("ana")["answers"][claim]["standing"] == "open"
    assert session.view(Stage())["needs"][need]["standing"] == "offered"
    assert session.view(Stage())["counts"]["matched"] == 0
    assert session.refused("ben", "accept", claim=claim) == "unknown_entry"
    assert session.refused("cem", "accept", claim=claim) == "unknown_entry"

    session.play("ana", "accept", claim=claim)
    assert session.view(Stage())["needs"][need]["standing"] == "matched"
    assert session.phone("ben")["claims"][claim]["standing"] == "accepted"


def test_a45_a_need_without_a_claim_is_on_the_last_screen_and_in_the_note(session: Session) -> None:
    _, need = trade(session)
    lonely = entry_of(session, "dee", "need", text="A physics teacher on WEDNESDAY", tags=[])
    session.show(lonely)
    claim = session.play("ben", "claim", need=need, how="know").data["claim"]
    session.play("ana", "accept", claim=claim)
    assert set(session.view(Stage())["needs"]) == {need, lonely}
    session.play("facilitator", "large", on=True)
    assert set(session.view(Stage())["needs"]) == {lonely}
    session.go("unmet")
    assert set(session.view(Stage())["needs"]) == {lonely}
    assert set(session.phone("cem")["looking"]) == {lonely}
    assert session.phone("cem")["market"] == "s.market"
    looking = session.notes("market").split("Still looking")[-1]
    assert "WEDNESDAY" in looking
    assert "reading lessons" not in looking


# ── writing ─────────────────────────────────────────────────────────────────


def test_needs_and_offers_are_read_by_whom_their_author_chose() -> None:
    there = market()
    wrote(there, "ana", "need", "About MINE", visibility="me")
    wrote(there, "ben", "offer", "About LEADS", visibility="facilitator")
    wrote(there, "cem", "need", "About ROOMS")
    assert there.who_reads("MINE") == {"me:ana"}
    assert there.who_reads("LEADS") == {"me:ben", "console"}
    assert {"stage", "floor", "me:cem"} <= there.who_reads("ROOMS")


def test_with_review_a_need_waits_for_the_facilitator_and_its_author_still_sees_it() -> None:
    there = market(review=True)
    need = wrote(there, "ana", "need", "About WAITING")
    assert there.who_reads("WAITING") == {"me:ana", "console"}
    assert refused(there, "ben", "claim", need=need, how="help") == "unknown_entry"
    there.play("facilitator", "show", entries=[need])
    assert "floor" in there.who_reads("WAITING")


def test_what_may_be_written_is_said_by_the_agenda() -> None:
    there = market(most=1)
    wrote(there, "ana", "need", "One", "teaching")
    assert refused(there, "ana", "need", text="Two", tags=[]) == "too_many"
    assert refused(there, "ben", "need", text="Two", tags=["loud"]) == "malformed"
    assert refused(there, "ben", "need", text=" ", tags=[]) == "empty"
    with pytest.raises(ValidationError, match="not among"):
        match.Settings(visibility="room", allow=["me"])


def test_the_opening_offer_is_there_already_when_somebody_comes_to_write(session: Session) -> None:
    session.go("who")
    offer = entry_of(
        session, "ben", "write", box="offer", text="Phonics coaching", tags=["teaching"], visibility="room"
    )
    session.go("ask")
    assert session.phone("ben")["my_offers"][offer]["text"] == "Phonics coaching"
    assert session.phone("ben")["my_offers"][offer]["step"] == "A step"
    assert session.phone("ana")["my_offers"] == {}


def test_a_swapped_practice_becomes_an_offer_only_by_its_authors_yes(session: Session) -> None:
    trade(session)
    session.go("who")
    practice = entry_of(session, "dee", "write", box="practice", text="Open-door Tuesdays", visibility="room")
    session.show(practice)
    session.go("market")
    assert practice not in session.phone("ana")["offers"]
    assert practice in session.phone("dee")["asked"]
    assert session.refused("ana", "add_offer", entry=practice) == "unknown_entry"
    session.play("dee", "add_offer", entry=practice)
    assert practice in session.phone("ana")["offers"]
    session.play("dee", "add_offer", entry=practice, on=False)
    assert practice not in session.phone("ana")["offers"]


def test_whoever_needs_it_hears_of_a_practice_that_becomes_an_offer(session: Session) -> None:
    _, need = trade(session)
    session.go("who")
    practice = entry_of(session, "dee", "write", box="practice", text="Reading lessons in pairs", visibility="room")
    session.show(practice)
    session.go("market")
    for on in (True, False):  # that Ana is told, the session's own law looks after
        session.play("dee", "add_offer", entry=practice, on=on)
        assert (practice in session.phone("ana")["my_needs"][need]["fits"]) is on


def test_withdrawing_an_offer_removes_it_and_its_suggestions(session: Session) -> None:
    offer, need = trade(session)
    assert session.phone("ana")["my_needs"][need]["fits"] == [offer]
    session.play("ben", "withdraw", entry=offer)
    assert session.phone("ana")["my_needs"][need]["fits"] == []
    assert session.phone("ana")["offers"] == {}
    assert session.phone("ben")["suggested"] == []


def test_withdrawing_a_need_takes_its_claims_along(session: Session) -> None:
    _, need = trade(session)
    session.play("ben", "claim", need=need, how="help", text="LINE about it")
    session.play("ana", "withdraw", entry=need)
    assert session.phone("ben")["claims"] == {}
    assert session.phone("ana")["answers"] == {}
    assert session.view(Stage())["needs"] == {}


# ── what fits ───────────────────────────────────────────────────────────────


def test_tags_come_before_words_and_nobody_is_sent_to_themselves() -> None:
    need = Thing("n", "Somebody to coach phonics", "ana", ("teaching",))
    offers = (
        Thing("words", "I coach phonics", "ben"),
        Thing("tags", "Anything at all", "cem", ("Teaching",)),
        Thing("both", "Phonics, twice a week", "dee", ("teaching",)),
        Thing("mine", "I coach phonics too", "ana", ("teaching",)),
        Thing("none", "A piano", "eli", ("space",)),
    )
    assert likeness.suggested((need,), offers)["n"] == ("both", "tags", "words")


def test_words_that_everybody_uses_suggest_nothing() -> None:
    needs = tuple(Thing(f"n{no}", f"Our school needs thing{no}", f"p{no}") for no in range(20))
    offers = tuple(Thing(f"o{no}", f"Our school offers stuff{no}", f"q{no}") for no in range(20))
    assert set(likeness.suggested(needs, offers).values()) == {()}


def test_where_all_fit_alike_each_need_gets_others() -> None:
    needs = tuple(Thing(f"n{no}", "Help", f"p{no}", ("teaching",)) for no in range(12))
    offers = tuple(Thing(f"o{no}", "Help", f"q{no}", ("teaching",)) for no in range(12))
    found = likeness.suggested(needs, offers)
    assert len({offer for fits in found.values() for offer in fits}) > 6


# ── claims ──────────────────────────────────────────────────────────────────


def test_nobody_claims_their_own_need_and_a_second_claim_on_one_need_is_the_first() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    assert refused(there, "ana", "claim", need=need, how="help") == "own_need"
    claim = claimed(there, "ben", need)
    assert claimed(there, "ben", need, "know") == claim, "said again it is the same claim, said differently"
    assert there.view(Me("ana"))["answers"][claim]["how"] == "know"
    assert refused(there, "ben", "claim", need=need, how="perhaps") == "malformed"
    there.play("ben", "unclaim", claim=claim)
    claimed(there, "ben", need, "know")
    assert refused(there, "cem", "unclaim", claim=claim) == "unknown_entry"


def test_a_claim_is_seen_by_the_two_whom_it_is_about_and_by_nobody_else() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    claim = claimed(there, "ben", need, "know", text="Ask at SECRETPLACE")
    assert there.who_reads("SECRETPLACE") == {"me:ana", "me:ben"}
    assert there.view(Me("ana"))["answers"][claim]["by"] == "Ben"
    assert claim in there.view(Me("ben"))["claims"]
    assert claim not in json.dumps([there.view(Floor()), there.view(Stage()), there.view(Console())])


def test_who_wants_no_name_has_none_on_the_other_phone_either() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    claim = claimed(there, "cem", need)
    there.play("ana", "accept", claim=claim)
    assert "by" not in there.view(Me("ana"))["answers"][claim]
    assert there.view(Me("ana"))["answers"][claim]["table"] == 2
    assert "Cem" not in json.dumps([there.view(one) for one in there.audiences()])


def test_a_claim_may_be_declined_kindly_and_the_need_looks_on() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    claim = claimed(there, "ben", need)
    there.play("ana", "decline", claim=claim)
    assert there.view(Me("ben"))["claims"][claim]["standing"] == "declined"
    assert there.view(Stage())["needs"][need]["standing"] == "open"
    there.play("ana", "accept", claim=claim)
    assert there.view(Stage())["needs"][need]["standing"] == "matched"


def test_the_facilitator_can_point_at_a_need() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    there.play("facilitator", "nudge", need=need)
    assert there.view(Floor())["needs"][need]["nudged"] is True
    there.play("facilitator", "nudge", need=need, on=False)
    assert there.view(Floor())["needs"][need]["nudged"] is False
    assert refused(there, "ana", "nudge", need=need) == "not_yours"


# ── how to reach each other ─────────────────────────────────────────────────


def matched(there: Room, helper: str = "ben", **data: Any) -> str:
    """Ana's need, claimed and accepted; the claim."""
    claim = claimed(there, helper, wrote(there, "ana", "need", "A minibus", **data))
    there.play("ana", "accept", claim=claim)
    return claim


def test_a_contact_is_told_only_to_the_other_side_and_only_when_both_agreed() -> None:
    there = market()
    claim = matched(there)
    assert there.who_reads("BENSPHONE") == set()
    there.play("ben", "contact", claim=claim, on=True, text="BENSPHONE")
    assert there.who_reads("BENSPHONE") == {"me:ben"}, "one yes is not enough"
    there.play("ana", "contact", claim=claim, on=True, text="ANASMAIL")
    assert there.who_reads("BENSPHONE") == {"me:ana", "me:ben"}
    assert there.who_reads("ANASMAIL") == {"me:ana", "me:ben"}
    there.play("ana", "contact", claim=claim, on=False)
    assert there.who_reads("BENSPHONE") == {"me:ben"}
    assert there.who_reads("ANASMAIL") == {"me:ana"}


def test_a_contact_of_one_match_is_not_told_to_another() -> None:
    there = market()
    claim = matched(there)
    other = claimed(there, "dee", wrote(there, "ana", "need", "A piano"))
    there.play("ana", "accept", claim=other)
    for who, text in (("ana", "ANASMAIL"), ("ben", "BENSPHONE")):
        there.play(who, "contact", claim=claim, on=True, text=text)
    there.play("dee", "contact", claim=other, on=True, text="DEESPHONE")
    assert there.who_reads("ANASMAIL") == {"me:ana", "me:ben"}


def test_before_a_match_there_is_nobody_to_tell_and_after_its_end_it_is_told_no_more() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    claim = claimed(there, "ben", need)
    assert refused(there, "ben", "contact", claim=claim, on=True, text="BENSPHONE") == "unknown_entry"
    there.play("ana", "accept", claim=claim)
    assert refused(there, "ben", "contact", claim=claim, on=True) == "empty"
    assert refused(there, "cem", "contact", claim=claim, on=True, text="CEMSPHONE") == "unknown_entry"
    for who, text in (("ana", "ANASMAIL"), ("ben", "BENSPHONE")):
        there.play(who, "contact", claim=claim, on=True, text=text)
    there.play("ben", "unclaim", claim=claim)
    assert there.who_reads("BENSPHONE") == {"me:ben"}


def test_a_contact_can_be_changed_and_taken_back() -> None:
    there = market()
    claim = matched(there)
    there.play("ana", "contact", claim=claim, on=True, text="ANASMAIL")
    fact = there.play("ben", "contact", claim=claim, on=True, text="BENSOLD")
    there.play("ben", "contact", text="BENSNEW")
    assert there.who_reads("BENSNEW") == {"me:ana", "me:ben"}
    assert there.who_reads("BENSOLD") == set()
    new = there.view(Me("ben"))["contact"]["entry"]
    there.play("ben", "withdraw", entry=new)
    there.play("ben", "withdraw", entry=fact.data["entry"]["id"])
    assert there.who_reads("BENSNEW") | there.who_reads("BENSOLD") == set()


def test_the_note_keeps_the_contact_of_a_need_that_was_asked_without_a_name() -> None:
    there = market()
    claim = matched(there)
    there.play("ana", "contact", claim=claim, on=True, text="ANASMAIL")
    there.play("ben", "contact", claim=claim, on=True, text="BENSPHONE")
    assert "ANASMAIL" not in told(there)
    assert "BENSPHONE" not in told(there)
    assert there.view(Me("ben"))["claims"][claim]["by"] == "Ana"  # who accepted has said who they are


def test_the_note_has_a_contact_only_where_both_agreed_and_both_are_named() -> None:
    there = market()
    claim = matched(there, named=True)
    other = claimed(there, "cem", wrote(there, "ana", "need", "A piano"))
    there.play("ana", "accept", claim=other)
    there.play("ana", "contact", claim=claim, on=True, text="ANASMAIL")
    assert "ANASMAIL" not in told(there)
    there.play("ben", "contact", claim=claim, on=True, text="BENSPHONE")
    assert "ANASMAIL" in told(there)
    assert "BENSPHONE" in told(there)
    there.play("ana", "contact", claim=other, on=True)
    there.play("cem", "contact", claim=other, on=True, text="CEMSPHONE")
    assert "CEMSPHONE" not in told(there)
    assert "Cem" not in told(there)


def told(there: Room) -> str:
    """The note's section as text."""
    note = there.notes()
    assert note is not None
    assert note.place == 5
    return json.dumps(note.blocks, ensure_ascii=False)


def test_the_note_has_all_offers_by_tag_and_no_private_words() -> None:
    there = market()
    wrote(there, "ana", "offer", "Phonics coaching", "teaching")
    wrote(there, "ben", "offer", "A hall", "space", named=True)
    wrote(there, "cem", "offer", "A PRIVATE thing", visibility="me")
    note = told(there)
    assert "Phonics coaching" in note
    assert "A hall (Ben)" in note
    assert "PRIVATE" not in note


# ── what later screens are brought ──────────────────────────────────────────


def test_a_match_comes_along_to_both_with_the_contact_both_agreed_to() -> None:
    there = market()
    claim = matched(there)
    assert [one.note for one in there.brings("matches", Me("ana"))] == [""]
    for who, text in (("ana", "ANASMAIL"), ("ben", "BENSPHONE")):
        there.play(who, "contact", claim=claim, on=True, text=text)
    (mine,), (theirs,) = there.brings("matches", Me("ana")), there.brings("matches", Me("ben"))
    assert (mine.by, mine.note, mine.tags) == ("Ben", "BENSPHONE", ("need_help",))
    assert (theirs.by, theirs.note, theirs.tags) == ("Ana", "ANASMAIL", ("can_help",))
    assert there.brings("matches", Stage()) == []
    assert there.brings("matches", Me("cem")) == []


def test_needs_offers_and_the_unmet_come_along_as_far_as_one_may_read_them() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    private = wrote(there, "ana", "need", "A quiet word", visibility="me")
    assert [one.id for one in there.brings("needs", Floor())] == [need]
    assert {one.id for one in there.brings("unmet", Me("ana"))} == {need, private}
    claimed(there, "ben", need)
    assert there.brings("unmet", Stage()) == []
    assert there.brings("offers", Stage()) == []


# ── the laws ────────────────────────────────────────────────────────────────


def test_near_are_those_with_whom_there_ever_was_a_claim() -> None:
    there = market()
    need = wrote(there, "ana", "need", "A minibus")
    claim = claimed(there, "ben", need)
    there.play("ben", "unclaim", claim=claim)
    assert set(match.near(there.state, "ben", there.context)) == {"ana"}
    assert set(match.near(there.state, "ana", there.context)) == {"ben"}
    assert set(match.near(there.state, "cem", there.context)) == set()


def test_two_ids_that_are_one_person_claim_once_and_never_their_own_need() -> None:
    claims = {
        "c1": Claim("c1", "n1", "ana", "ben", "help", 1),
        "c2": Claim("c2", "n1", "ana", "bob", "know", 2),
        "c3": Claim("c3", "n2", "bob", "ben", "help", 3, agreed=frozenset({"bob"})),
    }
    after = match.unite(State(match.Settings(), claims), "bob", "ben").claims
    assert [after[one].standing for one in ("c1", "c2", "c3")] == ["withdrawn", "open", "withdrawn"]
    assert (after["c2"].person, after["c3"].owner, after["c3"].agreed) == ("ben", "ben", frozenset({"ben"}))


def test_somebody_who_has_to_leave_takes_part_with_what_they_wrote(session: Session) -> None:
    _, need = trade(session)
    session.play("ana", "leave")
    claim = session.play("ben", "claim", need=need, how="help").data["claim"]
    assert session.phone("ben")["claims"][claim]["standing"] == "open"


def test_the_unmet_are_only_looked_at_on_their_own_screen(session: Session) -> None:
    _, need = trade(session)
    session.go("unmet")
    assert session.refused("ben", "claim", need=need, how="help") == "not_here"
    claim = session.play("ben", "claim", "market", need=need, how="help").data["claim"]
    assert session.view(Stage())["needs"] == {}
    session.play("ana", "accept", "market", claim=claim)


def test_the_robots_trade_and_come_to_an_end(session: Session) -> None:
    for part in ("who", "ask", "market", "unmet"):
        session.go(part)
        session.robots()
        if waiting := [entry.id for entry in session.now.pool.waiting()]:
            session.show(*waiting)
    session.go("market")
    session.robots()
    standings = {claim.standing for claim in session.state("market").claims.values()}
    assert "accepted" in standings


def test_two_hundred_people_find_each_other() -> None:
    people = {f"p{no}": {"table": no % 30 + 1, "named": True} for no in range(60)}
    there = Room(match, {"tags": TAGS, "review": False}, people=people, tables=30)
    assert there.play("p1", "need", text="A minibus", tags=["space"])
    assert there.play("p2", "offer", text="A minibus", tags=["space"])
    assert there.view(Me("p2"))["suggested"] == ["e1"]
