"""The questionnaire of the kit on paper: notice, consent, instructions, questions with boxes."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.desk.about import About
from own_data.kit.prose import (
    CONSENT,
    INSTRUCTIONS,
    INTRODUCTION,
    NOTICE,
    THANKS,
    TITLE,
    TO_ADAPT,
)
from own_data.kit.question import KitForm, KitQuestion
from own_data.kit.questionnaire import asked_of, item_words
from own_data.kit.questions import KIT_QUESTIONS
from reports.report import Block, Cell, Column, Item, Items, Paragraph, Report, Section, Table

KICKER = "Kit d’enquête · à imprimer ou à adapter"
#: A box to tick, and a line to write on.
BOX, LINE = "☐", "…………………………………………"
_TO_RANK = "Rang"


def questionnaire_report() -> Report:
    """Lay out the questionnaire, what is said before it and how to put it to people."""
    first = (
        Section(
            "Instructions pour l’enquêteur",
            (Items(tuple(Item(lead, text) for lead, text in INSTRUCTIONS)),),
        ),
        Section("Information sur vos données (à remettre)", (Paragraph(NOTICE),)),
        Section("Accord de la personne", (Paragraph(CONSENT),)),
        Section("Introduction (à lire)", tuple(map(Paragraph, INTRODUCTION)), new_page=True),
    )
    asked = tuple(
        Section(f"Question {number} – {question.heading}", tuple(_blocks(question)))
        for number, question in enumerate(KIT_QUESTIONS, start=1)
    )
    return Report(
        kicker=KICKER,
        lines=(TO_ADAPT,),
        sections=(*first, *asked, Section("Fin", (Paragraph(THANKS),))),
        stamp=("kit-d-enquete",),
        about=About(TITLE),
    )


def _blocks(question: KitQuestion) -> Iterator[Block]:
    yield Paragraph(question.text)
    said = [text for text in (asked_of(question), question.advice) if text]
    if said:
        yield Paragraph(" – ".join(said), small=True)
    if question.form is KitForm.TEXT:
        yield Paragraph(LINE)
    elif question.form is KitForm.CHOICE:
        yield Table(
            "Une seule réponse",
            (Column("", "center", 0.3), Column("Réponse", width=4.0), Column("À saisir")),
            tuple(
                (Cell(BOX), Cell(answer.text), Cell(answer.value)) for answer in question.answers
            ),
        )
    elif question.form is KitForm.RANKS:
        yield Table(
            f"Écrire 1 à {question.ranks} en face de ce qui est choisi",
            (Column("", width=4.0), Column(_TO_RANK, "center")),
            tuple((Cell(item_words(item)), Cell("")) for item in question.items),
        )
    else:
        narrow = 0.35 if question.of_domains else 1.0
        yield Table(
            "Une réponse par ligne",
            (Column("", width=4.0),
             *(Column(answer.text, "center", narrow) for answer in question.answers)),
            tuple(
                (Cell(item_words(item)), *(Cell(BOX) for _ in question.answers))
                for item in question.items
            ),
            compact=question.of_domains,
        )  # fmt: skip
