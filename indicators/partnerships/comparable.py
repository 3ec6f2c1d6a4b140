"""Counts that may be compared: only what is listed everywhere, in the same way.

A list that misses two départements would make them look under-allied; a scheme open only to
places with a priority neighbourhood, or in a mountain range, would do so to all the others. A
rate therefore rests on the records of the schemes that are completely listed everywhere and open
to all, at the level asked or a finer one. The other records are counted beside it.
"""

from __future__ import annotations

import pandas as pd

from common.levels import LEVEL_RANKS
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.partnerships.attachment import attach, communes_by_target
from indicators.partnerships.records import has_key
from indicators.partnerships.vocabulary import Coverage


def comparable_schemes(schemes: pd.DataFrame, usual: pd.Series[str], level: str) -> pd.DataFrame:
    """Choose the rows of the crosswalk on which a comparison at a level may rest.

    Parameters
    ----------
    schemes : the crosswalk.
    usual : by scheme, the level of most of its places (output of ``usual_levels``).
    level : level of the territories compared.
    """
    rank = schemes["scheme"].map(usual).map(LEVEL_RANKS)
    return schemes[(schemes["coverage"] == Coverage.FRANCE) & (rank <= LEVEL_RANKS[level])]


def comparable_counts(
    records: pd.DataFrame,
    named: pd.DataFrame,
    memberships: pd.DataFrame,
    population: pd.Series[float],
    level: str,
) -> pd.DataFrame:
    """Count the own records of every territory, over all and by domain served.

    Parameters
    ----------
    records : the records of comparable schemes.
    named : record, level, code: the places that they name.
    memberships : level, code, commune.
    population : inhabitants by commune code.
    level : level of the territories.

    Returns
    -------
    DataFrame
        Index code, sorted, every territory of the level; one column (int64) per domain, and
        ``ensemble``: every record once, those that serve no known domain too.
    """
    codes = communes_by_target(level, memberships, population)["target"].unique()
    index = pd.Index(codes, name="code").sort_values()
    kept = named[named["record"].isin(records["record"])]
    attached = attach(kept, memberships, population, level, own_only=True)
    served = attached["record"].map(records.set_index("record")["domains"])
    columns = {key: attached.loc[has_key(served, key), "target"] for key in DOMAIN_KEYS}
    columns[OVERALL] = attached["target"]
    return pd.DataFrame(
        {
            key: found.value_counts().reindex(index, fill_value=0).astype("int64")
            for key, found in columns.items()
        },
        index=index,
    )
