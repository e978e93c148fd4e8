"""``report.json``: what came in, what became of it, and what it was placed with.

Counts are stated so that they can be checked: placed and unplaced make the incidents, and each
incident is in every output. Nothing here depends on the machine, the folder or the time.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import Any, Final

import pandas as pd

from geomap import layers, model
from geomap._version import __version__
from geomap.model import Incidents
from geomap.write import drawing, features, shapes

_NOT_LOOKED_UP: Final = "not looked up"


def report_facts(incidents: Incidents) -> dict[str, Any]:
    """What ``report.json`` says, as plain lists, dicts, texts and numbers.

    Returns:
        ``counts`` (``incidents, located, unplaced, rejected, merged``), ``conserved``,
        ``by_precision``, ``by_status``, ``by_kind``, ``layers`` (``country, actor, kind,
        count``), ``qgis`` (``own_layers`` of one actor, ``actors_together`` in layers of other
        actors), ``links`` (``stated, inferred``), ``unplaced`` (``id, place, reason``),
        ``rejected`` (``file, row, column, value, reason``), ``geomap`` (version), and the facts
        of the run (``gazetteer`` with versions and sources, ``inputs``, ``outputs``: incidents
        counted in each file), paths as names.
    """
    rows = incidents.incidents
    unplaced = rows[~shapes.is_placed(incidents)]
    shown = layers.group(incidents).table
    facts = _portable(incidents.facts)
    counts = {
        "incidents": len(rows),
        "located": len(rows) - len(unplaced),
        "unplaced": len(unplaced),
        "rejected": len(incidents.rejected),
        "merged": _size(facts.get("merged", 0)),
    }
    return {
        "geomap": __version__,
        "counts": counts,
        "conserved": _conserved(counts, shown, facts),
        "by_precision": _counts(rows["precision"], model.PRECISIONS, "unknown"),
        "by_status": _counts(rows["status"], model.STATUSES, "unresolved"),
        "by_kind": _counts(rows["kind"], model.KINDS, "other"),
        "layers": features.records(shown[["country", "actor", "kind", "count"]]),
        "qgis": _project_layers(incidents),
        "links": _counts(incidents.links["basis"], model.BASES, "stated"),
        "unplaced": features.records(_reasons(unplaced)),
        "rejected": features.records(
            incidents.rejected.assign(file=_names(incidents.rejected["file"]))
        ),
        **facts,
    }


def write_report(incidents: Incidents, path: Path) -> None:
    """``report.json``: :func:`report_facts`, indented, in a fixed order."""
    text = json.dumps(report_facts(incidents), ensure_ascii=False, indent=2, allow_nan=False)
    path.write_bytes((text + "\n").encode("utf-8", "replace"))


def _project_layers(incidents: Incidents) -> dict[str, int]:
    """How the actors of the countries are spread over the layers of the QGIS project."""
    shared = drawing.shares_a_layer(drawing.actor_layers(incidents))
    return {"own_layers": int((~shared).sum()), "actors_together": int(shared.sum())}


def _conserved(
    counts: dict[str, int], shown: pd.DataFrame, facts: dict[str, Any]
) -> dict[str, Any]:
    """The sums that must hold, from what was read to what was written, and whether they do."""
    tables = [one for one in facts.get("inputs", ()) if "rejected_rows" in one]
    sums = {
        "incidents = located + unplaced": counts["incidents"]
        == counts["located"] + counts["unplaced"],
        "incidents = sum of layers": counts["incidents"] == int(shown["count"].sum()),
        "rows of each table = incidents + rejected + repeated": all(
            one["rows"] == one["incidents"] + one["rejected_rows"] + one["repeated"]
            for one in tables
        ),
        "incidents = those in each output": all(
            found == counts["incidents"] for found in facts.get("outputs", {}).values()
        ),
    }
    return {"holds": all(sums.values()), **sums}


def _counts(column: pd.Series[str], words: tuple[str, ...], missing: str) -> dict[str, int]:
    """How often each word of a vocabulary occurs, in its order, zeros included."""
    counted = column.fillna(missing).value_counts()
    return {word: int(counted.get(word, 0)) for word in words}


def _reasons(unplaced: pd.DataFrame) -> pd.DataFrame:
    """``id, place, reason`` of the incidents without a position."""
    told = unplaced["location_note"].fillna(unplaced["status"]).fillna(_NOT_LOOKED_UP)
    return pd.DataFrame({"id": unplaced["id"], "place": unplaced["place"], "reason": told})


def _names(paths: pd.Series[str]) -> pd.Series[str]:
    return paths.map(_name, na_action="ignore")


def _portable(value: Any) -> Any:
    """``value`` with absolute paths cut to their names, and nothing JSON does not know."""
    if isinstance(value, dict):
        return {str(key): _portable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_portable(item) for item in value]
    if isinstance(value, PurePath):
        return value.name
    if isinstance(value, str):
        return _name(value)
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _name(text: str) -> str:
    """The last part of an absolute path; any other text as it is."""
    if not {"/", "\\"} & set(text):
        return text
    path = PurePath(text)
    return path.name if path.is_absolute() else text


def _size(merged: Any) -> int:
    """How many incidents were merged away, from a count or a list of them."""
    return len(merged) if isinstance(merged, list) else int(merged)
