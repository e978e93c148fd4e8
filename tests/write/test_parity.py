"""One set, every output: the same ids, layers, colours, dates, precision and links in each."""

from __future__ import annotations

import base64
import gzip
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from lxml import etree
from playwright.sync_api import Browser

from geomap import frames, layers, locate, model
from geomap.gazetteer import Gazetteer
from geomap.link import link
from geomap.model import Incidents
from geomap.read import read_incidents
from geomap.write import drawing, write
from geomap.write.postgis import write_postgis
from geomap.write.qgis_xml import inert
from tests.conftest import SHARED
from tests.read.test_codebooks import ACLED
from tests.write import samples
from tests.write.test_payload import unpack
from tests.write.test_postgis import rows

KML = {"k": "http://www.opengis.net/kml/2.2"}
#: What an output says of an incident; tables for programs have no colours.
FACTS = ["country", "actor", "kind", "colour", "precision", "begins", "ends"]
Facts = pd.DataFrame
Links = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, mini: Any) -> Incidents:
    """Incidents by hand, hostile ones among them, and rows of two codebooks, linked."""
    acled = tmp_path_factory.mktemp("in") / "acled.csv"
    acled.write_text(ACLED, encoding="utf-8")
    tables = [acled, *sorted(SHARED.glob("ucdp_ged_ukraine.csv"))]
    read = locate(read_incidents(tables), Gazetteer(mini))
    return link(frames.concat([samples.mixed(), read])).validate()


