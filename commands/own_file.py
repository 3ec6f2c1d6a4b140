"""A file of one's own, as commands are given it: what it is, what it does not say, its report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands.paths import FILE
from commands.speech import answer

if TYPE_CHECKING:
    from atlas.desk.desk import Desk
    from indicators.survey.design import Design
    from own_data.kinds.choices import Choices
    from own_data.kinds.loading import Checked
    from own_data.loaded import CheckReport

Command = TypeVar("Command", bound=Callable[..., Any])
_KINDS = ("survey", "results", "partnerships", "practices", "indicators", "perimeter")
_OPTIONS = (
    click.option(
        "--kind",
        type=click.Choice(_KINDS),
        required=True,
        help="Ce que le fichier contient : réponses d’une enquête, résultats publiés, "
        "partenariats, indicateurs ou périmètre.",
    ),
    click.option(
        "--design", type=FILE, help="Plan de l’enquête (TOML) ; sinon lu dans les colonnes."
    ),
    click.option("--sheet", default="", help="Feuille du classeur ; la première par défaut."),
    click.option("--title", default="", help="Titre ; le nom du fichier par défaut."),
    click.option("--organisation", default="", help="Qui apporte les données."),
    click.option("--year", type=int, help="Année des données ; l’année en cours par défaut."),
    click.option(
        "--domain", default="", help="Domaine de tout le fichier, sans colonne « domaine »."
    ),
    click.option(
        "--group", default="", help="Groupe de tous les répondants, sans colonne « groupe »."
    ),
    click.option("--unit", default="", help="Unité de tous les chiffres, sans colonne « unite »."),
    click.option(
        "--fragile",
        type=click.Choice(["high", "low"]),
        help="Ce qui dit une fragilité dans tout le fichier : un chiffre élevé (high) ou faible "
        "(low).",
    ),
    click.option(
        "--sample",
        type=click.Choice(["probability", "self_selected"]),
        default="self_selected",
        show_default=True,
        help="Comment les personnes ont été trouvées (résultats, enquête sans plan) : tirées au "
        "sort ou par quotas (probability), ou volontaires (self_selected), avec une marge d’au "
        "moins 3 points.",
    ),
    click.option(
        "--scope",
        type=click.Choice(["domaine", "partie"]),
        help="Ce sur quoi portent les questions des résultats, sans colonne « porte_sur » : tout "
        "le domaine, ou une partie.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Rapport en JSON sur la sortie standard."),
)


def own_file_options(command: Command) -> Command:
    """Give a command a file of one's own, its kind, and what the file does not say."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return click.argument("file", type=FILE, metavar="FICHIER")(command)


def checked(desk: Desk, file: Path, kind: str, said: dict[str, Any]) -> Checked:
    """Read a file as one of a kind; whatever is wrong with it is in the report.

    Parameters
    ----------
    desk : the opened data.
    file, kind, said : values of :func:`own_file_options`.
    """
    from atlas.desk.perimeters import gazetteer  # noqa: PLC0415 - keeps `--help` immediate
    from common.files import read_bounded  # noqa: PLC0415
    from common.limits import OWN_BYTES  # noqa: PLC0415
    from own_data.kinds.loading import check  # noqa: PLC0415
    from own_data.loaded import OwnKind  # noqa: PLC0415

    content = read_bounded(file, OWN_BYTES)
    design = _design(said["design"], kind)
    return check(
        OwnKind(kind), content, file.name, gazetteer(desk), _choices(file, said),
        design=design, sheet=said["sheet"],
    )  # fmt: skip


def tell(report: CheckReport, *, as_json: bool) -> None:
    """Write the report for a reader, or for a script."""
    if not as_json:
        _tell(report)
        return
    import json  # noqa: PLC0415 - keeps `--help` immediate

    from own_data.checks.report_json import report_json  # noqa: PLC0415

    answer(json.dumps(report_json(report), ensure_ascii=False, indent=2))


def _choices(file: Path, said: dict[str, Any]) -> Choices:
    """Read what the file does not say."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from indicators.base.domains import domain  # noqa: PLC0415
    from indicators.base.groups import group_label  # noqa: PLC0415
    from indicators.base.survey_kind import SurveyKind  # noqa: PLC0415
    from own_data.kinds.choices import Choices  # noqa: PLC0415
    from own_data.loaded import OwnSource  # noqa: PLC0415

    if said["domain"]:
        domain(said["domain"])
    if said["group"]:
        group_label(said["group"])
    about = OwnSource(
        said["title"] or file.stem,
        said["organisation"] or "votre organisation",
        said["year"] or datetime.now(UTC).year,
    )
    direction = {"high": 1, "low": -1}.get(said["fragile"] or "", 0)
    return Choices(
        about, domain=said["domain"], group=said["group"], direction=direction, unit=said["unit"],
        sample=SurveyKind(said["sample"]), scope=said["scope"] or "",
    )  # fmt: skip


def _design(path: Path | None, kind: str) -> Design | None:
    """Read the design of a survey."""
    if path is None:
        return None
    if kind != "survey":
        raise click.UsageError("--design va avec --kind survey.")
    from indicators.survey.design import read_design  # noqa: PLC0415

    return read_design(path)


def _tell(report: CheckReport) -> None:
    from own_data.checks.report_words import faults_left, summary, verdict  # noqa: PLC0415

    answer(summary(report))
    for notice in report.notices:
        answer(f"- {notice}")
    if report.is_clean and len(report.preview):
        answer(report.preview.to_string())
    answer(verdict(report))
    for fault in report.faults:
        answer(f"- {fault}")
    left = faults_left(report)
    if left:
        answer(left)
