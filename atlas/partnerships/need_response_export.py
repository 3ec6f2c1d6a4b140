"""Need and response taken away, never without its sources, mention and mark."""

from __future__ import annotations

from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file
from atlas.partnerships.need_response import NeedResponse
from indicators.partnerships.need_response import Quadrant

_DECIMALS = 4


def taken_need(view: NeedResponse) -> Taken:
    """Lay out the territories, to be written as a table.

    Returns
    -------
    Taken
        One row per territory shown: territory (``level:code``), code, the columns of
        :class:`NeedResponse`, reading (the quadrant in French), domain, kind.
    """
    query = view.query
    rows = by_territory(view.frame, query.level)
    rows = rows.assign(
        reading=[Quadrant(name).label for name in rows["quadrant"]],
        domain=query.domain,
        kind=query.kind or "",
    )
    return Taken("besoin_reponse", rows.round(_DECIMALS), view.about)


def need_response_name(view: NeedResponse, extension: str) -> str:
    """Name the file by the question; ``extension`` is without a dot."""
    query = view.query
    parts = ["besoin_reponse", query.level.value, query.domain, query.kind, query.group]
    if query.within is not None:
        parts += [query.within.level.value, query.within.code]
    return named_file(parts, view.about, extension)
