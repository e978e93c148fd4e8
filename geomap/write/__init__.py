"""Incidents to files: the formats by name, and :func:`write`.

A format is a name, the files it makes and the function for each. This registry is the one plug
point: a writer takes incidents and the path to write, and is listed here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from geomap.errors import InputError
from geomap.model import Incidents
from geomap.write.report import report_facts

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "Format",
    "WriteOptions",
    "Written",
    "files_of",
    "report_facts",
    "write",
    "write_checked",
]

DEFAULT_TITLE: Final = "Incidents"


@dataclass(frozen=True)
class Format:
    """One output format: each file's name, and 'module:function' of geomap.write for it.

    Modules load when their format is asked for. A function takes the incidents and the path;
    where ``titled``, also the keyword ``title``. ``needs`` names formats whose files these
    refer to.
    """

    files: dict[str, str]
    titled: bool = False
    needs: tuple[str, ...] = ()


FORMATS: Final[dict[str, Format]] = {
    "html": Format({"map.html": "html:write_html"}, titled=True),
    "geojson": Format(
        {
            "incidents.geojson": "geojson:write_incidents",
            "areas.geojson": "geojson:write_areas",
            "links.geojson": "geojson:write_links",
        }
    ),
    "gpkg": Format({"incidents.gpkg": "geopackage:write_geopackage"}, titled=True),
    "qgz": Format({"incidents.qgz": "qgis:write_project"}, titled=True, needs=("gpkg",)),
    "csv": Format({"incidents.csv": "tables:write_csv"}),
    "report": Format({"report.json": "report:write_report"}),
    "json": Format({"incidents.json": "native:write_native"}),
    "parquet": Format(
        {"incidents.parquet": "parquet:write_parquet", "links.parquet": "parquet:write_links"}
    ),
    "flatgeobuf": Format({"incidents.fgb": "flatgeobuf:write_flatgeobuf"}),
    "kmz": Format({"incidents.kmz": "kml:write_kmz"}),
    "xlsx": Format({"incidents.xlsx": "workbook:write_xlsx"}),
}
#: What is written when nobody names formats.
DEFAULT_FORMATS: Final = ("html", "geojson", "gpkg", "qgz", "csv", "report")


@dataclass(frozen=True)
class WriteOptions:
    """What to write and how; the same options and incidents give the same bytes."""

    formats: tuple[str, ...] = DEFAULT_FORMATS  # what these need comes with them
    title: str | None = None  # of the map and the QGIS project
    progress: Callable[[str], None] = lambda file: None  # told each file before it is written


@dataclass(frozen=True)
class Written:
    """The files in the order of the formats, and the incidents as the report tells of them.

    ``incidents.facts["outputs"]`` says how many incidents were counted in each file.
    """

    files: tuple[Path, ...]
    incidents: Incidents


def write(
    incidents: Incidents,
    directory: str | os.PathLike[str],
    formats: Iterable[str] | None = None,
    *,
    title: str | None = None,
    progress: Callable[[str], None] = lambda file: None,
) -> list[Path]:
    """Write ``incidents`` into ``directory`` and return the paths, in the order of ``formats``.

    Every file is made beside its target and moved into place whole, after all of them are
    made: what stood there is untouched when anything fails.

    Args:
        incidents: located or not; nothing is left out.
        directory: made when it is missing.
        formats: names of FORMATS, by default DEFAULT_FORMATS; what they need comes with them.
        title: of the map and the QGIS project.
        progress: called with the name of each file before it is written.

    Raises:
        InputError: a format is not known.
        OutputError: a file could not be written.
    """
    options = WriteOptions(DEFAULT_FORMATS if formats is None else tuple(formats), title, progress)
    return list(write_checked(incidents, directory, options).files)


def write_checked(
    incidents: Incidents, directory: str | os.PathLike[str], options: WriteOptions
) -> Written:
    """As :func:`write`, with what the report says; every file is counted before it is moved."""
    from geomap.write.counts import checked
    from geomap.write.files import staged

    chosen = _chosen(options.formats)
    folder = Path(directory)
    with staged(folder) as stage:
        for name in chosen:
            if name != "report":
                _write_format(FORMATS[name], incidents, stage, options)
        outputs = checked(stage, len(incidents))
        told = incidents.with_(facts={**incidents.facts, "outputs": outputs})
        if "report" in chosen:  # which tells of the others
            _write_format(FORMATS["report"], told, stage, options)
    return Written(tuple(folder / file for file in files_of(chosen)), told)


def _write_format(
    format_: Format, incidents: Incidents, folder: Path, options: WriteOptions
) -> None:
    titled = {"title": options.title or DEFAULT_TITLE} if format_.titled else {}
    for file, writer in format_.files.items():
        options.progress(file)
        _function(writer)(incidents, folder / file, **titled)


def files_of(formats: Iterable[str]) -> list[str]:
    """The names of the files that these formats, and those that they need, are written as."""
    return [file for name in _chosen(formats) for file in FORMATS[name].files]


def _chosen(formats: Iterable[str]) -> list[str]:
    """The formats asked for and those they need, each once, in order."""
    chosen: dict[str, None] = {}
    for name in formats:
        if name not in FORMATS:
            raise InputError(f"format {name!r} is not known: use {', '.join(FORMATS)}")
        chosen.update(dict.fromkeys((*FORMATS[name].needs, name)))
    return list(chosen)


def _function(writer: str) -> Callable[..., None]:
    module, _, name = writer.partition(":")
    function: Callable[..., None] = getattr(import_module(f"geomap.write.{module}"), name)
    return function
