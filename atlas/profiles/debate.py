"""Where the groups of a place are known not to see the same thing: what a meeting may talk about.

Three sorts of answers: the published questions, the domains themselves, the programme's questions.
A subject is kept where at least one difference between two groups of one survey and territory is
established; nothing of the demonstration is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from atlas.divergences.groups_reading import established_words
from atlas.divergences.programme import at_level, programme_shares
from atlas.profiles.crossed_answers import crossed_answers, group_answer
from atlas.profiles.model import Profile
from atlas.profiles.programme_words import interval_words
from common.french import number
from common.grammar import counted
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUPS
from indicators.base.questions import SUBJECTS
from indicators.views.published_differences import territory_differences


@dataclass(frozen=True)
class DebateSubject:
    """A subject on which groups differ.

    Attributes
    ----------
    subject : key of a domain, or "" for a question of the programme.
    heading : its French name.
    counts : what is counted, in French.
    cells : by group: the answer with its interval and its number of answers, in French.
    more, less : of the largest established difference: keys of the group that says it more, and of
        the one that says it less.
    established : the established differences, in French.
    largest : the largest of them, in points.
    measured_name : the territory that was asked.
    survey : key of the survey.
    """

    subject: str
    heading: str
    counts: str
    cells: dict[str, str]
    more: str
    less: str
    established: str
    largest: float
    measured_name: str
    survey: str


#: What is counted where people note the domain itself.
FELT = "fragilité ressentie, de 0 à 100"


def debate_subjects(desk: Desk, profile: Profile) -> list[DebateSubject]:
    """List the subjects on which groups differ around a place.

    Returns
    -------
    list of DebateSubject
        Domains first, then the questions of the programme, each once; the widest difference first.
    """
    found = [*_questions(desk, profile), *_domains(desk, profile), *_programme(desk, profile)]
    found.sort(key=lambda one: (not one.subject, -one.largest))
    once: dict[tuple[str, str], DebateSubject] = {}
    for one in found:
        once.setdefault((one.heading, one.counts if one.subject else ""), one)
    return list(once.values())


def _questions(desk: Desk, profile: Profile) -> Iterator[DebateSubject]:
    crossed = crossed_answers(profile.answers)
    for (key, measured), rows in crossed.groupby(["question", "measured"], sort=False):
        question = desk.questions[str(key)]
        every = profile.differences
        pairs = every[(every["question"] == key) & (every["territory"] == measured)]
        cells = {str(row["group"]): group_answer(question, row) for _, row in rows.iterrows()}
        yield from _subject(
            desk, pairs, rows, cells, question.survey.key,
            subject=question.domain, heading=SUBJECTS[question.domain], counts=question.counts,
        )  # fmt: skip


def _domains(desk: Desk, profile: Profile) -> Iterator[DebateSubject]:
    views = profile.views[~profile.views["demonstration"] & (profile.views["asked"] == "")]
    views = views[views["domain"].isin(DOMAIN_KEYS)]
    for (survey, measured, domain), rows in views.groupby(
        ["survey", "measured", "domain"], sort=False
    ):
        if len(rows) < 2:
            continue
        pairs = _domain_pairs(desk, str(survey), str(measured), str(domain))
        yield from _subject(
            desk, pairs, rows, _felt(rows), str(survey),
            subject=str(domain), heading=SUBJECTS[str(domain)], counts=FELT,
        )  # fmt: skip


def _programme(desk: Desk, profile: Profile) -> Iterator[DebateSubject]:
    rows_of = profile.programme.groupby(["survey", "measured", "variable"], sort=False)
    for (survey, measured, variable), rows in rows_of:
        if len(rows) < 2:
            continue
        place = Territory.parse(str(measured))
        level = at_level(programme_shares(desk), place.level)
        asked = level[(level["survey"] == survey) & (level["variable"] == variable)]
        pairs = territory_differences(asked.assign(code=asked["measured"]), list(GROUPS))
        first = rows.iloc[0]
        cells = {
            str(row["group"]): f"{interval_words(row['value'], row['low'], row['high'])}, "
            f"{counted(row['n'], 'réponse')}"
            for _, row in rows.iterrows()
        }
        yield from _subject(
            desk, pairs[pairs["code"] == measured], rows, cells, str(survey),
            subject="", heading=str(first["heading"]), counts=str(first["label"]),
        )  # fmt: skip


def _domain_pairs(desk: Desk, survey: str, measured: str, domain: str) -> pd.DataFrame:
    """Compare the groups of a survey on a domain over a level, and keep one territory."""
    place = Territory.parse(measured)

    def compared() -> pd.DataFrame:
        rows = desk.estimates
        asked = rows[
            (rows["survey"] == survey)
            & (rows["domain"] == domain)
            & (rows["level"] == place.level.value)
        ]
        plain = asked.astype({"group": "str", "code": "str"})
        return territory_differences(plain, list(GROUPS))

    table = desk.once(("domain differences", survey, domain, place.level), compared)
    return table[table["code"] == place.code]


def _felt(rows: pd.DataFrame) -> dict[str, str]:
    told = {}
    for _, row in rows.iterrows():
        bounds = f" ({number(row['low'])} à {number(row['high'])})" if pd.notna(row["low"]) else ""
        people = f", {counted(row['n'], 'réponse')}" if pd.notna(row["n"]) else ""
        told[str(row["group"])] = f"{number(row['value'])} sur 100{bounds}{people}"
    return told


def _subject(
    desk: Desk,
    pairs: pd.DataFrame,
    rows: pd.DataFrame,
    cells: dict[str, str],
    survey: str,
    **named: str,
) -> Iterator[DebateSubject]:
    """Make a subject, where a difference between the groups that are shown is established."""
    shown = pairs["group_a"].isin(list(cells)) & pairs["group_b"].isin(list(cells))
    real = pairs[shown & pairs["real"]]
    if real.empty or desk.surveys[survey].demonstration:
        return
    widest = real.sort_values("difference", key=abs, ascending=False).iloc[0]
    ends = [str(widest["group_a"]), str(widest["group_b"])]
    more, less = ends if widest["difference"] > 0 else reversed(ends)
    yield DebateSubject(
        cells={group: cells[group] for group in GROUPS if group in cells},
        more=more,
        less=less,
        established=established_words(real, desk.surveys[survey].kind),
        largest=float(abs(widest["difference"])),
        measured_name=str(rows["measured_name"].iloc[0]),
        survey=survey,
        **named,
    )
