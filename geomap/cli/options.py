"""Options that several commands share; commands stack them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from geomap.errors import InputError

if TYPE_CHECKING:
    from geomap.read import Limits

F = TypeVar("F", bound=Callable[..., Any])

#: What a terminal obeys rather than shows, but tabs and line feeds: control characters, and those
#: that turn the direction of what follows.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

PATH = click.Path(path_type=Path)

inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
articles = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")


def check_countries(
    _: click.Context, __: click.Parameter, value: str | tuple[str, ...] | None
) -> str | tuple[str, ...] | None:
    """``--country`` as it was given, once or several times.

    Raises:
        InputError: no country is known by one of them; a hint that says nothing would go unseen.
    """
    from geomap.gazetteer import countries

    for told in (value,) if isinstance(value, str) else value or ():
        if countries.code_of(told) is None and _held_country(told) is None:
            raise InputError(
                f"--country {told!r}: no such country: give its ISO 3166-1 code ('SY') or its name"
            )
    return value


def _held_country(told: str) -> str | None:
    """The code of a country that the index knows by another name: in its own script, say."""
    from geomap.gazetteer import Gazetteer

    return Gazetteer.default().country_code(told)


published = click.option(
    "--published", metavar="DATE", help="Date of articles that carry none, YYYY-MM-DD."
)
country = click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CC",
    callback=check_countries,
    help="Where to look first; repeatable.",
)
gazetteer = click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    type=PATH,
    metavar="FILE",
    help="Search this index or place file too; repeatable.",
)
input_format = click.option(
    "--input-format", metavar="NAME", help="What standard input holds: txt, csv, json, jsonl …"
)
nlp = click.option(
    "--nlp", metavar="MODEL", help="An installed spaCy model that votes on which names are places."
)
mapping = click.option(
    "--mapping", type=PATH, metavar="FILE", help="YAML that maps a sheet's columns to ours."
)
output = click.option(
    "-o", "--output", type=PATH, metavar="FILE", help="Write here, not to stdout."
)


#: Bounds of geomap.read.Limits that a command line may raise; named here so that help stays light.
BOUNDS = (
    "max_bytes",
    "max_rows",
    "max_columns",
    "max_cell",
    "max_unpacked",
    "max_ratio",
    "max_depth",
)


def limits(function: F) -> F:
    """``--max-bytes`` and its like: raise what a message says was exceeded."""
    for bound in reversed(BOUNDS):
        flag = "--" + bound.replace("_", "-")
        function = click.option(flag, bound, type=click.IntRange(min=1), hidden=True)(function)
    return function


def limits_of(given: dict[str, Any]) -> Limits:
    """The bounds for inputs: the defaults, where the command line raises none."""
    from geomap.read import Limits

    return Limits(**{bound: given[bound] for bound in BOUNDS if given.get(bound)})


def common(function: F) -> F:
    """``-v`` and ``-q``: every command takes them."""
    verbose = click.option("-v", "--verbose", is_flag=True, help="Show tracebacks of errors.")
    quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    decorated: F = verbose(quiet(function))
    return decorated


def printable(text: str) -> str:
    """``text`` for a terminal: U+FFFD in place of each control character that a file told."""
    return _CONTROL.sub("\ufffd", text)


def bar(quiet: bool) -> Callable[[str, int, int], None]:
    """A function that shows stage, done and total as a bar on stderr, only on a terminal."""
    if quiet or not sys.stderr.isatty():
        return lambda what, done, of: None

    def show(what: str, done: int, of: int) -> None:
        filled = 30 * done // max(of, 1)
        line = f"\r{what:<22} [{'#' * filled}{'.' * (30 - filled)}] {done}/{of}"
        click.echo(line, err=True, nl=done >= of)

    return show


def write_text(text: str, output: Path | None) -> None:
    """``text`` in UTF-8 to the file, whole or not at all, or to stdout."""
    write_pieces((text,), output)


def write_pieces(pieces: Iterable[str], output: Path | None) -> None:
    """The pieces of a text in UTF-8, one by one, to the file, whole or not at all, or to stdout."""
    _write((piece.encode("utf-8", "replace") for piece in pieces), output)


def write_bytes(content: bytes, output: Path | None) -> None:
    """``content`` to the file, whole or not at all, or to stdout."""
    _write((content,), output)


def _write(pieces: Iterable[bytes], output: Path | None) -> None:
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    from geomap.write.files import atomic_path

    with atomic_path(output) as beside, beside.open("wb") as file:
        file.writelines(pieces)
