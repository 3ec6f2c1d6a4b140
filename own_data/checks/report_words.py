"""A report in words and as a table, the same in the command as on the page."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from common.french import number, plural
from own_data.loaded import CheckReport, Fault


def summary(report: CheckReport) -> str:
    """Say how many rows would be taken, repaired, refused; a count of none is left out.

    >>> from own_data.loaded import OwnKind
    >>> summary(CheckReport(OwnKind.RESULTS, "vrs.csv", taken=12, repaired=1, refused=2))
    'vrs.csv (résultats publiés) : 12 lignes prises, dont 1 réparée ; 2 refusées.'
    >>> summary(CheckReport(OwnKind.RESULTS, "vrs.csv"))
    'vrs.csv (résultats publiés) : aucune ligne prise.'
    """
    told = "aucune ligne prise"
    if report.taken:
        told = f"{number(report.taken)} {plural(report.taken, 'ligne prise', 'lignes prises')}"
    if report.repaired:
        told += f", dont {number(report.repaired)} {plural(report.repaired, 'réparée')}"
    if report.refused:
        told += f" ; {number(report.refused)} {plural(report.refused, 'refusée')}"
    return f"{report.file} ({report.kind.label}) : {told}."


def verdict(report: CheckReport) -> str:
    """Say whether the file may be loaded.

    >>> from own_data.loaded import OwnKind
    >>> verdict(CheckReport(OwnKind.RESULTS, "vrs.csv", total=2))
    '2 fautes, rien n’est chargé.'
    """
    if report.is_clean:
        return "Aucune faute : le fichier peut être chargé."
    return f"{number(report.total)} {plural(report.total, 'faute')}, rien n’est chargé."


def faults_left(report: CheckReport) -> str:
    """Say how many faults the report counts without writing them out; "" where none."""
    left = report.total - len(report.faults)
    others = plural(left, "autre faute", "autres fautes")
    return f"… et {number(left)} {others}." if left else ""


def faults_table(faults: Iterable[Fault]) -> pd.DataFrame:
    """Lay out faults.

    Returns
    -------
    DataFrame
        Texts Ligne, Colonne, Trouvé, Attendu, Comment réparer; a line of 0 is « tout le fichier ».

    Examples
    --------
    >>> faults_table([Fault(3, "n", "« x »", "un nombre", "Corrigez.")]).iloc[0].tolist()
    ['3', 'n', '« x »', 'un nombre', 'Corrigez.']
    """
    rows = [
        (str(one.line or "tout le fichier"), one.column, one.found, one.expected, one.mend)
        for one in faults
    ]
    names = ["Ligne", "Colonne", "Trouvé", "Attendu", "Comment réparer"]
    return pd.DataFrame(rows, columns=names, dtype="str")
