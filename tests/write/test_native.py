"""``incidents.json``: what a person corrects and build takes back."""

import json

import pandas as pd

from geomap.write import native
from tests.builders import incidents


def test_spans_of_an_article_come_as_offsets() -> None:
    told = incidents({"title": "Rockets", "weapons": "rocket; drone", "killed": 2})
    spans = pd.DataFrame({"spans": pd.Series(["[[0, 12], [20, 31]]"], dtype="str")})
    (incident,) = json.loads(native.as_json(told.with_(extra=spans)))["incidents"]
    assert incident["spans"] == [[0, 12], [20, 31]]
    assert incident["weapons"] == ["rocket", "drone"]
    assert incident["killed"] == 2
    assert incident["injured"] is None
