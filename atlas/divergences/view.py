"""``gap_view(desk, query)``: both sides of a gap, territory by territory, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources, survey_source
from atlas.desk.remade import command_words
from atlas.desk.score_frames import gap_table, objective_frame
from atlas.divergences.choices import GapQuery, choose
from atlas.divergences.reading import GapReading, read
from common.levels import Level, Territory
from common.table_schema import Field, TableSchema
from indicators.base.domains import domain_label
from indicators.base.laws import Z
from indicators.scores.objective import default_recipe
from indicators.views.agreement import Agreement, agreement, residual
from indicators.views.perceptions import Survey, perceived
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voice_label

_POINTS, _DEVIATIONS, _NO_GAP = "0-100", "standard deviations", "the gap is not published"
GAP_VIEW = TableSchema(
    "a territory of the level; sorted by code",
    ("code",),
    (
        Field("code", "str", "code of the territory"),
        Field("name", "str", "its name"),
        Field("population", "Int64", "its population", "inhabitants", "unknown"),
        Field("objective", "float64", "objective score", _POINTS, "none"),
        *(
            Field(name, "float64", meaning, _POINTS, _NO_GAP)
            for name, meaning in (
                ("perceived", "perceived fragility"),
                ("perceived_low", "its lower bound, 95 %"),
                ("perceived_high", "its upper bound, 95 %"),
            )
        ),
        Field("n", "float64", "answers", absent=_NO_GAP),
        *(
            Field(name, "float64", meaning, _DEVIATIONS, _NO_GAP)
            for name, meaning in (
                ("gap", "perceived less objective"),
                ("gap_low", "its lower bound, 95 %"),
                ("gap_high", "its upper bound, 95 %"),
            )
        ),
        Field("distinguishable", "bool", "whether the gap is told from none"),
        Field("status", "str", ":class:`indicators.views.gaps.GapStatus`"),
        Field(
            "residual", "float64", "perceived less what the objective score predicts", "points",
            _NO_GAP,
        ),
        *(
            Field(f"{side}_z{end}", "float64", f"{side} side{meaning}", _DEVIATIONS, _NO_GAP)
            for side in ("objective", "perceived")
            for end, meaning in (
                ("", ""), ("_low", ", lower bound, 95 %"), ("_high", ", upper bound, 95 %"),
            )
        ),
    ),
    index=("code",),
)  # fmt: skip
VIEW_COLUMNS = GAP_VIEW.names
METHOD = (
    "Mesure et ressenti sont centrés et réduits sur les mêmes territoires ; l’écart est le perçu "
    "moins le mesuré. Les intervalles à 95 % comptent l’aléa de l’échantillon, 3 points de plus "
    "pour des volontaires, et les choix de calcul de l’indice. Une position n’est donnée que si "
    "les deux intervalles sont d’un même côté de la moyenne ; un écart est dit « établi » en "
    "limitant à 5 % les fausses découvertes parmi les territoires montrés (Benjamini-Hochberg)."
)


@dataclass(frozen=True)
class GapView:
    """The gap of one domain and group over the territories of a level.

    Attributes
    ----------
    query : the question; survey : the one that answers.
    frame : :data:`GAP_VIEW`.
    agreement : how the two sides agree.
    reading : what the picture says.
    about : what a reader must know of it.
    """

    query: GapQuery
    survey: Survey
    frame: pd.DataFrame
    agreement: Agreement
    reading: GapReading
    about: About

    @property
    def compared(self) -> pd.DataFrame:
        """The rows where both sides are known."""
        return self.frame[self.frame["gap"].notna()]


def gap_view(desk: Desk, query: GapQuery) -> GapView:
    """Compare what is measured and what is felt.

    Raises
    ------
    NotAvailableError
        If no survey publishes enough territories.
    """
    key = choose(desk, query)
    return desk.once(
        ("gap view", *query.words, key), lambda: _gap_view(desk, query, desk.surveys[key])
    )


def holder(desk: Desk, level: Level, territory: Territory) -> Territory | None:
    """Find the territory of a level that is, or holds, a territory; None where there is none.

    What is known of a région is told as the région's own, never as that of a commune in it.
    """
    if territory.level is level:
        return territory
    return next((parent for parent in desk.parents(territory) if parent.level is level), None)


def _gap_view(desk: Desk, query: GapQuery, survey: Survey) -> GapView:
    frame = _frame(desk, query, survey)
    errors = perceived(desk.estimates, survey.key, query.domain, query.group, query.level.value)
    agreed = agreement(
        frame["objective"].where(frame["gap"].notna()), frame["perceived"], errors["se"]
    )
    indicators = index_indicators(desk, query.domain)
    return GapView(
        query=query,
        survey=survey,
        frame=frame,
        agreement=agreed,
        reading=read(frame, agreed, query.level, survey.kind),
        about=about_of(
            desk,
            f"Mesuré et perçu – {domain_label(query.domain)}, "
            f"{voice_label(query.group, [survey.kind])}, par {query.level.label}",
            method=METHOD,
            note=" ".join(survey.caveats),
            sources=(survey_source(desk, survey), *indicator_sources(indicators)),
            surveys=[survey],
            command=command_words("table", "gaps", **query.options()),
            recipe=default_recipe(),
        ),
    )


def _frame(desk: Desk, query: GapQuery, survey: Survey) -> pd.DataFrame:
    table = gap_table(desk, survey.key, query.level, query.domain, query.group)
    felt = perceived(desk.estimates, survey.key, query.domain, query.group, query.level.value)
    both = table["value"].notna()
    frame = desk.territories_of(query.level)[["name", "population"]].sort_index()
    known = table.assign(
        gap=table["value"],
        gap_low=table["low"],
        gap_high=table["high"],
        perceived_low=felt["low"].where(both),
        perceived_high=felt["high"].where(both),
        residual=residual(table["objective"], table["perceived"]),
        **{
            f"{side}_z_{end}": table[f"{side}_z"] + sign * Z * table[f"{side}_z_se"]
            for side in ("objective", "perceived")
            for end, sign in (("low", -1), ("high", 1))
        },
    )
    shown = [name for name in VIEW_COLUMNS if name in known and name != "objective"]
    frame = frame.join(known[shown])
    frame["objective"] = objective_frame(desk, query.level, query.domain)["value"]
    frame["status"] = frame["status"].fillna(GapStatus.NOT_PUBLISHABLE.value)
    frame["distinguishable"] = frame["distinguishable"].eq(True)
    return frame[VIEW_COLUMNS]
