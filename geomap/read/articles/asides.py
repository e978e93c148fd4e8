"""What a sentence says apart from its deed, by the way: ', which rebels have besieged'."""

from __future__ import annotations

from geomap.read.articles.clauses import Clause
from geomap.read.articles.document import Document


def is_by_the_way(document: Document, clause: Clause, at: int, deed: int) -> bool:
    """Whether token ``at`` stands in a relative clause that does not tell of the deed.

    What it says of habit, or denies, is of what it hangs on, not of the deed.
    """
    return is_apart(document, clause, "by_the_way", at, deed)


def is_apart(document: Document, clause: Clause, name: str, at: int, deed: int) -> bool:
    """Whether token ``at`` stands in a part of a clause, a form of this name, and the deed not."""
    word, told = (document.tokens[one].start for one in (at, deed))
    return any(
        part.start() <= word < part.end() and not part.start() <= told < part.end()
        for part in document.finditer(name, clause.start, clause.end)
    )
