"""What ``from atlas import …`` offers: loaded when named, the numbers of the commands."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner
from pandas.testing import assert_frame_equal

import atlas
from atlas import caption, gaps, layer, profile, scores, territories, use_data
from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.score_frames import objective_frame
from atlas.desk.taken import flat_rows
from atlas.desk.written import COLUMNS
from atlas.divergences import GapQuery, gap_view
from atlas.divergences.export import taken_gap
from atlas.profiles import profile as describe
from atlas.profiles import to_json
from common.errors import (
    InvalidDataError,
    MissingDataError,
    NotAvailableError,
    OnlyDemonstrationError,
    UnknownNameError,
)
from common.levels import Level
from common.paths import DATA, ROOT
from fragiscope import cli
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_toml
from own_data.loaded import OWN_MARK
from own_data.workspace.opening import open_workspace
from tests.atlas.desk.brought import HERE, INDICATOR, SCHEME, fill

LAMBERT_93 = 2154


@pytest.fixture
def own_data() -> Iterator[None]:
    """Come back to the data of the product."""
    yield
    use_data()


def written(path: Path, *arguments: str) -> Path:
    done = CliRunner().invoke(cli, [*arguments, "-q", "-o", str(path)])
    assert done.exit_code == 0, done.stderr
    return path


def test_importing_the_package_reads_nothing() -> None:
    script = (
        "import sys, atlas; print({'pandas', 'geopandas', 'atlas.desk'} & set(sys.modules)); "
        "print('layer' in dir(atlas))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["set()", "True"]


def test_a_type_checker_sees_the_functions_that_are_given() -> None:
    seen = {
        str(alias.asname): node.module
        for node in ast.walk(ast.parse(Path(atlas.__file__).read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("atlas.")
        for alias in node.names
    }
    assert seen == atlas._HOMES
    assert set(seen) == set(atlas.__all__)
    for name, home in seen.items():
        assert getattr(atlas, name).__module__ == home
        assert "Examples\n" in getattr(atlas, name).__doc__
    with pytest.raises(AttributeError):
        _ = atlas.nonsense  # type: ignore[attr-defined]


def test_a_layer_is_the_file_that_the_command_writes(tmp_path: Path) -> None:
    asked = ("layer", "--level", "epci", "--domain", "mobilite", "--within", "departement:09")
    file = gpd.read_parquet(written(tmp_path / "l.parquet", *asked, "--crs", str(LAMBERT_93)))
    ours = layer("epci", "mobilite", within="departement:09", crs=LAMBERT_93)
    assert ours.crs == file.crs
    assert len(ours) > 5
    file = file.set_index("territory").loc[ours.index]
    assert (ours.geom_equals_exact(file.geometry, 0.01)).all()
    columns = [name for name in ours if name != "geometry"]
    assert_frame_equal(ours[columns], file[columns], check_dtype=False, rtol=0, atol=0)
    assert ours["rank"].dtype == "Int64"


def test_a_profile_is_the_files_that_the_command_writes(desk: Desk, tmp_path: Path) -> None:
    ours = profile("departement:09")
    rows = pd.read_csv(
        written(tmp_path / "p.csv", "profile", "departement:09"), index_col="key"
    ).loc[ours.indicators.index]
    assert set(ours.indicators) | set(COLUMNS) == set(rows)
    for name in ("value", "departement", "region", "france", "trend_change", "trend_first_value"):
        ours_there = ours.indicators[name].astype("float64")
        pd.testing.assert_series_equal(ours_there, rows[name].astype("float64"), rtol=0, atol=0)
    whole = json.loads(to_json(desk, describe(desk, desk.resolve("departement:09"))))
    scored = {row["domain"]: row["score"] for row in whole["domains"]}
    assert ours.domains["score"].dropna().to_dict() == {
        key: score for key, score in scored.items() if score is not None
    }
    assert len(ours.answers) == len(whole["answers"])
    assert ours.answers.attrs["mentions"] == whole["mentions"]
    assert ours.domains.attrs["recipe"] == whole["recipe"]


def test_gaps_are_those_of_the_screen(desk: Desk) -> None:
    view = gap_view(desk, GapQuery())
    ours, rows = gaps(), flat_rows(taken_gap(desk, view))
    columns = [name for name in ours if name != "geometry"]
    assert_frame_equal(ours[columns], rows[columns], rtol=0, atol=0)
    here = gaps(within="region:53")
    assert here["gap"].tolist() == [ours.loc["region:53", "gap"]]
    assert here.attrs["mentions"] == ours.attrs["mentions"]
    mapped = layer("region", "mobilite", "gap")["value"]
    pd.testing.assert_series_equal(ours["gap"], mapped, check_names=False, rtol=0, atol=0)
    assert set(view.about.mentions) <= set(caption(ours).splitlines())


def test_scores_are_those_of_the_index(desk: Desk, tmp_path: Path) -> None:
    ours = scores("region")
    assert set(ours.groupby("domain").size()) == {18}
    mobility = ours[ours["domain"] == "mobilite"].set_index("code")
    stored = objective_frame(desk, Level.REGION, "mobilite")
    assert mobility["rank"].equals(stored["rank"])
    assert (mobility["score"] - stored["value"]).abs().max() < 1e-5
    here = scores("epci", "sante", within="departement:09")
    everywhere = scores("epci", "sante")
    assert len(here) < len(everywhere)
    assert here["rank"].equals(everywhere["rank"].loc[here.index])
    (tmp_path / "mine.toml").write_text(to_toml(Recipe("mienne", excluded=("x",))), "utf-8")
    with pytest.raises(InvalidDataError, match="indicateur inconnu de l’indice"):
        scores("region", recipe=tmp_path / "mine.toml")
    plain = scores("region", "ensemble", recipe=ROOT / "recipes" / "simple.toml")
    assert plain.attrs["recipe"] != ours.attrs["recipe"]
    assert not plain["score"].equals(ours.loc[ours["domain"] == "ensemble", "score"])


def test_the_demonstration_is_out_of_sight_and_then_marked() -> None:
    with pytest.raises(OnlyDemonstrationError):
        layer("departement", "emploi", "perceived")
    drawn = layer("departement", "emploi", "perceived", demonstration=True)
    assert set(drawn["demonstration"]) == {DEMONSTRATION_MARK}
    assert caption(drawn).splitlines()[0] == DEMONSTRATION_MARK
    assert profile("departement:09", demonstration=True).views["demonstration"].any()
    assert "demonstration" not in layer("departement", "emploi")


def test_what_does_not_exist_is_refused_in_french() -> None:
    with pytest.raises(UnknownNameError, match="departement:09"):
        layer("commune", within="departement:9")
    with pytest.raises(UnknownNameError, match="niveau"):
        territories("france")
    with pytest.raises(UnknownNameError, match="Lambert-93"):
        territories("region", crs="L93")
    with pytest.raises(UnknownNameError, match="mobilite"):
        scores("region", "mobilte")
    with pytest.raises(NotAvailableError):
        profile("france:FR")
    with pytest.raises(InvalidDataError, match="attrs"):
        caption(pd.DataFrame({"value": [1.0]}))


def test_another_folder_of_data_answers(own_data: None, tmp_path: Path) -> None:
    with pytest.raises(MissingDataError):
        use_data(tmp_path)
    version = territories("region").attrs["data_version"]  # a refusal changes nothing
    for path in DATA.iterdir():
        if path.name != "manifest.json":
            (tmp_path / path.name).symlink_to(path)
    manifest = json.loads((DATA / "manifest.json").read_text("utf-8"))
    del manifest["tables"]["practices/practices.parquet"]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    use_data(tmp_path)
    assert territories("region").attrs["data_version"] != version
    use_data()
    assert territories("region").attrs["data_version"] == version


def test_a_workspace_stands_beside_the_data(own_data: None, desk: Desk, tmp_path: Path) -> None:
    address = str(tmp_path / "atelier.gpkg")
    with pytest.raises(MissingDataError, match=r"atelier\.gpkg"):
        use_data(workspace=address)
    fill(open_workspace(address), desk)

    def own_layer() -> gpd.GeoDataFrame:
        asked = {"within": "departement:01", "measure": "indicator", "indicator": INDICATOR}
        return layer("commune", **asked)

    with pytest.raises(UnknownNameError):
        own_layer()
    use_data(workspace=address)
    ours = own_layer()
    values = ours["value"].loc[["commune:01001", "commune:01002", f"commune:{HERE}"]]
    assert values.tolist() == pytest.approx([0.1, 0.2, 0.3])
    assert OWN_MARK in caption(ours).lower()
    version = desk.manifest.version
    assert ours.attrs["data_version"].endswith(f"+{version}")
    assert SCHEME in set(profile(f"commune:{HERE}").partnerships["scheme"])
    assert scores("region").attrs["data_version"] == version  # own data enter no score
    use_data()
    with pytest.raises(UnknownNameError):
        own_layer()
