from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.typed_part import typed_part

LETTERS = st.text("abcdéœŒ St-’'. 19")


def shown(written: str, typed: str) -> str:
    return "".join(f"[{piece}]" if bold else piece for piece, bold in typed_part(written, typed))


@pytest.mark.parametrize(
    ("written", "typed", "expected"),
    [
        ("Aubusson-d’Auvergne", "aubusson d", "[Aubusson-d]’Auvergne"),
        ("CRTE de l’Île-d’Yeu", "l'ile d yeu", "CRTE de [l’Île-d’Yeu]"),
        ("CRTE Argenton - Vallée", "argenton vall", "CRTE [Argenton - Vall]ée"),
        ("Châtillon-sur-Chalaronne", "chala chati", "[Châti]llon-sur-[Chala]ronne"),
        ("Sainte-Colombe", "ste colombe 77", "[Sainte]-[Colombe]"),
        ("Œuilly", "oe", "[Œ]uilly"),
        ("Œuilly", "o", "[Œ]uilly"),
        ("Paris 15e Arrondissement", "paris 15ème", "[Paris 15]e Arrondissement"),
        ("Saubusse", "aubu", "S[aubu]sse"),
        ("2A004", "2a0", "[2A0]04"),
        ("Marseille", "marseile", "Marseille"),
        ("Lyon", "  ", "Lyon"),
        ("", "lyon", ""),
    ],
)  # fmt: skip
def test_what_was_typed_is_told_apart(written: str, typed: str, expected: str) -> None:
    assert shown(written, typed) == expected


@given(LETTERS, LETTERS)
def test_the_pieces_make_the_name_again(written: str, typed: str) -> None:
    pieces = typed_part(written, typed)
    assert "".join(piece for piece, _ in pieces) == written
    assert all(piece for piece, _ in pieces)
