"""What the tests of reading share."""

from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "data"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes text or bytes to a file of that name and returns its path."""

    def write_file(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write_file


@pytest.fixture(params=["turkey", "ukraine"])
def ged(request: pytest.FixtureRequest) -> Path:
    """A real UCDP GED export with its tag row; skipped where the reference data is not there."""
    path = SHARED / f"ucdp_ged_{request.param}.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not there")
    return path
