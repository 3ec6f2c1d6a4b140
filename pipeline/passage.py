"""Old commune codes to the current ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from pipeline.sources import source_file
from pipeline.territory_sources import read_parts

PASSAGE_FILE = "codes/table_passage_com_historique_cog2025.csv"
EVENTS_FILE = "codes/insee_mvtcommunes_1943_2025.csv"

#: The three communes cut into arrondissements municipaux: code -> codes of its arrondissements.
ARRONDISSEMENTS = {
    "13055": [f"132{number:02d}" for number in range(1, 17)],
    "69123": [f"6938{number}" for number in range(1, 10)],
    "75056": [f"751{number:02d}" for number in range(1, 21)],
}
#: City of each arrondissement municipal.
CITY_OF = {part: city for city, parts in ARRONDISSEMENTS.items() for part in parts}
_RE_ESTABLISHED = "21"
#: Change of code with the département, or with the chef-lieu.
_RECODED = ("41", "50")


class Change(StrEnum):
    """How a value came from the code of the source to the current code."""

    MERGED = "merged"
    """The old commune was merged into the current one."""
    RENAMED = "renamed"
    """The same commune under another code."""
    ARRONDISSEMENT = "arrondissement"
    """Part of Paris, Lyon or Marseille."""
    SPLIT = "split"
    """The current commune was re-established out of the old one: shared out, estimated."""
    ABSENT = "absent"
    """Part of a merged commune that the source does not have: the commune is left missing."""
    UNKNOWN = "unknown"
    """No current territory: the row is left out."""


@dataclass(frozen=True)
class Passage:
    """From old codes to current ones.

    Attributes
    ----------
    table : current code by old code (index), current codes included; an old commune that stands
        today in one made again out of a larger one is of the one made again.
    events : commune events, one row per (before, after): date (ISO text), mod (type of event),
        before, after (codes of communes in their own right, null for another kind of place).
    """

    table: pd.Series[str]
    events: pd.DataFrame

    @cached_property
    def current(self) -> pd.Index[str]:
        """The current codes."""
        return pd.Index(sorted(set(self.table)))

    @cached_property
    def _merged_away(self) -> set[str]:
        """Codes that a merger has ended, at once or under a later code."""
        events = self.events.dropna(subset=["before"])
        merged = set(events.loc[events["mod"].str.startswith("3"), "before"])
        recoded = events[events["mod"].isin(_RECODED)]
        while len(new := set(recoded.loc[recoded["after"].isin(merged), "before"]) - merged):
            merged |= new
        return merged

    @cached_property
    def recoded(self) -> pd.Series[str]:
        """Current code (index: old code) of the communes that only changed their code.

        With their département or with their chef-lieu; one that was merged since is not there.
        """
        events = self.events[self.events["mod"].isin(_RECODED)].dropna(subset=["before", "after"])
        latest = events.sort_values("date", kind="stable").drop_duplicates("before", keep="last")
        code = latest.set_index("before")["after"]
        code = code[~code.index.isin(self.current)]
        for _ in range(len(code)):
            waiting = code.isin(code.index)
            if not waiting.any():
                break
            code = code.mask(waiting, code.map(code))
        return code[code.eq(self.table.reindex(code.index))].sort_index()

    def convert(self, codes: pd.Series[str]) -> pd.DataFrame:
        """Give the current code of each code, and how it changed.

        Returns
        -------
        DataFrame
            Index of ``codes``; columns code (null if unknown) and change (null if unchanged, a
            :class:`Change` otherwise).
        """
        code = codes.where(self.current.get_indexer(pd.Index(codes)) >= 0)
        change = pd.Series(None, index=codes.index, dtype="str")
        old = codes[code.isna()]
        code.loc[old.index] = old.map(self.table)
        kind = pd.Series(Change.RENAMED.value, index=old.index, dtype="str")
        kind = kind.mask(old.isin(self._merged_away), Change.MERGED.value)
        kind = kind.mask(old.isin(list(CITY_OF)), Change.ARRONDISSEMENT.value)
        change.loc[old.index] = kind.mask(code.loc[old.index].isna(), Change.UNKNOWN.value)
        return pd.DataFrame({"code": code, "change": change})

    def splits(self, geography: int) -> dict[str, list[str]]:
        """Communes cut in several since the 1st of January of a year.

        What was merged after that day, then made again, stood by itself on that day: it is no part
        of the commune of that day.

        Returns
        -------
        dict
            Code before -> current codes made of it (its own among them, if kept).
        """
        later = self.events[self.events["date"] > f"{geography}-01-01"]
        cuts = later[later["mod"] == _RE_ESTABLISHED].dropna(subset=["before", "after"])
        merged = later[later["mod"].str.startswith("3")].groupby("before")["date"].min().to_dict()
        made: dict[str, list[str]] = {}
        for before, rows in cuts.groupby("before"):
            pieces = {
                code
                for code, date in zip(rows["after"], rows["date"], strict=True)
                if code == before or merged.get(code, date) >= date
            }
            after = [code for code in sorted(pieces) if code in self.current]
            if len(after) > 1:
                made[str(before)] = after
        return made

    def parts(self, geography: int) -> dict[str, list[str]]:
        """Codes that the current merged communes had on the 1st of January of a year.

        Returns
        -------
        dict
            Current code -> the codes that it was made of then, when they are several. A commune
            cut in several since then is left to :meth:`splits`.
        """
        later = self.events[self.events["date"] > f"{geography}-01-01"]
        first_end = later.dropna(subset=["before"]).groupby("before")["date"].min()
        first_start = later.dropna(subset=["after"]).groupby("after")["date"].min()
        starts = first_start.reindex(first_end.index)
        living = first_end[starts.isna() | (first_end <= starts)].index
        living = living.difference(pd.Index(list(self.splits(geography))))
        current = self.table.reindex(living).dropna()
        return {
            str(code): sorted(old)
            for code, old in current.groupby(current).groups.items()
            if len(old) > 1
        }


@lru_cache(maxsize=2)
def read_passage(sources: Path) -> Passage:
    """Read the table of passage and the commune events of the INSEE.

    The table keeps one current commune an old code: that which took the code of the merger, after a
    commune was made again as well. The code officiel géographique says which one the old commune
    is a part of today.

    Raises
    ------
    MissingDataError
        If one of the files, or the list of communes, is absent.
    """
    listed = pd.read_csv(source_file(sources, PASSAGE_FILE), dtype="str")
    table = listed.set_index("DEPCOM_HIST")["DEPCOM"]
    raw = pd.read_csv(source_file(sources, EVENTS_FILE), dtype="str")
    events = pd.DataFrame(
        {
            "date": raw["DATE_EFF"],
            "mod": raw["MOD"],
            "before": raw["COM_AV"].where(raw["TYPECOM_AV"] == "COM"),
            "after": raw["COM_AP"].where(raw["TYPECOM_AP"] == "COM"),
        }
    )
    cut = events.loc[events["mod"] == _RE_ESTABLISHED, "before"]
    part_of = read_parts(sources).reindex(table.index)
    moved = table.isin(cut) & part_of.notna()
    return Passage(table.mask(moved, part_of), events)
