"""geomap: conflict incidents from news text and tables to located, sourced, linked maps.

The public API is what ``__all__`` names; each part loads when it is first used.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from geomap._version import __version__

if TYPE_CHECKING:
    from geomap.errors import GeomapError
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.geocoder import GazetteerGeocoder
    from geomap.gazetteer.places import Candidate, Place, Query, Resolution
    from geomap.link import link
    from geomap.locate import locate
    from geomap.model import Incidents
    from geomap.pipeline import BuildOptions, Report, build
    from geomap.read import read_incidents
    from geomap.write import write
    from geomap.write.html import IncidentLayer

_HOME = {
    "BuildOptions": "geomap.pipeline",
    "Candidate": "geomap.gazetteer.places",
    "Gazetteer": "geomap.gazetteer",
    "GazetteerGeocoder": "geomap.gazetteer.geocoder",
    "GeomapError": "geomap.errors",
    "IncidentLayer": "geomap.write.html",
    "Incidents": "geomap.model",
    "Place": "geomap.gazetteer.places",
    "Query": "geomap.gazetteer.places",
    "Report": "geomap.pipeline",
    "Resolution": "geomap.gazetteer.places",
    "build": "geomap.pipeline",
    "link": "geomap.link",
    "locate": "geomap.locate",
    "read_incidents": "geomap.read",
    "write": "geomap.write",
}

__all__ = [
    "BuildOptions",
    "Candidate",
    "Gazetteer",
    "GazetteerGeocoder",
    "GeomapError",
    "IncidentLayer",
    "Incidents",
    "Place",
    "Query",
    "Report",
    "Resolution",
    "__version__",
    "build",
    "link",
    "locate",
    "read_incidents",
    "write",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its home on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'geomap' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """The package, whose functions ``locate``, ``link`` and ``write`` share names with modules.

    Importing a submodule sets it as an attribute of its package. Here the function of that name
    stays what ``geomap.locate`` means; the module is reached by ``from geomap.locate import …``.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
