"""An answer in words: who says it, beside which indicator, with what it must not be read as."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.wording import answer_value, quantity
from atlas.profiles.answers import BY_AGE
from common.french import number, ordinal
from common.grammar import FEMININE_LEVELS, capitalised, counted, designation
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS, domain
from indicators.base.questions import TRANSVERSAL, PublishedQuestion
from indicators.views.perceptions import AGES
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voices

NO_MARGIN = "sans marge publiée"
#: Where no margin is published, or too few territories have one.
RANKS_ALONE = "rangs seuls"
#: Said once above ranks.
FIRST_IS = "le 1ᵉʳ rang est le plus fragile"


#: What a position says of a question and of the indicator of the same thing.
_READINGS = {
    GapStatus.SILENT_FRAGILITY: (
        "Pour {where}, l’indicateur « {label} » est plus défavorable que la moyenne simple des "
        "{peers}, et {who} expriment moins de fragilité que cette moyenne."
    ),
    GapStatus.LISTENING_TOPIC: (
        "Pour {where}, {who} expriment plus de fragilité que la moyenne simple des {peers}, alors "
        "que l’indicateur « {label} » y est plus favorable que cette moyenne."
    ),
    GapStatus.ALIGNED_FRAGILE: (
        "Pour {where}, l’indicateur « {label} » est plus défavorable que la moyenne simple des "
        "{peers}, et {who} expriment plus de fragilité que cette moyenne."
    ),
    GapStatus.ALIGNED_SOLID: (
        "Pour {where}, l’indicateur « {label} » est plus favorable que la moyenne simple des "
        "{peers}, et {who} expriment moins de fragilité que cette moyenne."
    ),
}


@dataclass(frozen=True)
class AnswerTold:
    """An answer, in French.

    Attributes
    ----------
    lead : subject, and what is established of the place.
    felt : who says what, with the interval and the rank.
    reading : what the position means, where one is named: it names the indicator.
    measured : the indicator of the same thing, with its rank, or why there is none.
    limits : answers, country, ages, survey, what it must not be read as.
    """

    lead: str
    felt: str
    measured: str
    reading: str
    limits: str


def subject_label(key: str) -> str:
    """Name what a question is about: a domain, or what bears on several.

    >>> subject_label("mobilite"), subject_label("services_publics")
    ('Mobilité', 'Services publics')
    """
    return domain(key).short if key in DOMAIN_KEYS else TRANSVERSAL[key]


def counted_briefly(counts: str) -> str:
    """Write what a question counts in a narrow cell.

    >>> counted_briefly("part de ceux sans alternative"), counted_briefly("part des projets")
    ('ceux sans alternative', 'part des projets')
    """
    return counts.removeprefix("part de ")


def rank_words(row: pd.Series) -> str:
    """Write the rank of an answer among the territories compared.

    Parameters
    ----------
    row : of :data:`atlas.profiles.answers.ANSWERS`.
    """
    level = Territory.parse(row["measured"]).level
    return f"{ordinal(int(row['rank']))} sur {counted(row['compared'], level.label, level.plural)}"


def told_answer(desk: Desk, row: pd.Series) -> AnswerTold:
    """Tell an answer beside the indicator of the same thing.

    Parameters
    ----------
    desk : the opened data.
    row : of :data:`atlas.profiles.answers.ANSWERS`.
    """
    question = desk.questions[row["question"]]
    value = answer_value(question, row["value"], row["low"], row["high"])
    who = voices(row["group"], question.survey.kind)
    label = subject_label(row["subject"])
    return AnswerTold(
        lead=" : ".join(part for part in (label, _established(row)) if part),
        felt=f"{capitalised(who)} : {value}, {row['counts']} ; {rank_words(row)}.",
        measured=_measured(desk, question, row),
        reading=_reading(desk, row, who) if is_named(row["position"]) else "",
        limits=_limits(question, row),
    )


def _measured(desk: Desk, question: PublishedQuestion, row: pd.Series) -> str:
    if not row["indicator"]:
        return question.unpaired
    indicator = desk.catalogue[row["indicator"]]
    if pd.isna(row["indicator_value"]):
        return f"L’indicateur « {indicator.label} » n’est pas connu là."
    # The reading of a position names the indicator.
    which = "Cet indicateur" if is_named(row["position"]) else f"L’indicateur « {indicator.label} »"
    value = quantity(row["indicator_value"], indicator.unit)
    text = f"{which} : {value} en {row['indicator_year']}"
    if pd.notna(row["indicator_rank"]):
        text += f", {ordinal(int(row['indicator_rank']))} des {number(row['compared'])}"
    return f"{text}."


def _reading(desk: Desk, row: pd.Series, who: str) -> str:
    """Say where the place stands on both sides, each next to the mean of those compared."""
    place = Territory.parse(row["measured"])
    agreed = f"comparé{'e' if place.level in FEMININE_LEVELS else ''}s"
    return _READINGS[GapStatus(row["position"])].format(
        where=designation(place.level, place.code, row["measured_name"]),
        peers=f"{counted(row['compared'], place.level.label, place.level.plural)} {agreed}",
        who=who,
        label=desk.catalogue[row["indicator"]].label,
    )


def is_named(position: str) -> bool:
    """Tell whether one of the four positions is established."""
    return position not in (GapStatus.NOT_DISTINGUISHABLE, GapStatus.NOT_PUBLISHABLE)


def _established(row: pd.Series) -> str:
    """Name the position, or say in a few words why there is none."""
    position = GapStatus(row["position"])
    if position is not GapStatus.NOT_PUBLISHABLE:
        return position.label.lower()
    return RANKS_ALONE if pd.notna(row["indicator_rank"]) else ""


def _limits(question: PublishedQuestion, row: pd.Series) -> str:
    parts = [
        counted(row["n"], "réponse") if pd.notna(row["n"]) else "effectif non publié",
        *([NO_MARGIN] if pd.isna(row["low"]) else []),
    ]
    if pd.notna(row["france"]):
        country = answer_value(question, row["france"], float("nan"), float("nan"))
        parts.append(f"{Level.FRANCE.label} : {country}")
    for age in BY_AGE:
        if pd.notna(row[f"value_{age}"]):
            part = answer_value(question, row[f"value_{age}"], float("nan"), float("nan"))
            parts.append(f"{AGES[age]} : {part}")
    parts.append(source_words(row["survey_title"], row["year"]))
    return f"{capitalised(' ; '.join(parts))}. {question.not_read_as}"


def source_words(title: str, year: int) -> str:
    """Name a survey and its year once.

    >>> source_words("Enquête", 2021), source_words("Enquête 2021", 2021)
    ('Enquête (2021)', 'Enquête 2021')
    """
    return title if str(year) in title else f"{title} ({year})"
