"""How old the data are: the years of what is measured, felt and recorded, and of the geography."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, years_of
from indicators.base.domains import OVERALL

_GEOGRAPHY = "boundaries/territories.parquet"
_FELT = "perceptions/estimates.parquet"
_PARTNERSHIPS = "partnerships/records.parquet"


@dataclass(frozen=True)
class Vintages:
    """Years of the public data, as texts.

    Attributes
    ----------
    measured : of all the indicators, ``2014-2026``.
    scored : of those that enter the scores, ``2018-2025``.
    felt : of the published answers.
    partnerships : of the lists of partnerships.
    geography : of the communes and of what they are members of.
    version : fingerprint of the whole.
    """

    measured: str
    scored: str
    felt: str
    partnerships: str
    geography: str
    version: str


def vintages(desk: Desk) -> Vintages:
    """Read the years of the public data in their manifest and in the catalogue.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.manifest_tables`.
    """
    manifest = desk.manifest
    said = {name: str(entry["vintage"]) for name, entry in manifest.tables.items()}
    return Vintages(
        measured=years_of(list(desk.catalogue.values())),
        scored=years_of(index_indicators(desk, OVERALL)),
        felt=said.get(_FELT, ""),
        partnerships=said.get(_PARTNERSHIPS, ""),
        geography=said.get(_GEOGRAPHY, ""),
        version=manifest.version,
    )
