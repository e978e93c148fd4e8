"""What every test of a writer starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from geomap.model import Incidents
from geomap.write import FORMATS, write
from tests.write import samples

#: Everything but the page, which has tests of its own.
DATA_FORMATS = [name for name in FORMATS if name != "html"]


@pytest.fixture(scope="session")
def incidents() -> Incidents:
    return samples.mixed()


@pytest.fixture(scope="session")
def written(incidents: Incidents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every output of the mixed set."""
    folder = tmp_path_factory.mktemp("written")
    write(incidents, folder, DATA_FORMATS, title=samples.TITLE)
    return folder
