"""What the groups say of one question, territory by territory, in sentences made of its numbers."""

from __future__ import annotations

import pandas as pd

from atlas.desk.wording import answer_value
from atlas.divergences.question_groups import QuestionGroups
from common.french import listed, number
from common.levels import FRANCE_CODE, Level, Territory
from indicators.base.survey_kind import SurveyKind
from indicators.views.volunteers import voices

_FRANCE = str(Territory(Level.FRANCE, FRANCE_CODE))
NONE_ESTABLISHED = "aucune"


def groups_sentences(groups: QuestionGroups) -> list[str]:
    """Say who sees it in the country, then where the groups differ.

    Returns
    -------
    list of str
        French sentences: the country, then the territories of the level.
    """
    kind, frame = groups.question.survey.kind, groups.frame
    country = frame[frame["territory"] == _FRANCE].sort_values("value", ascending=False)
    said = [f"{voices(row['group'], kind)}, {_value(groups, row)}" for _, row in country.iterrows()]
    real = groups.differences[groups.differences["real"]]
    there = real[real["territory"] != _FRANCE]
    compared = groups.differences.loc[groups.differences["territory"] != _FRANCE, "territory"]
    told = [f"En France, {groups.question.counts} : {' ; '.join(said)}."] if said else []
    told.append(
        f"Différences établies en France : "
        f"{established_words(real[real['territory'] == _FRANCE], kind)}."
    )
    where = [
        f"{name} ({established_words(rows, kind)})"
        for name, rows in there.groupby("name", sort=False)
    ]
    count = f"{number(compared.nunique())} {groups.level.plural} où deux groupes sont publiés"
    told.append(
        f"Sur {count}, une différence est établie dans {number(len(where))} : {listed(where)}."
        if where
        else f"Sur {count}, aucune différence n’est établie."
    )
    return told


def _value(groups: QuestionGroups, row: pd.Series) -> str:
    return answer_value(groups.question, row["value"], row["low"], row["high"])


def established_words(differences: pd.DataFrame, kind: SurveyKind) -> str:
    """Say which differences between groups are established, from the group that says more.

    >>> row = {"group_a": "citoyens", "group_b": "elus", "difference": -12.3, "real": True}
    >>> established_words(pd.DataFrame([row]), SurveyKind.SELF_SELECTED)
    'les élus participants plus que les participants (12 points)'
    """
    told = []
    for _, row in differences[differences["real"]].iterrows():
        more, less = row["group_a"], row["group_b"]
        if row["difference"] < 0:
            more, less = less, more
        points = f"{number(abs(row['difference']))} points"
        told.append(f"{voices(more, kind)} plus que {voices(less, kind)} ({points})")
    return " ; ".join(told) or NONE_ESTABLISHED
