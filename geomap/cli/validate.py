"""``geomap validate``: what is wrong with inputs, by file, row, column and value."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geomap.cli import options
from geomap.errors import counted


@click.command(epilog="Example: geomap validate events.csv")
@options.inputs
@options.mapping
@options.input_format
@options.limits
@options.common
def command(
    inputs: tuple[str, ...],
    mapping: Path | None,
    input_format: str | None,
    verbose: bool,
    quiet: bool,
    **bounds: int | None,
) -> None:
    """Say what is wrong with INPUT..., a line each; write nothing.

    Exit status 1 when anything is wrong with rows, 2 when an input cannot be used at all.
    """
    from geomap import read

    problems = read.validate(
        inputs, mapping=mapping, input_format=input_format, limits=options.limits_of(bounds)
    )
    for problem in problems:
        click.echo(options.printable(str(problem)))
    if not quiet:
        click.echo(counted(len(problems), "problem") if problems else "no problems", err=True)
    sys.exit(1 if problems else 0)
