import pytest
from wire import House


@pytest.fixture(scope="package")
def shared_house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house") / "log")
    yield house
    house.stop()


@pytest.fixture
def house(shared_house):
    """One house for all stories; after each it must be empty, and nothing may have gone wrong unnoticed."""
    yield shared_house
    shared_house.everybody_leaves()
    facts = ("sockets", "environs", "listed", "at_door", "channels", "slow", "behind", "still seated")
    left = shared_house.until(lambda stat: not any(stat[fact] for fact in facts), 6)
    assert left["connects"] == left["disconnects"]
    news = shared_house.news()
    assert "Traceback" not in news, news


@pytest.fixture
def own_house(tmp_path):
    """Houses with limits of their own, for stories in which something does go wrong."""
    houses = []

    def open_house(**limits):
        houses.append(House(tmp_path / f"log{len(houses)}", **limits))
        return houses[-1]

    yield open_house
    for house in houses:
        house.stop()
