"""The own partnerships of a place by nature: alliances, labels, co-funded projects; grants apart.

Each nature is counted apart, then all together but for the grants, which are added to nothing.
"""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place, is_overseas
from atlas.partnerships.attachment import own_records, served_domains
from atlas.partnerships.rates import zeros_by_domain
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.partnerships import KIND_ORDER, Kind, Presence, select

#: Row of the records whose scheme and title name no domain.
NO_DOMAIN = "sans_domaine"
#: Columns of all the natures together, and of those of them that have a category of alliance.
TOTAL, CATEGORISED = "total", "with_category"
KINDS = tuple(kind.value for kind in KIND_ORDER if kind is not Kind.GRANT)
#: Column of the grants, which are in no other.
GRANTS = Kind.GRANT.value


def natures_of(desk: Desk, place: Place) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count the own partnerships of a place by domain served and nature.

    A partnership that serves two domains counts in both rows, and once in the last.

    Returns
    -------
    tuple of DataFrame
        The counts, indexed by domain (16 keys, then ``sans_domaine`` and ``ensemble``), columns
        alliance, label, projet_cofinance, subvention, total (of the first three) and with_category
        (those of the total that have one), Int64: NA where no list says anything of them at this
        level, 0 where a list could have had
        one; and, in the same shape but ``with_category``, what each count means: values of
        :class:`indicators.partnerships.Presence`.
    """
    records = own_records(desk, place)
    own = pd.concat([select(records), select(records, kind=GRANTS)])
    served = served_domains(own)
    rows = served.astype("int64")
    rows[NO_DOMAIN] = (~served.any(axis="columns")).astype("int64")
    rows[OVERALL] = 1
    columns = [*KINDS, GRANTS]
    counts = rows.groupby(own["kind"]).sum().T.reindex(columns=columns, fill_value=0)
    counts = counts.rename_axis(index="domain", columns=None).astype("Int64")
    counts[TOTAL] = counts[list(KINDS)].sum(axis="columns")
    overseas = is_overseas(desk, place)
    zeros = pd.DataFrame(
        {
            column: zeros_by_domain(
                desk, place.level, None if column == TOTAL else column, overseas=overseas
            )
            for column in (*columns, TOTAL)
        }
    )
    zeros.loc[NO_DOMAIN] = zeros.loc[OVERALL]
    told = zeros.loc[counts.index].mask(counts > 0, Presence.PRESENT.value)
    known = counts.mask(told == Presence.UNKNOWN.value)
    known[CATEGORISED] = (
        rows[own["category"].notna() & (own["kind"] != GRANTS)].sum().astype("Int64")
    )
    return known.loc[[*DOMAIN_KEYS, NO_DOMAIN, OVERALL]], told
