"""What an organisation brings of its own: read, checked, and kept apart from the product."""
