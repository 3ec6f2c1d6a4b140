"""A perimeter: communes chosen by a reader, under a name, written in few characters.

Its text is ``perimetre:CODES:NAME``, the codes separated by dots: those of the whole départements,
then of the whole EPCI, then of the communes left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from common.errors import InvalidDataError
from common.french import number, plural
from common.levels import UPPER_LEVELS, Level, Territory

PREFIX = "perimetre"
LONGEST_NAME = 80
#: Codes in the text of a perimeter: a link of more characters would not be opened everywhere.
MOST_PARTS = 1_000
#: What a name may hold, in Unicode: what Lato, the font of notes and pictures, draws of Latin,
#: Greek and Cyrillic letters, punctuation, currencies, signs and arrows.
_PRINTED = (
    *((0x20, 0x7E), (0xA0, 0x36F), (0x384, 0x3CE), (0x3D0, 0x486), (0x488, 0x513)),
    *((0x1E00, 0x1E9B), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9), (0x1F00, 0x1FFE)),
    *((0x2010, 0x2010), (0x2012, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2034)),
    *((0x2039, 0x203A), (0x2044, 0x2044), (0x20A0, 0x20B5), (0x2116, 0x2116), (0x2122, 0x2122)),
    *((0x2190, 0x2199), (0x2212, 0x2212), (0x2260, 0x2260), (0x2264, 0x2265)),
)
_SEPARATOR = "."
#: From this many whole territories of a level on, the perimeter is compared with the level above.
_WHOLE = 2


@dataclass(frozen=True)
class Perimeter:
    """Communes taken together.

    Attributes
    ----------
    name : given by the reader: never to be trusted on its way to a page.
    communes : current codes, sorted.
    level : level of the territories that it is compared with.
    parts : the same communes in few territories: whole départements, whole EPCI, communes.
    twin : the territory that has exactly these communes, if there is one.
    """

    name: str
    communes: tuple[str, ...]
    level: Level
    parts: tuple[Territory, ...]
    twin: Territory | None = None

    def __str__(self) -> str:
        codes = _SEPARATOR.join(part.code for part in self.parts)
        return f"{PREFIX}:{codes}:{self.name}"


def make_perimeter(name: str, communes: Iterable[str], memberships: pd.DataFrame) -> Perimeter:
    """Put communes together.

    The perimeter is compared with the territories of the level of its twin; without one, with
    départements if it holds two of them or more, with CRTE if it holds two EPCI or more, else
    with EPCI.

    Parameters
    ----------
    name : what the reader calls it; ``Périmètre de N communes`` when empty.
    communes : current codes.
    memberships : as given by :func:`geo.territories.read_memberships`.

    Raises
    ------
    InvalidDataError
        If there is no commune, if there is the whole country, or if the communes are too
        scattered for a link.
    """
    chosen = sorted(set(communes))
    whole = whole_territories(chosen, memberships)
    parts = _parts(chosen, whole, memberships)
    faults = []
    if not chosen:
        faults.append("au moins une commune attendue ; choisissez des communes ou des EPCI")
    if len(parts) > MOST_PARTS:
        faults.append(
            f"{number(MOST_PARTS)} codes au plus attendus, {number(len(parts))} trouvés (un EPCI "
            "ou un département entier ne compte que pour un) ; choisissez des EPCI entiers"
        )
    if len(chosen) == memberships.loc[memberships["level"] == Level.REGION, "commune"].nunique():
        faults.append("un périmètre plus petit que la France entière attendu")
    if faults:
        raise InvalidDataError("le périmètre", faults)
    twin = _twin(chosen, whole, memberships)
    return Perimeter(
        name=clean_name(name)
        or f"Périmètre de {number(len(chosen))} {plural(len(chosen), 'commune')}",
        communes=tuple(chosen),
        level=_level(whole) if twin is None else twin.level,
        parts=tuple(parts),
        twin=twin,
    )


def clean_name(text: str) -> str:
    r"""Keep what can be shown and printed of a name: one line, no control character, not too long.

    >>> clean_name(" Vallée\n de l'Ain \x00"), clean_name("Vallée 🌳 verte")
    ("Vallée de l'Ain", 'Vallée verte')
    """
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(c if _is_printed(c) else " " for c in composed)
    return " ".join(shown.split())[:LONGEST_NAME].strip()


def name_notes(text: str) -> tuple[str, ...]:
    """Say which characters of a name are left out, if any: notes and pictures cannot print them.

    >>> name_notes("Vallée de l’Ain")
    ()
    >>> name_notes("Vallée 🌳🌳 verte")
    ('Nom du périmètre : un caractère que la note ne peut pas imprimer est retiré : 🌳.',)
    """
    composed = unicodedata.normalize("NFC", text)
    lost = dict.fromkeys(
        c for c in composed if not _is_printed(c) and unicodedata.category(c)[0] not in "CMZ"
    )
    if not lost:
        return ()
    said = (
        "un caractère que la note ne peut pas imprimer est retiré"
        if len(lost) == 1
        else "des caractères que la note ne peut pas imprimer sont retirés"
    )
    return (f"Nom du périmètre : {said} : {' '.join(lost)}.",)


def _is_printed(character: str) -> bool:
    code = ord(character)
    return unicodedata.category(character)[0] not in "CZ" and any(
        first <= code <= last for first, last in _PRINTED
    )


def split_text(text: str) -> tuple[list[str], str]:
    """Read the text of a perimeter: its codes, not checked, and its name.

    >>> split_text("perimetre:200069193.01004:Plaine : nord")
    (['200069193', '01004'], 'Plaine : nord')
    """
    _, _, rest = text.partition(":")
    codes, _, name = rest.partition(":")
    return [code.strip() for code in codes.split(_SEPARATOR) if code.strip()], clean_name(name)


def is_perimeter(text: str) -> bool:
    """Tell whether a text is meant to be that of a perimeter.

    >>> is_perimeter("perimetre:01004:"), is_perimeter("commune:01004")
    (True, False)
    """
    return text.strip().startswith(f"{PREFIX}:")


def whole_territories(communes: Sequence[str], memberships: pd.DataFrame) -> pd.Series:
    """List the upper territories that lie wholly inside some communes.

    Returns
    -------
    Series
        Number of communes, indexed by level and code, sorted.
    """
    held = memberships["commune"].isin(communes)
    levels, codes = memberships["level"], memberships["code"]
    touched = held.groupby([levels, codes], sort=True)
    size = touched.size()
    return size[touched.all()]


def _parts(communes: list[str], whole: pd.Series, memberships: pd.DataFrame) -> list[Territory]:
    """Write communes as few territories: départements first, then EPCI, then communes."""
    left, parts = set(communes), []
    for level in (Level.DEPARTEMENT, Level.EPCI):
        inside = whole[whole.index.get_level_values("level") == level.value]
        rows = memberships[memberships["level"] == level.value]
        rows = rows[rows["code"].isin(inside.index.get_level_values("code"))]
        for code, members in rows.groupby("code", sort=True)["commune"]:
            if len(members) > 1 and left.issuperset(members):
                parts.append(Territory(level, str(code)))
                left.difference_update(members)
    return [*parts, *(Territory(Level.COMMUNE, code) for code in sorted(left))]


def _twin(communes: list[str], whole: pd.Series, memberships: pd.DataFrame) -> Territory | None:
    """Find the finest territory that has exactly these communes."""
    if len(communes) == 1 and memberships["commune"].eq(communes[0]).any():
        return Territory(Level.COMMUNE, communes[0])
    same = whole.index[whole == len(communes)]
    found = [Territory(Level(level), code) for level, code in same]
    return min(found, key=lambda place: UPPER_LEVELS.index(place.level), default=None)


def _level(whole: pd.Series) -> Level:
    levels = whole.index.get_level_values("level")
    for held, compared in (
        (Level.DEPARTEMENT, Level.DEPARTEMENT),
        (Level.EPCI, Level.CRTE),
    ):
        if (levels == held.value).sum() >= _WHOLE:
            return compared
    return Level.EPCI
