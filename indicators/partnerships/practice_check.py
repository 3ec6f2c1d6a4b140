"""What may not stand in a table of practices, and what its words say of each other."""

from __future__ import annotations

import pandas as pd

from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships.practice_words import FAMILY_OF, TYPES_OF, Aim, PracticeType
from indicators.partnerships.practices import PRACTICES
from indicators.partnerships.records import SEPARATOR
from indicators.partnerships.vocabulary import Category, Family, PartnerProfile, Scale


def practice_faults(practices: pd.DataFrame) -> list[str]:
    """Say what is wrong in a table of practices, beside its columns and types.

    Returns
    -------
    list of str
        French, with the practice; empty where every word is one of its list, each type of its
        family, and each end after its start.
    """
    faults = PRACTICES.faults(practices)
    if faults:
        return faults
    for column, known in (
        ("category", Category),
        ("family", Family),
        ("type", PracticeType),
        ("scale", Scale),
    ):
        wrong = practices[column].notna() & ~practices[column].isin([str(one) for one in known])
        faults += _told(practices, wrong, f"{column} inconnu")
    several: dict[str, set[str]] = {
        "domains": set(DOMAIN_KEYS),
        "aims": {str(one) for one in Aim},
        "profiles": {str(one) for one in PartnerProfile},
    }
    for column, names in several.items():
        wrong = practices[column].map(lambda text, names=names: bool({*_keys(text)} - names))
        faults += _told(practices, wrong, f"{column} inconnu")
    faults += _told(practices, other_family(practices), "type d’une autre famille")
    faults += _told(practices, other_category(practices), "type et catégorie différents")
    late = (practices["end_year"] < practices["start_year"]).fillna(False).astype(bool)
    return faults + _told(practices, late, "fin avant le début")


def other_family(practices: pd.DataFrame) -> pd.Series[bool]:
    """Tell which practices have a type that is not of their family.

    >>> frame = pd.DataFrame({"family": ["engagement", "engagement"], "type": ["mecenat", None]})
    >>> other_family(frame).tolist()
    [True, False]
    """
    family = practices["type"].map({str(kind): str(one) for kind, one in FAMILY_OF.items()})
    return family.notna() & practices["family"].notna() & (family != practices["family"])


def other_category(practices: pd.DataFrame) -> pd.Series[bool]:
    """Tell which partnerships have a type that is not their category.

    >>> frame = pd.DataFrame({"category": ["mecenat"] * 2, "type": ["mecenat", "tiers_lieux"]})
    >>> other_category(frame).tolist(), other_category(frame.assign(category="autre")).tolist()
    ([False, False], [True, False])
    """
    partnership = practices["type"].isin([str(kind) for kind in TYPES_OF[Family.PARTNERSHIP]])
    return (
        partnership & practices["category"].notna() & (practices["category"] != practices["type"])
    )


def with_what_words_mean(practices: pd.DataFrame) -> pd.DataFrame:
    """Complete the words that follow from others by their definition, and from nothing else.

    A type has one family. The types of partnerships are the four categories: each says the other.

    >>> frame = pd.DataFrame({"family": [None, "partenariale", "dynamique_collective"],
    ...     "type": ["tiers_lieux", None, None], "category": [None, "mecenat", "mecenat"]})
    >>> with_what_words_mean(frame)[["family", "type", "category"]].fillna("").to_numpy().tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['dynamique_collective', 'tiers_lieux', ''], ['partenariale', 'mecenat', 'mecenat'],
     ['dynamique_collective', '', 'mecenat']]
    """
    of_type = practices["type"].map({str(kind): str(one) for kind, one in FAMILY_OF.items()})
    family = practices["family"].fillna(of_type)
    partnership = family.eq(str(Family.PARTNERSHIP))
    kinds = [str(kind) for kind in TYPES_OF[Family.PARTNERSHIP]]
    kind = practices["type"].fillna(practices["category"].where(partnership))
    category = practices["category"].fillna(kind.where(partnership & kind.isin(kinds)))
    return practices.assign(family=family, type=kind, category=category)


def _keys(text: str) -> list[str]:
    return [key for key in text.split(SEPARATOR) if key]


def _told(practices: pd.DataFrame, wrong: pd.Series, what: str) -> list[str]:
    return [f"« {key} » : {what}" for key in practices.loc[wrong, "practice"]]
