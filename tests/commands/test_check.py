from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from fragiscope import cli


def run(folder: Path, text: str, *options: str) -> Result:
    path = folder / "a.csv"
    path.write_text(text, "utf-8")
    return CliRunner().invoke(cli, ["check", str(path), *options])


GOOD = "code_insee;nom\n1004;Ambérieu-en-Bugey\n"


def test_a_clean_file_leaves_as_zero(tmp_path: Path) -> None:
    done = run(tmp_path, GOOD, "--kind", "perimeter")
    assert done.exit_code == 0, done.output
    assert "1 ligne prise, dont 1 réparée" in done.stdout


def test_faults_leave_as_one_and_as_json(tmp_path: Path) -> None:
    done = run(tmp_path, GOOD + "99999;X\n", "--kind", "perimeter", "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["clean"], told["taken"], told["repaired"], told["refused"]) == (False, 1, 1, 1)
    assert [fault["line"] for fault in told["faults"]] == [3]


def test_what_is_no_table_is_a_fault(tmp_path: Path) -> None:
    assert run(tmp_path, "", "--kind", "results").exit_code == 1


def test_a_wrong_question_leaves_as_two(tmp_path: Path) -> None:
    assert run(tmp_path, GOOD, "--kind", "surveys").exit_code == 2
    assert run(tmp_path, GOOD, "--kind", "results", "--domain", "emplois").exit_code == 2
    design = tmp_path / "design.toml"
    design.write_text("", "utf-8")
    assert run(tmp_path, GOOD, "--kind", "results", "--design", str(design)).exit_code == 2
    assert CliRunner().invoke(cli, ["check", "absent.csv", "--kind", "results"]).exit_code == 2


def test_a_design_is_followed(tmp_path: Path) -> None:
    design = tmp_path / "design.toml"
    design.write_text(
        'title = "t"\nproducer = "p"\nkind = "probability"\nmention = "m"\nyear = 2025\n'
        'group = "elus"\n[territories]\ncommune = "ville"\n[measures.sante]\ncolumn = "q7"\n',
        "utf-8",
    )
    rows = "".join(f"01004;{note % 11}\n" for note in range(60))
    done = run(tmp_path, f"ville;q7\n{rows}", "--kind", "survey", "--design", str(design))
    assert done.exit_code == 0, done.output
    assert "60 lignes prises" in done.stdout


def test_how_people_were_found_changes_the_margin(tmp_path: Path) -> None:
    results = "departement;valeur;n;domaine;groupe;sens;unite\n01;20;400;securite;citoyens;haut;%\n"
    floor = "3 points"
    told = run(tmp_path, results, "--kind", "results")
    drawn = run(tmp_path, results, "--kind", "results", "--sample", "probability")
    assert (told.exit_code, drawn.exit_code) == (0, 0), told.output
    assert floor in told.stdout
    assert floor not in drawn.stdout


def test_the_scope_of_questions_may_be_said_for_the_whole_file(tmp_path: Path) -> None:
    results = (
        "departement;valeur;n;domaine;groupe;sens;unite;question\n"
        "01;20;400;securite;citoyens;haut;%;Êtes-vous en sécurité ?\n"
    )
    assert "porte_sur" in run(tmp_path, results, "--kind", "results").stdout
    whole = run(tmp_path, results, "--kind", "results", "--scope", "domaine")
    assert "porte_sur" not in whole.stdout
