"""Where a layer's values gather, and whether the objective and the perceived gather together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.layers.layer import Layer, layer
from atlas.layers.measures.objective import OBJECTIVE
from atlas.layers.measures.perceived import PERCEIVED
from atlas.layers.query import LayerQuery
from common.errors import NotAvailableError
from common.french import number, signed
from geo.spatial_statistics.chance import LOCAL_PERMUTATIONS, MARGIN, MOST_ROUNDS, SEED
from geo.spatial_statistics.lee import Lee, lee
from geo.spatial_statistics.local_moran import ALPHA, local_moran
from geo.spatial_statistics.moran import GlobalMoran, moran
from geo.spatial_statistics.wording import (
    global_sentence,
    labels,
    left_out_sentence,
    local_sentence,
)

METHOD = (
    "I de Moran local, voisins par contact des contours à poids égaux (aucun lien par-dessus "
    "l’eau, outre-mer compris), permutations conditionnelles, p bilatéral, taux de fausses "
    "découvertes tenu sur tous les territoires testés (Benjamini-Hochberg)"
)


@dataclass(frozen=True)
class ClusterLayer:
    """Clusters of the values of a layer.

    Attributes
    ----------
    layer : the layer asked about: title, sources, mentions and demonstration flag are its own.
    frame : index code; name; the columns of
        :func:`geo.spatial_statistics.local_moran.local_moran`; label (French). ``quadrant`` is
        empty wherever nothing may be drawn.
    moran : the global statistic.
    method : French sentence, with the draw.
    """

    layer: Layer
    frame: pd.DataFrame
    moran: GlobalMoran
    method: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the picture says, and which territories it leaves out, in French."""
        said = (
            global_sentence(self.moran),
            local_sentence(self.frame),
            left_out_sentence(self.frame),
        )
        return tuple(sentence for sentence in said if sentence)


def clusters(desk: Desk, layer: Layer) -> ClusterLayer:
    """Find the clusters of a layer (about twenty seconds for the communes).

    Neighbours are sought among the territories of the layer alone; high and low are told against
    their mean.

    Raises
    ------
    NotAvailableError
        If fewer than 30 territories have a value and a neighbour (régions, for instance), or if
        the measure is not one whose values gather.
    """
    if layer.measure.unclustered:
        raise NotAvailableError(
            f"Les regroupements de « {layer.measure.label} » ne sont pas cherchés : "
            f"{layer.measure.unclustered}."
        )
    values = layer.table["value"].astype("float64")
    neighbours = desk.neighbours(layer.query.level).subgraph(values.index)
    found = moran(values.rename(layer.about.title), neighbours)
    local = local_moran(values.rename(layer.about.title), neighbours)
    frame = local.assign(label=labels(local))
    frame.insert(0, "name", layer.table["name"].reindex(frame.index))
    drawn = (
        f"{number(LOCAL_PERMUTATIONS)} tirages, jusqu’à {MOST_ROUNDS} fois plus pour ce qu’ils "
        f"laissent indécis, graine {SEED}"
    )
    return ClusterLayer(layer, frame, found, f"{METHOD} ; {drawn}.")


@dataclass(frozen=True)
class Association:
    """Whether objective and perceived fragility gather in the same places.

    Attributes
    ----------
    objective, perceived : the two layers; mentions and demonstration flag are theirs.
    lee : the statistic.
    sentence : its reading, in French.
    """

    objective: Layer
    perceived: Layer
    lee: Lee
    sentence: str


def association(desk: Desk, query: LayerQuery) -> Association:
    """Measure Lee's L between objective and perceived fragility.

    Parameters
    ----------
    query : level, domain, group and container; its measure is not used.

    Raises
    ------
    NotAvailableError
        If there is no perceived layer, or fewer than 30 territories have both values and a
        neighbour.
    """
    plain = replace(query, indicator=None, year=None)
    objective = layer(desk, replace(plain, measure=OBJECTIVE))
    perceived = layer(desk, replace(plain, measure=PERCEIVED))
    pair = [one.table["value"].astype("float64") for one in (objective, perceived)]
    neighbours = desk.neighbours(query.level).subgraph(pair[0].index)
    try:
        found = lee(pair[0], pair[1], neighbours)
    except NotAvailableError as error:
        raise NotAvailableError(
            f"L’association spatiale entre mesuré et perçu n’est pas calculée. {error}"
        ) from error
    return Association(objective, perceived, found, _sentence(found))


def _sentence(found: Lee) -> str:
    if abs(found.p - ALPHA) <= MARGIN * found.p_error:
        reading = "le tirage ne permet pas de dire si la carte ajoute quelque chose au hasard"
    elif found.p > ALPHA:
        reading = (
            "la carte n’ajoute rien que le hasard n’expliquerait à la corrélation des "
            "territoires pris un à un"
        )
    elif found.value > found.expected:
        reading = "le mesuré et le perçu se concentrent aux mêmes endroits"
    else:
        reading = "le mesuré et le perçu se concentrent à des endroits opposés"
    return (
        f"L de Lee = {signed(found.value, 2)} (attendu si les territoires étaient mélangés "
        f"{signed(found.expected, 2)}, p = {number(found.p, 4)} à {number(found.p_error, 4)} près, "
        f"{number(found.units)} territoires) : {reading}."
    )
