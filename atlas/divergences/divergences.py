"""Where measured and felt part: the territories of a place, domain by domain, in one table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.indicator_sources import index_indicators, indicator_sources, survey_source
from atlas.desk.parents import parents_of
from atlas.desk.provenance import marked
from atlas.desk.remade import command_words
from atlas.divergences.reading import POSITIONS
from atlas.divergences.readings import READING, SIGNS, ComparedWith, ranks_words, readings
from common.errors import UnknownNameError
from common.french import listed, number, plural
from common.grammar import designation
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.domains import DOMAIN_KEYS, short_label
from indicators.base.groups import GROUPS, group_label
from indicators.base.questions import SUBJECTS
from indicators.scores.objective import default_recipe
from indicators.views.positions import GapStatus

#: The two positions where both sides part.
DIVERGENCES = (GapStatus.SILENT_FRAGILITY, GapStatus.LISTENING_TOPIC)
#: What the filter of positions may ask, besides one of them.
ALL_POSITIONS, PARTED = "", "divergences"
#: Subjects of the columns: the domains, and what bears on several that is compared with something.
COLUMNS = (*DOMAIN_KEYS, "services_publics")
#: Territories that a sentence names.
_MOST_NAMED = 4
METHOD = (
    "Chaque colonne compare une question et une seule, la même pour tous les territoires : avec le "
    "score du domaine si la question parle de l’ensemble, sinon avec l’indicateur le plus proche. "
    "Une position situe le territoire par rapport à la moyenne de tous les territoires du niveau "
    "qui ont répondu en France, pas seulement de ceux qui sont montrés ; elle n’est donnée que si "
    "le ressenti, avec son intervalle à 95 %, et la mesure sont nettement d’un côté de cette "
    "moyenne. Sans marge publiée, seuls les rangs se comparent (1ᵉʳ : le plus fragile)."
)


@dataclass(frozen=True)
class DivergenceQuery:
    """Which territories, whose answers, which positions.

    Attributes
    ----------
    level : level of the territories.
    within : the département or région that holds them; the whole country when None.
    group : key of the respondents; each domain's first group when "".
    survey : key of a survey; the best one of each domain when "".
    position : a :class:`indicators.views.positions.GapStatus`, :data:`PARTED` for both of
        :data:`DIVERGENCES`, or :data:`ALL_POSITIONS`.
    """

    level: Level = Level.REGION
    within: Territory | None = None
    group: str = ""
    survey: str = ""
    position: str = ALL_POSITIONS

    def __post_init__(self) -> None:
        levels = [level.value for level in MAPPED_LEVELS]
        if self.level not in MAPPED_LEVELS:
            raise UnknownNameError("le niveau", self.level.value, levels)
        if self.group:
            group_label(self.group)
        known = [ALL_POSITIONS, PARTED, *GapStatus]
        if self.position not in known:
            raise UnknownNameError("la position", self.position, [str(name) for name in known])

    @property
    def statuses(self) -> tuple[str, ...]:
        """The positions that are kept."""
        if self.position == PARTED:
            return DIVERGENCES
        return (self.position,) if self.position else tuple(GapStatus)


@dataclass(frozen=True)
class Divergences:
    """The table, a cell a territory and a subject.

    Attributes
    ----------
    query : what is asked.
    territories : index code, in the order of the table: name, population, parted (established
        divergences), spread (widest difference of ranks, 0-1; missing where there is no cell).
    cells : the cells kept, one row each: the columns of
        :data:`atlas.divergences.readings.READINGS`.
    columns : one row per subject that is answered, those with named positions first: the columns
        :data:`atlas.divergences.readings.READING`, indicator, year, demonstration, units, named.
    held : territories of the level in the place asked; answered : those with a cell, before the
        positions are filtered.
    about : what a reader must know of it.
    """

    query: DivergenceQuery
    territories: pd.DataFrame
    cells: pd.DataFrame
    columns: pd.DataFrame
    held: int
    answered: int
    about: About

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Subjects without any answer to compare at this level, for these groups and surveys."""
        return tuple(key for key in COLUMNS if key not in set(self.columns["subject"]))

    def statuses(self, subject: str) -> pd.Series:
        """Positions of the cells of a subject, by code."""
        rows = self.cells[self.cells["subject"] == subject]
        return rows.set_index("code")["status"]


