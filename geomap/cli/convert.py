"""``geomap convert``: between codebooks, with a report of what is lost."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli import options


@click.command(epilog="Example: geomap convert acled.csv ucdp.csv --to ucdp")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", type=options.PATH)
@click.option("--to", "codebook", type=click.Choice(["acled", "ucdp", "native"]), required=True,
              help="The codebook to write.")  # fmt: skip
@options.mapping
@options.common
def command(
    source: str, target: Path, codebook: str, mapping: Path | None, verbose: bool, quiet: bool
) -> None:
    """Write the table IN as OUT in another codebook; say on stderr what has no counterpart."""
    from geomap.convert import convert

    for loss in convert(Path(source), target, codebook, mapping=mapping):
        if not quiet:
            click.echo(options.printable(str(loss)), err=True)
