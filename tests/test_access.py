"""Who gets in: tokens, tickets, cookies, patience with wrong codes, and where things are."""

import hashlib
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from workshop import config as configs
from workshop import entrance
from workshop.access import DAY, TICKET_LIFE, Access, cookie_name, in_pairs, tidy_code, tidy_way
from workshop.config import Config, ConfigError
from workshop.moves import Role, Seat
from workshop.roster import CODE_LETTERS


class Drawer:
    """Token rows in memory, as the store keeps them."""

    def __init__(self):
        self.rows = {}

    def add_token(self, hash, run, person, role, created, expires, label=""):
        row = {"hash": hash, "run": run, "person": person, "role": role, "label": label, "seen": 0}
        self.rows[hash] = {**row, "created": created, "expires": expires, "revoked": 0}

    def token(self, hash):
        return self.rows.get(hash)

    def revoke(self, hash, at):
        good = not self.rows[hash]["revoked"]
        self.rows[hash]["revoked"] = self.rows[hash]["revoked"] or at
        return good

    def seats(self, run, roles):
        return [r for r in self.rows.values() if r["run"] in (run, "") and r["role"] in roles and not r["revoked"]]

    def see(self, run, badge, at, pause):
        for row in self.rows.values():
            if row["hash"].startswith(badge) and not 0 <= at - row["seen"] < pause:
                row["seen"] = at

    def revoke_person(self, run, person, at):
        for row in self.rows.values():
            if (row["run"], row["person"]) == (run, person):
                row["revoked"] = at


class Watch:
    """A clock that goes on when told to."""

    def __init__(self):
        self.now = 1_800_000_000_000

    def __call__(self):
        return self.now

    def wait(self, seconds):
        self.now += int(seconds * 1000)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def drawer():
    return Drawer()


@pytest.fixture
def access(drawer, watch):
    return Access(Config(data=Path("/nowhere")), drawer, watch)


def holding(admitted):
    return {cookie_name(admitted.role, admitted.run): admitted.token}


# ── tokens and seats ──────────────────────────────────────────────────────


def test_somebody_with_a_good_token_has_their_seat_and_only_in_their_own_run(access):
    ana = holding(access.admit("run-one-1", "ana"))
    assert access.seat(ana, Role.PARTICIPANT, "run-one-1") == Seat(Role.PARTICIPANT, "run-one-1", "ana")
    # The same first eight letters share a cookie; the row still decides.
    assert access.seat(ana, Role.PARTICIPANT, "run-one-2").role is Role.OUTSIDER
    assert access.seat(ana, Role.FACILITATOR, "run-one-1").role is Role.OUTSIDER
    assert access.seat(ana, Role.STAGE, "run-one-1").role is Role.OUTSIDER


@pytest.mark.parametrize("wanted", ["", "house", "outsider", "ticket:facilitator", "nobody", "PARTICIPANT"])
def test_a_seat_that_does_not_exist_is_an_outsiders(access, wanted):
    ticket = access.ticket(Role.FACILITATOR)
    cookies = {cookie_name(wanted, "r"): ticket, "workshop_nobody": ticket, "workshop_facilitator": ticket}
    assert access.seat(cookies, wanted, "r") == Seat(Role.OUTSIDER, "r")


def test_without_cookies_or_with_nonsense_one_is_an_outsider(access):
    for cookies in (
        {},
        {"workshop_facilitator": "x"},
        {"workshop_facilitator": "é" * 40},
        {"workshop_facilitator": "y" * 9999},
    ):
        assert access.seat(cookies, Role.FACILITATOR, "r").role is Role.OUTSIDER


def test_only_hashes_are_kept(access, drawer):
    token = access.admit("r", "ana").token
    assert len(token) >= 43
    assert list(drawer.rows) == [hashlib.sha256(token.encode()).hexdigest()]
    assert token not in str(drawer.rows)


def test_the_facilitators_token_opens_every_run_of_the_house(access):
    cookies = holding(access.exchange(access.ticket(Role.FACILITATOR), Role.FACILITATOR))
    seat = access.seat(cookies, "facilitator", "any")
    assert (seat.role, seat.run, seat.person, len(seat.desk)) == (Role.FACILITATOR, "any", "", 12)
    access.leave(cookies, Role.FACILITATOR)
    assert access.seat(cookies, "facilitator", "any").role is Role.OUTSIDER


