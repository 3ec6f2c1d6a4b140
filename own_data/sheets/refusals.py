"""Why a file is no table, in the words of a report: found, expected, what to do."""

from __future__ import annotations

from common.errors import InvalidDataError

#: What people may bring, in a sentence.
ACCEPTED_WORDS = "CSV, XLSX, GeoJSON, GeoPackage ou Shapefile dans un ZIP"


class NotATableError(InvalidDataError):
    """A file is of a format that holds no table, or is not what its name says.

    Parameters
    ----------
    name : of the file.
    found : what it is, French words.
    mend : what to do, French words without capital nor point.

    Examples
    --------
    >>> print(NotATableError("a.csv", "image", "donnez la table elle-même"))
    Données refusées dans a.csv :
      - image : donnez la table elle-même (CSV, XLSX, GeoJSON, GeoPackage ou Shapefile dans un ZIP)
    """

    def __init__(self, name: str, found: str, mend: str) -> None:
        self.found = found
        self.expected = f"une table ({ACCEPTED_WORDS})"
        self.mend = f"{mend[:1].upper()}{mend[1:]}."
        super().__init__(name, [f"{found} : {mend} ({ACCEPTED_WORDS})"])
