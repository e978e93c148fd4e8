"""Run benchmarks: ``python -m benchmarks`` for the short ones, or one by its name and options.

The short run is what ``make bench`` prints: start-up, and the map beside its peers from 1,000 to
350,000 incidents. ``python -m benchmarks --list`` shows every part.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Final

import benchmarks

SHORT: Final = ("cold", "html")
NO_PARTS: Final = ("__main__", "accuracy_sets")


def parts() -> list[str]:
    """Names of the benchmarks that can be run by name."""
    return [
        module.name
        for module in pkgutil.iter_modules(benchmarks.__path__)
        if module.name not in NO_PARTS and not module.ispkg
    ]


def main(arguments: list[str]) -> None:
    """Run the part named, with what follows its name; without one the short ones."""
    if "--list" in arguments:
        print("\n".join(parts()))
    elif arguments:
        run(arguments[0], arguments[1:])
    else:
        for name in SHORT:
            run(name, [])


def run(name: str, options: list[str]) -> None:
    """Run one part; it prints its own table."""
    if name not in parts():
        sys.exit(f"no benchmark {name!r}: use one of {', '.join(parts())}")
    sys.argv = [f"benchmarks.{name}", *options]
    print(f"\n## {name}\n")
    importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
