"""The national programmes that a place is part of, from the partnership records."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.partnerships.around import AROUND, INSIDE
from common.french import NO_BREAK_SPACE, number
from indicators.partnerships import Kind
from own_data.kinds.keys import is_own

_WIDER = "d’un territoire plus large"
_PROGRAMME_KINDS = (Kind.LABEL.value, Kind.ALLIANCE.value)


def programmes_of(desk: Desk, records: pd.DataFrame) -> tuple[str, ...]:
    """Name the programmes of some records, the place's own first; a list of one's own is none.

    Parameters
    ----------
    records : as given by :func:`atlas.partnerships.around.records_of`.

    Returns
    -------
    tuple of str
        French labels in alphabetical order, with the number of records when there are several;
        then those around.
    """
    labels = desk.schemes.set_index("scheme")["label"]
    national = ~records["scheme"].map(is_own).astype(bool)
    programmes = records[records["kind"].isin(_PROGRAMME_KINDS) & national]
    named = programmes.assign(label=programmes["scheme"].map(labels))
    own = named.loc[named["attached"] == INSIDE, "label"].value_counts().sort_index()
    around = named.loc[named["attached"] == AROUND, "label"].drop_duplicates().sort_values()
    return (
        *(
            f"{label} ({number(count)}{NO_BREAK_SPACE}partenariats)" if count > 1 else str(label)
            for label, count in own.items()
        ),
        *(f"{label} ({_WIDER})" for label in around if label not in own.index),
    )
