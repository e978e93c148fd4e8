"""Fuzz one target with atheris: ``python -m fuzz.run TARGET CORPUS... -max_total_time=SECONDS``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["geomap"]):
    from fuzz.targets import TARGETS

name = sys.argv.pop(1)
atheris.Setup(sys.argv, TARGETS[name])
atheris.Fuzz()
