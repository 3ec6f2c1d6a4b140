from __future__ import annotations

import ast
import copy
from pathlib import Path

import pytest

from common.labelled import Explained, Labelled
from common.paths import ROOT

ROOMS = ("common", "geo", "indicators", "atlas", "reports", "pipeline", "pages", "commands")


class _Colour(Labelled):
    RED = "red", "rouge"
    BLUE = "blue", "bleu"


class _Sign(Explained):
    STOP = "stop", "Arrêt", "Il faut s’arrêter."


def test_a_member_is_its_value_and_carries_its_words() -> None:
    assert (str(_Colour.RED), f"{_Colour.BLUE}", _Colour("red")) == ("red", "blue", _Colour.RED)
    assert [colour.label for colour in _Colour] == ["rouge", "bleu"]
    assert (_Sign.STOP.label, _Sign.STOP.sentence) == ("Arrêt", "Il faut s’arrêter.")
    assert copy.deepcopy(_Colour.RED) is _Colour.RED
    with pytest.raises(ValueError, match="green"):
        _Colour("green")


@pytest.mark.parametrize("room", ROOMS)
def test_no_enumeration_keeps_its_words_elsewhere(room: str) -> None:
    others = []
    for path in sorted(Path(ROOT, room).rglob("*.py")):
        name = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and "StrEnum" in {ast.unparse(b) for b in node.bases}:
                words = [n.name for n in node.body if isinstance(n, ast.FunctionDef)]
                others += [(name, node.name)] if {"label", "sentence"} & set(words) else []
    assert others == []
