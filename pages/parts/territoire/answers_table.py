"""All the answers around a place in one table, each with whose it is."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.whose import Whose
from atlas.desk.wording import answer_value, quantity
from atlas.profiles import Profile
from atlas.profiles.answer_words import source_words, subject_label
from indicators.views.positions import GapStatus


def answers_table(desk: Desk, profile: Profile) -> pd.DataFrame:
    """Lay out every answer beside the indicator of the same thing."""
    rows = profile.answers
    values = rows[["question", "value", "low", "high"]].itertuples(index=False)
    beside = rows[["indicator", "indicator_value"]].itertuples(index=False)
    return pd.DataFrame(
        {
            "À qui est la réponse": [Whose(whose).label for whose in rows["whose"]],
            "Mesuré pour": rows["measured_name"],
            "Sujet": [subject_label(key) for key in rows["subject"]],
            "Ce qui est compté": rows["counts"],
            "Groupe": [
                heard_label(desk, group, [survey])
                for group, survey in zip(rows["group"], rows["survey"], strict=True)
            ],
            "Réponse": [answer_value(desk.questions[key], *rest) for key, *rest in values],
            "Réponses": rows["n"].astype("Int64"),
            "Rang (1 = le plus fragile)": rows["rank"],
            "Comparés": rows["compared"],
            "Indicateur": rows["indicator"].map(
                {key: one.label for key, one in desk.catalogue.items()}
            ),
            "Valeur": [
                quantity(value, desk.catalogue[key].unit) if key else "–" for key, value in beside
            ],
            "Rang de l’indicateur": rows["indicator_rank"],
            "Lecture": [GapStatus(status).label for status in rows["position"]],
            "Ce que cela ne dit pas": rows["not_read_as"],
            "Enquête": [
                source_words(*row) for row in zip(rows["survey_title"], rows["year"], strict=True)
            ],
        }
    )
