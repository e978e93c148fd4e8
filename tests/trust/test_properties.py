"""What holds for any table: nothing is lost, and no row's place depends on the others'."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap import pipeline
from geomap.gazetteer import Gazetteer
from geomap.locate import locate
from geomap.pipeline import BuildOptions
from geomap.read import read_incidents
from tests.trust import tally
from tests.write.test_contract import READERS

PLACES = ("Mosul", "near Ain al-Asad", "Deir ez-Zor", "Anbar", "Nowhere at all", "33.3, 44.4",
          "Aleppo", "12 km north of Ramadi", "الموصل", "")  # fmt: skip
COUNTRIES = ("Iraq", "Syria", "iq", "Atlantis", "")
DATES = ("2024-07-26", "2024-07", "26/07/2024", "31 February 2024", "")
#: A build takes a tenth of a second; ``HYPOTHESIS_PROFILE=nightly`` asks for 10,000 examples.
SLOW = max(8, settings.default.max_examples // 12) if settings.default else 8
FORMATS = ("geojson", "csv", "report")

rows = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.sampled_from(DATES),
            "place": st.one_of(st.sampled_from(PLACES), st.text(max_size=12)),
            "country": st.sampled_from(COUNTRIES),
            "lat": st.sampled_from(("", "33.3", "95", "x")),
            "lon": st.sampled_from(("", "44.4", "200")),
            "actor": st.text(max_size=6),
            "killed": st.sampled_from(("", "0", "3", "-1", "many")),
        }
    ),
    min_size=1,
    max_size=8,
)


def saved(table: list[dict[str, str]], path: Path) -> Path:
    path.write_text(json.dumps(table, ensure_ascii=True))
    return path


@given(table=rows)
@settings(
    max_examples=SLOW, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_are_conserved_from_input_to_every_output(
    table: list[dict[str, str]], tmp_path: Path
) -> None:
    source = saved([{"id": f"r{at}", **row} for at, row in enumerate(table)], tmp_path / "in.json")
    report = pipeline.build([source], tmp_path / "out", BuildOptions(formats=FORMATS))
    (told,) = report.facts["inputs"]
    assert told["rows"] == len(table) == told["incidents"] + told["rejected_rows"]
    assert report.facts["conserved"]["holds"]
    kept = len(report.incidents)
    assert kept == report.facts["counts"]["incidents"]
    assert kept == report.facts["counts"]["located"] + report.facts["counts"]["unplaced"]
    assert [len(READERS[name](tmp_path / "out")) for name in ("geojson", "csv")] == [kept, kept]
    tally.add("generated tables")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


@given(table=rows, seed=st.integers(0, 1000))
@settings(
    max_examples=SLOW, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_where_a_row_lies_does_not_depend_on_the_order_of_rows(
    table: list[dict[str, str]], seed: int, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    numbered = [{"id": f"r{at}", **row} for at, row in enumerate(table)]
    shuffled = random.Random(seed).sample(numbered, len(numbered))
    one, other = (
        _located(read_incidents(saved(order, tmp_path / "in.json")), gazetteer)
        for order in (numbered, shuffled)
    )
    pd.testing.assert_frame_equal(one.sort_index(), other.sort_index())
    tally.add("generated tables")


def _located(incidents: Any, gazetteer: Gazetteer) -> pd.DataFrame:
    found = locate(incidents, gazetteer).incidents
    about = found[["id", "status", "place_id", "country", "precision", "radius_m", "score"]]
    return pd.DataFrame(about.assign(at=found.geometry.to_wkt()).set_index("id"))
