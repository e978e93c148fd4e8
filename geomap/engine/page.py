"""``map.html`` over tiles: the page, without the incidents, which it fetches from beside it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Final

from geomap import model
from geomap.engine.details import ROWS_IN_BLOCK
from geomap.errors import GeomapError, counted
from geomap.write.columns import as_text

_BUNDLE: Final = Path(__file__).parent.parent / "viewer" / "dist"
#: Where a page is shown that was opened from disk, and by a browser without scripts.
_NEEDS_SERVER: Final = (
    "This map reads its incidents from tiles beside it, which a browser only does from a server. "
    "Run: geomap serve and the name of this folder, then open the address that it prints."
)


@dataclass(frozen=True)
class Header:
    """What the page must know before the first tile; its keys are those of viewer/src/tiled."""

    title: str
    total: int
    unplaced: int  # how many of them have no place
    tiles: str | None  # the file beside, None where nothing has a place
    single_zoom: int
    shape_zooms: Mapping[str, tuple[int, int]]  # of areas and links
    bounds: tuple[float, float, float, float] | None  # west, south, east, north
    layers: Sequence[tuple[str, str, str, str]]  # country, actor, kind, colour
    counts: Sequence[tuple[int, int, int]]  # layer, bin of time, number of incidents
    country_codes: Mapping[str, str]
    step: str  # what a bin of time is
    edges: Sequence[int]  # first day of each bin since 1970-01-01, and one more
    details: Sequence[tuple[int, str]]  # the number of the first incident of each file
    is_linked: bool
    block_rows: int = ROWS_IN_BLOCK
    precisions: Sequence[str] = model.PRECISIONS


def page_of(header: Header, base: bytes) -> str:
    """The whole page, ``base`` its base map. What sources wrote is data that no template reads.

    Raises:
        GeomapError: the viewer was not built or not installed.
    """
    style, script = _built("tiled.css"), _built("tiled.js")
    data = json.dumps(asdict(header), ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
    title = escape(header.title, quote=True)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<div class="gm-map"></div>\n'
        f'<p class="gm-needs-server" role="alert" hidden>{_NEEDS_SERVER}</p>\n'
        f"<noscript><h1>{title}</h1><p>{counted(header.total, 'incident')}. {_NEEDS_SERVER} "
        "It also needs scripts; the tables in the folder dataset do not.</p></noscript>\n"
        f'<script type="application/json" id="gm-tiled">{data}</script>\n'
        f'<script type="application/gzip" id="gm-base">{as_text(base)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _built(name: str) -> str:
    path = _BUNDLE / name
    if not path.exists():
        raise GeomapError(f"{name}: the viewer is missing; run tools/build_viewer.py")
    return path.read_text(encoding="utf-8").rstrip("\n")
