"""What was asked around a place, question by question, beside the indicator of the same thing."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.whose import Whose, territories_of_answers
from atlas.divergences.pairs import PairQuery, pair_sides
from common.errors import NotAvailableError
from common.levels import Level, Territory
from common.parted import Parted
from common.table_schema import Field, TableSchema
from indicators.base.groups import GROUPS
from indicators.base.questions import SUBJECTS
from indicators.base.values import latest
from indicators.composite.rank import rank
from indicators.views.perceptions import EQUAL_AGE
from indicators.views.positions import GapStatus

_POINTS = "0-100"
_NO_INDICATOR = "no indicator speaks of the same thing, or it is not known there"
#: Ages that a source may give beside everyone's.
BY_AGE = ("25_59", "60_plus")
ANSWERS = TableSchema(
    "what a group answered to a question, in the finest territory around the place that the "
    "survey publishes; the place's own first",
    ("question", "group"),
    (
        Field("whose", "str", ":class:`atlas.desk.whose.Whose`"),
        Field("measured", "str", "``level:code`` of the territory that was asked"),
        Field("measured_name", "str", "its name"),
        Field("subject", "str", "key of :data:`indicators.base.questions.SUBJECTS`"),
        Field("question", "str", "key of the catalogue of questions"),
        Field("group", "str", "key of the respondents (:mod:`indicators.base.groups`)"),
        Field("counts", "str", "what perceived fragility counts there, in French"),
        Field("value", "float64", "perceived fragility", _POINTS),
        Field("low", "float64", "its lower bound, 95 %", _POINTS, "no margin"),
        Field("high", "float64", "its upper bound, 95 %", _POINTS, "no margin"),
        Field("n", "float64", "answers", absent="the producer gives none"),
        Field("france", "float64", "the same in the country", _POINTS, "not published"),
        Field("age", "str", "key of :data:`indicators.views.perceptions.AGES`"),
        *(
            Field(f"value_{age}", "float64", f"the same at the age {age}", _POINTS,
                  "the source gives no ages, or hides it")
            for age in BY_AGE
        ),
        Field("rank", "int64", "rank of the answer, 1 the most fragile; ties share it"),
        Field("compared", "int64", "territories of the level that are ranked"),
        Field("indicator", "str", "key of the closest indicator; empty where there is none"),
        Field("indicator_value", "float64", "its value there, in its unit", absent=_NO_INDICATOR),
        Field("indicator_year", "Int64", "year of this value", absent=_NO_INDICATOR),
        Field("indicator_rank", "Int64", "its rank among the same, 1 the most fragile",
              absent=_NO_INDICATOR),
        Field("position", "str", ":class:`indicators.views.positions.GapStatus`"),
        Field("survey", "str", "key of the survey"),
        Field("survey_title", "str", "its title"),
        Field("year", "int64", "year of the answers"),
        Field("not_read_as", "str", "what it must not be read as, a French sentence"),
        Field("mention", "str", "the sentence that must go with the figure"),
    ),
)  # fmt: skip
_KEY = ["question", "group"]


def answers_of(desk: Desk, place: Place, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Find what each group answered to each published question, around a place.

    Questions that are withdrawn are left out, and so are surveys that ask about the domains
    themselves (:func:`atlas.profiles.views.views_of`). At equal age where the source gives ages.

    Returns
    -------
    DataFrame
        :data:`ANSWERS`, by whose they are, from the finest territory, then by subject, question
        and group.
    """
    places = territories_of_answers(desk, place, parents)
    published = _published(desk)
    nearness = {str(one): rank for rank, one in enumerate(places)}
    whose = {str(one): of.value for one, of in places.items()}
    here = published[published["measured"].isin(nearness)]
    here = here.assign(nearness=here["measured"].map(nearness).astype("int64"))
    best = here.sort_values("nearness", kind="stable").drop_duplicates(_KEY)
    order = {name: list(names) for name, names in _orders(desk).items()}
    best = best.assign(
        whose=best["measured"].map(whose).astype("str"),
        **{f"{name}_rank": best[name].map(names.index) for name, names in order.items()},
    )
    # The place's own come first: no larger territory is nearer than one with its very communes.
    best = best.assign(other=best["whose"] != Whose.OWN.value)
    ranks = ["other", "nearness", *(f"{name}_rank" for name in order)]
    best = best.sort_values(ranks, kind="stable", ignore_index=True)
    cells = (best[name] for name in ("question", "group", "measured"))
    beside = [_beside(desk, *cell) for cell in zip(*cells, strict=True)]
    found = best.join(pd.DataFrame(beside, columns=_BESIDE, index=best.index))
    questions = found["question"].map(desk.questions)
    told = found.assign(
        measured_name=[
            str(desk.territory_row(Territory.parse(text))["name"]) for text in found["measured"]
        ],
        counts=[one.counts for one in questions],
        not_read_as=[one.not_read_as for one in questions],
        survey_title=[one.survey.title for one in questions],
        mention=[one.survey.mention for one in questions],
    )
    types = {field.name: field.dtype for field in ANSWERS.columns}
    return told[ANSWERS.names].astype(types)


