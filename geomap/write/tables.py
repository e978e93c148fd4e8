"""Incidents as a table for people and spreadsheets: ``incidents.csv``.

UTF-8 without a byte order mark, as programs expect; for Excel there is ``incidents.xlsx``.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.compute
import pyarrow.csv
import shapely

from geomap import model, spreadsheets
from geomap.model import Incidents
from geomap.write import features, shapes

#: What may need the guard, told at the speed of Arrow: cells that begin with no letter or digit.
_SUSPECT: Final = r"^[^\pL\pN]"


def incident_table(incidents: Incidents) -> pd.DataFrame:
    """A row per incident: native columns, what geomap found, the input's own other columns.

    ``lat, lon`` are as the input gave them; ``placed_lat, placed_lon`` (decimal degrees) are
    where the incident was placed.
    """
    positions = shapes.points(incidents)
    found = pd.DataFrame(
        {"placed_lat": shapely.get_y(positions), "placed_lon": shapely.get_x(positions)}
    )
    ours = pd.DataFrame(incidents.incidents[[*model.NATIVE_COLUMNS, *model.LOCATION_COLUMNS]]).join(
        found
    )
    own = features.own_columns(incidents.extra, ours.columns)
    return pd.concat([ours, own], axis=1)


def write_csv(incidents: Incidents, path: Path) -> None:
    """``incidents.csv``: comma separated, cells that a spreadsheet would run guarded."""
    table = incident_table(incidents)
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow(map(spreadsheets.guard, table.columns))
    cells = pyarrow.table([_arrow_cells(table[column]) for column in table], list(table.columns))
    options = pyarrow.csv.WriteOptions(include_header=False)
    with path.open("wb") as file:
        file.write(header.getvalue().encode())
        pyarrow.csv.write_csv(cells, file, options)


def _arrow_cells(column: pd.Series[Any]) -> pyarrow.Array:
    """A column as Arrow numbers or guarded text, null where missing."""
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return pyarrow.array(column, from_pandas=True)
    texts = column if column.dtype == "str" else features.texts(column)
    suspect = pyarrow.compute.match_substring_regex(
        pyarrow.array(texts, pyarrow.large_string(), from_pandas=True), _SUSPECT
    )
    risky = np.asarray(suspect.fill_null(False))
    guarded = texts.mask(risky, texts[risky].map(spreadsheets.guard)) if risky.any() else texts
    return pyarrow.array(guarded, pyarrow.large_string(), from_pandas=True)
