"""Tables of data/, frames between rooms and documents are what is declared."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.score_frames import OBJECTIVE_FRAME, gap_table, objective_frame
from atlas.divergences import GapQuery, gap_view
from atlas.divergences.pairs import NAMED_PAIR, PairQuery, pair_view
from atlas.divergences.view import GAP_VIEW
from atlas.layers.layer import layer
from atlas.layers.measure import Ask, Measure
from atlas.layers.measures import MEASURES
from atlas.layers.query import parse_query
from atlas.partnerships.need_response import NEED_RESPONSE, NeedQuery, need_response
from atlas.partnerships.records import RECORD_FRAME, RecordsQuery, choose_records
from atlas.profiles import profile
from atlas.profiles.trends import PROFILE_TRENDS
from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS, Level, Territory
from common.parquet_tables import read_table
from common.paths import DATA
from common.table_schema import TableSchema
from geo.boundaries import BOUNDARIES, read_boundaries
from geo.commune_facts import COMMUNE_FACTS, read_commune_facts
from geo.limits import LEVELS as LIMIT_LEVELS
from geo.limits import LIMITS, read_limits
from geo.territories import MEMBERSHIPS, TERRITORIES, read_memberships, read_territories
from indicators.base.series import SERIES, read_series
from indicators.base.values import CODE_CHANGES, VALUES, read_code_changes, read_values
from indicators.partnerships import RECORDS, SCHEMES, read_records, read_schemes
from indicators.partnerships.practices import PRACTICES, read_practices
from indicators.partnerships.store import (
    CLASS_RATES,
    OWN,
    PLACES,
    RATES,
    read_class_rates,
    read_own,
    read_places,
    read_rates,
)
from indicators.scores.correlations import CORRELATIONS, read_correlations
from indicators.scores.robustness_store import (
    INTERVALS,
    RANK_INTERVALS,
    ROBUSTNESS_SUMMARY,
    read_rank_intervals,
    read_robustness,
    read_robustness_summary,
)
from indicators.scores.score_store import MEDIAN_SCORES, SCORES, read_median_scores, read_scores
from indicators.views.answer_counts import ANSWER_COUNTS, read_answer_counts
from indicators.views.gap_store import GAP_TABLE, GAPS, read_gaps
from indicators.views.pairs import ODBL_PAIRS, PAIR, PAIRS
from indicators.views.perceptions import ESTIMATES, ODBL_ESTIMATES, read_estimates
from tools.architecture import ARCHITECTURE, architecture, declared, dictionary
from tools.architecture import DATA as DICTIONARY

#: Answers drawn by a program, whose columns are those that its own design declares.
NOT_DECLARED = ("perceptions/demonstration/answers.parquet",)
READERS: list[tuple[TableSchema, Callable[[], pd.DataFrame]]] = [
    (TERRITORIES, lambda: read_territories(DATA)),
    (MEMBERSHIPS, lambda: read_memberships(DATA)),
    *((BOUNDARIES, lambda level=level: read_boundaries(level, DATA)) for level in MAPPED_LEVELS),
    *((LIMITS, lambda level=level: read_limits(level, DATA)) for level in LIMIT_LEVELS),
    (COMMUNE_FACTS, lambda: read_commune_facts(DATA)),
    # The values of the communes are millions: one indicator stands for the others.
    (VALUES, lambda: read_values("commune", DATA, ["chomage_recensement"])),
    *(
        (VALUES, lambda level=level: read_values(level.value, DATA))
        for level in Level
        if level is not Level.COMMUNE
    ),
    (CODE_CHANGES, lambda: read_code_changes(DATA)),
    (SERIES, lambda: read_series(DATA)),
    *((SCORES, lambda level=level: read_scores(level.value, DATA)) for level in MAPPED_LEVELS),
    *(
        (INTERVALS, lambda level=level: read_robustness(level.value, DATA))
        for level in MAPPED_LEVELS
    ),
    (RANK_INTERVALS, lambda: read_rank_intervals("commune", DATA)),
    (ROBUSTNESS_SUMMARY, lambda: read_robustness_summary(DATA)),
    (ESTIMATES, lambda: read_estimates(DATA)),
    (ODBL_ESTIMATES, lambda: read_estimates(DATA)),
    (ANSWER_COUNTS, lambda: read_answer_counts(DATA)),
    (GAPS, lambda: read_gaps(DATA)),
    (PAIRS, lambda: read_table(DATA / PAIRS.file)),
    (ODBL_PAIRS, lambda: read_table(DATA / ODBL_PAIRS.file)),
    (MEDIAN_SCORES, lambda: read_median_scores(DATA)),
    (CORRELATIONS, lambda: read_correlations(DATA)),
    (RECORDS, read_records),
    (PLACES, lambda: read_places(DATA)),
    *((OWN, lambda level=level: read_own(level.value, DATA)) for level in Level),
    (RATES, lambda: read_rates(DATA)),
    (CLASS_RATES, lambda: read_class_rates(DATA)),
    (SCHEMES, read_schemes),
    (PRACTICES, read_practices),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "read"), READERS)
def test_a_table_is_read_as_it_is_declared(
    schema: TableSchema, read: Callable[[], pd.DataFrame]
) -> None:
    assert schema.faults(read()) == []


def test_every_table_of_data_is_declared() -> None:
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.parquet")}
    patterns = [schema.file for schema in declared().values() if schema.file]
    named = {
        pattern.format(level=level.value)
        for pattern in patterns
        for level in (*MAPPED_LEVELS, Level.FRANCE)
    }
    assert files - named == set(NOT_DECLARED)
    for pattern in patterns:
        assert any(pattern.format(level=level.value) in files for level in Level), pattern
    assert {schema.file for schema, _ in READERS} == set(patterns)


def frames(desk: Desk) -> list[tuple[TableSchema, pd.DataFrame]]:
    foix = Territory(Level.COMMUNE, "09122")
    felt = gap_view(desk, GapQuery())
    ardennes = profile(desk, Territory(Level.DEPARTEMENT, "08"))
    survey = felt.survey.key
    return [
        (OBJECTIVE_FRAME, objective_frame(desk, Level.EPCI, "emploi")),
        (GAP_TABLE, gap_table(desk, survey, Level.REGION, "mobilite", "citoyens")),
        (PAIR, next(iter(desk.pairs.values()))),
        (GAP_VIEW, felt.frame),
        (NAMED_PAIR, pair_view(desk, PairQuery("gd_alternatives_voiture")).frame),
        (NAMED_PAIR, pair_view(desk, PairQuery("vqs_sante", level=Level.DEPARTEMENT)).frame),
        (NEED_RESPONSE, need_response(desk, NeedQuery(Level.DEPARTEMENT, "emploi")).frame),
        (
            NEED_RESPONSE,
            need_response(desk, NeedQuery(Level.REGION, "mobilite", group="citoyens")).frame,
        ),
        (RECORD_FRAME, choose_records(desk, RecordsQuery(within=foix, around=True)).frame),
        (RECORD_FRAME, choose_records(desk, RecordsQuery(kind="alliance")).frame),
        (PROFILE_TRENDS, ardennes.trends),
    ]


def test_frames_between_rooms_are_what_is_declared(desk: Desk) -> None:
    made = frames(desk)
    assert [schema.faults(frame) for schema, frame in made] == [[]] * len(made)
    handed = [schema for schema in declared().values() if not schema.file]
    assert all(any(schema is one for one, _ in made) for schema in handed)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=str)
def test_a_layer_is_what_its_measure_declares(measure: Measure, demonstrating_desk: Desk) -> None:
    asked = {"indicator": "chomage_recensement"} if Ask.INDICATOR in measure.asks else {}
    made = 0
    for level, domain in product(MAPPED_LEVELS[1:], ("emploi", "mobilite", "securite", "ensemble")):
        try:
            shown = layer(
                demonstrating_desk, parse_query(level.value, domain, measure.key, **asked)
            )
        except NotAvailableError:
            continue
        made += 1
        assert measure.frame.faults(shown.frame) == [], f"{level} {domain}"
    assert made >= 4


def test_a_fault_is_told() -> None:
    schema = BOUNDARIES
    wrong = pd.DataFrame({"code": [1, 1], "geometry": [None, None]})
    told = schema.faults(wrong)
    assert told[0] == "code : int64, expected str"
    assert "geometry : 2 missing" in told
    assert told[-1] == "code : 1 row repeats the key"


def test_the_documents_are_what_the_declarations_say() -> None:
    """If not: python -m tools.architecture."""
    assert ARCHITECTURE.read_text("utf-8") == architecture()
    assert DICTIONARY.read_text("utf-8") == dictionary()
