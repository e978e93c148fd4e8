"""Files to incidents."""

from __future__ import annotations

from geomap.read.incidents import read_incidents, validate
from geomap.read.inputs import Input, check_kept
from geomap.read.limits import DEFAULT_LIMITS, Limits
from geomap.read.sorting import SortedInputs, sort_inputs
from geomap.read.tables import read_table

__all__ = [
    "DEFAULT_LIMITS",
    "Input",
    "Limits",
    "SortedInputs",
    "check_kept",
    "read_incidents",
    "read_table",
    "sort_inputs",
    "validate",
]
