"""What the ``small-area`` command does: a file of areas in, modelled estimates out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common.errors import InvalidDataError, faults_of
from common.french import number
from common.missing_marks import BLANKED, marks_sentence
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import domain_label
from indicators.small_area.benchmark import Benchmark
from indicators.small_area.estimation import SmallAreaResult, eblup
from indicators.small_area.guards import refuse_own_indicators
from indicators.small_area.table import AreaColumns, read_areas

_DECIMALS = 6


def run_small_area(
    path: Path,
    *,
    smooth: bool = False,
    benchmark: str | None = None,
    target: float | None = None,
    domain: str | None = None,
    accept_regression: bool = False,
    remarks: list[str] | None = None,
    **columns: Any,
) -> SmallAreaResult:
    """Estimate the areas of a file.

    Parameters
    ----------
    path : CSV of areas.
    smooth : whether to smooth variances over the number of answers.
    benchmark : ``ratio`` or ``difference``; None for no benchmark.
    target : weighted mean of all the areas, for the benchmark.
    domain : domain of the perception, whose own indicators are refused as covariates.
    accept_regression : whether to estimate even where direct estimates would hardly count.
    remarks : receives French sentences on what of the file was left out.
    columns : fields of :class:`indicators.small_area.table.AreaColumns`.

    Raises
    ------
    MissingDataError, InvalidDataError, NotAvailableError, UnknownNameError
        As :func:`indicators.small_area.table.read_areas` and
        :func:`indicators.small_area.estimation.eblup`.
    """
    named = AreaColumns(**columns)
    faults = []
    if smooth and not named.answers:
        faults.append("--smooth demande --n, la colonne du nombre de réponses")
    if benchmark is None and (target is not None or named.weights):
        faults.append("--target et --weights demandent --benchmark")
    if faults:
        raise InvalidDataError("les options", faults)
    if domain is not None:
        domain_label(domain)  # an unknown domain is said before anything is read
        refuse_own_indicators((*named.covariates, *named.factors), domain, load_catalogue())
    table = read_areas(path, named, remarks)
    moved = Benchmark(benchmark, table.weights, target) if benchmark else None
    numbers = table.covariates.assign(**{named.direct: table.direct["value"]})
    if remarks is not None and (odd := marks_sentence(numbers, BLANKED)):
        remarks.append(odd)
    with faults_of(path.name):
        return eblup(
            table.direct,
            table.covariates,
            intercept=named.intercept,
            smooth=smooth,
            accept_regression=accept_regression,
            benchmark=moved,
        )


def describe(result: SmallAreaResult) -> Iterator[str]:
    """Say the model in French, one line for each coefficient."""
    for name, row in result.beta.iterrows():
        error = number(row["se"], _DECIMALS)
        yield f"{name} : {number(row['coefficient'], _DECIMALS)} (erreur type {error})"
    yield f"Variance entre aires (REML) : {number(result.sigma2, _DECIMALS + 2)}"
    yield (
        "Estimations modélisées : elles empruntent aux covariables, aucune n’est une mesure du "
        "territoire."
    )


def model_json(result: SmallAreaResult) -> str:
    """Write coefficients and variance as JSON."""
    content = {
        "method": "Fay-Herriot, REML",
        "status": "modelled",
        "beta": {
            str(name): {"coefficient": float(row["coefficient"]), "se": float(row["se"])}
            for name, row in result.beta.iterrows()
        },
        "sigma2_v": result.sigma2,
        "restricted_loglikelihood": result.loglikelihood,
        "areas": len(result.frame),
        "areas_without_direct_estimate": int(result.frame["synthetic"].sum()),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
