"""One module per family of table formats; each gives a :class:`geomap.read.table.Table`."""
