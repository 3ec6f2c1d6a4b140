"""National reference points of the study programmes: to be cited, never spread over territories.

The one file, ``reference_points.toml``, is written by hand. A figure is never separated from the
mention of its survey; where the mention is not known in full, the title, the date and the
publisher of the survey stand for it, say so, and the figure is shown apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from common.errors import InvalidDataError

FILE = Path(__file__).parent.parent / "reference_points.toml"
SHARE, COUNT = "share", "count"
_SURVEY_FIELDS = {"title", "date", "fieldwork"}
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
    """One number: a share (0-1) or a count, and the surveys that give it."""

    label: str
    value: float
    unit: str
    surveys: tuple[ReferenceSurvey, ...]


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
        With all the faults: an unknown survey, a share outside of 0-1, a key that comes twice.

    Examples
    --------
    >>> point = reference_points()[0]
    >>> point.values[1].label, point.values[1].value
    ('Maires', 0.92)
    """
    content = tomllib.loads(path.read_text("utf-8"))
    faults = list(_faults(content))
    if faults:
        raise InvalidDataError(path.name, faults)
    surveys = {key: ReferenceSurvey(key=key, **entry) for key, entry in content["survey"].items()}
    return tuple(
        ReferencePoint(
            key=entry["key"],
            topic=entry["topic"],
            statement=entry["statement"],
            caveat=entry.get("caveat", ""),
            values=tuple(
                ReferenceValue(
                    label=value["label"],
                    value=float(value["value"]),
                    unit=value.get("unit", SHARE),
                    surveys=tuple(surveys[key] for key in value["surveys"]),
                )
                for value in entry["values"]
            ),
        )
        for entry in content["figure"]
    )


def _faults(content: dict[str, Any]) -> Iterator[str]:
    surveys, seen = content.get("survey", {}), set()
    for key, survey in surveys.items():
        wrong = (set(survey) - {"mention"}) ^ _SURVEY_FIELDS
        if wrong:
            yield f"enquête « {key} » : champs en trop ou manquants : {', '.join(sorted(wrong))}"
    for figure in content.get("figure", []):
        key = figure.get("key", "?")
        if key in seen:
            yield f"chiffre « {key} » : clé présente deux fois"
        seen.add(key)
        for value in figure.get("values", []):
            unit = value.get("unit", SHARE)
            if unit not in (SHARE, COUNT):
                yield f"« {key} » : unité share ou count attendue, « {unit} » trouvée"
            if unit == SHARE and not 0 <= value["value"] <= 1:
                yield f"« {key} » : part de 0 à 1 attendue, {value['value']} trouvé"
            if not value.get("surveys") or not set(value["surveys"]) <= set(surveys):
                yield f"« {key} » : enquête attendue parmi {', '.join(surveys)}"
