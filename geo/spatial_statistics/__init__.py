"""Spatial statistics: is a value spread by chance, and where does it gather.

One statistic a module; esda does the statistics, on the neighbours of :mod:`geo.neighbours`.
esda takes seconds to import: doors import these modules when they need them.
"""
