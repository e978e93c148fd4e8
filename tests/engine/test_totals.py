"""Sums of partitions' reports: counts added, lists cut in the order of the partitions."""

from pathlib import Path
from typing import Any

import pytest

from geomap.engine import shelf, totals
from geomap.write import report_facts
from tests.builders import incidents


def report(first: int, unplaced: int) -> dict[str, Any]:
    """The report of so many incidents without a position, numbered from ``first``."""
    rows = [{"id": f"i{first + number}", "kind": "attack"} for number in range(unplaced)]
    return report_facts(incidents(*rows, facts={"inputs": [{"file": f"{first}.csv"}]}))


def test_lists_are_cut_once_for_all_partitions_and_counts_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(totals, "LISTED", 4)
    whole = totals.summed((report(first, 3) for first in (1, 4, 7)), {})
    assert [entry["id"] for entry in whole["unplaced"]] == ["i1", "i2", "i3", "i4"]
    assert whole["counts"]["incidents"] == whole["counts"]["unplaced"] == 9
    assert [one["file"] for one in whole["inputs"]] == ["1.csv", "4.csv", "7.csv"]
    assert whole["conserved"]["holds"]


def test_what_grows_with_the_rows_stays_on_disk(tmp_path: Path) -> None:
    told = {"unplaced": ["a", "b"]}
    one = incidents({"id": "a"}, facts={"notes": ["n"]})
    kept = shelf.save(0, one, tmp_path / "0", report=told, links=2)
    again = shelf.finished(0, tmp_path / "0")
    for part in (kept, again):
        assert part is not None
        assert part.about == {"links": 2, "rows": 1}
        assert shelf.long_of(part, "report") == told
