"""PostGIS on a real server of our own."""

from __future__ import annotations

import sys

import pytest
import shapely

from geomap.errors import InputError, OutputError
from geomap.model import Incidents
from geomap.write import features, geopackage, shapes
from geomap.write.postgis import check_reachable, write_postgis
from tests.builders import incidents as incidents_of

pytestmark = pytest.mark.postgis


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    import psycopg

    with psycopg.connect(url) as connection:
        cursor = connection.execute(query.encode())
        while cursor.nextset():
            pass
        return cursor.fetchall()


@pytest.fixture(scope="module")
def database(server: str, incidents: Incidents) -> str:
    names = write_postgis(incidents, server)
    assert names == [f"geomap.{name}" for name in geopackage.tables(incidents)]
    return server


def test_ids_texts_and_order(database: str, incidents: Incidents) -> None:
    found = rows(database, "SELECT id, title, description, killed, date FROM geomap.incidents")
    table = features.properties(incidents)[["id", "title", "description", "killed", "date"]]
    assert found == [tuple(record.values()) for record in features.records(table)]


def test_positions_areas_and_links(database: str, incidents: Incidents) -> None:
    found = rows(database, "SELECT ST_AsBinary(geom) FROM geomap.incidents")
    for (wkb,), point in zip(found, shapes.points(incidents), strict=True):
        assert (wkb is None) == (point is None)
        assert wkb is None or shapely.from_wkb(bytes(wkb)) == point  # type: ignore[call-overload]
    query = "SELECT count(*), bool_and(ST_IsValid(geom)), min(ST_SRID(geom)) FROM geomap.areas"
    assert rows(database, query) == [(3, True, 4326)]
    links = "SELECT count(*), count(geom) FROM geomap.links"
    assert rows(database, links) == [(4, 3)]


def test_times_are_times(database: str) -> None:
    query = (
        "SELECT id FROM geomap.incidents WHERE begins IS NOT NULL "
        "AND tstzrange(begins, ends, '[]') @> '2024-07-26 12:00Z'::timestamptz ORDER BY id"
    )
    assert rows(database, query) == [("a-1",), ("a-2",), ("a-3",)]


def test_related_tables_and_indexes(database: str) -> None:
    joined = (
        "SELECT s.publisher FROM geomap.incidents i JOIN geomap.claims c ON c.incident_id = i.id "
        "JOIN geomap.sources s ON s.id = c.source_id WHERE i.id = 'a-1' ORDER BY 1"
    )
    assert rows(database, joined) == [("Agency <Two>",), ("Agency One",)]
    indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'geomap'"
    defined = " ".join(str(row[0]) for row in rows(database, indexes))
    for part in ("incidents USING gist (geom)", "claims USING btree (incident_id)", "_pkey"):
        assert part in defined


def test_a_second_build_replaces_and_a_failing_one_changes_nothing(
    database: str, incidents: Incidents
) -> None:
    title = "SELECT title FROM geomap.incidents WHERE id = 'a-5'"
    rows(database, "UPDATE geomap.incidents SET title = 'old' RETURNING id")
    write_postgis(incidents, database)
    assert rows(database, title) == [("Nowhere",)]
    rows(database, "UPDATE geomap.incidents SET title = 'old' RETURNING id")
    rows(database, "CREATE VIEW mine AS SELECT * FROM geomap.candidates; SELECT 1")
    with pytest.raises(OutputError, match="depend on it.*nothing was changed"):
        write_postgis(incidents, database)
    assert rows(database, title) == [("old",)]


def test_a_database_that_is_not_there_is_one_line(incidents: Incidents) -> None:
    with pytest.raises(OutputError) as caught:
        write_postgis(incidents, "host=/nowhere user=u password=hidden-word dbname=d")
    assert "\n" not in str(caught.value) and "hidden-word" not in str(caught.value)


def test_columns_whose_names_are_cut_stay_apart(server: str) -> None:
    """And no character of a name is cut in the middle, nor any that a name cannot hold kept."""
    long = ["x" * 70 + "1", "x" * 70 + "2", "\u0645" * 40, 'a"; DROP TABLE b; --', "nul\0"]
    one = incidents_of({"id": "a", "date": "2024-07-01", "at": (33, 44), "title": "t\0"})
    own = one.extra.assign(**dict.fromkeys(long, "own"))
    write_postgis(one.with_(extra=own), server, schema="names")
    columns = rows(
        server,
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = 'names' AND table_name = 'incidents'",
    )
    names = {str(name) for (name,) in columns}
    assert {"x" * 63, "x" * 61 + "_2", "\u0645" * 31, long[3], "nul\ufffd"} <= names
    assert rows(server, "SELECT title FROM names.incidents") == [("t\ufffd",)]


def test_a_driver_that_is_not_installed_is_named(
    incidents: Incidents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(InputError, match=r"pip install 'geomap\[postgis\]'"):
        check_reachable("postgresql:///x")
