"""Case studies of alliances, chosen by what they are and by where they are, ready to be read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.provenance import Source
from atlas.desk.remade import command_words
from atlas.partnerships.around import AROUND, INSIDE
from atlas.partnerships.records import safe_page
from common.levels import FRANCE_CODE, Level
from indicators.partnerships.practice_words import NOT_STATED
from indicators.partnerships.practices import (
    PracticeFilter,
    chosen_practices,
    practice_places,
)
from own_data.kinds.keys import is_own

#: Said with every list of practices, on screen and in files.
PRACTICES_NOTE = (
    "Une pratique est ce qu’un document public, ou votre organisation, dit d’une alliance ; ce "
    f"qu’il ne dit pas est « {NOT_STATED} » (une cellule vide dans un fichier). Rien n’est deviné, "
    "aucun effet n’est supposé : ce qui a changé est ce que la source affirme. Des données "
    "publiques, domaines, catégorie et famille sont le classement de Fragiscope. Cette base n’est "
    "pas un recensement : l’absence d’une pratique n’y signifie rien."
)


@dataclass(frozen=True)
class PracticesQuery:
    """Which practices are asked for.

    Attributes
    ----------
    asked : what they are.
    within : the place that they are about; the whole country when None.
    """

    asked: PracticeFilter = field(default_factory=PracticeFilter)
    within: Place | None = None


@dataclass(frozen=True)
class Practices:
    """The practices that a question chooses.

    Attributes
    ----------
    query : the question.
    frame : :data:`indicators.partnerships.practices.PRACTICES`, then place (French names of the
        territories, or empty), page (address to read, http or https, or empty), own (whether it is
        of the organisation) and attached: ``inside`` where a territory that it names is in the
        place, ``around`` where it names larger ones. Those of the organisation come first, then
        those inside, then by source and title.
    about : what a reader must know of them.
    """

    query: PracticesQuery
    frame: pd.DataFrame
    about: About

    @property
    def around_count(self) -> int:
        """Number of practices of larger territories."""
        return int(self.frame["attached"].eq(AROUND).sum())


def choose_practices(desk: Desk, query: PracticesQuery) -> Practices:
    """Find the practices that meet all the conditions.

    Raises
    ------
    UnknownNameError
        If a condition names something that does not exist.
    """
    everything = described_practices(desk)
    chosen = chosen_practices(everything, query.asked, everything["place"])
    if query.within is None:
        chosen = chosen.assign(attached=INSIDE)
    else:
        attached = chosen["practice"].map(_attached(desk, query.within))
        chosen = chosen.assign(attached=attached.astype("str"))[attached.notna()]
    order = ["own", "attached", "source", "title", "practice"]
    ascending = [False, False, True, True, True]
    return Practices(
        query=query,
        frame=chosen.sort_values(order, ascending=ascending, ignore_index=True),
        about=about_of(
            desk,
            "Pratiques d’alliances",
            note=PRACTICES_NOTE,
            sources=_sources(chosen),
            command=command_words("table", "practices", **asdict(query.asked), within=query.within),
        ),
    )


def described_practices(desk: Desk) -> pd.DataFrame:
    """Give all the practices: ``Practices.frame`` but for attached, in the order of the table."""
    return desk.gathered("described practices", lambda: _described(desk))


def _described(desk: Desk) -> pd.DataFrame:
    practices = desk.practices
    names = desk.territories.set_index(["level", "code"])["name"]
    named = practice_places(practices)
    told = names.reindex(pd.MultiIndex.from_frame(named[["level", "code"]])).fillna("")
    together = pd.Series(told.to_numpy(), index=named["practice"]).groupby(level=0).agg(", ".join)
    return practices.assign(
        place=practices["practice"].map(together).fillna("").astype("str"),
        page=practices["link"].map(safe_page).astype("str"),
        own=practices["practice"].map(is_own).astype(bool),
    )


def _attached(desk: Desk, place: Place) -> pd.Series:
    """Say of each practice that names a territory of the place, or one that holds a part of it."""
    communes = set(desk.communes(place))
    memberships = desk.memberships
    here = memberships["commune"].isin(communes)
    parts = here.groupby([memberships["level"], memberships["code"]]).agg(["sum", "size"])
    named = practice_places(desk.practices)
    named = named.join(parts, on=["level", "code"])
    own = named["level"].eq(Level.COMMUNE) & named["code"].isin(communes)
    country = named["level"].eq(Level.FRANCE) & named["code"].eq(FRANCE_CODE)
    inside = own | named["sum"].eq(named["size"])
    touching = inside | named["sum"].gt(0) | country
    best = inside[touching].groupby(named.loc[touching, "practice"]).any()
    return best.map({True: INSIDE, False: AROUND}).astype("str")


def _sources(chosen: pd.DataFrame) -> tuple[Source, ...]:
    columns = ["producer", "source", "vintage", "licence", "own"]
    rows = chosen[columns].drop_duplicates().sort_values(columns)
    return tuple(
        Source(producer, title, vintage, licence, own=bool(own))
        for producer, title, vintage, licence, own in rows.itertuples(index=False)
    )
