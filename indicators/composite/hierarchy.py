"""The hierarchy of an index, read from a meta table in COINr's ``iMeta`` convention."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from common.errors import InvalidDataError
from common.number_columns import plain_numbers
from indicators.composite.cells import (
    A_CODE,
    NOT_NEGATIVE,
    UNIQUE_CODE,
    absent_columns,
    cell_fault,
)

#: Columns that a meta table must have, and those that it may have.
REQUIRED = ("iCode", "Type", "Level", "Parent", "Direction", "Weight")
OPTIONAL = ("iName", "Denominator")
INDICATOR, AGGREGATE, DENOMINATOR, GROUP, OTHER = TYPES = (
    "Indicator",
    "Aggregate",
    "Denominator",
    "Group",
    "Other",
)

#: What a row must hold, and what the table as a whole must not.
A_DIRECTION, AN_AGGREGATE, CODE_OF_AGGREGATE = "1 ou -1", "agrégat", "code d’un agrégat"
DECLARED, BELOW = "dénominateur déclaré", "niveau inférieur à celui de {parent} ({level})"
CHILDLESS = "agrégat « {code} » sans aucun membre"
ALL_NULL = "groupe {code} : au moins un poids positif attendu, tous nuls"


@dataclass(frozen=True)
class Hierarchy:
    """Who is made of whom.

    Attributes
    ----------
    nodes : indexed by code, indicators first then aggregates by level, each in the order of the
        file; columns level (1 for indicators), parent (missing for a top), direction (+1 or -1),
        weight (within the parent), denominator (missing if none), name.
    others : codes of the columns of the data that are not in the index (denominators, groups).
    """

    nodes: pd.DataFrame
    others: tuple[str, ...]

    @property
    def indicators(self) -> list[str]:
        """Codes of the indicators."""
        return [str(code) for code in self.nodes.index[self.nodes["level"] == 1]]

    @property
    def aggregates(self) -> list[str]:
        """Codes of the aggregates, from the bottom up."""
        return [str(code) for code in self.nodes.index[self.nodes["level"] > 1]]

    def level(self, code: str) -> int:
        """Level of a code; 1 for indicators."""
        return int(self.nodes["level"][code])

    def members(self, code: str) -> list[str]:
        """Codes of the direct members of an aggregate."""
        return [str(member) for member in self.nodes.index[self.nodes["parent"] == code]]

    def without(self, excluded: tuple[str, ...]) -> Hierarchy:
        """Leave indicators out, and the aggregates that have no member left.

        Raises
        ------
        InvalidDataError
            If an excluded code is not an indicator, or nothing is left.
        """
        unknown = [code for code in excluded if code not in self.indicators]
        if unknown:
            raise InvalidDataError(
                "les réglages", [f"selection.excluded : indicateur inconnu {c}" for c in unknown]
            )
        nodes = self.nodes.drop(index=list(excluded))
        if not (nodes["level"] == 1).any():
            raise InvalidDataError(
                "les réglages", ["selection.excluded : aucun indicateur ne reste"]
            )
        while True:
            empty = (nodes["level"] > 1) & ~nodes.index.isin(nodes["parent"])
            if not empty.any():
                return Hierarchy(nodes, self.others)
            nodes = nodes.loc[~empty]


def read_hierarchy(meta: pd.DataFrame, source: str = "la table des indicateurs") -> Hierarchy:
    """Check a meta table and make a hierarchy of it.

    Parameters
    ----------
    meta : texts, as read from the file; one row per indicator, aggregate, denominator or group.
        Indexed by line of the file; null where blank. Columns iCode, Type (Indicator, Aggregate,
        Denominator, Group, Other), Level (1 for indicators), Parent, Direction (1 or -1), Weight
        (1 where missing), and optionally iName and Denominator; others are ignored.
    source : name of the file, for messages.

    Raises
    ------
    InvalidDataError
        With all the faults: missing columns; else, with their line in the file, code missing or
        repeated, unknown type, number expected, direction, negative weight, group whose weights
        are all zero, unknown parent, level not below the parent's, cycle, unknown denominator,
        or that of an aggregate, aggregate without member.
    """
    faults = absent_columns(REQUIRED, meta.columns)
    if faults:
        raise InvalidDataError(source, faults)
    table = meta.assign(line=meta.index)
    faults += _faults_of_rows(table)
    placed = table.loc[table["Type"].isin([INDICATOR, AGGREGATE]) & table["iCode"].notna()]
    placed = placed.drop_duplicates("iCode").set_index("iCode")
    numbers = {name: plain_numbers(placed[name]) for name in _NUMBERS}
    nodes = pd.DataFrame(
        {
            "level": numbers["Level"],
            "parent": placed["Parent"],
            "direction": numbers["Direction"].fillna(1),
            "weight": numbers["Weight"].fillna(1),
            "denominator": _optional(placed, "Denominator"),
            "name": _optional(placed, "iName").fillna(placed.index.to_series()),
            "line": placed["line"],
        }
    )
    declared = set(table.loc[table["Type"] == DENOMINATOR, "iCode"])
    faults += _faults_of_structure(nodes, declared)
    if faults:
        raise InvalidDataError(source, faults)
    ordered = nodes.sort_values(["level", "line"]).drop(columns="line")
    ordered = ordered.astype({"level": int, "direction": int})
    others = table.loc[table["Type"].isin([DENOMINATOR, GROUP, OTHER]), "iCode"]
    return Hierarchy(ordered, tuple(others))


_NUMBERS = ("Level", "Direction", "Weight")


def _optional(table: pd.DataFrame, name: str) -> pd.Series:
    return table[name] if name in table else pd.Series(None, index=table.index, dtype="str")


def _faults_of_rows(table: pd.DataFrame) -> list[str]:
    """List the faults that one row alone shows."""
    faults = []
    repeated = table["iCode"].notna() & table["iCode"].duplicated()
    read = {f"{name} read": plain_numbers(table[name]) for name in _NUMBERS}
    for row in table.assign(repeated=repeated, **read).to_dict("records"):
        if pd.isna(row["iCode"]):
            faults.append(cell_fault(row["line"], "iCode", A_CODE, None))
        elif row["repeated"]:
            faults.append(cell_fault(row["line"], "iCode", UNIQUE_CODE, row["iCode"], "répété"))
        if row["Type"] not in TYPES:
            faults.append(cell_fault(row["line"], "Type", ", ".join(TYPES), row["Type"]))
        if row["Type"] not in (INDICATOR, AGGREGATE):
            continue
        faults += _faults_of_numbers(row)
        if row["Type"] == AGGREGATE and not pd.isna(row.get("Denominator")):
            faults.append(
                f"ligne {row['line']}, colonne Denominator : rien attendu, un agrégat ne se "
                "divise pas"
            )
    return faults


def _faults_of_numbers(row: Mapping[Hashable, Any]) -> list[str]:
    indicator = row["Type"] == INDICATOR
    expectations = {
        "Level": ("1", lambda x: x == 1)
        if indicator
        else ("entier supérieur à 1", lambda x: x > 1 and x == int(x)),
        "Direction": (A_DIRECTION, lambda x: x in (1, -1))
        if indicator
        else ("1", lambda x: x == 1),
        "Weight": (NOT_NEGATIVE, lambda x: x >= 0),
    }
    faults = []
    for name, (expected, accepts) in expectations.items():
        value = row[name]
        if pd.isna(value) and not (name == "Level" or (name == "Direction" and indicator)):
            continue
        number = row[f"{name} read"]
        if not (math.isfinite(number) and accepts(number)):
            faults.append(cell_fault(row["line"], name, expected, value))
    return faults


def _faults_of_structure(nodes: pd.DataFrame, denominators: set[str]) -> list[str]:
    """List the faults that only the table as a whole shows."""
    faults = []
    levels = nodes["level"]
    for code, node in nodes.iterrows():
        line, parent, level = node["line"], node["parent"], node["level"]
        if pd.isna(parent):
            if level == 1:
                faults.append(cell_fault(line, "Parent", AN_AGGREGATE, None))
        elif parent not in nodes.index or levels[parent] == 1:
            faults.append(cell_fault(line, "Parent", CODE_OF_AGGREGATE, parent))
        elif levels[parent] <= level:
            expected = BELOW.format(parent=parent, level=f"{levels[parent]:g}")
            faults.append(cell_fault(line, "Level", expected, f"{level:g}"))
        denominator = node["denominator"]
        if not pd.isna(denominator) and denominator not in denominators:
            faults.append(cell_fault(line, "Denominator", DECLARED, denominator))
        if level > 1 and code not in set(nodes["parent"]):
            faults.append(f"ligne {line}, colonne iCode : {CHILDLESS.format(code=code)}")
    faults += [f"cycle : {' → '.join(loop)}" for loop in _cycles(nodes["parent"])]
    return faults + faults_of_weights(nodes["parent"], nodes["weight"])


def faults_of_weights(parents: pd.Series, weights: pd.Series) -> list[str]:
    """List the groups whose weights are all zero."""
    largest = weights.groupby(parents).max()
    return [ALL_NULL.format(code=code) for code in largest.index[largest == 0]]


def _cycles(parents: pd.Series) -> list[list[str]]:
    loops: list[list[str]] = []
    seen: set[str] = set()
    for start in parents.index:
        path: list[str] = []
        code = start
        while code in parents.index and code not in seen:
            path.append(code)
            seen.add(code)
            code = parents[code]
        if code in path:
            loops.append([*path[path.index(code) :], code])
    return loops
