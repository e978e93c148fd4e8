"""What a sentence says by the way, in a relative clause: ', which rebels have besieged for years'."""

from __future__ import annotations

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document
from geomap.read.articles.lists import form


def is_by_the_way(document: Document, clause: Clause, at: int, deed: int) -> bool:
    """Whether token ``at`` stands in a relative clause that does not tell of the deed.

    What it says of habit, or denies, is of what it hangs on, not of the deed.
    """
    word, told = (document.tokens[one].start for one in (at, deed))
    return any(
        aside.start() <= word < aside.end() and not aside.start() <= told < aside.end()
        for aside in form("by_the_way").finditer(document.text, clause.start, clause.end)
    )
