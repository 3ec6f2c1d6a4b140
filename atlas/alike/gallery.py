"""The gallery: a portrait of each contrasted territory, and the eighteen régions side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.alike.contrasted import LEVEL, RULE, contrasted
from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators, indicator_sources
from atlas.desk.provenance import BOUNDARIES_SOURCE
from common.french import fold, number
from common.grammar import typographic
from common.levels import Level, Territory
from geo.outline_path import Outline, outline_of
from indicators.base.catalogue import structure_keys
from indicators.base.domains import DIMENSION_KEYS, DIMENSIONS, OVERALL
from indicators.scores.objective import default_recipe

TITLE = "La diversité des territoires"
REGIONS_TITLE = "Les dix-huit régions"
SCALE = (
    "Score de fragilité mesurée, de 0 (le moins fragile) à 100 (le plus fragile) ; il compare des "
    "territoires du même niveau."
)
NO_SCORE = "sans score"


@dataclass(frozen=True)
class GalleryBar:
    """A dimension of a portrait.

    Attributes
    ----------
    label : of the dimension, without the word.
    score : 0-100; None where there is none.
    """

    label: str
    score: float | None

    @property
    def text(self) -> str:
        """The score, written."""
        return NO_SCORE if self.score is None else number(self.score, 0)


@dataclass(frozen=True)
class GalleryPicture:
    """What a portrait shows.

    Attributes
    ----------
    territory, name, where : who it is; the département or région that holds it, or "".
    people : its inhabitants, written.
    outline : its shape.
    bars : its four dimensions.
    sentence : what sets it apart, from the data.
    stands_for : how many it stands for, written; "" for a région.
    """

    territory: Territory
    name: str
    where: str
    people: str
    outline: Outline
    bars: tuple[GalleryBar, ...]
    sentence: str = ""
    stands_for: str = ""

    @property
    def alternative(self) -> str:
        """Text that replaces the picture."""
        told = " ; ".join(f"{bar.label} {bar.text}" for bar in self.bars)
        return f"Contour de {self.name}. Fragilité mesurée, de 0 à 100 : {told}."


@dataclass(frozen=True)
class Gallery:
    """All the pictures.

    Attributes
    ----------
    portraits : from the densest to the sparsest, outre-mer last.
    regions : the eighteen, in the order of their names.
    about : title, rule, sources.
    """

    portraits: tuple[GalleryPicture, ...]
    regions: tuple[GalleryPicture, ...]
    about: About


def gallery(desk: Desk) -> Gallery:
    """Make the gallery, of public data alone, once."""
    return desk.shared("gallery", lambda: _gallery(desk.national))


def _gallery(desk: Desk) -> Gallery:
    counties, regions = (
        desk.territories_of(level)["name"] for level in (Level.DEPARTEMENT, Level.REGION)
    )
    bars = _bars(desk, LEVEL)
    shapes = desk.shapes(LEVEL)
    portraits = []
    for one in contrasted(desk):
        code = one.territory.code
        row = desk.territory_row(one.territory)
        county = counties[row["departement"]]
        region = regions[row["region"]]
        where = county if county == region else f"{county}, {region}"
        part = "d’outre-mer" if one.overseas else "de métropole"
        others = f"{number(one.stands_for)} EPCI {part}"
        portraits.append(
            GalleryPicture(
                one.territory,
                typographic(row["name"]),
                typographic(where),
                _people(row),
                outline_of(shapes[code]),
                bars[code],
                one.sentence,
                f"Le plus typique d’un groupe de {others}.",
            )
        )
    return Gallery(tuple(portraits), _regions(desk), _about(desk))


def _regions(desk: Desk) -> tuple[GalleryPicture, ...]:
    bars, shapes = _bars(desk, Level.REGION), desk.shapes(Level.REGION)
    rows = desk.territories_of(Level.REGION).sort_values("name", key=lambda names: names.map(fold))
    return tuple(
        GalleryPicture(
            Territory(Level.REGION, str(code)),
            typographic(row["name"]),
            "",
            _people(row),
            outline_of(shapes[code]),
            bars[str(code)],
        )
        for code, row in rows.iterrows()
    )


def _people(row: pd.Series) -> str:
    return f"{number(row['population'])} habitants"


def _bars(desk: Desk, level: Level) -> dict[str, tuple[GalleryBar, ...]]:
    """Give the four dimensions of each territory of a level."""
    scores = pd.DataFrame({key: desk.domain_scores(level, key)["score"] for key in DIMENSION_KEYS})
    labels = [DIMENSIONS[key].removeprefix("Dimension ").capitalize() for key in DIMENSION_KEYS]
    numbers = scores.astype("float64").to_numpy()
    return {
        str(code): tuple(
            GalleryBar(label, None if np.isnan(score) else float(score))
            for label, score in zip(labels, row, strict=True)
        )
        for code, row in zip(scores.index, numbers, strict=True)
    }


def _about(desk: Desk) -> About:
    measured = index_indicators(desk, OVERALL)
    traits = [desk.catalogue[key] for key in structure_keys(desk.catalogue).values()]
    return about_of(
        desk,
        TITLE,
        method=RULE,
        note=SCALE,
        sources=[BOUNDARIES_SOURCE, *indicator_sources([*measured, *traits])],
        recipe=default_recipe(),
        command="posters",
    )
