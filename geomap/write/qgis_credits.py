"""Who is named in the QGIS project: publishers of what it tells, and where its positions are from.

QGIS keeps rights and licences with layers; a project has only links and an abstract.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geomap._version import __version__
from geomap.model import Incidents
from geomap.write import basemap, features
from geomap.write.qgis_xml import Element, inert, node, plain_title, shortened

_NATURAL_EARTH: Final = "https://www.naturalearthdata.com"
#: Publishers that the page names, and those that the project links to; the layers have them all.
_NAMED, _LINKED = 3, 50
_WHAT: Final = (
    "Incidents by country and actor. Shape says the kind, colour the actor; a hatched area "
    "means 'somewhere in'. Claims and sources are related tables."
)
_ABOUT: Final = {
    "incidents": _WHAT,
    "areas": "Where an incident lies that is placed less exactly than a settlement.",
    "links": "From an attack to what answered it, stated by a source or inferred.",
    "claims": "What one source says of one incident, with its words.",
    "sources": "Who published it, where and when.",
    "candidates": "The places that a name could mean, with score and reasons.",
    "countries": "Countries; those far from the incidents are coarse.",
    "governorates": "The first administrative division of countries with incidents.",
}


@dataclass(frozen=True)
class Credit:
    """A publisher, or a source of the gazetteer. ``name`` may be user text."""

    name: str
    url: str
    licence: str = ""


@dataclass(frozen=True)
class Credits:
    """Whom to name, publishers of most incidents first."""

    publishers: Sequence[Credit]
    places: Sequence[Credit]

    @property
    def data(self) -> str:
        """'Data: Agency One, Agency Two, Agency Three and 14 more', empty where nobody is named."""
        shown = ", ".join(shortened(one.name, 40) for one in self.publishers[:_NAMED])
        left = len(self.publishers) - _NAMED
        return f"Data: {shown}{f' and {left:,} more' if left > 0 else ''}" if shown else ""

    @property
    def positions(self) -> str:
        """'Positions: GeoNames (CC BY 4.0); …', empty where no gazetteer was asked."""
        told = [f"{one.name} ({one.licence})" if one.licence else one.name for one in self.places]
        return f"Positions: {'; '.join(told)}" if told else ""

    @property
    def ours(self) -> str:
        """The program and its base map."""
        return f"geomap {__version__} · base map: {basemap.ATTRIBUTION}"

    @property
    def page(self) -> str:
        """The lines below a printed map."""
        places = "; ".join(one.name for one in self.places)
        ours = self.ours + (f" · positions: {places}" if places else "")
        return "\n".join(filter(None, (self.data, ours)))


def credits_of(incidents: Incidents) -> Credits:
    """Whom the incidents' sources and the facts of the gazetteer name."""
    told = features.source_rows(incidents).dropna(subset="publisher").groupby("publisher")
    counts = told["at"].nunique().sort_values(ascending=False, kind="stable")
    addresses = told["url"].first().reindex(counts.index).fillna("")
    publishers = [Credit(str(name), str(url)) for name, url in addresses.items()]
    indexes = incidents.facts.get("gazetteer", {}).get("indexes", [])
    sources = [source for index in indexes for source in index["sources"]]
    places = {
        source["name"]: Credit(source["name"], source["url"], source["licence"])
        for source in sources
    }
    return Credits(publishers, list(places.values()))


def project_metadata(title: str, named: Credits) -> Element:
    """``<projectMetadata>``: what it is, whose positions and base map, links to who says so."""
    abstract = "\n\n".join(filter(None, (_WHAT, named.data, named.positions, named.ours)))
    links = [*named.places, *named.publishers[:_LINKED]]
    return node(
        "projectMetadata",
        None,
        node("identifier", None, "incidents"),
        node("title", None, plain_title(title)),
        node("abstract", None, _unmarked(abstract)),
        node("links", None, *[_link(one) for one in links if _is_web(one.url)]),
        node("author", None, "geomap"),
    )


def layer_metadata(table: str, named: Credits) -> Element:
    """``<resourceMetadata>`` of a layer of ``table``: what it is, whose, under which licence."""
    is_base = table in ("countries", "governorates")
    rights = ["Made with Natural Earth" if is_base else named.data, named.positions * (not is_base)]
    licence = (
        "Natural Earth is in the public domain" if is_base else "What is told is its sources' own"
    )
    return node(
        "resourceMetadata",
        None,
        node("identifier", None, table),
        node("type", None, "dataset"),
        node("abstract", None, _ABOUT[table]),
        node("links", None, *([_link(Credit("Natural Earth", _NATURAL_EARTH))] if is_base else [])),
        *[node("rights", None, _unmarked(right)) for right in rights if right],
        node("license", None, licence),
    )


def _link(one: Credit) -> Element:
    told = {"name": _unmarked(one.name), "type": "WWW:LINK", "url": _unmarked(one.url)}
    return node("link", told | {"description": one.licence})


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _unmarked(text: str) -> str:
    """User text for a page that QGIS shows as HTML: nothing in it begins a tag."""
    return inert(text).replace("<", "‹").replace('"', "”")
