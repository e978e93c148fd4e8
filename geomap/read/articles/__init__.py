"""Text to incidents: clean, split, find places, decide what happened, keep every claim.

:func:`read_articles` is the whole way; :func:`places` is what ``geomap places`` prints.
"""

from geomap.read.articles.document import Article
from geomap.read.articles.load import articles_of
from geomap.read.articles.reader import (
    Told,
    places,
    read_articles,
    read_collection,
    read_each,
    together,
)

__all__ = [
    "Article",
    "Told",
    "articles_of",
    "places",
    "read_articles",
    "read_collection",
    "read_each",
    "together",
]
