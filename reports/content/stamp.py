"""What a report rests on, written in its file: so a batch knows which are up to date."""

from __future__ import annotations

from hashlib import sha256


def stamp(data_version: str, recipe: str, *, demonstration: bool) -> tuple[str, ...]:
    """Say the data, the recipe, and whether the demonstration is allowed."""
    allowed = "avec" if demonstration else "sans"
    return f"donnees-{data_version}", f"reglages-{recipe}", f"{allowed}-demonstration"


def site_stamp(address: str) -> str:
    """Say on which site the profile that a page leads to is read; what is asked of it is not said.

    >>> site_stamp("")
    'sans-adresse'
    >>> a, b = "https://a.fr/territoire?territoire=epci:1", "https://b.fr/territoire"
    >>> site_stamp(a) == site_stamp("https://a.fr/territoire") != site_stamp(b)
    True
    """
    page = address.partition("?")[0]
    return f"site-{sha256(page.encode()).hexdigest()[:12]}" if page else "sans-adresse"
