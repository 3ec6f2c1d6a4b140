"""What gets worse and what gets better, where a test establishes it, with its years."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.profile import Profile
from atlas.profile.trend_words import trend_line
from atlas.profile.trends import established
from common.french import number
from common.grammar import typographic
from indicators.base.fragile_direction import FragileDirection
from indicators.base.trend import TrendTest
from reports.report import Paragraph

#: Series told for each direction; beyond, they are counted.
MOST_TOLD = 3
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
