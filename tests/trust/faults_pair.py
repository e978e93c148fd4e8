"""One of two builds at once: ``python -m tests.trust.faults_pair FOLDER NAME``."""

import sys
from pathlib import Path

from tests.trust import faults

folder = Path(sys.argv[1])
faults.build(folder / f"{sys.argv[2]}.csv", folder / "out")
