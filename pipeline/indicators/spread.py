"""Lend to the communes the value published for their intercommunalité: estimated, and said so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from common.levels import Level, is_code
from indicators.base.status import Status
from pipeline.indicators.contract import observations
from pipeline.territory_sources import read_groups


def lent_to_communes(
    sources: Path,
    published: pd.DataFrame,
    weight: pd.Series[float] | None = None,
) -> pd.DataFrame:
    """Give each commune the value of the finest grouping that the source publishes for it.

    Parameters
    ----------
    published : rows of the contract by EPCI, établissement public territorial or commune: the
        tables that cut up the métropole du Grand Paris give Paris as a commune, and that value is
        its own (it stays observed).
    weight : by current commune, for a weighted mean.

    Returns
    -------
    DataFrame
        Commune rows of the contract; the communes of no published grouping have none.
    """
    members = pd.concat(
        [
            read_groups(sources, "epci")[1].assign(rank=0),
            read_groups(sources, "ept")[1].assign(rank=1),
            _communes_themselves(published["code"]).assign(rank=2),
        ]
    )
    lent = members.merge(published, on="code").sort_values(["year", "commune", "rank"])
    lent = lent.drop_duplicates(["year", "commune"], keep="last", ignore_index=True)
    own = lent["status"].where(lent["rank"] == 2, Status.ESTIMATED.value)
    return observations(
        Level.COMMUNE,
        lent["commune"],
        lent["year"],
        value=lent["value"],
        denominator=np.nan if weight is None else lent["commune"].map(weight),
        status=own,
    )


def _communes_themselves(codes: pd.Series[str]) -> pd.DataFrame:
    """List the communes that a table by EPCI gives by themselves."""
    own = sorted({code for code in codes if is_code(Level.COMMUNE, code)})
    return pd.DataFrame({"code": own, "commune": own}, dtype="str")
