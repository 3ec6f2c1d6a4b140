"""The commands of notes, as a user meets their refusals; the notes themselves are tested apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from fragiscope import cli


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["note", "crte:crte-84-26-1", "-o", "note.odt"], ".docx"),
        (["note", "crte:crte-84-26", "-o", "note.pdf"], "crte-84-26-9"),
        (["note", "france:FR", "-o", "note.pdf"], "France"),
        (["notes", "--level", "france", "--out", "notes"], "crte"),
        (["notes", "--level", "cantons", "--out", "notes"], "crte"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(
    arguments: list[str], named: str, tmp_path: Path
) -> None:
    *start, last = arguments
    done = CliRunner().invoke(cli, [*start, str(tmp_path / last)])
    assert done.exit_code == 2
    assert named in done.output
    assert "Traceback" not in done.output
    assert not list(tmp_path.iterdir())
