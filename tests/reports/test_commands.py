"""The commands of notes, as a user meets their refusals; the notes themselves are tested apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.note import DOCUMENTS
from fragiscope import cli
from reports.documents.kinds import DocumentKind


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["note", "crte:crte-84-26-1", "-o", "note.odt"], ".docx"),
        (["note", "crte:crte-84-26", "-o", "note.pdf"], "crte-84-26-9"),
        (["note", "france:FR", "--document", "note", "-o", "note.pdf"], "rapport-regional"),
        (["note", "commune:01004", "--document", "rapport-regional", "-o", "n.pdf"], "revue"),
        (["note", "france:FR", "--document", "revue-de-projets", "-o", "n.pdf"], "rapport"),
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


def test_the_documents_of_the_command_are_those_that_exist() -> None:
    assert list(DOCUMENTS) == [kind.value for kind in DocumentKind]
