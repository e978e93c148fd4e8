"""Beyond one machine: the stages of :mod:`geomap.pipeline` on Dask, partition by partition.

Nothing is decided here: reading, locating, linking and writing are the functions that one
machine uses. This package cuts the input, keeps what is finished on disk, and brings together
what crosses the borders of partitions: ids, repeated articles, links, counts.
"""

from geomap.engine.run import EngineOptions, build

__all__ = ["EngineOptions", "build"]
