"""From the codes and names of the source files to ``level:code`` of today."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import pandas as pd

from common.errors import MissingDataError
from common.french import fold
from common.levels import Level, Territory
from indicators.partnerships import SEPARATOR
from pipeline.passage import read_passage
from pipeline.sources import source_file

_ORDER = {level: rank for rank, level in enumerate(Level)}


class SourcePlaces:
    """Every way in which the source files name a place.

    Parameters
    ----------
    sources : folder of the official files.
    data : folder of the tables already built (territories and memberships).

    Raises
    ------
    MissingDataError
        If a file is absent.
    """

    def __init__(self, sources: Path, data: Path) -> None:
        self.territories = _table(data, "territories")
        members = _table(data, "memberships")
        epci = members[members["level"] == Level.EPCI]
        self._members = {
            str(code): frozenset(rows) for code, rows in epci.groupby("code")["commune"]
        }
        self._epci_of = epci.set_index("commune")["code"].to_dict()
        self._places = self._by_code(sources)

    def _by_code(self, sources: Path) -> dict[str, tuple[Territory, ...]]:
        """Index communes by INSEE code (old or new) and SIREN, EPCI by SIREN, EPT by SIREN.

        The EPT of Grand Paris are not a level: each one stands for its communes.
        """
        passage = read_passage(sources)
        communes = json.loads(source_file(sources, "codes/communes.json").read_text("utf-8"))
        ept = json.loads(source_file(sources, "codes/ept.json").read_text("utf-8"))
        current = passage.current
        index: dict[str, tuple[Territory, ...]] = {
            str(old): (Territory(Level.COMMUNE, str(new)),) for old, new in passage.table.items()
        }
        index |= {
            commune["siren"]: (Territory(Level.COMMUNE, commune["code"]),)
            for commune in communes
            if "siren" in commune and commune["code"] in current
        }
        index |= {code: (Territory(Level.EPCI, code),) for code in self._members}
        index |= {
            group["code"]: tuple(
                Territory(Level.COMMUNE, member["code"]) for member in group["membres"]
            )
            for group in ept
        }
        return index

    @cached_property
    def _names(self) -> dict[Level, dict[str, Territory]]:
        """Index by level and folded name the territories whose name is theirs alone."""
        names: dict[Level, dict[str, Territory]] = {}
        for level in (Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT):
            rows = self.territories[self.territories["level"] == level]
            folded = rows["name"].map(fold)
            alone = ~folded.duplicated(keep=False)
            names[level] = {
                name: Territory(level, code)
                for name, code in zip(folded[alone], rows.loc[alone, "code"], strict=True)
            }
        return names

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """Folded names that several communes bear."""
        folded = self.territories.loc[self.territories["level"] == Level.COMMUNE, "name"].map(fold)
        return frozenset(folded[folded.duplicated()])

    def territory(self, level: Level, code: str) -> Territory | None:
        """Give a territory by its level and current code; None if it does not exist."""
        return Territory(level, code) if (level.value, code) in self._known else None

    @cached_property
    def _known(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip(self.territories["level"], self.territories["code"], strict=True))

    def place(self, code: str) -> tuple[Territory, ...]:
        """Give the territories of a code: INSEE code of a commune or SIREN; none if unknown."""
        return self._places.get(code, ())

    def named(self, level: Level, name: str) -> tuple[Territory, ...]:
        """Give the only territory of a level that bears a name exactly; none otherwise.

        Case, accents and punctuation do not count.
        """
        found = self._names[level].get(fold(name))
        return () if found is None else (found,)

    def name_at(self, code: str) -> str:
        """Give the name of the commune that a code designates; « lieu inconnu » if none does."""
        communes = [place.code for place in self.place(code) if place.level is Level.COMMUNE]
        return self._commune_names[communes[0]] if communes else "lieu inconnu"

    @cached_property
    def _commune_names(self) -> dict[str, str]:
        rows = self.territories[self.territories["level"] == Level.COMMUNE]
        return dict(zip(rows["code"], rows["name"], strict=True))

    def joined(self, codes: Iterable[str]) -> str | None:
        """Write the places of several codes, sorted; None if none is known.

        When all the communes of an EPCI are there, the EPCI stands for them.
        """
        found = {territory for code in codes for territory in self.place(code)}
        communes = {territory.code for territory in found if territory.level is Level.COMMUNE}
        for epci in {self._epci_of[code] for code in communes if code in self._epci_of}:
            if self._members[epci] <= communes:
                found -= {Territory(Level.COMMUNE, code) for code in self._members[epci]}
                found.add(Territory(Level.EPCI, epci))
        return write_places(found)


def write_places(territories: Iterable[Territory]) -> str | None:
    """Write territories as a record does, finest level first; None if there is none.

    >>> write_places([Territory(Level.EPCI, "200069193"), Territory(Level.COMMUNE, "01004")])
    'commune:01004|epci:200069193'
    """
    ordered = sorted(territories, key=lambda place: (_ORDER[place.level], place.code))
    return SEPARATOR.join(str(place) for place in ordered) or None


def _table(data: Path, name: str) -> pd.DataFrame:
    path = data / "boundaries" / f"{name}.parquet"
    if not path.is_file():
        raise MissingDataError(f"Table absente : {path.name}. Construisez d’abord les territoires.")
    return pd.read_parquet(path)
