"""The « baromètre des résultats de l'action publique » (2022): one number by département."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.sources import source_file

FILE = "indicators/multi_barometre_resultats_departements_2022.csv"


def read_barometer(sources: Path, key: str) -> pd.DataFrame:
    """Read the latest value of one indicator of the barometer.

    Parameters
    ----------
    key : ``id_indicateur`` of the file.

    Returns
    -------
    DataFrame
        columns code (département), year (of the value) and value, as published.
    """
    table = pd.read_csv(source_file(sources, FILE), dtype={"code_departement": "str"})
    table = table[table["id_indicateur"] == key].reset_index(drop=True)
    return pd.DataFrame(
        {
            "code": table["code_departement"],
            "year": table["date_valeur_actuelle"].str[:4].astype("int64"),
            "value": table["valeur_actuelle"].astype("float64"),
        }
    )
