"""Incidents as the page's data: a small core for every incident, texts in blocks of rows.

The core holds what drawing, filters and the time bar need, as numbers; the page decodes it at
once. Titles, descriptions, claims, candidates and the input's own other columns follow in blocks
of :data:`BLOCK_ROWS` incidents, which the page decodes when somebody reads or searches them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geomap import layers, model
from geomap.model import Incidents
from geomap.write.columns import MISSING, Container, squeeze, to_json
from geomap.write.drawing import day_ranges

#: Small enough that the first panel opens at once, large enough that gzip has seen the words.
BLOCK_ROWS: Final = 4096
#: Coordinates are kept to 1e-6 degrees, about 0.1 m; outlines of areas to 1e-4, about 10 m.
POSITION_DIGITS: Final = 6
AREA_DIGITS: Final = 4
#: Degrees, about 200 m: finer than an outline is known.
_AREA_TOLERANCE: Final = 0.002

_REJECTED: Final = 200

#: Between the cells of a column of texts, which travels as one string: the page reads, folds and
#: searches one long string many times faster than thousands of short ones.
SEPARATOR: Final = "\x7f"

#: What the core tells in numbers, and the page therefore does not need as text once more.
_CORE_COLUMNS: Final = frozenset(
    ("id", "kind", "country", "actor", "date_precision", "precision", "radius_m", "area_id")
    + ("lat", "lon")
)
_CLAIM_FIELDS: Final = ("field", "value", "quote")
_SOURCE_FIELDS: Final = ("publisher", "title", "url", "published")
_CANDIDATE_FIELDS: Final = tuple(
    column for column in model.CANDIDATE_COLUMNS if column not in ("incident_id", "rank")
)


@dataclass(frozen=True)
class Payload:
    """The page's data, each part a gzip member."""

    core: bytes
    ids: bytes  # a JSON array of every id, in row order
    blocks: tuple[bytes, ...]


def encode(incidents: Incidents, *, title: str) -> Payload:
    """Every incident as the page reads it, in row order."""
    return Payload(
        core=_core(incidents, title),
        ids=squeeze(to_json(_cells(incidents.incidents["id"]))),
        blocks=tuple(squeeze(to_json(block)) for block in blocks(incidents)),
    )


def span(rows: pd.DataFrame) -> tuple[int, int] | None:
    """The first and the last day that any of these incidents begins on; None without dates."""
    first = day_ranges(rows)[0]
    known = first[first != MISSING]
    return (int(known.min()), int(known.max())) if len(known) else None


def _core(incidents: Incidents, title: str) -> bytes:
    """Positions, days, layers, precision, links and areas, and the dictionaries of their codes."""
    rows = incidents.incidents
    table = layers.group(incidents).table
    places, place_codes = _dictionary(rows["place_name"].fillna(rows["place"]))
    container = Container(
        version=1,
        title=title,
        count=len(rows),
        block_rows=BLOCK_ROWS,
        digits=POSITION_DIGITS,
        area_digits=AREA_DIGITS,
        layers=table[["country", "actor", "kind", "colour"]].values.tolist(),
        country_codes=country_codes(rows),
        precisions=list(model.PRECISIONS),
        date_precisions=list(model.DATE_PRECISIONS),
        places=places,
        areas=_cells(incidents.areas["name"]),
        rejected=_rejected(incidents.rejected),
        rejected_count=len(incidents.rejected),
        extra=[str(column) for column in incidents.extra.columns],
    )
    lng, lat = _positions(rows)
    first, last = day_ranges(rows)
    container.add("lng", lng)
    container.add("lat", lat)
    container.add("first", first)
    container.add("last", last)
    container.add("layer", _layer_codes(incidents, table))
    container.add("place", place_codes)
    container.add("precision", _codes(rows["precision"], model.PRECISIONS))
    container.add("date_precision", _codes(rows["date_precision"], model.DATE_PRECISIONS))
    container.add("radius", _whole(rows["radius_m"]))
    container.add("area", _area_codes(incidents))
    number = pd.Index(rows["id"])
    links = incidents.links
    container.add("link.from", number.get_indexer(links["from_id"]).astype("int64"))
    container.add("link.to", number.get_indexer(links["to_id"]).astype("int64"))
    container.add("link.basis", _codes(links["basis"], model.BASES))
    outlines = shapely.simplify(incidents.areas.geometry.to_numpy(), _AREA_TOLERANCE)
    container.add_shapes("outline", outlines, AREA_DIGITS)
    return container.pack()


