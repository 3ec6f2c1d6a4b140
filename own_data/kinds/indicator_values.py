"""From the figures of a file to those of every territory of today, level by level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from common.french import described, number
from common.levels import LEVELS, Level
from geo.gazetteer import Gazetteer
from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from indicators.base.values import CODE_CHANGES, VALUES
from own_data.checks.gathering import Gathering
from own_data.kinds.worked_out import worked_out

_KEY = ["key", "level", "code", "year"]
_NUMBERS = ["value", "numerator", "denominator"]
#: Of a territory that has no figure.
_NOTHING = dict.fromkeys(_NUMBERS, np.nan) | {"status": Status.MISSING.value}
_SERIES = ["indicator", "year"]
MERGED, ABSENT, RENAMED = "merged", "absent", "renamed"


def figures_of_today(
    gathering: Gathering,
    gazetteer: Gazetteer,
    figures: pd.DataFrame,
    declared: Mapping[str, Indicator],
) -> pd.DataFrame:
    """Give one figure by indicator, territory and year.

    The parts of a merged commune are added up where all of them are there and the indicator is a
    sum or a ratio with its counts; otherwise its figure is missing, and a notice says so. Two rows
    of the same territory are a fault.

    Returns
    -------
    DataFrame
        The columns given, ``old`` and ``merge`` (:data:`MERGED`, :data:`ABSENT`, :data:`RENAMED` or
        "") for the audit; the rows that were put together share theirs, parted by ``|``.
    """
    # Most rows are of a commune of today, under its code or one that it had before: they are taken
    # together, those of parts of one in turn.
    recoded = figures["old"].map(gazetteer.only_recoded, na_action="ignore").eq(True)
    whole_commune = figures["old"].isna() | recoded
    plain = whole_commune.groupby([figures[name] for name in _KEY]).transform("all")
    today = figures[plain]
    _refuse_repeated(gathering, today[today.duplicated(_KEY, keep=False)])
    merge = today["old"].notna().map({True: RENAMED, False: ""})
    kept = [today.assign(merge=merge).drop_duplicates(_KEY)]
    parted = figures[~plain]
    absent: list[str] = []
    merged: dict[int, dict[str, Any]] = {}
    for rows in _by_key(parted):
        one = rows[0]
        key, code = one["key"], one["code"]
        parts = {
            code if pd.isna(row["old"]) or gazetteer.only_recoded(row["old"]) else row["old"]
            for row in rows
        }
        former = gazetteer.former_codes(code)
        whole = {code, *(old for old in former if not gazetteer.only_recoded(old))}
        added = _added(rows, declared[key]) if parts >= whole else None
        if len(rows) > len(parts):
            _refuse_repeated(gathering, parted.loc[[row["line"] for row in rows]])
        if added is None:
            absent.append(f"{gazetteer.names[Level.COMMUNE, code]} ({code})")
        told = {"old": "|".join(sorted(parts)), "merge": ABSENT if added is None else MERGED}
        merged[one["line"]] = one | (added or _NOTHING) | told
    gathering.repaired |= {int(line) for line in parted.index}
    if merged:
        columns = [*figures.columns, "merge"]
        of_parts = pd.DataFrame.from_dict(merged, orient="index")[columns]
        kept.append(of_parts.astype(figures.dtypes.to_dict()))
    if absent:
        gathering.notice(
            [
                f"Communes nouvelles dont le fichier n’a qu’une partie, ou que l’on ne peut pas "
                f"additionner, laissées sans valeur : {described(absent)}."
            ]
        )
    return pd.concat(kept).sort_index()


def _by_key(figures: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """Give the rows, with their ``line``, together where they are of one figure.

    As dictionaries: a frame for each of 2,500 communes takes ten times as long.
    """
    together: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    lines = figures.rename_axis("line").reset_index()
    for row in cast("list[dict[str, Any]]", lines.to_dict("records")):
        together.setdefault(tuple(row[name] for name in _KEY), []).append(row)
    return list(together.values())


def _added(rows: Sequence[Mapping[str, Any]], indicator: Indicator) -> dict[str, Any] | None:
    """Add up the parts of a commune; None where they cannot be."""
    hidden = any(row["status"] == Status.SUPPRESSED for row in rows)
    if indicator.rule == "sum":
        if hidden:
            return _NOTHING | {"status": Status.SUPPRESSED.value}
        total = sum(row["value"] for row in rows)
        status = Status.MISSING if np.isnan(total) else Status.AGGREGATED
        return {"value": total, "status": status.value}
    if indicator.rule != "ratio":
        return None
    numerator = sum(row["numerator"] for row in rows)
    denominator = sum(row["denominator"] for row in rows)
    if np.isnan(numerator) or not denominator > 0:
        status = Status.SUPPRESSED if hidden else Status.MISSING
        return _NOTHING | {"status": status.value}
    return {
        "value": indicator.scale * numerator / denominator,
        "numerator": numerator,
        "denominator": denominator,
        "status": Status.AGGREGATED.value,
    }


def _refuse_repeated(gathering: Gathering, rows: pd.DataFrame) -> None:
    lines = rows.index.to_series()
    firsts = lines.groupby([rows[name] for name in _KEY]).transform("first")
    again = lines != firsts
    for line, first in zip(lines[again], firsts[again], strict=True):
        gathering.refuse(
            int(line), "", "un territoire déjà donné pour cet indicateur et cette année",
            f"une seule ligne (la première : ligne {number(first)})",
            "Gardez une seule de ces lignes.",
        )  # fmt: skip


def code_changes(figures: pd.DataFrame) -> pd.DataFrame:
    """Give the audit of the former communes of the file: ``CODE_CHANGES``."""
    merged = figures[figures["merge"] != ""]
    olds = merged.assign(old_code=merged["old"].str.split("|")).explode("old_code")
    olds = olds[olds["old_code"] != olds["code"]]
    table = pd.DataFrame(
        {
            "indicator": olds["key"],
            "old_code": olds["old_code"],
            "code": olds["code"],
            "rule": olds["merge"],
        },
        dtype="str",
    )
    return table.drop_duplicates(list(CODE_CHANGES.key)).sort_values(
        list(CODE_CHANGES.key), ignore_index=True
    )


def values_by_level(
    gazetteer: Gazetteer, figures: pd.DataFrame, declared: Mapping[str, Indicator]
) -> dict[str, pd.DataFrame]:
    """Give the figures by level: ``VALUES`` of each that has a value, by its file.

    The levels above that of the communes are given by the file, else worked out by the rule of the
    indicator. Territories of which nothing is known have no row: a file of a hundred indicators of
    a few communes would have millions (:func:`indicators.base.values.every_territory` adds them).
    """
    rows = figures.rename(columns={"key": "indicator"})
    above = worked_out(gazetteer, rows[rows["level"] == Level.COMMUNE], declared)
    tables = {}
    for level in LEVELS:
        told = rows[rows["level"] == level]
        if level in above:
            made = above[level]
            given = pd.MultiIndex.from_frame(told[_SERIES])
            made = made[~pd.MultiIndex.from_frame(made[_SERIES]).isin(given)]
            told = pd.concat([told[VALUES.names], made[VALUES.names]], ignore_index=True)
        if len(told):
            tables[VALUES.file.format(level=level.value)] = _typed(told)
    return tables


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    ordered = table.sort_values(["indicator", "year", "code"], ignore_index=True)
    kinds = {column.name: column.dtype for column in VALUES.columns}
    return ordered[VALUES.names].astype(kinds)
