"""National reference points of the study programmes: to be cited, never spread over territories.

The one file, ``reference_points.toml``, is written by hand. A figure is never separated from the
mention of its survey; where the mention is not known in full, the title, the date and the
publisher of the survey stand for it, say so, and the figure is shown apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from common.errors import InvalidDataError, UnknownNameError
from common.form import Form
from common.toml_text import read_toml
from indicators.base.domains import DIMENSION_KEYS
from indicators.base.levers import Lever

FILE = Path(__file__).parent.parent / "reference_points.toml"
SHARE, COUNT = "share", "count"
#: Ends what stands for a mention that is not known in full.
FROM_REPORT = "mention complète à reprendre du rapport publié"
PUBLISHER = "L’observatoire des partenariats (Le RAMEAU avec la Caisse des Dépôts)"


@dataclass(frozen=True)
class ReferenceSurvey:
    """A survey that figures come from.

    Attributes
    ----------
    key, title, date, fieldwork : what it is, when, by whom.
    mention : mandatory mention, complete; "" where it is not known in full.
    """

    key: str
    title: str
    date: str
    fieldwork: str
    mention: str = ""

    @property
    def shown(self) -> str:
        """What must be shown beside each of its figures."""
        return self.mention or (
            f"{self.title}, {self.date}, réalisation {self.fieldwork}, pour {PUBLISHER} ; "
            f"{FROM_REPORT}."
        )


@dataclass(frozen=True)
class ReferenceValue:
    """One number: a share (0-1) or a count, and the surveys that give it.

    Attributes
    ----------
    label : what it is the number of.
    value : the number; NaN where the programme published words alone.
    words : what it published in place of a number (``plus d’un tiers``), or "".
    unit : ``share`` or ``count``.
    surveys : the surveys that give it.
    dimension : key of the dimension that it is about, or "".
    lever : the lever that it is about (:class:`indicators.base.levers.Lever`), or "".
    """

    label: str
    value: float
    unit: str
    surveys: tuple[ReferenceSurvey, ...]
    words: str = ""
    dimension: str = ""
    lever: str = ""


@dataclass(frozen=True)
class ReferencePoint:
    """A statement and its numbers.

    Attributes
    ----------
    key, topic, statement : identifier, heading, what is measured (French).
    values : the numbers.
    caveat : what a reader must know, or "".
    """

    key: str
    topic: str
    statement: str
    values: tuple[ReferenceValue, ...]
    caveat: str = ""

    @property
    def mentions(self) -> tuple[str, ...]:
        """Mentions of all the surveys of the figure, each once, in order."""
        return tuple(
            dict.fromkeys(survey.shown for value in self.values for survey in value.surveys)
        )

    @property
    def complete(self) -> bool:
        """Whether the mention of every survey of the figure is known in full."""
        return all(survey.mention for value in self.values for survey in value.surveys)


@cache
def reference_points(path: Path = FILE) -> tuple[ReferencePoint, ...]:
    """Read the national reference points.

    Raises
    ------
    InvalidDataError
        With all the faults: an unknown survey, a share outside of 0-1, a value without number nor
        words, a key that comes twice.

    Examples
    --------
    >>> point = reference_points()[0]
    >>> point.values[1].label, point.values[1].value
    ('Maires', 0.92)
    """
    form = Form(read_toml(path))
    tables = form.section("survey")
    surveys = {key: _survey(tables, key) for key in tables.table}
    points = tuple(_point(entry, surveys) for entry in form.sections("figure", "chiffre"))
    form.refuse_others()
    keys = [point.key for point in points]
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        form.check(False, f"chiffre « {key} » : clé présente deux fois")
    if form.faults:
        raise InvalidDataError(path.name, form.faults)
    return points


def reference_point(key: str) -> ReferencePoint:
    """Find a reference point by its key.

    Raises
    ------
    UnknownNameError
        If there is none.

    Examples
    --------
    >>> [value.value for value in reference_point("leviers").values]
    [0.48, 0.32, 0.2]
    """
    points = {point.key: point for point in reference_points()}
    if key not in points:
        raise UnknownNameError("le repère national", key, list(points))
    return points[key]


def _survey(surveys: Form, key: str) -> ReferenceSurvey:
    form = surveys.section(key)
    survey = ReferenceSurvey(
        key=key,
        title=form.required("title", str),
        date=form.required("date", str),
        fieldwork=form.required("fieldwork", str),
        mention=form.take("mention", str, ""),
    )
    form.refuse_others()
    return survey


def _point(form: Form, surveys: dict[str, ReferenceSurvey]) -> ReferencePoint:
    point = ReferencePoint(
        key=form.required("key", str),
        topic=form.required("topic", str),
        statement=form.required("statement", str),
        caveat=form.take("caveat", str, ""),
        values=tuple(_value(entry, surveys) for entry in form.sections("values", "valeur")),
    )
    form.refuse_others()
    return point


def _value(form: Form, surveys: dict[str, ReferenceSurvey]) -> ReferenceValue:
    cited = form.texts("surveys")
    form.check(
        bool(cited) and set(cited) <= set(surveys),
        f"surveys : enquête attendue parmi {', '.join(surveys)}",
    )
    value = ReferenceValue(
        label=form.required("label", str),
        value=form.number("value", math.nan),
        words=form.take("words", str, ""),
        dimension=form.choice("dimension", ("", *DIMENSION_KEYS), ""),
        lever=form.choice("lever", ("", *Lever), ""),
        unit=form.choice("unit", (SHARE, COUNT), SHARE),
        surveys=tuple(surveys[key] for key in cited if key in surveys),
    )
    form.refuse_others()
    form.check(
        math.isnan(value.value) == bool(value.words),
        "value ou words : un nombre, ou les mots publiés à sa place, attendu",
    )
    if value.unit == SHARE and not math.isnan(value.value):
        form.check(0 <= value.value <= 1, f"value : part de 0 à 1 attendue, {value.value} trouvé")
    return value
