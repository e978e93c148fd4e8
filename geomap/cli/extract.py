"""``geomap extract``: articles to incidents as native JSON."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli import options


@click.command(
    epilog="Example: geomap extract article.txt --published 2024-07-26 -o incidents.json"
)
@options.articles
@options.output
@options.published
@options.country
@options.gazetteer
@options.nlp
@options.input_format
@options.common
def command(
    articles: tuple[str, ...],
    output: Path | None,
    published: str | None,
    countries: tuple[str, ...],
    gazetteers: tuple[Path, ...],
    nlp: str | None,
    input_format: str | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write what ARTICLE... report as JSON that a person can correct and build takes back."""
    from geomap import pipeline, read
    from geomap.write import native

    given = pipeline.BuildOptions(
        published=published,
        countries=countries,
        gazetteers=gazetteers,
        nlp=nlp,
        input_format=input_format,
    )
    read.check_kept(articles, output)
    gazetteer = pipeline.open_gazetteer(gazetteers)
    incidents = pipeline.read_inputs(articles, gazetteer, given)
    options.write_pieces(native.pieces(incidents), output)
    for name in incidents.facts.get("told_nothing", ()):
        click.echo(options.printable(f"{name}: tells of no incident"), err=True)
    for problem in incidents.rejected.itertuples(index=False):
        click.echo(options.printable(f"{problem.file}: {problem.reason}"), err=True)
