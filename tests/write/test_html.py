"""The page as a file: what is in it before a browser opens it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from geomap.errors import GeomapError, OutputError
from geomap.write import basemap, html
from geomap.write.html import TILE_HOSTS, figure, write_html
from tests.browser import by_hand
from tests.write import samples
from tests.write.test_payload import unpack

DATA_TAG = re.compile(r'<script type="application/gzip" id="gm[\w-]+">([A-Za-z0-9+/=]*)</script>')


def test_script_and_style_are_those_of_the_policy() -> None:
    page = figure(by_hand.three_incidents(), title="T").render()
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in page


def test_page_names_no_address_but_the_tile_services() -> None:
    page = figure(by_hand.three_incidents(), title="T").render()
    markup = re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.S)
    assert re.findall(r'(?:src|href)="(?!data:)([^"]*)"', markup) == []
    allowed = re.search(r"img-src ([^;]*)", page)
    assert allowed
    assert allowed[1].split() == ["data:", "blob:", *TILE_HOSTS]


def test_services_of_the_viewer_are_those_of_the_policy() -> None:
    source = Path(html.__file__).parents[1] / "viewer" / "src" / "ui" / "tiles.ts"
    assert tuple(re.findall(r'host: "([^"]+)"', source.read_text("utf-8"))) == tuple(
        host.removeprefix("https://") for host in TILE_HOSTS
    )


def test_no_word_of_a_source_is_in_reach_of_a_template_or_a_parser() -> None:
    page = figure(samples.mixed(), title=samples.HOSTILE[0]).render()
    without_data = DATA_TAG.sub("", page)
    visible = re.search(r"<noscript>(.*?)</noscript>", without_data, re.S)
    assert visible
    assert "49" not in visible[1].split("<h1>")[1].split("</h1>")[0]
    assert "{{ 7*7 }}" in visible[1]
    assert "<script" not in visible[1]
    assert len(DATA_TAG.findall(page)) == 4


def test_same_input_gives_the_same_page() -> None:
    first = figure(samples.mixed(), title="T").render()
    assert first == figure(samples.mixed(), title="T").render()


def test_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("not a folder")
    with pytest.raises(OutputError):
        write_html(by_hand.three_incidents(), target / "map.html", title="T")
    assert target.read_text() == "not a folder"


def test_missing_viewer_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(html, "_BUNDLE", tmp_path)
    html._built.cache_clear()
    with pytest.raises(GeomapError, match=r"run tools/build_viewer\.py"):
        figure(by_hand.three_incidents(), title="T")
    html._built.cache_clear()


def test_missing_base_map_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(basemap, "_DATA", tmp_path)
    with pytest.raises(GeomapError, match=r"run tools/build_basemap\.py"):
        basemap.countries()


def test_base_map_has_the_world_and_governorates() -> None:
    world = basemap.countries()
    assert len(world) > 200
    assert world["country_code"].is_unique
    assert world.geometry.is_valid.mean() > 0.97
    governorates = basemap.governorates(["IQ", "SY"])
    assert set(governorates["country_code"]) == {"IQ", "SY"}
    assert {"Al Anbar", "Deir ez-Zor"} <= set(governorates["name"])
    assert len(basemap.governorates([])) == 0


def test_incidents_of_the_whole_world_stay_within_the_budget() -> None:
    world = basemap.countries()
    rows = [
        {"id": code, "country_code": code, "country": name, "geometry": shape.point_on_surface()}
        for code, name, shape in zip(
            world["country_code"], world["name"], world.geometry, strict=True
        )
    ]
    packed = basemap.encode(by_hand.incidents(rows))
    assert len(packed) * 4 / 3 < 385_000


def test_base_map_names_cities_of_the_world_and_those_around_the_incidents() -> None:
    header, _ = unpack(basemap.encode(by_hand.three_incidents()))
    cities = {city[0]: city[1:] for city in header["cities"]}
    assert {"Tokyo", "Paris", "Nairobi"} <= set(cities)
    assert {"Deir ez-Zor", "Kirkuk", "Ramadi", "Irbid"} <= set(cities)
    arabic, lng, lat, thousands = cities["Damascus"]
    assert (arabic, thousands < 0) == ("دمشق", True)
    assert (lng, lat) == pytest.approx((36.3, 33.5), abs=0.2)
    assert len(header["cities"]) <= 1500


def test_outlines_that_border_on_fine_ones_are_fine_too() -> None:
    world = basemap.countries().set_index("country_code")
    spot = {"geometry": world.geometry["UA"].point_on_surface(), "country_code": "UA"}
    header, _ = unpack(basemap.encode(by_hand.incidents([{"id": "a", **spot}])))
    assert {"UA", "RU", "PL"} <= set(header["fine"])
    assert "BR" not in header["fine"]
