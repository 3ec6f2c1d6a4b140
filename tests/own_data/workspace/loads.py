"""Small loads of each kind, with every shape of cell that their declarations allow."""

from __future__ import annotations

from typing import Any

import pandas as pd

from common.table_schema import TableSchema
from indicators.base.catalogue import Indicator
from indicators.base.survey_kind import SurveyKind
from indicators.base.values import CODE_CHANGES, VALUES
from indicators.partnerships.practices import PRACTICES
from indicators.partnerships.records import RECORDS, SCHEMES
from indicators.partnerships.store import PLACES
from indicators.views.perceptions import ESTIMATES, Survey
from own_data.loaded import ANSWERS_FILE, PERIMETERS_FILE, CheckReport, Loaded, OwnKind, OwnSource

#: A word that stands nowhere else, in every text of a load.
TRACE = "Zibeline"


def frame(schema: TableSchema, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Make a frame of a declaration; what a row does not say is missing, or its column's blank."""
    blanks = {"str": "", "category": "", "bool": False}
    return pd.DataFrame(
        {
            column.name: pd.Series(
                [
                    row.get(column.name, None if column.absent else blanks.get(column.dtype, 0))
                    for row in rows
                ],
                dtype=column.dtype,
            )
            for column in schema.columns
        }
    )


def loaded(kind: OwnKind, tables: dict[str, pd.DataFrame], **declared: Any) -> Loaded:
    source = OwnSource(f"{TRACE} 2026", f"Préfecture de {TRACE}", 2026, contact="dpd@exemple.fr")
    return Loaded(
        kind=kind,
        title=f"Chargement {TRACE}",
        tables=tables,
        about=source,
        report=CheckReport(kind, "fichier.csv"),
        **declared,
    )


def survey(key: str = "propre_zib", value: float = 41.25, answers: bool = False) -> Loaded:
    common = {"survey": key, "question": "q", "domain": "sante", "group": "citoyens"}
    rows = [
        common
        | {"level": "commune", "code": "01004", "year": 2026, "status": "published"}
        | {"value": value, "se": 0.1 + 0.2, "low": 30.0, "high": 50.0, "n": 400.0, "n_eff": 310.5}
        | {"raw_value": 0.4125, "raw_unit": f"part « {TRACE} »"},
        common | {"level": "commune", "code": "2A004", "year": 2026, "status": "too_few"},
    ]
    tables = {ESTIMATES.file: frame(ESTIMATES, rows)}
    if answers:
        people = {"age": ["42", None], "avis": [f"{TRACE} ; l’« avis »", "=1+1"]}
        tables[ANSWERS_FILE] = pd.DataFrame(people, dtype="str")
    about = Survey(
        key=key,
        title=f"Enquête {TRACE}",
        producer="Préfecture",
        licence="",
        url="",
        kind=SurveyKind.PROBABILITY,
        demonstration=False,
        mention="",
        wave="",
        start="",
        end="",
        mode="",
        groups=("citoyens",),
        levels=("commune",),
        domains=("sante",),
        caveats=(f"Phrase sur {TRACE}.",),
    )
    return loaded(OwnKind.SURVEY, tables, surveys=(about,))


def partnerships(count: int = 3, scheme: str = "propre_zib") -> Loaded:
    records = [
        {"record": f"{scheme}-{n}", "title": f"Pacte {TRACE} n° {n}", "kind": "alliance"}
        | {"domains": "sante|emploi", "scheme": scheme, "source": scheme}
        | ({"lon": 5.35 + n / 100, "lat": 45.95, "start_year": 2020} if n % 3 else {})
        | ({"partners": "CCAS d’Ambérieu, CAF", "amount_eur": 1e6 / 3} if n % 2 else {})
        for n in range(count)
    ]
    places = [
        {"record": row["record"], "level": "commune", "code": "01004", "weight": 1.0}
        for row in records
    ]
    about: dict[str, Any] = {
        "scheme": scheme,
        "label": TRACE,
        "kind": "alliance",
        "coverage": "partial",
    }
    about |= {"records": count, "unplaced": 0}
    tables = {
        RECORDS.file: frame(RECORDS, records),
        PLACES.file: frame(PLACES, places),
        SCHEMES.file: frame(SCHEMES, [about]),
    }
    return loaded(OwnKind.PARTNERSHIPS, tables)


def indicators(key: str = "propre_part", count: int = 3) -> Loaded:
    def of_level(level: str) -> pd.DataFrame:
        rows = [
            {"indicator": key, "code": f"{n:05}", "year": 2025}
            | ({"value": n / 7, "status": "observed"} if n else {"status": "suppressed"})
            for n in range(count)
        ]
        return frame(VALUES, rows)

    tables = {VALUES.file.format(level=level): of_level(level) for level in ("commune", "epci")}
    changes = [
        {"indicator": key, "old_code": "01025", "code": "01015", "rule": "merged"},
        {"indicator": key, "old_code": "99999", "code": None, "rule": "unknown"},
    ]
    tables[CODE_CHANGES.file] = frame(CODE_CHANGES, changes)
    about = Indicator(
        key=key,
        domain="sante",
        label=f"Part {TRACE}",
        unit="share",
        direction=1,
        finest="commune",
        rule="none",
        year=2025,
        producer="Préfecture",
        licence="",
        source=(),
        caveats="",
        in_index=False,
        index_reason="",
        definition="",
    )
    return loaded(OwnKind.INDICATORS, tables, indicators=(about,))


def communes(count: int, key: str = "propre_communes") -> Loaded:
    """As many values of one indicator, of the size of those of the country."""
    values = {
        "indicator": pd.Series([key] * count, dtype="category"),
        "code": pd.Series([f"{n:05}" for n in range(count)], dtype="category"),
        "year": pd.Series([2025] * count, dtype="int16"),
        "value": pd.Series([n / 7 for n in range(count)]),
        "numerator": pd.Series([None] * count, dtype="float64"),
        "denominator": pd.Series([None] * count, dtype="float64"),
        "status": pd.Series(["observed"] * count, dtype="category"),
    }
    tables = {VALUES.file.format(level="commune"): pd.DataFrame(values)}
    return loaded(OwnKind.INDICATORS, tables, indicators=indicators(key).indicators)


def perimeter(name: str = TRACE) -> Loaded:
    communes = pd.DataFrame({"perimeter": [name] * 2, "commune": ["01004", "2A004"]}, dtype="str")
    return loaded(OwnKind.PERIMETER, {PERIMETERS_FILE: communes})


def practices(key: str = "propre_cas", count: int = 2) -> Loaded:
    rows = [
        {"practice": f"{key}-{n}", "title": f"Pratique {TRACE} n° {n}", "domains": "emploi"}
        | {"source": f"Bilan {TRACE}", "producer": "Préfecture", "vintage": "2026"}
        | ({"family": "partenariale", "type": "mecenat", "category": "mecenat"} if n else {})
        | ({"territories": "commune:01004", "start_year": 2020} if n else {})
        for n in range(count)
    ]
    return loaded(OwnKind.PRACTICES, {PRACTICES.file: frame(PRACTICES, rows)})


EACH = (survey(), partnerships(), practices(), indicators(), perimeter())
