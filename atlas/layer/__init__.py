"""A question put to the map and its answer, as a table, GeoJSON or CSV."""
