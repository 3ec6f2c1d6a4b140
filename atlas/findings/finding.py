"""What a finding is made of: a title, a sentence, what its picture shows, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from atlas.desk.about import About
from common.levels import Level
from common.table_schema import Field, TableSchema

MARKED_PLACES = TableSchema(
    "a territory of the picture",
    ("code",),
    (
        Field("code", "str", "code of the territory"),
        Field("lat", "float64", "of a point inside", "degrees, WGS 84"),
        Field("lon", "float64", "of a point inside", "degrees, WGS 84"),
        Field("mark", "str", ":class:`PlaceMark`"),
    ),
    index=("code",),
)
MARKED_POSITIONS = TableSchema(
    "a territory of the picture",
    ("code",),
    (
        Field("code", "str", "code of the territory"),
        Field("name", "str", "its name"),
        Field("measured", "float64", "what is measured, from the mean", "standard deviations"),
        Field("felt", "float64", "what is felt, from the mean", "standard deviations"),
        Field("marked", "bool", "whether the finding is about it"),
    ),
    index=("code",),
)


class FindingKind(StrEnum):
    """What a finding is about, which decides where it leads."""

    GROUPS = "groups"
    """Elected people and citizens on one question."""
    TOGETHER = "together"
    """What is fragile where people are old."""
    SILENT = "silent"
    """Fragile places where people say less of it."""
    PARTNERSHIPS = "partnerships"
    """Fragile places, and how many partnerships they have."""


class PlaceMark(StrEnum):
    """How a place is told apart on a picture, by its shape as well as its colour."""

    NONE = ""
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True)
class Share:
    """A share of the respondents of one group, with its interval.

    Attributes
    ----------
    group : its name, in French.
    value, low, high : 0-100, the last two at 95 %.
    """

    group: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class SharesPicture:
    """Shares one above the other."""

    shares: tuple[Share, ...]


@dataclass(frozen=True)
class PlacesPicture:
    """Places of the country, of which some are marked: :data:`MARKED_PLACES`.

    Attributes
    ----------
    places : sorted so that the marked ones are drawn last.
    colour : role of the palette that marks them: ``MEASURED``, ``ACTS``.
    """

    places: pd.DataFrame
    colour: str


@dataclass(frozen=True)
class PositionsPicture:
    """Territories by what is measured and what is felt: :data:`MARKED_POSITIONS`."""

    positions: pd.DataFrame


Picture = SharesPicture | PlacesPicture | PositionsPicture


@dataclass(frozen=True)
class CountryFinding:
    """One thing that the data say of the country.

    Attributes
    ----------
    kind : what it is about.
    title : the finding itself, in French.
    told : one sentence with what it rests on and how sure it is.
    picture : what its picture shows.
    picture_words : the same for whoever does not see it.
    about : its sources and its mentions.
    level : of the territories.
    subjects : keys of the domains, or of what bears on several.
    question, indicator, group : keys of what is compared, where something is.
    """

    kind: FindingKind
    title: str
    told: str
    picture: Picture
    picture_words: str
    about: About
    level: Level
    subjects: tuple[str, ...] = ()
    question: str = ""
    indicator: str = ""
    group: str = ""
