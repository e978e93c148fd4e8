"""The payloads of ``payloads.yaml`` in every field of every kind of input."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import yaml

from geomap import model
from geomap.read.codebooks.acled import HEADER as ACLED_HEADER
from geomap.read.codebooks.ucdp import HEADER as UCDP_HEADER

Row = dict[str, Any]

#: Fields of a native row that are free text, and so carry the payload itself.
FREE: Final = (
    "title", "description", "place", "admin1", "actor", "target", "weapons", "source",
    "source_url", "retaliation_for", "own column",
)  # fmt: skip
#: The files that :func:`write_inputs` makes, by reader.
READERS: Final = (
    "csv", "tsv", "xlsx", "json", "jsonl", "geojson", "gpkg", "parquet", "ucdp", "acled",
    "txt", "md", "html",
)  # fmt: skip
_PER_ARTICLE: Final = 10
#: What no workbook can hold, because XML cannot.
_NOT_IN_XLSX: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def payloads(every: int = 1) -> list[str]:
    """Every payload, or each ``every``-th of each family, as it stands in the file."""
    families = yaml.safe_load(Path(__file__).with_name("payloads.yaml").read_text("utf-8"))
    return [text for family in families.values() for text in family[::every]]


def write_inputs(folder: Path, texts: Sequence[str]) -> None:
    """A file or folder of articles for each of READERS, each text in every field of one row."""
    folder.mkdir(parents=True, exist_ok=True)
    for reader, write in _TABLES.items():
        write(folder, [native_row(reader, number, text) for number, text in enumerate(texts)])
    _write_foreign(folder / "ucdp.csv", UCDP_HEADER, texts, _ucdp_row)
    _write_foreign(folder / "acled.csv", ACLED_HEADER, texts, _acled_row)
    _write_articles(folder / "articles", texts)


def native_row(reader: str, number: int, text: str) -> Row:
    """A native row with the text in every field that is free, placed by coordinates."""
    # The countries of one reader only: each distinct country is a group of layers everywhere.
    country = text if reader == "csv" else "Iraq"
    return {
        "id": f"{reader} {number} {text}",
        "date": f"2024-07-{number % 28 + 1:02d}",
        "kind": model.KINDS[number % 3],
        "country": country,
        "lat": str(31 + number % 60 / 10),
        "lon": str(40 + number // 60 + number % 7 / 10),
        **dict.fromkeys(FREE, text),
    }


def write_file_names(folder: Path, texts: Iterable[str]) -> int:
    """A table of one row under each text as its name; how many names the disk takes."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {re.sub(r"[/\0]", "_", text).encode()[:200].decode("utf-8", "ignore") for text in texts}
    usable = sorted(name for name in names if name.strip() and not name.startswith("."))
    for number, name in enumerate(usable):
        row = f"file {number},2024-07-01,Mosul,Iraq\nx{number},not a date,Mosul,Iraq\n"
        (folder / f"{name}.csv").write_text("id,date,place,country\n" + row, encoding="utf-8")
    return len(usable)


def write_headers(path: Path, texts: Sequence[str]) -> None:
    """A table whose own columns are named with the texts."""
    named = pd.DataFrame([{text: text for text in texts}] * 2)
    named.insert(0, "id", ["headers 1", "headers 2"])
    named.insert(1, "date", "2024-07-01")
    named.insert(2, "place", "Mosul")
    _save(named, path)


def write_mapping(folder: Path, texts: Sequence[str]) -> None:
    """``sheet.csv`` with foreign column names, and ``mapping.yaml`` that maps them."""
    sheet = pd.DataFrame(
        [{"Tag": "2024-07-01", "Ort": text, texts[0]: text, "Art": text} for text in texts]
    )
    _save(sheet, folder / "sheet.csv")
    rules = {
        "columns": {"date": "Tag", "place": "Ort", "title": texts[0], "kind": "Art"},
        "constants": {"country": "Iraq", "actor": texts[1], "target": texts[2], "source": texts[3]},
        "values": {"kind": dict.fromkeys(texts, "attack")},
    }
    (folder / "mapping.yaml").write_text(yaml.safe_dump(rules, allow_unicode=True), "utf-8")


def write_places(path: Path, texts: Sequence[str]) -> None:
    """A curated place file whose names, notes, sources and governorates are the texts."""
    places = [
        {
            "id": f"iq-payload-{number}",
            "name": f"{text} payload {number}",
            "kind": "village",
            "admin1": text,
            "names": {"en": [text], "ar": [f"{text} قرية"]},
            "positions": [
                {"lat": 33 + number / 500, "lon": 44, "source": text, "checked": "2026-01-01"}
            ],
            "radius_m": 2000,
            "note": text,
        }
        for number, text in enumerate(texts)
    ]
    content = {"country": "IQ", "places": places}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


def _save(table: pd.DataFrame, path: Path, separator: str = ",") -> None:
    """Every cell in quotes: a lone carriage return would end the row."""
    table.to_csv(path, sep=separator, index=False, quoting=csv.QUOTE_ALL)


def _write_delimited(separator: str) -> Callable[[Path, list[Row]], None]:
    def write(folder: Path, rows: list[Row]) -> None:
        name = "csv" if separator == "," else "tsv"
        _save(pd.DataFrame(rows), folder / f"native.{name}", separator)

    return write


