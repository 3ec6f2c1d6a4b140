"""What the screen on data and method tells: coverage of the indicators, old codes, the method."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from common.french import spaced
from common.levels import Level
from common.paths import ROOT
from indicators.base.status import Status
from indicators.base.values import read_code_changes

#: What became of a commune code that a source still used.
_RULES = {
    "merged": "commune fusionnée : ajoutée à la commune actuelle",
    "renamed": "code changé, même commune",
    "arrondissement": "arrondissement : ajouté à sa ville",
    "split": "commune rétablie depuis : partagée selon la population, valeur estimée",
    "absent": "ancienne commune que la source n’a pas : la commune actuelle reste sans valeur",
    "unknown": "hors des communes des 101 départements : laissée de côté",
}


def coverage_table(desk: Desk, level: Level) -> pd.DataFrame:
    """Share of the territories of a level in each status, latest year of each indicator.

    Returns
    -------
    DataFrame
        One row per indicator of the catalogue: Indicateur, Année, then one column per status
        (percentage of the territories, one decimal).
    """
    series = desk.series
    newest = series[(series["level"] == level.value) & series["newest"]].set_index("indicator")
    newest = newest.reindex(list(desk.catalogue))
    shares = newest[[status.value for status in Status]] / len(desk.territories_of(level)) * 100
    years = newest["year"]
    table = pd.DataFrame(
        {
            "Indicateur": [indicator.label for indicator in desk.catalogue.values()],
            "Année": years.to_numpy(),
        }
    )
    for status in Status:
        if status is Status.MODELLED:  # perceptions alone are modelled, never an indicator
            continue
        column = shares.get(status.value, 0.0)
        table[f"{status.label.capitalize()} (%)"] = (
            pd.Series(column, index=shares.index).round(1).to_numpy()
        )
    return table


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


def method_text() -> str:
    """Read ``docs/methode.md``, with the no-break spaces that print wants."""
    return spaced((ROOT / "docs" / "methode.md").read_text("utf-8"))
