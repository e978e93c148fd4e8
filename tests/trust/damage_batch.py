"""Read damaged files under bounds: ``python -m tests.trust.damage_batch FOLDER SECONDS MB``.

Reads each file of FOLDER as ``geomap build`` does, in one process whose memory is bounded; one that
takes more than SECONDS of CPU is given up. Prints a JSON line for each: the message, what else it
raised, its seconds of CPU and the peak memory so far.
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from geomap import pipeline
from geomap.errors import GeomapError
from geomap.gazetteer import Gazetteer, library
from geomap.gazetteer import check as place_checks
from geomap.gazetteer.sources import curated
from tests.gazetteer.mini import build_mini

#: The index that added places are put into, and the columns in which theirs stand.
MINI = Path(tempfile.mkdtemp(prefix="geomap-mini-")) / "mini.sqlite"
#: Seconds after which a file that keeps this process waiting, not working, is given up.
_WAITING = 300
PLACE_MAPPING = {"name": "name", "lat": "lat", "lon": "lon"}


def too_slow(*_: Any) -> None:
    raise TimeoutError("took longer than it may")


def read(path: Path, gazetteer: Gazetteer) -> None:
    """What ``build`` does with a file before it writes; of place files and mappings their own."""
    if path.name.startswith("places"):
        place_checks.check([path])
        list(curated.read_file(path))
        return
    if path.name.startswith("added"):
        with tempfile.TemporaryDirectory() as home:
            mapping = None if path.suffix in (".json", ".txt", ".zip") else PLACE_MAPPING
            library.add(path, mapping=mapping, at=Path(home), base=MINI)
        return
    if path.name.startswith("index"):
        asked = Gazetteer.open(path)
        for name in ("Mosul", "Anbar", "Deir ez-Zor", "near Hit"):
            asked.resolve(name)
        asked.index.nearest(36.3, 43.1)
        list(asked.index.areas("governorate"))
        return
    if path.name.startswith("mapping"):
        options = pipeline.BuildOptions(mapping=path)
        pipeline.read_inputs([path.parent / "sheet.csv"], gazetteer, options)
        return
    pipeline.read_inputs([path], gazetteer, pipeline.BuildOptions()).validate()


def peak_megabytes() -> int:
    """The most memory that this program held; ``getrusage`` counts its parent's from before too."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def main(folder: Path, seconds: int, megabytes: int) -> None:
    build_mini(MINI)
    gazetteer = Gazetteer.default()
    signal.signal(signal.SIGPROF, too_slow)
    signal.signal(signal.SIGALRM, too_slow)
    for path in sorted(folder.iterdir()):
        if path.name == "sheet.csv":
            continue
        message, foreign, started = None, None, time.process_time()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(_WAITING)
        try:
            read(path, gazetteer)
        except GeomapError as error:
            message = str(error)
        except BaseException:
            foreign = traceback.format_exc()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        peak = peak_megabytes()
        told = {"name": path.name, "message": message, "foreign": foreign, "peak": peak}
        print(json.dumps({**told, "seconds": time.process_time() - started}), flush=True)
        if peak > megabytes:
            return


try:
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
finally:
    shutil.rmtree(MINI.parent)