def _write_xlsx(folder: Path, rows: list[Row]) -> None:
    """A workbook in which what begins with ``=`` is a formula, as a spreadsheet saves it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([_NOT_IN_XLSX.sub("", str(cell)) for cell in row.values()])
    book.save(folder / "native.xlsx")


def _write_json(folder: Path, rows: list[Row]) -> None:
    """A native object: incidents with the claims, sources and links that go with them."""
    claims = [
        {"incident_id": row["id"], "field": row["title"], "value": row["title"],
         "source_id": f"s {row['id']}", "quote": row["title"], "start": 0, "end": 1}
        for row in rows
    ]  # fmt: skip
    sources = [
        {"id": f"s {row['id']}", "publisher": row["title"], "title": row["title"],
         "url": row["title"], "published": row["title"], "path": row["title"],
         "sha256": row["title"]}
        for row in rows
    ]  # fmt: skip
    links = [
        {"from_id": later["id"], "to_id": row["id"], "type": "retaliation_for", "basis": "stated",
         "quote": row["title"]}
        for row, later in zip(rows, rows[1:], strict=False)
    ]  # fmt: skip
    nested = [{**row, "own column": {row["title"]: [row["title"]]}} for row in rows]
    content = {"incidents": nested, "claims": claims, "sources": sources, "links": links}
    (folder / "native.json").write_text(json.dumps(content), "utf-8")


def _write_jsonl(folder: Path, rows: list[Row]) -> None:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "native.jsonl").write_text(lines.replace("\u2028", "\\u2028"), "utf-8")


def _write_geojson(folder: Path, rows: list[Row]) -> None:
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
            "properties": {
                **row,
                "sources": [
                    {"publisher": row["title"], "url": row["title"], "quote": row["title"]}
                ],
            },
        }
        for row in rows
    ]
    content = {"type": "FeatureCollection", "features": features}
    (folder / "native.geojson").write_text(json.dumps(content), "utf-8")


def _write_geopackage(folder: Path, rows: list[Row]) -> None:
    cells = pd.DataFrame(rows).map(lambda cell: str(cell).replace("\0", ""))
    points = gpd.points_from_xy(cells["lon"].astype(float), cells["lat"].astype(float))
    layer = gpd.GeoDataFrame(cells, geometry=points, crs=4326)
    layer.to_file(folder / "native.gpkg", layer="incidents")


def _write_parquet(folder: Path, rows: list[Row]) -> None:
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), folder / "native.parquet")


_TABLES: Final[dict[str, Callable[[Path, list[Row]], None]]] = {
    "csv": _write_delimited(","),
    "tsv": _write_delimited("\t"),
    "xlsx": _write_xlsx,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "geojson": _write_geojson,
    "gpkg": _write_geopackage,
    "parquet": _write_parquet,
}


def _write_foreign(
    path: Path, header: Sequence[str], texts: Sequence[str], row: Callable[[int, str], Row]
) -> None:
    """A foreign table with the text in every column that is not a code, a date or a number."""
    rows = [{**dict.fromkeys(header, text), **row(at, text)} for at, text in enumerate(texts)]
    _save(pd.DataFrame(rows, columns=list(header)), path)


def _ucdp_row(number: int, text: str) -> Row:
    return {
        "id": f"ucdp {number} {text}", "type_of_violence": "1", "where_prec": "1",
        "date_prec": "1", "date_start": "2024-07-02", "date_end": "2024-07-02", "best": "1",
        "country": "Iraq", "latitude": "33.5", "longitude": str(41 + number / 200),
    }  # fmt: skip


def _acled_row(number: int, text: str) -> Row:
    return {
        "event_id_cnty": f"acled {number} {text}", "event_date": "2024-07-03",
        "event_type": "Battles", "time_precision": "1", "geo_precision": "1", "fatalities": "1",
        "country": "Iraq", "latitude": "34.5", "longitude": str(41 + number / 200),
    }  # fmt: skip


def _write_articles(folder: Path, texts: Sequence[str]) -> None:
    """Texts, Markdown with a front matter and saved pages, ten payloads in each."""
    folder.mkdir()
    for number in range(0, len(texts), _PER_ARTICLE):
        some = texts[number : number + _PER_ARTICLE]
        story = "\n\n".join(map(_paragraph, some))
        (folder / f"{number}.txt").write_text(f"Rockets {some[0]}\n\n{story}", "utf-8")
        matter = f"title: {some[0]}\nurl: {some[1]}\npublisher: {some[2]}\ndate: 2024-07-26"
        (folder / f"{number}.md").write_text(f"---\n{matter}\n---\n{story}", "utf-8")
        head = f'<title>{some[0]}</title><meta property="og:site_name" content="{some[1]}">'
        head += f'<link rel="canonical" href="{some[2]}"><meta name="date" content="2024-07-26">'
        body = "".join(f"<p>{_paragraph(text)}</p>" for text in some)
        article = f"<article><h1>{some[0]}</h1>{body}</article>"
        page = f"<html><head>{head}</head><body>{article}</body></html>"
        (folder / f"{number}.html").write_text(page, "utf-8")


def _paragraph(text: str) -> str:
    return (
        f"Four rockets hit the {text} base near Mosul, Iraq, on July 25, 2024, wounding three "
        f"people, {text} told Reuters. The group {text} claimed the attack on Telegram."
    )
