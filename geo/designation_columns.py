"""Which column of a table designates territories, which one names them, and which only describe.

The finest level designates: a table of communes with the code of their EPCI is a list of communes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from common.errors import InvalidDataError
from common.french import fold
from common.levels import LEVEL_RANKS, Level


class Role(Enum):
    """What a column holds."""

    CODE = auto()
    NAME = auto()
    POSTCODE = auto()


@dataclass(frozen=True)
class Designation:
    """One territory as a file or a reader designates it.

    Attributes
    ----------
    text : a code or a name, as written.
    where : « ligne 3 », « objet 2 », or "" where the text says enough.
    name : the name beside a code, "" if none.
    level : level of the code or name, where its column tells.
    postcode : the postcode, where it designates or is beside a name.
    departement : code or name of the département beside, which tells homonyms apart.
    others : cells beside a code whose column has no name.
    """

    text: str
    where: str = ""
    name: str = ""
    level: Level | None = None
    postcode: str = ""
    departement: str = ""
    others: tuple[str, ...] = ()


_LEVEL_WORDS = {
    Level.COMMUNE: ("commune", "com", "comm", "communes", "ville", "insee", "municipalite"),
    Level.EPCI: ("epci", "siren epci", "intercommunalite", "interco", "groupement", "comcom"),
    Level.CRTE: ("crte",),
    Level.DEPARTEMENT: ("departement", "dep", "dept"),
    Level.REGION: ("region", "reg"),
}
_CODE_WORDS = ("code", "cod", "cd", "id", "num", "numero", "siren", "insee", "ref")
_NAME_WORDS = ("nom", "lib", "libelle", "nomdela", "nomdel", "nomdu", "name", "intitule")
_POSTCODES = ("codepostal", "cp", "codepost", "codepostaux", "codespostaux", "postcode", "zip")
#: Headers that tell a code or a name and no level: the cells tell it.
_ANY_CODE = ("code", "codgeo", "codegeo", "cog", "codecog", "codeterritoire", "siren",
             "codesiren", "codes")  # fmt: skip
_ANY_NAME = ("nom", "noms", "libelle", "libgeo", "name", "territoire", "territoires", "intitule")
#: Headers of communes whose word is not one of the above.
_COMMUNE_CODES = ("depcom", "citycode", "codeofficielcommune", "inseecommune", "codeinsee",
                  "codecommuneinsee", "codedepcom", "municipalitycode")  # fmt: skip
#: Words that a header may have besides and that change nothing, as a year does.
_ASIDE = ("de", "du", "des", "d", "la", "le", "les", "l", "n", "no", "officiel", "officielle",
          "courant", "current", "geographique", "c", "dc")  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d|(?<=[a-z])\d\d$")

#: Forms of a code, written with care or by a spreadsheet that took its zero off.
_FORMS = {
    Level.COMMUNE: re.compile(r"(?:\d{4,5}|2[AB]\d{3})(?:\.0)?", re.I),
    Level.EPCI: re.compile(r"\d{9}(?:\.0)?"),
    Level.CRTE: re.compile(r"crte-[\dAB-]+", re.I),
}
_SHORT = re.compile(r"\d{1,3}(?:\.0)?|2[AB]", re.I)
_WRITTEN = re.compile(r"[a-z]+:\S+", re.I)
#: What every form of a code has.
_MARK = re.compile(r"[\d:-]")


def _heads() -> dict[str, tuple[Role, Level | None]]:
    """Every header known, without spaces, and what its column holds."""
    heads: dict[str, tuple[Role, Level | None]] = {}
    for level, words in _LEVEL_WORDS.items():
        for word in (word.replace(" ", "") for word in words):
            heads[word] = (Role.CODE, level)  # its cells may be names: they are looked at
            for first in _CODE_WORDS:
                heads |= dict.fromkeys((first + word, word + first), (Role.CODE, level))
            for first in _NAME_WORDS:
                heads |= dict.fromkeys((first + word, word + first), (Role.NAME, level))
    heads |= dict.fromkeys(_COMMUNE_CODES, (Role.CODE, Level.COMMUNE))
    heads |= dict.fromkeys(_ANY_CODE, (Role.CODE, None))
    heads |= dict.fromkeys(_ANY_NAME, (Role.NAME, None))
    return heads | dict.fromkeys(_POSTCODES, (Role.POSTCODE, Level.COMMUNE))


_HEADS = _heads()


def _head(header: str) -> tuple[Role, Level | None] | None:
    """Tell what a column holds by its header: as it is, without the words aside, without « insee ».

    « Code INSEE de la région 2024 » is « code région »; None where the header tells nothing.
    """
    words = fold(header).replace("arrondissement municipal", "").split()
    bare = [left for word in words if word not in _ASIDE and (left := _YEAR.sub("", word))]
    plain = [word for word in bare if word != "insee"]
    keys = ("".join(some) for some in (words, bare, plain))
    return next((_HEADS[key] for key in keys if key in _HEADS), None)


def is_known(header: str) -> bool:
    """Tell whether a header says what its column holds.

    >>> is_known("code_INSEE"), is_known("codeEpci"), is_known("Ambérieu")
    (True, True, False)
    """
    return _head(header) is not None


def is_code_like(cell: str) -> bool:
    """Tell whether a cell has the form of some code.

    >>> is_code_like("01004"), is_code_like("epci:240100883"), is_code_like("Lyon")
    (True, True, False)
    """
    cell = cell.strip()
    forms = (*_FORMS.values(), _SHORT, _WRITTEN) if _MARK.search(cell) else ()
    return any(form.fullmatch(cell) for form in forms)


@dataclass(frozen=True)
class _Column:
    header: str
    role: Role
    level: Level | None

    @property
    def rank(self) -> tuple[float, int]:
        """The finest first; of one level, a code before a name before a postcode."""
        coarse = len(LEVEL_RANKS)
        level = coarse if self.level is None else LEVEL_RANKS[self.level.value]
        return (level, self.role.value)


def designations_of(
    rows: Sequence[tuple[str, Mapping[str, str]]], source: str
) -> tuple[list[Designation], tuple[str, ...]]:
    """Read the rows of a table.

    Parameters
    ----------
    rows : where each row is, and its cells by header.
    source : name of the file, for messages.

    Returns
    -------
    tuple
        A designation for each row, and the headers used: what designates, then the name beside.

    Raises
    ------
    InvalidDataError
        If no column designates; with each row whose cell is blank, by its name if it has one.
    """
    columns = designating_columns([cells for _, cells in rows])
    if columns is None:
        return [], ()
    faults, found = [], []
    for where, cells in rows:
        one = columns.designation(cells, where)
        if columns.unplaced:
            one = replace(one, name=cells.get(columns.unplaced, ""))
        others = {cells.get(header, "") for header in columns.twins}
        if len(others) > 1:
            named = " et ".join(f"« {header} »" for header in columns.twins)
            faults.append(f"{where} : les colonnes {named} se contredisent ; gardez-en une")
        elif not one.text:
            told = one.name or next((cell for cell in cells.values() if cell), "")
            faults.append(
                f"{where} : colonne « {columns.chosen} » vide ({told[:60] or 'rien d’autre'}) ; "
                "complétez ou retirez"
            )
        found.append(one)
    if faults:
        raise InvalidDataError(source, faults)
    return found, (columns.chosen, *([columns.beside] if columns.beside else []))


@dataclass(frozen=True)
class DesignatingColumns:
    """The columns of a table that say which territory each row is of.

    Attributes
    ----------
    chosen : the one that designates, and its level where it tells one.
    beside : the one that names what ``chosen`` designates, "" if none.
    postcode, departement : those beside, "" if none.
    unplaced : where ``chosen`` names larger territories, a column of names of no known level.
    twins : ``chosen`` and those that hold the same, which must not contradict it.
    """

    chosen: str
    level: Level | None
    beside: str
    postcode: str
    departement: str
    unplaced: str
    twins: tuple[str, ...]

    def designation(self, cells: Mapping[str, str], where: str = "") -> Designation:
        """Read a row: its cells by header."""
        return Designation(
            text=cells.get(self.chosen, ""),
            where=where,
            name=cells.get(self.beside, ""),
            level=self.level,
            postcode=cells.get(self.postcode, ""),
            departement=cells.get(self.departement, ""),
        )


def designating_columns(rows: Sequence[Mapping[str, str]]) -> DesignatingColumns | None:
    """Find the columns that designate; None if no header says so.

    Parameters
    ----------
    rows : the cells of each row, by header.

    Examples
    --------
    >>> found = designating_columns([{"code_insee": "01004", "nom": "Ambérieu", "taux": "3"}])
    >>> found.chosen, found.beside
    ('code_insee', 'nom')
    """
    headers = dict.fromkeys(header for cells in rows for header in cells)
    headers = dict.fromkeys(header for header in headers if is_known(header))
    columns = [
        column
        for header in headers
        if (column := _column(header, [cells.get(header, "") for cells in rows])) is not None
    ]
    if not columns:
        return None
    chosen = min(columns, key=lambda column: column.rank)
    beside = _beside(columns, chosen)
    postcode = _first(columns, Role.POSTCODE, None)
    departement = _first(columns, Role.CODE, Level.DEPARTEMENT) or _first(
        columns, Role.NAME, Level.DEPARTEMENT
    )
    larger = chosen.role is Role.NAME and chosen.level not in (None, Level.COMMUNE)
    unplaced = next((one for one in columns if (one.role, one.level) == (Role.NAME, None)), None)
    return DesignatingColumns(
        chosen=chosen.header,
        level=chosen.level,
        beside=beside.header if beside else "",
        postcode=postcode.header if postcode else "",
        departement=departement.header if departement else "",
        unplaced=unplaced.header if unplaced and larger else "",
        twins=tuple(column.header for column in columns if column.rank == chosen.rank),
    )


def _column(header: str, cells: Sequence[str]) -> _Column | None:
    """Say what a column holds, by its header, then by its cells; None for anything else."""
    known = _head(header)
    given = [cell for cell in cells if cell]
    if known is None or not given:
        return None
    role, level = known
    if role is Role.CODE and level in (None, Level.COMMUNE, Level.EPCI):
        counts = {one: _share(given, form) for one, form in _FORMS.items()}
        likely = max(counts, key=lambda one: counts[one])
        if level is None:
            own_siren = likely is Level.EPCI and all(cell.startswith("21") for cell in given)
            if own_siren and "siren" in fold(header):
                return None  # the SIREN of a commune, which nothing else uses
            return _Column(header, role, likely if counts[likely] > _HALF else None)
        if counts[level] <= _HALF and not _share(given, _SHORT) > _HALF:
            role = Role.NAME if counts[likely] <= _HALF else role
    elif role is Role.CODE and not any(is_code_like(cell) for cell in given):
        role = Role.NAME
    return _Column(header, role, level)


_HALF = 0.5


def _share(cells: Sequence[str], form: re.Pattern[str]) -> float:
    return sum(form.fullmatch(cell) is not None for cell in cells) / len(cells)


def _beside(columns: Sequence[_Column], chosen: _Column) -> _Column | None:
    """Find the column that names what another one designates."""
    if chosen.role is Role.NAME:
        return None
    own = _first(columns, Role.NAME, chosen.level) if chosen.level is not None else None
    return own or next(
        (one for one in columns if one.role is Role.NAME and one.level is None), None
    )


def _first(columns: Sequence[_Column], role: Role, level: Level | None) -> _Column | None:
    wanted = (one for one in columns if one.role is role)
    return next((one for one in wanted if level is None or one.level is level), None)
