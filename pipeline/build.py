"""All the steps from the official files to ``data/``, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from common.drafts import sweep
from indicators.base.questions import PublishedSurvey, load_questions, published_surveys
from pipeline.boundaries import build_boundaries
from pipeline.commune_facts import build_commune_facts
from pipeline.correlations import build_correlations
from pipeline.declared import official_files
from pipeline.gaps import build_gaps
from pipeline.indicators.build import build_indicators
from pipeline.limits import build_limits
from pipeline.manifest import LICENCE_OUVERTE, TableOrigin, write_manifest
from pipeline.pairs import build_pairs
from pipeline.partnerships.attached import build_attached
from pipeline.partnerships.build import build_partnerships
from pipeline.partnerships.practices import build_practices
from pipeline.perceptions.build import ODBL, build_perceptions
from pipeline.robustness import build_robustness
from pipeline.scores import build_scores
from pipeline.territories import build_territories

#: Called with the share of the whole build that is done (0-1) and a French word on what is next.
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Step:
    """One step of the build.

    Attributes
    ----------
    label : French, shown while it runs.
    share : part of the whole build's time, as measured.
    run : from the sources to the tables of the step.
    """

    label: str
    share: float
    run: Callable[[Path, Path, Progress], object]


def origins() -> tuple[TableOrigin, ...]:
    """Declare what every table is made from."""
    made_from = official_files().feeding
    surveys = list(published_surveys(load_questions()).values())
    return (
        TableOrigin(
            "boundaries/**/*.parquet",
            "Insee, DGCL, IGN, ANCT",
            "code officiel géographique 2026, CRTE fin 2022",
            LICENCE_OUVERTE,
            made_from("boundaries"),
        ),
        TableOrigin(
            "territories/*.parquet",
            "Insee",
            "zones d’emploi 2020, recensement de 2018",
            LICENCE_OUVERTE,
            made_from("territories"),
        ),
        TableOrigin(
            "indicators/**/*.parquet",
            "voir le catalogue des indicateurs",
            "voir le catalogue des indicateurs",
            LICENCE_OUVERTE,
            made_from("indicators"),
        ),
        TableOrigin(
            "perceptions/demonstration/*",
            "Fragiscope (tirage aléatoire documenté, sans valeur statistique)",
            "démonstration",
            LICENCE_OUVERTE,
            (),
        ),
        TableOrigin(
            "perceptions/*.*",
            *_surveys([one for one in surveys if one.licence != ODBL]),
            made_from("perceptions"),
        ),
        TableOrigin(
            "perceptions/odbl/*",
            *_surveys([one for one in surveys if one.licence == ODBL]),
            made_from("perceptions/odbl"),
        ),
        TableOrigin(
            "partnerships/**/*.parquet",
            "ANCT, DGCL, ministères, voir la table des dispositifs",
            "2019-2026",
            LICENCE_OUVERTE,
            made_from("partnerships"),
        ),
        TableOrigin(
            "practices/*.parquet",
            "ANCT, DGITM, ADEME, ministère chargé de l’agriculture, voir chaque pratique",
            "2024-2026",
            "voir chaque pratique",
            made_from("practices"),
        ),
    )


def _surveys(surveys: list[PublishedSurvey]) -> tuple[str, str, str]:
    """Give producer, vintage and licence of what is made of published surveys."""
    years = sorted({survey.year for survey in surveys})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    licences = {survey.licence for survey in surveys}
    return (
        ", ".join(dict.fromkeys(survey.producer for survey in surveys)),
        span,
        licences.pop() if len(licences) == 1 else "voir chaque enquête",
    )


def _whole(run: Callable[[Path, Path], object]) -> Callable[[Path, Path, Progress], object]:
    return lambda sources, data, progress: run(sources, data)


STEPS = (
    Step("territoires", 0.05, _whole(build_territories)),
    Step("communes", 0.01, _whole(build_commune_facts)),
    Step("contours", 0.18, _whole(build_boundaries)),
    Step("limites", 0.01, _whole(build_limits)),
    Step("indicateurs", 0.48, build_indicators),
    Step("scores", 0.02, build_scores),
    Step("corrélations", 0.01, _whole(build_correlations)),
    Step("solidité des rangs", 0.08, build_robustness),
    Step("perceptions", 0.04, _whole(build_perceptions)),
    Step("écarts", 0.01, _whole(build_gaps)),
    Step("paires", 0.01, _whole(build_pairs)),
    Step("partenariats", 0.07, _whole(build_partnerships)),
    Step("rattachements", 0.01, _whole(build_attached)),
    Step("pratiques", 0.01, _whole(lambda _, data: build_practices(data))),
    Step("manifeste", 0.01, _whole(lambda sources, data: write_manifest(sources, data, origins()))),
)


def build_all(sources: Path, data: Path, progress: Progress) -> None:
    """Run every step, once what a killed build left is swept.

    Parameters
    ----------
    sources : folder of the official files.
    data : folder to write.
    progress : told of each step, and of each indicator.
    """
    for folder in (data, *(path for path in data.rglob("*") if path.is_dir())):
        sweep(folder)
    done = 0.0
    for step in STEPS:
        progress(done, step.label)
        step.run(sources, data, partial(_within, progress, done, step.share))
        done += step.share
    progress(1.0, "")


def _within(progress: Progress, done: float, share: float, part: float, what: str) -> None:
    progress(done + part * share, what)
