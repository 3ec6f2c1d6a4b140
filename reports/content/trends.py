"""What gets worse and what gets better, where a test establishes it, with its years."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.wording import briefly, quantity
from atlas.profiles import Profile
from atlas.profiles.trend_words import direction_words, trend_line
from atlas.profiles.trends import established
from common.french import number
from common.grammar import typographic
from indicators.base.fragile_direction import FragileDirection
from indicators.base.status import Status
from indicators.base.trend import TrendTest
from reports.content.words import domain_name
from reports.report import Cell, Column, Paragraph, Table

#: Series told for each direction; beyond, they are counted.
MOST_TOLD = 3
#: Rows of a table for each direction.
MOST_ROWS = 12
_LEADS = {
    FragileDirection.WORSENS: "Se dégrade, de façon établie",
    FragileDirection.IMPROVES: "S’améliore, de façon établie",
}


def trend_paragraphs(desk: Desk, profile: Profile) -> tuple[Paragraph, ...]:
    """Tell the series of the index that go one way; nothing where nothing is established.

    Returns
    -------
    tuple of Paragraph
        At most one for what gets worse, then one for what gets better.
    """
    told = [(lead, established(profile.trends, direction)) for direction, lead in _LEADS.items()]
    return tuple(
        Paragraph(_sentence(desk, profile, rows), lead=f"{lead}.", small=True)
        for lead, rows in told
        if len(rows)
    )


def trends_table(trends: pd.DataFrame) -> Table | None:
    """Lay out what goes one way, what gets worse first, the indicators of the index first.

    Parameters
    ----------
    trends : :data:`atlas.profiles.trends.PROFILE_TRENDS`, of a place or of the country.

    Returns
    -------
    Table or None
        None where nothing is established.
    """
    order = {direction.value: rank for rank, direction in enumerate(_LEADS)}
    told = trends[trends["fragile_direction"].isin(order)]
    told = told.assign(
        side=told["fragile_direction"].map(order),
        apart=~told["in_index"],
        size=-told["change"].abs(),
    ).sort_values(["side", "apart", "size"], kind="stable")
    kept = told.groupby("side", sort=False).head(MOST_ROWS)
    if kept.empty:
        return None
    left = len(told) - len(kept)
    more = f" ; {number(left)} autres ne sont pas montrées" if left else ""
    beside = bool((kept["france"] - kept["last_value"]).abs().gt(0).any())
    return Table(
        f"Séries dont un test établit le sens{more}",
        (
            Column("Domaine", width=1.3),
            Column("Indicateur", width=3.2),
            Column("Au début", "right", 1.5),
            Column("À la fin", "right", 1.5),
            *((Column("France, à la fin", "right", 1.3),) if beside else ()),
            Column("Sens", width=1.15),
        ),
        tuple(_row(row, beside=beside) for _, row in kept.iterrows()),
        compact=True,
    )


def _row(row: pd.Series, *, beside: bool) -> tuple[Cell, ...]:
    unit = str(row["unit"])
    first, last = briefly(row["first_value"], unit), quantity(row["last_value"], unit)
    france = briefly(row["france"], unit)
    estimated = ", estimé" if row["status"] == Status.ESTIMATED.value else ""
    texts = (
        domain_name(str(row["domain"])),
        str(row["label"]),
        f"{first} ({row['first']})",
        f"{last} ({row['last']}{estimated})",
        *((france,) if beside else ()),
        direction_words(str(row["fragile_direction"])),
    )
    return tuple(Cell(typographic(text)) for text in texts)


def _sentence(desk: Desk, profile: Profile, rows: pd.DataFrame) -> str:
    """Name the largest changes, each test once after those that rest on it."""
    shown = rows.head(MOST_TOLD)
    groups = []
    for test, alike in shown.groupby("test", sort=False):
        lines = [trend_line(desk, profile, row) for _, row in alike.iterrows()]
        groups.append(f"{' ; '.join(lines)} – {TrendTest(str(test)).label}")
    text = ". ".join(groups)
    left = len(rows) - len(shown)
    if left:
        text += f" ; et {'un autre indicateur' if left == 1 else f'{number(left)} autres'}"
    return typographic(f"{text}.")
