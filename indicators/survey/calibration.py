"""Calibration of weights on known margins, by raking (iterative proportional fitting).

``w ← w · T_c / Σ_{i in c} w_i`` for each category c of each variable in turn, until every margin
holds (Deming and Stephan 1940; Deville, Särndal and Sautory 1993). Weights are brought to the
total of the margins; the ratio of a calibrated weight to its initial one, brought to the same
total, must stay within stated bounds: the survey is refused, or the weights are trimmed at each
turn, as the design says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.delimited import read_delimited
from common.errors import InvalidDataError
from common.french import number, percent
from common.number_columns import plain_numbers

#: Largest relative gap left between a margin and its total.
TOLERANCE = 1e-8
MAX_TURNS = 500
#: Largest relative difference between the sums of two variables of one margins file.
TOTALS_TOLERANCE = 1e-3
#: Prefix of the columns of answers that hold the calibration variables.
MARGIN = "margin:"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """How weights are calibrated.

    Attributes
    ----------
    file : file of the margins, beside the design file.
    low, high : bounds of the ratio between calibrated and initial weights.
    outside : ``refuse`` the survey, or ``trim`` the weights, where a ratio leaves the bounds.
    margins : see :func:`read_margins`; empty until the file is read.
    """

    file: str = "margins.csv"
    low: float = 0.2
    high: float = 5.0
    outside: str = "refuse"
    margins: pd.DataFrame | None = None

    @property
    def variables(self) -> list[str]:
        """Columns of the answers that the margins speak of."""
        return [] if self.margins is None else list(dict.fromkeys(self.margins["variable"]))


def read_margins(path: Path) -> pd.DataFrame:
    """Read a file of margins.

    Parameters
    ----------
    path : CSV with the columns variable, category, total, and group where several are sampled.

    Returns
    -------
    DataFrame
        variable, category, group (text; empty where the file has none), total.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        With all its faults.
    """
    return parse_margins(read_delimited(path).frame, path.name)


def parse_margins(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Check a table of margins, every cell a text.

    Parameters
    ----------
    table : as a file of margins holds it (:func:`read_margins`).
    name : what messages call it.

    Raises
    ------
    InvalidDataError
        With all its faults.
    """
    absent = [column for column in ("variable", "category", "total") if column not in table]
    if absent:
        raise InvalidDataError(name, [f"colonne « {column} » absente" for column in absent])
    margins = table[["variable", "category"]].copy()
    margins["group"] = table.get("group", "")
    margins["total"] = plain_numbers(table["total"])
    faults = list(_margin_faults(margins))
    if faults:
        raise InvalidDataError(name, faults)
    return margins


def _margin_faults(margins: pd.DataFrame) -> Iterator[str]:
    if margins.empty:
        yield "aucune marge"
    for line in margins.index[~(margins["total"] > 0)]:
        yield f"ligne {line} : total positif attendu"
    for line in margins.index[margins[["variable", "category", "group"]].isna().any(axis=1)]:
        yield f"ligne {line} : variable, modalité ou groupe vide"
    for line in margins.index[margins.duplicated(["variable", "category", "group"])]:
        yield f"ligne {line} : modalité déjà donnée"
    for group, rows in margins.groupby(margins["group"].astype(str)):
        sums = rows.groupby("variable", sort=False)["total"].sum()
        if sums.max() > sums.min() * (1 + TOTALS_TOLERANCE):
            named = " ; ".join(f"{name} {number(total, 1)}" for name, total in sums.items())
            about = f"groupe « {group!s} » : " if group else ""
            yield f"{about}les variables n’ont pas le même total ({named})"


def calibrate(answers: pd.DataFrame, calibration: Calibration, source: str) -> pd.DataFrame:
    """Calibrate the weights of checked answers, wave by wave and group by group.

    Parameters
    ----------
    answers : columns weight, group, ``margin:…`` (text), and wave where there are several.
    calibration : margins and bounds.
    source : name of the answers, for messages.

    Returns
    -------
    DataFrame
        The answers, ``weight`` calibrated, ``initial_weight`` as given; ``margin:…`` blank for the
        groups that have no margin on the variable, which then plays no part in their variance.

    Raises
    ------
    InvalidDataError
        If answers and margins do not have the same categories, if raking does not converge, or if
        a weight changes beyond the bounds.
    """
    margins = calibration.margins
    if margins is None:
        raise InvalidDataError(source, ["calage demandé sans marges"])
    weights = answers["weight"].copy()
    used = pd.DataFrame(False, index=answers.index, columns=calibration.variables)
    faults: list[str] = []
    for key, rows in answers.groupby(_cells(answers), sort=True):
        group = str(key[-1])
        known = margins[margins["group"].isin(["", group])]
        label = " · ".join(str(part) for part in key)
        mine = list(_category_faults(rows, known, label))
        if not mine:
            used.loc[rows.index, known["variable"].unique()] = True
            codes, totals = _coded(rows, known)
            weights.loc[rows.index], mine = _rake(
                rows["weight"].to_numpy(float), codes, totals, calibration, label
            )
        faults += mine
    if faults:
        raise InvalidDataError(source, faults)
    columns = {f"{MARGIN}{name}": name for name in calibration.variables}
    kept = {column: answers[column].where(used[name]) for column, name in columns.items()}
    return answers.assign(initial_weight=answers["weight"], weight=weights, **kept)


