"""A long day of one server: a thousand varied visits, and the memory that it then stands at.

``python bench/visits.py [visits]`` starts the application and visits all its pages, one after the
other, each time with another choice: any measure at any level, parts of the country, each view of
gaps, partnerships and practices, each tab of the profiles of territories and perimeters, notes and
pictures taken, comparisons, recipes, searches; now and then with the demonstration. It prints the
resident memory every hundred visits, as a Markdown table, and the errors met.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from atlas.layers.measures import MEASURES
from bench.load import PDF_BUTTON, Visitor, application, fetch, resident
from common.levels import MAPPED_LEVELS, Level
from common.paths import DATA
from geo.territories import read_territories
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import DOMAIN_KEYS, OVERALL, SCORE_KEYS
from indicators.base.groups import GROUPS
from indicators.composite.recipe_text import to_token
from indicators.scores.objective import default_recipe
from pages.parts.a_propos.state import Part
from pages.parts.carte.state import OVERLAYS
from pages.parts.donnees.state import TABS as DATA_TABS
from pages.parts.ecarts.state import VIEWS as GAP_VIEWS
from pages.parts.indice.recipe_widgets import NORMALISATIONS
from pages.parts.kit.search_address import SEARCH_ADDRESS, TYPED
from pages.parts.partenariats.state import VIEWS as PARTNERSHIP_VIEWS
from pages.parts.pratiques.state import VIEWS as PRACTICE_VIEWS
from pages.parts.territoire.state import TABS as PROFILE_TABS
from reports.documents.kinds import DocumentKind

VISITS = 1_000
#: Pages that a session opens before it leaves.
SESSION = 5
EVERY = 100
PICTURE_BUTTON = "Télécharger l’image"
#: How often a reader makes one choice more; how often the demonstration is asked for.
OFTEN, SELDOM = 0.5, 0.15
T = TypeVar("T")


@dataclass
class Day:
    """What the visits draw from: the territories, and chance."""

    territories: pd.DataFrame
    chance: random.Random

    def one(self, options: Iterable[T]) -> T:
        """Any of several."""
        return self.chance.choice(list(options))

    def perhaps(self, **parameters: str) -> dict[str, str]:
        """Give parameters of an address, or none of them."""
        return parameters if self.chance.random() < OFTEN else {}

    def seen(self) -> dict[str, str]:
        """Ask for the demonstration, now and then."""
        return {"demonstration": "oui"} if self.chance.random() < SELDOM else {}

    def level(self) -> str:
        """Key of any level."""
        return self.one(MAPPED_LEVELS).value

    def inside(self) -> str:
        """Text of a part of the country: most often a département."""
        of_level = self.one([*MAPPED_LEVELS, *3 * [Level.DEPARTEMENT]])
        return f"{of_level.value}:{self.code(of_level)}"

    def territory(self) -> str:
        """Text of a territory of any level."""
        of_level = self.one(MAPPED_LEVELS)
        return f"{of_level.value}:{self.code(of_level)}"

    def code(self, level: Level) -> str:
        """Code of a territory of a level."""
        codes = self.territories.loc[self.territories["level"] == level.value, "code"]
        return str(codes.iloc[self.chance.randrange(len(codes))])

    def place(self) -> str:
        """Text of a territory of any level, communes more often, or of a perimeter."""
        if self.chance.random() < 0.25:
            communes = self.territories[self.territories["level"] == Level.COMMUNE.value]
            inside = communes[communes["departement"] == self.code(Level.DEPARTEMENT)]["code"]
            chosen = self.chance.sample(list(inside), min(len(inside), self.chance.randint(2, 6)))
            return f"perimetre:{'.'.join(sorted(chosen))}:Essai"
        of_level = self.one([*MAPPED_LEVELS, *2 * [Level.COMMUNE]])
        return f"{of_level.value}:{self.code(of_level)}"

    def name(self) -> str:
        """Name of a territory."""
        return str(self.territories["name"].iloc[self.chance.randrange(len(self.territories))])


def home(visitor: Visitor, day: Day) -> None:
    """Arrive."""
    visitor.open("")


def search(visitor: Visitor, day: Day) -> None:
    """Search a territory by its name, letter after letter."""
    visitor.open("ecarts")
    name = day.name()
    for typed in range(1, len(name) + 1):
        fetch(f"http://{visitor.address}/{SEARCH_ADDRESS}?{query(**{TYPED: name[:typed]})}")


def scores(visitor: Visitor, day: Day) -> None:
    """Look at any measure of any domain or dimension, with partnerships over it or without."""
    asked = {"niveau": day.level(), "mesure": day.one(MEASURES), "domaine": day.one(SCORE_KEYS)}
    others = day.perhaps(groupe=day.one(GROUPS)) | day.perhaps(partenariats=day.one(OVERLAYS))
    visitor.open("carte", query(**asked, **others, **day.seen()))


def indicator(visitor: Visitor, day: Day) -> None:
    """Look at an indicator, or at what it became."""
    asked = {"indicateur": day.one(load_catalogue()), "mesure": day.one(["indicator", "change"])}
    visitor.open("carte", query(niveau=day.level(), **asked, **day.perhaps(dans=day.inside())))


def part(visitor: Visitor, day: Day) -> None:
    """Look at the communes of a département, and take the picture where there is a map."""
    key = day.one(DOMAIN_KEYS)
    visitor.open("carte", query(niveau="commune", domaine=key, dans=day.inside()))
    if PICTURE_BUTTON in visitor.files:  # no commune there may have a score in the domain
        visitor.take(PICTURE_BUTTON, b"\x89PNG")


def gaps(visitor: Visitor, day: Day) -> None:
    """Look at gaps, in any of the views."""
    asked = {"vue": day.one(GAP_VIEWS), "niveau": day.level(), "domaine": day.one(DOMAIN_KEYS)}
    others = day.perhaps(groupe=day.one(GROUPS)) | day.perhaps(territoire=day.territory())
    visitor.open("ecarts", query(**asked, **others, **day.seen()))


def records(visitor: Visitor, day: Day) -> None:
    """Look at partnerships, in any of the views."""
    asked = {"vue": day.one(PARTNERSHIP_VIEWS), "domaine": day.one(DOMAIN_KEYS)}
    others = day.perhaps(niveau=day.level()) | day.perhaps(dans=day.inside(), autour="oui")
    visitor.open("partenariats", query(**asked, **others, **day.seen()))


def practices(visitor: Visitor, day: Day) -> None:
    """Look for practices, in any of the views."""
    asked = {"vue": day.one(PRACTICE_VIEWS), "domaine": day.one(DOMAIN_KEYS)}
    visitor.open("pratiques", query(**asked, **day.perhaps(dans=day.inside())))


def profile(visitor: Visitor, day: Day) -> None:
    """Read a profile, by any of its tabs."""
    asked = {"territoire": day.place(), "onglet": day.one(PROFILE_TABS)}
    visitor.open("territoire", query(**asked, **day.seen()))


def note(visitor: Visitor, day: Day) -> None:
    """Take a note."""
    visitor.open("note", query(territoire=day.place()))
    visitor.take(PDF_BUTTON)


def document(visitor: Visitor, day: Day) -> None:
    """Read another document."""
    visitor.open("note", query(territoire=day.place(), document=day.one(DocumentKind).value))


def steps(visitor: Visitor, day: Day) -> None:
    """Begin a diagnosis with a place."""
    page = day.one(["diagnostic", "autodiagnostic", "exposition"])
    visitor.open(page, query(territoire=day.place()))


def comparison(visitor: Visitor, day: Day) -> None:
    """Compare two territories of a level, or of two."""
    of_level = day.one(MAPPED_LEVELS)
    other = day.one([of_level, of_level, Level.DEPARTEMENT])
    first, second = (f"{one.value}:{day.code(one)}" for one in (of_level, other))
    asked = {"territoire": first, "avec": second, "domaine": day.one([OVERALL, *DOMAIN_KEYS])}
    visitor.open("comparer", query(**asked))


def recipe(visitor: Visitor, day: Day) -> None:
    """Try a recipe that nobody tried."""
    other = replace(
        default_recipe(),
        normalisation=day.one(NORMALISATIONS),
        weights=((day.one(DOMAIN_KEYS), round(day.chance.uniform(0.5, 5), 2)),),
    )
    chosen = day.one(["epci", "departement", "commune"])
    visitor.open("indice", query(niveau=chosen, recette=to_token(other)))


def data(visitor: Visitor, day: Day) -> None:
    """Read on what all this rests."""
    page = day.one(["donnees", "a_propos"])
    visitor.open(page, query(partie=day.one(DATA_TABS if page == "donnees" else Part)))


PAGES: tuple[Callable[[Visitor, Day], None], ...] = (
    home,
    search,
    scores,
    indicator,
    part,
    gaps,
    records,
    practices,
    profile,
    profile,
    note,
    document,
    steps,
    comparison,
    recipe,
    data,
)


def query(**parameters: str) -> str:
    """Write the parameters of an address."""
    return urlencode(parameters)


@dataclass(frozen=True)
class Met:
    """How a server stands after some visits: resident memory (MB), seconds so far, errors."""

    visits: int
    memory: float
    seconds: float
    errors: list[str]


def visited(visits: int) -> Iterator[Met]:
    """Start the application, make visits in sessions of a few pages, tell each time how it is."""
    day = Day(read_territories(DATA), random.Random(1))  # noqa: S311 - no secret
    errors: list[str] = []
    with application() as (address, process):
        done, start = 0, time.perf_counter()
        while done < visits:
            with connect(
                f"ws://{address}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                origin=Origin(f"http://{address}"),
                max_size=None,
            ) as opened:
                visitor = Visitor(address, opened)
                for _ in range(min(SESSION, visits - done)):
                    page = PAGES[done % len(PAGES)]
                    before = len(visitor.visit.errors)
                    page(visitor, day)
                    errors += [f"{page.__name__} : {e}" for e in visitor.visit.errors[before:]]
                    done += 1
                    yield Met(done, resident(process), time.perf_counter() - start, errors)


def main(visits: int) -> None:
    """Print the memory of the server as the visits go."""
    print("| visits | memory | seconds a visit |")
    print("|---|---|---|")
    for met in visited(visits):
        if met.visits == 1 or met.visits % EVERY == 0:
            seconds = met.seconds / met.visits
            print(f"| {met.visits} | {met.memory:.0f} MB | {seconds:.2f} |", flush=True)
    print(f"{len(met.errors)} errors")
    for error in met.errors[:10]:
        print(error)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else VISITS)
