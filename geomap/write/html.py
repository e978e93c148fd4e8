"""The map: one file that makes no request. The one module that imports folium.

folium renders what it is given through Jinja a second time, so a name that holds ``{{ … }}``
would run on the machine that builds the map. Here folium builds the shell, the figure and the
map in it, out of fixed texts; every word of an incident travels beside the templates as packed
data that :class:`_Text` hands over as it is, and the viewer shows it with ``textContent``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final, cast

import folium
import pandas as pd
from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from geomap import layers
from geomap.errors import GeomapError, counted
from geomap.model import Incidents
from geomap.write import basemap, payload
from geomap.write.columns import as_text
from geomap.write.files import atomic_path

_BUNDLE: Final = Path(__file__).parent.parent / "viewer" / "dist"
#: The services of viewer/src/ui/tiles.ts, which nothing contacts before the reader's click.
TILE_HOSTS: Final = ("https://tile.openstreetmap.org", "https://server.arcgisonline.com")
#: Incidents that a browser without scripts lists.
_LISTED: Final = 300


def write_html(incidents: Incidents, path: Path, *, title: str) -> None:
    """Write the map of these incidents to ``path``, whole or not at all.

    Raises:
        GeomapError: the viewer or the base map was not built or not installed.
        OutputError: the file could not be written.
    """
    page = figure(incidents, title=title).render()
    with atomic_path(path) as target:
        target.write_text(page, encoding="utf-8", newline="\n")


def explore(incidents: Incidents, *, title: str = "", height: str = "640px") -> Figure:
    """The map as a figure that a notebook shows in a frame of this height."""
    return figure(incidents, title=title, height=height)


def figure(incidents: Incidents, *, title: str, height: str | None = None) -> Figure:
    """The whole page as a branca figure: the same bytes for the same incidents and title."""
    page = _Page(height=height)
    data = payload.encode(incidents, title=title)
    base = basemap.encode(incidents)
    page.header = _Texts([_head(title)])
    _Shell(location=(20, 20), zoom_start=2, tiles=None).add_to(page)
    page.html.add_child(_Text(_plainly(incidents, title)), name="plainly")
    page.html.add_child(_Text("\n".join(_tags(data, "", base))), name="data")
    page.script = _Texts([_built("page.js")])
    return page


class IncidentLayer(MacroElement):
    """Located incidents as a layer of anyone's folium map: ``IncidentLayer(located).add_to(m)``.

    Several may stand on one map or page, beside other folium layers. The map's own page decides
    what it loads from where; this layer adds nothing that needs a network.
    """

    def __init__(self, incidents: Incidents, *, title: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "IncidentLayer"
        self._data = payload.encode(incidents, title=title)

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Add style, viewer and data to the figure that the map is in.

        Raises:
            GeomapError: the layer was not added to a folium map.
        """
        target = _map_of(self)
        page = cast("Figure", self.get_root())
        prefix = f"-{self.get_name()}"
        style = f"<style>{_built('layer.css')}</style>"
        page.header.add_child(_Text(style), name="geomap_style")
        page.header.add_child(_Text(f"<script>{_built('layer.js')}</script>"), name="geomap_script")
        page.html.add_child(_Text("\n".join(_tags(self._data, prefix))), name=self.get_name())
        call = f"window.geomapLayers.attach({target.get_name()}, {json.dumps(prefix)});"
        page.script.add_child(_Text(call), name=self.get_name())


class _Page(Figure):
    """A figure with the language, the viewport and the order of parts that the viewer wants."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="en" dir="ltr" data-theme="auto">\n<head>\n'
        "{{ this.header.render() }}\n</head>\n<body>\n{{ this.html.render() }}\n"
        "<script>{{ this.script.render() }}</script>\n</body>\n</html>\n"
    )


class _Shell(folium.Map):
    """folium's map without what it would load; the viewer draws it."""

    default_js = []
    default_css = []
    _template = Template(
        '{% macro html(this, kwargs) %}<div class="gm-map" id="gm-map"></div>{% endmacro %}'
    )

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Add the map's element to the figure, and nothing else."""
        MacroElement.render(self, **kwargs)  # type: ignore[no-untyped-call]


class _Text(Element):
    """Text that reaches the page as it is, without a template reading it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **kwargs: Any) -> str:
        """The text."""
        return self._text


class _Texts(Element):
    """Several texts, one after the other."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        for number, text in enumerate(texts):
            self.add_child(_Text(text), name=str(number))

    def render(self, **kwargs: Any) -> str:
        """The texts, joined."""
        return "".join(child.render() for child in self._children.values())


def _map_of(layer: Element) -> folium.Map:
    above = layer._parent
    while above is not None and not isinstance(above, folium.Map):
        above = above._parent
    if above is None:
        raise GeomapError("IncidentLayer: add it to a folium.Map before the page is rendered")
    return above


def _head(title: str) -> str:
    style, script = _built("page.css"), _built("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            f"img-src data: blob: {' '.join(TILE_HOSTS)}",
            "worker-src blob:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="strict-origin-when-cross-origin">\n'
        f"<title>{_escaped(title or 'Map of incidents')}</title>\n<style>{style}</style>"
    )


def _tags(data: payload.Payload, prefix: str, base: bytes | None = None) -> list[str]:
    """The data as tags that no browser runs: base64 has no character that HTML reads."""
    parts = {"core": data.core, "ids": data.ids}
    if base is not None:
        parts["base"] = base
    parts |= {f"block-{number}": block for number, block in enumerate(data.blocks)}
    return [
        f'<script type="application/gzip" id="gm{prefix}-{name}">{as_text(packed)}</script>'
        for name, packed in parts.items()
    ]


def _plainly(incidents: Incidents, title: str) -> str:
    """What a browser without scripts shows: the counts and the newest incidents as a list."""
    rows = incidents.incidents
    counts = layers.group(incidents).table.groupby("country", sort=False)["count"].sum()
    newest = rows.sort_values("date", ascending=False, kind="stable").head(_LISTED)
    shown = pd.DataFrame(
        {
            "date": newest["date"].fillna("date not known"),
            "title": newest["title"].fillna(newest["id"]),
            "actor": layers.actors(incidents)[newest.index],
            "place": newest["place_name"].fillna(newest["place"]).fillna(""),
            "country": layers.countries(incidents)[newest.index],
        }
    )
    items = [f"<li>{_escaped(', '.join(filter(None, row)))}</li>" for row in shown.to_numpy()]
    countries = ", ".join(f"{country} ({count})" for country, count in counts.items())
    rest = f", the newest {_LISTED} of them here" if len(rows) > _LISTED else ""
    return (
        f'<noscript><main class="gm-plainly"><h1>{_escaped(title or "Map of incidents")}</h1>\n'
        "<p>This page draws its map with scripts, which this browser does not run. "
        f"It holds {counted(len(rows), 'incident')}{rest}.</p>\n"
        f"<p>{_escaped(countries)}</p>\n<ol>\n" + "\n".join(items) + "\n</ol></main></noscript>"
    )


def _escaped(text: str) -> str:
    return escape(text, quote=True)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _built(name: str) -> str:
    """One of the viewer's built files.

    Raises:
        GeomapError: the viewer was not built or not installed.
    """
    path = _BUNDLE / name
    if not path.exists():
        raise GeomapError(f"{name}: the viewer is missing; run tools/build_viewer.py")
    return path.read_text(encoding="utf-8").rstrip("\n")
