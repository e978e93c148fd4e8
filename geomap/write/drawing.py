"""What incidents, areas and links are drawn with: layers, colours, shapes and times.

Every output that draws takes these, so that they agree.
"""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geomap import layers, model
from geomap.model import Incidents
from geomap.write import shapes
from geomap.write.columns import MISSING

#: What an area says about the incident that lies in it.
AREA_PROPERTIES: Final = (
    "title",
    "date",
    "date_end",
    "kind",
    "country",
    "actor",
    "precision",
    "radius_m",
)
AREA_COLUMNS: Final = ("id", "area_id", "area_name", *AREA_PROPERTIES)
LINK_COLUMNS: Final = ("type", "basis", "quote", "from_id", "to_id")
#: What QGIS times, groups and colours by; only in the GeoPackage.
DRAWN_COLUMNS: Final = ("begins", "ends", "layer", "colour", "linked")

#: Layers of one country and actor that a QGIS project has at most: QGIS takes 60 ms to open each,
#: so that 1,500 of them took it a minute and a half (benchmarks/RESULTS.md).
OWN_LAYERS: Final = 150


def actor_layers(incidents: Incidents) -> pd.DataFrame:
    """A row per country and actor in display order: ``country, actor, colour, kinds, count``.

    The index is the number of the layer; ``kinds`` lists those that occur, in order.
    """
    shown = layers.group(incidents).table
    pairs = shown.groupby(["country", "actor"], sort=False)
    return pairs.agg(
        colour=("colour", "first"), kinds=("kind", list), count=("count", "sum")
    ).reset_index()


