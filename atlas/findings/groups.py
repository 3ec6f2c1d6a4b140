"""On which question elected people and citizens differ most, among the published answers."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from atlas.desk.desk import Desk
from atlas.divergences.question_groups import QuestionGroups, question_groups, several_groups
from atlas.findings.finding import CountryFinding, FindingKind, Share, SharesPicture
from common.french import number, percent
from common.levels import Level
from indicators.views.volunteers import voice_label

CITIZENS, ELECTED = "citoyens", "elus"
#: Of a question, before what is counted.
_OF_THOSE = "part de ceux "


def groups_finding(desk: Desk) -> CountryFinding | None:
    """Tell the question on which the two groups differ most in the country; None if none does."""
    return most_apart(question_groups(desk, one.key) for one in several_groups(desk))


def most_apart(asked: Iterable[QuestionGroups]) -> CountryFinding | None:
    """Tell the question on which the two groups differ most, if a difference is established.

    Parameters
    ----------
    asked : questions put to several groups, with the answers of the whole country; those that rest
        on the demonstration survey are left out.
    """
    found = [
        (abs(float(row["difference"])), one, row)
        for one in asked
        if not one.about.demonstration
        for _, row in _between(one).iterrows()
    ]
    if not found:
        return None
    _, groups, difference = max(found, key=lambda each: each[0])
    return _told(groups, difference)


def _between(groups: QuestionGroups) -> pd.DataFrame:
    """Give the established difference between the two groups in the country, if there is one."""
    rows = groups.differences
    pair = rows["group_a"].isin([CITIZENS, ELECTED]) & rows["group_b"].isin([CITIZENS, ELECTED])
    return rows[(rows["level"] == Level.FRANCE.value) & pair & rows["real"].astype("bool")]


def _told(groups: QuestionGroups, difference: pd.Series) -> CountryFinding:
    rows = groups.frame[groups.frame["level"] == Level.FRANCE.value].set_index("group")
    kind = groups.question.survey.kind
    both = rows.loc[[CITIZENS, ELECTED]].sort_values("value", ascending=False)
    bounds = ("value", "low", "high")
    shares = tuple(
        Share(voice_label(str(key), [kind]), *(float(row[name]) for name in bounds))
        for key, row in both.iterrows()
    )
    figures = ", ".join(f"{_share(one.value)} des {one.group.lower()}" for one in shares)
    low, high = sorted(abs(float(difference[name])) for name in ("low", "high"))
    return CountryFinding(
        kind=FindingKind.GROUPS,
        title=f"{_those(groups.question.counts)} : {figures}",
        told=(
            f"La différence est établie : {number(abs(difference['difference']))} points, entre "
            f"{number(low)} et {number(high)}. {groups.question.not_read_as}"
        ),
        picture=SharesPicture(shares),
        picture_words=" ; ".join(
            f"{one.group} : {_share(one.value)}, entre {_share(one.low)} et {_share(one.high)}"
            for one in shares
        ),
        about=groups.about,
        level=groups.level,
        subjects=(groups.question.domain,),
        question=groups.question.key,
        group=ELECTED,
    )


def _those(counts: str) -> str:
    """Begin a title by who is counted.

    >>> _those("part de ceux sans voiture")
    'Ceux sans voiture'
    """
    said = counts.removeprefix(_OF_THOSE)
    return f"Ceux {said}" if said != counts else f"{counts[:1].upper()}{counts[1:]}"


def _share(value: float) -> str:
    return percent(value / 100, 0)
