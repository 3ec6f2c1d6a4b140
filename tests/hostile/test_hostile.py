"""Every hostile file is refused with the right sentence or right, in little time and memory."""

from __future__ import annotations

import re
from tempfile import gettempdir

import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import gazetteer
from geo.gazetteer import Gazetteer
from own_data.kinds.choices import Choices
from own_data.kinds.loading import check
from own_data.loaded import Fault, OwnKind
from tests.hostile.archives import ARCHIVES
from tests.hostile.bombs import BOMBS
from tests.hostile.case import Case, Refused, Taken
from tests.hostile.cells import CELLS
from tests.hostile.geographic import GEOGRAPHIC
from tests.hostile.literal import LITERAL
from tests.hostile.measured import (
    ABOUT,
    MOST_MEGABYTES,
    MOST_SECONDS,
    SHARED,
    Measured,
    measured,
)
from tests.hostile.plain_files import PLAIN
from tests.hostile.workbooks import WORKBOOKS
from tests.own_data.written import FORMATS

#: The same texts in every kind and format: a part of them in each run, all of them in `make bench`.
OFTEN, SELDOM = LITERAL[::4], [case for rank, case in enumerate(LITERAL) if rank % 4]
CASES = (*OFTEN, *ARCHIVES, *WORKBOOKS, *PLAIN, *GEOGRAPHIC, *CELLS, *BOMBS)
#: Words that no French sentence has: those of a library, or of a program that fell.
_ENGLISH = re.compile(
    r"\b(?:the|not|is|of|error|invalid|failed|found|expected|line|column|unexpected|could|cannot|"
    r"unable|missing|Traceback|Exception|None|NaN|dtype|object|nan|File)\b|0x[0-9a-f]+|"
    rf"{re.escape(gettempdir())}/"
)
#: What a sentence quotes is not its own.
_QUOTED = re.compile(r"« .*? »|\(.*?\)", re.S)


@pytest.fixture(scope="module")
def places(desk: Desk) -> Gazetteer:
    """What exists, and every reader warm: children are born of this."""
    made = gazetteer(desk)
    for form in ("xlsx", "geojson", "gpkg", "shapefile", "semicolon"):
        name, write = FORMATS[form]
        content = write([{"titre": "Navette", "commune": "Ambérieux"}])
        check(OwnKind.PARTNERSHIPS, content, name, made, Choices(ABOUT))
    return made


def test_there_are_enough_of_them() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= 200
    assert {case.kind for case in CASES} == set(OwnKind)


@pytest.mark.parametrize(
    "case",
    [
        *(pytest.param(case, id=case.name) for case in CASES),
        *(pytest.param(case, id=case.name, marks=pytest.mark.slow) for case in SELDOM),
    ],
)
def test_a_hostile_file_is_refused_or_right(case: Case, places: Gazetteer) -> None:
    came = measured(case, places)
    assert came.broken == ""
    assert came.seconds <= MOST_SECONDS * SHARED
    assert came.megabytes <= MOST_MEGABYTES
    faults = [Fault(**one) for one in came.report["faults"]]
    assert [told for told in (*map(str, faults), *came.report["notices"]) if english(told)] == []
    if isinstance(case.outcome, Refused):
        assert told_so(case.outcome, faults), faults or came.report
    else:
        assert faults == []
        assert_right(case.outcome, came)


def english(told: str) -> bool:
    return _ENGLISH.search(_QUOTED.sub("", told)) is not None


def told_so(outcome: Refused, faults: list[Fault]) -> bool:
    return any(
        outcome.says in str(fault)
        and outcome.line in (None, fault.line)
        and outcome.column in (None, fault.column)
        for fault in faults
    )


def assert_right(outcome: Taken, came: Measured) -> None:
    assert came.found == outcome.expected
    notices = " ".join(came.report["notices"])
    assert outcome.notice in notices
