"""``incidents.json``: what a person corrects and build takes back."""

import json

import pandas as pd
import pytest

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


def test_rows_are_written_as_one_dump_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row at a time, and in batches, gives what a dump of the whole object gives."""
    told = incidents(
        {"id": "a", "title": "Line\nbreak", "weapons": "rocket; drone"},
        {"id": "b", "title": "Ain al-Asad", "kind": "retaliation", "retaliation_for": "a"},
    )
    monkeypatch.setattr(native, "_ROWS_AT_ONCE", 1)
    text = native.as_json(told)
    content = json.loads(text)
    assert list(content) == ["incidents", "claims", "sources", "links"]
    assert text == json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    assert text.endswith('"links": []\n}\n')