@pytest.fixture(scope="module")
def folder(mixed: Incidents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("parity")
    write(mixed, made, ["html", "geojson", "qgz", "kmz", "parquet"], title="Parity")
    return made


def expected(incidents: Incidents) -> tuple[Facts, Links]:
    """What the incidents themselves say."""
    shown = pd.DataFrame(
        {
            "id": incidents.incidents["id"],
            "country": layers.countries(incidents),
            "actor": layers.actors(incidents),
            "kind": incidents.incidents["kind"].fillna("other"),
            "precision": incidents.incidents["precision"],
        }
    )
    colours = shown["actor"].map(layers.group(incidents).colours)
    return tidy(pd.concat([shown, drawing.times(incidents)], axis=1).assign(colour=colours)), {
        (str(a), str(b), str(c))
        for a, b, c in incidents.links[["from_id", "to_id", "basis"]].to_numpy()
    }


def tidy(table: pd.DataFrame) -> Facts:
    """By id, times as texts, what is missing as empty."""
    for column in {"begins", "ends"} & set(table):
        table[column] = pd.to_datetime(table[column], utc=True).dt.strftime("%Y-%m-%d %H:%M:%S")
    kept = table.set_index("id")[[fact for fact in FACTS if fact in table]]
    return kept.astype(object).where(kept.notna(), "").sort_index()


def of_geojson(folder: Path) -> tuple[Facts, Links]:
    found = json.loads((folder / "incidents.geojson").read_text("utf-8"))["features"]
    lines = json.loads((folder / "links.geojson").read_text("utf-8"))["features"]
    told = pd.DataFrame([feature["properties"] for feature in found]).astype({"date": "str"})
    first, last = (days.astype("M8[D]") for days in drawing.day_ranges(told))
    dated = told.assign(begins=first.astype("M8[s]"), ends=(last + 1).astype("M8[s]") - 1)
    return tidy(dated), {
        tuple(line["properties"][name] for name in ("from_id", "to_id", "basis")) for line in lines
    }


def of_geopackage(folder: Path) -> tuple[Facts, Links]:
    path = folder / "incidents.gpkg"
    lines = gpd.read_file(path, layer="links")[["from_id", "to_id", "basis"]]
    return tidy(pd.DataFrame(gpd.read_file(path, layer="incidents"))), {
        (a, b, c) for a, b, c in lines.to_numpy().tolist()
    }


def of_parquet(folder: Path) -> tuple[Facts, Links]:
    lines = gpd.read_parquet(folder / "links.parquet")[["from_id", "to_id", "basis"]]
    return tidy(pd.DataFrame(gpd.read_parquet(folder / "incidents.parquet"))), {
        (a, b, c) for a, b, c in lines.to_numpy().tolist()
    }


def of_project(folder: Path) -> tuple[Facts, Links]:
    """What the layers of the project choose out of its GeoPackage, and how they show it."""
    with zipfile.ZipFile(folder / "incidents.qgz") as archive:
        project = etree.fromstring(archive.read("incidents.qgs"))
    drawn = {layer.findtext("id"): layer for layer in project.iterfind("projectlayers/maplayer")}
    shown = []
    with sqlite3.connect(folder / "incidents.gpkg") as database:
        for group in project.iterfind("layer-tree-group/layer-tree-group"):
            for entry in group.iterfind("layer-tree-layer"):
                if not entry.get("id", "").startswith("geomap_incidents_layer_"):
                    continue
                layer = drawn[entry.get("id")]
                subset = layer.findtext("datasource", "").partition("|subset=")[2]
                query = f"SELECT id, kind, precision, begins, ends FROM incidents WHERE {subset}"
                for row in database.execute(query):
                    shown.append(
                        (group.get("name"), entry.get("name"), _colour(layer, row[1]), *row)
                    )
        links = set(database.execute("SELECT from_id, to_id, basis FROM links"))
    assert (
        drawn["geomap_links_layer_0000"].findtext("datasource")
        == "./incidents.gpkg|layername=links"
    )
    columns = ["country", "actor", "colour", "id", "kind", "precision", "begins", "ends"]
    return tidy(pd.DataFrame(shown, columns=columns)), links


def _colour(layer: Any, kind: str) -> str:
    """The colour of the symbol that a layer of the project gives a kind."""
    symbol = layer.find(f".//category[@value='{kind}']").get("symbol")
    fill = layer.find(f".//symbols/symbol[@name='{symbol}']//Option[@name='color']").get("value")
    return "#" + "".join(f"{int(part):02X}" for part in fill.split(",")[:3])


def of_kml(folder: Path) -> tuple[Facts, Links]:
    with zipfile.ZipFile(folder / "incidents.kmz") as archive:
        root = etree.fromstring(archive.read("doc.kml"), etree.XMLParser(huge_tree=True))
    styles = {
        style.get("id"): style.findtext("k:IconStyle/k:color", "", KML)
        for style in root.iterfind(".//k:Style", KML)
    }
    shown, links = [], set()
    for mark in root.iterfind(".//k:Placemark", KML):
        data = {item.get("name"): item.findtext("k:value", "", KML)
                for item in mark.iterfind(".//k:Data", KML)}  # fmt: skip
        if "from_id" in data:
            links.add((data["from_id"], data["to_id"], data["basis"]))
            continue
        style = mark.findtext("k:styleUrl", "", KML)[1:]
        mirrored = styles[style]
        actor: Any = mark.getparent()
        shown.append(
            {
                "id": data["id"],
                "country": actor.getparent().findtext("k:name", None, KML),
                "actor": actor.findtext("k:name", None, KML),
                "kind": style.partition("-")[2],
                "colour": f"#{mirrored[6:8]}{mirrored[4:6]}{mirrored[2:4]}".upper(),
                "precision": data.get("precision"),
                "begins": mark.findtext("k:TimeSpan/k:begin", None, KML),
                "ends": mark.findtext("k:TimeSpan/k:end", None, KML),
            }
        )
    return tidy(pd.DataFrame(shown)), links


def of_page(folder: Path) -> tuple[Facts, Links]:
    """What is packed into the page; :func:`test_the_page_shows_what_it_holds` opens it."""
    text = (folder / "map.html").read_text("utf-8")
    parts = dict(re.findall(r'<script type="application/gzip" id="gm-(\w+)">([^<]*)<', text))
    core, columns = unpack(base64.b64decode(parts["core"]))
    ids = json.loads(gzip.decompress(base64.b64decode(parts["ids"])))
    named = pd.DataFrame(core["layers"], columns=["country", "actor", "kind", "colour"])
    shown = named.iloc[columns["layer"]].reset_index(drop=True).assign(id=ids)
    shown["precision"] = pd.Series(columns["precision"]).map(dict(enumerate(core["precisions"])))
    shown["begins"] = columns["first"].astype("M8[D]").astype("M8[s]")
    shown["ends"] = (columns["last"].astype("M8[D]") + 1).astype("M8[s]") - 1
    links = {
        (ids[a], ids[b], model.BASES[c])
        for a, b, c in zip(
            columns["link.from"], columns["link.to"], columns["link.basis"], strict=True
        )
    }
    return tidy(shown), links


OUTPUTS: dict[str, Callable[[Path], tuple[Facts, Links]]] = {
    "map.html": of_page,
    "geojson": of_geojson,
    "incidents.gpkg": of_geopackage,
    "incidents.qgz": of_project,
    "incidents.kmz": of_kml,
    "parquet": of_parquet,
}


def check(found: tuple[Facts, Links], incidents: Incidents, output: str) -> None:
    facts, links = expected(incidents)
    held, told = found
    if output == "incidents.qgz":  # there a name would be run as an expression
        facts = facts.assign(country=facts["country"].map(inert), actor=facts["actor"].map(inert))
    if output in ("geojson", "parquet"):
        facts = facts.drop(columns="colour")
    pd.testing.assert_frame_equal(held, facts, check_dtype=False, obj=output)
    assert told == links and len(links) >= 4


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_file_says_the_same(output: str, folder: Path, mixed: Incidents) -> None:
    check(OUTPUTS[output](folder), mixed, output)


@pytest.mark.postgis
def test_the_database_says_the_same(server: str, mixed: Incidents) -> None:
    write_postgis(mixed, server, schema="parity")
    columns = ["id", *FACTS]
    found = rows(server, f"SELECT {', '.join(columns)} FROM parity.incidents")
    links = rows(server, "SELECT from_id, to_id, basis FROM parity.links")
    told = {(str(a), str(b), str(c)) for a, b, c in links}
    check((tidy(pd.DataFrame(found, columns=columns)), told), mixed, "PostGIS")


@pytest.mark.browser
def test_the_page_shows_what_it_holds(chromium: Browser, folder: Path, mixed: Incidents) -> None:
    facts, _ = expected(mixed)
    page = chromium.new_page()
    page.goto((folder / "map.html").as_uri())
    page.evaluate("window.geomap.ready")
    assert sorted(page.evaluate("window.geomap.visible()")) == sorted(facts.index)
    for layer, within in facts.groupby(["country", "actor", "kind"]):
        chosen = dict(
            zip(("countries", "actors", "kinds"), ([name] for name in layer), strict=True)
        )
        page.evaluate("chosen => window.geomap.filter(chosen)", chosen)
        assert sorted(page.evaluate("window.geomap.visible()")) == sorted(within.index)
    page.close()
