from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest

from common.form import Form, finite, shown, typed


def test_fields_are_taken_with_their_type() -> None:
    form = Form({"a": "x", "b": 3, "c": True, "d": date(2026, 3, 1), "e": ["u", "v"], "f": 2})
    assert form.required("a", str) == "x"
    assert (form.take("b", int, 0), form.number("f", 0.5), form.number("g", 0.5)) == (3, 2.0, 0.5)
    assert form.take("c", bool, False)
    assert form.optional("d", date) == date(2026, 3, 1)
    assert form.optional("h", date) is None
    assert (form.texts("e"), form.texts("a"), form.texts("i")) == (("u", "v"), ("x",), ())
    form.refuse_others()
    assert form.faults == []


def test_all_faults_are_gathered_across_tables() -> None:
    form = Form({"a": 3, "b": {"c": "rouge", "odd": 1}, "list": [{"key": "z", "d": True}, 4]})
    form.take("a", str, "")
    inner = form.section("b")
    inner.choice("c", ("vert", "bleu"))
    inner.refuse_others()
    for entry in form.sections("list", "entrée"):
        entry.number("d", 0)
    assert form.faults == [
        "a : texte attendu, trouvé « 3 »",
        "b.c : attendu vert, bleu, trouvé « rouge »",
        "Inconnu : le champ « b.odd ». Attendu : c.",
        "list : tables attendues",
        "entrée 1 (z) : d : nombre attendu, trouvé « true »",
    ]


def test_a_choice_without_default_must_be_made() -> None:
    form = Form({})
    assert form.choice("kind", ("a", "b")) == "a"
    assert form.faults == ["kind : champ absent"]


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 1e308, -1e308, 10**4000, True])
def test_numbers_are_of_a_sane_size(value: float) -> None:
    form = Form({"x": value})
    assert form.number("x", 1.0) == 1.0
    assert len(form.faults) == 1
    with pytest.raises(ValueError, match="attendu"):
        finite(value)


def test_a_whole_number_is_bounded_too() -> None:
    with pytest.raises(ValueError, match="15 chiffres"):
        typed(int)(10**16)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": "secret" * 1000}, "une table"),
        (["secret"] * 1000, "une liste"),
        (10**4000, "un nombre démesuré"),
        ("é" * 1000, f"« {'é' * 100}… »"),
        (2.5, "« 2.5 »"),
    ],
)
def test_a_value_is_never_shown_at_length(value: Any, said: str) -> None:
    assert shown(value) == said
