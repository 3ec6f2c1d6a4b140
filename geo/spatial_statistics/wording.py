"""What the statistics say, in French sentences."""

from __future__ import annotations

import pandas as pd

from common.french import number, percent, plural, signed
from geo.spatial_statistics.chance import MARGIN
from geo.spatial_statistics.local_moran import ALPHA, QUADRANT_LABELS
from geo.spatial_statistics.moran import GlobalMoran
from geo.spatial_statistics.units import UnitStatus


def labels(local: pd.DataFrame) -> pd.Series[str]:
    """Say in words what was found of each unit (index of ``local``)."""
    statuses = local["status"].map({status.value: status.label for status in UnitStatus})
    return local["quadrant"].map(QUADRANT_LABELS).fillna(statuses).astype("str")


def global_sentence(found: GlobalMoran) -> str:
    """Say what the global Moran's I says, figures included."""
    if abs(found.p - ALPHA) <= MARGIN * found.p_error:
        reading = "le tirage ne permet pas de dire si les valeurs voisines se ressemblent"
    elif found.p > ALPHA:
        reading = "les valeurs voisines ne se ressemblent pas plus que par hasard"
    elif found.value > found.expected:
        reading = "les valeurs voisines se ressemblent plus que par hasard"
    else:
        reading = "les valeurs voisines s’opposent plus que par hasard"
    return (
        f"I de Moran = {number(found.value, 4)} (attendu par hasard {number(found.expected, 4)}, "
        f"z = {signed(found.z, 2)}, p = {number(found.p, 4)} à "
        f"{number(found.p_error, 4)} près, {number(found.permutations)} permutations) : {reading}."
    )


def local_sentence(local: pd.DataFrame) -> str:
    """Say how many units gather, or that none does, and how many the draws leave undecided."""
    undecided = local["status"] == UnitStatus.UNDECIDED
    return " ".join(filter(None, [_gathered(local), _undecided(local[undecided])]))


def _gathered(local: pd.DataFrame) -> str:
    counts = local.loc[local["significant"], "quadrant"].value_counts()
    held = f"au seuil de {percent(ALPHA, 0)} de fausses découvertes (Benjamini-Hochberg)"
    if counts.empty:
        raw = int((local["p_sim"] <= ALPHA).sum())
        return (
            f"Aucun regroupement ne subsiste {held} ; rien n’est à dessiner "
            f"({number(raw)} {plural(raw, 'unité')} à p brut ≤ {number(ALPHA, 2)})."
        )
    parts = [
        f"{number(counts[key])} {key} ({label})"
        for key, label in QUADRANT_LABELS.items()
        if key in counts
    ]
    return f"Regroupements {held} : {' ; '.join(parts)}."


def _undecided(local: pd.DataFrame) -> str:
    if local.empty:
        return ""
    count = len(local)
    return (
        f"{number(count)} {plural(count, 'unité')} {plural(count, 'indécise')}, non "
        f"{plural(count, 'dessinée')} : trop près du seuil pour que {number(local['draws'].max())} "
        "permutations tranchent."
    )


def left_out_sentence(local: pd.DataFrame) -> str:
    """Say which units were left out and why; "" if none was."""
    parts = []
    for status in (UnitStatus.MISSING, UnitStatus.ISOLATED):
        count = int((local["status"] == status).sum())
        if count:
            parts.append(f"{number(count)} {status.label}")
    return f"Unités écartées du calcul : {', '.join(parts)}." if parts else ""
