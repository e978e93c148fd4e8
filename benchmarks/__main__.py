"""Run benchmarks: ``python -m benchmarks`` for the short ones, or name parts.

The short run is what ``make bench`` prints: start-up, and the map beside its peers at 1,000 and
10,000 incidents. ``python -m benchmarks --list`` shows every part.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Final

import benchmarks

SHORT: Final = ("cold", "html")


def parts() -> list[str]:
    """Names of the benchmarks that can be run by name."""
    return [
        module.name
        for module in pkgutil.iter_modules(benchmarks.__path__)
        if module.name not in ("__main__", "common") and not module.ispkg
    ]


def main(arguments: list[str]) -> None:
    """Run the parts named, the short ones by default; each prints its own table."""
    if "--list" in arguments:
        print("\n".join(parts()))
        return
    for name in arguments or SHORT:
        if name not in parts():
            sys.exit(f"no benchmark {name!r}: use one of {', '.join(parts())}")
        sys.argv = [f"benchmarks.{name}"]
        print(f"\n## {name}\n")
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
