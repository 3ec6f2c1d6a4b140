"""Which territory of today each row of a table is of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from common.errors import clipped
from common.french import described, fold, number
from common.levels import FRANCE_CODE, LEVELS, Level, Territory
from common.limits import OWN_ROWS, SEARCH_LENGTH, raised
from geo.designation_columns import (
    DesignatingColumns,
    Designation,
    designating_columns,
    is_known,
)
from geo.designations import FORMER, repair_of
from geo.gazetteer import Gazetteer, UnknownDesignationError
from own_data.checks.gathering import Gathering

#: Header of a column that gives the level of each row, folded.
LEVEL_HEADERS = ("niveau", "level", "maille", "echelle geographique", "niveau geographique")
_COUNTRY = ("france", "fr", "france entiere", "ensemble de la france", "france:fr")
#: Wrong designations that come with the nearest known territory: looking for it takes time; those
#: after which the reading stops.
_SUGGESTED, _WRONG = 50, 5_000
_LEVEL_WORDS = {
    **{fold(level.label): level for level in LEVELS},
    **{fold(level.plural): level for level in LEVELS},
    **{level.value: level for level in LEVELS},
    "departements": Level.DEPARTEMENT,
    "pays": Level.FRANCE,
    "national": Level.FRANCE,
}


@dataclass(frozen=True, eq=False)
class Placed:
    """The territory of each row.

    Attributes
    ----------
    column : header of the column that designates.
    table : level and code of today, by line; ``old``, the code of the file where it is a former
        commune's, null otherwise. Rows that nothing designates are not there.
    """

    column: str
    table: pd.DataFrame


def place_rows(
    gathering: Gathering,
    gazetteer: Gazetteer,
    *,
    without: tuple[str, ...] = (),
    country: bool = True,
    excused: Collection[int] = (),
    several: bool = False,
) -> Placed:
    """Find the territory of each row, and say what is wrong or was repaired.

    Codes first, then names; a name without code is taken only if a single territory has it. A lost
    zero is given back, a former commune stands for the one that holds it, a postcode is taken where
    it is that of one commune: each with a notice.

    Parameters
    ----------
    gathering : receives faults, repairs and notices.
    gazetteer : what exists.
    without : headers of columns that say something else.
    country : whether a row may be of the whole country.
    excused : lines that may name no territory.
    several : whether a cell may name several territories, parted by ``|`` or ``;``; the line then
        has several rows.
    """
    frame = gathering.sheet.frame
    titles = [title for title in frame.columns if title not in without]
    levels = next((title for title in titles if fold(title) in LEVEL_HEADERS), "")
    lines = [int(line) for line in frame.index]
    known = [title for title in titles if title != levels and is_known(title)]
    rows = cells_by_header(frame, known)
    columns = designating_columns(rows)
    if columns is None:
        if len(set(excused)) < len(frame):
            gathering.refuse(
                gathering.sheet.header,
                "",
                f"les colonnes {described([clipped(str(one), 40) for one in frame.columns])}",
                "une colonne de codes (code_insee, siren, code_departement…) ou de noms de "
                "territoires (commune, epci, departement, region)",
                "Nommez ainsi la colonne qui désigne les territoires.",
            )
        return Placed("", pd.DataFrame(columns=["level", "code", "old"], dtype="str"))
    said = frame[levels].fillna("").tolist() if levels else [""] * len(frame)
    reading = _Reading(gathering, gazetteer, columns, levels, country=country, excused=excused)
    found: list[tuple[int, str, str, str | None]] = []
    most = raised(OWN_ROWS)
    for line, cells, level in zip(lines, rows, said, strict=True):
        for one in _split(cells, columns.chosen) if several else [cells]:
            if (territory := reading.row(line, one, level)) is not None:
                found.append((line, *territory))
        if len(found) > most:
            gathering.refuse(
                line, columns.chosen, "trop de territoires",
                f"{number(most)} au plus dans le fichier", "Séparez le fichier.",
            )  # fmt: skip
            break
        if reading.wrong > _WRONG:
            gathering.refuse(
                gathering.sheet.header, columns.chosen,
                f"plus de {number(_WRONG)} territoires inconnus, ou qui ne sont pas ceux que dit "
                "le reste de leur ligne : la lecture s’arrête là",
                "des codes ou des noms de territoires",
                "Vérifiez que cette colonne est bien celle qui désigne les territoires.",
            )  # fmt: skip
            break
    reading.tell()
    names = ["line", "level", "code", "old"]
    table = pd.DataFrame(found, columns=names).set_index("line").astype("str")
    return Placed(columns.chosen, table)


def cells_by_header(frame: pd.DataFrame, titles: Sequence[str]) -> list[Mapping[str, str]]:
    """Give the cells of each row, by header, "" where they are empty."""
    if not titles:
        return [{}] * len(frame)
    columns = [frame[title].fillna("").tolist() for title in titles]
    return [dict(zip(titles, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _split(cells: Mapping[str, str], column: str) -> list[Mapping[str, str]]:
    """Give a row for each territory that its cell names."""
    if not {"|", ";"} & set(cells[column]):
        return [cells]
    parts = [part.strip() for part in cells[column].replace(";", "|").split("|")]
    named = list(dict.fromkeys(part for part in parts if part))
    return [{column: part} for part in named] if len(named) > 1 else [cells]


class _Reading:
    """Rows being read; each designation is looked for once."""

    def __init__(
        self,
        gathering: Gathering,
        gazetteer: Gazetteer,
        columns: DesignatingColumns,
        levels: str,
        *,
        country: bool,
        excused: Collection[int],
    ) -> None:
        self._gathering, self._gazetteer, self._columns = gathering, gazetteer, columns
        self._levels, self._country, self._excused = levels, country, frozenset(excused)
        self._known: dict[Designation, tuple[Territory | None, str, str]] = {}
        self._repairs: dict[str, dict[str, str]] = {}
        self.wrong = 0

    def row(
        self, line: int, cells: Mapping[str, str], level: str
    ) -> tuple[str, str, str | None] | None:
        """Give level, code and former code of a row, None where it is at fault or empty."""
        asked = self._columns.designation(cells)
        if level:
            known = _LEVEL_WORDS.get(fold(level))
            if known is None:
                expected = ", ".join(one.label for one in LEVELS)
                self._refuse(line, self._levels, level, expected, "Écrivez l’un de ces niveaux.")
                return None
            if known is Level.FRANCE and self._country:
                return Level.FRANCE.value, FRANCE_CODE, None
            asked = replace(asked, level=known)
        twins = self._columns.twins
        others = {cells.get(twin, "") for twin in twins} if len(twins) > 1 else ()
        if len(others) > 1:
            named = " et ".join(f"« {twin} »" for twin in self._columns.twins)
            self._refuse(
                line, "", described(sorted(others)), f"la même chose dans {named}",
                "Gardez une seule de ces colonnes.",
            )  # fmt: skip
            return None
        if not asked.text:
            if line not in self._excused:
                self._refuse(
                    line, self._columns.chosen, "", "un code ou un nom de territoire",
                    "Complétez la cellule, ou retirez la ligne.",
                )  # fmt: skip
            return None
        if asked not in self._known:
            self._known[asked] = self._find(asked)
        territory, fault, kind = self._known[asked]
        if territory is None:
            self._refuse(line, self._columns.chosen, asked.text, "un territoire", fault)
            return None
        if kind:
            self._gathering.repaired.add(line)
            told = f"{asked.text} devient {territory.code} ({self._gazetteer.name_of(territory)})"
            self._repairs.setdefault(kind, {})[asked.text] = told
        return territory.level.value, territory.code, asked.text if kind == FORMER else None

    def tell(self) -> None:
        """Say what was repaired."""
        columns = [f"« {one} »" for one in (self._columns.chosen, self._columns.beside) if one]
        beside = f" ; noms comparés : {columns[1]}" if len(columns) > 1 else ""
        self._gathering.notice([f"Territoires lus dans {columns[0]}{beside}."])
        self._gathering.notice(
            f"{kind} : {described(list(told.values()))}." for kind, told in self._repairs.items()
        )

    def _find(self, asked: Designation) -> tuple[Territory | None, str, str]:
        """Give the territory, else what to do; and the kind of repair."""
        if self._country and fold(asked.text) in _COUNTRY:
            return Territory(Level.FRANCE, FRANCE_CODE), "", ""
        if len(asked.text) > SEARCH_LENGTH:
            return None, f"{SEARCH_LENGTH} signes au plus.", ""
        text = self._gazetteer.full(asked.text, asked.level)
        postcode = self._gazetteer.full(asked.postcode)
        full = asked
        if (text, postcode) != (asked.text, asked.postcode):
            full = replace(asked, text=text, postcode=postcode)
        try:
            territory = self._gazetteer.find(full)
        except UnknownDesignationError as error:
            self.wrong += 1
            hint = ""
            if error.text and self.wrong <= _SUGGESTED:
                hint = self._gazetteer.nearest(error.text)
            hint = hint or (" : vérifiez-le" if error.text else "")
            return None, _sentence(f"{error}{hint}"), ""
        if against := self._gazetteer.contradiction(territory, full):
            self.wrong += 1
            return None, _sentence(against), ""
        if asked.text == territory.code:
            return territory, "", ""
        return territory, "", repair_of(self._gazetteer, asked.text, full.text, territory)

    def _refuse(self, line: int, column: str, found: str, expected: str, mend: str) -> None:
        said = f"« {clipped(found, 60)} »" if found else "une cellule vide"
        self._gathering.refuse(line, column, said, expected, mend)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
