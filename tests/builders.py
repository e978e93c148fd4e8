"""Incidents by hand, for tests: a few cells given, the rest missing."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import shapely

from geomap import frames
from geomap.model import Incidents


def incidents(*rows: Mapping[str, Any], **tables: Any) -> Incidents:
    """Incidents with these cells; ``at=(lat, lon)`` in a row places it there."""
    listed = []
    for number, row in enumerate(rows, start=1):
        cells = {"id": f"i{number}", **row}
        at = cells.pop("at", None)
        listed.append({**cells, "geometry": shapely.Point(at[1], at[0]) if at else None})
    table = pd.DataFrame(listed)
    if table.empty:
        return frames.empty_incidents().with_(**tables)
    extra = pd.DataFrame(index=range(len(listed)))
    return frames.empty_incidents().with_(
        **{"incidents": frames.incident_frame(table), "extra": extra, **tables}
    )
