"""``geomap build``: articles and tables in, every output out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import options

if TYPE_CHECKING:
    from geomap.pipeline import Report


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
@options.gazetteer
@click.option("--online", metavar="SERVICE", help="Ask a geopy service for what is unresolved.")
@click.option("--infer-links", is_flag=True, help="Propose links that no source states.")
@click.option(
    "--engine", type=click.Choice(["local"]), default="local", help="Where the work runs."
)
@click.option("--strict", is_flag=True, help="Exit 1 when a row was not read or not placed.")
@options.mapping
@options.input_format
@options.common
def command(
    directory: Path, inputs: tuple[str, ...], strict: bool, quiet: bool, **given: Any
) -> None:
    """Locate, link and map what INPUT... tells: articles, tables, or folders of both.

    Writes map.html, incidents.geojson, areas.geojson, links.geojson, incidents.gpkg,
    incidents.qgz, incidents.csv and report.json. Rows that could not be read or placed are
    counted here and listed in report.json.
    """
    from geomap import pipeline

    report = pipeline.build(
        inputs, directory, _build_options(given), progress=options.progress(quiet)
    )
    if not quiet:
        _tell(report, directory)
    if strict and (report.rejected or report.unplaced):
        sys.exit(1)


def _build_options(given: dict[str, Any]) -> Any:
    """The command's options as the pipeline's frozen value."""
    from geomap.pipeline import DEFAULT_FORMATS, BuildOptions

    listed = tuple(name.strip() for name in (given["formats"] or "").split(",") if name.strip())
    return BuildOptions(
        published=given["published"],
        countries=given["countries"],
        title=given["title"],
        formats=listed or DEFAULT_FORMATS,
        gazetteers=given["gazetteers"],
        online=given["online"],
        infer_links=given["infer_links"],
        mapping=given["mapping"],
        input_format=given["input_format"],
    )


def _tell(report: Report, directory: Path) -> None:
    """One or two lines on stderr: what was written, what was not read or placed."""
    total = len(report.incidents)
    click.echo(
        f"{total} incidents, {total - report.unplaced} placed, in {len(report.files)} files "
        f"in {directory}",
        err=True,
    )
    if report.rejected or report.unplaced:
        click.echo(
            f"{report.rejected} rows or values not read, {report.unplaced} incidents not placed: "
            "see report.json",
            err=True,
        )
