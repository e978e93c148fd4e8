"""``incidents.fgb``: FlatGeobuf, for maps that read a part of a file over HTTP."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from geomap import model
from geomap.errors import OutputError
from geomap.model import Incidents
from geomap.write import drawing, features, shapes


def write_flatgeobuf(incidents: Incidents, path: Path) -> None:
    """A row per incident as in the GeoPackage, in incident order.

    Without the spatial index: it would sort the incidents by place and leave out those that
    have none.

    Raises:
        OutputError: the file does not hold every incident; GDAL does not report a full disk.
    """
    table = features.flat(incidents)
    timed = pd.concat([table, drawing.times(incidents)], axis=1)
    frame = gpd.GeoDataFrame(timed, geometry=shapes.points(incidents), crs=model.CRS)
    pyogrio.write_dataframe(
        frame,
        path,
        driver="FlatGeobuf",
        use_arrow=True,
        geometry_type="Point",
        layer_options={"SPATIAL_INDEX": "NO"},
    )
    written = len(pyogrio.read_dataframe(path, columns=["id"], read_geometry=False))
    if written != len(frame):
        raise OutputError(f"{path.name}: {written} of {len(frame)} incidents written; free space")
