"""Counts that may be compared: only what is listed everywhere, in the same way.

A list that misses two départements would make them look under-allied; a scheme open only to
places with a priority neighbourhood, or in a mountain range, would do so to all the others. A
rate therefore rests on the records of the schemes that are completely listed everywhere and open
to all, at the level asked or a finer one: those of alliances and labels, unless one kind is asked
for. The other records are counted beside it.
"""

from __future__ import annotations

import pandas as pd

from common.levels import LEVEL_RANKS
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.partnerships.records import has_key, select
from indicators.partnerships.vocabulary import RATED_KINDS, Coverage, Kind


def comparable_schemes(
    schemes: pd.DataFrame, usual: pd.Series[str], level: str, kind: str | None = None
) -> pd.DataFrame:
    """Choose the rows of the crosswalk on which a comparison at a level may rest.

    Parameters
    ----------
    schemes : the crosswalk.
    usual : by scheme, the level of most of its places (output of ``usual_levels``).
    level : level of the territories compared.
    kind : compare the records of one kind; alliances and labels when None.
    """
    rank = schemes["scheme"].map(usual).map(LEVEL_RANKS)
    kinds = [rated.value for rated in RATED_KINDS] if kind is None else [kind]
    listed = (schemes["coverage"] == Coverage.FRANCE) & schemes["kind"].isin(kinds)
    return schemes[listed & (rank <= LEVEL_RANKS[level])]


def comparable_counts(
    records: pd.DataFrame, own: pd.DataFrame, codes: pd.Index, kind: str | None = None
) -> pd.DataFrame:
    """Count the own records of every territory, over all and by domain served, that go on.

    Parameters
    ----------
    records : the records of comparable schemes.
    own : record, code: the own records of the territories of a level, of any scheme.
    codes : of all the territories of the level.
    kind : count the records of one kind only.

    Returns
    -------
    DataFrame
        Index ``codes``; one column (int64) per domain that at least one record serves, and
        ``ensemble``: every record once, those that serve no known domain too; without it for
        grants, which make no whole.
    """
    records = select(records, kind=kind)
    kept = own[own["record"].isin(records["record"])]
    served = kept["record"].map(records.set_index("record")["domains"])
    columns = {key: kept.loc[has_key(served, key), "code"] for key in DOMAIN_KEYS}
    if kind != Kind.GRANT:
        columns[OVERALL] = kept["code"]
    return pd.DataFrame(
        {
            key: found.value_counts().reindex(codes, fill_value=0).astype("int64")
            for key, found in columns.items()
            if len(found)
        },
        index=codes,
    )
