"""``profile``: what it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from commands.usage import REFUSED, USAGE
from fragiscope import cli


def test_a_perimeter_file_becomes_a_profile(tmp_path: Path) -> None:
    listed, output = tmp_path / "liste.csv", tmp_path / "profil.json"
    listed.write_text("Code EPCI;Nom\n240100883;Plaine de l’Ain\n", "cp1252")
    done = CliRunner().invoke(
        cli, ["profile", "--perimeter", str(listed), "--name", "Essai", "-o", str(output)]
    )
    assert done.exit_code == 0, done.output
    assert "Essai, " in done.output
    assert "Grand Débat" in done.output  # the mention of what is told around
    assert "démonstration" not in done.output
    read = json.loads(output.read_text("utf-8"))
    assert read["name"] == "Essai"
    assert read["twin"] == "epci:240100883"
    assert len(read["communes"]) == 53


def test_what_is_wrong_is_told_with_exit_code_2(tmp_path: Path) -> None:
    output = str(tmp_path / "out.json")
    wrong = tmp_path / "faux.txt"
    wrong.write_text("1004\nNulle part\n")
    for arguments, said in (
        (["epci:1"], "le territoire"),
        (["france:FR"], "France entière"),
        ([], "--perimeter"),
        (["epci:240100883", "--perimeter", str(wrong)], "--perimeter"),
        (["--perimeter", str(wrong)], "« Nulle part »"),
    ):
        done = CliRunner().invoke(cli, ["profile", *arguments, "-o", output])
        assert done.exit_code in (REFUSED, USAGE), done.output
        assert said in done.output
        assert "Traceback" not in done.output
    assert not Path(output).exists()