def country_codes(rows: pd.DataFrame) -> dict[str, str]:
    """Each country's code, as most of its incidents give it: the page names it by that."""
    pairs = rows[["country", "country_code"]].dropna().value_counts().reset_index()
    return dict(pairs.drop_duplicates("country")[["country", "country_code"]].to_numpy().tolist())


def _rejected(table: pd.DataFrame) -> list[dict[str, str]]:
    """The first rows that could not be read, as texts; ``report.json`` has them all."""
    texts = table.head(_REJECTED).astype(object)
    cells = texts.where(texts.notna(), "").astype(str)
    return [dict(zip(cells.columns, row, strict=True)) for row in cells.to_numpy().tolist()]


def _positions(rows: gpd.GeoDataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Longitude and latitude in whole units of 1e-6 degrees; MISSING where not placed."""
    shapes = rows.geometry.to_numpy()
    return _whole(shapely.get_x(shapes) * 10**POSITION_DIGITS), _whole(
        shapely.get_y(shapes) * 10**POSITION_DIGITS
    )


def _layer_codes(incidents: Incidents, table: pd.DataFrame) -> NDArray[np.int64]:
    """The row of ``table`` that each incident belongs to."""
    keys = ["country", "actor", "kind"]
    shown = pd.DataFrame(
        {
            "country": layers.countries(incidents),
            "actor": layers.actors(incidents),
            "kind": incidents.incidents["kind"].fillna("other"),
        }
    )
    order = pd.MultiIndex.from_frame(table[keys])
    return order.get_indexer(pd.MultiIndex.from_frame(shown[keys])).astype("int64")


def _area_codes(incidents: Incidents) -> NDArray[np.int64]:
    """The row of ``incidents.areas`` that each incident lies in; MISSING for a circle."""
    return _codes(incidents.incidents["area_id"], list(incidents.areas["area_id"]))


def _codes(values: pd.Series[str], vocabulary: Any) -> NDArray[np.int64]:
    """Each value's place in ``vocabulary``, MISSING where it has none."""
    codes = pd.Index(list(vocabulary), dtype=object).get_indexer(values.to_numpy(dtype=object))
    return np.where(codes < 0, MISSING, codes).astype("int64")


def _dictionary(values: pd.Series[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The distinct texts, the most frequent first, and each row's code, MISSING for none."""
    counts = values.value_counts()
    distinct = sorted(counts.index, key=lambda text: (-int(counts[text]), text))
    return distinct, _codes(values, distinct)


def _whole(values: NDArray[np.float64] | pd.Series[float]) -> NDArray[np.int64]:
    numbers = np.asarray(values, dtype="float64")
    known = np.isfinite(numbers)
    return np.where(known, np.rint(np.where(known, numbers, 0)), MISSING).astype("int64")


def blocks(incidents: Incidents, size: int = BLOCK_ROWS) -> Iterator[dict[str, Any]]:
    """The texts of each run of ``size`` rows, with the claims, sources and candidates of them."""
    rows = incidents.incidents
    told = [column for column in model.INCIDENT_COLUMNS if column not in _CORE_COLUMNS]
    row_of = pd.Index(rows["id"])
    claims = _Children(incidents.claims, row_of, "incident_id")
    candidates = _Children(incidents.candidates, row_of, "incident_id")
    quotes = _Children(incidents.links[incidents.links["quote"].notna()], row_of, "from_id")
    sources = incidents.sources.set_index("id")
    for start in range(0, len(incidents), size):
        stop = min(start + size, len(incidents))
        said = claims.between(start, stop)
        cited = said["source_id"].dropna().unique()
        named = sources.reindex(cited)
        yield {
            "rows": stop - start,
            "texts": _texts(rows.iloc[start:stop][told]),
            "extra": _texts(incidents.extra.iloc[start:stop]),
            "claims": {
                **_table(said, start, _CLAIM_FIELDS),
                "source": _nulls(_codes(said["source_id"], cited)),
            },
            "sources": {field: _cells(named[field]) for field in _SOURCE_FIELDS},
            "candidates": _table(candidates.between(start, stop), start, _CANDIDATE_FIELDS),
            "links": _table(quotes.between(start, stop), start, ("to_id", "quote")),
        }


class _Children:
    """A table whose rows belong to incidents, in incident order, to be cut by incident row."""

    def __init__(self, table: pd.DataFrame, row_of: pd.Index[str], key: str) -> None:
        rows = row_of.get_indexer(pd.Index(table[key]))
        order = np.argsort(rows, kind="stable")
        self._table = table.iloc[order].assign(row=rows[order])
        self._rows = rows[order]

    def between(self, start: int, stop: int) -> pd.DataFrame:
        """The children of incident rows ``start`` up to but without ``stop``."""
        first, last = np.searchsorted(self._rows, (start, stop))
        return self._table.iloc[first:last]


def _texts(rows: pd.DataFrame) -> dict[str, Any]:
    """The columns that are not empty in these few rows: all rows at once as cells are too much."""
    cells = {str(name): _cells(column) for name, column in rows.items()}
    return {
        name: _joined(told)
        for name, told in cells.items()
        if any(cell is not None for cell in told)
    }


def _joined(cells: list[Any]) -> str | list[Any]:
    """A column of texts as one string, empty where there is none; other cells as they are."""
    try:
        text = SEPARATOR.join(["" if cell is None else cell for cell in cells])
    except TypeError:
        return cells
    if text.count(SEPARATOR) == len(cells) - 1:
        return text
    return SEPARATOR.join([str(cell or "").replace(SEPARATOR, " ") for cell in cells])


def _table(table: pd.DataFrame, start: int, fields: tuple[str, ...]) -> dict[str, list[Any]]:
    """Columns of a child table; ``row`` counts from the block's first incident."""
    cells = {field: _cells(table[field]) for field in fields}
    return {"row": (table["row"] - start).tolist(), **cells}


def _nulls(codes: NDArray[np.int64]) -> list[int | None]:
    return [None if code == MISSING else int(code) for code in codes]


def _cells(column: pd.Series[Any]) -> list[Any]:
    """A column as JSON values: null for missing, plain numbers and truth values, else text."""
    missing = column.isna().to_numpy()
    if pd.api.types.is_bool_dtype(column.dtype) or pd.api.types.is_string_dtype(column.dtype):
        values = column.to_numpy(dtype=object, copy=True)
    elif pd.api.types.is_numeric_dtype(column.dtype):
        values = _numbers(column.to_numpy(dtype="float64", na_value=np.nan))
    else:
        values = column.astype(str).to_numpy(dtype=object, copy=True)
    values[missing] = None
    cells: list[Any] = values.tolist()
    return cells


def _numbers(values: NDArray[np.float64]) -> NDArray[np.object_]:
    """Whole numbers as int, other finite ones rounded to 6 digits, else None."""
    finite = np.isfinite(values)
    rounded = np.round(np.where(finite, values, 0), POSITION_DIGITS)
    whole = (rounded == np.trunc(rounded)) & (np.abs(rounded) < 2**53)
    numbers = rounded.astype(object)
    numbers[whole] = rounded[whole].astype("int64").astype(object)
    numbers[~finite] = None
    return numbers
