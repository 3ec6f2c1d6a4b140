"""Contrasted territories: few EPCI that stand, each for a group, for all the structures there are.

The rule is that of ``docs/decisions/0026-contrasted-territories.md``: medoids of the traits of
structure (:mod:`atlas.alike.structure`), outre-mer apart. No score enters: nobody is there for
being better or worse than the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.alike.structure import TRAITS, TRANSFORMS, structures
from atlas.desk.desk import Desk
from atlas.desk.place import OVERSEAS_PREFIX
from common.levels import Level, Territory
from indicators.scores.medoids import medoids
from indicators.scores.similarity import spreads, transformed

LEVEL = Level.EPCI
#: Groups of métropole and of outre-mer.
MAINLAND, OVERSEAS = 8, 2
#: Said beside the portraits.
RULE = (
    "Portraits choisis par la structure, jamais par le mérite : les EPCI sont rangés en dix "
    "groupes selon leurs traits (population et son évolution, densité, degré de ruralité, nombre "
    "de communes, résidences secondaires, établissements employeurs, couvert arboré), huit en "
    "métropole et deux outre-mer, où deux traits manquent ; chaque portrait est celui de l’EPCI "
    "le plus proche des autres de son groupe. Aucun score de fragilité n’entre dans ce choix ; un "
    "EPCI dont un trait manque n’y entre pas non plus."
)


@dataclass(frozen=True)
class Contrasted:
    """A territory that stands for others.

    Attributes
    ----------
    territory : the medoid.
    stands_for : how many territories its group holds, itself included.
    sentence : the trait that sets its group most apart, here and in the median territory of the
        same part of the country.
    overseas : whether it is compared with outre-mer.
    """

    territory: Territory
    stands_for: int
    sentence: str
    overseas: bool


def contrasted(desk: Desk) -> tuple[Contrasted, ...]:
    """Choose the territories, from the densest to the sparsest, those of outre-mer last."""
    return desk.shared("contrasted", lambda: _contrasted(desk.national))


def _contrasted(desk: Desk) -> tuple[Contrasted, ...]:
    traits = structures(desk, LEVEL)
    overseas = desk.territories_of(LEVEL)["departement"].str.startswith(OVERSEAS_PREFIX)
    return (
        *_chosen(traits[~overseas], MAINLAND, overseas=False),
        *_chosen(traits[overseas], OVERSEAS, overseas=True),
    )


def _chosen(traits: pd.DataFrame, count: int, *, overseas: bool) -> list[Contrasted]:
    """Choose among territories on the traits that most of them have; who lacks one is left out."""
    known = traits.loc[:, traits.notna().mean() > 0.5].dropna()
    scaled = transformed(known, TRANSFORMS).dropna()
    scaled = scaled / spreads(scaled)
    scaled = scaled.dropna(axis="columns") - scaled.median()
    squares = sum((trait[:, None] - trait) ** 2 for trait in scaled.to_numpy().T)
    apart = np.sqrt(squares / scaled.shape[1])
    ranks, groups = medoids(apart, count)
    usual = known.median()
    median = "l’EPCI médian d’outre-mer" if overseas else "l’EPCI médian"
    found = []
    for rank, member in enumerate(ranks):
        code = str(scaled.index[member])
        distinct = str(scaled[groups == rank].median().abs().idxmax())
        trait = next(one for one in TRAITS if one.key == distinct)
        found.append(
            Contrasted(
                Territory(LEVEL, code),
                int((groups == rank).sum()),
                trait.against(float(known[distinct][code]), float(usual[distinct]), median),
                overseas,
            )
        )
    dense = traits["densite"]
    return sorted(found, key=lambda one: -float(dense[one.territory.code]))
