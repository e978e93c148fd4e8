"""Files to incidents."""

from __future__ import annotations

from geomap.read.incidents import read_incidents, validate
from geomap.read.inputs import Input, SortedInputs, sort_inputs
from geomap.read.limits import DEFAULT_LIMITS, Limits

__all__ = [
    "DEFAULT_LIMITS",
    "Input",
    "Limits",
    "SortedInputs",
    "read_incidents",
    "sort_inputs",
    "validate",
]