def test_a_ticket_is_good_once(access):
    ticket = access.ticket(Role.STAGE, "r")
    paired = access.exchange(ticket, Role.STAGE)
    assert (paired.role, paired.run) == (Role.STAGE, "r")
    assert access.exchange(ticket, Role.STAGE) is None
    assert access.seat(holding(paired), Role.STAGE, "r") == Seat(Role.STAGE, "r")


def test_a_ticket_is_good_for_its_own_door_only_and_is_no_token(access):
    ticket = access.ticket(Role.STAGE, "r")
    assert access.exchange(ticket, Role.FACILITATOR) is None
    assert access.seat({"workshop_stage": ticket}, Role.STAGE, "r").role is Role.OUTSIDER
    assert access.exchange(ticket, Role.STAGE) is not None


def test_tickets_and_tokens_grow_old(access, watch):
    ticket, ana = access.ticket(Role.FACILITATOR), holding(access.admit("r", "ana"))
    watch.wait(TICKET_LIFE[Role.FACILITATOR] / 1000)
    assert access.exchange(ticket, Role.FACILITATOR) is None
    assert access.seat(ana, Role.PARTICIPANT, "r").role is Role.PARTICIPANT
    watch.wait(31 * DAY / 1000)
    assert access.seat(ana, Role.PARTICIPANT, "r").role is Role.OUTSIDER


def test_coming_back_elsewhere_signs_the_old_phone_out_and_says_so(access):
    told = []
    access.signed_out = lambda run, person: told.append((run, person))
    old, ben = holding(access.admit("r", "ana")), holding(access.admit("r", "ben"))
    new = holding(access.admit("r", "ana", instead_of=["ana"]))
    assert access.seat(new, Role.PARTICIPANT, "r").role is Role.PARTICIPANT
    assert access.seat(old, Role.PARTICIPANT, "r").role is Role.OUTSIDER
    assert access.seat(ben, Role.PARTICIPANT, "r").role is Role.PARTICIPANT
    assert told == [("r", "ana")]


def test_the_sign_in_link_carries_its_ticket_where_no_server_sees_it(access):
    address, ticket = access.sign_in_link().split("#")
    assert address == "http://127.0.0.1:8000/sign-in"
    assert access.exchange(ticket, Role.FACILITATOR) is not None


def test_a_sign_in_link_may_lead_to_one_run_and_still_opens_the_whole_house(access):
    admitted = access.exchange(access.sign_in_link("run-one").split("#")[1], Role.FACILITATOR)
    assert admitted.run == "run-one"
    assert access.seat(holding(admitted), Role.FACILITATOR, "run-two").role is Role.FACILITATOR


@pytest.mark.parametrize(
    ("address", "extra", "may"),
    [
        ("127.0.0.1", {}, True),
        ("127.8.0.1", {}, True),
        ("::1", {}, True),
        ("::ffff:127.0.0.1", {}, True),
        ("192.168.1.33", {}, False),
        ("::ffff:192.168.1.33", {}, False),
        ("", {}, False),
        ("127.0.0.1", {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, False),
        ("127.0.0.1", {"HTTP_FORWARDED": "for=203.0.113.9"}, False),
    ],
)
def test_a_facilitator_speaks_from_this_machine(access, address, extra, may):
    assert access.facilitator_may_be({"REMOTE_ADDR": address, **extra}) is may


def test_a_facilitator_may_be_elsewhere_if_the_settings_say_so(drawer):
    access = Access(Config(data=Path("/nowhere"), remote_facilitator=True), drawer)
    assert access.facilitator_may_be({"REMOTE_ADDR": "192.168.1.33"})


def test_only_who_knows_the_cookie_can_make_what_her_pages_send_along(access):
    cookies = holding(access.exchange(access.ticket(Role.FACILITATOR), Role.FACILITATOR))
    right = access.csrf(cookies)
    assert access.csrf_fits(cookies, right)
    assert not access.csrf_fits(cookies, "")
    assert not access.csrf_fits(cookies, right[:-1] + "ü")
    assert not access.csrf_fits({}, access.csrf({}))


# ── codes ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("said", ["K7RM2X", "k7rm2x", "K7 RM 2X", " k7-rm-2x ", "K7\u00a0RM\u00a02X"])
def test_a_code_may_be_typed_as_it_is_read(said):
    assert tidy_code(said) == "K7RM2X"


@pytest.mark.parametrize(
    "said", ["", "K7RM2", "K7RM2XX", "K7RM20", "K7RM2İ", "К7RM2X", None, 7, [], "K" * 9999, "../../"]
)
def test_what_cannot_be_a_code_is_none(said):
    assert tidy_code(said) == ""


def test_a_new_way_in_is_a_code_to_type_and_a_key_to_scan_of_letters_that_nobody_mixes_up():
    ways = [entrance.drawn(Random(seed)) for seed in range(200)]
    assert len({way["code"] for way in ways} | {way["door"] for way in ways}) == 400
    assert all((len(way["code"]), len(way["door"])) == (6, 10) for way in ways)
    assert all(set(way["code"] + way["door"]) <= set(CODE_LETTERS) for way in ways)
    assert in_pairs("K7RM2X") == "K7 RM 2X"


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("k7 rm 2x", ("K7RM2X", "")),
        ("K7RM2X-ABCDEFGHJK", ("K7RM2X", "ABCDEFGHJK")),
        ("K7RM2XABCDEFGHJK", ("K7RM2X", "ABCDEFGHJK")),
        ("K7RM2X-ABCDEFGHJ", ("", "")),
        ("K7RM2X-ABCDEFGHJ0", ("", "")),
        (None, ("", "")),
    ],
)
def test_an_address_leads_by_a_code_alone_or_with_its_key(said, way):
    assert tidy_way(said) == way


