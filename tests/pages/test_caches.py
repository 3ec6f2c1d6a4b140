"""What visitors can multiply is bounded in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common.paths import ROOT
from pages.parts.kit import cache_sizes, caches
from pages.parts.kit.cache_sizes import own_entries
from pages.parts.kit.caches import cache_data, cache_resource
from pages.parts.kit.seen import Own, Seen

#: Types of a handful of values: what is kept by them alone needs no bound.
FEW = {"Level"}
SIZES = {name for name, value in vars(cache_sizes).items() if isinstance(value, cache_sizes.Kept)}


def files() -> list[Path]:
    return sorted((ROOT / "pages").rglob("*.py"))


def cached_functions() -> Iterator[tuple[ast.FunctionDef, ast.expr | None]]:
    """Each function that Streamlit caches, with the bound of its decorator."""
    for path in files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for decorator in node.decorator_list:
                    if "cache_" in ast.unparse(decorator):
                        assert isinstance(decorator, ast.Call), f"{node.name}: no option"
                        options = {word.arg: word.value for word in decorator.keywords}
                        yield node, options.get("max_entries")


def test_each_cache_takes_its_bound_from_the_one_place() -> None:
    named = set()
    for function, bound in cached_functions():
        if bound is None:
            kinds = {ast.unparse(a.annotation) for a in function.args.args if a.annotation}
            assert kinds <= FEW, f"{function.name} keeps an answer for each {kinds}"
        else:
            text = ast.unparse(bound)
            assert re.fullmatch(r"sizes\.\w+\.entries", text), function.name
            named.add(text.split(".")[1])
    assert named == SIZES


def test_each_cache_is_by_what_the_session_sees() -> None:
    """Streamlit's own are named where that enters the key, for the desk and the workspace."""
    naming = {
        path.relative_to(ROOT / "pages").as_posix()
        for path in files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("cache_data", "cache_resource")
    }
    assert naming == {"parts/kit/caches.py", "parts/kit/desk.py", "parts/kit/own.py"}


@pytest.mark.parametrize("cache", [cache_data, cache_resource])
def test_what_one_session_sees_is_not_served_to_another(
    cache: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, made = Seen(), list[Seen]()
    monkeypatch.setattr(caches, "seen", lambda: now)

    @cache(show_spinner=False)  # type: ignore[untyped-decorator]
    def told(first: int, _not_in_the_key: object = None, *, second: int = 0) -> tuple[Seen, int]:
        made.append(now)
        return now, first + second

    every = [Seen(), Seen(True), Seen(False, Own("a")), Seen(False, Own("b"))]
    every.append(Seen(True, Own("a")))
    for now in (*every, *every):
        assert told(1, object(), second=2) == (now, 3)
        assert told(1, second=3) == (now, 4)
    assert made == [one for one in every for _ in range(2)]
    caches.forget_own()
    for now in every:
        assert told(1, second=2) == (now, 3)
    assert made[10:] == [one for one in every if one.own.content]


def test_no_screen_keeps_anything_by_another_way() -> None:
    for path in files():
        text = path.read_text("utf-8")
        assert "functools import cache" not in text, path.name
        assert "lru_cache" not in text, path.name


def test_caches_full_of_their_largest_answers_fit() -> None:
    kept = [getattr(cache_sizes, name) for name in SIZES]
    assert (
        sum((one.entries + own_entries(one.entries)) * one.largest for one in kept)
        <= cache_sizes.MOST_MEMORY
    )