def divergences(desk: Desk, query: DivergenceQuery) -> Divergences:
    """Put the territories of a place and the domains in one table.

    Raises
    ------
    UnknownNameError
        If there is no such survey.
    NotAvailableError
        If no territory of the level is in the place.
    """
    if query.survey and query.survey not in desk.surveys:
        raise UnknownNameError("l’enquête", query.survey, list(desk.surveys))
    codes = codes_shown(desk, query.level, query.within)
    shown = _in_columns(readings(desk, query.level), query)
    here = shown[shown["code"].isin(codes)]
    cells = here[here["status"].isin(query.statuses)].reset_index(drop=True)
    columns = _columns(here)
    return Divergences(
        query=query,
        territories=_territories(desk, cells, query.level),
        cells=cells,
        columns=columns,
        held=len(codes),
        answered=here["code"].nunique(),
        about=_about(desk, query, columns),
    )


def best_readings(desk: Desk, level: Level) -> pd.DataFrame:
    """Give the readings of a level that the table shows by default: one a subject."""
    return _in_columns(readings(desk, level), DivergenceQuery(level))


def about_column(desk: Desk, view: Divergences, subject: str) -> About:
    """Say what goes with one column alone: its sources, its mention and its mark."""
    return _about(desk, view.query, view.columns[view.columns["subject"] == subject])


def readings_of(desk: Desk, territory: Territory) -> pd.DataFrame:
    """List all that is compared of a territory: every group, question and survey."""
    rows = readings(desk, territory.level)
    return rows[rows["code"] == territory.code].reset_index(drop=True)


def answering_around(desk: Desk, territory: Territory) -> dict[Territory, int]:
    """Count what is compared of each larger territory of one of which nothing is.

    Returns
    -------
    dict of Territory to int
        Those that have something compared, finest first, the country left out; empty where
        something is compared of the territory itself.
    """
    if len(readings_of(desk, territory)):
        return {}
    larger = [one for one in parents_of(desk, territory) if one.level in MAPPED_LEVELS]
    counts = {one: len(readings_of(desk, one)) for one in larger}
    return {one: count for one, count in counts.items() if count}


def cell_words(cell: pd.Series) -> str:
    """Write a cell: its sign, its position or its ranks, and the mark of a demonstration."""
    status = GapStatus(cell["status"])
    said = status.label
    if status is GapStatus.NOT_PUBLISHABLE:
        said = ranks_words(cell["felt_rank"], cell["measured_rank"])
    return marked(f"{SIGNS[status]} {said}", drawn=cell["demonstration"])


def subject_words(subject: str) -> str:
    """Name a subject shortly.

    >>> subject_words("environnement"), subject_words("services_publics")
    ('Environnement', 'Services publics')
    """
    return short_label(subject) if subject in DOMAIN_KEYS else SUBJECTS[subject]


def column_words(desk: Desk, column: pd.Series) -> str:
    """Name a column: its subject, and the respondents where they are not the citizens."""
    who = heard_label(desk, column["group"], [column["survey"]])
    label = subject_words(column["subject"])
    return label if who == GROUPS["citoyens"] else f"{label} ({who.lower()})"


def subject_of(desk: Desk, view: Divergences, words: str) -> str | None:
    """Find the subject of a column by its name; None for another column."""
    named = {column_words(desk, row): str(row["subject"]) for _, row in view.columns.iterrows()}
    return named.get(words)


def words_table(desk: Desk, view: Divergences) -> pd.DataFrame:
    """Lay out the table in words: index code; Territoire, then a column a subject."""
    wide = pd.DataFrame({"Territoire": view.territories["name"]})
    words = view.cells.assign(words=[cell_words(row) for _, row in view.cells.iterrows()])
    for _, column in view.columns.iterrows():
        own = words[words["subject"] == column["subject"]].set_index("code")["words"]
        wide[column_words(desk, column)] = own.reindex(wide.index)
    return wide


