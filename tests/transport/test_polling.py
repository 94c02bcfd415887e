"""Polling, for schools whose proxy lets no WebSocket through, and the way from it to WebSocket."""

import json
import socket
import threading

from wire import POLLING, WEBSOCKET, PollingPhone, until


def test_a_polling_phone_plays_and_leaves(house):
    ana = PollingPhone(house)
    assert ana.post('4212["move",{}]') == 200
    assert any(text.startswith('4312[{"ok":true') for text in ana.until("4312"))
    ana.leave()


def test_a_polling_phone_gets_views_and_patches_in_order(house):
    ana, ben = PollingPhone(house, sit=True), house.phone(sit=True)
    before = house.stat()["version"]
    house.publish(count=10, hz=200, size=50)
    until(lambda: house.stat()["version"] == before + 10)
    texts = []
    while len(texts) < 10:
        texts += [json.loads(text[2:]) for text in ana.poll() if text.startswith('42["patch"')]
    assert [text[1]["version"] for text in texts] == list(range(before + 1, before + 11))
    assert [ben.event("patch")["version"] for _ in range(10)] == list(range(before + 1, before + 11))
    ana.leave()


def test_a_polling_phone_that_fetches_nothing_gets_a_fresh_view_when_it_does(own_house):
    house = own_house(slow_s=8)
    ana = PollingPhone(house, sit=True)
    house.publish(count=60, hz=400, size=50)
    house.until(lambda stat: stat["behind"] == 1 and not stat["publishing"])
    texts = ana.until('42["view"')
    assert not any(text.startswith('42["patch"') for text in texts)
    assert json.loads(texts[-1][2:])[1]["version"] == 60
    stat = house.until(lambda stat: stat["behind"] == 0)
    assert stat["recovered"] == 1
    house.publish(count=1, hz=1, size=50)
    assert json.loads(ana.until('42["patch"')[-1][2:])[1]["version"] == 61
    ana.leave()


def test_a_polling_phone_that_never_fetches_is_cut_off_though_it_answers_pings(house):
    ana = PollingPhone(house, sit=True)
    before = house.stat()["reasons"].get("slow", 0)
    house.publish(count=60, hz=400, size=50)

    def cut_off():
        ana.post("3")
        return house.stat()["reasons"].get("slow", 0) > before

    until(cut_off)


def test_rubbish_is_answered_with_400(house):
    for body in (b"x", b"\xff\xfe", b'42["move",{"x":NaN}]', b"bAAAA", b"4" + b"[" * 9000, b"0{}"):
        ana = PollingPhone(house)
        assert 400 in (ana.post(body), house.get(ana.path)[0]), body


def test_too_many_messages_are_answered_with_400(house):
    ana = PollingPhone(house)
    answers = [ana.post("\x1e".join(['42["move",{}]'] * 16)) for _ in range(6)]
    assert answers[0] == 200
    assert answers[-1] == 400


def test_jsonp_is_not_offered(house):
    assert house.get(f"{POLLING}&j=0")[0] == 400


def test_a_polling_phone_changes_to_websocket(house):
    ana = PollingPhone(house, sit=True)
    upgraded = ana.upgrade()
    upgraded.send("2probe")
    assert upgraded.text() == "3probe"
    assert ana.poll() == ["6"]
    upgraded.send("5")
    assert upgraded.ask(ack=3)["ok"] is True
    house.publish(count=1, hz=1, size=50)
    assert upgraded.event("patch")


def test_an_upgrade_that_fails_writes_no_http_into_the_stream(house):
    ana = PollingPhone(house)
    for first in ("2wrong", "5"):
        upgrading = ana.upgrade()
        upgrading.send(first)
        assert upgrading.closed() == 1002
    # The engine may think that nothing has been answered yet when the phone has only stopped talking.
    falling_silent = ana.upgrade()
    falling_silent.sock.shutdown(socket.SHUT_WR)
    assert falling_silent.closed() is None
    assert ana.post('421["move",{}]') == 200
    ana.until("431")
    ana.leave()


def test_an_upgrade_that_is_never_finished_is_given_up(house):
    ana = PollingPhone(house)
    upgrading = ana.upgrade()
    upgrading.send("2probe")
    assert upgrading.text() == "3probe"
    assert upgrading.closed() == 1002
    ana.leave()


def test_only_one_upgrade_at_a_time(house):
    ana = PollingPhone(house)
    first = ana.upgrade()
    first.send("2probe")
    assert first.text() == "3probe"
    assert house.get(f"{WEBSOCKET}&sid={ana.sid}", headers={"Upgrade": "websocket", "Connection": "Upgrade"})[0] == 400


def test_what_was_told_before_a_dismissal_still_arrives(house):
    ana = PollingPhone(house)
    told = []
    polling = threading.Thread(target=lambda: told.extend(ana.until('42["out"')))
    assert ana.post('421["out",{}]') == 200
    polling.start()
    polling.join(5)
    assert '42["out",{"code":"removed"}]' in told
