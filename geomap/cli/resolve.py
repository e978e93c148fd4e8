"""``geomap resolve``: names to places, with how sure that is and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import options
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.places import Resolution


@click.command(
    epilog="Examples: geomap resolve 'Ain al-Asad' · geomap resolve Conoco --admin1 'Deir ez-Zor' "
    "· geomap resolve --from events.csv --place Location -o located.csv"
)
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--format", "shape", type=click.Choice(["table", "json", "geojson"]), default=None,
              help="How to print; a table on a terminal, else JSON.")  # fmt: skip
@click.option("--country", metavar="CC", callback=options.check_countries,
              help="The country that holds it.")  # fmt: skip
@click.option("--admin1", metavar="TEXT", help="The governorate that holds it.")
@click.option("--near", metavar="LAT,LON", help="A position nearby.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True,
              help="Candidates for each name.")  # fmt: skip
@click.option("--from", "table", type=options.PATH, metavar="TABLE", help="Resolve a whole table.")
@click.option("--place", "place_column", metavar="COLUMN", help="With --from: the names.")
@click.option("--country-column", metavar="COLUMN", help="With --from: the countries.")
@click.option("--admin1-column", metavar="COLUMN", help="With --from: the governorates.")
@options.output
@options.gazetteer
@options.common
def command(names: tuple[str, ...], table: Path | None, **given: Any) -> None:
    """Say where each NAME is, how sure that is, and why.

    With --from, the table comes back with all its rows and columns and ours added.
    """
    if bool(names) == bool(table):
        raise click.UsageError("give either names or --from TABLE")
    if table:
        _resolve_table(table, given)
    else:
        _resolve_names(names, given)


def _resolve_names(names: Sequence[str], given: dict[str, Any]) -> None:
    """Print the resolutions of a few names."""
    gazetteer = _gazetteer(given["gazetteers"])
    found = [
        gazetteer.resolve(
            name,
            country=given["country"],
            admin1=given["admin1"],
            near=_position(given["near"]),
            limit=given["limit"],
        )
        for name in names
    ]
    terminal = given["output"] is None and sys.stdout.isatty()
    shape = given["shape"] or ("table" if terminal else "json")
    options.write_text(_SHAPES[shape](found), given["output"])


def _resolve_table(table: Path, given: dict[str, Any]) -> None:
    """Write the table back with what was found for each row."""
    from geomap.resolve_table import resolve_table

    if not given["place_column"]:
        raise click.UsageError("--from needs --place COLUMN")
    content, problems = resolve_table(
        table,
        _gazetteer(given["gazetteers"]),
        place=given["place_column"],
        country=given["country_column"],
        admin1=given["admin1_column"],
        default_country=given["country"],
        target=given["output"],
    )
    for problem in problems:
        click.echo(options.printable(str(problem)), err=True)
    options.write_bytes(content, given["output"])


def _gazetteer(extra: Sequence[Path]) -> Gazetteer:
    from geomap.gazetteer import Gazetteer

    return Gazetteer.default(extra=extra)


def _position(text: str | None) -> tuple[float, float] | None:
    """'33.8,42.4' as (latitude, longitude).

    Raises:
        InputError: it is not two numbers, or outside ±90, ±180.
    """
    if text is None:
        return None
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InputError(f"--near {text!r}: give LAT,LON in decimal degrees") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(f"--near {text!r}: latitude is within ±90, longitude within ±180")
    return lat, lon


def _as_json(found: Sequence[Resolution]) -> str:
    """The contract's JSON array."""
    return json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=2) + "\n"


def _as_geojson(found: Sequence[Resolution]) -> str:
    """A FeatureCollection of the best candidates; null geometry where there is none."""
    features = [
        {
            "type": "Feature",
            "geometry": one.best and {"type": "Point", "coordinates": [one.best.lon, one.best.lat]},
            "properties": {
                "query": one.query,
                "status": one.status,
                **({} if one.best is None else one.best.as_dict()),
            },
        }
        for one in found
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _as_table(found: Sequence[Resolution]) -> str:
    """Aligned lines for a person: each name, then its candidates, best first."""
    lines = []
    for one in found:
        lines.append(f"{one.query}: {one.status}" + (f" ({one.note})" if one.note else ""))
        for candidate in one.candidates:
            where = ", ".join(part for part in (candidate.admin1, candidate.country_code) if part)
            lines.append(
                f"  {candidate.score:4.2f}  {candidate.lat:9.4f} {candidate.lon:10.4f}  "
                f"{candidate.name} ({candidate.kind.replace('_', ' ')}, {where}), "
                f"within {candidate.radius_m / 1000:.1f} km"
            )
            lines.append(f"        {'; '.join(candidate.why)} [{candidate.source}]")
    return options.printable("\n".join(lines)) + "\n"


_SHAPES = {"json": _as_json, "geojson": _as_geojson, "table": _as_table}
