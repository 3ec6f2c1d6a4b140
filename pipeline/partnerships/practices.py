"""The case studies that public records allow: alliances whose record names who is in them.

Nothing is added to what a record says. Domains, category and family are those of the crosswalk of
the schemes, with its reason; what no record says (aim, what changed, most types) stays unsaid.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.errors import InvalidDataError
from indicators.partnerships import Kind, read_records, read_schemes
from indicators.partnerships.practice_check import practice_faults, with_what_words_mean
from indicators.partnerships.practices import PRACTICES
from pipeline.parquet import write_table

#: Said before the reason of the crosswalk.
READING = "Domaines, catégorie et famille\u00a0: classement de Fragiscope, pas de la source."
#: Schemes whose records name every partner: what the scheme says of profiles is true of them. The
#: others name the communities of the perimeter alone.
_ALL_NAMED = frozenset({"covoiturage", "fabp"})


def build_practices(data: Path) -> pd.DataFrame:
    """Write ``data/practices/practices.parquet`` from the partnership records of the build.

    Parameters
    ----------
    data : folder of the product's tables; the partnership records must be there.

    Returns
    -------
    DataFrame
        :data:`indicators.partnerships.practices.PRACTICES`.

    Raises
    ------
    InvalidDataError
        If a practice breaks its contract.
    """
    practices = practices_of(read_records(data), read_schemes(data))
    if faults := practice_faults(practices):
        raise InvalidDataError(PRACTICES.file, faults)
    write_table(practices, data / PRACTICES.file)
    return practices


def practices_of(records: pd.DataFrame, schemes: pd.DataFrame) -> pd.DataFrame:
    """Make a practice of each alliance that names somebody.

    Parameters
    ----------
    records, schemes : the partnership tables.

    Returns
    -------
    DataFrame
        :data:`indicators.partnerships.practices.PRACTICES`, sorted by practice.
    """
    named = records[records["kind"].eq(Kind.ALLIANCE) & records["partners"].notna()]
    said = schemes.set_index("scheme").reindex(named["scheme"]).set_index(named.index)
    all_named = named["scheme"].isin(_ALL_NAMED)
    table = named.rename(columns={"record": "practice"}).assign(
        summary=None,
        type=None,
        aims="",
        innovation=None,
        performance=None,
        confiance=None,
        profiles=named["profiles"].where(all_named, ""),
        source=said["label"],
        producer=said["producer"],
        licence=said["licence"],
        vintage=said["vintage"],
        link=named["link"].fillna(said["link"]),
        reading=READING + " " + said["reason"],
        limits=said["coverage_note"],
    )
    kinds = {column.name: column.dtype for column in PRACTICES.columns}
    complete = with_what_words_mean(table)[PRACTICES.names].astype(kinds)
    return complete.sort_values("practice", ignore_index=True)
