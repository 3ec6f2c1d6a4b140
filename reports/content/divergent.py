"""Where measured and felt part: the territories of a level and the subjects, in one table."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.divergences.divergences import Divergences, column_words
from atlas.divergences.readings import SIGNS
from atlas.profiles.answer_words import source_words
from common.french import listed, ordinal
from common.grammar import capitalised, typographic
from indicators.views.positions import GapStatus
from reports.content.words import DOMAIN_PHRASES, agreed
from reports.report import Cell, Column, Paragraph, Table

#: Readings that the legend names: the others are ranks.
_NAMED = [status for status in GapStatus if status is not GapStatus.NOT_PUBLISHABLE]


def divergences_table(desk: Desk, view: Divergences) -> Table:
    """Lay out a sign for each territory and subject, or both ranks where no margin is published."""
    cells = {(cell["code"], cell["subject"]): cell for _, cell in view.cells.iterrows()}
    subjects = [str(subject) for subject in view.columns["subject"]]
    named = " ; ".join(f"{SIGNS[status]} {status.label.lower()}" for status in _NAMED)
    compared = agreed(view.query.level, "comparé")
    return Table(
        f"Mesure et ressenti par {view.query.level.label}. {capitalised(named)}. Sans marge "
        f"publiée, les deux rangs parmi les {compared} : ressenti puis mesuré, 1ᵉʳ le plus fragile",
        (
            Column(capitalised(view.query.level.label), width=1.9),
            *(
                Column(typographic(column_words(desk, column)), "center")
                for _, column in view.columns.iterrows()
            ),
        ),
        tuple(
            (
                Cell(typographic(str(row["name"]))),
                *(_cell(cells.get((code, subject))) for subject in subjects),
            )
            for code, row in view.territories.sort_values("name").iterrows()
        ),
        compact=True,
    )


def divergences_sources(desk: Desk, view: Divergences) -> tuple[Paragraph, ...]:
    """Say what each column asks of whom, then the method and the complete mentions."""
    told = []
    for _, column in view.columns.iterrows():
        survey = desk.surveys[column["survey"]]
        question = desk.questions.get(column["question"])
        counts = f" : {question.counts}" if question else ""
        told.append(
            f"{column_words(desk, column)}{counts} ({source_words(survey.title, column['year'])})"
        )
    return (
        Paragraph(typographic(f"{' • '.join(told)}."), lead="Colonnes.", small=True),
        Paragraph(typographic(view.about.method), lead="Lecture.", small=True),
        Paragraph(typographic(" ".join(view.about.mentions)), lead="Enquêtes.", small=True),
    )


def _cell(cell: pd.Series | None) -> Cell:
    if cell is None:
        return Cell("–")
    status = GapStatus(cell["status"])
    text = SIGNS[status]
    if status is GapStatus.NOT_PUBLISHABLE:
        text = f"{ordinal(int(cell['felt_rank']))} · {ordinal(int(cell['measured_rank']))}"
    return Cell(text, demonstration=bool(cell["demonstration"]))


def unanswered_words(view: Divergences) -> str:
    """Name the domains where nothing felt can be compared with anything measured."""
    absent = [DOMAIN_PHRASES[key] for key in view.unanswered if key in DOMAIN_PHRASES]
    if not absent:
        return ""
    return f"Aucune réponse publiée ne se compare à une mesure pour {listed(absent)}."
