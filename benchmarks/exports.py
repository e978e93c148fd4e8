"""What the writers cost, beside the bare library call for the same rows, in one run.

    python benchmarks/exports.py [--rows 350000]

Rows have the shape of UCDP GED: 12 actors, 3 countries, 17 own columns, a fifth of them less
exact than a settlement. Times are CPU seconds of this process, without imports. The bare call is
what one would write without geomap: geopandas or pandas on a ready frame of the same columns, lists
as lists where ours are; ours makes the columns as well.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geomap import frames, model
from geomap.model import Incidents
from geomap.write import (
    DEFAULT_FORMATS,
    drawing,
    features,
    geojson,
    geopackage,
    parquet,
    tables,
    write,
)
from geomap.write.layer_file import write_layer


def synthetic(rows: int) -> Incidents:
    """Incidents by a fixed seed; the same number gives the same rows."""
    random = np.random.default_rng(7)
    number = pd.Series(np.arange(rows))
    day = np.datetime64("2010-01-01") + random.integers(0, 5000, rows)
    precision = random.choice(
        ["site", "settlement", "near", "governorate"], rows, p=[0.3, 0.5, 0.15, 0.05]
    )
    table = pd.DataFrame(
        {
            "id": "ged-" + number.astype("str"),
            "date": day.astype("str"),
            "date_precision": "day",
            "kind": random.choice(model.KINDS, rows, p=[0.7, 0.2, 0.1]),
            "title": "Clash between two of the sides of a war, number " + number.astype("str"),
            "description": "A longer text of about two hundred characters. " * 4,
            "place": "Place " + pd.Series(random.integers(0, 9000, rows)).astype("str"),
            "place_name": "Place " + pd.Series(random.integers(0, 9000, rows)).astype("str"),
            "country": random.choice(["Iraq", "Syria", "Yemen"], rows),
            "country_code": "IQ",
            "admin1": "Governorate " + pd.Series(random.integers(0, 40, rows)).astype("str"),
            "actor": "Actor " + pd.Series(random.integers(0, 12, rows)).astype("str"),
            "source": "Agency " + pd.Series(random.integers(0, 500, rows)).astype("str"),
            "source_url": "https://example.invalid/" + number.astype("str"),
            "killed": random.integers(0, 40, rows),
            "status": "resolved",
            "precision": precision,
            "radius_m": np.where(precision == "near", 25_000.0, 3_000.0),
            "area_id": ("area-" + (number % 40).astype("str")).where(precision == "governorate"),
            "geometry": shapely.points(random.uniform(36, 48, rows), random.uniform(30, 37, rows)),
        }
    )  # fmt: skip
    own = {f"own_{at}": pd.Series(random.integers(0, 99, rows)).astype("str") for at in range(17)}
    circle = shapely.Point(44, 33).buffer(1.0, quad_segs=64)
    areas = [
        {"area_id": f"area-{at}", "name": f"Area {at}", "geometry": circle} for at in range(40)
    ]
    return Incidents.empty().with_(
        incidents=frames.incident_frame(table),
        extra=pd.DataFrame(own),
        areas=frames.area_frame(areas),
    )


def seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=350_000)
    rows = parser.parse_args().rows
    incidents = synthetic(rows)
    frame = geopackage.incident_layer(incidents, drawing.drawn_with(incidents))
    listed = pd.concat([features.properties(incidents), drawing.times(incidents)], axis=1)
    table = tables.incident_table(incidents)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare = {
            "incidents.geojson": (
                lambda: geojson.write_incidents(incidents, folder / "a.geojson"),
                lambda: _bare(frame, folder / "b.geojson", driver="GeoJSON", RFC7946="YES"),
            ),
            "incidents layer of the GeoPackage": (
                lambda: write_layer(
                    geopackage.incident_layer(incidents, drawing.drawn_with(incidents)),
                    folder / "a.gpkg",
                    "incidents",
                    "Point",
                ),
                lambda: _bare(frame, folder / "b.gpkg", driver="GPKG"),
            ),
            "incidents.csv": (
                lambda: tables.write_csv(incidents, folder / "a.csv"),
                lambda: table.to_csv(folder / "b.csv", index=False),
            ),
            "incidents.parquet": (
                lambda: parquet.write_parquet(incidents, folder / "a.parquet"),
                lambda: gpd.GeoDataFrame(listed, geometry=frame.geometry).to_parquet(
                    folder / "b.parquet", compression="zstd"
                ),
            ),
        }
        print(f"{rows} rows\n")
        print("| output | geomap, s | bare call, s | ratio |\n| --- | --- | --- | --- |")
        for output, (ours, bare) in compare.items():
            turns = [(seconds(ours), seconds(bare)) for _ in range(3)]
            one, other = (min(times) for times in zip(*turns, strict=True))
            print(f"| {output} | {one:.1f} | {other:.1f} | {one / other:.2f} |", flush=True)
        print("\n| format | s |\n| --- | --- |")
        total = 0.0
        for format_ in [name for name in DEFAULT_FORMATS if name not in ("html", "qgz")] + ["qgz"]:
            took = seconds(partial(write, incidents, folder / format_, [format_]))
            if format_ == "qgz":
                print(f"| qgz, with the gpkg it needs | {took:.1f} |", flush=True)
                continue
            total += took
            print(f"| {format_} | {took:.1f} |", flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"\ngeojson, gpkg, csv and report together {total:.1f} s, peak {peak:.2f} GB")


def _bare(frame: gpd.GeoDataFrame, path: Path, **options: str) -> None:
    frame.to_file(path, engine="pyogrio", use_arrow=True, **options)


if __name__ == "__main__":
    main()
