"""Answers that come back from the form of LimeSurvey, as the kit's own file has them.

LimeSurvey names a column after the code of its question, and of the line of an array in brackets
(``note[sante]``); what it wrote of an answer is its code, or its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from common.delimited import BLANKS, blanked
from common.french import fold, number
from own_data.kit.question import UNRANKED, KitForm, KitQuestion
from own_data.kit.questions import KIT_QUESTIONS
from own_data.loaded import Fault
from own_data.sheets.sheet import Sheet

#: Heading of a column: its code, or its code and its text.
_HEADING = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:\[([A-Za-z0-9]+)\])?(?:\. .*)?", re.S)
#: What LimeSurvey says of each response beside its answers.
_BESIDE = frozenset(
    ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "token")
)
_UNKNOWN = Fault(
    0, "", "une réponse que le formulaire ne propose pas", "l’une des réponses du questionnaire",
    "Corrigez la réponse, ou videz la cellule.",
)  # fmt: skip


def is_form_export(titles: pd.Index) -> bool:
    """Tell whether columns are those of an export of the form.

    >>> is_form_export(pd.Index(["groupe", "note[sante]"])), is_form_export(pd.Index(["sante"]))
    (True, False)
    """
    lines = {
        (question.code, item.code)
        for question in KIT_QUESTIONS
        if question.form is KitForm.GRID
        for item in question.items
    }
    return any(key in lines for key in _codes(titles))


def from_form(sheet: Sheet) -> Sheet:
    """Bring an export of the form to the columns of the kit; any other file stays as it is.

    Of a rank given twice to one thing, the first counts.

    Returns
    -------
    Sheet
        With a fault for each answer that the form does not propose; what a person answered is in
        none. Columns that are not of the form stay, to be judged like those of any file.
    """
    if not is_form_export(sheet.frame.columns):
        return sheet
    given = sheet.frame.apply(lambda column: blanked(column, BLANKS))
    heads = dict(zip(_codes(given.columns), given.columns, strict=True))
    made: dict[str, pd.Series] = {}
    faults: list[Fault] = []
    for question in KIT_QUESTIONS:
        for column, cells, wrong in _answered(question, given, heads):
            made[column] = cells
            faults += [replace(_UNKNOWN, line=int(line), column=column) for line in wrong]
    used = {heads[key] for key in _keys() if key in heads}
    left = [name for name in given.columns if name not in used and name.casefold() not in _BESIDE]
    frame = given[left].assign(**made).astype("str")
    said = (
        f"Export du formulaire LimeSurvey du kit : {number(len(made))} colonnes du questionnaire "
        "reconnues."
    )
    return replace(
        sheet,
        frame=frame[[*made, *left]],
        faults=(*sheet.faults, *faults),
        notices=(*sheet.notices, said),
    )


def _codes(titles: pd.Index) -> list[tuple[str, str]]:
    """Read the codes in headings; a heading that has none stands for itself."""
    found = [_HEADING.fullmatch(str(title)) for title in titles]
    return [
        (one[1], one[2] or "") if one else (str(title), "")
        for one, title in zip(found, titles, strict=True)
    ]


def _keys() -> Iterator[tuple[str, str]]:
    """Give the codes of every column that the form gives back."""
    for question in KIT_QUESTIONS:
        if question.form is KitForm.GRID:
            yield from ((question.code, item.code) for item in question.items)
        elif question.form is KitForm.RANKS:
            yield from ((code, "") for code in question.rank_codes)
        else:
            yield question.code, ""


def _answered(
    question: KitQuestion, given: pd.DataFrame, heads: dict[tuple[str, str], str]
) -> Iterator[tuple[str, pd.Series, pd.Index]]:
    """Give each column of a question, its cells, and the lines where they are unknown."""
    if question.form is KitForm.RANKS:
        yield from _ranked(question, given, heads)
        return
    lines = [(item.code, item.column) for item in question.items] or [("", question.column)]
    for code, column in lines:
        head = heads.get((question.code, code))
        if head is None:
            continue
        cells = given[head]
        if question.form is KitForm.TEXT:
            yield column, cells, cells.index[:0]
            continue
        words = {
            fold(word): one.value for one in question.answers for word in (one.code, one.text)
        } | {fold(one.value): one.value for one in question.answers}
        yield column, *_translated(cells, words)


def _ranked(
    question: KitQuestion, given: pd.DataFrame, heads: dict[tuple[str, str], str]
) -> Iterator[tuple[str, pd.Series, pd.Index]]:
    """Turn what stands at each rank into the rank of each item."""
    words = {fold(word): item.column for item in question.items for word in (item.code, item.text)}
    ranks = pd.DataFrame(
        UNRANKED, index=given.index, columns=[item.column for item in question.items], dtype="str"
    )
    answered = pd.Series(False, index=given.index)
    wrong = given.index[:0]
    places = [heads.get((code, "")) for code in question.rank_codes]
    if not any(places):
        return
    for rank, head in reversed(list(enumerate(places, start=1))):
        if head is None:
            continue
        chosen, unknown = _translated(given[head], words)
        answered |= chosen.notna()
        wrong = wrong.union(unknown)
        for column in ranks.columns:
            ranks[column] = ranks[column].mask(chosen == column, str(rank))
    for place, column in enumerate(ranks.columns):
        yield column, ranks[column].where(answered), wrong if place == 0 else wrong[:0]


def _translated(cells: pd.Series, words: dict[str, str]) -> tuple[pd.Series, pd.Index]:
    """Translate cells; an item that is told with what it is about is known by its name."""
    names = cells.map(lambda cell: fold(str(cell).partition(" : ")[0]), na_action="ignore")
    known = names.map(words, na_action="ignore")
    return known.astype("str"), cells.index[cells.notna() & known.isna()]
