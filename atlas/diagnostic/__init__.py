"""Where a place, and an organisation in it, could begin: answers of a reader beside the data."""
