"""The project in a real QGIS: opened without a message, with everything in its place."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from geomap import layers
from geomap.model import Incidents
from geomap.write import drawing, qgis, qgis_layout, write
from geomap.write.qgis_xml import inert, plain_title
from tests.qgis.pythons import run
from tests.write import samples

pytestmark = pytest.mark.qgis

HERE = Path(__file__).parent


def inspected(python: str, project: object, home: Path) -> dict[str, Any]:
    told: dict[str, Any] = run(python, HERE / "inspect_project.py", project, home, home=home)
    return told


@pytest.fixture(scope="module")
def incidents() -> Incidents:
    """The mixed sample, placed with two sources of places."""
    sources = [
        {"name": "Villages", "url": "https://example.invalid/v", "licence": "CC BY 4.0"},
        {"name": "Own list", "url": "", "licence": ""},
    ]
    return samples.mixed().with_(facts={"gazetteer": {"indexes": [{"sources": sources}]}})


@pytest.fixture(scope="module")
def folder(incidents: Incidents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("qgis")
    write(incidents, made, ["gpkg", "qgz"], title=samples.TITLE)
    return made


@pytest.fixture(scope="module")
def project(
    qgis_python: str, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    return inspected(qgis_python, folder / "incidents.qgz", tmp_path_factory.mktemp("home"))


def by_name(project: dict[str, Any], name: str) -> dict[str, Any]:
    layer: dict[str, Any] = next(la for la in project["layers"] if la["name"] == name)
    return layer


def test_opens_without_a_message(project: dict[str, Any]) -> None:
    assert project["read"] and project["error"] == ""
    assert project["messages"] == [] and project["render_errors"] == []
    assert [la["name"] for la in project["layers"] if not la["valid"]] == []
    assert project["crs"] == "EPSG:3857"
    assert {la["crs"] for la in project["layers"] if la["renderer"]} == {"EPSG:4326"}


def test_has_a_group_per_country_and_a_layer_per_actor(
    project: dict[str, Any], incidents: Incidents
) -> None:
    expected: dict[str, list[str]] = {}
    for country, actor in layers.group(incidents).table[["country", "actor"]].to_numpy():
        expected.setdefault(country, [])
        expected[country] += [actor] if actor not in expected[country] else []
    groups = {node["group"]: node["children"] for node in project["tree"] if "group" in node}
    found = {name: groups[name] for name in list(groups)[: len(expected)]}
    assert list(found) == list(expected)
    assert found == {name: list(map(inert, actors)) for name, actors in expected.items()}
    assert list(groups)[len(expected) :] == ["Other views", "Tables", "Base map"]


def test_every_incident_is_in_exactly_one_actor_layer(
    project: dict[str, Any], incidents: Incidents
) -> None:
    actors = [la for la in project["layers"] if la["id"].startswith("geomap_incidents_layer_")]
    ids = [incident for layer in actors for incident in layer["ids"]]
    assert sorted(ids) == sorted(incidents.incidents["id"])


def test_colours_and_shapes_are_those_of_the_map(
    project: dict[str, Any], incidents: Incidents
) -> None:
    colours = layers.group(incidents).colours
    layer = by_name(project, "United States")["renderer"]
    assert layer["categories"] == {"retaliation": ["retaliation", colours["United States"].lower()]}
    every = by_name(project, "All incidents")["renderer"]
    assert every["shapes"] == {"attack": "circle", "retaliation": "diamond", "other": "square"}


def test_areas_and_links_are_drawn(project: dict[str, Any]) -> None:
    areas, links = by_name(project, "Somewhere in"), by_name(project, "Answered by")
    assert areas["features"] == 3 and links["features"] == 4
    labels = [label for label, _ in areas["renderer"]["categories"].values()]
    assert labels == ["Somebody (Fiji)", "Unclaimed (Iraq)", "United States (Syria)"]
    assert list(links["renderer"]["categories"]) == ["stated", "inferred"]


def test_time_filters_by_the_range_of_each_date(project: dict[str, Any]) -> None:
    assert project["period"] == ["1969-12-31T00:00:00Z", "2024-08-31T23:59:59Z"]
    assert by_name(project, "United States")["on_july_26"] == 1
    assert by_name(project, "Unclaimed")["on_july_26"] == 1  # a range that ends that day
    assert by_name(project, "Islamic Resistance in Iraq")["on_july_26"] == 0
    assert by_name(project, "Countries")["on_july_26"] is None


def test_relations_resolve(project: dict[str, Any]) -> None:
    assert all(project["relations"].values())
    assert project["related"] == {"Claims": 2, "Candidates": 2, "Answered by": 1, "Answers": 0}


def test_forms_and_aliases_are_in_words(project: dict[str, Any]) -> None:
    layer = by_name(project, "United States")
    assert layer["tabs"] == [
        "What", "Where", "Claims", "Candidates", "Answered by", "Answers", "More",
    ]  # fmt: skip
    assert layer["aliases"]["location_note"] == "Why here"
    assert layer["labels"]


def test_map_tips_tell_claims_and_sources_and_escape_them(project: dict[str, Any]) -> None:
    tip = project["tips"]["a-1"]
    assert "A drone and three rockets, another said. <i>Agency &lt;Two&gt;</i>" in tip
    assert "Four rockets fell" in tip
    for hostile in project["tips"].values():
        assert "<script" not in hostile and str(Path.home()) not in hostile


def test_user_text_is_never_run(project: dict[str, Any]) -> None:
    assert project["tips"]["h-3"].count("[% env('HOME') %]") == 4
    assert project["title"] == project["metadata"][0] == plain_title(samples.TITLE)


def test_whoever_is_to_be_named_is_named(project: dict[str, Any]) -> None:
    """Publishers, sources of places and licences: in the metadata and on the printed page."""
    rights = "Positions: Villages (CC BY 4.0); Own list"
    for layer in project["layers"]:
        base = layer["name"] in ("Countries", "Governorates")
        assert rights in layer["rights"] or base
        assert any("public domain" in told for told in layer["licences"]) == base
    assert project["links"]["Villages"] == "https://example.invalid/v"
    assert project["links"]["Agency One"] == "https://example.invalid/a"
    assert all(url.startswith("https://") for url in project["links"].values())
    assert rights in project["metadata"][1]
    assert "positions: Villages; Own list" in project["credits"]
    assert project["credits"].startswith("Data: ") and "and 14 more" in project["credits"]


def test_a_long_name_is_cut_in_the_legend_and_says_so(incidents: Incidents) -> None:
    actor = "The united brigades of the north, the south, the east and the west"
    theirs = incidents.with_(incidents=incidents.incidents.assign(actor=actor))
    archive = io.BytesIO(qgis.project_archive(theirs, "Long"))
    page: Any = etree.fromstring(zipfile.ZipFile(archive).read("incidents.qgs")).find(".//Layout")
    names = [option.get("value") for option in page.iter("Option")]
    assert "The united brigades of the north, the sou…" in names and actor not in names


def test_themes_show_what_they_say(project: dict[str, Any]) -> None:
    themes = project["themes"]
    assert set(themes) == {"all", "retaliation chains", "precise only"}
    assert "United States" in themes["all"] and "All incidents" not in themes["all"]
    base = {"Governorates", "Countries"}
    assert set(themes["retaliation chains"]) == {"In a chain", "Answered by", *base}
    assert set(themes["precise only"]) == {"Placed precisely", *base}
    assert by_name(project, "In a chain")["features"] == 7
    assert by_name(project, "Placed precisely")["features"] == 15


def test_the_page_exports_as_pdf(project: dict[str, Any]) -> None:
    assert project["pdf"] == 0 and project["pdf_bytes"] > 10_000


def test_the_legend_holds_some_of_every_country_and_says_how_many_are_left_out(
    incidents: Incidents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qgis_layout, "_LEGEND_LINES", 24)
    archive = io.BytesIO(qgis.project_archive(incidents, "Legend"))
    page: Any = etree.fromstring(zipfile.ZipFile(archive).read("incidents.qgs")).find(".//Layout")
    groups = page.findall(".//layer-tree-group/layer-tree-group")
    assert [group.get("name") for group in groups] == list(
        drawing.actor_layers(incidents)["country"].unique()
    )
    shown = sum(len(group.findall("layer-tree-layer")) for group in groups)
    left = len(drawing.actor_layers(incidents)) - shown
    told = [item.get("labelText") for item in page.findall("LayoutItem") if item.get("labelText")]
    assert f"and {left} more layers in the project" in told


def test_areas_do_not_add_up(project: dict[str, Any]) -> None:
    """Hundreds somewhere in one country look as one does: the layer is translucent, not each."""
    areas = by_name(project, "Somewhere in")
    assert areas["opacity"] == 0.6 and by_name(project, "United States")["opacity"] == 1


def test_the_project_inside_the_geopackage_is_the_same(
    project: dict[str, Any], qgis_python: str, folder: Path, tmp_path: Path
) -> None:
    address = f"geopackage:{folder / 'incidents.gpkg'}?projectName=incidents"
    inside = inspected(qgis_python, address, tmp_path)
    assert inside["messages"] == []
    for key in ("tree", "layers", "themes", "related", "period"):
        assert inside[key] == project[key]


def test_rare_actors_share_a_layer_where_there_are_very_many(
    qgis_python: str, incidents: Incidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "OWN_LAYERS", 4)
    write(incidents, tmp_path, ["qgz", "report"], title="Many")
    project = inspected(qgis_python, tmp_path / "incidents.qgz", tmp_path)
    assert project["messages"] == [] and project["render_errors"] == []
    layers_of = [la for la in project["layers"] if la["id"].startswith("geomap_incidents_")]
    actors = [la for la in layers_of if "_layer_" in la["id"] or "_others_" in la["id"]]
    assert sorted(one for la in actors for one in la["ids"]) == sorted(incidents.incidents["id"])
    shown = drawing.actor_layers(incidents)
    (others,) = [la for la in actors if "_others_" in la["id"]]
    assert others["name"] == f"Other actors ({len(others['renderer']['categories'])})"
    for number, (label, colour) in others["renderer"]["categories"].items():
        row = shown.loc[int(number)]
        assert (label, colour) == (inert(str(row["actor"])), row["colour"].lower())
        assert row["country"] == "Iraq"
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))["qgis"]
    assert told["own_layers"] + told["actors_together"] == len(shown)
    assert told["own_layers"] == len(actors) - 1


def test_layers_opened_alone_take_their_style(
    qgis_python: str, folder: Path, tmp_path: Path
) -> None:
    script = HERE / "inspect_layer.py"
    assert run(qgis_python, script, folder / "incidents.gpkg", home=tmp_path) == {
        "incidents": [True, "categorizedSymbol", True],
        "areas": [True, "singleSymbol", False],
        "links": [True, "categorizedSymbol", False],
        "countries": [True, "singleSymbol", False],
    }