def calibration_effect(answers: pd.DataFrame) -> pd.DataFrame:
    """Say what calibration did to the weights of each group.

    Parameters
    ----------
    answers : columns weight, initial_weight, group, and wave where there are several.

    Returns
    -------
    DataFrame
        (wave,) group, n, n_eff_before, n_eff_after (Kish), ratio_low, ratio_high (extremes of the
        ratio between calibrated and initial weights brought to the same total).
    """
    cells = _cells(answers)
    by_cell = answers.groupby(cells, sort=True)
    ratio = answers["weight"] / answers["initial_weight"]
    share = by_cell["weight"].transform("sum") / by_cell["initial_weight"].transform("sum")
    kept = answers[cells].assign(
        ratio=ratio / share, after=answers["weight"], before=answers["initial_weight"],
        after_squared=answers["weight"] ** 2, before_squared=answers["initial_weight"] ** 2,
    ).groupby(cells, sort=True)  # fmt: skip
    sums = kept.sum()
    return pd.DataFrame(
        {
            "n": kept.size(),
            "n_eff_before": sums["before"] ** 2 / sums["before_squared"],
            "n_eff_after": sums["after"] ** 2 / sums["after_squared"],
            "ratio_low": kept["ratio"].min(),
            "ratio_high": kept["ratio"].max(),
        }
    ).reset_index()


def _cells(answers: pd.DataFrame) -> list[str]:
    return ["wave", "group"] if "wave" in answers else ["group"]


def _category_faults(rows: pd.DataFrame, margins: pd.DataFrame, label: str) -> Iterator[str]:
    """Compare the categories of the answers with those of the margins."""
    if margins.empty:
        yield f"{label} : aucune marge pour ce groupe"
    for variable, totals in margins.groupby("variable", sort=False):
        given = rows[f"{MARGIN}{variable}"]
        if given.isna().any():
            yield f"{label}, {variable} : {number(int(given.isna().sum()))} réponses vides"
        for category in sorted(set(given.dropna()) - set(totals["category"])):
            yield f"{label}, {variable} : la modalité « {category} » n’a pas de marge"
        for category in sorted(set(totals["category"]) - set(given)):
            yield (
                f"{label}, {variable} : aucun répondant pour la modalité « {category} » ; "
                "regroupez-la avec une autre"
            )


def _coded(
    rows: pd.DataFrame, margins: pd.DataFrame
) -> tuple[list[npt.NDArray[np.intp]], list[Floats]]:
    """Number the categories of each variable, in the order of its totals."""
    codes, totals = [], []
    for variable, known in margins.groupby("variable", sort=False):
        index = pd.Index(known["category"])
        codes.append(index.get_indexer(rows[f"{MARGIN}{variable}"]))
        totals.append(known["total"].to_numpy(float))
    return codes, totals


def _rake(
    initial: Floats,
    codes: list[npt.NDArray[np.intp]],
    totals: list[Floats],
    calibration: Calibration,
    label: str,
) -> tuple[Floats, list[str]]:
    """Rake one set of weights; give them with what is wrong, if anything."""
    scaled = initial * totals[0].sum() / initial.sum()
    aims = [total * totals[0].sum() / total.sum() for total in totals]
    trims = calibration.outside == "trim"
    weights, gap = scaled.copy(), np.inf
    for _ in range(MAX_TURNS):
        for code, aim in zip(codes, aims, strict=True):
            weights *= (aim / np.bincount(code, weights))[code]
        if trims:
            weights = weights.clip(scaled * calibration.low, scaled * calibration.high)
        gap = max(
            float(np.abs(np.bincount(code, weights) / aim - 1).max())
            for code, aim in zip(codes, aims, strict=True)
        )
        if gap <= TOLERANCE:
            break
    bounds = f"{number(calibration.low, 2)} et {number(calibration.high, 2)}"
    if gap > TOLERANCE:
        advice = f" avec des rapports de poids entre {bounds}" if trims else ""
        return weights, [
            f"{label} : le calage ne converge pas{advice} (écart de {percent(gap, 2)} après "
            f"{MAX_TURNS} tours) ; regroupez des modalités ou retirez une variable"
        ]
    ratio = weights / scaled
    outside = (ratio < calibration.low) | (ratio > calibration.high)
    if outside.any() and not trims:
        return weights, [
            f"{label} : {number(int(outside.sum()))} poids sortent des limites {bounds} (rapports "
            f"de {number(float(ratio.min()), 2)} à {number(float(ratio.max()), 2)}) ; regroupez "
            'des modalités, élargissez low et high, ou écrivez outside = "trim"'
        ]
    return weights, []
