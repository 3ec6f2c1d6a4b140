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
    alone: list[tuple[str, str, str]] = []
    for smaller in located:
        if not whole and LEVEL_RANKS[smaller] >= LEVEL_RANKS[level]:
            continue
        told = pd.DataFrame({"code": codes, "part": answers[f"level:{smaller}"]})
        parts = told.drop_duplicates().dropna(subset=["code"])
        single = parts[~parts["code"].duplicated(keep=False)].dropna()
        alone += [
            (smaller, str(part), str(code))
            for code, part in zip(single["code"].tolist(), single["part"].tolist(), strict=True)
        ]
    communes = _communes(memberships, {part for _, part, _ in alone} | {code for *_, code in alone})
    return {
        code
        for smaller, part, code in alone
        if _held(communes, level, code) != _held(communes, smaller, part)
    }


def _communes(memberships: pd.DataFrame, codes: set[str]) -> dict[tuple[str, str], set[str]]:
    """Give the communes of the territories of some codes, by level and code."""
    found: dict[tuple[str, str], set[str]] = {}
    pairs = memberships[memberships["code"].isin(codes)]
    columns = (pairs[name].tolist() for name in ("level", "code", "commune"))
    for level, code, commune in zip(*columns, strict=True):
        found.setdefault((level, code), set()).add(commune)
    return found


def _held(communes: Mapping[tuple[str, str], set[str]], level: str, code: str) -> set[str]:
    """Give the communes of a territory; itself, where it is one."""
    return {code} if level == Level.COMMUNE else communes.get((level, code), set())
