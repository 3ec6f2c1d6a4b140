from __future__ import annotations

import pandas as pd
import pytest

from common.delimited import parse_delimited
from common.errors import InvalidDataError
from indicators.composite.cells import A_CODE, NOT_NEGATIVE, UNIQUE_CODE, cell_fault
from indicators.composite.hierarchy import (
    A_DIRECTION,
    ALL_NULL,
    AN_AGGREGATE,
    BELOW,
    CHILDLESS,
    CODE_OF_AGGREGATE,
    DECLARED,
    TYPES,
    read_hierarchy,
)

HEADER = "iCode,Type,Level,Parent,Direction,Weight,Denominator"


def meta(*rows: str) -> pd.DataFrame:
    return parse_delimited("\n".join((HEADER, *rows)), "meta.csv").frame


GOOD = (
    "top,Aggregate,3,,,1,",
    "g,Aggregate,2,top,1,1,",
    "h,Aggregate,2,top,1,2,",
    "a,Indicator,1,g,1,1,pop",
    "b,Indicator,1,g,-1,0,NA",
    "c,Indicator,1,h,1,,",
    "pop,Denominator,,,,,",
    "region,Group,NA,NA,NA,NA,NA",
)


def faults(*rows: str) -> list[str]:
    with pytest.raises(InvalidDataError) as caught:
        read_hierarchy(meta(*rows), "meta.csv")
    assert caught.value.source == "meta.csv"
    return caught.value.faults


def test_a_good_table_is_read_bottom_up() -> None:
    hierarchy = read_hierarchy(meta(*GOOD))
    assert hierarchy.indicators == ["a", "b", "c"]
    assert hierarchy.aggregates == ["g", "h", "top"]
    assert hierarchy.members("top") == ["g", "h"]
    assert hierarchy.others == ("pop", "region")
    assert hierarchy.nodes["weight"].tolist() == [1, 0, 1, 1, 2, 1]
    assert hierarchy.nodes["denominator"].dropna().to_dict() == {"a": "pop"}


def test_leaving_out_the_only_member_leaves_out_the_group() -> None:
    smaller = read_hierarchy(meta(*GOOD)).without(("c",))
    assert smaller.aggregates == ["g", "top"]


def test_leaving_out_everything_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="aucun indicateur"):
        read_hierarchy(meta(*GOOD)).without(("a", "b", "c"))


def test_missing_columns_are_listed() -> None:
    with pytest.raises(InvalidDataError) as caught:
        read_hierarchy(meta(*GOOD).drop(columns=["Parent", "Weight"]))
    assert caught.value.faults[:2] == ["colonne absente : Parent", "colonne absente : Weight"]
    assert caught.value.faults[2].startswith("colonnes trouvées : iCode, Type")


def test_a_column_of_another_case_is_named() -> None:
    with pytest.raises(InvalidDataError, match="iCode ; la table a « icode »"):
        read_hierarchy(meta(*GOOD).rename(columns={"iCode": "icode"}))


def test_weights_have_decimal_commas_as_data_do() -> None:
    rows = [row.replace("g,1,1,pop", 'g,"1,0","2,5",pop') for row in GOOD]
    assert read_hierarchy(meta(*rows)).nodes["weight"]["a"] == 2.5


def test_a_denominator_of_an_aggregate_divides_nothing() -> None:
    rows = [row.replace("g,Aggregate,2,top,1,1,", "g,Aggregate,2,top,1,1,pop") for row in GOOD]
    [fault] = faults(*rows)
    assert fault.startswith("ligne 3, colonne Denominator : rien attendu")


def test_unknown_parent_and_type() -> None:
    rows = [*GOOD, "d,Indicator,1,nowhere,1,1,", "e,Indicateur,1,g,1,1,"]
    assert faults(*rows) == [
        cell_fault(11, "Type", ", ".join(TYPES), "Indicateur"),
        cell_fault(10, "Parent", CODE_OF_AGGREGATE, "nowhere"),
    ]


def test_cycle() -> None:
    rows = [*GOOD, "x,Aggregate,4,y,1,1,", "y,Aggregate,5,x,1,1,", "d,Indicator,1,x,1,1,"]
    assert "cycle : x → y → x" in faults(*rows)


def test_repeated_code_and_empty_code() -> None:
    assert faults(*GOOD, "a,Indicator,1,h,1,1,", ",Indicator,1,h,1,1,") == [
        cell_fault(10, "iCode", UNIQUE_CODE, "a", "répété"),
        cell_fault(11, "iCode", A_CODE, None),
    ]


def test_weights_negative_not_numeric_or_all_zero() -> None:
    assert faults(
        "top,Aggregate,2,,1,1,",
        "a,Indicator,1,top,1,0,",
        "b,Indicator,1,top,1,0,",
    ) == [ALL_NULL.format(code="top")]
    assert faults(*GOOD, "d,Indicator,1,g,1,-1,", "e,Indicator,1,g,1,lourd,") == [
        cell_fault(10, "Weight", NOT_NEGATIVE, "-1"),
        cell_fault(11, "Weight", NOT_NEGATIVE, "lourd"),
    ]


def test_levels_must_rise_and_groups_have_members() -> None:
    rows = [*GOOD, "z,Aggregate,3,top,1,1,"]
    assert faults(*rows) == [
        cell_fault(10, "Level", BELOW.format(parent="top", level=3), 3),
        f"ligne 10, colonne iCode : {CHILDLESS.format(code='z')}",
    ]


def test_indicator_without_parent_direction_or_declared_denominator() -> None:
    assert faults(*GOOD, "d,Indicator,1,,,1,surface") == [
        cell_fault(10, "Direction", A_DIRECTION, None),
        cell_fault(10, "Parent", AN_AGGREGATE, None),
        cell_fault(10, "Denominator", DECLARED, "surface"),
    ]
