"""Frames that several answers rest on: the scores of a domain, and its gaps."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.desk import Desk
from common.errors import NotAvailableError
from common.levels import Level
from common.table_schema import Field, TableSchema
from indicators.base.questions import partial_question
from indicators.scores.score_store import SCORES
from indicators.scores.standing import standings
from indicators.views.gap_store import GAP_TABLE, score_errors
from indicators.views.gap_store import gap_table as compare
from indicators.views.perceptions import perceived

SCORE_UNIT = "score de 0 (le moins fragile) à 100 (le plus fragile)"
_CENTRED = ("objective_z", "perceived_z")
#: A difference of percentile ranks may have the other sign: a gap is told in one measure, the one
#: that has an interval.
_ONCE = "gap_points"
GAP_FRAME_COLUMNS = [
    name for name in GAP_TABLE.names if not name.startswith(_CENTRED) and name != _ONCE
]
_SCORES = {column.name: column for column in SCORES.columns}
OBJECTIVE_FRAME = TableSchema(
    "a territory of the level, in one domain",
    ("code",),
    (
        _SCORES["code"],
        replace(_SCORES["score"], name="value"),
        *(_SCORES[name] for name in ("rank", "ranked", "available", "expected", "status")),
        Field("rank_low", "Int64", "5 % of the choices of the recipe", absent="none is stored"),
        Field("rank_high", "Int64", "95 % of them", absent="none is stored"),
        Field("standing", "str", ":class:`indicators.scores.standing.Standing`"),
    ),
    index=("code",),
)


def objective_frame(desk: Desk, level: Level, domain_key: str) -> pd.DataFrame:
    """Objective scores of one domain.

    Returns
    -------
    DataFrame
        :data:`OBJECTIVE_FRAME`.
    """
    rows = as_layer_columns(desk.domain_scores(level, domain_key))
    own = desk.rank_intervals(level, domain_key).set_index("code").drop(columns="domain")
    found = rows.join(own)
    return found.assign(standing=standings(found))


def as_layer_columns(scores: pd.DataFrame) -> pd.DataFrame:
    """Columns of a layer, of the scores of one domain with any recipe, indexed by code."""
    return scores.rename(columns={"score": "value"}).drop(columns="domain")


def gap_frame(desk: Desk, survey: str, level: Level, domain_key: str, group: str) -> pd.DataFrame:
    """Gap between perceived and objective fragility where the survey publishes both.

    Returns
    -------
    DataFrame
        :data:`indicators.views.gap_store.GAP_TABLE` without the two sides in standard deviations.

    Raises
    ------
    NotAvailableError
        If too few territories of the level have both sides.
    """
    return gap_table(desk, survey, level, domain_key, group)[GAP_FRAME_COLUMNS]


def gap_table(desk: Desk, survey: str, level: Level, domain_key: str, group: str) -> pd.DataFrame:
    """Give all that is known of a gap: :data:`indicators.views.gap_store.GAP_TABLE`.

    Raises
    ------
    NotAvailableError
        If too few territories of the level have both sides, or if the question speaks of a part
        of the domain only.
    """
    part = partial_question(desk.questions, desk.catalogue, survey, domain_key)
    if part is not None:
        raise NotAvailableError(
            f"La question posée ({part.counts or part.wording}) ne parle que d’une partie de ce "
            "que mesure le score du domaine : elle se compare aux indicateurs du même objet, pas "
            "au score."
        )
    stored = desk.gaps.get((survey, group, domain_key, level.value))
    if stored is not None:
        return stored
    # Not among the questions that enough territories answer: the refusal says what is missing.
    felt = perceived(desk.estimates, survey, domain_key, group, level.value)
    scores = desk.domain_scores(level, domain_key)["score"]
    population = desk.territories_of(level)["population"].astype("float64")
    return compare(felt, scores, objective_errors(desk, level, domain_key), population)


def objective_errors(desk: Desk, level: Level, domain_key: str) -> pd.Series:
    """Standard error of the scores of a domain over the choices of the recipe, by code."""
    stored = desk.score_intervals(level)
    return score_errors(stored[stored["domain"] == domain_key].set_index("code"))
