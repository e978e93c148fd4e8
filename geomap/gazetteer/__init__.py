"""Names to places: the gazetteer."""

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.places import Candidate, Place, Query, Resolution

__all__ = ["Candidate", "Gazetteer", "Place", "Query", "Resolution"]
