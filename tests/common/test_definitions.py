"""The words of the product are defined once, briefly, and faults of the file are told together."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.definitions import LONGEST, definition, definitions
from common.errors import InvalidDataError, UnknownNameError
from indicators.views.positions import GapStatus


def test_each_word_comes_once_with_a_sentence() -> None:
    found = definitions()
    assert {"fragilite", "ecart", "epci", "crte", "fragilite_silencieuse"} <= set(found)
    assert len({one.term for one in found.values()}) == len(found)
    assert all(one.meaning.endswith((".", "…")) for one in found.values())


def test_the_positions_have_the_names_that_the_screens_give_them() -> None:
    said = {one.term for one in definitions().values()}
    assert said >= {
        GapStatus.SILENT_FRAGILITY.label,
        GapStatus.ALIGNED_FRAGILE.label,
        GapStatus.LISTENING_TOPIC.label,
    }


def test_a_word_that_nobody_defined_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="epci"):
        definition("epcis")


def test_the_faults_of_the_file_are_told_together(tmp_path: Path) -> None:
    path = tmp_path / "definitions.toml"
    entry = '[[definition]]\nkey = "a"\nterm = "A"\nmeaning = "{}"\n'
    path.write_text(entry.format("Bref.") + entry.format("x" * (LONGEST + 1)) + "sens = 1\n")
    with pytest.raises(InvalidDataError) as refused:
        definitions(path)
    said = str(refused.value)
    assert "deux fois" in said
    assert str(LONGEST + 1) in said
    assert "sens" in said
