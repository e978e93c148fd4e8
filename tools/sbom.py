"""What geomap is made of: a CycloneDX bill of materials and a list of licences, from the locks.

``python tools/sbom.py [FOLDER]`` writes ``sbom.cdx.json`` (CycloneDX 1.6) and ``licences.csv``
into FOLDER, by default ``build``. Versions and hashes are those of ``requirements.txt`` and
``geomap/viewer/package-lock.json``; licences are what the installed packages say of themselves.
The same locks give the same bytes: there is no time and no random number in it.
"""

from __future__ import annotations

import base64
import csv
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
REQUIREMENTS: Final = ROOT / "requirements.txt"
PACKAGE_LOCK: Final = ROOT / "geomap" / "viewer" / "package-lock.json"

_PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: Names by which a classifier says what SPDX says in a word.
_SPDX: Final = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_NOT_STATED: Final = "not stated"


@dataclass(frozen=True, order=True)
class Component:
    """One locked package."""

    ecosystem: str  # pypi or npm
    name: str
    version: str
    licence: str
    scope: str  # required (at run time), or excluded (to build and test)
    hashes: tuple[tuple[str, str], ...]  # algorithm, hexadecimal digest

    @property
    def purl(self) -> str:
        """The package URL."""
        return f"pkg:{self.ecosystem}/{self.name.replace('@', '%40')}@{self.version}"

    def as_dict(self) -> dict[str, Any]:
        """The component in CycloneDX's words."""
        return {
            "type": "library",
            "bom-ref": self.purl,
            "name": self.name,
            "version": self.version,
            "scope": self.scope,
            "purl": self.purl,
            "licenses": [{"license": {"name": self.licence}}],
            "hashes": [{"alg": name, "content": digest} for name, digest in self.hashes],
        }


def python_components() -> Iterator[Component]:
    """Every distribution that ``requirements.txt`` pins."""
    runtime = _closure(_runtime_names())
    text = REQUIREMENTS.read_text(encoding="utf-8")
    starts = [match.start() for match in _PINNED.finditer(text)] + [len(text)]
    for match, end in zip(_PINNED.finditer(text), starts[1:], strict=True):
        name = _normal(match[1])
        hashes = tuple(("SHA-256", digest) for digest in _HASH.findall(text[match.start() : end]))
        scope = "required" if name in runtime else "excluded"
        yield Component("pypi", name, match[2], _licence_of(name), scope, hashes)


def npm_components() -> Iterator[Component]:
    """Every package that the viewer's lock pins."""
    lock = json.loads(PACKAGE_LOCK.read_text(encoding="utf-8"))
    for path, package in lock["packages"].items():
        if not path:
            continue
        name = path.rpartition("node_modules/")[2]
        algorithm, _, digest = package.get("integrity", "").partition("-")
        hashes = ((algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex()),)
        scope = "excluded" if package.get("dev") else "required"
        licence = str(package.get("license") or _NOT_STATED)
        yield Component("npm", name, package["version"], licence, scope, hashes if digest else ())


def components() -> list[Component]:
    """Every locked package, by ecosystem and name."""
    return sorted({*python_components(), *npm_components()})


def bill(listed: list[Component]) -> dict[str, Any]:
    """The CycloneDX document."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "geomap", "bom-ref": "geomap"}},
        "components": [component.as_dict() for component in listed],
        "dependencies": [
            {
                "ref": "geomap",
                "dependsOn": [one.purl for one in listed if one.scope == "required"],
            }
        ],
    }


def _runtime_names() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_normal(re.split(r"[<>=!~; \[]", line)[0]) for line in project["dependencies"]}


def _closure(names: set[str]) -> set[str]:
    """The distributions and everything that they need, as far as it is installed here."""
    found: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        waiting += [
            _normal(re.split(r"[<>=!~; \[(]", need)[0]) for need in needs if "extra ==" not in need
        ]
    return found


def _licence_of(name: str) -> str:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return _NOT_STATED
    if "License-Expression" in about:
        return about["License-Expression"]
    classified = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ") and line.count(" :: ") > 1
    ]
    if classified:
        return " OR ".join(_SPDX.get(words, words) for words in classified)
    first = str(about["License"] or "").strip().splitlines()
    return first[0][:60] if first else _NOT_STATED


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main(folder: Path) -> None:
    """Write both files into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = components()
    document = json.dumps(bill(listed), indent=1) + "\n"
    (folder / "sbom.cdx.json").write_text(document, encoding="utf-8")
    with (folder / "licences.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["ecosystem", "package", "version", "licence", "scope"])
        table.writerows(
            [one.ecosystem, one.name, one.version, one.licence, one.scope] for one in listed
        )
    print(f"{len(listed)} packages in {folder / 'sbom.cdx.json'}, {folder / 'licences.csv'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build")
