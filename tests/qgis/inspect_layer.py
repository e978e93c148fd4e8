"""Run by a QGIS of the system: open layers of a GeoPackage alone, and say how they are styled."""

from __future__ import annotations

import json
import os
import sys

from qgis.core import QgsApplication, QgsVectorLayer


def main(path: str) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    told = {}
    for name in ("incidents", "areas", "links", "countries"):
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        told[name] = [layer.isValid(), layer.renderer().type(), layer.labelsEnabled()]
    print(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)


main(sys.argv[1])
