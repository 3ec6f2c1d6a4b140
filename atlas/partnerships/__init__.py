"""Partnership records of a place: which, how many, for how many inhabitants."""
