"""Gather what is wrong with a file while it is read, and make its report."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from common.errors import InvalidDataError, clipped
from own_data.loaded import FAULTS_LISTED, CheckReport, Fault, OwnKind, RefusedFileError
from own_data.sheets.sheet import Sheet

#: Rows of a preview.
PREVIEWED = 10
_PLACED = re.compile(r"(?:ligne|objet) (\d+)(?:, | : | :|,)\s*(.*)", re.S)


class Gathering:
    """The faults, repairs and notices of a file.

    Parameters
    ----------
    kind : what it is read as.
    sheet : the file.
    """

    def __init__(self, kind: OwnKind, sheet: Sheet) -> None:
        self.kind, self.sheet = kind, sheet
        self._faults: list[Fault] = list(sheet.faults)
        self.notices: list[str] = list(sheet.notices)
        self.repaired: set[int] = set()
        self.preview = pd.DataFrame()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self._faults

    def refuse(self, line: int, column: str, found: str, expected: str, mend: str) -> None:
        """Add a fault: see :class:`own_data.loaded.Fault`."""
        self._faults.append(Fault(line, column, found, expected, mend))

    def refuse_cells(
        self, column: str, wrong: pd.Series, expected: str, mend: str, *, quoted: bool = True
    ) -> None:
        """Add a fault for each cell of a column that is wrong.

        Parameters
        ----------
        column : its header; where the file has none, its cells were worked out of others.
        wrong : bool, by line.
        quoted : whether the cell may be repeated: never what one person answered.
        """
        lines = wrong.index[wrong]
        if column not in self.sheet.frame:
            for line in lines:
                self.refuse(int(line), "", "ce qui s’en calcule", expected, mend)
            return
        for line, cell in self.sheet.frame.loc[lines, column].items():
            found = "une cellule vide" if pd.isna(cell) else f"« {clipped(str(cell), 60)} »"
            if not quoted and not pd.isna(cell):
                found = "une réponse hors de l’échelle"
            self.refuse(int(str(line)), column, found, expected, mend)

    def refuse_told(self, error: InvalidDataError) -> None:
        """Add the faults that another reader tells in sentences."""
        for sentence in error.faults:
            placed = _PLACED.fullmatch(sentence)
            line, said = (int(placed[1]), placed[2]) if placed else (0, sentence)
            self.refuse(line, "", said, "", "")

    def notice(self, texts: Iterable[str]) -> None:
        """Add sentences, each once."""
        self.notices += [text for text in texts if text and text not in self.notices]

    def report(self) -> CheckReport:
        """Say all that was found.

        Rows with a fault are refused; where the header or the whole is at fault, all of them are.
        """
        lines = {fault.line for fault in self._faults}
        frame = self.sheet.frame
        outside = lines - {0, self.sheet.header} - set(frame.index)
        rows = len(frame) + len(outside)
        whole = bool(lines & {0, self.sheet.header})
        refused = rows if whole else len(lines)
        ordered = sorted(self._faults, key=lambda fault: fault.line)
        return CheckReport(
            kind=self.kind,
            file=self.sheet.name,
            taken=rows - refused,
            repaired=0 if whole else len(self.repaired - lines),
            refused=refused,
            faults=tuple(ordered[:FAULTS_LISTED]),
            total=len(ordered),
            notices=tuple(self.notices),
            preview=self.preview,
        )

    def close(self) -> CheckReport:
        """Give the report of a file without fault.

        Raises
        ------
        RefusedFileError
            If it has some.
        """
        report = self.report()
        if not report.is_clean:
            raise RefusedFileError(report)
        return report
