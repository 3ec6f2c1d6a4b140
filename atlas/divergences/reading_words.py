"""One reading in words: what was asked, of whom, what stands beside it; which are told whole."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.wording import quantity
from atlas.divergences.divergences import DIVERGENCES, cell_words
from atlas.divergences.readings import ComparedWith
from common.french import number
from indicators.base.questions import SUBJECTS

#: What a survey of the domains asks, which declares no question.
OF_THE_DOMAIN = "le domaine lui-même"


def told_whole(readings: pd.DataFrame, subject: str) -> pd.DataFrame:
    """Keep the best reading of a subject, and of those where both sides part, which come first.

    Parameters
    ----------
    readings : of one territory, in the order of :data:`atlas.divergences.readings.READINGS`.
    subject : the one that is looked at.
    """
    best = readings.drop_duplicates("subject")
    parted = best["status"].isin(DIVERGENCES)
    kept = best.assign(parted=parted)[parted | (best["subject"] == subject)]
    return kept.sort_values("parted", ascending=False, kind="stable")


def measured_words(desk: Desk, reading: pd.Series) -> str:
    """Say what is measured, in its unit."""
    if reading["basis"] == ComparedWith.DOMAIN:
        return f"Score mesuré : {number(reading['measured'])} sur 100"
    indicator = desk.catalogue[reading["indicator"]]
    return f"{indicator.label} : {quantity(reading['measured'], indicator.unit)}"


def compared_words(desk: Desk, reading: pd.Series) -> str:
    """Say the question of a reading or of a column, by whom, when, and what stands beside it."""
    question = desk.questions.get(reading["question"])
    asked = f"« {question.wording} »" if question else OF_THE_DOMAIN
    measured = ComparedWith(reading["basis"]).label
    if reading["basis"] == ComparedWith.PAIR:
        measured += f" ({desk.catalogue[reading['indicator']].label})"
    title = desk.surveys[reading["survey"]].title
    who = heard_label(desk, reading["group"], [reading["survey"]])
    return (
        f"Question : {asked} ; {who.lower()}, {title}, réponses de "
        f"{reading['year']}. Comparée avec {measured}."
    )


def readings_table(desk: Desk, readings: pd.DataFrame) -> pd.DataFrame:
    """Lay out readings for a French reader, one a row."""
    questions = [desk.questions.get(key) for key in readings["question"]]
    return pd.DataFrame(
        {
            "Domaine": [SUBJECTS[key] for key in readings["subject"]],
            "Position": [cell_words(row) for _, row in readings.iterrows()],
            "Groupe": [
                heard_label(desk, group, [survey])
                for group, survey in zip(readings["group"], readings["survey"], strict=True)
            ],
            "Question": [one.counts if one else OF_THE_DOMAIN for one in questions],
            "Comparée avec": [
                desk.catalogue[key].label if key else ComparedWith.DOMAIN.label
                for key in readings["indicator"]
            ],
            "Réponses": readings["n"].astype("Int64"),
            "Enquête": [desk.surveys[key].title for key in readings["survey"]],
            "Année": readings["year"].astype("str"),
        }
    )
