"""Incidents on disk between two stages: a folder of Parquet tables for each finished partition.

A folder or file is made beside its place and renamed when it is whole, so what has its name is
finished. What every call of a stage must know lies here too, once, instead of in each call.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geomap import frames, model
from geomap.errors import OutputError
from geomap.model import Incidents

_PLAIN: Final = {
    "claims": model.CLAIM_COLUMNS,
    "sources": model.SOURCE_COLUMNS,
    "links": model.LINK_COLUMNS,
    "candidates": model.CANDIDATE_COLUMNS,
    "rejected": model.REJECTED_COLUMNS,
}
#: How the names of what is not yet whole begin.
_UNFINISHED: Final = ".part-"
_ABOUT: Final = "about.json"
#: What of it stays on disk until it is asked for.
_LONG: Final = ("facts", "report", "curve")
#: Small enough that a filter leaves most groups unread.
ROWS_IN_GROUP: Final = 16_384


@dataclass(frozen=True)
class Finished:
    """One partition that is done: where its tables lie, and what the driver must know of it."""

    number: int  # place among the partitions, which is the order of the rows
    folder: Path
    about: dict[str, Any]  # without what is long (:func:`long_of`)

    def telling(self, *names: str) -> Finished:
        """The same with only this of ``about``: what travels to every task must be small."""
        return Finished(self.number, self.folder, {name: self.about[name] for name in names})


def save(
    number: int,
    incidents: Incidents,
    folder: Path,
    also: Callable[[Path], None] = lambda folder: None,
    **about: Any,
) -> Finished:
    """The incidents in ``folder``, whole or not at all; ``also`` may write more files there.

    Raises:
        OutputError: it could not be written.
    """
    told = {**about, "rows": len(incidents), "facts": incidents.facts}
    with _writing(folder) as beside:
        beside.mkdir()
        plain = {name: getattr(incidents, name) for name in ("extra", *_PLAIN)}
        tables = {
            "incidents": _table(incidents.incidents),
            "areas": _table(incidents.areas),
            **{name: pa.Table.from_pandas(rows) for name, rows in plain.items()},
        }
        for name, table in tables.items():
            path = beside / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd", row_group_size=ROWS_IN_GROUP)
        also(beside)
        text = json.dumps(told, ensure_ascii=True)
        (beside / _ABOUT).write_text(text, encoding="utf-8")
        _put(beside, folder)
    return _told(number, folder, text)


def put_file(path: Path, write: Callable[[Path], object]) -> None:
    """The file that ``write`` writes, at ``path``, whole or not at all.

    Raises:
        OutputError: it could not be written.
    """
    with _writing(path) as beside:
        write(beside)
        beside.replace(path)


def unfinished(path: Path) -> Path:
    """A name of its own beside ``path`` for what is not whole; :func:`sweep` removes it."""
    return path.with_name(f"{_UNFINISHED}{uuid.uuid4().hex}-{path.name}")


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[Path]:
    """A path of its own beside ``path``, whose folder is made.

    Raises:
        OutputError: the body could not write.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished(path)
    except OSError as error:
        raise OutputError(
            f"{path.parent}: a partition cannot be written ({error.strerror or error}); "
            "free space or choose another folder"
        ) from error


def share(value: Any, folder: Path) -> Path:
    """Keep a value of JSON for all calls of a stage, as a file named by its content.

    Raises:
        OutputError: it could not be written.
    """
    text = json.dumps(value, ensure_ascii=True)
    path = folder / "shared" / f"{hashlib.sha256(text.encode()).hexdigest()[:20]}.json"
    if not path.exists():
        put_file(path, lambda beside: beside.write_text(text, encoding="utf-8"))
    return path


@lru_cache(maxsize=8)
def shared(path: Path) -> Any:
    """What :func:`share` kept, read once by each worker; it is not to be changed."""
    return json.loads(path.read_text(encoding="utf-8"))


def finished(number: int, folder: Path) -> Finished | None:
    """The partition that an earlier run finished in ``folder``, None where there is none."""
    try:
        text = (folder / _ABOUT).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return _told(number, folder, text)


