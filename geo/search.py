"""Find territories by name, code or postcode among the 37,000.

What is found comes in tiers: the whole name; its beginning; the beginning of one of its words;
every word asked begins one of its words, or of its département's; any part of it. Within a tier
an official name comes before an alias, then the most populated comes first. Only if nothing was
found at all is a name that is spelled almost so proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from common.french import fold
from common.levels import Level
from common.limits import SEARCH_LENGTH, SEARCH_WORDS
from geo.spelling import Spellings

_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
_ORDINAL = re.compile(r"(\d+)(?:er|re|ere|e|eme|nd|nde)$")
_WHOLE, _BEGINNING, _WORD, _WORDS, _PART, _NEVER = range(6)


def normalise(text: str) -> str:
    """Reduce a name to what is compared.

    >>> normalise("St-Étienne"), normalise("Paris 15ème")
    ('saint etienne', 'paris 15')
    """
    words = [_ABBREVIATIONS.get(word, word) for word in fold(text).split()]
    return " ".join(_ORDINAL.sub(r"\1", word) if word[0].isdigit() else word for word in words)


@dataclass(frozen=True)
class _Entries:
    """Texts under which territories are found.

    Attributes
    ----------
    row : position of the territory of each text.
    text : what is compared.
    alias : the text as written where it is not the official name or code, else empty.
    """

    row: NDArray[np.intp]
    text: pa.StringArray
    alias: NDArray[np.object_]

    @classmethod
    def of(cls, official: pd.Series, aliases: pd.Series, reduce: Callable[[str], str]) -> _Entries:
        """Gather official texts (all rows) and aliases (any rows); the index is the position."""
        aliases = aliases.dropna()
        written = pd.concat([official, aliases])
        alias = written.to_numpy(dtype=object, copy=True)
        alias[: len(official)] = ""
        text = pa.array([reduce(text) for text in written], pa.string())
        return cls(written.index.to_numpy(dtype=np.intp), text, alias)

    def hits(self, tiers: NDArray[np.int8], wanted: NDArray[np.bool_]) -> pd.DataFrame:
        """Give the entries that have a tier: row, alias, rank (official texts first in a tier)."""
        kept = np.flatnonzero((tiers < _NEVER) & wanted[self.row])
        alias = self.alias[kept]
        rank = 2.0 * tiers[kept] + (alias != "")
        return pd.DataFrame({"row": self.row[kept], "alias": alias, "rank": rank})


class SearchIndex:
    """What is needed to answer a search in a few milliseconds.

    Parameters
    ----------
    territories : as given by :func:`geo.territories.read_territories`.
    """

    def __init__(self, territories: pd.DataFrame) -> None:
        rows = territories.reset_index(drop=True)
        self._shown = rows[["level", "code", "name"]].assign(
            context=_contexts(rows), population=rows["population"]
        )
        self._population = rows["population"].fillna(-1).to_numpy(dtype=np.int64)
        self._names = _Entries.of(rows["name"], rows["aliases"].str.split("|").explode(), normalise)
        other_codes = rows["postcodes"].fillna("") + " " + rows["former_codes"].fillna("")
        self._codes = _Entries.of(rows["code"], other_codes.str.split().explode(), fold)
        context = np.array([normalise(text) for text in self._shown["context"]], dtype=object)
        self._spellings = Spellings(self._names.text)
        self._words = pc.binary_join_element_wise(
            "", self._names.text, pa.array(context[self._names.row], pa.string()), " "
        )

    def find(
        self, text: str, limit: int = 20, levels: Iterable[Level] | None = None
    ) -> pd.DataFrame:
        """Find territories.

        Parameters
        ----------
        text : a name or part of one, a code or its beginning, a postcode; accents, case and
            punctuation do not matter, ``St`` is ``Saint``. Its first ``SEARCH_LENGTH``
            characters and ``SEARCH_WORDS`` words are looked for.
        limit : number of territories given at most.
        levels : levels wanted, all when None.

        Returns
        -------
        DataFrame
            level, code, name, context (département, or région of a département; empty beyond),
            population (Int64), matched (the former commune, arrondissement, postcode or former
            code that was recognised; empty for the name or the code itself), best first.
        """
        wanted = np.ones(len(self._shown), dtype=bool)
        if levels is not None:
            wanted = self._shown["level"].isin([level.value for level in levels]).to_numpy()
        text = text[:SEARCH_LENGTH]
        query = normalise(text)
        query = " ".join(query.split()[:SEARCH_WORDS])
        hits = self._names.hits(self._name_tiers(query), wanted)
        if any(character.isdigit() for character in query):
            by_code = self._codes.hits(_code_tiers(self._codes.text, fold(text)), wanted)
            hits = pd.concat([hits, by_code])
        if hits.empty and query:
            hits = self._almost(query, wanted)
        hits = hits.sort_values(["rank", "row"], kind="stable").drop_duplicates("row")
        order = np.lexsort((hits["row"], -self._population[hits["row"]], hits["rank"]))[:limit]
        best = hits.iloc[order]
        found = self._shown.iloc[best["row"]].reset_index(drop=True)
        return found.assign(matched=best["alias"].astype("str").to_numpy())

    def _name_tiers(self, query: str) -> NDArray[np.int8]:
        """Give the tier of each name for a query; no name matches an empty one."""
        text = self._names.text
        tiers = np.full(len(text), _NEVER, dtype=np.int8)
        if not query:
            return tiers
        first, *others = query.split()
        tiers[_mask(pc.match_substring(text, query))] = _PART
        if others:
            begun = _begins_word(text, first)
            for word in others:
                begun &= _begins_word(self._words, word)
            tiers[begun] = _WORDS
        tiers[_begins_word(text, query)] = _WORD
        tiers[_mask(pc.starts_with(text, query))] = _BEGINNING
        tiers[_mask(pc.equal(text, query))] = _WHOLE
        return tiers

    def _almost(self, query: str, wanted: NDArray[np.bool_]) -> pd.DataFrame:
        """Find the names spelled almost like a query, the most alike first."""
        likeness = self._spellings.almost(query, wanted[self._names.row])
        entries = np.fromiter(likeness, dtype=np.intp, count=len(likeness))
        return pd.DataFrame(
            {
                "row": self._names.row[entries],
                "alias": self._names.alias[entries],
                "rank": -np.fromiter(likeness.values(), dtype=np.float64, count=len(likeness)),
            }
        )


def _code_tiers(codes: pa.StringArray, query: str) -> NDArray[np.int8]:
    tiers = np.full(len(codes), _NEVER, dtype=np.int8)
    tiers[_mask(pc.starts_with(codes, query))] = _BEGINNING
    tiers[_mask(pc.equal(codes, query))] = _WHOLE
    return tiers


def _begins_word(texts: pa.StringArray, query: str) -> NDArray[np.bool_]:
    """Tell which texts have a word, or words in a row, that begin like the query."""
    inner = _mask(pc.match_substring(texts, f" {query}"))
    return inner | _mask(pc.starts_with(texts, query))


def _mask(matches: pa.BooleanArray) -> NDArray[np.bool_]:
    return np.asarray(matches.to_numpy(zero_copy_only=False), dtype=bool)


def _contexts(territories: pd.DataFrame) -> pd.Series:
    """Say where each territory is, to tell homonyms apart: ``Ain (01)``; no code of a région.

    That of Nouvelle-Aquitaine, 75, is the number by which everyone knows Paris.
    """
    is_departement = territories["level"] == Level.DEPARTEMENT
    numbered = territories["name"] + " (" + territories["code"] + ")"
    label = numbered.where(is_departement, territories["name"])
    departements, regions = (
        dict(zip(territories.loc[rows, "code"], label[rows], strict=True))
        for rows in (territories["level"] == level for level in (Level.DEPARTEMENT, Level.REGION))
    )
    in_departement = territories["departement"].map(lambda code: departements.get(code, ""))
    in_region = territories["region"].map(lambda code: regions.get(code, ""))
    return in_departement.mask(is_departement, in_region)
