"""geomap beside its peers, in one run: ratios are what to trust, seconds are this machine's."""
