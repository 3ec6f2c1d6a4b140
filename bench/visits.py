"""A long day of one server: a thousand varied visits, and the memory that it then stands at.

``python bench/visits.py [visits]`` starts the application and visits all its pages, one after the
other, each time with another choice: maps, indicators, parts of the country, gaps, records,
profiles of territories and perimeters, notes and pictures taken, comparisons, recipes, searches. It
prints the resident memory every hundred visits, as a Markdown table, and the errors met.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.load import PDF_BUTTON, Visitor, application, fetch, resident
from common.levels import MAPPED_LEVELS, Level
from common.paths import DATA
from geo.territories import read_territories
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import DOMAIN_KEYS
from indicators.composite.recipe_text import to_token
from indicators.scores.objective import default_recipe
from pages.parts.indice.recipe_widgets import NORMALISATIONS
from pages.parts.kit.search_address import SEARCH_ADDRESS, TYPED

VISITS = 1_000
#: Pages that a session opens before it leaves.
SESSION = 5
EVERY = 100
PICTURE_BUTTON = "Télécharger l’image"


@dataclass
class Day:
    """What the visits draw from: the territories, and chance."""

    territories: pd.DataFrame
    chance: random.Random

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
        level = self.chance.choice([*MAPPED_LEVELS, Level.COMMUNE, Level.COMMUNE])
        return f"{level.value}:{self.code(level)}"

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
    """Look at the scores of a domain."""
    visitor.open("carte", query(niveau=level(day), domaine=day.chance.choice(DOMAIN_KEYS)))


def indicator(visitor: Visitor, day: Day) -> None:
    """Look at an indicator."""
    key = day.chance.choice(list(load_catalogue()))
    visitor.open("carte", query(niveau="departement", mesure="indicator", indicateur=key))


def part(visitor: Visitor, day: Day) -> None:
    """Look at the communes of a département, and take the picture where there is a map."""
    inside = f"departement:{day.code(Level.DEPARTEMENT)}"
    key = day.chance.choice(DOMAIN_KEYS)
    visitor.open("carte", query(niveau="commune", domaine=key, dans=inside))
    if PICTURE_BUTTON in visitor.files:  # no commune there may have a score in the domain
        visitor.take(PICTURE_BUTTON, b"\x89PNG")


def gaps(visitor: Visitor, day: Day) -> None:
    """Look at the gaps of a domain."""
    key = day.chance.choice(DOMAIN_KEYS)
    level_shown = day.chance.choice(["region", "departement"])
    visitor.open("ecarts", query(vue="domaine", niveau=level_shown, domaine=key))


def records(visitor: Visitor, day: Day) -> None:
    """Look at the records of a place."""
    inside = f"departement:{day.code(Level.DEPARTEMENT)}"
    key = day.chance.choice(DOMAIN_KEYS)
    visitor.open("partenariats", query(domaine=key, dans=inside, autour="oui"))


def practices(visitor: Visitor, day: Day) -> None:
    """Look for the practices of a place."""
    inside = f"departement:{day.code(Level.DEPARTEMENT)}"
    visitor.open("pratiques", query(domaine=day.chance.choice(DOMAIN_KEYS), dans=inside))


def profile(visitor: Visitor, day: Day) -> None:
    """Read a profile."""
    visitor.open("territoire", query(territoire=day.place()))


def note(visitor: Visitor, day: Day) -> None:
    """Take a note."""
    visitor.open("note", query(territoire=day.place()))
    visitor.take(PDF_BUTTON)


def comparison(visitor: Visitor, day: Day) -> None:
    """Compare two territories of a level."""
    of_level = day.chance.choice(MAPPED_LEVELS)
    first, second = (f"{of_level.value}:{day.code(of_level)}" for _ in range(2))
    visitor.open("comparer", query(territoire=first, avec=second))


def recipe(visitor: Visitor, day: Day) -> None:
    """Try a recipe that nobody tried."""
    other = replace(
        default_recipe(),
        normalisation=day.chance.choice(NORMALISATIONS),
        weights=((day.chance.choice(DOMAIN_KEYS), round(day.chance.uniform(0.5, 5), 2)),),
    )
    chosen = day.chance.choice(["epci", "departement", "commune"])
    visitor.open("indice", query(niveau=chosen, recette=to_token(other)))


def data(visitor: Visitor, day: Day) -> None:
    """Read on what all this rests."""
    visitor.open("donnees")


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
    comparison,
    recipe,
    data,
)


def query(**parameters: str) -> str:
    """Write the parameters of an address."""
    return urlencode(parameters)


def level(day: Day) -> str:
    """Any level."""
    return day.chance.choice(MAPPED_LEVELS).value


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
