"""Every reading of a level: where a question puts each territory, and beside what.

A reading is a question asked of a group by a survey. Where the question speaks of the whole domain
it stands beside the score of the domain; otherwise beside the closest indicator of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from atlas.desk.desk import Desk
from atlas.divergences.choices import GapQuery, gap_choices
from atlas.divergences.correspondences import pair_views
from atlas.divergences.pairs import PairView
from atlas.divergences.view import GapView, gap_view
from common.french import ordinal
from common.labelled import Labelled
from common.levels import Level
from common.table_schema import Field, TableSchema
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUP_KEYS
from indicators.base.questions import SUBJECTS
from indicators.composite.rank import rank
from indicators.views.positions import GapStatus

_POINTS = "0-100"


class ComparedWith(Labelled):
    """What stands beside a question."""

    DOMAIN = "domain", "le score du domaine"
    PAIR = "pair", "l’indicateur le plus proche"


#: What names a reading.
READING = ["subject", "basis", "question", "survey", "group"]
READINGS = TableSchema(
    "a territory in a reading, where both sides are known",
    (*READING, "code"),
    (
        Field("subject", "str", "key of a domain, or of what bears on several"),
        Field("basis", "str", ":class:`ComparedWith`: what the question is compared with"),
        Field("question", "str", "key of the question; a survey of the domains has none"),
        Field("survey", "str", "key of the survey"),
        Field("group", "str", "key of the respondents"),
        Field("code", "str", "code of the territory"),
        Field("name", "str", "its name"),
        Field("indicator", "str", "key of the indicator; empty beside a score"),
        Field("year", "int64", "year of the answers"),
        Field("demonstration", "bool", "whether the answers were drawn by a program"),
        Field("status", "str", ":class:`indicators.views.positions.GapStatus`; "
              "``not_publishable`` where ranks alone are compared"),
        Field("felt", "float64", "perceived fragility", _POINTS),
        Field("felt_low", "float64", "its lower bound, 95 %", _POINTS, "no margin"),
        Field("felt_high", "float64", "its upper bound, 95 %", _POINTS, "no margin"),
        Field("n", "float64", "answers", absent="the producer gives none"),
        Field("measured", "float64", "score, or value of the indicator in its unit"),
        Field("felt_rank", "int64", "rank of what is felt, 1 the most fragile"),
        Field("measured_rank", "int64", "rank of what is measured, 1 the most fragile"),
        Field("units", "int64", "territories compared"),
        Field("gap", "float64", "perceived less measured", "standard deviations", "no margin"),
    ),
)  # fmt: skip

#: A sign for each position: what is said is never said by a colour alone.
SIGNS = {
    GapStatus.SILENT_FRAGILITY: "▼",
    GapStatus.LISTENING_TOPIC: "▲",
    GapStatus.ALIGNED_FRAGILE: "■",
    GapStatus.ALIGNED_SOLID: "◆",
    GapStatus.NOT_DISTINGUISHABLE: "○",
    GapStatus.NOT_PUBLISHABLE: "◌",
}
#: Instead of a position, where no margin is published.
RANKS_ALONE = "Rangs seuls"


def readings(desk: Desk, level: Level) -> pd.DataFrame:
    """List where each question puts the territories of a level.

    Returns
    -------
    DataFrame
        :data:`READINGS`, sorted: within a subject, first the reading that speaks best of it. What
        was really asked comes before the demonstration, a margin before none, the domain before a
        pair, the question that stands for the domain before the others, then the kind of survey,
        the most recent, the order of the groups and of the catalogue. None of it depends on the
        positions found.
    """
    return desk.once(("readings", level), lambda: _readings(desk, level))


def position_words(status: str) -> str:
    """Name a position, or what stands in its place.

    >>> position_words("silent_fragility"), position_words("not_publishable")
    ('Fragilité silencieuse', 'Rangs seuls')
    """
    found = GapStatus(status)
    return RANKS_ALONE if found is GapStatus.NOT_PUBLISHABLE else found.label


def ranks_words(felt: int, measured: int) -> str:
    """Say both ranks, 1 being the most fragile.

    >>> ranks_words(1, 12)
    'Ressenti 1ᵉʳ, mesuré 12ᵉ'
    """
    return f"Ressenti {ordinal(felt)}, mesuré {ordinal(measured)}"


def _readings(desk: Desk, level: Level) -> pd.DataFrame:
    parts = [*_of_domains(desk, level), *_of_pairs(desk, level)]
    if not parts:
        return pd.DataFrame(columns=READINGS.names)
    rows = pd.concat(parts, ignore_index=True)
    told = {key for key, one in desk.questions.items() if one.tells_domain}
    order = pd.DataFrame(
        {
            "subject": [list(SUBJECTS).index(key) for key in rows["subject"]],
            "demonstration": rows["demonstration"],
            "unknown": rows.groupby(READING, sort=False)["gap"].transform(
                lambda gaps: gaps.isna().all()
            ),
            "basis": rows["basis"] != ComparedWith.DOMAIN,
            "part": ~rows["question"].isin(told),
            "kind": [desk.surveys[key].kind.priority for key in rows["survey"]],
            "year": -rows["year"],
            "group": [GROUP_KEYS.index(key) for key in rows["group"]],
            "place": range(len(rows)),
        }
    )
    sorted_rows = rows.loc[order.sort_values(list(order.columns)).index]
    return sorted_rows[READINGS.names].reset_index(drop=True)


def _of_domains(desk: Desk, level: Level) -> Iterator[pd.DataFrame]:
    choices = gap_choices(desk)
    asked = choices[(choices["level"] == level.value) & choices["domain"].isin(DOMAIN_KEYS)]
    keys = zip(asked["domain"], asked["group"], asked["survey"], strict=True)
    for domain_key, group, survey in keys:
        view = gap_view(desk, GapQuery(level, domain_key, group, survey))
        yield _named(desk, _of_domain(desk, view), survey, group)


def _of_domain(desk: Desk, view: GapView) -> pd.DataFrame:
    rows = view.compared.rename_axis("code").reset_index()
    felt = {f"felt{end}": rows[f"perceived{end}"] for end in ("", "_low", "_high")}
    return rows.assign(
        **felt,
        subject=view.query.domain,
        basis=ComparedWith.DOMAIN.value,
        question=_question_of(desk, view.survey.key, view.query.domain),
        indicator="",
        measured=rows["objective"],
        felt_rank=rank(rows["perceived"]).astype("int64"),
        measured_rank=rank(rows["objective"]).astype("int64"),
    )


def _question_of(desk: Desk, survey: str, domain: str) -> str:
    """Key of the question that stands for a domain; a survey of the domains declares none."""
    found = (
        key
        for key, one in desk.questions.items()
        if one.survey.key == survey and one.domain == domain and one.tells_domain
    )
    return next(found, "")


def _of_pairs(desk: Desk, level: Level) -> Iterator[pd.DataFrame]:
    """Give the closest pair of each question, but where it is told of the domain as a whole."""
    choices = gap_choices(desk)
    told = {
        (row.survey, row.group, row.domain)
        for row in choices[choices["level"] == level.value].itertuples(index=False)
    }
    for view in pair_views(desk, level):
        question, group = view.question, view.query.group
        whole = (question.survey.key, group, question.domain) in told and question.tells_domain
        if view.query.indicator == question.indicators[0] and not whole:
            yield _named(desk, _of_pair(view), question.survey.key, group)


def _of_pair(view: PairView) -> pd.DataFrame:
    return (
        view.frame.rename_axis("code")
        .reset_index()
        .assign(
            subject=view.question.domain,
            basis=ComparedWith.PAIR.value,
            question=view.question.key,
            indicator=view.indicator.key,
        )
    )


def _named(desk: Desk, rows: pd.DataFrame, survey: str, group: str) -> pd.DataFrame:
    known = desk.surveys[survey]
    estimates = desk.question_estimates
    years = estimates.loc[estimates["survey"] == survey, "year"]
    return rows.assign(
        survey=survey,
        group=group,
        year=int(years.max()),
        demonstration=known.demonstration,
        units=len(rows),
    ).reindex(columns=READINGS.names)
