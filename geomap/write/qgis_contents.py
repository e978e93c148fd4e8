"""What stands in the QGIS project: its layers, by the group that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geomap import model
from geomap.model import Incidents
from geomap.write import drawing, features, qgis_styles
from geomap.write.qgis_layers import Layer, Relation, incident_tip
from geomap.write.qgis_xml import Element, inert

CHAINS: Final = "geomap_incidents_chains_0000"
PRECISE: Final = "geomap_incidents_precise_0000"
_ALL: Final = "geomap_incidents_all_0000"
_CLAIMS: Final = "geomap_claims_table_0000"
_SOURCES: Final = "geomap_sources_table_0000"
_CANDIDATES: Final = "geomap_candidates_table_0000"
_LINKS: Final = "geomap_links_layer_0000"
_AREAS: Final = "geomap_areas_layer_0000"
_COUNTRIES: Final = "geomap_base_countries_0000"
_GOVERNORATES: Final = "geomap_base_governorates_0000"

_SAID_BY: Final = Relation(
    "geomap_relation_source_of_claim", "Source", _CLAIMS, "source_id", _SOURCES
)


@dataclass(frozen=True)
class Contents:
    """The project's layers by the group that they stand in."""

    by_country: dict[str, list[Layer]]
    links: Layer
    areas: Layer
    views: list[Layer]
    tables: list[Layer]
    base: list[Layer]

    @property
    def actors(self) -> list[Layer]:
        """The layers of actors, country by country."""
        return [layer for group in self.by_country.values() for layer in group]

    @property
    def all(self) -> list[Layer]:
        """Every layer, the topmost first."""
        return [*self.actors, *self.views, self.links, self.areas, *self.tables, *self.base]

    @property
    def relations(self) -> list[Relation]:
        """Those of the layers of incidents, and that of claims to their sources."""
        return [*(tie for layer in self.all for tie in layer.relations.values()), _SAID_BY]


def contents_of(incidents: Incidents) -> Contents:
    """The layers; those of incidents know their columns, aliases, tips and relations."""
    columns = features.column_names(incidents)
    grouped = drawing.actor_layers(incidents)
    by_country = _by_country(grouped, columns)
    return Contents(
        by_country,
        Layer(_LINKS, "Answered by", "links", "Line", qgis_styles.by_basis(), timed=True,
              columns=drawing.LINK_COLUMNS, display='"to_id" || \' → \' || "from_id"'),
        _area_layer(incidents, grouped),
        _views(columns),
        _tables(),
        _base(),
    )  # fmt: skip


def _by_country(grouped: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[Layer]]:
    """A layer per actor, and one of the rarest together where there are very many."""
    shared = drawing.shares_a_layer(grouped)
    by_country: dict[str, list[Layer]] = {country: [] for country in grouped["country"]}
    for number, row in grouped[~shared].T.to_dict().items():
        layer = _incident_layer(
            f"geomap_incidents_layer_{number:04d}",
            row["actor"],
            columns,
            qgis_styles.by_kind(row["kinds"], row["colour"]),
            f'"layer" = {number}',
        )
        by_country[row["country"]].append(layer)
    for country, rows in grouped[shared].groupby("country", sort=False):
        labels = zip(rows["actor"].map(inert), rows["colour"], strict=True)
        named = dict(zip(rows.index.tolist(), labels, strict=True))
        layer = _incident_layer(
            f"geomap_incidents_others_{min(named):04d}",
            f"Other actors ({len(named)})",
            columns,
            qgis_styles.by_actor(named),
            f'"layer" IN ({", ".join(map(str, named))})',
        )
        by_country[str(country)].append(layer)
    return by_country


def _incident_layer(
    layer_id: str,
    name: str,
    columns: Sequence[str],
    renderer: Element,
    subset: str | None,
    *,
    checked: bool = True,
) -> Layer:
    """A layer of incidents with its relations to claims, candidates, attacks and answers."""
    related = {
        "Claims": (_CLAIMS, "incident_id"),
        "Candidates": (_CANDIDATES, "incident_id"),
        "Answered by": (_LINKS, "to_id"),
        "Answers": (_LINKS, "from_id"),
    }
    relations = {
        told: Relation(f"{layer_id}_{told.lower().replace(' ', '_')}", told, table, key, layer_id)
        for told, (table, key) in related.items()
    }
    return Layer(
        layer_id,
        name,
        "incidents",
        "Point",
        renderer,
        qgis_styles.incident_labels(),
        subset,
        timed=True,
        checked=checked,
        columns=columns,
        display='coalesce("title", "place_name", "place", "id")',
        map_tip=incident_tip(relations["Claims"], _SOURCES),
        relations=relations,
    )


def _area_layer(incidents: Incidents, grouped: pd.DataFrame) -> Layer:
    """Areas by country and actor, so that each can be switched off in the legend."""
    numbers = sorted(set(drawing.layer_numbers(incidents, grouped)[drawing.has_area(incidents)]))
    named = {
        int(at): (inert(f"{row.actor} ({row.country})"), str(row.colour))
        for at, row in zip(numbers, grouped.loc[numbers].itertuples(), strict=True)
    }
    return Layer(
        _AREAS, "Somewhere in", "areas", "Polygon", qgis_styles.by_layer(named), timed=True,
        opacity=qgis_styles.AREA_OPACITY, columns=drawing.AREA_COLUMNS,
        display='coalesce("title", "id")',
    )  # fmt: skip


def _views(columns: Sequence[str]) -> list[Layer]:
    """All incidents, and the choices that the themes show; hidden until asked for."""
    precise = ", ".join(f"'{word}'" for word in model.POINT_PRECISIONS)
    chosen = {
        (_ALL, "All incidents"): None,
        (CHAINS, "In a chain"): '"linked" = 1',
        (PRECISE, "Placed precisely"): f'"precision" IN ({precise})',
    }
    return [
        _incident_layer(
            layer_id, name, columns, qgis_styles.by_kind(model.KINDS, None), subset, checked=False
        )
        for (layer_id, name), subset in chosen.items()
    ]


def _tables() -> list[Layer]:
    claim = '"field" || \': \' || coalesce("value", "quote")'
    candidate = "\"name\" || ' (' || round(\"score\", 2) || ')'"
    return [
        Layer(_CLAIMS, "Claims", "claims", columns=model.CLAIM_COLUMNS, display=claim),
        Layer(_SOURCES, "Sources", "sources", columns=model.SOURCE_COLUMNS,
              display='coalesce("publisher", "title", "url", "id")'),
        Layer(_CANDIDATES, "Candidates", "candidates", columns=model.CANDIDATE_COLUMNS,
              display=candidate),
    ]  # fmt: skip


def _base() -> list[Layer]:
    governorates = qgis_styles.labels(
        '"name"', size=7, colour="120,125,133,255", bold=False, below_scale=6_000_000
    )
    countries = qgis_styles.labels(
        'upper("name")', size=9, colour="90,100,115,255", bold=True, below_scale=60_000_000
    )
    return [
        Layer(_GOVERNORATES, "Governorates", "governorates", "Polygon",
              qgis_styles.single(qgis_styles.governorates()), governorates),
        Layer(_COUNTRIES, "Countries", "countries", "Polygon",
              qgis_styles.single(qgis_styles.countries()), countries),
    ]  # fmt: skip
