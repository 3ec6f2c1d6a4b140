"""The kit as a form that LimeSurvey imports: its tab-separated survey structure.

The format is that of `Tab Separated Value survey structure
<https://www.limesurvey.org/manual/Tab_Separated_Value_survey_structure>`_ of the LimeSurvey manual:
UTF-8 with its mark, one row a setting (``S``), a text of the survey (``SL``), a group (``G``), a
question (``Q``), a subquestion (``SQ``) or an answer (``A``), in the order in which they belong to
one another. Types: ``L`` a list, ``!`` a list that drops down, ``F`` an array, ``S`` a short text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from indicators.base.groups import GROUP_KEYS
from own_data.kit.prose import INTRODUCTION, NOTICE, THANKS, TITLE
from own_data.kit.question import KitForm, KitQuestion
from own_data.kit.questionnaire import item_words
from own_data.kit.questions import GROUP_VALUES, KIT_QUESTIONS

#: Columns of the format that the form uses, and one attribute of questions.
HEADER = (
    *("class", "type/scale", "name", "relevance", "text", "help", "language", "validation"),
    *("mandatory", "other", "default", "same_default", "random_order"),
)
LANGUAGE = "fr"
#: Nothing of the person or of the moment is kept, and the notice is accepted before the questions.
SETTINGS = {
    "language": LANGUAGE,
    "format": "G",
    "anonymized": "Y",
    "datestamp": "N",
    "ipaddr": "N",
    "refurl": "N",
    "savetimings": "N",
    "allowsave": "N",
    "usecookie": "N",
    "showsurveypolicynotice": "1",
}
_ORDINALS = ("Première priorité", "Deuxième priorité", "Troisième priorité")
#: What the form waits for in a code of EPCI.
_SIREN = "/^[0-9]{9}$/"


def limesurvey_structure() -> bytes:
    """Write the form."""
    stream = io.StringIO()
    written = csv.DictWriter(stream, HEADER, delimiter="\t", lineterminator="\n", restval="")
    written.writeheader()
    written.writerows(structure_rows())
    return stream.getvalue().encode("utf-8-sig")


def structure_rows() -> Iterator[dict[str, str]]:
    """Give the rows of the form, in order."""
    for name, value in SETTINGS.items():
        yield {"class": "S", "name": name, "text": value}
    for name, text in _texts().items():
        yield {"class": "SL", "name": name, "text": text, "language": LANGUAGE}
    for number, question in enumerate(KIT_QUESTIONS, start=1):
        yield {
            "class": "G", "type/scale": str(number), "name": question.heading,
            "relevance": "1", "language": LANGUAGE,
        }  # fmt: skip
        yield from _question(question)


def relevance(question: KitQuestion) -> str:
    """Say when a question is asked, as an expression of LimeSurvey.

    >>> relevance(KIT_QUESTIONS[2]), relevance(KIT_QUESTIONS[-2])
    ('1', 'groupe.NAOK == "cit"')
    """
    if not question.groups:
        return "1"
    first = KIT_QUESTIONS[0]
    codes = {GROUP_VALUES[one.value]: one.code for one in first.answers}
    asked = [codes[key] for key in GROUP_KEYS if key in question.groups]
    return " or ".join(f'{first.code}.NAOK == "{code}"' for code in asked)


def _texts() -> dict[str, str]:
    return {
        "surveyls_title": TITLE.partition(" : ")[2].capitalize(),
        "surveyls_welcometext": "".join(f"<p>{text}</p>" for text in INTRODUCTION),
        "surveyls_endtext": f"<p>{THANKS}</p>",
        "surveyls_policy_notice": f"<p>{NOTICE}</p>",
        "surveyls_policy_notice_label": "J’ai lu cette information et j’accepte de répondre.",
        "surveyls_policy_error": "Sans votre accord, le questionnaire s’arrête ici.",
    }


def _question(question: KitQuestion) -> Iterator[dict[str, str]]:
    common = {
        "class": "Q",
        "relevance": relevance(question),
        "help": question.advice,
        "language": LANGUAGE,
        "mandatory": "Y" if question.needed else "N",
        "other": "N",
    }
    if question.form is KitForm.RANKS:
        for code, ordinal in zip(question.rank_codes, _ORDINALS, strict=False):
            yield common | {
                "type/scale": "!",
                "name": code,
                "text": f"{question.text} {ordinal} :",
            }
            for item in question.items:
                yield _answer(item.code, item_words(item))
        return
    of_form = {KitForm.TEXT: "S", KitForm.CHOICE: "L", KitForm.GRID: "F"}
    yield common | {
        "type/scale": of_form[question.form],
        "name": question.code,
        "text": question.text,
        "validation": _SIREN if question.form is KitForm.TEXT else "",
        "random_order": "1" if question.of_domains else "",
    }
    for item in question.items:
        yield {
            "class": "SQ", "type/scale": "0", "name": item.code, "relevance": "1",
            "text": item_words(item), "language": LANGUAGE,
        }  # fmt: skip
    for one in question.answers:
        yield _answer(one.code, one.text)


def _answer(code: str, text: str) -> dict[str, str]:
    """Write an answer; in the column of relevance stands its value in an assessment: none."""
    return {
        "class": "A", "type/scale": "0", "name": code, "relevance": "0", "text": text,
        "language": LANGUAGE,
    }  # fmt: skip
