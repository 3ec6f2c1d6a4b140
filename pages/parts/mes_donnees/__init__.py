"""Parts of the screen of what an organisation loads."""
