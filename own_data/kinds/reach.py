"""How far the answers of a survey reach: a territory is not told by one of its parts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from common.levels import FRANCE_CODE, LEVEL_RANKS, Level


def told_by_a_part(
    answers: pd.DataFrame, memberships: pd.DataFrame, level: str, located: list[str]
) -> set[str]:
    """Find the territories whose respondents all live in a single smaller one, not the whole of it.

    Forty inhabitants of a town say nothing of its région: their estimate would stand on a map of
    the régions beside those of the country.

    Parameters
    ----------
    answers : columns ``level:…``.
    memberships : level, code, commune.
    level : of the territories; the whole country for ``france``.
    located : levels of the columns of the answers.

    Returns
    -------
    set of str
        Codes.
    """
    whole = level == Level.FRANCE
    codes = pd.Series(FRANCE_CODE, index=answers.index) if whole else answers[f"level:{level}"]
    found: set[str] = set()
    pairs = memberships[memberships["level"].isin({level, *located})]
    communes = {
        (str(of), str(code)): set(some)
        for (of, code), some in pairs.groupby(["level", "code"], observed=True)["commune"]
    }
    for smaller in located:
        if not whole and LEVEL_RANKS[smaller] >= LEVEL_RANKS[level]:
            continue
        told = pd.DataFrame({"code": codes, "part": answers[f"level:{smaller}"]})
        parts = told.drop_duplicates().dropna(subset=["code"])
        alone = parts[~parts["code"].duplicated(keep=False)].dropna()
        for code, part in alone.itertuples(index=False):
            if _held(communes, level, code) != _held(communes, smaller, str(part)):
                found.add(str(code))
    return found


def _held(communes: Mapping[tuple[str, str], set[str]], level: str, code: str) -> set[str]:
    """Give the communes of a territory; itself, where it is one."""
    return {code} if level == Level.COMMUNE else communes.get((level, code), set())
