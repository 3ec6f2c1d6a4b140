"""From what designates territories (codes, former codes, names) to current communes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from shapely.geometry.base import BaseGeometry

from common.errors import FragiscopeError, InvalidDataError, UnknownNameError, clipped
from common.french import number, plural
from common.levels import Level, Territory, is_code
from common.limits import SEARCH_LENGTH
from geo.drawn_polygons import points_inside
from geo.perimeter_file import described
from geo.search import SearchIndex, normalise
from geo.territories import communes_of, resolve

#: Faults that come with the nearest known territory: looking for it takes time.
_SUGGESTED = 20
#: Characters of a code above which it is meant to be that of an EPCI.
_LONGEST_COMMUNE = 6
_NAME_AND_PLACE = re.compile(r"(?P<name>.+?)\s*\((?P<place>\d{2,3}|2[AB])\)", re.I)
_NAMED = (Level.COMMUNE, Level.EPCI)
_BARE = (Level.COMMUNE, Level.EPCI, Level.CRTE, Level.DEPARTEMENT)


@dataclass(frozen=True)
class Chosen:
    """Communes designated, and what the reader must be told of how they were found.

    Attributes
    ----------
    communes : current codes, sorted.
    notes : French sentences.
    """

    communes: tuple[str, ...]
    notes: tuple[str, ...] = ()


class Gazetteer:
    """What is needed to recognise territories.

    Parameters
    ----------
    territories, memberships : as given by the readers.
    index : search by name.
    """

    def __init__(
        self, territories: pd.DataFrame, memberships: pd.DataFrame, index: SearchIndex
    ) -> None:
        self.memberships, self.index = memberships, index
        self._territories = territories
        self._names = dict(
            zip(zip(territories["level"], territories["code"], strict=True), territories["name"],
                strict=True)
        )  # fmt: skip
        communes = territories[territories["level"] == Level.COMMUNE]
        old = communes.set_index("code")["former_codes"].dropna().str.split().explode()
        self._current = {str(former): str(code) for code, former in old.items()}
        self.communes = communes.set_index("code")
        named = territories[territories["level"].isin(_NAMED)]
        self._called: dict[str, list[Territory]] = {}
        columns = zip(named["level"], named["code"], named["name"], strict=True)
        for level, code, name in columns:
            self._called.setdefault(normalise(name), []).append(Territory(Level(level), code))

    def find(self, text: str) -> Territory:
        """Recognise one designation: ``level:code``, a code, or a name of a commune or EPCI.

        Raises
        ------
        _UnknownDesignationError
            With a French sentence.
        """
        level_text, colon, code = (part.strip() for part in text.partition(":"))
        if colon and level_text in set(Level):
            return self._known(Level(level_text), code, text)
        code = text.upper() if not text.lower().startswith("crte") else text.lower()
        for level in _BARE:
            if is_code(level, code):
                return self._known(level, code, text)
        return self._by_name(text)

    def renamed(self, text: str) -> str | None:
        """Give the current commune of a former code, if the text is one."""
        code = text.rpartition(":")[2].strip().upper()
        is_current = ("commune", code) in self._names
        return None if is_current else self._current.get(code)

    def name_of(self, territory: Territory) -> str:
        """French name of a territory."""
        return str(self._names[territory.level.value, territory.code])

    def communes_of(self, territory: Territory) -> list[str]:
        """Communes of a territory."""
        return communes_of(self.memberships, territory)

    def nearest(self, text: str) -> str:
        """Suggest a territory for a designation that nothing matches, or nothing."""
        code = text.rpartition(":")[2].strip().upper()
        if code.isdigit() and len(code) == 4 and ("commune", f"0{code}") in self._names:
            name = self._names["commune", f"0{code}"]
            return f" ; le zéro initial manque peut-être : 0{code} ({name})"
        if any(character.isdigit() for character in code):
            level = Level.EPCI if len(code) > _LONGEST_COMMUNE else Level.COMMUNE
            return self._nearest_code(level, code)
        rows = self.index.find(text, limit=1, levels=_NAMED)
        found = list(zip(rows["code"], rows["name"], strict=True))
        return f" ; le plus proche : {found[0][0]} ({found[0][1]})" if found else ""

    def _nearest_code(self, level: Level, code: str) -> str:
        try:
            resolve(self._territories, f"{level}:{code}")
        except UnknownNameError as error:
            return f" ; le plus proche : {error.nearest}" if error.nearest else ""
        return ""

    def _known(self, level: Level, code: str, text: str) -> Territory:
        if level is Level.FRANCE:
            raise _UnknownDesignationError("la France entière n’est pas un périmètre")
        if level is Level.COMMUNE:
            code = self.renamed(code) or code
        if (level.value, code) not in self._names:
            raise _UnknownDesignationError(
                f"{level.label} inconnu{'e' if level is Level.COMMUNE else ''}", text
            )
        return Territory(level, code)

    def _by_name(self, text: str) -> Territory:
        placed = _NAME_AND_PLACE.fullmatch(text)
        found = self._called.get(normalise(placed["name"] if placed else text), [])
        if placed:
            found = [one for one in found if self._is_in(one, placed["place"].upper())]
        communes = [one for one in found if one.level is Level.COMMUNE]
        found = communes or found
        if not found:
            raise _UnknownDesignationError("nom ou code inconnu", text)
        if len(found) > 1:
            places = [f"{one.code} ({self._place(one)})" for one in found]
            raise _UnknownDesignationError(
                f"plusieurs territoires de ce nom : {described(places)} ; donnez le code"
            )
        return found[0]

    def _is_in(self, territory: Territory, departement: str) -> bool:
        codes = self.communes_of(territory)
        return bool(self.communes.loc[codes, "departement"].eq(departement).any())

    def _place(self, territory: Territory) -> str:
        first = self.communes_of(territory)[0]
        return str(self.communes.loc[first, "departement"])


class _UnknownDesignationError(FragiscopeError):
    """A designation that nothing matches.

    Parameters
    ----------
    why : French.
    text : what a suggestion is to be looked for, none when the sentence is enough.
    """

    def __init__(self, why: str, text: str = "") -> None:
        super().__init__(why)
        self.text = text


def designated(gazetteer: Gazetteer, texts: Sequence[str], source: str) -> Chosen:
    """Recognise codes and names; a former commune stands for the current one that holds it.

    Parameters
    ----------
    gazetteer : what exists.
    texts : codes or names, as written.
    source : what the message calls them.

    Raises
    ------
    InvalidDataError
        With every designation that nothing matches, and the nearest that exists.
    """
    faults: list[str] = []
    found: list[Territory] = []
    brought: dict[str, str] = {}
    counts = Counter(texts)
    for text in counts:
        if len(text) > SEARCH_LENGTH:
            faults.append(f"« {clipped(text)} » : {SEARCH_LENGTH} signes au plus attendus")
            continue
        try:
            territory = gazetteer.find(text)
        except _UnknownDesignationError as fault:
            hint = gazetteer.nearest(fault.text) if fault.text and len(faults) < _SUGGESTED else ""
            faults.append(f"« {text} » : {fault}{hint}")
            continue
        found.append(territory)
        if (current := gazetteer.renamed(text)) is not None:
            name = gazetteer.name_of(Territory(Level.COMMUNE, current))
            brought[text] = f"{text} devient {current} ({name})"
    if faults:
        raise InvalidDataError(source, faults)
    members = Counter(code for one in dict.fromkeys(found) for code in gazetteer.communes_of(one))
    notes = []
    if brought:
        notes.append(f"Anciens codes remplacés : {described(brought.values())}.")
    if repeated := [text for text, count in counts.items() if count > 1]:
        notes.append(f"Donnés plusieurs fois, comptés une seule : {described(repeated)}.")
    if overlapping := sorted(code for code, count in members.items() if count > 1):
        notes.append(
            f"{number(len(overlapping))} {plural(len(overlapping), 'commune')} dans plusieurs des "
            f"territoires donnés, à ne compter qu’une fois : {described(overlapping)}."
        )
    return Chosen(tuple(sorted(members)), tuple(notes))


def drawn(gazetteer: Gazetteer, polygons: Sequence[BaseGeometry], source: str) -> Chosen:
    """Take the communes whose central point lies inside some polygons (EPSG:4326).

    Raises
    ------
    InvalidDataError
        If no commune does.
    """
    communes = gazetteer.communes
    codes = sorted(points_inside(polygons, communes[["lon", "lat"]]))
    if not codes:
        raise InvalidDataError(
            source,
            ["aucune commune de France n’a son point central dans ces polygones (EPSG:4326)"],
        )
    note = (
        f"{number(len(codes))} {plural(len(codes), 'commune')} dont le point central est dans les "
        "polygones du fichier."
    )
    return Chosen(tuple(codes), (note,))
