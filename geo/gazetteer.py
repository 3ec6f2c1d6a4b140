"""The territories that a reader may designate: their codes, postcodes and names, old and new."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

import pandas as pd
import pyarrow as pa

from common.errors import FragiscopeError, UnknownNameError, clipped
from common.french import described
from common.levels import MAPPED_LEVELS, Level, Territory, is_code
from common.lookup import Lookup
from geo.arrondissements import arrondissement_code
from geo.designation_columns import Designation, is_code_like
from geo.search import SearchIndex, normalise
from geo.territories import communes_of, names_alike, resolve
from geo.territory_names import TerritoryNames

#: Characters of a code above which it is meant to be that of an EPCI.
_LONGEST_COMMUNE = 6
_COMMUNE_DIGITS = 5
#: Signs of a name that are compared: no official one has as many.
_COMPARED = 200
#: Every code has one.
_DIGIT = re.compile(r"\d")
_NAME_AND_PLACE = re.compile(r"(?P<name>.+?)\s*\((?P<place>\d{2,3}|2[AB])\)", re.I)
#: Levels whose codes look alike: two digits may be a département's or a région's.
SHORT = (Level.DEPARTEMENT, Level.REGION)
_LEVELS = frozenset(Level)
_PARENTS = (Level.EPCI, Level.DEPARTEMENT, Level.REGION)
#: How alike a name and an official one must be, and words that say nothing of a place.
_ALIKE = 0.72
_COMMON = frozenset(
    {
        *("communaute", "communes", "commune", "agglomeration", "metropole", "urbaine", "pays"),
        *("ville", "grand", "saint", "sainte", "departement", "region", "vallee", "centre"),
        *("nord", "ouest", "haut", "haute", "bas", "basse", "mont", "val"),
    }
)
_LONG_WORD = 3


class UnknownDesignationError(FragiscopeError):
    """A designation that nothing matches, or that several territories do.

    Parameters
    ----------
    why : French.
    text : what a suggestion is to be looked for, none when the sentence is enough.
    """

    def __init__(self, why: str, text: str = "") -> None:
        super().__init__(why)
        self.text = text


class Gazetteer:
    """What is needed to recognise territories.

    Parameters
    ----------
    territories, memberships : as given by the readers.
    index : search by name.
    communes : the rows of the communes, by code, where they are already at hand.

    Attributes
    ----------
    territories, memberships : as given.
    communes : the rows of the communes, by code.
    names : official name by level and code.
    """

    def __init__(
        self,
        territories: pd.DataFrame,
        memberships: pd.DataFrame,
        index: SearchIndex,
        communes: pd.DataFrame | None = None,
    ) -> None:
        self.memberships, self.index = memberships, index
        self.territories = territories
        self.names = TerritoryNames(territories)
        if communes is None:
            communes = territories[territories["level"] == Level.COMMUNE].set_index("code")
        self.communes = communes
        rows = territories.reset_index(drop=True)
        of_communes = rows[rows["level"] == Level.COMMUNE]
        self._current = Lookup(*_exploded(of_communes["former_codes"], None))
        self._recoded = set(_exploded(of_communes["recoded_from"], None)[0])
        self._posted = Lookup(*_exploded(of_communes["postcodes"], None))
        aliases, formerly = _exploded(of_communes["aliases"], "|")
        self._formerly = Lookup(map(normalise, aliases), formerly)
        called = rows.loc[rows["level"].isin(MAPPED_LEVELS), "name"]
        self._called = Lookup(map(normalise, called), called.index)
        # Arrow's own cells: pandas takes twenty times as long to give one.
        told = ("aliases", "former_codes", *(level.value for level in _PARENTS))
        self._columns = {column: pa.array(territories[column]) for column in told}
        self._departements: dict[Territory, list[str]] = {}
        self._departement = lru_cache(maxsize=1_000)(self._departement_called)

    def find(self, asked: Designation) -> Territory:
        """Recognise one designation: ``level:code``, a code, a postcode or a name.

        Raises
        ------
        UnknownDesignationError
            With a French sentence.
        """
        text = asked.text
        level_text, colon, code = (part.strip() for part in text.partition(":"))
        if colon and level_text in _LEVELS:
            return self._known(Level(level_text), code, text)
        if asked.postcode and asked.postcode == text:
            return self._by_postcode(asked)
        code = text.lower() if text.lower().startswith("crte") else text.upper()
        if _DIGIT.search(code):
            own = [asked.level] if asked.level in MAPPED_LEVELS else []
            for level in (*own, *MAPPED_LEVELS):
                if is_code(Level(level), code):
                    return self._by_code(Level(level), code, asked)
        return self._by_name(asked)

    def full(self, text: str, level: Level | None = None) -> str:
        """Give back the zero that a spreadsheet took off a code; take off the decimals it put.

        An arrondissement of Paris, Lyon or Marseille is given its code.
        """
        if not text:
            return ""
        if code := arrondissement_code(text):
            return code
        code = re.sub(r"(?<=\d)\.0$", "", text)
        if not code.isdecimal():
            return code
        padded = f"0{code}"
        if len(padded) == _COMMUNE_DIGITS and (
            (Level.COMMUNE, padded) in self.names
            or padded in self._current
            or padded in self._posted
        ):
            return padded
        return padded if level in SHORT and len(code) == 1 else code

    def renamed(self, text: str) -> str | None:
        """Give the current commune of a former code, if the text is one."""
        code = text.rpartition(":")[2].strip().upper()
        formerly = self._places(self._current, code)
        return formerly[-1].code if formerly and (Level.COMMUNE, code) not in self.names else None

    def only_recoded(self, code: str) -> bool:
        """Tell whether a former code is that of a whole commune, whose code alone changed."""
        return code in self._recoded

    def former_codes(self, code: str) -> list[str]:
        """Give the codes of the former communes of a commune."""
        return self._told(Territory(Level.COMMUNE, code), "former_codes").split()

    def name_of(self, territory: Territory) -> str:
        """French name of a territory."""
        return self.names[territory.level, territory.code]

    def communes_of(self, territory: Territory) -> list[str]:
        """Communes of a territory."""
        return communes_of(self.memberships, territory)

    def knows(self, asked: Designation) -> bool:
        """Tell whether a designation means something: it is like a code, or a name that exists."""
        told = normalise(asked.text)
        return is_code_like(asked.text) or told in self._called or told in self._formerly

    def postcode_of(self, code: str) -> list[str]:
        """Name the communes whose postcode a text is."""
        return [f"{self.name_of(one)} ({one.code})" for one in self._places(self._posted, code)]

    def contradiction(self, territory: Territory, asked: Designation) -> str:
        """Say that a code is not that of the name or the département beside it, or nothing."""
        departement = self.departement(asked.departement)
        if departement and asked.text == territory.code and not self._is_in(territory, departement):
            return (
                f"« {asked.text} » désigne {self.name_of(territory)}, "
                f"{self._elsewhere(territory, departement)}"
            )
        if not (asked.name or asked.others) or asked.name == self.name_of(territory):
            return ""
        for given in (asked.name, *asked.others):
            told = normalise(given[:_COMPARED])
            if not told or is_code_like(given):
                continue
            names = self._names_of(territory)
            if told in names:
                continue
            called = self._places(self._called, told)
            if given in asked.others:
                is_commune = any(one.level is Level.COMMUNE for one in called)
                wrong = is_commune and told not in self._parents_of(territory)
            else:
                wrong = bool(called) or not _alike(told, names)
            if wrong:
                return (
                    f"« {asked.text} » désigne {self.name_of(territory)}, pas « {clipped(given)} »"
                    f"{self._hint(asked, told)}"
                )
        return ""

    def departement(self, text: str) -> str:
        """Give the code of a département from its code or its name; "" if it is none."""
        return self._departement(text) if text else ""

    def _departement_called(self, text: str) -> str:
        code = self.full(text.strip(), Level.DEPARTEMENT).upper()
        if (Level.DEPARTEMENT, code) in self.names:
            return code
        called = self._places(self._called, normalise(text))
        return next((one.code for one in called if one.level is Level.DEPARTEMENT), "")

    def nearest(self, text: str) -> str:
        """Suggest a territory for a designation that nothing matches, or nothing."""
        code = text.rpartition(":")[2].strip().upper()
        if any(character.isdigit() for character in code):
            level = Level.EPCI if len(code) > _LONGEST_COMMUNE else Level.COMMUNE
            return self._nearest_code(level, code)
        rows = self.index.find(text, limit=1, levels=(Level.COMMUNE, Level.EPCI))
        found = list(zip(rows["code"], rows["name"], strict=True))
        if not found or not names_alike(text, found[0][1]):
            return ""
        return f" ; le plus proche : {found[0][0]} ({found[0][1]})"

    def _nearest_code(self, level: Level, code: str) -> str:
        try:
            resolve(self.territories, f"{level}:{code}")
        except UnknownNameError as error:
            named = (error.nearest or "").partition(":")[2]  # the code and the name
            return f" ; le plus proche : {named}" if named else ""
        return ""

    def _known(self, level: Level, code: str, text: str) -> Territory:
        if level is Level.FRANCE:
            raise UnknownDesignationError("la France entière n’est pas un périmètre")
        if level is Level.COMMUNE:
            code = self.renamed(code) or code
        if (level, code) not in self.names:
            feminine = level in (Level.COMMUNE, Level.REGION)
            raise UnknownDesignationError(f"{level.label} inconnu{'e' if feminine else ''}", text)
        return Territory(level, code)

    def _by_code(self, level: Level, code: str, asked: Designation) -> Territory:
        """Take a code; one of two levels is decided by its column, or by the name beside it."""
        short = asked.level is None and level in SHORT
        levels = [one for one in SHORT if (one, code) in self.names] if short else []
        if levels:
            if len(levels) > 1:
                levels = self._named_like(levels, code, asked.name)
            return Territory(levels[0], code)
        if level is Level.COMMUNE and (level, code) in self.names:
            return Territory(level, code)
        current = self.renamed(code) or code
        unknown = (Level.COMMUNE, current) not in self.names
        if level is Level.COMMUNE and unknown and code in self._posted:
            return self._by_postcode(asked)
        return self._known(level, code, asked.text)

    def _named_like(self, levels: list[Level], code: str, name: str) -> list[Level]:
        told = normalise(name)
        named = [one for one in levels if told in self._names_of(Territory(one, code))]
        if len(named) == 1:
            return named
        offered = " ou ".join(f"{one}:{code} ({self.names[one, code]})" for one in levels)
        raise UnknownDesignationError(f"code de plusieurs niveaux ; écrivez {offered}")

    def _by_postcode(self, asked: Designation) -> Territory:
        """Take the one commune of a postcode, or the one that the name beside it tells."""
        found = self._places(self._posted, asked.text)
        told = normalise(asked.name)
        if told:
            names_of = {one: self._names_of(one) for one in found}
            named = [one for one, names in names_of.items() if told in names]
            found = named or [one for one, names in names_of.items() if _alike(told, names)]
        if not found:
            said = f" avec le nom « {clipped(asked.name)} »" if told else ""
            raise UnknownDesignationError(f"code postal inconnu{said}")
        if len(found) > 1:
            places_said = described(self.postcode_of(asked.text))
            raise UnknownDesignationError(
                f"code postal de plusieurs communes : {places_said} ; donnez le code Insee"
            )
        return found[0]

    def _by_name(self, asked: Designation) -> Territory:
        placed = _NAME_AND_PLACE.fullmatch(asked.text)
        told = normalise(placed["name"] if placed else asked.text)
        found = self._places(self._called, told) or self._places(self._formerly, told)
        if asked.level is not None:
            found = [one for one in found if one.level is asked.level]
        departement = placed["place"].upper() if placed else self.departement(asked.departement)
        inside = [one for one in found if not departement or self._is_in(one, departement)]
        if placed or len(found) > 1:
            found = inside
        elif found and not inside and told in self._called:  # a former commune may have moved
            raise UnknownDesignationError(self._elsewhere(found[0], departement))
        if asked.postcode and len(found) > 1:
            posted = self._places(self._posted, asked.postcode)
            found = [one for one in found if one in posted]
        first = min((MAPPED_LEVELS.index(one.level) for one in found), default=0)
        found = [one for one in found if MAPPED_LEVELS.index(one.level) == first]
        if not found:
            raise UnknownDesignationError("nom ou code inconnu", asked.text)
        if len(found) > 1:
            places = [f"{one.code} ({self._place(one)})" for one in found]
            raise UnknownDesignationError(
                f"plusieurs territoires de ce nom : {described(places)} ; donnez le code"
            )
        return found[0]

    def _places(self, known: Lookup, text: str) -> list[Territory]:
        """Give the territories that a text stands for."""
        return [self.names.place(row) for row in known.of(text)]

    def _names_of(self, territory: Territory) -> set[str]:
        """Names of a territory as they are compared: official, former."""
        names = {normalise(self.name_of(territory))}
        if territory.level is Level.COMMUNE:
            aliases = self._told(territory, "aliases")
            names |= {normalise(one) for one in aliases.split("|")} if aliases else set()
        return names

    def _parents_of(self, territory: Territory) -> set[str]:
        if territory.level is not Level.COMMUNE:
            return set()
        keys = [(level, self._told(territory, level.value)) for level in _PARENTS]
        return {normalise(self.names[key]) for key in keys if key in self.names}

    def _hint(self, asked: Designation, told: str) -> str:
        """Say that a code is the postcode of the commune named beside it."""
        for one in self._places(self._posted, asked.text):
            if told in self._names_of(one):
                return (
                    f", dont c’est le code postal (code Insee : {one.code}) ; nommez la colonne "
                    "« code postal » si elle en contient"
                )
        return ""

    def _elsewhere(self, territory: Territory, departement: str) -> str:
        named = [
            f"{self.names[Level.DEPARTEMENT, code]} ({code})"
            for code in (self._place(territory), departement)
        ]
        return f"dans le département {named[0]}, pas {named[1]}"

    def _is_in(self, territory: Territory, departement: str) -> bool:
        return departement in self._departements_of(territory)

    def _place(self, territory: Territory) -> str:
        return self._departements_of(territory)[0]

    def _told(self, territory: Territory, column: str) -> str:
        """Read a cell of the row of a territory; "" where it is empty."""
        return self._columns[column][self.names.row(territory.level, territory.code)].as_py() or ""

    def _departements_of(self, territory: Territory) -> list[str]:
        """Give the départements of the communes of a territory, each once, in their order."""
        if territory.level is Level.COMMUNE:
            return [self._told(territory, "departement")]
        if territory not in self._departements:
            departements = self.communes.loc[self.communes_of(territory), "departement"]
            self._departements[territory] = [str(code) for code in departements.unique()]
        return self._departements[territory]


def _alike(told: str, names: Iterable[str]) -> bool:
    """Tell whether a name is another writing of one of some names."""
    words = {word for word in told.split() if len(word) > _LONG_WORD} - _COMMON
    return any(words & set(name.split()) or _alike_letters(told, name) for name in names)


def _alike_letters(told: str, name: str) -> bool:
    """Compare two names; what bounds their likeness, and takes less time, is looked at first."""
    compared = SequenceMatcher(None, told, name, autojunk=False)
    return (
        compared.real_quick_ratio() >= _ALIKE
        and compared.quick_ratio() >= _ALIKE
        and compared.ratio() >= _ALIKE
    )


def _exploded(column: pd.Series, separator: str | None) -> tuple[list[str], list[int]]:
    """Give each text of a column of several, and the row of each."""
    texts = column.dropna().str.split(separator).explode()
    return list(texts), list(texts.index)
