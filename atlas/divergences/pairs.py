"""A question beside an indicator that speaks of the same thing: the two sides, and how they agree.

The programme's *analyse de correspondance*. Pairs are those that ``indicators/questions.toml``
declares, chosen before any correlation is looked at; a weak correlation is a finding. A named
position needs the margin of what is felt: without one, ranks alone are compared.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import find_indicator, indicator_sources, survey_source
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file
from atlas.divergences.pair_reading import pair_sentences
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level
from common.table_schema import Field
from indicators.base.catalogue import Indicator
from indicators.base.groups import group_label
from indicators.base.questions import PublishedQuestion
from indicators.base.values import latest
from indicators.views.agreement import RankCorrelation, correlate
from indicators.views.pairs import PAIR, pair_table
from indicators.views.perceptions import AGES, EQUAL_AGE
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voice_label

#: A pair as the screens show it: with the names of its territories.
NAMED_PAIR = replace(
    PAIR, columns=(PAIR.columns[0], Field("name", "str", "its name"), *PAIR.columns[1:])
)
METHOD = (
    "Corrélation des rangs de Spearman entre ce qui est déclaré et l’indicateur, tous deux "
    "orientés vers la fragilité, avec son intervalle à 95 % (Bonett et Wright, 2000). Une position "
    "n’est donnée que si le ressenti, avec son intervalle, et la mesure sont nettement d’un côté "
    "de la moyenne des territoires comparés ; sans marge publiée, seuls les rangs se comparent."
)


@dataclass(frozen=True)
class PairQuery:
    """A question, an indicator that it names, a level.

    Attributes
    ----------
    question : key of the catalogue of questions.
    indicator : key of an indicator that the question names; the closest one when "".
    level : level of the territories.
    group : respondents; the first of the question when "".
    age : key of :data:`indicators.views.perceptions.AGES`; at equal age where the source gives
        ages, everyone otherwise, when None.
    """

    question: str
    indicator: str = ""
    level: Level = Level.REGION
    group: str = ""
    age: str | None = None


@dataclass(frozen=True)
class PairView:
    """Both sides of a pair over the territories of a level.

    Attributes
    ----------
    query : what is compared, its defaults filled in.
    question, indicator : their declarations.
    frame : :data:`NAMED_PAIR`.
    correlation : of the ranks; positive where both sides say fragility in the same places.
    ranks_only : whether no position may be named, for want of a margin.
    sentences : what the pair says, in French.
    about : what a reader must know of it.
    """

    query: PairQuery
    question: PublishedQuestion
    indicator: Indicator
    frame: pd.DataFrame
    correlation: RankCorrelation
    ranks_only: bool
    sentences: tuple[str, ...]
    about: About

    @property
    def compared(self) -> pd.DataFrame:
        """The rows that have a place in the plot of positions."""
        return self.frame[self.frame["gap"].notna()]


def pair_view(desk: Desk, query: PairQuery) -> PairView:
    """Join what is felt and what is measured of the same thing.

    Raises
    ------
    UnknownNameError
        If there is no such question, group or age, or if the question does not name the indicator.
    NotAvailableError
        If the question is compared with nothing (withdrawn, or without an indicator), or if fewer
        than 8 territories have both sides; the message says why.
    """
    full = _filled(desk, query)
    words = (full.question, full.indicator, full.level, full.group, full.age)
    return desk.once(("pair", *words), lambda: _pair_view(desk, full))


def pair_sides(desk: Desk, query: PairQuery) -> pd.DataFrame:
    """Give the rows of :func:`pair_view` without the names (:data:`indicators.views.pairs.PAIR`).

    Raises
    ------
    UnknownNameError, NotAvailableError
        As :func:`pair_view`.
    """
    full = _filled(desk, query)
    return _sides(desk, full, find_indicator(desk, full.indicator))


def taken_pair(view: PairView) -> Taken:
    """Lay out a pair, to be written as a table: the pair, reading, question, indicator.

    Returns
    -------
    Taken
        One row per territory: territory, code, the columns of the frame, reading (the position in
        French), question, counts, not_read_as, indicator, group, age.
    """
    rows = by_territory(view.frame, view.query.level)
    rows = rows.assign(
        reading=[GapStatus(status).label for status in rows["status"]],
        question=view.question.wording,
        counts=view.question.counts,
        not_read_as=view.question.not_read_as,
        indicator=view.indicator.label,
        group=group_label(view.query.group),
        age=AGES[str(view.query.age)],
    )
    return Taken("paire", rows.round(6), view.about)


def pair_file_name(view: PairView, extension: str) -> str:
    """Name a file by its pair; ``extension`` is without a dot."""
    query = view.query
    parts = ["paire", query.level.value, query.question, query.indicator, query.group, query.age]
    return named_file(parts, view.about, extension)


def _filled(desk: Desk, query: PairQuery) -> PairQuery:
    """Give a query its defaults, and refuse what the catalogue does not allow."""
    if query.question not in desk.questions:
        raise UnknownNameError("la question", query.question, list(desk.questions))
    question = desk.questions[query.question]
    why_not = question.withdrawn or question.unpaired
    if why_not:
        raise NotAvailableError(f"Cette question n’est comparée à aucun indicateur. {why_not}")
    indicator = query.indicator or question.indicators[0]
    if indicator not in question.indicators:
        raise UnknownNameError("l’indicateur de cette question", indicator, question.indicators)
    group = query.group or question.groups[0]
    if group not in question.groups:
        raise UnknownNameError("le groupe interrogé", group, question.groups)
    ages = ages_of(desk, query.question)
    usual = EQUAL_AGE if EQUAL_AGE in ages else ""
    age = usual if query.age is None else query.age
    if age not in ages:
        raise UnknownNameError("l’âge", age, ages)
    return PairQuery(query.question, indicator, query.level, group, age)


def ages_of(desk: Desk, question: str) -> list[str]:
    """Ages at which a question was published, keys of :data:`indicators.views.perceptions.AGES`."""
    return desk.once(
        ("ages", question),
        lambda: sorted(
            desk.question_estimates.loc[
                desk.question_estimates["question"] == question, "age"
            ].unique()
        ),
    )


def _pair_view(desk: Desk, query: PairQuery) -> PairView:
    question = desk.questions[query.question]
    indicator = find_indicator(desk, query.indicator)
    survey = desk.surveys[question.survey.key]
    frame = _frame(desk, query, indicator)
    measured = indicator.direction * frame["measured"]
    ranks_only = bool(frame["gap"].isna().all())
    correlation = correlate(measured, frame["felt"])
    source = survey_source(desk, survey)
    return PairView(
        query=query,
        question=question,
        indicator=indicator,
        frame=frame,
        correlation=correlation,
        ranks_only=ranks_only,
        sentences=pair_sentences(
            frame, correlation, query.level, survey.kind, query.group, ranks_only=ranks_only
        ),
        about=about_of(
            desk,
            f"{question.counts[:1].upper()}{question.counts[1:]}, "
            f"{voice_label(query.group, [survey.kind])} – {indicator.label}, "
            f"par {query.level.label}",
            method=METHOD,
            note=" ".join((question.not_read_as, *survey.caveats)),
            sources=(source, *indicator_sources([indicator])),
            surveys=[survey],
            command=command_words("table", "pair", **asdict(query) | {"level": query.level.value}),
        ),
    )


def _frame(desk: Desk, query: PairQuery, indicator: Indicator) -> pd.DataFrame:
    table = _sides(desk, query, indicator)
    names = desk.territories_of(query.level)["name"]
    return table.assign(name=names.reindex(table.index))[NAMED_PAIR.names]


def _sides(desk: Desk, query: PairQuery, indicator: Indicator) -> pd.DataFrame:
    """Give the pair that the build stored, or say what it lacked."""
    words = (query.question, query.indicator, query.level.value, query.group, str(query.age))
    table = desk.pairs.get(words)
    if table is None:
        values = latest(desk.indicator_values(query.level, indicator.key)).set_index("code")
        people = desk.territories_of(query.level)["population"].astype("float64")
        table = pair_table(_felt(desk, query), values, indicator.direction, people)
    return table


def _felt(desk: Desk, query: PairQuery) -> pd.DataFrame:
    rows = desk.question_estimates
    kept = rows[
        (rows["question"] == query.question)
        & (rows["group"] == query.group)
        & (rows["age"] == query.age)
        & (rows["level"] == query.level.value)
    ].set_index("code")
    return kept[["value", "low", "high", "se", "n"]]
