"""The questions that a design file declares, and what each of its columns measures."""

from __future__ import annotations

from common.form import Form
from indicators.base.domains import DOMAIN_KEYS
from indicators.survey.question import DEFAULT_BOUNDS, Question, QuestionKind

#: Kinds of question that a domain may be asked by: those whose answers have bounds.
DOMAIN_KINDS = ("score", "scale", "binary", "priority", "category")


def domain_questions(form: Form) -> list[Question]:
    """Read the questions about domains, one table each in ``[measures]``."""
    tables = form.section("measures")
    for name in tables.table:
        tables.check(
            name in DOMAIN_KEYS,
            f"{name} : domaine inconnu ; attendus : {', '.join(DOMAIN_KEYS)}. "
            f"Pour une autre question, écrivez [variables.{name}]",
        )
    return [_question(tables, name, DOMAIN_KINDS, "score", plain=False) for name in tables.table]


def own_questions(form: Form) -> list[Question]:
    """Read the questions that are about no domain, one table each in ``[variables]``."""
    tables = form.section("variables")
    for name in tables.table:
        tables.check(name not in DOMAIN_KEYS, f"{name} : un domaine s’écrit [measures.{name}]")
    kinds = tuple(kind.value for kind in QuestionKind)
    return [_question(tables, name, kinds, "number", plain=True) for name in tables.table]


def _question(
    tables: Form, name: str, kinds: tuple[str, ...], usual: str, *, plain: bool
) -> Question:
    """Read one question."""
    form = tables.section(name)
    kind = QuestionKind(form.choice("kind", kinds, usual))
    low, high = DEFAULT_BOUNDS[kind]
    question = Question(
        domain=name,
        column=form.take("column", str, name),
        kind=kind,
        low=form.number("low", low),
        high=form.number("high", high),
        fragile_when_high=plain or form.choice("fragile", ("high", "low"), "high") == "high",
        top=form.take("top", int, 1),
        wording=form.take("unit", str, ""),
        categories=form.texts("category"),
        denominator=form.take("denominator", str, ""),
        plain=plain,
    )
    form.refuse_others()
    form.check(question.low < question.high, "low doit être inférieur à high")
    form.check(question.top >= 1, "top doit être au moins 1")
    form.check(
        bool(question.categories) == (kind is QuestionKind.CATEGORY),
        "category : les réponses qui comptent, pour le type category et pour lui seul",
    )
    form.check(
        bool(question.denominator) == (kind is QuestionKind.RATIO),
        "denominator : la colonne qui divise, pour le type ratio et pour lui seul",
    )
    return question
