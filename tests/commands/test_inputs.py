"""What commands refuse before any work: files to write, names, paths."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from commands.numbers import FiniteNumber
from commands.paths import OutputFile
from commands.usage import FAILED
from common.errors import UnknownNameError
from fragiscope import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


SURVEY = ("survey", "--answers", "a.csv", "--design", "d.toml", "--by", "epci")
AREAS = ("small-area", "--input", "a.csv", "--direct", "y", "--se", "s")


@pytest.mark.parametrize(
    ("arguments", "accepted"),
    [
        ((*SURVEY, "-o"), ".csv"),
        ((*SURVEY, "-o", "out.csv", "--differences"), ".csv"),
        (
            ("layer", "--level", "epci", "-o"),
            ".geojson, .json, .gpkg, .parquet, .fgb, .csv ou .xlsx",
        ),
        (("partnerships", "-o"), ".geojson, .json, .gpkg, .parquet, .fgb, .csv ou .xlsx"),
        (("zonal", "--raster", "r.tif", "--level", "epci", "--stat", "sum", "-o"), ".csv"),
        (("clusters", "--input", "u.geojson", "--value", "v", "-o"), ".csv"),
        (("density", "-o"), ".tif ou .tiff"),
        ((*AREAS, "-o"), ".csv"),
        ((*AREAS, "-o", "out.csv", "--model"), ".json"),
        (("index", "--data", "d", "--meta", "m", "--recipe", "r", "-o"), ".csv"),
        (("profile", "epci:240100883", "-o"), ".json, .csv ou .xlsx"),
        (("picture", "--level", "epci", "-o"), ".png, .svg ou .pdf"),
        (("note", "epci:240100883", "-o"), ".pdf ou .docx"),
    ],
)
def test_a_file_to_write_must_say_its_format(
    arguments: tuple[str, ...], accepted: str, tmp_path: Path
) -> None:
    for name in ("sortie.odt", "sortie"):
        done = run(*arguments, tmp_path / name)
        assert done.exit_code == 2
        assert f"« {name} »" in done.stderr
        assert f"finit par {accepted}." in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("given", ["nan", "inf", "-inf", "1e999", "sept"])
@pytest.mark.parametrize(
    ("start", "option"),
    [
        ((*AREAS, "-o", "out.csv", "--benchmark", "ratio"), "--target"),
        (("density", "-o", "out.tif"), "--cell"),
        (("density", "-o", "out.tif"), "--bandwidth"),
        (("picture", "--level", "epci", "-o", "out.png"), "--width"),
    ],
)
def test_an_option_that_is_no_finite_number_is_refused(
    start: tuple[str, ...], option: str, given: str
) -> None:
    done = run(*start, option, given)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"fragiscope : valeur refusée pour l’option {option} : attendu un nombre fini."
    ]


def test_every_option_that_is_a_number_is_a_finite_one() -> None:
    options = [option for command in cli.commands.values() for option in command.params]
    floats = [one for one in options if isinstance(one.type, click.types.FloatParamType)]
    assert len(floats) >= 4
    assert all(isinstance(one.type, FiniteNumber) for one in floats)


def test_the_case_of_an_extension_does_not_count() -> None:
    assert OutputFile(".csv").convert("A.CSV", None, None) == Path("A.CSV")
    with pytest.raises(UnknownNameError, match=r"\.csv\.$"):
        OutputFile(".csv").convert("csv", None, None)


@pytest.mark.parametrize("start", [("note", "commune:01004", "commune:01005"), ("profile",)])
def test_a_name_too_long_is_refused_with_its_limit(start: tuple[str, ...], tmp_path: Path) -> None:
    output = tmp_path / ("o.pdf" if start[0] == "note" else "o.json")
    done = run(*start, "--name", "é" * 81, "-o", output)
    assert done.exit_code == 2
    assert "80 caractères au plus attendus, 81 trouvés" in done.stderr
    assert not output.exists()


def test_what_a_name_cannot_keep_is_told(tmp_path: Path) -> None:
    listed, output = tmp_path / "liste.txt", tmp_path / "o.json"
    listed.write_text("01004\n01005\n", "utf-8")
    done = run("profile", "--perimeter", listed, "--name", "Vallée 🌳", "-o", output)
    assert done.exit_code == 0, done.output
    assert "imprimer est retiré : 🌳." in done.stderr
    assert '"name": "Vallée"' in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("profile", "commune:01004", "--name", "x"), "ne va qu’avec --perimeter"),
        (("profile", "--perimeter", "absent.csv"), "Fichier absent : absent.csv"),
        (("profile", "--perimeter", "."), "est un dossier"),
    ],
)
def test_what_is_wrong_is_said_in_french(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = run(*arguments, "-o", tmp_path / "o.json")
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_limits_without_their_classes_and_an_empty_container_are_refused(tmp_path: Path) -> None:
    start = ("picture", "--level", "region", "-o", tmp_path / "o.png")
    assert "--classes breaks" in run(*start, "--limits", "10 ; 20").stderr
    assert "la base des limites" in run(*start, "--scope", "annees").stderr
    assert "le territoire «  »" in run(*start, "--within", "").stderr
    assert not (tmp_path / "o.png").exists()


def test_what_the_system_refuses_is_said_in_french(tmp_path: Path) -> None:
    done = run("layer", "--level", "region", "-o", tmp_path / f"{'x' * 300}.json")
    assert done.exit_code == FAILED
    assert "son nom est trop long" in done.stderr
    (tmp_path / "file").write_text("", "utf-8")
    done = run("layer", "--level", "region", "-o", tmp_path / "file" / "o.json")
    assert "n’est pas un dossier" in done.stderr


def test_a_number_out_of_bounds_is_told_with_its_bounds(tmp_path: Path) -> None:
    start = ("zonal", "--raster", "r.tif", "--level", "epci", "--stat", "sum", "-o", "o.csv")
    assert "un nombre entier de 1 à 64" in run(*start, "--workers", 0).stderr


def test_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    binary, answers = tmp_path / "b.toml", tmp_path / "a.csv"
    binary.write_bytes(bytes(range(256)))
    answers.write_text("code^note\n01004^3\n", "utf-8")
    output = tmp_path / "o.csv"
    done = run("survey", "--answers", answers, "--design", binary, "--by", "epci", "-o", output)
    assert "texte UTF-8 attendu (TOML)\n" in done.stderr
    design = tmp_path / "d.toml"
    design.write_text("title = \n", "utf-8")
    done = run("survey", "--answers", answers, "--design", design, "--by", "epci", "-o", output)
    assert "illisible à la ligne 1, colonne 9" in done.stderr
    done = run("small-area", "--input", answers, "--direct", "note", "--se", "s", "-o", output)
    assert "séparateur attendu" in done.stderr
