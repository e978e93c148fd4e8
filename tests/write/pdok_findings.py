"""Run by the system's Python, whose GDAL it needs: what PDOK's validator finds, as JSON."""

from __future__ import annotations

import json
import sys

from geopackage_validator.validate import validate
from osgeo import gdal

found, rules, success = validate(sys.argv[1])
print(json.dumps({"gdal": gdal.__version__, "found": found, "rules": rules, "success": success}))
