"""A profile in three answers: what is fragile, what is felt, what is already there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.desk.whose import Whose, yours
from atlas.partnerships.around import AROUND, INSIDE, WHERE
from atlas.profiles.answer_words import subject_label
from atlas.profiles.model import Profile
from atlas.profiles.ranks import Ranked, is_partly_ranked
from common.french import listed, number, plural
from indicators.base.domains import OVERALL, domain
from indicators.partnerships import Kind
from indicators.views.positions import GapStatus

#: Domains named one by one; beyond, they are counted.
NAMED = 4
#: How the readings of a gap that speak of a fragility are told, most felt first.
_FELT = {
    GapStatus.LISTENING_TOPIC: "plus de fragilité exprimée que mesurée",
    GapStatus.ALIGNED_FRAGILE: "fragilité partagée",
    GapStatus.SILENT_FRAGILITY: "fragilité mesurée et peu exprimée",
}


def fragile_words(profile: Ranked) -> str:
    """Name the domains that the whole rank interval puts in the most fragile third."""
    return _in_third(profile, profile.weaknesses, "le plus fragile")


def solid_words(profile: Ranked) -> str:
    """Name the domains that the whole rank interval puts in the least fragile third."""
    return _in_third(profile, profile.strengths, "le moins fragile")


def _in_third(profile: Ranked, rows: pd.DataFrame, third: str) -> str:
    """Name domains and the third where they stand, apart those that a part of the level has."""
    peers = profile.place.level.plural
    if rows.empty:
        return f"aucun domaine à coup sûr dans le tiers {third} des {peers}"
    partly = [is_partly_ranked(ranked, profile.territories) for ranked in rows["ranked"]]
    names = [domain(str(key)).short for key in rows.index]
    whole = [name for name, part in zip(names, partly, strict=True) if not part]
    told = [f"{_some(whole)}, dans le tiers {third} des {peers}"] if whole else []
    if any(partly):
        counts = rows.loc[partly, "ranked"].astype("int64")
        least, most = counts.min(), counts.max()
        among = f"{number(least)} {peers} qui ont la donnée"
        if least != most:
            every = number(profile.territories)
            among = f"{peers} qui ont la donnée ({number(least)} à {number(most)} sur {every})"
        some = [name for name, part in zip(names, partly, strict=True) if part]
        told.append(f"{_some(some)}, dans {'celui' if whole else f'le tiers {third}'} des {among}")
    return " ; ".join(told)


@dataclass(frozen=True)
class LargerTold:
    """What a larger territory answers, set apart from the place.

    Attributes
    ----------
    whose : its name, and what it must not be taken for.
    words : what its answers establish.
    """

    whose: str
    words: str


def larger_told(profile: Profile, group: str) -> LargerTold | None:
    """Say what the finest larger territory answers that establishes a fragility, else answers.

    Parameters
    ----------
    profile : what is summed up.
    group : respondent group; its demonstration answers are left out.

    Returns
    -------
    LargerTold or None
        None where no larger territory answered.
    """
    answers = profile.answers_of(group, Whose.LARGER)
    views = profile.views_of(group, Whose.LARGER)
    views = views[~views["demonstration"]]
    found = []
    for parent in map(str, profile.parents):
        told, seen = (rows[rows["measured"] == parent] for rows in (answers, views))
        if told.empty and seen.empty:
            continue
        name = (told if len(told) else seen)["measured_name"].iloc[0]
        readings = _readings(told, seen)
        words = " ; ".join(
            f"{_FELT[status]} ({_some(names)})" for status, names in readings.items()
        )
        whose = f"{name}, pas {yours(profile.place)}"
        found.append((not words, LargerTold(whose, words or _unread(told, seen))))
    return min(found, key=lambda one: one[0])[1] if found else None


def _unread(answers: pd.DataFrame, views: pd.DataFrame) -> str:
    count = max(len(answers), len(views))
    asked = f"{number(count)} {plural(count, 'réponse publiée', 'réponses publiées')}"
    return f"{asked}, aucune fragilité établie"


def felt_words(profile: Profile, group: str) -> str:
    """Say which fragilities a real survey of the place itself tells of, next to the measure.

    What larger territories say is never told here: the line carries the name of the place.

    Parameters
    ----------
    profile : what is summed up.
    group : respondent group; its demonstration answers are left out.
    """
    answers = profile.answers_of(group, Whose.OWN)
    views = profile.views_of(group, Whose.OWN)
    views = views[~views["demonstration"]]
    told = _readings(answers, views)
    if told:
        return " ; ".join(f"{_FELT[status]} ({_some(names)})" for status, names in told.items())
    if len(answers) or len(views):
        return _unread(answers, views)
    if profile.answers_of(group).empty and profile.views_of(group).empty:
        return "aucune enquête réelle ne le dit ici"
    return "aucune enquête réelle ne le dit ici ; des territoires plus larges sont dits à part"


def own_surveys(profile: Profile, group: str) -> list[str]:
    """List the surveys that :func:`felt_words` tells of, each once."""
    views = profile.views_of(group, Whose.OWN)
    told = (profile.answers_of(group, Whose.OWN), views[~views["demonstration"]])
    return list(dict.fromkeys(str(key) for rows in told for key in rows["survey"]))


def _readings(answers: pd.DataFrame, views: pd.DataFrame) -> dict[GapStatus, list[str]]:
    """Gather the subjects by what is established of them, question by question, then by domain."""
    cells = [
        *zip(answers["position"], answers["subject"], strict=True),
        *zip(views["gap_status"], views["domain"], strict=True),
    ]
    found: dict[GapStatus, list[str]] = {}
    for status in _FELT:
        subjects = [key for told, key in cells if told == status.value and key != OVERALL]
        if subjects:
            found[status] = [subject_label(str(key)) for key in dict.fromkeys(subjects)]
    return found


def partnership_words(profile: Profile) -> str:
    """Count the partnership records of a place, those around it, and the alliances of both."""
    records = profile.partnerships
    own = records[records["attached"] == INSIDE]
    words = "aucun partenariat recensé"
    if len(own):
        words = f"{_counted(own)}, dont {_alliances(own)}"
    around = around_words(profile)
    return f"{words} ; {around}" if around else words


def around_words(profile: Profile) -> str:
    """Count the partnership records around a place and their alliances, "" if there are none."""
    around = profile.partnerships[profile.partnerships["attached"] == AROUND]
    if around.empty:
        return ""
    return f"{_counted(around)} {WHERE[AROUND]}, dont {_alliances(around)}"


def _counted(records: pd.DataFrame) -> str:
    return f"{number(len(records))} {plural(len(records), 'partenariat')}"


def ended_words(profile: Profile) -> str:
    """Say how many records of a place have ended, "" if none has."""
    count = profile.ended_partnerships
    if not count:
        return ""
    told = plural(
        count,
        "partenariat terminé n’est pas compté",
        "partenariats terminés ne sont pas comptés",
    )
    return f"{number(count)} {told}."


def _alliances(records: pd.DataFrame) -> str:
    """Count the alliances of some records, and those whose partners the source does not name."""
    alliances = records[records["kind"] == Kind.ALLIANCE]
    if alliances.empty:
        return "aucune alliance recensée"
    words = f"{number(len(alliances))} {plural(len(alliances), 'alliance')}"
    unnamed = int(alliances["partners"].isna().sum())
    return f"{words} ({number(unnamed)} sans partenaire nommé)" if unnamed else words


def _some(names: Sequence[str]) -> str:
    """Enumerate short names of domains, the first ones only where they are many.

    >>> _some(["Emploi", "Pauvreté"])
    'emploi et pauvreté'
    >>> _some(["Emploi", "Pauvreté", "Santé", "Sécurité", "Mobilité", "Isolement"])
    'emploi, pauvreté, santé et 3 autres domaines'
    """
    words = [f"{name[:1].lower()}{name[1:]}" for name in names]
    if len(words) > NAMED:
        kept = words[: NAMED - 1]
        words = [*kept, f"{number(len(words) - len(kept))} autres domaines"]
    return listed(words)
