"""Need and response taken away, never without its sources, mention and mark."""

from __future__ import annotations

import pandas as pd

from atlas.desk.written import by_territory, named_file, with_provenance
from atlas.partnerships.need_response import NeedResponse
from indicators.partnerships.need_response import Quadrant

_DECIMALS = 4


def need_response_rows(view: NeedResponse) -> pd.DataFrame:
    """Lay out the territories, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per territory shown: territory (``level:code``), code, the columns of
        :class:`NeedResponse`, reading (the quadrant in French), domain, kind and
        :data:`atlas.desk.written.COLUMNS`.
    """
    query = view.query
    rows = by_territory(view.frame, query.level)
    rows = rows.assign(
        reading=[Quadrant(name).label for name in rows["quadrant"]],
        domain=query.domain,
        kind=query.kind or "",
    )
    return with_provenance(rows.round(_DECIMALS), view.about)


def need_response_name(view: NeedResponse) -> str:
    """Name the file by the question."""
    query = view.query
    parts = ["besoin_reponse", query.level.value, query.domain, query.kind, query.group]
    if query.within is not None:
        parts += [query.within.level.value, query.within.code]
    return named_file(parts, view.about, "csv")
