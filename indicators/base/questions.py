"""The catalogue of published questions: each declared once, by hand, in ``questions.toml``.

A question says what was asked, of whom, by whom, and with which indicators it may be compared. The
questions of a survey that a user loads are not here: each asks about a domain as such.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from common.errors import InvalidDataError
from common.form import Form
from common.labelled import Labelled
from common.limits import CATALOGUE_BYTES
from common.toml_text import read_toml
from indicators.base.catalogue import Indicator, load_catalogue
from indicators.base.domains import DOMAIN_KEYS, DOMAINS
from indicators.base.groups import GROUP_KEYS
from indicators.base.survey_kind import SurveyKind

QUESTIONS = Path(__file__).parent.parent / "questions.toml"

#: What a question may be about that is none of the 16 domains: one answer never makes three maps.
TRANSVERSAL: dict[str, str] = {
    "services_publics": "Services publics",
    "cadre_de_vie": "Cadre de vie",
}
#: Key of whatever a question may be about -> its French label.
SUBJECTS: dict[str, str] = {domain.key: domain.label for domain in DOMAINS} | TRANSVERSAL

_SURVEY_TEXTS = ("title", "producer", "licence", "url", "mention", "wave", "start", "end", "mode")
_TEXTS = ("column", "wording", "counts", "universe", "not_read_as")


class AskedOf(Labelled):
    """What a question bears on."""

    PLACE = "place", "le lieu"
    OWN_LIFE = "own_life", "sa propre vie"
    SATISFACTION = "satisfaction", "une satisfaction"
    PRACTICE = "practice", "une pratique"


@dataclass(frozen=True)
class PublishedSurvey:
    """Declaration of a survey whose results are published.

    Attributes
    ----------
    key, title, producer, licence, url : identification.
    kind : what its sample is.
    mention : the sentence that must go with every figure.
    wave, start, end, mode : name of the wave, field dates, mode of collection.
    year : year of the answers.
    source : files of the sources folder.
    caveats : French sentences to show with the figures.
    """

    key: str
    title: str
    producer: str
    licence: str
    url: str
    kind: SurveyKind
    mention: str
    wave: str
    year: int
    start: str
    end: str
    mode: str
    source: tuple[str, ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class PublishedQuestion:
    """Declaration of a question.

    Attributes
    ----------
    key : identifier, snake_case.
    survey : the survey that asked it: producer, mode, year, licence and mention are its own.
    column : how the source names it.
    counted : the answers that are counted, where the source gives several.
    domain : key of :data:`SUBJECTS`.
    groups : keys of the respondents.
    object : what it bears on.
    wording : what was asked, in French, as the source writes it or translated.
    counts : what perceived fragility counts there, in French, after « part de ceux… ».
    direction : 1 if a high answer is more fragile, -1 if it is less.
    unit : French unit of the answers; a share of the respondents where empty.
    low, high : bounds of an answer, of the two ends of perceived fragility.
    universe : who could answer, in French.
    not_read_as : what it must not be read as, a French sentence.
    withdrawn : why it is compared with nothing and stands for no domain; empty for the others.
    tells_domain : whether it stands for its domain where one answer of the survey is shown; at
        most one question of a survey does, for a domain.
    indicators : keys of the indicators that speak of the same thing, the closest first.
    unpaired : why there is none, in French.
    asks_domain : whether it asks about its domain as such: it covers it whatever its indicators.
    """

    key: str
    survey: PublishedSurvey
    column: str
    counted: tuple[str, ...]
    domain: str
    groups: tuple[str, ...]
    object: AskedOf
    wording: str
    counts: str
    direction: int
    unit: str
    low: float
    high: float
    universe: str
    not_read_as: str
    withdrawn: str
    tells_domain: bool
    indicators: tuple[str, ...]
    unpaired: str
    asks_domain: bool = False

    def covers_domain(self, catalogue: Mapping[str, Indicator]) -> bool:
        """Whether it asks about its domain, or its indicators are more than half of its score's.

        Under that, a gap with the score would compare two different things.

        Examples
        --------
        >>> questions, catalogue = load_questions(), load_catalogue()
        >>> questions["gd_alternatives_voiture"].covers_domain(catalogue)
        True
        >>> questions["gd_climat_quotidien"].covers_domain(catalogue)
        False
        """
        index = {
            key for key, one in catalogue.items() if one.in_index and one.domain == self.domain
        }
        return self.asks_domain or 2 * len(index & set(self.indicators)) > len(index)


def load_questions(path: Path | None = None) -> dict[str, PublishedQuestion]:
    """Read and check the catalogue of questions.

    Parameters
    ----------
    path : another file than the product's.

    Returns
    -------
    dict
        Question by key, in the order of the file.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        With all the faults of the file.
    """
    path = path or QUESTIONS
    form = Form(read_toml(path, CATALOGUE_BYTES))
    known = frozenset(load_catalogue())
    surveys: dict[str, PublishedSurvey] = {}
    for entry in form.sections("survey", "enquête"):
        survey = _survey(entry)
        entry.check(survey.key not in surveys, f"key : « {survey.key} » déjà pris")
        surveys[survey.key] = survey
    entries = form.sections("question", "question")
    form.check(bool(surveys) and bool(entries), "[[survey]] et [[question]] attendus")
    form.refuse_others()
    found: dict[str, PublishedQuestion] = {}
    told: dict[tuple[str, str], str] = {}
    for entry in entries if surveys else []:
        question = _question(entry, surveys, known)
        entry.check(question.key not in found, f"key : « {question.key} » déjà pris")
        if question.tells_domain:
            cell = (question.survey.key, question.domain)
            entry.check(cell not in told, f"tells_domain : déjà pris par « {told.get(cell)} »")
            told[cell] = question.key
        found[question.key] = question
    if form.faults:
        raise InvalidDataError(path.name, form.faults)
    return found


def partial_question(
    questions: Mapping[str, PublishedQuestion],
    catalogue: Mapping[str, Indicator],
    survey: str,
    domain: str,
) -> PublishedQuestion | None:
    """Find the question that stands for a domain and speaks of a part of its score only.

    Returns
    -------
    PublishedQuestion or None
        None where the gap with the score may be told: the question covers the domain, or the
        survey asks about the domain itself and is not in the catalogue.
    """
    found = (
        one
        for one in questions.values()
        if one.survey.key == survey and one.domain == domain and one.tells_domain
    )
    return next((one for one in found if not one.covers_domain(catalogue)), None)


def published_surveys(questions: Mapping[str, PublishedQuestion]) -> dict[str, PublishedSurvey]:
    """List the surveys of some questions, by key, in their order."""
    return {one.survey.key: one.survey for one in questions.values()}


def _survey(form: Form) -> PublishedSurvey:
    """Read one ``[[survey]]`` table."""
    survey = PublishedSurvey(
        key=form.required("key", str),
        kind=SurveyKind(form.choice("kind", SurveyKind)),
        year=form.required("year", int),
        source=form.texts("source"),
        caveats=form.texts("caveats"),
        **{name: form.required(name, str) for name in _SURVEY_TEXTS},
    )
    form.refuse_others()
    for name in _SURVEY_TEXTS:
        form.check(bool(getattr(survey, name).strip()), f"{name} : texte vide")
    form.check(survey.kind is not SurveyKind.DEMONSTRATION, "kind : une enquête réelle attendue")
    form.check(1990 <= survey.year <= 2100, "year : année attendue")
    form.check(bool(survey.source), "source : fichiers attendus")
    form.check(bool(survey.caveats), "caveats : au moins une phrase attendue")
    return survey


def _question(
    form: Form, surveys: Mapping[str, PublishedSurvey], catalogue: frozenset[str]
) -> PublishedQuestion:
    """Read one ``[[question]]`` table."""
    question = PublishedQuestion(
        key=form.required("key", str),
        survey=surveys[form.choice("survey", surveys)],
        counted=form.texts("counted"),
        domain=form.choice("domain", SUBJECTS),
        groups=form.texts("groups"),
        object=AskedOf(form.choice("object", AskedOf)),
        direction=form.required("direction", int),
        unit=form.take("unit", str, ""),
        low=form.number("low", 0.0),
        high=form.number("high", 1.0),
        withdrawn=form.take("withdrawn", str, ""),
        tells_domain=form.take("tells_domain", bool, False),
        indicators=form.texts("indicators"),
        unpaired=form.take("unpaired", str, ""),
        asks_domain=False,
        **{name: form.required(name, str) for name in _TEXTS},
    )
    form.refuse_others()
    for name in _TEXTS:
        form.check(bool(getattr(question, name).strip()), f"{name} : texte vide")
    form.check(
        re.fullmatch(r"[a-z][a-z0-9_]*", question.key) is not None,
        "key : minuscules, chiffres et _ attendus",
    )
    form.check(question.direction in (1, -1), "direction : 1 ou -1 attendu")
    form.check(question.low < question.high, "low doit être inférieur à high")
    form.check(
        bool(question.groups) and set(question.groups) <= set(GROUP_KEYS),
        f"groups : attendus parmi {', '.join(GROUP_KEYS)}",
    )
    unknown = [key for key in question.indicators if key not in catalogue]
    form.check(not unknown, f"indicators : inconnus au catalogue : {', '.join(unknown)}")
    reasons = (bool(question.indicators), bool(question.unpaired), bool(question.withdrawn))
    form.check(
        sum(reasons) == 1,
        "indicators, unpaired, withdrawn : des indicateurs, ou la raison qu’il n’y en ait pas",
    )
    form.check(
        not question.tells_domain or (question.domain in DOMAIN_KEYS and not question.withdrawn),
        "tells_domain : pour l’un des 16 domaines, et une question qui n’est pas retirée",
    )
    return question
