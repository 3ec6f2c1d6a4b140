"""What a report rests on, written in its file: so a batch knows which are up to date."""

from __future__ import annotations


def stamp(data_version: str, recipe: str, *, demonstration: bool) -> tuple[str, ...]:
    """Say the data, the recipe, and whether the demonstration is allowed."""
    allowed = "avec" if demonstration else "sans"
    return f"donnees-{data_version}", f"recette-{recipe}", f"{allowed}-demonstration"
