"""A question put to the map, the measures that answer it, the answer as a table and as files."""
