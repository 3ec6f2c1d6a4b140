"""Groups compared on one question: each group in each territory of a level, and in the country.

Who sees it, who does not, which differences between groups are established: the table of a page,
of a note and of a regional report.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.parents import place_name
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.desk.written import named_file
from atlas.divergences.crossed_views import METHOD
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level, Territory
from common.table_schema import Field, TableSchema
from indicators.base.groups import GROUPS
from indicators.base.questions import PublishedQuestion
from indicators.views.perceptions import EQUAL_AGE
from indicators.views.published_differences import territory_differences

_POINTS = "0-100"
GROUP_ANSWERS = TableSchema(
    "what a group answered in a territory of the level, or in the country, which comes last",
    ("territory", "group"),
    (
        Field("territory", "str", "``level:code``"),
        Field("name", "str", "its name"),
        Field("level", "str", "its level"),
        Field("group", "str", "key of the respondents (:mod:`indicators.base.groups`)"),
        Field("value", "float64", "perceived fragility", _POINTS),
        Field("low", "float64", "its lower bound, 95 %", _POINTS, "no margin"),
        Field("high", "float64", "its upper bound, 95 %", _POINTS, "no margin"),
        Field("n", "float64", "answers", absent="the producer gives none"),
    ),
)
GROUP_DIFFERENCES = TableSchema(
    "two groups in a territory where both have a margin",
    ("territory", "group_a", "group_b"),
    (
        *GROUP_ANSWERS.pick("territory", "name", "level"),
        Field("group_a", "str", "key of the first group"),
        Field("group_b", "str", "key of the second"),
        Field("difference", "float64", "first less second", "points"),
        Field("low", "float64", "its lower bound, 95 %", "points"),
        Field("high", "float64", "its upper bound, 95 %", "points"),
        Field("real", "bool", "established, false discoveries held to 5 % over the level"),
    ),
)


@dataclass(frozen=True)
class QuestionGroups:
    """What each group says of one question, territory by territory.

    Attributes
    ----------
    question : its declaration.
    level : of the territories; the country stands beside them.
    frame : :data:`GROUP_ANSWERS`, territories by name, groups in their order.
    differences : :data:`GROUP_DIFFERENCES`; those of the country are controlled apart.
    about : what a reader must know of it.
    """

    question: PublishedQuestion
    level: Level
    frame: pd.DataFrame
    differences: pd.DataFrame
    about: About


def several_groups(desk: Desk) -> list[PublishedQuestion]:
    """List the questions that several groups answered, those that are withdrawn left out."""
    return [one for one in desk.questions.values() if len(one.groups) > 1 and not one.withdrawn]


def question_groups(desk: Desk, key: str, level: Level = Level.REGION) -> QuestionGroups:
    """Put the groups side by side in each territory of a level.

    Raises
    ------
    UnknownNameError
        If no such question was put to several groups.
    NotAvailableError
        If no group is published there.
    """
    known = {one.key: one for one in several_groups(desk)}
    if key not in known:
        raise UnknownNameError("la question posée à plusieurs groupes", key, list(known))
    return desk.once(("question groups", key, level), lambda: _make(desk, known[key], level))


def question_differences(desk: Desk, key: str, level: Level) -> pd.DataFrame:
    """Give the differences of :func:`question_groups` alone (:data:`GROUP_DIFFERENCES`).

    Parameters
    ----------
    key : of a question that several groups answered.
    """
    return desk.once(("question differences", key, level), lambda: _differences(desk, key, level))


def groups_name(groups: QuestionGroups, extension: str) -> str:
    """Name the file by the question; ``extension`` is without a dot."""
    parts = ["groupes", groups.level.value, groups.question.key]
    return named_file(parts, groups.about, extension)


def taken_groups(groups: QuestionGroups) -> Taken:
    """Lay out the answers of the groups, to be written as a table.

    Returns
    -------
    Taken
        Indexed by territory: :data:`GROUP_ANSWERS`, then differs_from (the groups from which the
        difference is established, French labels), question, counts, not_read_as.
    """
    real = groups.differences[groups.differences["real"]]
    found: dict[tuple[str, str], list[str]] = {}
    for territory, one, other in real[["territory", "group_a", "group_b"]].itertuples(index=False):
        found.setdefault((territory, one), []).append(GROUPS[other])
        found.setdefault((territory, other), []).append(GROUPS[one])
    rows = groups.frame.round(6)
    keys = zip(rows["territory"], rows["group"], strict=True)
    rows = rows.assign(
        differs_from=[", ".join(found.get(key, [])) for key in keys],
        group=rows["group"].map(GROUPS),
        question=groups.question.wording,
        counts=groups.question.counts,
        not_read_as=groups.question.not_read_as,
    )
    return Taken("groupes", rows.set_index("territory"), groups.about)


def _make(desk: Desk, question: PublishedQuestion, level: Level) -> QuestionGroups:
    parts = _published(desk, question.key, level)
    if parts[0].empty:
        raise NotAvailableError(
            f"Aucun groupe n’a de réponse publiée à cette question au niveau {level.label}."
        )
    survey = desk.surveys[question.survey.key]
    return QuestionGroups(
        question=question,
        level=level,
        frame=pd.concat([_named(desk, part) for part in parts], ignore_index=True),
        differences=question_differences(desk, question.key, level),
        about=about_of(
            desk,
            f"{question.counts[:1].upper()}{question.counts[1:]}, par groupe et par {level.label}",
            method=METHOD,
            note=" ".join((question.not_read_as, *survey.caveats)),
            sources=(survey_source(desk, survey),),
            surveys=[survey],
            command=command_words("table", "groups", question=question.key, level=level.value),
        ),
    )


def _published(desk: Desk, question: str, level: Level) -> list[pd.DataFrame]:
    """Answers to a question: those of the territories of a level, then those of the country."""
    rows = desk.question_estimates
    asked = rows[(rows["question"] == question) & rows["age"].isin(["", EQUAL_AGE])]
    asked = asked[asked["value"].notna()]
    return [asked[asked["level"] == one.value] for one in (level, Level.FRANCE)]


def _differences(desk: Desk, question: str, level: Level) -> pd.DataFrame:
    parts = _published(desk, question, level)
    found = pd.concat([_compared(desk, part) for part in parts], ignore_index=True)
    return found.astype({"real": bool})


def _named(desk: Desk, rows: pd.DataFrame) -> pd.DataFrame:
    """Name the territories, sort by name, then by group."""
    order = {group: rank for rank, group in enumerate(GROUPS)}
    named = _placed(desk, rows)
    named = named.assign(rank=named["group"].map(order).astype("int64"))
    return named.sort_values(["name", "territory", "rank"])[GROUP_ANSWERS.names]


def _compared(desk: Desk, rows: pd.DataFrame) -> pd.DataFrame:
    found = territory_differences(rows.astype({"group": "str"}), list(GROUPS))
    if found.empty:
        return pd.DataFrame(columns=GROUP_DIFFERENCES.names)
    return _placed(desk, found.assign(level=str(rows["level"].iloc[0])))[GROUP_DIFFERENCES.names]


def _placed(desk: Desk, rows: pd.DataFrame) -> pd.DataFrame:
    levels = rows["level"].astype("str")
    names = [
        place_name(desk, Territory(Level(level), code))
        for level, code in zip(levels, rows["code"], strict=True)
    ]
    return rows.astype({"level": "str"}).assign(territory=levels + ":" + rows["code"], name=names)
