"""``geomap serve``: files of one folder on loopback, nothing else."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from geomap.errors import OutputError
from geomap.serve import server

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "outputs"
    folder.mkdir()
    (folder / "map.html").write_text("the map")
    (folder / "sub").mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    with server(folder, 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        text: str = answer.read().decode()
        return text


def test_the_map_is_the_front_page(address: str) -> None:
    assert get(f"{address}/") == get(f"{address}/map.html") == "the map"


@pytest.mark.parametrize(
    "path", ["/sub/", "/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "/nothing"]
)
def test_nothing_else_is_given(address: str, path: str) -> None:
    try:
        assert "secret" not in get(address + path)
    except urllib.error.HTTPError as refused:
        with refused:
            assert refused.code == 404


def test_a_taken_port_is_one_line(address: str, tmp_path: Path) -> None:
    port = int(address.rsplit(":", 1)[1])
    with pytest.raises(OutputError, match=str(port)):
        server(tmp_path, port)
