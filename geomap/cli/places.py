"""``geomap places``: every place that articles mention."""

from __future__ import annotations

import json
from pathlib import Path

import click

from geomap.cli import options


@click.command(epilog="Example: geomap places article.txt -o mentions.jsonl")
@options.articles
@options.output
@options.country
@options.gazetteer
@options.nlp
@options.input_format
@options.common
def command(
    articles: tuple[str, ...],
    output: Path | None,
    countries: tuple[str, ...],
    gazetteers: tuple[Path, ...],
    nlp: str | None,
    input_format: str | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Write every place mentioned in ARTICLE... with offsets, as one JSON line per article."""
    from geomap import pipeline, read
    from geomap.read import articles as reader

    read.check_kept(articles, output)
    gazetteer = pipeline.open_gazetteer(gazetteers)
    texts = reader.articles_of(read.sort_inputs(articles, input_format=input_format).articles)
    lines = reader.places(texts, gazetteer=gazetteer, countries=countries, nlp=nlp)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    options.write_text(text, output)
