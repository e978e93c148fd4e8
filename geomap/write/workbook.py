"""``incidents.xlsx``: a sheet per table, every cell a text or a number, no formula ever."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
import pandas as pd
from openpyxl.cell import WriteOnlyCell

from geomap.errors import OutputError
from geomap.model import Incidents
from geomap.write import features, tables

#: What Excel holds in one cell, and in one sheet below its header.
CELL: Final = 32_767
ROWS: Final = 1_048_575
_CUT: Final = " … [cut: the whole text is in incidents.csv]"
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIMELESS: Final = datetime.datetime(1980, 1, 1)


def write_xlsx(incidents: Incidents, path: Path) -> None:
    """Sheets ``incidents`` (as in the CSV), ``claims, sources, links, candidates, rejected``.

    Texts longer than Excel's cells are cut, and say so.

    Raises:
        OutputError: there are more incidents than a sheet has rows.
    """
    sheets = {
        "incidents": tables.incident_table(incidents),
        "claims": incidents.claims,
        "sources": incidents.sources,
        "links": incidents.links,
        "candidates": incidents.candidates,
        "rejected": incidents.rejected,
    }
    for name, table in sheets.items():
        if len(table) > ROWS:
            raise OutputError(f"{path.name}: {len(table)} {name} do not fit a sheet; use csv")
    write_sheets(path, {name: _rows(table) for name, table in sheets.items()})


def write_sheets(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> None:
    """A workbook of these sheets, each its rows from the header on; None is an empty cell.

    No cell is a formula. The same rows give the same bytes.
    """
    book = openpyxl.Workbook(write_only=True)
    book.properties.created = book.properties.modified = _TIMELESS
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(path)
    _without_times(path)


def _rows(table: pd.DataFrame) -> Iterator[list[Any]]:
    """The header, then the rows; cells that hold neither text nor numbers come as JSON."""
    plain = features.without_objects(table)
    yield list(plain.columns)
    for record in features.records(plain):
        yield list(record.values())


def _cell(sheet: Any, value: Any) -> Any:
    """A cell for ``value``; what begins like a formula or an error is marked as text."""
    if not isinstance(value, str):
        return value
    text = _NOT_XML.sub("\ufffd", value)
    if len(text) > CELL:
        text = text[: CELL - len(_CUT)] + _CUT
    if not text.startswith(("=", "#")):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _without_times(path: Path) -> None:
    """Pack the file again with no time in it: the same input gives the same bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", b"1980-01-01T00:00:00Z", content)
            archive.writestr(entry, content)
