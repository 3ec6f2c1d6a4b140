"""A place by goal of the Agenda 2030: the domains that speak of each, and the partnerships."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.partnerships.natures import TOTAL
from atlas.profiles.model import Profile
from atlas.profiles.reading import standing_words
from atlas.profiles.summary import partnership_words
from common.french import number
from common.grammar import counted
from indicators.base.agenda_2030 import PARTNERSHIPS_GOAL, Goal, agenda_2030
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain
from indicators.partnerships import Kind, Presence
from indicators.scores.standing import Standing


@dataclass(frozen=True)
class GoalDomain:
    """A domain that speaks of a goal, as a place stands in it.

    Attributes
    ----------
    key, label : of the domain.
    targets, reason : of the link.
    fragile : whether the whole rank interval is in the most fragile third.
    standing : how the place stands (French, no full stop).
    partnerships : which are recorded (French, no full stop).
    """

    key: str
    label: str
    targets: tuple[str, ...]
    reason: str
    fragile: bool
    standing: str
    partnerships: str


@dataclass(frozen=True)
class PlaceGoal:
    """A goal in a place.

    Attributes
    ----------
    goal : which.
    domains : those that speak of it; none for a goal that says why (``goal.absent``).
    words : sentences of the goal of the partnerships, "" for the others.
    """

    goal: Goal
    domains: tuple[GoalDomain, ...]
    words: str = ""


def place_goals(profile: Profile) -> tuple[PlaceGoal, ...]:
    """Give the 17 goals, each with its domains in this place.

    No score is made of those of several domains: a goal is read by its domains.
    """
    agenda = agenda_2030()
    found = []
    for goal in agenda.goals:
        domains = tuple(
            _domain(profile, link.domain, link.targets, link.reason)
            for link in agenda.links_of(goal.number)
        )
        words = _together(profile) if goal.number == PARTNERSHIPS_GOAL else ""
        found.append(PlaceGoal(goal, domains, words))
    return tuple(found)


def goals_words(goals: tuple[PlaceGoal, ...]) -> str:
    """Say which goals a fragility of the place concerns, by the domains where it is established.

    Returns
    -------
    str
        French, a sentence.
    """
    named: dict[str, list[int]] = {}
    for one in goals:
        for found in one.domains:
            if found.fragile:
                named.setdefault(found.key, []).append(one.goal.number)
    if not named:
        return (
            "Aucun objectif n’est concerné par une fragilité établie : aucun domaine ne se range à "
            "coup sûr dans le tiers le plus fragile."
        )
    parts = [
        f"{domain(key).short} ({', '.join(f'ODD {goal}' for goal in numbers)})"
        for key, numbers in named.items()
    ]
    return f"Objectifs que concerne une fragilité établie, par domaine : {' ; '.join(parts)}."


def taken_goals(profile: Profile) -> Taken:
    """Lay out a place by goal, to be written as a table.

    Returns
    -------
    Taken
        One row per goal and domain that speaks of it, and one per goal without any: place, goal,
        goal_title, domain, domain_label, targets, reason, score (0-100), rank, rank_low, rank_high,
        standing (French), partnerships (records of the three natures; missing where no list tells),
        place_name.
    """
    scores = profile.domains
    rows = []
    for one in place_goals(profile):
        title = {"goal": one.goal.number, "goal_title": one.goal.title}
        if not one.domains:
            rows.append(title | {"reason": one.goal.absent})
        for found in one.domains:
            score = scores.loc[found.key]
            rows.append(
                title
                | {
                    "domain": found.key,
                    "domain_label": found.label,
                    "targets": " ".join(found.targets),
                    "reason": found.reason,
                    **{name: score[name] for name in ("score", "rank", "rank_low", "rank_high")},
                    "standing": found.standing,
                    "partnerships": profile.natures.loc[found.key, TOTAL],
                }
            )
    frame = pd.DataFrame(rows).assign(place=str(profile.place), place_name=profile.name)
    ranks = dict.fromkeys(("rank", "rank_low", "rank_high", "partnerships"), "Int64")
    command = command_words("table", "goals", place=profile.place)
    about = replace(profile.about, mentions=(), demonstration=False, command=command)
    return Taken("objectifs", frame.astype(ranks).set_index("place"), about)


def _domain(profile: Profile, key: str, targets: tuple[str, ...], reason: str) -> GoalDomain:
    row = profile.domain(key)
    return GoalDomain(
        key=key,
        label=domain(key).short,
        targets=targets,
        reason=reason,
        fragile=row["standing"] == Standing.FRAGILE,
        standing=standing_words(row, profile.place.level.plural, profile.territories),
        partnerships=recorded_words(profile, key),
    )


def recorded_words(profile: Profile, key: str) -> str:
    """Say how many partnerships of the place are recorded in a domain, grants apart.

    Returns
    -------
    str
        French, without a full stop; an absence is told from what no list says.
    """
    presence = profile.natures_presence.loc[key, TOTAL]
    if presence == Presence.UNKNOWN:
        return "partenariats inconnus : aucune liste nationale ne le dit"
    count, alliances = (profile.natures[column][key] for column in (TOTAL, Kind.ALLIANCE))
    if count == 0:
        none = "aucun partenariat recensé"
        partly = presence == Presence.NOT_LISTED
        return f"{none}, mais des listes sont incomplètes" if partly else none
    words = counted(count, "partenariat recensé", "partenariats recensés")
    if pd.isna(alliances) or alliances == 0:
        return f"{words}, aucune alliance"
    return f"{words}, dont {counted(alliances, 'alliance', 'alliances')}"


def _together(profile: Profile) -> str:
    """Say what is recorded here, and where a fragility is established without any of it."""
    words = [f"Ici : {partnership_words(profile)}."]
    counts = profile.natures[TOTAL]
    served = int((counts.loc[list(DOMAIN_KEYS)] > 0).sum())
    if pd.notna(counts[OVERALL]):
        words.append(f"Ils servent {number(served)} des {number(len(DOMAIN_KEYS))} domaines.")
    # A count that no list tells is no absence.
    weak = counts.reindex(profile.weaknesses.index)
    alone = [domain(str(key)).short for key in weak.index[weak.fillna(1) == 0]]
    if alone:
        words.append(f"Fragilité établie sans aucun partenariat recensé : {', '.join(alone)}.")
    return " ".join(words)
