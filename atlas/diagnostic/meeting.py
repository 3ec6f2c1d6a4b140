"""Whom to meet on a domain: who acts on the place, around it and in territories alike; who is not
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.partnerships.around import INSIDE, WHERE
from atlas.partnerships.examples import examples
from atlas.profiles import Profile
from common.errors import NotAvailableError
from common.french import listed
from indicators.partnerships import KIND_ORDER, SEPARATOR, PartnerProfile, has_key, kind_words

#: Records told for a domain.
MOST_MET = 3
_UNNAMED = "partenaires non nommés par la source"


def meetings(profile: Profile, domains: Sequence[str]) -> pd.DataFrame:
    """List the partnerships of a place, and around it, that serve some domains.

    Those whose partners are named come first, then alliances, then those of the place itself.

    Returns
    -------
    DataFrame
        domain, record, title, nature (French), partners (French where the source names none),
        where (French), link; :data:`MOST_MET` rows at most for a domain.
    """
    records = profile.partnerships
    order = {kind.value: rank for rank, kind in enumerate(KIND_ORDER)}
    ranked = records.assign(
        unnamed=records["partners"].isna(),
        order=records["kind"].map(order),
        away=records["attached"] != INSIDE,
    ).sort_values(["unnamed", "order", "away", "title"], kind="stable")
    frames = [
        ranked[has_key(ranked["domains"], key)].head(MOST_MET).assign(domain=key) for key in domains
    ]
    found = pd.concat(frames) if frames else ranked.head(0).assign(domain="")
    natures = [kind_words(*row) for row in zip(found["kind"], found["partners"], strict=True)]
    told = found.assign(
        nature=natures,
        partners=found["partners"].fillna(_UNNAMED),
        where=found["attached"].map(WHERE),
    )
    columns = ["domain", "record", "title", "nature", "partners", "where", "link"]
    return told[columns].reset_index(drop=True)


def absent_profiles(profile: Profile, key: str) -> tuple[PartnerProfile, ...]:
    """List the profiles of partners that no record of the domain names, here or around."""
    records = profile.partnerships
    served = records.loc[has_key(records["domains"], key), "profiles"].dropna()
    present = {name for names in served for name in str(names).split(SEPARATOR)}
    return tuple(one for one in PartnerProfile if one.value not in present)


def profile_names(profiles: Iterable[PartnerProfile]) -> str:
    """Enumerate profiles of partners; the State keeps its capital.

    >>> profile_names([PartnerProfile.FONDATION, PartnerProfile.ETAT])
    'fondation et État'
    """
    kept = {PartnerProfile.ETAT: PartnerProfile.ETAT.label}
    return listed([kept.get(one, one.label.lower()) for one in profiles])


def elsewhere(desk: Desk, place: Place, domains: Sequence[str]) -> pd.DataFrame:
    """Find partnerships of territories alike on some domains; none where nothing is comparable.

    Returns
    -------
    DataFrame
        See :func:`atlas.partnerships.examples.examples`.
    """
    try:
        found = examples(desk, place)
    except NotAvailableError:
        return pd.DataFrame(columns=["domain", "title", "territory", "territory_name", "why"])
    return found[found["domain"].isin(list(domains))].reset_index(drop=True)
