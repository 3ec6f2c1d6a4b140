"""The evidence on what is felt: each question beside its indicator, the groups side by side."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose, larger_title
from atlas.desk.wording import answer_value, quantity
from atlas.profiles import Profile
from atlas.profiles.answer_words import (
    NO_MARGIN,
    RANKS_ALONE,
    counted_briefly,
    subject_label,
)
from atlas.profiles.crossed_answers import crossed_answers
from common.french import NO_BREAK_SPACE, number, ordinal
from common.grammar import capitalised, counted, typographic
from common.levels import Territory
from indicators.base.questions import TRANSVERSAL
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voices
from reports.content.groups import BRIEF, crossed_table
from reports.content.words import Words, named
from reports.report import Block, Cell, Column, Paragraph, Table


def answers_blocks(desk: Desk, profile: Profile, words: Words) -> tuple[Block, ...]:
    """Lay out what is answered of the place, then, apart, of each territory that holds it.

    Of each survey and subject, the question that stands for it; all of what bears on several
    domains. The other questions are on the page of the profile, and counted.
    """
    rows = _told(desk, profile.answers)
    left = profile.answers.drop(rows.index.union(crossed_answers(profile.answers).index))
    blocks: list[Block] = []
    for _, some in rows.groupby("measured", sort=False):
        margin = some["low"].notna()
        if margin.any():
            blocks.append(_table(desk, some[margin], words))
        if not margin.all():
            blocks.append(_ranks(desk, some[~margin], words))
    crossed = crossed_table(desk, profile)
    if crossed is not None:
        blocks.append(crossed)
        rows = pd.concat([rows, crossed_answers(profile.answers)])
    if len(left):
        blocks.append(_left_out(left))
    if len(rows):
        blocks += [_not_read_as(rows), _mentions(desk, rows)]
    return tuple(blocks)


def _left_out(rows: pd.DataFrame) -> Paragraph:
    """Count the answers that a note has no room for, say on what, and where they are."""
    counts = rows["subject"].value_counts(sort=False)
    told = [f"{subject_label(str(key)).lower()} ({number(of)})" for key, of in counts.items()]
    others = counted(len(rows), "autre réponse publiée", "autres réponses publiées")
    return Paragraph(
        typographic(f"{others}, dans l’onglet « Ressenti » du profil : {', '.join(told)}."),
        lead="Non reprises ici.",
        small=True,
    )


def _told(desk: Desk, answers: pd.DataFrame) -> pd.DataFrame:
    questions = answers["question"].map(desk.questions)
    kept = [
        group == one.groups[0] and (one.tells_domain or one.domain in TRANSVERSAL)
        for group, one in zip(answers["group"], questions, strict=True)
    ]
    return answers[pd.Series(kept, index=answers.index, dtype=bool)]


def _about(rows: pd.DataFrame, words: Words) -> str:
    """Say of which territory these answers are, and that it is not the place where it is larger."""
    first = rows.iloc[0]
    of_whom = named(first["measured"], first["measured_name"])
    if first["whose"] == Whose.OWN:
        return f"Réponses pour {of_whom}"
    level = Territory.parse(first["measured"]).level
    return f"{larger_title([level], words.short)} : réponses pour {of_whom}"


def _table(desk: Desk, rows: pd.DataFrame, words: Words) -> Table:
    """Lay out the answers of one territory that have a margin."""
    peers = Territory.parse(rows["measured"].iloc[0]).level.plural
    return Table(
        f"{_about(rows, words)}, indicateur de la même chose, et rangs parmi les {peers} "
        "(1ᵉʳ : le plus fragile)",
        (
            Column("Sujet : ce qui est compté", width=2.6),
            Column("Réponse et rang", width=2.1),
            Column("Indicateur et rang", width=3.2),
            Column("Lecture", width=1.0),
        ),
        tuple(_row(desk, row) for _, row in rows.iterrows()),
        compact=True,
    )


def _ranks(desk: Desk, rows: pd.DataFrame, words: Words) -> Paragraph:
    """Tell the answers of one territory that no margin goes with: ranks alone compare."""
    told = []
    for _, row in rows.iterrows():
        subject, answer, *_ = (cell.text for cell in _row(desk, row))
        beside = _indicator(desk, row) if pd.notna(row["indicator_rank"]) else ""
        told.append(f"{subject}. {answer}{f' ; {beside}' if beside else ''}")
    return Paragraph(
        typographic(f"{' • '.join(told)}."),
        lead=f"{_about(rows, words)}, {NO_MARGIN} (rangs seuls).",
        small=True,
    )


def _row(desk: Desk, row: pd.Series) -> tuple[Cell, ...]:
    question = desk.questions[row["question"]]
    value = answer_value(question, row["value"], row["low"], row["high"])
    rank = f"{ordinal(int(row['rank']))} sur {number(row['compared'])}".replace(" ", NO_BREAK_SPACE)
    texts = (
        f"{subject_label(row['subject'])} : {counted_briefly(row['counts'])}",
        f"{capitalised(voices(row['group'], question.survey.kind))} : {value}, {rank}",
        _indicator(desk, row) or "–",
        _reading(row),
    )
    return tuple(Cell(typographic(text)) for text in texts)


def _indicator(desk: Desk, row: pd.Series) -> str:
    if not row["indicator"] or pd.isna(row["indicator_value"]):
        return ""
    one = desk.catalogue[row["indicator"]]
    text = f"{one.label} : {quantity(row['indicator_value'], one.unit)} ({row['indicator_year']})"
    if pd.isna(row["indicator_rank"]):
        return text
    return f"{text}, {ordinal(int(row['indicator_rank']))}"


def _reading(row: pd.Series) -> str:
    if row["position"] != GapStatus.NOT_PUBLISHABLE:
        return BRIEF[GapStatus(row["position"])]
    return RANKS_ALONE if pd.notna(row["indicator_rank"]) else "–"


def _not_read_as(rows: pd.DataFrame) -> Paragraph:
    """Say of each answer what it must not be read as: a sentence once, a subject once."""
    told: dict[str, list[str]] = {}
    for _, row in rows.iterrows():
        names = told.setdefault(str(row["not_read_as"]), [])
        label = subject_label(row["subject"])
        names += [] if label in names else [label]
    about: dict[str, list[str]] = {}
    for sentence, names in told.items():
        about.setdefault(", ".join(names), []).append(sentence)
    text = " ".join(f"{names} : {' '.join(sentences)}" for names, sentences in about.items())
    return Paragraph(typographic(text), lead="Ce que ces réponses ne disent pas.", small=True)


def _mentions(desk: Desk, rows: pd.DataFrame) -> Paragraph:
    """Give the complete mention of each survey, once, with its licence."""
    surveys = [desk.surveys[key] for key in dict.fromkeys(rows["survey"])]
    text = " ".join(f"{one.mention.removesuffix('.')} ({one.licence})." for one in surveys)
    return Paragraph(typographic(text), lead="Enquêtes.", small=True)
