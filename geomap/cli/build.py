"""``geomap build``: articles and tables in, every output out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from geomap.cli import options
from geomap.errors import counted

if TYPE_CHECKING:
    from geomap.pipeline import Report


#: Options that say nothing to one process.
_OF_DASK = ("scheduler", "workers", "tiles", "tiles_from")
#: How many notes on the inputs go to the terminal; all of them are in report.json.
_NOTES_SHOWN = 5


@click.command(
    epilog="Examples: geomap build article.txt --published 2024-07-26 · "
    "geomap build events.csv more/ -o maps --title 'July'"
)
@options.inputs
@click.option(
    "-o", "--output", "directory", type=options.PATH, default=Path("outputs"),
    show_default=True, metavar="DIR", help="Folder for the outputs.",
)  # fmt: skip
@options.published
@options.country
@click.option("--title", metavar="TEXT", help="Title of the map and the QGIS project.")
@click.option(
    "--formats", metavar="LIST", help="Outputs, comma between: html,geojson,gpkg,qgz,csv,report …"
)
@click.option(
    "--to", "database", metavar="URL",
    help="Write the tables into this PostGIS too: postgresql://user@host/database.",
)  # fmt: skip
@options.gazetteer
@click.option("--online", metavar="SERVICE", help="Ask a geopy service for what is unresolved.")
@click.option("--infer-links", is_flag=True, help="Propose links that no source states.")
@click.option(
    "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
    help="Where the work runs: here, or partition by partition on Dask.",
)  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, like tcp://host:8786.")
@click.option("--workers", type=click.IntRange(1), help="Dask processes on this machine.")
@click.option(
    "--tiles", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    help="With --engine dask: a map over tiles and tables in parts, for large results.",
)  # fmt: skip
@click.option(
    "--tiles-from", type=click.IntRange(1), default=300_000, show_default=True, metavar="N",
    help="From how many incidents 'auto' means tiles.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit 1 when a row was not read or not placed.")
@options.nlp
@options.mapping
@options.input_format
@options.limits
@options.common
def command(
    directory: Path, inputs: tuple[str, ...], strict: bool, quiet: bool, **given: Any
) -> None:
    """Locate, link and map what INPUT... tells: articles, tables, or folders of both.

    Writes map.html, incidents.geojson, areas.geojson, links.geojson, incidents.gpkg,
    incidents.qgz, incidents.csv and report.json. Rows that could not be read or placed are
    counted here and listed in report.json.
    """
    report = (
        _on_dask(inputs, directory, strict, quiet, given)
        if given["engine"] == "dask"
        else (_here(inputs, directory, quiet, given))
    )
    if not quiet:
        _tell(report, directory)
    if strict and (report.rejected or report.unplaced):
        sys.exit(1)


def _here(inputs: tuple[str, ...], directory: Path, quiet: bool, given: dict[str, Any]) -> Report:
    """The build in this process."""
    from geomap import pipeline

    context = click.get_current_context()
    for name in _OF_DASK:
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            option = name.replace("_", "-")
            raise click.UsageError(f"--{option} belongs to --engine dask: add it")
    return pipeline.build(inputs, directory, _build_options(given), progress=options.bar(quiet))


def _on_dask(
    inputs: tuple[str, ...], directory: Path, strict: bool, quiet: bool, given: dict[str, Any]
) -> Report:
    """The build on Dask, with a progress bar on a terminal and the dashboard's address."""
    from geomap import engine

    if given["database"]:
        raise click.UsageError("--to writes from --engine local: leave one of them out")
    if given["scheduler"] and given["workers"]:
        raise click.UsageError("--workers starts processes here: leave it out with --scheduler")
    where = engine.EngineOptions(
        given["scheduler"], given["workers"], given["tiles"], given["tiles_from"], strict
    )
    return engine.build(
        inputs,
        directory,
        _build_options(given),
        where,
        say=lambda told: None if quiet else click.echo(f"geomap: {told}", err=True),
        tick=options.bar(quiet),
    )


def _build_options(given: dict[str, Any]) -> Any:
    """The command's options as the pipeline's frozen value."""
    from geomap.pipeline import BuildOptions

    listed = tuple(name.strip() for name in (given["formats"] or "").split(",") if name.strip())
    return BuildOptions(
        published=given["published"],
        countries=given["countries"],
        nlp=given["nlp"],
        title=given["title"],
        formats=listed or None,
        gazetteers=given["gazetteers"],
        online=given["online"],
        infer_links=given["infer_links"],
        mapping=given["mapping"],
        input_format=given["input_format"],
        database=given["database"],
        limits=options.limits_of(given),
    )


def _written(report: Report) -> str:
    """'8 files', or of a large result '3 files and 2 folders'."""
    folders = sum(not path.suffix for path in report.files)
    numbers = [(len(report.files) - folders, "file"), (folders, "folder")]
    return " and ".join(counted(number, what) for number, what in numbers if number)


def _tell(report: Report, directory: Path) -> None:
    """Some lines on stderr: what was written, what was not read or placed."""
    total = report.total
    click.echo(
        f"{counted(total, 'incident')}, {total - report.unplaced:,} placed, "
        f"in {_written(report)} in {directory}",
        err=True,
    )
    if any(path.name == "tiles.pmtiles" for path in report.files):
        click.echo(f"the map draws tiles, which need a server: geomap serve {directory}", err=True)
    for note in report.facts.get("notes", [])[:_NOTES_SHOWN]:
        click.echo(note, err=True)
    if report.rejected or report.unplaced:
        click.echo(
            f"{counted(report.rejected, 'row or value', 'rows or values')} not read, "
            f"{counted(report.unplaced, 'incident')} not placed: see report.json",
            err=True,
        )
    silent = report.facts.get("told_nothing", [])
    if silent:
        click.echo(
            f"{counted(len(silent), 'article')} told of no incident: see told_nothing in "
            "report.json",
            err=True,
        )
