"""The room behind a real nginx and a real Caddy with HTTPS, each with the very file that the documentation shows."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proxy.street import NAME, PROXIES, Polling, Socket, Street, joined

WRONG = "K7RM2X"


@pytest.fixture(scope="module", params=PROXIES)
def street(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    one = Street(tmp_path_factory.mktemp(request.param), request.param).open()
    yield one
    one.close()


@pytest.mark.parametrize("way", [Socket, Polling])
def test_somebody_joins_and_what_they_change_is_saved_and_seen_by_the_others(street: Street, way: type) -> None:
    cookie, answer = joined(street, "Ana")
    ana = way(street, cookie, answer.json["run"])
    assert ana.ask("sit", {})["ok"]
    name = f"Ben {way.__name__}"
    ben_cookie, ben_answer = joined(street, name)
    ben = Socket(street, ben_cookie, ben_answer.json["run"])
    ben.ask("sit", {})
    change = {"id": f"change-{way.__name__}-0001", "name": "change", "data": {"organisation": "Park"}}
    assert ben.ask("move", change)["ok"]
    assert ana.until("patch")["changes"], "news is kept waiting on the way"


def test_cookies_travel_over_https_only_and_browsers_are_told_to_stay_there(street: Street) -> None:
    _, answer = joined(street, "Cara")
    cookie = answer.all("Set-Cookie")
    assert cookie
    assert all("Secure" in one and "HttpOnly" in one and "SameSite" in one for one in cookie)
    page = street.ask("GET", "/")
    assert any("max-age" in one for one in page.all("Strict-Transport-Security"))
    assert f"wss://{NAME}:{street.port}" in page.all("Content-Security-Policy")[0]


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_the_line_is_encrypted_by_the_newest_protocol_and_by_no_old_one(street: Street) -> None:
    with street.trust.wrap_socket(street.dial(), server_hostname=NAME) as line:
        assert line.version() == "TLSv1.3"
    old = street.trust
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with street.dial() as dialled, pytest.raises(ssl.SSLError):
        old.wrap_socket(dialled, server_hostname=NAME)


def test_what_a_phone_says_was_forwarded_is_not_believed(street: Street) -> None:
    """Eleven wrong codes, each as if from another address: the proxy knows better."""
    forged = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "http", "Forwarded": "for=127.0.0.1;proto=http"}
    page = street.ask("GET", "/healthz", **forged)
    assert page.status == 200
    assert page.all("Strict-Transport-Security")
    wrong = [
        street.ask("POST", "/join", {"code": WRONG, "name": "Eve"}, X_Forwarded_For=f"203.0.113.{no}")
        for no in range(12)
    ]
    assert wrong[0].status == 404
    assert wrong[-1].status == 429


def test_another_sites_page_may_not_speak_for_somebody(street: Street) -> None:
    body = {"code": street.house.code, "name": "Eve"}
    assert street.ask("POST", "/join", body, Origin="https://evil.example").status == 403


def test_the_printed_address_is_the_public_one(street: Street) -> None:
    assert f"Phones join at:                    {street.origin}" in street.house.said


@pytest.mark.parametrize("proxy", ["nginx"])
def test_control_a_house_that_was_not_told_believes_no_proxy(tmp_path: Path, proxy: str) -> None:
    """The name of the proxy is not one of its own, and neither is https."""
    street = Street(tmp_path, proxy, believed=False).open()
    try:
        assert street.ask("GET", "/healthz").status == 421
    finally:
        street.close()
