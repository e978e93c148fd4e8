"""The XML that QGIS projects are made of: elements, option maps, reference systems, safe text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

Element = etree._Element

#: What XML 1.0 cannot hold, lone surrogates included.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOK_ALIKES: Final = str.maketrans("<>&", "\u2039\u203a\uff06")
#: QGIS's own numbers for the reference systems; it wants them beside the authority's.
_SRSID: Final = {"EPSG:4326": 3452, "EPSG:3857": 3857}


def node(
    tag: str, attributes: Mapping[str, Any] | None = None, *children: Element | str
) -> Element:
    """An element; truth values become 1 and 0, characters XML cannot hold become U+FFFD."""
    made = etree.Element(tag)
    for name, value in (attributes or {}).items():
        made.set(name, _text(value))
    for child in children:
        if isinstance(child, str):
            made.text = _text(child)
        else:
            made.append(child)
    return made


def inert(text: str) -> str:
    """User text for names and titles: QGIS runs ``[% … %]`` there, so a word joiner parts it."""
    return text.replace("[%", "[\u2060%")


def plain_title(text: str) -> str:
    """User text for the project's title, which QGIS writes into pages exported as SVG unescaped.

    Signs that look like them stand in for ``<``, ``>`` and ``&``.
    """
    return inert(text).translate(_LOOK_ALIKES)


def shortened(text: str, length: int) -> str:
    """``text`` where it has no more characters than ``length``, else its beginning and '…'."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def option_map(options: Mapping[str, Any], name: str | None = None) -> Element:
    """``<Option type="Map">`` with a text, a list of texts, or a map per key."""
    made = node("Option", {"type": "Map"} | ({"name": name} if name else {}))
    for key, value in options.items():
        made.append(
            option_map(value, key)
            if isinstance(value, Mapping)
            else node("Option", {"name": key, "type": "QString", "value": value})
        )
    return made


def reference_system(authority_id: str) -> Element:
    """``<spatialrefsys>`` of EPSG:4326 or EPSG:3857."""
    return node(
        "spatialrefsys",
        None,
        node("srsid", None, str(_SRSID[authority_id])),
        node("authid", None, authority_id),
    )


def to_bytes(root: Element) -> bytes:
    """The document as UTF-8, indented: it can be read and compared."""
    etree.indent(root)
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return document


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return _NOT_XML.sub("\ufffd", str(value))