# ── settings ──────────────────────────────────────────────────────────────


def test_without_settings_runs_are_kept_beside_the_users_other_data():
    config = configs.read({"XDG_DATA_HOME": "/somewhere"})
    assert config.data == Path("/somewhere/workshop")
    assert (config.host, config.port, config.remote_facilitator, config.behind_proxy) == ("0.0.0.0", 8000, False, False)


def test_a_flag_goes_before_a_variable():
    environ = {"WORKSHOP_PORT": "9000", "WORKSHOP_DATA": "/a", "WORKSHOP_REMOTE_FACILITATOR": "yes"}
    config = configs.read(environ, port=9100, data=None)
    assert (config.port, config.data, config.remote_facilitator) == (9100, Path("/a"), True)


@pytest.mark.parametrize(
    ("public", "port", "address", "origin"),
    [
        ("192.168.1.20", 8000, "192.168.1.20:8000", "http://192.168.1.20:8000"),
        ("192.168.1.20", 80, "192.168.1.20", "http://192.168.1.20"),
        ("http://room.local:81", 8000, "room.local:81", "http://room.local:81"),
        ("https://Room.example.org/", 8000, "room.example.org", "https://room.example.org"),
        ("[fd00::7]", 8000, "[fd00::7]:8000", "http://[fd00::7]:8000"),
    ],
)
def test_what_people_type_is_as_short_as_it_can_be(public, port, address, origin):
    config = configs.read({}, public=public, port=port)
    assert (config.address, config.origin) == (address, origin)
    assert config.qr_text("K7RM2X") == f"{origin}/K7RM2X".upper()
    assert config.allows(address)


def test_the_room_answers_to_its_own_names_only():
    config = configs.read({}, names="workshop.lan, other.lan:9", public="http://192.168.1.20")
    for host in (
        "localhost:8000",
        "127.0.0.1:8000",
        "[::1]:8000",
        "WORKSHOP.lan:8000",
        "other.lan:9",
        "192.168.1.20:8000",
    ):
        assert config.allows(host), host
    for host in ("", "evil.example", "localhost", "localhost:8001", "evil.example:8000", "127.0.0.1:8000.evil.example"):
        assert not config.allows(host), host
    assert replace(config, port=80).allows("localhost")
    assert replace(config, port=0).allows("127.0.0.1:40123")
    assert not replace(config, port=0).allows("evil.example:40123")


def test_own_addresses_are_found_without_the_loopback():
    assert not any(address.startswith("127.") for address in configs.lan_addresses())


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": "eighty"},
        {"port": 70000},
        {"port": -1},
        {"public": "ftp://x"},
        {"public": "http://a b"},
        {"public": "http://a/b"},
        {"names": "a/b"},
        {"behind_proxy": "perhaps"},
    ],
)
def test_a_setting_that_cannot_be_right_is_refused_in_one_sentence(wrong):
    with pytest.raises(ConfigError, match=r"^.{10,120}\.$"):
        configs.read({}, **wrong)
