"""The answers of a reader beside what is established of a place, domain by domain."""

from __future__ import annotations

import pandas as pd

from atlas.diagnostic.answers import MOST_PRIORITIES, Diagnosis, in_order
from atlas.profiles import Profile
from atlas.profiles.goals import recorded_words
from atlas.profiles.reading import standing_words
from common.labelled import Explained
from indicators.base.domains import domain


class Crossing(Explained):
    """What a domain is, once the answers of the reader are beside the measure.

    It is no position of :mod:`indicators.views.positions`: one reader is no survey.
    """

    SHARED = (
        "shared",
        "Établie par la mesure, et entendue",
        "Les chiffres et ce que vous entendez vont dans le même sens : de quoi agir.",
    )
    UNHEARD = (
        "unheard",
        "Établie par la mesure, pas entendue",
        "Les chiffres disent une fragilité dont vous n’entendez pas parler : qui la vit ?",
    )
    HEARD = (
        "heard",
        "Entendue, non établie par la mesure",
        "Vous entendez ce que les indicateurs n’établissent pas : que ne mesurent-ils pas ?",
    )
    RETAINED = (
        "retained",
        "Retenue, ni établie ni entendue",
        "Vous retenez ce domaine pour une raison que ni les chiffres ni les voix ne disent.",
    )


def crossed(profile: Profile, diagnosis: Diagnosis) -> pd.DataFrame:
    """Cross what is established of a place with what a reader answers.

    Returns
    -------
    DataFrame
        Indexed by domain, those where a fragility is established (whole rank interval in the most
        fragile third) or that an answer names: label, measured, retained (a priority is), heard,
        acting (bool), reading (:class:`Crossing`), standing, partnerships (French). What is both
        measured and heard comes first; in a reading, what nobody is known to act on.
    """
    weak = [str(key) for key in profile.weaknesses.index]
    keys = in_order([*weak, *diagnosis.retained, *diagnosis.heard, *diagnosis.priorities])
    peers = profile.place.level.plural
    rows = pd.DataFrame(
        {
            "label": [domain(key).short for key in keys],
            "measured": [key in weak for key in keys],
            "retained": [key in (*diagnosis.retained, *diagnosis.priorities) for key in keys],
            "heard": [key in diagnosis.heard for key in keys],
            "acting": [key in diagnosis.acting for key in keys],
            "reading": [_reading(key in weak, key in diagnosis.heard).value for key in keys],
            "standing": [
                standing_words(profile.domain(key), peers, profile.territories) for key in keys
            ],
            "partnerships": [recorded_words(profile, key) for key in keys],
        },
        index=pd.Index(keys, name="domain", dtype="str"),
    )
    order = {reading.value: rank for rank, reading in enumerate(Crossing)}
    ranks = rows.assign(order=rows["reading"].map(order))
    return rows.loc[ranks.sort_values(["order", "acting"], kind="stable").index]


def proposed(found: pd.DataFrame) -> tuple[str, ...]:
    """Propose priorities: what comes first in :func:`crossed`, of what the reader named.

    Where the reader named nothing, what is established comes first.
    """
    named = found[found["retained"] | found["heard"]]
    kept = named if len(named) else found
    return tuple(str(key) for key in kept.index[:MOST_PRIORITIES])


def subjects(found: pd.DataFrame, diagnosis: Diagnosis) -> tuple[str, ...]:
    """List the domains that a sheet speaks of: the priorities, or those proposed."""
    return diagnosis.priorities[:MOST_PRIORITIES] or proposed(found)


def _reading(measured: bool, heard: bool) -> Crossing:
    if measured:
        return Crossing.SHARED if heard else Crossing.UNHEARD
    return Crossing.HEARD if heard else Crossing.RETAINED
