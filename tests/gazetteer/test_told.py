"""Where a nested name is put, by the places that its parts turn out to be."""

from geomap.gazetteer import told
from geomap.gazetteer.places import Candidate, Query
from geomap.gazetteer.relations import Nested


def place(name: str, lat: float, admin1: str, kind: str = "city") -> Candidate:
    return Candidate(
        f"x:{name}", name, kind, "IQ", admin1, lat, 44.0, "settlement", 3_000.0, 0.9, (), "test"
    )


CITY, TOWN = place("City", 30.5, "South"), place("Town", 31.1, "South", "town")
ELSEWHERE = place("Town", 36.0, "North", "town")


def nest(*places: Candidate) -> tuple[Candidate, list[Query]]:
    """Where 'Quarter' in 'Town' in 'City' is put, and what was asked on the way."""
    asked: list[Query] = []

    def find(query: Query) -> Candidate | None:
        asked.append(query)
        return next((one for one in places if one.name == query.name), None)

    found = told.nest(Nested("Quarter", ("Town", "City")), Query("Quarter"), find)
    assert found is not None
    return found[0], asked


def test_the_smallest_holder_is_what_a_place_that_is_not_held_is_put_at() -> None:
    found, asked = nest(CITY, TOWN)
    assert found.place_id == "x:Town"
    assert [query.near for query in asked] == [None, (30.5, 44.0), (31.1, 44.0)]


def test_a_holder_in_another_governorate_than_the_larger_one_is_none() -> None:
    found, asked = nest(CITY, ELSEWHERE)
    assert found.place_id == "x:City"
    assert asked[-1].near == (30.5, 44.0)
