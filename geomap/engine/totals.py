"""Many finished partitions as one: all tables in the order of one machine, or sums of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pandas as pd

from geomap import frames, layers, model, pipeline
from geomap.engine import shelf
from geomap.engine.shelf import Finished
from geomap.model import Incidents
from geomap.write import features

#: Unplaced incidents and rejected rows that a summed report spells out; the data set has all.
LISTED: Final = 1000


def collected(parts: Sequence[Finished]) -> Incidents:
    """All partitions as one set, every table in the order that one machine gives it.

    That order is by stage: what the readers found in all inputs, then what linking added.
    """
    loaded = [shelf.load(part) for part in parts]
    together = frames.concat(loaded)
    contradictions = together.facts.pop("contradictions", None)
    facts = together.facts if contradictions is None else {
        **together.facts, "contradictions": contradictions,
    }  # fmt: skip
    return together.with_(
        links=_by_stage(loaded, parts, "links", _LINK_STAGES),
        rejected=_by_stage(loaded, parts, "rejected", _READ_STAGES),
        areas=together.areas.sort_values("area_id", ignore_index=True),
        facts=facts,
    )


#: Cuts a table into stages: names of counts in ``about`` whose sums are the cuts.
_LINK_STAGES: Final = ("links", "inferred")
_READ_STAGES: Final = ("rejected",)
_COLUMNS: Final = {"links": model.LINK_COLUMNS, "rejected": model.REJECTED_COLUMNS}


def _by_stage(
    loaded: Sequence[Incidents], parts: Sequence[Finished], name: str, stages: tuple[str, ...]
) -> pd.DataFrame:
    """A table of all partitions: what the first stage gave in each, then the next.

    Within a partition proposed links stand before stated ones, on one machine after them all,
    by the id of the strike.
    """
    pieces: dict[str, list[pd.DataFrame]] = {stage: [] for stage in (*stages, "rest")}
    for one, part in zip(loaded, parts, strict=True):
        rows, start = getattr(one, name), 0
        for stage in stages:
            stop = start + int(part.about[stage])
            pieces[stage].append(rows.iloc[start:stop])
            start = stop
        pieces["rest"].append(rows.iloc[start:])
    proposed = pd.concat(pieces.pop("inferred")) if "inferred" in pieces else None
    ordered = [piece for stage in pieces.values() for piece in stage]
    if proposed is not None:
        ordered.append(proposed.sort_values("from_id", kind="stable"))
    return frames.conform(pd.concat(ordered), _COLUMNS[name])


def summed(reports: Iterable[dict[str, Any]], gazetteer: dict[str, Any]) -> dict[str, Any]:
    """One ``report.json`` from those of partitions: counts added, lists cut at LISTED entries.

    The data set holds them all.
    """
    told = list(_cut(reports))
    counts = _added(one["counts"] for one in told)
    shown = _layers(told)
    conserved = {
        "incidents = located + unplaced": counts["incidents"]
        == counts["located"] + counts["unplaced"],
        "incidents = sum of layers": counts["incidents"] == sum(row["count"] for row in shown),
        "every partition conserved": all(one["conserved"]["holds"] for one in told),
    }
    facts: dict[str, Any] = {}
    for name in ("inputs", "notes", "contradictions", "told_nothing"):
        listed = [entry for one in told for entry in one.get(name, ())]
        facts[name] = listed
    return {
        "geomap": told[0]["geomap"],
        "counts": counts,
        "conserved": {"holds": all(conserved.values()), **conserved},
        **{name: _added(one[name] for one in told) for name in _COUNTED},
        "layers": shown,
        "links": _added(one["links"] for one in told),
        "unplaced": [entry for one in told for entry in one["unplaced"]],
        "rejected": [entry for one in told for entry in one["rejected"]],
        **facts,
        "gazetteer": gazetteer,
    }


_LISTS: Final = ("notes", "contradictions", "told_nothing", "unplaced", "rejected")


def _cut(reports: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The reports without the entries that the sum leaves out, so that these are not held."""
    left = dict.fromkeys(_LISTS, LISTED)
    for one in reports:
        kept = {name: one.get(name, [])[: left[name]] for name in _LISTS}
        for name, entries in kept.items():
            left[name] -= len(entries)
        yield {**one, **kept}


_COUNTED: Final = ("by_precision", "by_status", "by_kind")


def shortened(report: dict[str, Any]) -> dict[str, Any]:
    """A partition's report with its lists cut at LISTED entries, to travel and to be summed."""
    return {
        name: value[:LISTED]
        if isinstance(value, list) and name not in ("layers", "inputs")
        else value
        for name, value in report.items()
    }


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in counts:
        for name, count in one.items():
            total[name] = total.get(name, 0) + count
    return total


def layer_table(shown: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """The layers of a report with their colours: ``country, actor, kind, count, colour``."""
    rows = pd.DataFrame(list(shown), columns=["country", "actor", "kind", "count"])
    return layers.of_counts(rows).table


def title_of(report: dict[str, Any]) -> str:
    """The title that :func:`geomap.pipeline.title_of` makes, out of a summed report."""
    named = [row["country"] for row in report["layers"]]
    rows = pd.DataFrame({"country": [one for one in named if one != model.COUNTRY_UNKNOWN]})
    return pipeline.title_of(Incidents.empty().with_(incidents=rows), None)


def _layers(told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Counts by country, actor and kind over all reports, in display order."""
    rows = pd.DataFrame(
        [row for one in told for row in one["layers"]],
        columns=["country", "actor", "kind", "count"],
    )
    counted = rows.groupby(["country", "actor", "kind"])["count"].sum().reset_index()
    return features.records(layers.of_counts(counted).table[list(rows.columns)])
