"""The groups side by side: on one question around a place, over a level, or domain by domain."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.divergences.groups_reading import established_words
from atlas.divergences.question_groups import QuestionGroups
from atlas.profiles import Profile
from atlas.profiles.answer_words import counted_briefly, source_words, subject_label
from atlas.profiles.crossed_answers import (
    NOT_PUBLISHED,
    group_answer,
    group_cells,
    group_columns,
)
from common.french import NO_BREAK_SPACE, listed, number
from common.grammar import capitalised, typographic
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUPS
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voice_label
from reports.content.words import domain_name
from reports.report import Cell, Column, Table

#: With more groups, the reading of a gap stands under its figure.
_ON_ONE_LINE = 2
#: What the cells of a table of groups hold.
CELLS = "intervalle à 95 % et nombre de réponses"
#: Reading of a gap in a narrow cell.
BRIEF = {
    GapStatus.ALIGNED_FRAGILE: "fragilité partagée",
    GapStatus.ALIGNED_SOLID: "solidité partagée",
    GapStatus.SILENT_FRAGILITY: "fragilité silencieuse",
    GapStatus.LISTENING_TOPIC: "fragilité surtout ressentie",
    GapStatus.NOT_DISTINGUISHABLE: "non établi",
    GapStatus.NOT_PUBLISHABLE: "écart non publiable",
}
#: In place of the reading of a gap: a cell says by itself that it is of the demonstration.
_DRAWN = "réponses fictives"


def crossed_table(desk: Desk, profile: Profile) -> Table | None:
    """Lay out the questions that several groups answered around a place; None without any."""
    groups = group_columns(profile.answers)
    if not groups:
        return None
    rows = group_cells(desk, profile.answers, profile.differences)
    kinds = {row.kind for row in rows}
    where = listed(list(dict.fromkeys(typographic(row.measured_name) for row in rows)))
    return Table(
        f"Groupes comparés, mesurés pour {where} : {CELLS}",
        (
            Column("Sujet : ce qui est compté", width=2.0),
            *(Column(voice_label(group, kinds), width=1.3) for group in groups),
            Column("Différences établies", width=1.9),
        ),
        tuple(
            (
                Cell(typographic(f"{row.subject} : {counted_briefly(row.counts)}")),
                *(Cell(row.cells[group]) for group in groups),
                Cell(row.established),
            )
            for row in rows
        ),
        compact=True,
    )


def territories_table(groups: QuestionGroups) -> Table:
    """Lay out one question, a row a territory of the level and a column a group, France last.

    For a regional report: who says it, who does not, and which differences are established.
    """
    frame, kind = groups.frame, groups.question.survey.kind
    shown = [group for group in GROUPS if (frame["group"] == group).any()]
    rows = []
    for territory, some in frame.groupby("territory", sort=False):
        by_group = {row["group"]: row for _, row in some.iterrows()}
        pairs = groups.differences[groups.differences["territory"] == territory]
        rows.append(
            (
                Cell(typographic(str(some["name"].iloc[0]))),
                *(
                    Cell(
                        group_answer(groups.question, by_group[group])
                        if group in by_group
                        else NOT_PUBLISHED
                    )
                    for group in shown
                ),
                Cell(established_words(pairs, kind)),
            )
        )
    about = groups.question
    return Table(
        typographic(
            f"{subject_label(about.domain)} : {about.counts}, par groupe et par "
            f"{groups.level.label} ({source_words(about.survey.title, about.survey.year)}) : "
            f"{CELLS}"
        ),
        (
            Column(capitalised(groups.level.label), width=1.6),
            *(Column(voice_label(group, [kind]), width=1.3) for group in shown),
            Column("Différences établies", width=2.0),
        ),
        tuple(rows),
        compact=True,
    )


def groups_table(desk: Desk, views: pd.DataFrame, marks: pd.Series) -> Table:
    """Lay out what each group feels, domain by domain, with the reading of the gap.

    Parameters
    ----------
    desk : the opened data.
    views : rows of ``profile.views`` that the note may use.
    marks : letter of each view, on the same index (survey and territory where it was measured).
    """
    groups = [group for group in GROUPS if (views["group"] == group).any()]
    parting = "\n" if len(groups) > _ON_ONE_LINE else " · "
    cells = {
        (row["group"], row["domain"]): Cell(
            f"{_felt_briefly(row)}{NO_BREAK_SPACE}[{mark}]{parting}{_read(row)}",
            demonstration=bool(row["demonstration"]),
        )
        for (_, row), mark in zip(views.iterrows(), marks, strict=True)
    }
    demonstration = (
        f". Cases teintées – {DEMONSTRATION_MARK}" if views["demonstration"].any() else ""
    )
    domains = [key for key in DOMAIN_KEYS if any((group, key) in cells for group in groups)]
    return Table(
        "Fragilité ressentie, de 0 à 100 (intervalle à 95 %), par domaine et par groupe de "
        f"répondants, puis lecture de l’écart avec la mesure{demonstration}",
        (
            Column("Domaine", width=1.2),
            *(
                Column(heard_label(desk, group, views.loc[views["group"] == group, "survey"]))
                for group in groups
            ),
        ),
        tuple(
            (Cell(domain_name(key)), *(cells.get((group, key), Cell("–")) for group in groups))
            for key in domains
        ),
        compact=True,
    )


def _read(row: pd.Series) -> str:
    """Read the gap of a cell; what a program drew is called so, in its place."""
    return _DRAWN if row["demonstration"] else BRIEF[GapStatus(row["gap_status"])]


def _felt_briefly(row: pd.Series) -> str:
    text = number(row["value"])
    if pd.notna(row["low"]):
        text += f" ({number(row['low'])} à {number(row['high'])})"
    return text.replace(" ", NO_BREAK_SPACE)


def letters(views: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """Give a letter to each pair of a survey and a territory where it was measured.

    Returns
    -------
    (Series, DataFrame)
        The letter of each view, and the pairs: letter, survey, measured, measured_name, mention,
        demonstration; in the order of the table.
    """
    pairs = views.drop_duplicates(["survey", "measured"])
    pairs = pairs[["survey", "measured", "measured_name", "mention", "demonstration"]].assign(
        letter=[_letter(index) for index in range(len(pairs))]
    )
    letter_of = pairs.set_index(["survey", "measured"])["letter"]
    keys = pd.MultiIndex.from_frame(views[["survey", "measured"]])
    return pd.Series(letter_of.reindex(keys).to_numpy(), index=views.index), pairs


def _letter(index: int) -> str:
    """Number with letters.

    >>> _letter(0), _letter(25), _letter(26), _letter(53)
    ('a', 'z', 'aa', 'bb')
    """
    before, last = divmod(index, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + last)
