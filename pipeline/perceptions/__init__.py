"""The surveys of ``data/perceptions/``: one reader a source, what they share, and the build."""
