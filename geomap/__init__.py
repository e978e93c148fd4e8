"""geomap: conflict incidents from news text and tables to located, sourced, linked maps."""

from geomap._version import __version__

__all__ = ["__version__"]
