"""The tables of the whole: everything that the product knows, one table a kind of row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.score_frames import objective_frame
from atlas.jobs.catalogue import Listed, catalogue_rows
from atlas.partnerships.export import taken_records
from atlas.partnerships.records import RecordsQuery, choose_records
from common.levels import LEVELS, MAPPED_LEVELS, Level
from indicators.base.domains import SCORE_KEYS
from indicators.partnerships import Kind, Period

_TERRITORIES = [
    *("level", "code", "name", "population", "population_year", "area_km2", "lon", "lat"),
    *("epci", "departement", "region", "density", "postcodes", "former_codes"),
]
#: A licence that what derives from a database keeps; its rows stand in a table of their own.
_SHARE_ALIKE = "ODbL"


@dataclass(frozen=True)
class BundleTable:
    """One table of the whole.

    Attributes
    ----------
    name : of the file, without its extension.
    fr, en : what a row is.
    key : columns that tell rows apart.
    parts : gives the rows, in parts that fit in memory.
    packed : whether the file is packed (gzip): it would weigh hundreds of megabytes.
    """

    name: str
    fr: str
    en: str
    key: tuple[str, ...]
    parts: Callable[[Desk], Iterator[pd.DataFrame]]
    packed: bool = False


def bundle_tables() -> tuple[BundleTable, ...]:
    """List the tables, those that others refer to first."""
    return (
        BundleTable(
            "territoires", "Un territoire", "A territory", ("level", "code"), _one(_territories)
        ),
        BundleTable(
            "appartenances",
            "Une commune dans un territoire plus large",
            "A commune in a larger territory",
            ("level", "code", "commune"),
            _one(lambda desk: desk.memberships),
        ),
        BundleTable(
            "catalogue_indicateurs",
            "Un indicateur",
            "An indicator",
            ("key",),
            _one(partial(catalogue_rows, listed=Listed.INDICATORS)),
        ),
        BundleTable(
            "catalogue_questions",
            "Une question d’enquête",
            "A survey question",
            ("key",),
            _one(partial(catalogue_rows, listed=Listed.QUESTIONS)),
        ),
        BundleTable(
            "scores",
            "Un territoire dans un domaine : fragilité mesurée, réglages par défaut",
            "A territory in a domain: measured fragility, default recipe",
            ("level", "code", "domain"),
            _scores,
        ),
        *(
            BundleTable(
                f"indicateurs_{level.value}",
                f"Un indicateur d’un territoire, une année (niveau : {level.label})",
                f"An indicator of a territory, one year (level: {level.value})",
                ("indicator", "code", "year"),
                partial(_values, level=level),
                packed=level is Level.COMMUNE,
            )
            for level in LEVELS
        ),
        BundleTable(
            "ressenti",
            "Une réponse publiée d’une enquête réelle",
            "A published answer of a real survey",
            ("survey", "question", "group", "age", "level", "code"),
            _one(partial(_felt, share_alike=False)),
        ),
        BundleTable(
            "ressenti_odbl",
            "Une réponse publiée d’une enquête sous licence ODbL",
            "A published answer of a survey under the ODbL",
            ("survey", "question", "group", "age", "level", "code"),
            _one(partial(_felt, share_alike=True)),
        ),
        BundleTable(
            "ecarts",
            "Un écart entre ressenti et mesuré",
            "A gap between felt and measured",
            ("survey", "group", "domain", "level", "code"),
            _one(_gaps),
        ),
        BundleTable("partenariats", "Un partenariat", "A partnership", ("record",), _one(_records)),
        BundleTable(
            "pratiques",
            "Une pratique d’alliance",
            "A practice of an alliance",
            ("practice",),
            _one(lambda desk: desk.practices),
        ),
    )


def _one(rows: Callable[[Desk], pd.DataFrame]) -> Callable[[Desk], Iterator[pd.DataFrame]]:
    def parts(desk: Desk) -> Iterator[pd.DataFrame]:
        yield rows(desk)

    return parts


def _territories(desk: Desk) -> pd.DataFrame:
    return desk.territories[_TERRITORIES]


def _scores(desk: Desk) -> Iterator[pd.DataFrame]:
    for level in MAPPED_LEVELS:
        for domain in SCORE_KEYS:
            frame = objective_frame(desk, level, domain).rename(columns={"value": "score"})
            rows = frame.rename_axis("code").reset_index()
            yield rows.assign(level=level.value, domain=domain)[
                ["level", "code", "domain", *frame.columns]
            ]


def _values(desk: Desk, level: Level) -> Iterator[pd.DataFrame]:
    for key in desk.catalogue:
        rows = desk.values(level, [key], None)
        if len(rows):
            yield rows.sort_values(["code", "year"], kind="stable")


def _felt(desk: Desk, *, share_alike: bool) -> pd.DataFrame:
    rows = desk.estimates[~desk.estimates["demonstration"]]
    licence = rows["survey"].map(lambda key: desk.surveys[key].licence)
    kept = rows[licence.str.contains(_SHARE_ALIKE) == share_alike]
    told = kept["survey"].map(lambda key: desk.surveys[key].mention)
    return kept.drop(columns="demonstration").assign(mention=told)


def _gaps(desk: Desk) -> pd.DataFrame:
    tables = [
        table.rename_axis("code")
        .reset_index()
        .assign(
            survey=survey,
            group=group,
            domain=domain,
            level=level,
            mention=desk.surveys[survey].mention,
        )
        for (survey, group, domain, level), table in desk.gaps.items()
    ]
    # The gap in points may differ in sign from the gap itself: files have one of them alone.
    rows = pd.concat(tables, ignore_index=True).drop(columns="gap_points")
    rows = rows.rename(
        columns={"value": "gap", "low": "gap_low", "high": "gap_high", "se": "gap_se"}
    )
    first = ["survey", "group", "domain", "level", "code"]
    return rows[[*first, *(name for name in rows if name not in first)]]


def _records(desk: Desk) -> pd.DataFrame:
    """Lay out all the records: a question without a kind leaves grants out."""
    tables = []
    for kind in (None, Kind.GRANT.value):
        taken = taken_records(choose_records(desk, RecordsQuery(kind=kind, period=Period.ALL)))
        tables.append(taken.rows.assign(**taken.beside))
    return pd.concat(tables).drop(columns=["attached", "share"]).sort_index().reset_index()
