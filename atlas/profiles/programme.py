"""The programme's own questions around a place, as an organisation asked them there."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.whose import territories_of_answers
from atlas.divergences.programme import PROGRAMME, programme_shares
from common.levels import Territory
from common.table_schema import Field

PLACE_PROGRAMME = replace(
    PROGRAMME,
    rows="a share around a place, of the finest territory that was asked, the last time it was",
    key=("variable", "group"),
    columns=(Field("whose", "str", ":class:`atlas.desk.whose.Whose`"), *PROGRAMME.columns),
)


def programme_of(desk: Desk, place: Place, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Find what own surveys say of the programme's questions, around a place.

    Returns
    -------
    DataFrame
        :data:`PLACE_PROGRAMME`, in the order of the questions of the kit, then of groups.
    """
    rows = around(desk, place, parents)
    best = rows.sort_values(["nearness", "year", "survey"], ascending=[True, False, True],
                            kind="stable").drop_duplicates(["variable", "group"])  # fmt: skip
    return best.sort_index()[PLACE_PROGRAMME.names].reset_index(drop=True)


def around(desk: Desk, place: Place, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Keep the shares of the territories whose answers may be told around a place.

    Returns
    -------
    DataFrame
        :data:`PLACE_PROGRAMME` and nearness (0 the finest territory).
    """
    places = territories_of_answers(desk, place, parents)
    rows = programme_shares(desk)
    rows = rows[rows["measured"].isin([str(one) for one in places])]
    nearness = {str(one): rank for rank, one in enumerate(places)}
    whose = {str(one): of.value for one, of in places.items()}
    return rows.assign(
        whose=rows["measured"].map(whose).astype("str"),
        nearness=rows["measured"].map(nearness).astype("int64"),
    )
