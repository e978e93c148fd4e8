"""The kinds of place, and how exact 'at a place of this kind' is.

One vocabulary for curated files, every source reader, the type words of names and the answers.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from geomap.model import Precision


class KindFacts(NamedTuple):
    """What follows from a kind when nothing better is known."""

    precision: Precision
    radius_m: float  # metres; a typical half-extent, used where a source gives none


KINDS: Final[dict[str, KindFacts]] = {
    # military
    "air_base": KindFacts("site", 3_000),
    "military_base": KindFacts("site", 2_000),
    "outpost": KindFacts("site", 1_000),
    "depot": KindFacts("site", 2_000),
    "missile_site": KindFacts("site", 3_000),
    "nuclear_site": KindFacts("site", 2_000),
    # energy and industry
    "oil_field": KindFacts("site", 8_000),
    "gas_field": KindFacts("site", 5_000),
    "oil_facility": KindFacts("facility", 2_000),
    "power_plant": KindFacts("facility", 1_000),
    "factory": KindFacts("facility", 1_000),
    "dam": KindFacts("facility", 2_000),
    "mine": KindFacts("facility", 3_000),
    # transport
    "airport": KindFacts("facility", 2_500),
    "port": KindFacts("facility", 2_500),
    "crossing": KindFacts("facility", 1_000),
    "bridge": KindFacts("facility", 500),
    "checkpoint": KindFacts("facility", 1_000),
    "station": KindFacts("facility", 500),
    "road": KindFacts("near", 20_000),
    # people
    "camp": KindFacts("facility", 2_000),
    "prison": KindFacts("facility", 1_000),
    "hospital": KindFacts("facility", 300),
    "school": KindFacts("facility", 300),
    "religious_site": KindFacts("facility", 300),
    "embassy": KindFacts("facility", 300),
    "facility": KindFacts("facility", 1_000),
    "neighbourhood": KindFacts("settlement", 1_500),
    "village": KindFacts("settlement", 2_000),
    "town": KindFacts("settlement", 4_000),
    "city": KindFacts("settlement", 10_000),
    "capital": KindFacts("settlement", 15_000),
    "settlement": KindFacts("settlement", 3_000),  # populated, size not known
    # land and water
    "locality": KindFacts("near", 5_000),  # a named spot whose class the source does not give
    "mountain": KindFacts("near", 10_000),
    "valley": KindFacts("near", 15_000),
    "river": KindFacts("near", 50_000),
    "lake": KindFacts("near", 15_000),
    "island": KindFacts("near", 10_000),
    "desert": KindFacts("governorate", 150_000),
    "strait": KindFacts("near", 40_000),
    "gulf": KindFacts("governorate", 200_000),
    "sea": KindFacts("country", 400_000),
    # areas
    "district": KindFacts("district", 25_000),
    "governorate": KindFacts("governorate", 80_000),
    "region": KindFacts("governorate", 120_000),  # 'northern Syria', 'Baghdad belt'
    "country": KindFacts("country", 400_000),
    "continent": KindFacts("unknown", 3_000_000),
}


#: Metres. Sources put one village no farther apart; a wider radius is that of what holds it.
_VILLAGE_AT_MOST_M: Final = 15_000.0


def precision_of(kind: str, radius_m: float) -> Precision:
    """How exact 'at this place' is: a village known only by its district is a district."""
    if kind in ("village", "neighbourhood", "settlement") and radius_m > _VILLAGE_AT_MOST_M:
        return "district"
    return KINDS[kind].precision
