"""What the small-area model refuses, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from common.errors import NotAvailableError
from common.french import number, percent, plural
from indicators.base.catalogue import Indicator
from indicators.base.domains import OVERALL, domain_label
from indicators.small_area.fay_herriot import FayHerriot

#: Areas with a direct estimate under which there is nothing to borrow strength from.
MINIMUM_AREAS = 20
#: Areas with a direct estimate beyond the number of coefficients.
MINIMUM_FREEDOM = 10
#: Median share of the direct estimates below which only the regression would speak.
MINIMUM_GAMMA = 0.05

Floats = npt.NDArray[np.float64]


def refuse_own_indicators(
    covariates: Iterable[str], domain: str, catalogue: Mapping[str, Indicator]
) -> None:
    """Refuse covariates that make the objective score of the domain.

    A perception predicted from the objective indicators would be close to them by construction:
    the gap between the two would shrink towards 0, and say nothing.

    Parameters
    ----------
    covariates : names of the covariates.
    domain : domain of the perception, or ``ensemble``.
    catalogue : declared indicators by key.

    Raises
    ------
    NotAvailableError
        Naming the covariates at fault.
    """
    own = [
        name
        for name in covariates
        if name in catalogue
        and catalogue[name].in_index
        and domain in (OVERALL, catalogue[name].domain)
    ]
    if own:
        raise NotAvailableError(
            f"Covariables refusées pour « {domain_label(domain)} » : {', '.join(own)}. Elles font "
            "le score mesuré de ce domaine : la perception estimée lui ressemblerait par "
            "construction et l’écart tendrait vers zéro. Choisissez des covariables d’un autre "
            "domaine ou de structure (population, densité, âge)."
        )


def refuse_few_areas(areas: int, coefficients: int) -> None:
    """Refuse a model with too few areas.

    Raises
    ------
    NotAvailableError
        Saying how many areas there are and are needed.
    """
    needed = max(MINIMUM_AREAS, coefficients + MINIMUM_FREEDOM)
    if areas < needed:
        raise NotAvailableError(
            f"Estimation modélisée impossible : {number(areas)} territoires ont une estimation "
            f"directe, il en faut {number(needed)} pour {number(coefficients)} "
            f"{plural(coefficients, 'coefficient')}."
        )


def refuse_nothing_to_borrow(model: FayHerriot, variance: Floats) -> None:
    """Refuse a model where areas do not differ beyond their sampling errors.

    Raises
    ------
    NotAvailableError
        If σ² is 0, or so small that the direct estimates hardly count.
    """
    gamma = float(np.median(model.sigma2 / (model.sigma2 + variance)))
    if gamma < MINIMUM_GAMMA:
        raise NotAvailableError(
            "Estimation modélisée impossible : au-delà de l’erreur d’échantillonnage et des "
            "covariables, les territoires ne diffèrent pas (variance entre territoires estimée à "
            f"{number(model.sigma2, 4)}, poids médian des estimations directes "
            f"{percent(gamma)}). Chaque estimation ne serait que la régression."
        )
