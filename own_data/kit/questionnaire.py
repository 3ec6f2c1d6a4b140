"""The questionnaire as a text: what is asked, and where each answer goes in the file."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.base.groups import GROUPS
from own_data.kit.prose import INTRODUCTION, NOTICE, THANKS, TITLE, TO_ADAPT
from own_data.kit.question import UNRANKED, KitAnswer, KitForm, KitItem, KitQuestion
from own_data.kit.questions import KIT_QUESTIONS


def questionnaire_text() -> str:
    """Write the questionnaire in Markdown."""
    parts = [
        f"# {TITLE}",
        f"*{TO_ADAPT}*",
        "## Introduction",
        *INTRODUCTION,
        "## Information sur vos données",
        NOTICE,
    ]
    for number, question in enumerate(KIT_QUESTIONS, start=1):
        parts += [f"## Question {number} – {question.heading}", *_question(question)]
    return "\n\n".join([*parts, THANKS]) + "\n"


def asked_of(question: KitQuestion) -> str:
    """Say who is asked, "" where everybody is.

    >>> asked_of(KIT_QUESTIONS[0]), asked_of(KIT_QUESTIONS[-1])
    ('', 'Élus locaux, entreprises, associations, fondations, acteurs académiques seulement')
    """
    if not question.groups:
        return ""
    first, *others = (GROUPS[key] for key in question.groups)
    return f"{', '.join([first, *(one[0].lower() + one[1:] for one in others)])} seulement"


def item_words(item: KitItem) -> str:
    """Name an item, with what it is about.

    >>> item_words(KitItem("a", "b", "Santé", "pouvoir se soigner"))
    'Santé : pouvoir se soigner'
    """
    return f"{item.text} : {item.hint}" if item.hint else item.text


def _question(question: KitQuestion) -> Iterator[str]:
    yield question.text
    said = [text for text in (asked_of(question), question.advice) if text]
    if said:
        yield f"*{' – '.join(said)}*"
    if question.form is KitForm.TEXT:
        yield f"*(colonne `{question.column}`)*"
    elif question.form is KitForm.CHOICE:
        yield f"*(une seule réponse ; colonne `{question.column}`)*"
        yield _table("réponse", "à écrire dans le fichier",
                     [(one.text, one.value) for one in question.answers])  # fmt: skip
    elif question.form is KitForm.RANKS:
        yield (
            f"*(classer de 1 à {question.ranks} ; {UNRANKED} pour ce qui n’est pas classé ; vide "
            "si la personne n’a pas répondu à la question)*"
        )
        yield _items(question)
    else:
        given = ", ".join(_named(one) for one in question.answers)
        told = "de 0 à 10" if question.of_domains else given
        yield f"*(une réponse par ligne : {told})*"
        yield _items(question)


def _named(answer: KitAnswer) -> str:
    same = answer.text.lower() == answer.value
    return f"`{answer.value}`" if same else f"`{answer.value}` ({answer.text.lower()})"


def _items(question: KitQuestion) -> str:
    rows = [(item_words(item), item.column) for item in question.items]
    return _table("sujet", "colonne", rows)


def _table(first: str, second: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {text} | `{name}` |" for text, name in rows]
    return "\n".join([f"| {first} | {second} |", "|---|---|", *lines])
