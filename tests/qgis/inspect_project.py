"""Run by a QGIS of the system, not by pytest: open a project and say what is there, as JSON.

Arguments: the project, and a folder for the pages and pictures that are made of it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTreeGroup,
    QgsLayoutExporter,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt

JULY_26 = QgsDateTimeRange(
    QDateTime.fromString("2024-07-26T00:00:00", Qt.ISODate),
    QDateTime.fromString("2024-07-26T23:59:59", Qt.ISODate),
)


def tree(node: Any) -> Any:
    if isinstance(node, QgsLayerTreeGroup):
        return {"group": node.name(), "children": [tree(child) for child in node.children()]}
    return node.name()


def renderer(layer: Any) -> Any:
    if not isinstance(layer, QgsVectorLayer) or layer.renderer() is None:
        return None
    told = {"type": layer.renderer().type()}
    if told["type"] == "categorizedSymbol":
        told["categories"] = {
            str(category.value()): [category.label(), category.symbol().color().name()]
            for category in layer.renderer().categories()
        }
        told["shapes"] = {
            str(category.value()): category.symbol().symbolLayer(0).properties().get("name")
            for category in layer.renderer().categories()
        }
    return told


def on_july_26(layer: Any) -> int | None:
    """How many features the temporal controller leaves on that day."""
    if not layer.temporalProperties().isActive():
        return None
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    wanted = layer.temporalProperties().createFilterString(context, JULY_26)
    return sum(1 for _ in layer.getFeatures(wanted))


def map_tip(layer: Any, feature: Any) -> str:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return str(QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context))


def layers_of(project: Any) -> Iterator[dict[str, Any]]:
    for layer in project.mapLayers().values():
        yield {
            "id": layer.id(),
            "name": layer.name(),
            "valid": layer.isValid(),
            "crs": layer.crs().authid(),
            "features": sum(1 for _ in layer.getFeatures()),
            "ids": [f["id"] for f in layer.getFeatures()]
            if layer.fields().indexOf("id") >= 0
            else [],
            "renderer": renderer(layer),
            "labels": layer.labelsEnabled(),
            "opacity": layer.opacity(),
            "on_july_26": on_july_26(layer),
            "aliases": {field.name(): field.alias() for field in layer.fields() if field.alias()},
            "tabs": [tab.name() for tab in layer.editFormConfig().tabs()],
            "rights": layer.metadata().rights(),
            "licences": layer.metadata().licenses(),
        }


def relations_of(project: Any, incident: str) -> dict[str, int]:
    """Per relation of the layer of all incidents: is it valid, and what it finds."""
    layer = next(la for la in project.mapLayers().values() if la.name() == "All incidents")
    feature = next(layer.getFeatures(f"\"id\" = '{incident}'"))
    found = {}
    for relation in project.relationManager().referencedRelations(layer):
        found[relation.name()] = sum(1 for _ in relation.getRelatedFeatures(feature))
    return found


def tips_of(project: Any) -> dict[str, str]:
    layer = next(la for la in project.mapLayers().values() if la.name() == "All incidents")
    return {feature["id"]: map_tip(layer, feature) for feature in layer.getFeatures()}


def render(project: Any, folder: Path) -> list[str]:
    settings = QgsMapSettings()
    settings.setOutputSize(QSize(900, 650))
    settings.setDestinationCrs(project.crs())
    settings.setTransformContext(project.transformContext())
    settings.setLayers(project.mapThemeCollection().mapThemeVisibleLayers("all"))
    settings.setExtent(project.viewSettings().defaultViewExtent())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(str(folder / "map.png"))
    return [error.message for error in job.errors()]


def main(path: str, folder: Path) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    messages: list[list[Any]] = []
    application.messageLog().messageReceived.connect(
        lambda text, tag, level: messages.append([int(level), tag, text])
    )
    project = QgsProject.instance()
    told = {"qgis": Qgis.QGIS_VERSION, "read": project.read(path), "error": project.error()}
    themes = project.mapThemeCollection()
    period = project.timeSettings().temporalRange()
    page = project.layoutManager().layouts()[0]
    exporter = QgsLayoutExporter(page)
    pdf = folder / "map.pdf"
    told.update(
        title=project.title(),
        crs=project.crs().authid(),
        layers=list(layers_of(project)),
        tree=tree(project.layerTreeRoot())["children"],
        relations={r.id(): r.isValid() for r in project.relationManager().relations().values()},
        related=relations_of(project, "a-1"),
        tips=tips_of(project),
        themes={
            name: [layer.name() for layer in themes.mapThemeVisibleLayers(name)]
            for name in themes.mapThemes()
        },
        period=[moment.toString(Qt.ISODate) for moment in (period.begin(), period.end())],
        metadata=[project.metadata().title(), project.metadata().abstract()],
        links={link.name: link.url for link in project.metadata().links()},
        credits=page.itemById("attribution").currentText(),
        pdf=int(exporter.exportToPdf(str(pdf), QgsLayoutExporter.PdfExportSettings())),
        pdf_bytes=pdf.stat().st_size,
        render_errors=render(project, folder),
        messages=messages,
    )
    print(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)  # QGIS may crash while it tidies up


main(sys.argv[1], Path(sys.argv[2]))
