"""The territories of a place side by side, each ranked among those of its level in France."""

from __future__ import annotations

from typing import cast

import pandas as pd

from common.french import number, plural
from common.grammar import FEMININE_LEVELS, capitalised, of, typographic
from common.levels import Level
from indicators.base.domains import AGGREGATE_KEYS, DIMENSION_KEYS, DOMAIN_KEYS, OVERALL
from indicators.scores.standing import Standing
from reports.content.tables import rank_dot
from reports.content.words import domain_name, rank_range
from reports.report import Cell, Column, Table

#: Rows that a table has room for: beyond, the most and the least fragile alone are told.
MOST_ROWS, MOST_FRAGILE = 24, 16
#: Established fragilities named in a row; the others are counted.
MOST_NAMED = 3
_SIGNS = {
    Standing.FRAGILE: "■",
    Standing.FRAGILE_HALF: "▲",
    Standing.SOLID: "◆",
    Standing.SOLID_HALF: "▽",
    Standing.UNKNOWN: "–",
    Standing.NO_INTERVAL: "?",
}
_OTHER = "○"
_SHORT = dict(zip(DIMENSION_KEYS, ("Éco.", "Soc.", "Sté.", "Env."), strict=True))
_LEGEND = (
    "■ tiers le plus fragile ; ▲ moitié la plus fragile ; ◆ tiers le moins fragile ; ▽ moitié la "
    "moins fragile ; ○ milieu, ou non tranché ; – sans score"
)


def leading_key(parts: pd.DataFrame) -> str | None:
    """Choose what the territories are ordered by: the whole, else what most of them have.

    Parameters
    ----------
    parts : :data:`atlas.compare.parts.PARTS`.

    Returns
    -------
    str or None
        A key, None where nothing is ranked.
    """
    known = parts["rank"].notna().groupby(parts["domain"], sort=False).mean()
    if known.get(OVERALL, 0.0) > 1 / 2:
        return OVERALL
    others = known[known.index.isin([*AGGREGATE_KEYS, *DOMAIN_KEYS])]
    return str(others.idxmax()) if len(others) and others.max() > 0 else None


def parts_table(parts: pd.DataFrame, level: Level, key: str, where: str) -> Table:
    """Lay out the territories of a place, the most fragile first.

    Parameters
    ----------
    parts : :data:`atlas.compare.parts.PARTS`, the dimensions and domains among its keys.
    level : of the territories.
    key : what orders them: see :func:`leading_key`.
    where : the place that holds them, with its article (``la région Bretagne``).
    """
    leading = parts[parts["domain"] == key].set_index("code")
    leading = leading.sort_values(["rank", "name"], na_position="last", kind="stable")
    shown, told = _shown(leading, level)
    standing = parts.pivot_table(
        index="code", columns="domain", values="standing", aggfunc="first", sort=False
    )
    name = domain_name(key).lower()
    everyone = "toutes celles" if level in FEMININE_LEVELS else "tous ceux"
    standings = [cast("pd.Series", standing.loc[code]) for code in shown.index]
    rows = tuple(
        (
            Cell(typographic(str(row["name"]))),
            Cell(
                "intervalle de rang" if pd.notna(row["rank"]) else "sans score", dot=rank_dot(row)
            ),
            Cell(number(row["population"]) if pd.notna(row["population"]) else "–"),
            Cell(rank_range(row)),
            *(Cell(_sign(own[one])) for one in DIMENSION_KEYS),
            Cell(_fragilities(own)),
        )
        for (_, row), own in zip(shown.iterrows(), standings, strict=True)
    )
    return Table(
        f"{capitalised(level.plural)} {of(where)} : rang parmi {everyone} de France, {name}{told}. "
        f"Par dimension : {_LEGEND}",
        (
            Column(capitalised(level.label), width=2.1),
            Column("Lecture", "center", 1.5, axis="− → + fragile"),
            Column("Habitants", "right", 0.95),
            Column("Rang", "right", 1.75),
            *(Column(_SHORT[one], "center", 0.5) for one in DIMENSION_KEYS),
            Column("Fragilités établies", width=2.6),
        ),
        rows,
        compact=True,
    )


def _shown(leading: pd.DataFrame, level: Level) -> tuple[pd.DataFrame, str]:
    """Keep the rows that a table has room for, and say which."""
    if len(leading) <= MOST_ROWS:
        return leading, ""
    ranked = leading[leading["rank"].notna()]
    least = MOST_ROWS - MOST_FRAGILE
    if len(ranked) <= MOST_ROWS:
        return ranked, f" ({len(leading) - len(ranked)} sans rang ne sont pas montrés)"
    shown = pd.concat([ranked.head(MOST_FRAGILE), ranked.tail(least)])
    left = len(leading) - len(shown)
    return shown, (
        f" (les {number(MOST_FRAGILE)} plus fragiles, puis les {number(least)} moins fragiles ; "
        f"{number(left)} {plural(left, 'autre')} {level.label if left == 1 else level.plural})"
    )


def _sign(standing: str) -> str:
    return _SIGNS.get(Standing(standing), _OTHER)


def _fragilities(standing: pd.Series) -> str:
    """Name the domains whose whole rank interval is in the most fragile third."""
    found = [key for key in DOMAIN_KEYS if standing.get(key) == Standing.FRAGILE]
    names = [domain_name(key) for key in found[:MOST_NAMED]]
    left = len(found) - len(names)
    more = f" et {number(left)} {plural(left, 'autre')}" if left else ""
    return (", ".join(names) + more) or "aucune"
