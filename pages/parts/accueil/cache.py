"""What the first screen makes once: of the public data alone, the same for every visit."""

from __future__ import annotations

from atlas.desk.holdings import Holdings, holdings
from atlas.findings.finding import CountryFinding
from atlas.findings.told import findings
from pages.parts.kit.caches import cache_public
from pages.parts.kit.desk import public_desk


@cache_public(show_spinner=False)
def public_holdings() -> Holdings:
    """Count once what the public data hold."""
    return holdings(public_desk())


@cache_public(show_spinner="Recherche de ce que disent les données…")
def public_findings() -> tuple[CountryFinding, ...]:
    """Find once what the public data say of the country; visits share it and do not change it."""
    return findings(public_desk())
