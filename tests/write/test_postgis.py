"""PostGIS on a real server of our own."""

from __future__ import annotations

import pytest
import shapely

from geomap.errors import OutputError
from geomap.model import Incidents
from geomap.write import features, geopackage, shapes
from geomap.write.postgis import write_postgis

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
