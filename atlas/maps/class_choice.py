"""How a reader wants a map cut into classes: method, number, limits, and over which values."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.layer.layer import Layer, layer
from atlas.layer.measure import Ask
from common.errors import UnknownNameError
from common.french import number, parse_number
from common.labelled import Labelled
from geo.classes import Method
from indicators.base.catalogue import SHARE

#: What separates the limits of classes in a URL.
LIMITS_SEPARATOR = ";"


class ClassScope(Labelled):
    """Which values the classes are cut from."""

    SHOWN = "affiche", "les territoires affichés"
    COUNTRY = "pays", "tous les territoires du pays"
    YEARS = "annees", "toutes les années de l’indicateur"


@dataclass(frozen=True)
class ClassChoice:
    """How classes are cut.

    Attributes
    ----------
    method : how; a value of :class:`geo.classes.Method`.
    count : wanted number of classes, for the methods that take one.
    breaks : inner limits in the unit of the layer, for the method ``breaks``.
    scope : values that the classes are cut from.
    """

    method: Method = Method.QUANTILES
    count: int = 5
    breaks: tuple[float, ...] = ()
    scope: ClassScope = ClassScope.SHOWN


def scopes_of(of: Layer) -> list[ClassScope]:
    """List the scopes that make a difference for a layer."""
    scopes = [ClassScope.SHOWN]
    if of.query.within is not None:
        scopes.append(ClassScope.COUNTRY)
    if Ask.YEAR in of.measure.asks:
        scopes.append(ClassScope.YEARS)
    return scopes


def values_to_cut(desk: Desk, of: Layer, scope: ClassScope) -> pd.Series:
    """Give the values that the classes of a layer are cut from.

    Returns
    -------
    Series
        In the unit of the layer: those of the layer, those of the same question for the whole
        country, or those of every year of the indicator (country or container, as the layer).
    """
    if scope is ClassScope.YEARS:
        rows = desk.indicator_values(of.query.level, str(of.query.indicator))
        values: pd.Series = rows.loc[rows["code"].isin(of.frame.index), "value"]
        return values.reset_index(drop=True)
    if scope is ClassScope.COUNTRY:
        return layer(desk, replace(of.query, within=None)).table["value"]
    return of.table["value"]


def idle_limits(of: Layer, choice: ClassChoice) -> str:
    """Say which of the chosen limits part no value of a layer from another.

    Returns
    -------
    str
        A French sentence; "" when every limit does, and for the other methods.

    Examples
    --------
    >>> from types import SimpleNamespace as Some
    >>> shown = Some(unit="share", table=pd.DataFrame({"value": [0.05, 0.2, None]}))
    >>> idle_limits(shown, ClassChoice(Method.BREAKS, breaks=(0.1, 0.99)))
    'Hors des valeurs affichées, de 5,0 à 20,0 : la limite 99 ne sépare aucun territoire.'
    """
    values = of.table["value"].dropna()
    if choice.method is not Method.BREAKS or values.empty:
        return ""
    unit, low, high = shown_unit(of), values.min(), values.max()
    idle = tuple(limit * unit for limit in choice.breaks if not low <= limit < high)
    if not idle:
        return ""
    span = " à ".join(number(edge * unit, 1) for edge in (low, high))
    many = len(idle) > 1
    return (
        f"Hors des valeurs affichées, de {span} : "
        f"{'les limites' if many else 'la limite'} {write_limits(idle)} "
        f"ne {'séparent' if many else 'sépare'} aucun territoire."
    )


def parse_limits(text: str) -> tuple[float, ...]:
    """Read limits written by a reader, ``12,5 ; 20 ; 30``.

    Raises
    ------
    UnknownNameError
        If one of them is not a number.

    Examples
    --------
    >>> parse_limits("12,5 ; 20;30")
    (12.5, 20.0, 30.0)
    """
    return tuple(_limit(part) for part in text.split(LIMITS_SEPARATOR) if part.strip())


def write_limits(limits: tuple[float, ...]) -> str:
    """Write limits as a reader would.

    >>> write_limits((12.5, 20.0))
    '12,5 ; 20'
    """
    return f" {LIMITS_SEPARATOR} ".join(f"{limit:.6g}".replace(".", ",") for limit in limits)


def shown_unit(of: Layer) -> float:
    """How many units on screen make one unit of the layer: 100 for a share, shown in %."""
    return 100.0 if of.unit == SHARE else 1.0


def parse_choice(
    of: Layer, method: str, limits: str = "", count: int = 5, scope: str = ClassScope.SHOWN
) -> ClassChoice:
    """Read a choice from texts, as they come from a command line.

    Parameters
    ----------
    of : the layer to cut.
    method : how; a value of :class:`geo.classes.Method`.
    limits : inner limits in the unit shown to readers (%, not shares), ``12,5 ; 20``; when
        there are some, they are the classes.
    count : wanted number of classes.
    scope : one of :class:`ClassScope`.

    Raises
    ------
    UnknownNameError
        If there is no such method, a limit is not a number, or the scope changes nothing for the
        layer.
    """
    if method not in set(Method):
        raise UnknownNameError("la méthode de classes", method, list(Method))
    scopes = scopes_of(of)
    if scope not in scopes:
        raise UnknownNameError("la base des limites", scope, [known.value for known in scopes])
    breaks = tuple(limit / shown_unit(of) for limit in parse_limits(limits))
    cut = Method.BREAKS if breaks else Method(method)
    return ClassChoice(cut, count, breaks, ClassScope(scope))


def _limit(text: str) -> float:
    try:
        return parse_number(text)
    except ValueError:
        raise UnknownNameError(
            "la limite de classe", text.strip(), "un nombre, par exemple 12,5"
        ) from None
