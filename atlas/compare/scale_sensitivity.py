"""Does a reading depend on the level? The same domain at commune, EPCI, CRTE and département."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from atlas.alike.structure import communes_of_level
from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.score_table import score_table
from common.errors import NotAvailableError
from common.french import number, percent
from common.levels import Level, Territory
from indicators.base.domains import domain_label
from indicators.scores.scale_change import CLASSES, classes_of, scale_change

#: Levels compared, finest first.
LEVELS = (Level.COMMUNE, Level.EPCI, Level.CRTE, Level.DEPARTEMENT)
SENSITIVITY_COLUMNS = [
    *("finer", "wider", "units", "spearman", "changed", "changed_far", "changed_people"),
]
PLACE_COLUMNS = ["level", "code", "name", "units", "score", "class_low", "class_high", "fragile"]
_LEAST_LEVELS = 2


def scale_sensitivity(desk: Desk, domain_key: str) -> pd.DataFrame:
    """Compare the rankings of the four levels, two by two.

    A territory is set beside the territory of the wider level that holds most of its inhabitants.

    Returns
    -------
    DataFrame
        finer, wider (:class:`Level` keys), then units, spearman (weighted by population), changed,
        changed_far, changed_people: see :class:`indicators.scores.scale_change.ScaleChange`.

    Raises
    ------
    NotAvailableError
        If the domain has scores at fewer than two levels.
    """
    return desk.shared(("scales", domain_key), lambda: _sensitivity(desk, domain_key))


def _sensitivity(desk: Desk, domain_key: str) -> pd.DataFrame:
    scores = {level: _scores(desk, level, domain_key) for level in LEVELS}
    known = [level for level in LEVELS if scores[level].notna().any()]
    if len(known) < _LEAST_LEVELS:
        raise NotAvailableError(
            f"« {domain_label(domain_key)} » n’a de score qu’à un niveau : "
            "rien à comparer d’un niveau à l’autre."
        )
    rows = []
    for finer, wider in combinations(known, 2):
        people = desk.territories_of(finer)["population"].astype("float64")
        found = scale_change(scores[finer], scores[wider], containers(desk, finer, wider), people)
        rows.append(
            (
                *(finer.value, wider.value, found.units, found.spearman),
                *(found.changed, found.changed_far, found.changed_people),
            )
        )
    return pd.DataFrame(rows, columns=SENSITIVITY_COLUMNS)


def containers(desk: Desk, finer: Level, wider: Level) -> pd.Series:
    """Give the territory of a wider level that holds most inhabitants of each finer one.

    Returns
    -------
    Series
        Code, indexed by finer code, missing where no wider one holds it; equal holdings go to the
        first code.
    """
    return desk.shared(("containers", finer, wider), lambda: _containers(desk, finer, wider))


def _containers(desk: Desk, finer: Level, wider: Level) -> pd.Series:
    pairs = communes_of_level(desk, wider).merge(
        communes_of_level(desk, finer), on="commune", suffixes=("_wider", "_finer")
    )
    people = desk.territories_of(Level.COMMUNE)["population"].astype("float64").fillna(0.0)
    held = pairs["commune"].map(people).groupby([pairs["code_finer"], pairs["code_wider"]]).sum()
    ordered = held.reset_index(name="people").sort_values(
        ["code_finer", "people", "code_wider"], ascending=[True, False, True]
    )
    first = ordered.drop_duplicates("code_finer").set_index("code_finer")["code_wider"]
    return first.rename(None).reindex(desk.territories_of(finer).index)


def _scores(desk: Desk, level: Level, domain_key: str) -> pd.Series:
    """Scores of one domain, for all the territories of a level."""
    table = score_table(desk, level).reindex(desk.territories_of(level).index)
    return table[domain_key] if domain_key in table else pd.Series(np.nan, index=table.index)


def place_across_levels(desk: Desk, place: Place, domain_key: str) -> pd.DataFrame:
    """Read one place at each level: what holds it, itself, what it is made of.

    Returns
    -------
    DataFrame
        One row per level that has scores, finest first: level, code and name (of the only
        territory, else empty), units (territories with a score that hold the place, or whose
        inhabitants mostly live in it), score (of the only one), class_low and class_high (fifths,
        5 the most fragile), fragile (share of their inhabitants who live in a territory of the
        most fragile fifth).
    """
    communes = pd.Index(desk.communes(place))
    rows = [
        row for level in LEVELS if (row := _at_level(desk, level, communes, domain_key)) is not None
    ]
    return pd.DataFrame(rows, columns=PLACE_COLUMNS)


def _at_level(
    desk: Desk, level: Level, communes: pd.Index, domain_key: str
) -> tuple[object, ...] | None:
    scores = _scores(desk, level, domain_key)
    classes = classes_of(scores)
    held = containers(desk, Level.COMMUNE, level).reindex(communes).dropna()
    people = desk.territories_of(Level.COMMUNE)["population"].astype("float64").fillna(0.0)
    inside = people.reindex(held.index).groupby(held).sum()
    known = inside[inside.index.isin(scores.index[scores.notna()])]
    if known.empty:
        return None
    codes = known.index
    fragile = known[classes[codes].eq(CLASSES).to_numpy()].sum() / known.sum()
    alone = len(codes) == 1
    name = desk.territory_row(Territory(level, codes[0]))["name"] if alone else ""
    return (
        level.value,
        codes[0] if alone else "",
        name,
        len(codes),
        float(scores[codes[0]]) if alone else np.nan,
        int(classes[codes].min()),
        int(classes[codes].max()),
        float(fragile),
    )


def scale_sentence(table: pd.DataFrame, domain_key: str) -> str:
    """Sum up :func:`scale_sensitivity` in French: the pairs that agree most and least."""
    known = table.dropna(subset=["spearman"])
    if known.empty:
        return ""
    ordered = known.sort_values("spearman", kind="stable")
    most, least = ordered.iloc[-1], ordered.iloc[0]
    text = (
        f"Pour « {domain_label(domain_key)} », les rangs se ressemblent le plus entre "
        f"{_pair(most)} (corrélation des rangs {number(most['spearman'], 2)})"
    )
    if len(known) > 1:
        text += f" et le moins entre {_pair(least)} ({number(least['spearman'], 2)})"
    finest = known.iloc[0]
    level, wider = Level(finest["finer"]), Level(finest["wider"])
    text += (
        f". {percent(finest['changed'], 0)} des {level.plural} ne sont pas dans la même classe que "
        f"leur {wider.label}, dont {percent(finest['changed_far'], 0)} à deux classes ou plus."
    )
    return text


def _pair(row: pd.Series) -> str:
    return f"{Level(row['finer']).label} et {Level(row['wider']).label}"
