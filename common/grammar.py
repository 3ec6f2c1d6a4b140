"""French grammar for names and numbers: articles, contractions, elision, enumerations.

A noun phrase is written once with its article (``le CRTE du Laonnois``, ``l’emploi``); ``of`` and
``to`` contract it. Names keep their words: only straight apostrophes become typographic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from common.french import NO_BREAK_SPACE, number, plural
from common.levels import Level

APOSTROPHE = "’"
OPENING, CLOSING = "«\u00a0", "\u00a0»"
_VOWELS = frozenset("aeiouy")
_CONTRACTED = {"le": "du", "les": "des"}
_ARTICLE = re.compile(r"(le|la|les)[ \u00a0](.*)", re.IGNORECASE | re.DOTALL)
#: Nouns, all feminine, that begin the name of an EPCI.
_EPCI_HEADS = ("CC", "CA", "CU", "Métropole", "Communauté", "Eurométropole")
#: Article of each département, as in the code officiel géographique; the others have none.
_DEPARTEMENTS = {
    "le": "14 15 18 25 29 30 32 39 41 45 46 47 56 59 62 63 67 68 69 81 82 83 84 90 94 95",
    "la": "16 17 19 21 23 24 26 2A 2B 31 33 42 43 44 48 50 51 52 53 55 57 58 70 72 73 74 76 80 85 "
    "86 87 93 971 972 973",
    "les": "04 05 06 08 13 22 40 64 65 66 78 79 88 92",
    "l’": "01 02 03 07 09 10 11 12 27 34 36 38 60 61 89 91",
}
_ARTICLE_OF = {code: article for article, codes in _DEPARTEMENTS.items() for code in codes.split()}


def typographic(name: str) -> str:
    """Write the apostrophes of a name as a printer does.

    >>> typographic("Val-d'Oise")
    'Val-d’Oise'
    """
    return name.replace("'", APOSTROPHE)


def of(phrase: str) -> str:
    """Put *de* before a noun phrase, or before a name that carries its article.

    >>> of("le CRTE du Laonnois"), of("la santé"), of("les Landes"), of("l’emploi")
    ('du CRTE du Laonnois', 'de la santé', 'des Landes', 'de l’emploi')
    >>> of("la culture et les loisirs")
    'de la culture et des loisirs'
    """
    parts = re.split(r" et (?=le |la |les |l’)", phrase)
    return " et ".join(_contracted(part) for part in parts)


def _contracted(phrase: str) -> str:
    found = _ARTICLE.fullmatch(phrase)
    if found and found[1] in _CONTRACTED:
        return f"{_CONTRACTED[found[1]]} {found[2]}"
    if not phrase.startswith("l’") and elides(phrase):
        return f"d’{phrase}"
    return f"de {phrase}"


def of_name(name: str) -> str:
    """Put *de* before the name of a commune: a first *Le* or *Les* contracts, *La* stays.

    >>> of_name("Le Mans"), of_name("La Rochelle"), of_name("Les Sables-d'Olonne")
    ('du Mans', 'de La Rochelle', 'des Sables-d’Olonne')
    >>> of_name("Ambérieu-en-Bugey"), of_name("Honfleur"), of_name("Hyères"), of_name("Yerres")
    ('d’Ambérieu-en-Bugey', 'de Honfleur', 'd’Hyères', 'd’Yerres')
    """
    found = _ARTICLE.fullmatch(name)
    if found and found[1] in ("Le", "Les"):
        return f"{'du' if found[1] == 'Le' else 'des'} {typographic(found[2])}"
    return f"{'d’' if elides(name) else 'de '}{typographic(name)}"


def elides(word: str) -> bool:
    """Tell whether *de*, *le*, *que* lose their vowel before a word.

    Before an H, usage decides name by name: the names of communes with an aspirated one, as in the
    code officiel géographique, are listed beside this module.

    >>> elides("Île-de-France"), elides("Œutrange"), elides("Honfleur"), elides("Laon")
    (True, True, False, False)
    """
    first = unicodedata.normalize("NFD", word[:1]).lower().replace("œ", "o").replace("æ", "a")
    if first[:1] == "h":
        return word not in _aspirated()
    return first[:1] in _VOWELS


@cache
def _aspirated() -> frozenset[str]:
    """Read the names with an aspirated H: this module is the reader of ``aspirated.txt``."""
    path = Path(__file__).with_name("aspirated.txt")
    return frozenset(path.read_text("utf-8").splitlines())


#: Levels whose noun is feminine.
FEMININE_LEVELS = frozenset({Level.COMMUNE, Level.REGION, Level.FRANCE})


def with_article(level: Level) -> str:
    """Put its article before the name of a level.

    >>> with_article(Level.REGION), with_article(Level.EPCI), with_article(Level.CRTE)
    ('la région', 'l’EPCI', 'le CRTE')
    """
    if level is Level.EPCI:
        return f"l’{level.label}"
    return f"{'la' if level in FEMININE_LEVELS else 'le'} {level.label}"


def designation(level: Level | None, code: str, name: str) -> str:
    """Name a territory in a sentence, with its article; ``level`` is None for a perimeter.

    >>> designation(Level.CRTE, "crte-32-02-2", "CRTE du Laonnois")
    'le CRTE du Laonnois'
    >>> designation(Level.COMMUNE, "72181", "Le Mans")
    'la commune du Mans'
    >>> designation(Level.DEPARTEMENT, "95", "Val-d'Oise")
    'le département du Val-d’Oise'
    >>> designation(Level.REGION, "76", "Occitanie"), designation(Level.REGION, "04", "La Réunion")
    ('la région Occitanie', 'la région Réunion')
    >>> designation(Level.EPCI, "200067742", "Grenoble-Alpes-Métropole")
    'l’EPCI Grenoble-Alpes-Métropole'
    """
    shown = typographic(name)
    named: dict[Level | None, Callable[[], str]] = {
        None: lambda: f"le périmètre {quoted(name)}",
        Level.COMMUNE: lambda: f"la commune {of_name(name)}",
        Level.EPCI: lambda: _epci(shown),
        Level.CRTE: lambda: (
            f"le {shown}" if shown.startswith("CRTE ") else f"le CRTE {quoted(name)}"
        ),
        Level.DEPARTEMENT: lambda: f"le département {of(_articled(code, shown))}",
        Level.REGION: lambda: f"la région {shown.removeprefix('La ')}",
        Level.FRANCE: lambda: "la France",
    }
    return named[level]()


def _epci(name: str) -> str:
    """Put an article before the name of an EPCI, or before *EPCI* where it has no noun."""
    if name.split(" ", maxsplit=1)[0] not in _EPCI_HEADS:
        return f"l’EPCI {name}"
    return f"l’{name}" if elides(name) else f"la {name}"


def _articled(code: str, name: str) -> str:
    """Put its article before the name of a département."""
    article = _ARTICLE_OF.get(code, "")
    return f"{article}{name}" if article in ("", "l’") else f"{article} {name}"


def quoted(text: str) -> str:
    """Put a text between French quotation marks.

    >>> quoted("Vallée") == "«\u00a0Vallée\u00a0»"
    True
    """
    return f"{OPENING}{typographic(text)}{CLOSING}"


def counted(count: float, singular: str, several: str | None = None) -> str:
    """Write a number and what it counts, which agrees with it.

    >>> counted(2, "domaine noté", "domaines notés") == "2\u00a0domaines notés"
    True
    """
    return f"{number(count)}{NO_BREAK_SPACE}{plural(count, singular, several)}"


def capitalised(sentence: str) -> str:
    """Begin a sentence with a capital, leaving the rest as it is.

    >>> capitalised("la CC du Val")
    'La CC du Val'
    """
    return sentence[:1].upper() + sentence[1:]
