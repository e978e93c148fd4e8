"""``geomap serve``: a built folder over HTTP on this machine only."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli import options
from geomap.errors import InputError


@click.command(epilog="Example: geomap serve outputs")
@click.argument("directory", type=options.PATH, metavar="DIR")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="0 takes any free port.")  # fmt: skip
@options.common
def command(directory: Path, port: int, verbose: bool, quiet: bool) -> None:
    """Serve DIR on loopback until Ctrl-C."""
    from geomap import serve

    if not directory.is_dir():
        raise InputError(f"{directory}: is not a folder: give one that geomap build wrote")
    with serve.server(directory, port) as running:
        click.echo(f"http://127.0.0.1:{running.port}/", err=quiet)
        running.forever()
