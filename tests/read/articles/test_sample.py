"""The sample article, read as a careful reader does; skipped where it is not there."""

from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer
from geomap.model import Incidents
from geomap.read.articles import read_articles

SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "ain-al-asad.txt"
pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="ain-al-asad.txt is not there")


@pytest.fixture(scope="module")
def dated(gazetteer: Gazetteer) -> Incidents:
    return read_articles([SAMPLE], gazetteer=gazetteer, published="2024-07-26")


def values(incidents: Incidents, number: int, field: str) -> list[str]:
    claims = incidents.claims
    row = incidents.incidents["id"].iloc[number]
    return list(claims.loc[(claims["incident_id"] == row) & (claims["field"] == field), "value"])


def test_three_incidents_and_no_background(dated: Incidents) -> None:
    rows = dated.incidents
    assert list(rows["kind"]) == ["attack", "attack", "retaliation"]
    assert rows["place"].iloc[0] == "in the vicinity of Ain al-Asad base"
    assert rows["place"].iloc[1] == "Conoco gas field"
    assert rows["place"].isna().iloc[2]
    assert list(rows["admin1"].iloc[:2]) == ["Anbar", "Deir ez-Zor"]
    assert list(rows["country"].iloc[:2]) == ["Iraq", "Syria"]


def test_actors(dated: Incidents) -> None:
    actors = dated.incidents["actor"]
    assert actors.iloc[0] == "Unclaimed"
    assert actors.isna().iloc[1]
    assert actors.iloc[2] == "United States"


def test_differing_claims_stay(dated: Incidents) -> None:
    weapons = values(dated, 0, "weapons")
    assert "Four rockets" in weapons
    assert "a drone and three rockets" in weapons
    assert values(dated, 0, "casualties") == ["reported_none"]
    assert dated.incidents["casualties"].iloc[0] == "reported_none"
    assert "an Iraqi security source told AFP" in set(dated.sources["publisher"])


def test_days(dated: Incidents) -> None:
    rows = dated.incidents
    assert list(rows["date_precision"]) == ["range", "day", "unknown"]
    assert rows["date"].iloc[0] < rows["date_end"].iloc[0] == "2024-07-26"
    assert rows["date"].iloc[1] == "2024-07-26"


def test_the_link_is_stated_with_its_quote(dated: Incidents) -> None:
    (link,) = dated.links.to_dict("records")
    ids = list(dated.incidents["id"])
    assert (link["from_id"], link["to_id"], link["basis"]) == (ids[2], ids[1], "stated")
    assert link["quote"].startswith("The US responded by launching")
    assert dated.incidents["retaliation_for"].iloc[2] == ids[1]


def test_without_a_date_none_is_made_up(gazetteer: Gazetteer) -> None:
    rows = read_articles([SAMPLE], gazetteer=gazetteer).incidents
    assert list(rows["date_precision"]) == ["unknown"] * 3
    assert rows["date"].isna().all()
    assert list(rows["kind"]) == ["attack", "attack", "retaliation"]
