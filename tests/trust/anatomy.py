"""Outputs taken apart: every byte in them, and the structure that no text may change."""

from __future__ import annotations

import base64
import gzip
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import lxml.html
from lxml import etree

_PACKED: Final = re.compile(rb'<script type="application/gzip"[^>]*>([^<]*)</script>')


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every output, and of what is packed inside it."""
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        yield path.name, data
        if path.suffix in (".qgz", ".kmz", ".xlsx"):
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    yield f"{path.name}/{member}", archive.read(member)
        if path.suffix == ".html":
            for number, packed in enumerate(_PACKED.findall(data)):
                yield f"{path.name}/{number}", gzip.decompress(base64.b64decode(packed))


def structure(folder: Path) -> dict[str, set[str]]:
    """What each output is built of: tags and attributes, tables and triggers, archive members."""
    found = {"map.html": set(html_tags((folder / "map.html").read_text("utf-8")))}
    for name in ("incidents.qgz", "incidents.kmz", "incidents.xlsx"):
        with zipfile.ZipFile(folder / name) as archive:
            found[f"{name} members"] = set(archive.namelist())
            texts = [archive.read(member) for member in archive.namelist()]
        found[name] = {tag for text in texts if text[:1] == b"<" for tag in _xml_tags(text)}
    with sqlite3.connect(f"file:{folder / 'incidents.gpkg'}?mode=ro", uri=True) as database:
        objects = "SELECT type || ' ' || name FROM sqlite_master"
        found["incidents.gpkg"] = {name for (name,) in database.execute(objects)}
    database.close()
    return found


def balloons(folder: Path) -> set[str]:
    """Tags and attributes of the HTML that the KMZ shows for its places."""
    with zipfile.ZipFile(folder / "incidents.kmz") as archive:
        root = _parse(archive.read("doc.kml"))
    told = [str(text) for text in root.itertext("{*}description")]
    return {tag for text in told if text.strip() for tag in html_tags(f"<div>{text}</div>")}


def html_tags(markup: str) -> Iterator[str]:
    for element in lxml.html.document_fromstring(markup).iter():
        if not isinstance(element.tag, str):
            yield "comment"
            continue
        names = [str(name) for name in element.attrib if name not in ("id", "content")]
        yield " ".join([element.tag, *sorted(names)])


def _xml_tags(document: bytes) -> Iterator[str]:
    for element in _parse(document).iter():
        names = [str(name) for name in element.attrib if not str(name).endswith("}space")]
        yield " ".join([str(element.tag), *sorted(names)])


def _parse(document: bytes) -> etree._Element:
    assert b"<!DOCTYPE" not in document and b"<!ENTITY" not in document
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False, huge_tree=True))
