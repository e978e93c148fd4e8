"""``python -m geomap`` is the console script."""

from geomap.cli import main

main()
