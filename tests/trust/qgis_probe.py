"""Open outputs in QGIS and say what it made of them: ``qgis_probe.py FOLDER FEATURES``.

FEATURES of each layer are shown. Prints JSON: every text in which QGIS evaluates expressions
(names, titles, map tips, display names, labels), the layout as it is printed, and what it logged.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutRenderContext,
    QgsProject,
    QgsVectorLayer,
)


def told(layer: Any, most: int) -> Iterator[str]:
    """Each text of a layer as QGIS shows it, those of its first features among them."""
    yield evaluated(layer.name(), layer)
    yield evaluated(layer.abstract(), layer)
    for number, feature in enumerate(layer.getFeatures()):
        if number >= most:
            break
        context = context_of(layer)
        context.setFeature(feature)
        yield QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        yield str(QgsExpression(layer.displayExpression()).evaluate(context))
        if layer.labeling():
            label = layer.labeling().settings()
            yield str(QgsExpression(label.fieldName).evaluate(context))
    for item in layer.renderer().legendSymbolItems() if layer.renderer() else ():
        yield evaluated(item.label(), layer)


def context_of(layer: Any) -> Any:
    context = QgsExpressionContext()
    context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    return context


def evaluated(text: str, layer: Any) -> str:
    return str(QgsExpression.replaceExpressionText(text, context_of(layer)))


def groups(node: Any) -> Iterator[str]:
    for child in node.children():
        if hasattr(child, "children") and child.children():
            yield child.name()
            yield from groups(child)


def written(project: Any) -> Iterator[str]:
    """The texts of the print layout's own items."""
    for layout in project.layoutManager().layouts():
        for item in layout.items():
            if isinstance(item, QgsLayoutItemLabel):
                yield item.currentText()


def printed(project: Any, folder: Path) -> Iterator[str]:
    """The print layout as SVG, its texts as text."""
    for layout in project.layoutManager().layouts():
        settings = QgsLayoutExporter.SvgExportSettings()
        settings.textRenderFormat = QgsLayoutRenderContext(layout).textRenderFormat().__class__(1)
        path = str(folder / "layout.svg")
        done = QgsLayoutExporter(layout).exportToSvg(path, settings)
        assert done == QgsLayoutExporter.Success, done
        yield Path(path).read_text("utf-8")


def main(folder: Path, most: int) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    logged: list[str] = []
    application.messageLog().messageReceived.connect(
        lambda message, tag, level: logged.append(f"{tag}: {message}")
    )
    project = QgsProject.instance()
    read = project.read(str(folder / "incidents.qgz"))
    layers = sorted(project.mapLayers().values(), key=lambda layer: layer.id())
    texts = [text for layer in layers for text in told(layer, most)]
    for name in ("incidents.geojson", "incidents.kmz", "incidents.fgb"):
        alone = QgsVectorLayer(str(folder / name), name, "ogr")
        texts += list(told(alone, most)) if alone.isValid() else []
    result = {
        "read": read,
        "layers": len(layers),
        "invalid": [layer.id() for layer in layers if not layer.isValid()],
        "features": sum(
            layer.featureCount()
            for layer in layers
            if "_incidents_layer_" in layer.id() or "_incidents_others_" in layer.id()
        ),
        "macros": project.readEntry("Macros", "/pythonCode", "")[0],
        "title": project.title(),
        "groups": list(groups(project.layerTreeRoot())),
        "texts": [*texts, *written(project)],
        "printed": list(printed(project, folder)),
        "logged": logged,
    }
    print(json.dumps(result))
    sys.stdout.flush()
    os._exit(0)


main(Path(sys.argv[1]), int(sys.argv[2]))
