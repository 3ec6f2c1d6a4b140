"""The journeys of those who use the application, as steps that any browser can take.

A journey says what its reader does and must then see; what drives a browser is a :class:`Hand`.
:func:`walk` counts clicks, and sequences of keys: all that is typed between two clicks is one. A
test compares them with what the journey allows, so that a longer way fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Literal, Protocol

from pages.parts.accueil.hero import QUESTION
from pages.parts.ecarts.state import PLACE, VIEWS
from pages.parts.kit.downloads import CSV_LABEL
from pages.parts.territoire.head import ACTS, FELT, FRAGILE

Gesture = Literal["", "click", "keys"]


@dataclass(frozen=True)
class Named:
    """What a screen reader would call it: a role, and a part of the accessible name."""

    role: str
    name: str


class Hand(Protocol):
    """What drives a browser; each gesture waits for what it needs."""

    def open(self, path: str) -> None: ...
    def click(self, target: Named) -> None: ...
    def click_map(self, right: float, down: float) -> None: ...
    def look_at_map(self) -> None: ...
    def type(self, target: Named, text: str) -> None: ...
    def press(self, target: Named, key: str) -> None: ...
    def see(self, target: Named) -> None: ...
    def read(self, text: str) -> None: ...
    def arrive(self, part: str) -> None: ...
    def take(self, target: Named) -> bytes: ...


class Step(Protocol):
    """What is done, or waited for."""

    gesture: ClassVar[Gesture]

    def go(self, hand: Hand) -> None: ...


@dataclass(frozen=True)
class Open:
    """Follow a link from elsewhere: a bookmark, a message."""

    path: str = ""
    gesture: ClassVar[Gesture] = ""

    def go(self, hand: Hand) -> None:
        hand.open(self.path)


@dataclass(frozen=True)
class Click:
    """Click, or touch."""

    target: Named
    gesture: ClassVar[Gesture] = "click"

    def go(self, hand: Hand) -> None:
        hand.click(self.target)


@dataclass(frozen=True)
class ClickMap:
    """Click the map once it is drawn, at a share of its width and height."""

    right: float
    down: float
    gesture: ClassVar[Gesture] = "click"

    def go(self, hand: Hand) -> None:
        hand.click_map(self.right, self.down)


@dataclass(frozen=True)
class LookAtMap:
    """Wait until the map is drawn."""

    gesture: ClassVar[Gesture] = ""

    def go(self, hand: Hand) -> None:
        hand.look_at_map()


@dataclass(frozen=True)
class Type:
    """Type in a field."""

    target: Named
    text: str
    gesture: ClassVar[Gesture] = "keys"

    def go(self, hand: Hand) -> None:
        hand.type(self.target, self.text)


@dataclass(frozen=True)
class Key:
    """Press a key, by its name in Playwright, on what has the focus or takes it."""

    target: Named
    key: str
    gesture: ClassVar[Gesture] = "keys"

    def go(self, hand: Hand) -> None:
        hand.press(self.target, self.key)


@dataclass(frozen=True)
class See:
    """Wait for something."""

    target: Named
    gesture: ClassVar[Gesture] = ""

    def go(self, hand: Hand) -> None:
        hand.see(self.target)


@dataclass(frozen=True)
class Read:
    """Wait for a text."""

    text: str
    gesture: ClassVar[Gesture] = ""

    def go(self, hand: Hand) -> None:
        hand.read(self.text)


@dataclass(frozen=True)
class Arrive:
    """Wait for an address that holds this part."""

    part: str
    gesture: ClassVar[Gesture] = ""

    def go(self, hand: Hand) -> None:
        hand.arrive(self.part)


@dataclass(frozen=True)
class Take:
    """Click what hands out a file, which begins so."""

    target: Named
    begins: bytes
    gesture: ClassVar[Gesture] = "click"

    def go(self, hand: Hand) -> None:
        taken = hand.take(self.target)
        assert taken.startswith(self.begins), taken[:80]


@dataclass(frozen=True)
class Gestures:
    """What a reader had to do."""

    clicks: int
    typed: int


@dataclass(frozen=True)
class Journey:
    """What someone does, and how much of it is allowed.

    Attributes
    ----------
    width, height : of the window.
    allowed : gestures that it takes.
    """

    width: int
    height: int
    steps: tuple[Step, ...]
    allowed: Gestures


def walk(hand: Hand, steps: tuple[Step, ...]) -> Gestures:
    """Take the steps, and count what the reader's hands did."""
    done: list[Gesture] = []
    for step in steps:
        step.go(hand)
        if step.gesture:
            done.append(step.gesture)
    return Gestures(done.count("click"), [kind for kind, _ in groupby(done)].count("keys"))


def search(label: str, text: str, proposed: str) -> tuple[Step, ...]:
    """Type in the search box, see what is meant among its proposals, take the first one."""
    box = Named("combobox", label)
    return Type(box, text), See(Named("option", proposed)), Key(box, "Enter")


PDF, MARKED_CSV = b"%PDF", b"\xef\xbb\xbf"
_THREE_LINES = tuple(Read(said) for said in (FRAGILE, FELT, ACTS))

#: On a phone: what to tell his council, and a page to hand out. The review counted a search, a
#: touch among the results, then two more for a note of four pages; no page was made for a council.
MAYOR = Journey(
    390,
    844,
    (
        Open(),
        See(Named("heading", QUESTION)),
        *search("Votre commune", "aubusson", "Aubusson"),
        Arrive("territoire=commune%3A23008"),
        See(Named("heading", "Aubusson")),
        *_THREE_LINES,
        Take(Named("button", "Pour le conseil"), PDF),
    ),
    Gestures(clicks=1, typed=1),
)
#: The note of a CRTE, then where measure and feeling part in a département. The review counted a
#: search, a touch among the results and the file; then sixteen pages to open, one a domain.
OFFICER = Journey(
    1366,
    768,
    (
        Open("note"),
        *search("Un CRTE", "eguzon", "CRTE"),
        Arrive("territoire=crte%3A"),
        Take(Named("button", "Télécharger le PDF"), PDF),
        Click(Named("link", "Écarts")),
        See(Named("heading", "Écarts entre le mesuré et le perçu")),
        Click(Named("radio", VIEWS[PLACE])),
        *search("Le territoire", "creuse", "Creuse"),
        Arrive("territoire=departement%3A23"),
        See(Named("table", "ses domaines, mesurés et ressentis")),
    ),
    Gestures(clicks=3, typed=2),
)
#: The index under one’s own weights, taken away. The review found no way but the command line.
RESEARCHER = Journey(
    1366,
    768,
    (
        Open("indice"),
        Read("Ces choix donnent les rangs"),
        Key(Named("slider", "Santé"), "ArrowRight"),
        Read("change en moyenne"),
        Take(Named("button", CSV_LABEL), MARKED_CSV),
    ),
    Gestures(clicks=1, typed=1),
)
#: What it is, then one’s own territory from the map. In the review nothing said what it is, and a
#: click on the map did nothing.
NEWCOMER = Journey(
    1366,
    768,
    (
        Open(),
        See(Named("heading", QUESTION)),
        ClickMap(0.6, 0.5),
        Arrive("territoire=epci%3A"),
        *_THREE_LINES,
    ),
    Gestures(clicks=1, typed=0),
)
JOURNEYS = {
    "mayor": MAYOR,
    "officer": OFFICER,
    "researcher": RESEARCHER,
    "newcomer": NEWCOMER,
}
