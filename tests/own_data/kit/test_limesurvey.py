"""The form for LimeSurvey, checked against the format that its manual documents."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise

import pytest

from own_data.kit.limesurvey import HEADER, LANGUAGE, SETTINGS, limesurvey_structure
from own_data.kit.question import KitForm
from own_data.kit.questions import KIT_QUESTIONS

#: Columns of the manual, in its order; « id » and « related_id » may be left out.
DOCUMENTED = [
    *("class", "type/scale", "name", "relevance", "text", "help", "language", "validation"),
    *("mandatory", "other", "default", "same_default"),
]
#: What may follow each class of row: groups hold questions, these subquestions, then answers.
FOLLOWS = {
    "": {"S"},
    "S": {"S", "SL"},
    "SL": {"SL", "G"},
    "G": {"Q"},
    "Q": {"Q", "SQ", "A", "G"},
    "SQ": {"SQ", "A"},
    "A": {"A", "Q", "G"},
}
#: Types of the form: whether they have subquestions, and answers.
TYPES = {"L": (False, True), "!": (False, True), "F": (True, True), "S": (False, False)}
#: Lengths of the columns where LimeSurvey keeps codes and texts.
LONGEST = {"Q": 20, "SQ": 20, "A": 5, "G": 200}
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    text = limesurvey_structure().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def questions(rows: list[Row]) -> list[tuple[Row, list[Row], list[Row]]]:
    """Put beside each question the subquestions and the answers that follow it."""
    found: list[tuple[Row, list[Row], list[Row]]] = []
    for row in rows:
        if row["class"] == "Q":
            found.append((row, [], []))
        elif row["class"] in ("SQ", "A"):
            found[-1][1 if row["class"] == "SQ" else 2].append(row)
    return found


def test_the_file_is_as_an_export_writes_it() -> None:
    content = limesurvey_structure()
    assert content.startswith(b"\xef\xbb\xbfclass\ttype/scale\tname\t")
    lines = content.decode("utf-8-sig").splitlines()
    assert {line.count("\t") for line in lines} == {len(HEADER) - 1}  # no tab, no break in a cell
    assert list(HEADER[: len(DOCUMENTED)]) == DOCUMENTED


def test_rows_come_in_the_documented_order(rows: list[Row]) -> None:
    classes = ["", *(row["class"] for row in rows)]
    pairs = pairwise(classes)
    assert [pair for pair in pairs if pair[1] not in FOLLOWS[pair[0]]] == []
    assert {row["class"] for row in rows} == {"S", "SL", "G", "Q", "SQ", "A"}


def test_settings_keep_nothing_of_the_person(rows: list[Row]) -> None:
    said = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    assert said == SETTINGS
    assert said["language"] == LANGUAGE
    assert said["anonymized"] == "Y"
    assert {said[name] for name in ("ipaddr", "datestamp", "refurl", "savetimings")} == {"N"}
    texts = {row["name"]: row["text"] for row in rows if row["class"] == "SL"}
    assert all(texts.values())
    assert 0 < len(texts["surveyls_title"]) <= 200
    assert len(texts["surveyls_policy_notice_label"]) <= 192
    assert "responsable du traitement" in texts["surveyls_policy_notice"]


def test_every_row_is_in_the_language_of_the_form(rows: list[Row]) -> None:
    assert {row["language"] for row in rows if row["class"] != "S"} == {LANGUAGE}


def test_types_have_what_they_need(rows: list[Row]) -> None:
    asked = questions(rows)
    for question, lines, answers in asked:
        assert (bool(lines), bool(answers)) == TYPES[question["type/scale"]], question["name"]
    ranks = sum(question.ranks for question in KIT_QUESTIONS)
    plain = sum(question.form is not KitForm.RANKS for question in KIT_QUESTIONS)
    assert len(asked) == ranks + plain
    assert len([row for row in rows if row["class"] == "G"]) == len(KIT_QUESTIONS)


def test_codes_are_those_that_limesurvey_takes(rows: list[Row]) -> None:
    for row in rows:
        if row["class"] in LONGEST:
            assert 0 < len(row["name"]) <= LONGEST[row["class"]], row["name"]
        if row["class"] == "Q":
            assert re.fullmatch("[A-Za-z][A-Za-z0-9]*", row["name"]), row["name"]
        if row["class"] in ("SQ", "A"):
            assert re.fullmatch("[A-Za-z0-9]+", row["name"]), row["name"]
            assert row["name"] != "0"  # PHP takes it for no answer
            assert row["type/scale"] == "0"
            assert row["text"]
    asked = questions(rows)
    names = [question["name"].lower() for question, _, _ in asked]
    assert len(set(names)) == len(names)
    for _, lines, answers in asked:
        for codes in ([one["name"] for one in lines], [one["name"] for one in answers]):
            assert len(set(codes)) == len(codes)


def test_flags_are_letters_and_conditions_name_questions(rows: list[Row]) -> None:
    for question, _, _ in questions(rows):
        assert question["mandatory"] in ("Y", "N")
        assert question["other"] == "N"
        if question["relevance"] != "1":
            parts = question["relevance"].split(" or ")
            assert all(re.fullmatch(r'groupe\.NAOK == "[a-z]{3}"', part) for part in parts)
    asked = {row["name"]: row["relevance"] for row in rows if row["class"] == "Q"}
    assert asked["age"] == 'groupe.NAOK == "cit"'
    assert '"cit"' not in asked["categorie"]
    assert asked["note"] == "1"
