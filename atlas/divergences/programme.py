"""What an organisation's survey says of the programme's own questions, beside what was published.

The national figure is cited with its mention next to the share of a territory; nothing is worked
out of the two, which differ by their date, their sample and sometimes their words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from common.errors import NotAvailableError
from common.levels import FRANCE_CODE, Level, Territory
from common.table_schema import Field, TableSchema
from indicators.base.groups import GROUP_KEYS, GROUPS
from own_data.kit.published import published
from own_data.kit.questions import KIT_VARIABLES

PROGRAMME = TableSchema(
    "a share that an own survey gives in a territory, with the national figure that was published",
    ("survey", "variable", "group", "measured"),
    (
        Field("question", "str", "code of the question of the kit"),
        Field("heading", "str", "its French heading"),
        Field("variable", "str", "key of the share"),
        Field("label", "str", "what those who count said, in French"),
        Field("group", "str", "key of the respondents (:mod:`indicators.base.groups`)"),
        Field("measured", "str", "``level:code`` of the territory that was asked"),
        Field("measured_name", "str", "its name"),
        Field("value", "float64", "the share", "% of those who answered"),
        Field("se", "float64", "its standard error", "points"),
        Field("low", "float64", "its lower bound, 95 %", "%"),
        Field("high", "float64", "its upper bound, 95 %", "%"),
        Field("n", "float64", "answers"),
        Field("published", "float64", "the same in the country", "%", "nothing was published"),
        Field("published_mention", "str", "what must be shown with it, or empty"),
        Field("published_caveat", "str", "what a reader must know of it, or empty"),
        Field("survey", "str", "key of the own survey"),
        Field("survey_title", "str", "its title"),
        Field("year", "int64", "year of the answers"),
        Field("mention", "str", "the sentence that must go with the share"),
    ),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class ProgrammeView:
    """One share over a level.

    Attributes
    ----------
    rows : :data:`PROGRAMME`, the highest share first.
    about : what a reader must know of it; its mentions hold that of the national figure.
    """

    rows: pd.DataFrame
    about: About


def programme_shares(desk: Desk) -> pd.DataFrame:
    """Give the shares of own surveys that may be shown, country left out.

    Returns
    -------
    DataFrame
        :data:`PROGRAMME`, in the order of the questions of the kit, then of groups; empty where no
        organisation brings any.
    """
    return desk.once("programme shares", lambda: _make(desk))


def programme_choices(desk: Desk, level: Level) -> pd.DataFrame:
    """List what may be read over a level: heading, variable, label, group, survey, its title, year.

    Returns
    -------
    DataFrame
        One row per share and group of a survey that has a value at the level.
    """
    rows = at_level(programme_shares(desk), level)
    columns = ["heading", "variable", "label", "group", "survey", "survey_title", "year"]
    return rows[columns].drop_duplicates(ignore_index=True)


def programme_view(
    desk: Desk, level: Level, survey: str, variable: str, group: str
) -> ProgrammeView:
    """Give one share over the territories of a level, the highest first.

    Raises
    ------
    NotAvailableError
        If the survey has no value there.
    """
    rows = at_level(programme_shares(desk), level)
    asked = {"survey": survey, "variable": variable, "group": group}
    for name, value in asked.items():
        rows = rows[rows[name] == value]
    if rows.empty:
        raise NotAvailableError("Cette enquête n’a pas de réponse publiable à ce niveau.")
    first = rows.iloc[0]
    used = desk.surveys[survey]
    about = about_of(
        desk,
        f"{first['heading']} – {first['label']}, {GROUPS[group].lower()}",
        sources=[survey_source(desk, used)],
        surveys=[used],
        command=command_words(
            "table", "programme-level", level=level.value, survey=survey, question=variable,
            group=group,
        ),
    )  # fmt: skip
    if first["published_mention"]:
        about = replace(about, mentions=(*about.mentions, first["published_mention"]))
    ordered = rows.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    return ProgrammeView(ordered, about)


def taken_programme_level(view: ProgrammeView) -> Taken:
    """Lay out a view to be written as a table.

    Returns
    -------
    Taken
        Indexed by measured: the other columns of :data:`PROGRAMME`, both mentions in each row.
    """
    rows = view.rows.assign(mention=" ".join(view.about.mentions), demonstration=False)
    return Taken("programme", rows.set_index("measured"), view.about)


def at_level(rows: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Keep the rows of the territories of a level."""
    return rows[rows["measured"].str.startswith(f"{level.value}:")].reset_index(drop=True)


def _make(desk: Desk) -> pd.DataFrame:
    brought = desk.brought
    types = {field.name: field.dtype for field in PROGRAMME.columns}
    if brought is None:
        return pd.DataFrame(columns=PROGRAMME.names).astype(types)
    rows = brought.shares
    local = rows["level"].ne(Level.FRANCE.value) & rows["code"].ne(FRANCE_CODE)
    rows = rows[rows["value"].notna() & local & rows["variable"].isin(list(KIT_VARIABLES))]
    order = {key: place for place, key in enumerate(KIT_VARIABLES)}
    rows = rows.assign(
        measured=rows["level"].astype("str") + ":" + rows["code"].astype("str"),
        place=rows["variable"].map(order).astype("int64"),
        people=rows["group"].map({key: n for n, key in enumerate(GROUP_KEYS)}).astype("int64"),
    ).sort_values(["place", "people", "measured", "year"], ignore_index=True)
    beside = [published(*pair) for pair in zip(rows["variable"], rows["group"], strict=True)]
    kept = rows.assign(
        question=[KIT_VARIABLES[key][0].code for key in rows["variable"]],
        heading=[KIT_VARIABLES[key][0].heading for key in rows["variable"]],
        label=[KIT_VARIABLES[key][1].label for key in rows["variable"]],
        measured_name=[_name(desk, text) for text in rows["measured"]],
        published=[float("nan") if one is None else one.value for one in beside],
        published_mention=["" if one is None else one.mention for one in beside],
        published_caveat=["" if one is None else one.caveat for one in beside],
        survey_title=[desk.surveys[key].title for key in rows["survey"]],
        mention=[desk.surveys[key].mention for key in rows["survey"]],
    )
    return kept[PROGRAMME.names].astype(types)


def _name(desk: Desk, text: str) -> str:
    return str(desk.territory_row(Territory.parse(text))["name"])
