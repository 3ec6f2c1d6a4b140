"""How many answers a survey of volunteers got in a commune that has no estimate of its own."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.grammar import counted
from common.levels import Level, Territory

_SURVEY = "barometre_velo_2025"


def bicycle_answers(desk: Desk, place: Place, own: pd.DataFrame) -> str:
    """Say how many answers the Baromètre des villes cyclables got, and what they would allow.

    Parameters
    ----------
    desk : the opened data.
    place : what is described.
    own : its own answers; nothing is said where this survey is among them.

    Returns
    -------
    str
        French sentences; empty but for a commune that was judged and has no estimate.
    """
    if not isinstance(place, Territory) or place.level is not Level.COMMUNE:
        return ""
    if place.code not in desk.answer_counts.index or (own["survey"] == _SURVEY).any():
        return ""
    row = desk.answer_counts.loc[[place.code]].iloc[0]
    survey = desk.surveys[_SURVEY]
    answers = counted(row["answers"], "réponse")
    said = "assez pour que son producteur publie une note de la commune, qui n’est pas reprise ici"
    if not row["publishable"]:
        said = "trop peu pour une note"
    return f"{survey.title} : {answers} pour la commune, {said}. {survey.mention}"
