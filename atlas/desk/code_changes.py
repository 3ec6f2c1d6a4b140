"""The audit of the old commune codes: what became of each, and for which indicators."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from common.levels import Level
from indicators.base.values import read_code_changes

_RULES = {
    "merged": "commune fusionnée : ajoutée à la commune actuelle",
    "renamed": "code changé, même commune",
    "arrondissement": "arrondissement : ajouté à sa ville",
    "split": "commune rétablie depuis : partagée selon la population, valeur estimée",
    "absent": "ancienne commune que la source n’a pas : la commune actuelle reste sans valeur",
    "unknown": "hors des communes des 101 départements : laissée de côté",
}


def code_changes_table(desk: Desk) -> pd.DataFrame:
    """List what was done of each old code that a source still used.

    Returns
    -------
    DataFrame
        Ancien code, Code actuel and Commune actuelle (null where no current commune answers), Ce
        qui a été fait, Indicateurs (their number), Clés des indicateurs; sorted by old code. An
        old commune shared between several has a row for each.
    """
    changes = read_code_changes(desk.data)
    grouped = changes.groupby(["old_code", "code", "rule"], dropna=False)["indicator"]
    table = grouped.agg(count="size", keys=_joined).reset_index()
    names = desk.territories_of(Level.COMMUNE)["name"]
    return pd.DataFrame(
        {
            "Ancien code": table["old_code"],
            "Code actuel": table["code"],
            "Commune actuelle": table["code"].map(names),
            "Ce qui a été fait": [_RULES[rule] for rule in table["rule"]],
            "Indicateurs": table["count"],
            "Clés des indicateurs": table["keys"],
        }
    )


def _joined(keys: pd.Series) -> str:
    return ", ".join(sorted(keys))
