"""Need and response taken away, never without its sources, mention and mark."""

from __future__ import annotations

import pandas as pd

from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.partnerships.need_response import NeedResponse
from common.levels import Territory
from indicators.partnerships.need_response import Quadrant

_DECIMALS = 4


def need_response_rows(view: NeedResponse) -> pd.DataFrame:
    """Lay out the territories, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per territory shown: territory (``level:code``), code, the columns of
        :class:`NeedResponse`, reading (the quadrant in French), then domain, kind, reference,
        method, sources, mention, demonstration mark and data_version.
    """
    query = view.query
    rows = view.frame.rename_axis("code").reset_index().round(_DECIMALS)
    territories = [str(Territory(query.level, code)) for code in rows["code"]]
    return rows.set_index(pd.Index(territories, name="territory")).assign(
        reading=[Quadrant(name).label for name in rows["quadrant"]],
        domain=query.domain,
        kind=query.kind or "",
        rate_reference=round(view.rate_reference, _DECIMALS),
        sources=" ; ".join(source.line() for source in view.sources),
        mention=" ".join(view.mentions),
        demonstration=DEMONSTRATION_MARK if view.demonstration else "",
        data_version=view.data_version,
    )


def need_response_name(view: NeedResponse) -> str:
    """Name the file by the question; only keys and codes enter the name."""
    query = view.query
    parts = ["fragiscope", "besoin_reponse", query.level.value, query.domain]
    parts += [part for part in (query.kind, query.group) if part]
    if query.within is not None:
        parts += [query.within.level.value, query.within.code]
    if view.demonstration:
        parts.append("demonstration")
    return "_".join(parts) + ".csv"