def summary(view: Divergences) -> str:
    """Say how many divergences are established and where, or "" where nobody answered."""
    if not view.answered:
        return ""
    level = view.query.level
    several = f"{number(view.answered)} {plural(view.answered, level.label, level.plural)}"
    found = {
        status: view.cells[view.cells["status"] == status.value].sort_values(
            "code", key=lambda codes: codes.map(list(view.territories.index).index)
        )
        for status in DIVERGENCES
    }
    told = [
        f"{number(len(rows))} {plural(len(rows), *POSITIONS[status])} ({_places(view, rows)})"
        for status, rows in found.items()
        if len(rows)
    ]
    if not told:
        alone = view.cells["status"].eq(GapStatus.NOT_PUBLISHABLE.value).all()
        why = " : sans marge publiée, seuls les rangs se comparent" if alone else ""
        return f"Pour {several}, aucune divergence n’est établie{why}."
    return f"Pour {several} : {listed(told)}."


def _places(view: Divergences, rows: pd.DataFrame) -> str:
    """Name where, and in what, the first ones in the order of the table."""
    alone = len(view.columns) == 1
    named = [
        marked(
            str(row["name"]) + ("" if alone else f" en {subject_words(row['subject']).lower()}"),
            drawn=row["demonstration"],
        )
        for _, row in rows.head(_MOST_NAMED).iterrows()
    ]
    return ("dont " if len(rows) > _MOST_NAMED else "") + ", ".join(named)


def _in_columns(rows: pd.DataFrame, query: DivergenceQuery) -> pd.DataFrame:
    """Keep one reading a subject, the best of those asked, the same for every territory."""
    asked = rows[rows["subject"].isin(COLUMNS)]
    if query.group:
        asked = asked[asked["group"] == query.group]
    if query.survey:
        asked = asked[asked["survey"] == query.survey]
    best = asked[READING].drop_duplicates("subject")
    return asked.merge(best, on=READING)


def _columns(shown: pd.DataFrame) -> pd.DataFrame:
    named = shown["status"].isin([status.value for status in POSITIONS])
    ranked = shown["gap"].isna()
    found = shown.assign(named=named, ranked=ranked).groupby("subject", sort=False, as_index=False)
    columns = found.agg(
        **{
            name: (name, "first")
            for name in (*READING[1:], "indicator", "year", "demonstration", "units")
        },
        named=("named", "sum"),
        ranked=("ranked", "all"),
    )
    return columns.sort_values(
        ["demonstration", "ranked", "named"],
        ascending=[True, True, False],
        kind="stable",
        ignore_index=True,
    ).drop(columns="ranked")


def _territories(desk: Desk, cells: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Order the territories: most established divergences, then widest difference of ranks."""
    spread = (cells["felt_rank"] - cells["measured_rank"]).abs() / cells["units"]
    found = cells.assign(parted=cells["status"].isin(DIVERGENCES), spread=spread)
    kept = found.groupby("code").agg(parted=("parted", "sum"), spread=("spread", "max"))
    known = desk.territories_of(level)[["name", "population"]]
    ordered = known.join(kept, how="inner")
    return ordered.sort_values(
        ["parted", "spread", "name"], ascending=[False, False, True], kind="stable"
    )


def _about(desk: Desk, query: DivergenceQuery, columns: pd.DataFrame) -> About:
    surveys = [desk.surveys[key] for key in columns["survey"].unique()]
    whole = columns.loc[columns["basis"] == ComparedWith.DOMAIN, "subject"]
    measured = [desk.catalogue[key] for key in columns["indicator"].unique() if key]
    measured += [one for key in whole for one in index_indicators(desk, key)]
    where = "France"
    if query.within is not None and query.within.level is not Level.FRANCE:
        name = str(desk.territory_row(query.within)["name"])
        where = designation(query.within.level, query.within.code, name)
    return about_of(
        desk,
        f"Où mesure et ressenti divergent – {query.level.plural}, {where}",
        method=METHOD,
        note=" ".join(dict.fromkeys(caveat for one in surveys for caveat in one.caveats)),
        sources=(
            *(survey_source(desk, survey) for survey in surveys),
            *indicator_sources(measured),
        ),
        command=command_words(
            "table",
            "divergences",
            level=query.level.value,
            within=query.within,
            group=query.group,
            survey=query.survey,
            position=None if query.position == ALL_POSITIONS else str(query.position),
        ),
        surveys=surveys,
        recipe=default_recipe() if len(whole) else None,
    )