def _told(number: int, folder: Path, text: str) -> Finished:
    about = json.loads(text)
    # These can be long, and the driver holds what is left of every partition.
    for name in _LONG:
        about.pop(name, None)
    return Finished(number, folder, about)


def share_roll(parts: Sequence[Finished], folder: Path, *names: str) -> Path:
    """Keep which partitions there are, with only this of ``about``, for all calls of a stage."""
    listed = [[part.number, str(part.folder), part.telling(*names).about] for part in parts]
    return share(listed, folder)


@lru_cache(maxsize=8)
def roll(path: Path) -> tuple[Finished, ...]:
    """The partitions that :func:`share_roll` kept."""
    return tuple(Finished(number, Path(at), about) for number, at, about in shared(path))


def long_of(part: Finished, name: str) -> Any:
    """What ``about`` was given under this name, of those that stay on disk."""
    return json.loads((part.folder / _ABOUT).read_text(encoding="utf-8"))[name]


def load(part: Finished) -> Incidents:
    """The incidents of a finished partition, every frame with its columns and dtypes."""
    plain = {name: frames.conform(_frame(part, name), columns) for name, columns in _PLAIN.items()}
    return Incidents(
        incidents=load_rows(part),
        extra=_frame(part, "extra"),
        areas=load_areas(part),
        facts=long_of(part, "facts"),
        **plain,
    )


def load_rows(
    part: Finished, filters: Any = None, columns: Sequence[str] | None = None
) -> gpd.GeoDataFrame:
    """The incident frame alone, with only the rows that pass ``filters`` (as pyarrow's).

    Columns that are not asked for are there and empty.
    """
    rows = _frame(part, "incidents", filters=filters, columns=list(columns) if columns else None)
    geometry: Any = _shapes(rows) if "geometry" in rows else [None] * len(rows)
    return frames.incident_frame(rows.assign(geometry=geometry))


def load_areas(part: Finished) -> gpd.GeoDataFrame:
    """The areas alone."""
    rows = _frame(part, "areas")
    plain = frames.conform(rows, model.AREA_COLUMNS)
    return gpd.GeoDataFrame(plain, geometry=_shapes(rows), crs=model.CRS)


def load_table(part: Finished, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """One plain table of a finished partition, as it was kept, or some columns of it."""
    return _frame(part, name, columns=list(columns) if columns else None)


def sweep(folder: Path) -> None:
    """Remove what a stopped run left unfinished.

    A worker may still be writing there, and would give its name to what is left: so it is taken
    out of its hands first, and it fails.
    """
    for beside in list(folder.rglob(f"{_UNFINISHED}*")):
        with contextlib.suppress(FileNotFoundError):
            away = beside.replace(unfinished(beside.with_name("swept")))
            if away.is_dir():
                shutil.rmtree(away, ignore_errors=True)
            else:
                away.unlink()


def _put(beside: Path, folder: Path) -> None:
    """Give the finished folder its name; where another worker was first, its work stands."""
    try:
        beside.replace(folder)
    except OSError:
        if not (folder / _ABOUT).exists():
            raise
        shutil.rmtree(beside)


def _table(rows: gpd.GeoDataFrame) -> pa.Table:
    plain = pd.DataFrame(rows.drop(columns="geometry"))
    wkb = pa.array(shapely.to_wkb(rows.geometry.to_numpy()), pa.binary())
    return pa.Table.from_pandas(plain).append_column("geometry", wkb)


def _frame(part: Finished, name: str, **read: Any) -> pd.DataFrame:
    table = read_table(part.folder / f"{name}.parquet", **read)
    frame: pd.DataFrame = table.to_pandas(use_threads=False)
    return frame


def read_table(path: Path, filters: Any = None, columns: list[str] | None = None) -> pa.Table:
    """A Parquet file with its own columns only, whatever the folders above it are called."""
    # One thread: the workers share the cores among partitions already.
    if (
        filters is None
    ):  # by their places, for an input may call its columns as pyarrow does its own
        return pq.ParquetFile(path).read(columns, use_threads=False)
    return pq.read_table(
        path, columns=columns, use_threads=False, partitioning=None, filters=filters
    )


def _shapes(rows: pd.DataFrame) -> Any:
    return shapely.from_wkb([wkb if isinstance(wkb, bytes) else None for wkb in rows["geometry"]])