_BESIDE = [
    *("rank", "compared", "indicator", "indicator_value", "indicator_year", "indicator_rank"),
    "position",
]


def _orders(desk: Desk) -> dict[str, list[str]]:
    return {"subject": list(SUBJECTS), "question": list(desk.questions), "group": list(GROUPS)}


def _published(desk: Desk) -> pd.DataFrame:
    """Answers to the questions of the catalogue below the country, the country's beside."""
    return desk.once("published answers", lambda: _make_published(desk))


def _make_published(desk: Desk) -> pd.DataFrame:
    rows = desk.question_estimates
    told = [key for key, one in desk.questions.items() if not one.withdrawn]
    rows = rows[rows["question"].isin(told) & rows["value"].notna()]
    rows = rows.astype(dict.fromkeys([*_KEY, "survey", "domain", "level", "code", "age"], "str"))
    rows = rows.assign(measured=rows["level"] + ":" + rows["code"])
    ages = rows[rows["age"].isin(BY_AGE)].pivot_table(
        index=[*_KEY, "measured"], columns="age", values="value"
    )
    ages = ages.reindex(columns=list(BY_AGE)).add_prefix("value_")
    rows = rows[rows["age"].isin(["", EQUAL_AGE])]
    country = rows["level"] == Level.FRANCE.value
    national = rows[country].set_index(_KEY)["value"].rename("france")
    local = rows[~country].join(national, on=_KEY).join(ages, on=[*_KEY, "measured"])
    return local.rename(columns={"domain": "subject"})


def _beside(desk: Desk, question: str, group: str, measured: str) -> tuple[object, ...]:
    place = Territory.parse(measured)
    level = place.level
    told = desk.once(
        ("answers beside", question, group, level),
        lambda: _make_beside(desk, question, group, level),
    )
    return told[place.code]


def _make_beside(
    desk: Desk, question: str, group: str, level: Level
) -> dict[str, tuple[object, ...]]:
    """Rank what is felt and what is measured of the same thing, over a level: :data:`_BESIDE`.

    Territories that a pair compares are ranked among themselves; the others, or all where fewer
    than 8 have both sides, among those that are published.
    """
    parts = desk.once("published parts", lambda: _parts(_published(desk)))
    felt = parts[question, group, level.value]["value"]
    ranks = dict(zip(felt.index, rank(felt).astype("int64").tolist(), strict=True))
    indicator = next(iter(desk.questions[question].indicators), "")
    none, unknown = float("nan"), GapStatus.NOT_PUBLISHABLE.value
    alone: dict[str, tuple[object, ...]] = {
        code: (place, len(felt), indicator, none, none, none, unknown)
        for code, place in ranks.items()
    }
    if not indicator:
        return alone
    try:
        pair = pair_sides(desk, PairQuery(question, indicator, level, group))
    except NotAvailableError:
        values = latest(desk.indicator_values(level, indicator)).set_index("code")
        known = values.reindex(felt.index)
        years = known["year"].where(known["value"].notna())
        cells = zip(ranks.items(), known["value"].tolist(), years.tolist(), strict=True)
        return {
            code: (place, len(felt), indicator, value, year, none, unknown)
            for (code, place), value, year in cells
        }
    columns = ("felt_rank", "measured", "measured_year", "measured_rank", "status")
    rows = zip(pair.index, *(pair[name].tolist() for name in columns), strict=True)
    return alone | {
        code: (felt_rank, len(pair), indicator, value, year, measured_rank, status)
        for code, felt_rank, value, year, measured_rank, status in rows
    }


def _parts(published: pd.DataFrame) -> Parted:
    """Cut what is published by question, group and level."""
    return Parted(published[[*_KEY, "level", "code", "value"]], [*_KEY, "level"])
