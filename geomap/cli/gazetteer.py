"""``geomap gazetteer``: what is in it; check, add and get places."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from geomap.cli import options


@click.group(name="gazetteer")
def command() -> None:
    """What the gazetteer holds and from where; check, add and get places."""


@command.command()
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@options.common
def info(shape: str, verbose: bool, quiet: bool) -> None:
    """Say what the gazetteer holds, from which sources and under which terms."""
    from geomap.gazetteer import Gazetteer

    facts = Gazetteer.default().info()
    if shape == "json":
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo(options.printable(_as_text(facts)))


@command.command()
@click.argument("files", nargs=-1, required=True, type=options.PATH, metavar="FILE...")
@options.common
def check(files: tuple[Path, ...], verbose: bool, quiet: bool) -> None:
    """Test curated place FILES or folders: schema, positions, duplicates, sources."""
    from geomap.gazetteer import check as checks

    problems = checks.check(files)
    for problem in problems:
        click.echo(options.printable(str(problem)))
    if not quiet:
        click.echo(f"{len(problems)} problems" if problems else "no problems", err=True)
    sys.exit(1 if problems else 0)


@command.command()
@click.argument("file", type=options.PATH)
@click.option("--name", help="What to call this source; the file's name by default.")
@click.option("--mapping", type=options.PATH, metavar="FILE",
              help="YAML that maps a table's columns: name, lat, lon, kind, country …")  # fmt: skip
@click.option("--alternate-names", type=options.PATH, metavar="FILE",
              help="GeoNames alternateNamesV2, zip or text, for a GeoNames dump.")  # fmt: skip
@options.common
def add(
    file: Path,
    name: str | None,
    mapping: Path | None,
    alternate_names: Path | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Add a place FILE to what every later command searches; adding it again replaces it.

    Takes curated YAML, GeoNames dumps (zip or text), Linked Places JSON, Who's On First,
    OurAirports CSV, and any table or vector file with a --mapping.
    """
    from geomap.gazetteer import library

    added = library.add(file, name=name, mapping=mapping, alternate_names=alternate_names)
    if not quiet:
        click.echo(f"{added.name}: {added.places} places, {added.names} names", err=True)


@command.command()
@click.argument("countries", nargs=-1, required=True, metavar="CC...")
@click.option("--yes", is_flag=True, help="Fetch without asking.")
@options.common
def get(countries: tuple[str, ...], yes: bool, verbose: bool, quiet: bool) -> None:
    """Download GeoNames dumps of countries and add them. Says first what it will fetch."""
    from geomap.gazetteer import download, library

    for parcel in download.plan(countries):
        click.echo(f"will fetch {parcel.url}", err=True)
    if not yes:
        click.confirm("Contact this server?", abort=True, err=True)
    for path in download.get(countries):
        added = library.add(path)
        if not quiet:
            click.echo(f"{added.name}: {added.places} places, {added.names} names", err=True)


def _as_text(facts: dict[str, Any]) -> str:
    """Facts as lines: indexes, counts, then a line per source with its terms."""
    lines = []
    for index in facts["indexes"]:
        counts = f"{index['places']:,} places, {index['names']:,} names"
        lines.append(f"{index['name']}: {counts}, built by geomap {index['version']}")
        lines += [
            f"  {source['name']} {source['version']}: {source['places']:,} places; "
            f"{source['licence']}"
            for source in index["sources"]
        ]
    return "\n".join(lines)
