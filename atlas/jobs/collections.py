"""What an address hands out as features: the territories of a level with their scores, records.

One row is a feature; the columns are those of the codebook (:mod:`atlas.desk.codebook`).
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources
from atlas.desk.provenance import BOUNDARIES_SOURCE
from atlas.desk.score_frames import SCORE_UNIT
from atlas.desk.taken import significant
from atlas.partnerships.export import taken_records
from atlas.partnerships.records import RecordsQuery, choose_records
from common.french import number
from common.levels import LEVEL_RANKS, MAPPED_LEVELS, Level
from geo.features import as_handed_out
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS, OVERALL
from indicators.partnerships import Period
from indicators.scores.objective import default_recipe

#: Scores of a territory, the widest first.
SCORED = (OVERALL, *DIMENSION_KEYS, *DOMAIN_KEYS)
_HELD_BY = (Level.EPCI, Level.CRTE, Level.DEPARTEMENT, Level.REGION)
_RECORDS = "partenariats"
#: Their keys, in the order in which they are given.
COLLECTIONS = (*(level.value for level in MAPPED_LEVELS), _RECORDS)
#: Of the records, what only a question about one place says.
_OF_A_PLACE = ["attached", "share"]


@dataclass(frozen=True)
class FeatureSet:
    """Features that are handed out together.

    Attributes
    ----------
    key : in addresses.
    keywords : French.
    rows : one row a feature, under the text that identifies it; every column is in the codebook.
    shapes : WKB of each feature, WGS 84 (longitude, latitude), as a GeoJSON holds it; all
        multipolygons, or all multipoints: software takes the type of a layer from its first page.
    about : title, method and note (French), sources, versions.
    """

    key: str
    keywords: tuple[str, ...]
    rows: pd.DataFrame
    shapes: npt.NDArray[np.object_]
    about: About


def feature_sets(desk: Desk) -> Generator[FeatureSet, None, None]:
    """Lay out each set in turn: :data:`COLLECTIONS`.

    Parameters
    ----------
    desk : the opened data, without own data nor demonstration.
    """
    for level in MAPPED_LEVELS:
        yield level_features(desk, level)
    yield record_features(desk)


def level_features(desk: Desk, level: Level) -> FeatureSet:
    """Lay out the territories of a level: parents, population, scores of the default recipe.

    Returns
    -------
    FeatureSet
        Rows by code: code, name, population, population_year, the larger territories that hold
        each (codes, null where there is none), then ``score_KEY`` (0-100, null where there is no
        score) and ``status_KEY`` (:class:`indicators.scores.domain_scores.ScoreStatus`) of
        :data:`SCORED`.
    """
    shapes = desk.shapes(level)
    codes = pd.Index(shapes.index, name="code")
    found = desk.territories_of(level).reindex(codes)
    rows = found[["name", "population", "population_year"]].assign(code=codes)
    for holder in _HELD_BY:
        if LEVEL_RANKS[holder.value] > LEVEL_RANKS[level.value]:
            rows[holder.value] = _parents(desk, level, holder, found)
    scores = {}
    for key in SCORED:
        one = desk.domain_scores(level, key).reindex(codes)
        scores[f"score_{key}"] = one["score"]
        scores[f"status_{key}"] = one["status"].astype("category")
    first = ["code", *(name for name in rows if name != "code")]
    return FeatureSet(
        key=level.value,
        keywords=("fragilité", "territoires", level.plural, "indice composite", "France"),
        rows=significant(pd.concat([rows[first], pd.DataFrame(scores)], axis=1)),
        shapes=_written(shapes.to_numpy()),
        about=about_of(
            desk,
            f"Fragilité mesurée : les {number(len(rows))} {level.plural}",
            method=(
                f"Ensemble, quatre dimensions et seize domaines : {SCORE_UNIT}, avec les réglages "
                "par défaut. Un territoire sans score a un statut (status_…) qui dit pourquoi."
            ),
            note="Le score compare les territoires d’un même niveau, et d’aucun autre.",
            sources=(BOUNDARIES_SOURCE, *indicator_sources(index_indicators(desk, OVERALL))),
            recipe=default_recipe(),
        ),
    )


def record_features(desk: Desk) -> FeatureSet:
    """Lay out the partnership records that have a place; grants are none.

    Returns
    -------
    FeatureSet
        Rows by record: those of :func:`atlas.partnerships.export.taken_records`.
    """
    taken = taken_records(choose_records(desk, RecordsQuery(period=Period.ALL)))
    rows = taken.rows.assign(**taken.beside).drop(columns=_OF_A_PLACE)
    rows.insert(0, "record", rows.index)
    assert taken.shapes_of is not None  # noqa: S101 - records always have some
    shapes = taken.shapes_of(rows.index)
    placed = shapes.notna().to_numpy()
    about = taken.about
    told = (
        f"{number(int(placed.sum()))} des {number(len(rows))} partenariats recensés : ceux qui ont "
        "un lieu précis. La licence de chacun est dans sa colonne licence."
    )
    return FeatureSet(
        key=_RECORDS,
        keywords=("partenariats", "alliances", "ODD 17", "territoires", "France"),
        rows=significant(rows[placed]),
        shapes=_written(shapes[placed].to_numpy()),
        about=about_of(desk, about.title, method=told, note=about.note, sources=about.sources),
    )


def _written(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Write shapes as WKB, each that stands alone as one of several."""
    kinds = shapely.get_type_id(shapes)
    found = shapes.copy()
    for kind, function in (
        (shapely.GeometryType.POLYGON, shapely.multipolygons),
        (shapely.GeometryType.POINT, shapely.multipoints),
    ):
        alone = np.flatnonzero(kinds == kind)
        if len(alone):
            found[alone] = function(shapes[alone], indices=np.arange(len(alone)))
    return np.asarray(shapely.to_wkb(as_handed_out(found)), dtype=object)


def _parents(desk: Desk, level: Level, holder: Level, found: pd.DataFrame) -> pd.Series:
    """Give the code of the larger territory of each, null where none is or holds the whole."""
    if holder.value in found:
        return found[holder.value].mask(found[holder.value].eq(""))
    held = desk.memberships[desk.memberships["level"] == holder.value]
    of_communes = held.drop_duplicates("commune").set_index("commune")["code"]
    if level is Level.COMMUNE:
        return of_communes.reindex(found.index)
    members = desk.memberships[desk.memberships["level"] == level.value]
    holders = of_communes.reindex(members["commune"]).set_axis(members["code"])
    groups = holders.fillna("").groupby(level=0)
    whole = groups.min().where(groups.min().eq(groups.max()))
    return whole.mask(whole.eq("")).reindex(found.index)
