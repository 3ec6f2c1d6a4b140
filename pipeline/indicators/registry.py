"""Every reader of the product, by indicator."""

from __future__ import annotations

from pipeline.indicators import (
    culture,
    developpement,
    education,
    emploi,
    energie,
    environnement,
    handicap,
    isolement,
    logement,
    mobilite,
    niveau_de_vie,
    numerique,
    pauvrete,
    sante,
    securite,
    vieillissement,
)
from pipeline.indicators.contract import Reader

_DOMAINS = (
    emploi,
    developpement,
    pauvrete,
    niveau_de_vie,
    logement,
    isolement,
    handicap,
    vieillissement,
    education,
    sante,
    securite,
    mobilite,
    numerique,
    culture,
    environnement,
    energie,
)


def readers() -> dict[str, Reader]:
    """Give the reader of each indicator, by key."""
    return {key: reader for module in _DOMAINS for key, reader in module.READERS.items()}