def shares_a_layer(shown: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows of :func:`actor_layers` stand in their country's layer of other actors in QGIS.

    None up to OWN_LAYERS rows; beyond them the rarest, where a country has two of them or more.
    """
    rank = shown["count"].rank(method="first", ascending=False)
    rare = (rank > OWN_LAYERS).to_numpy()
    in_country = pd.Series(rare).groupby(shown["country"].to_numpy()).transform("sum").to_numpy()
    shared: NDArray[np.bool_] = rare & (in_country > 1)
    return shared


def layer_numbers(incidents: Incidents, shown: pd.DataFrame) -> NDArray[np.int64]:
    """The number of each incident's layer, an index into ``shown`` (:func:`actor_layers`)."""
    order = pd.MultiIndex.from_frame(shown[["country", "actor"]])
    keys = [layers.countries(incidents), layers.actors(incidents)]
    return order.get_indexer(pd.MultiIndex.from_arrays(keys)).astype("int64")


def drawn_with(incidents: Incidents) -> pd.DataFrame:
    """DRAWN_COLUMNS of each incident: its times, layer, colour, and whether a link has it."""
    shown = actor_layers(incidents)
    numbers = layer_numbers(incidents, shown)
    ends_of_links = pd.concat([incidents.links["from_id"], incidents.links["to_id"]])
    return times(incidents).assign(
        layer=numbers,
        colour=shown["colour"].take(numbers).array,
        linked=incidents.incidents["id"].isin(ends_of_links).astype("int32"),
    )


def has_area(incidents: Incidents) -> NDArray[np.bool_]:
    """Whether each incident is drawn with an area: :func:`areas` has a row for it."""
    rows = incidents.incidents
    vague = rows["precision"].notna() & ~rows["precision"].isin(model.POINT_PRECISIONS)
    drawn: NDArray[np.bool_] = (vague & rows.geometry.notna() & (rows["radius_m"] > 0)).to_numpy()
    return drawn


def areas(incidents: Incidents) -> gpd.GeoDataFrame:
    """The area of each placed incident that is less exact than a settlement, in incident order.

    AREA_COLUMNS, ``country, actor, kind`` as shown, and a valid RFC 7946 (Multi)Polygon;
    ``area_id`` and ``area_name`` are missing for a circle.
    """
    drawn = shapes.incident_areas(incidents)
    told = incidents.incidents.assign(
        country=layers.countries(incidents),
        actor=layers.actors(incidents),
        kind=incidents.incidents["kind"].fillna("other"),
    ).set_index("id")
    about = told.loc[drawn["id"], list(AREA_PROPERTIES)].reset_index(drop=True)
    names = incidents.areas.set_index("area_id")["name"]
    named = drawn[["id", "area_id"]].assign(area_name=drawn["area_id"].map(names).astype("str"))
    return gpd.GeoDataFrame(pd.concat([named, about], axis=1), geometry=drawn.geometry)


def links(incidents: Incidents) -> gpd.GeoDataFrame:
    """A row per link: LINK_COLUMNS, ``begins, ends``, and the line from the attack to the answer.

    Timed from the attack to the answer's end. The line is null where an end was not placed, and
    in two parts where it crosses the antimeridian.
    """
    lines = shapes.link_lines(incidents, shapes.points(incidents))
    when = times(incidents).set_axis(incidents.incidents["id"])
    table = incidents.links[list(LINK_COLUMNS)].assign(
        begins=when["begins"].reindex(incidents.links["to_id"]).to_numpy(),
        ends=when["ends"].reindex(incidents.links["from_id"]).to_numpy(),
    )
    return gpd.GeoDataFrame(table, geometry=lines, crs=model.CRS)


def iso(moments: pd.Series) -> pd.Series:
    """'0024-07-26T00:00:00Z', NA where there is none; ``strftime`` may leave out the zeros."""
    text = np.datetime_as_string(moments.to_numpy("datetime64[s]"))
    return pd.Series(text + "Z", index=moments.index, dtype="str").mask(moments.isna())


def times(incidents: Incidents) -> pd.DataFrame:
    """``begins, ends`` of each incident: UTC times, missing where there is no date.

    From the first second of the first day to the last of the last (:func:`day_ranges`).
    """
    first, last = (_days(numbers) for numbers in day_ranges(incidents.incidents))
    return pd.DataFrame({"begins": _utc(first), "ends": _utc(last + 1, less_s=1)})


def day_ranges(rows: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last day on which each incident may have happened, as day numbers.

    From ``date`` to ``date_end``; without one, all that a date of its precision can mean: the
    day, the seven days from it, the whole month, the whole year. MISSING where there is no date.
    """
    first, end = day_numbers(rows["date"]), day_numbers(rows["date_end"])
    alone = (first != MISSING) & (end < first)
    last = np.where(alone, first, end)
    last[first == MISSING] = MISSING
    precision = rows["date_precision"].to_numpy(dtype=object)
    last = np.where(alone & (precision == "week"), first + 6, last)
    for name, unit in (("month", "M"), ("year", "Y")):
        broad = alone & (precision == name)
        start = _days(first[broad]).astype(f"M8[{unit}]")
        first[broad] = start.astype("M8[D]").astype("int64")
        last[broad] = (start + 1).astype("M8[D]").astype("int64") - 1
    return first, last


def day_numbers(dates: pd.Series[str]) -> NDArray[np.int64]:
    """Days since 1970-01-01 of dates ``YYYY-MM-DD``, by the calendar alone; else ``MISSING``."""
    codes, distinct = pd.factorize(dates.to_numpy(dtype=object), use_na_sentinel=True)
    days = np.array([_day_number(str(date)) for date in distinct] + [MISSING], dtype="int64")
    return days[codes]


def _day_number(date: str) -> int:
    try:
        return int(np.datetime64(date[:10], "D").astype("int64"))
    except ValueError:
        return int(MISSING)


def _days(numbers: NDArray[np.int64]) -> Any:
    """Day numbers as numpy dates, whose missing value MISSING is."""
    return numbers.astype("M8[D]")


def _utc(days: Any, less_s: int = 0) -> pd.Series[Any]:
    seconds = days.astype("M8[s]") - np.timedelta64(less_s, "s")
    return pd.Series(seconds.astype("M8[ms]")).dt.tz_localize("UTC")
