"""Which territories a question about a part of the country is about."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS, Level, Territory
from geo.perimeter import whole_territories


def codes_shown(desk: Desk, level: Level, container: Territory | None) -> pd.Index:
    """List the territories of a level in a container, or all of them.

    Returns
    -------
    Index
        Codes, sorted; a territory astride the container is listed.

    Raises
    ------
    NotAvailableError
        If there is none (no EPCI on L’Île-d’Yeu), or if the level is wider than the container and
        none of its territories fits in it: the région that holds a département is not within it.
        (CRTE of the Métropole du Grand Paris do fit in that EPCI; La Réunion is a région and a
        département.)
    """
    codes = desk.codes_within(level, container).sort_values()
    if container is None or container.level is Level.FRANCE:
        return codes
    finer = MAPPED_LEVELS[: MAPPED_LEVELS.index(container.level) + 1]
    if codes.empty or (level not in finer and not _one_fits(desk, level, container)):
        name = f"{desk.territory_row(container)['name']} ({container.level.label})"
        *others, last = [one.label for one in finer if one is not level]
        wanted = f"{', '.join(others)} ou {last}" if others else last
        raise NotAvailableError(
            f"Aucun territoire du niveau {level.label} ne tient dans {name} : choisissez le "
            f"niveau {wanted}, ou un territoire plus large."
        )
    return codes


def _one_fits(desk: Desk, level: Level, container: Territory) -> bool:
    whole = whole_territories(desk.communes(container), desk.memberships)
    return level.value in whole.index.get_level_values("level")
