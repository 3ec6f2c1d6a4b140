"""How a reader wants a map cut into classes: method, number, limits, and over which values."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.layers.drawn import CountCircles, FixedClasses, FreeClasses
from atlas.layers.layer import Layer, layer
from atlas.layers.measure import Ask
from common.errors import UnknownNameError
from common.french import number, parse_number
from common.labelled import Labelled
from geo.classes import Method
from indicators.base.catalogue import SHARE

#: What separates the limits of classes in a URL.
LIMITS_SEPARATOR = ";"


class ClassScope(Labelled):
    """Which values the classes are cut from."""

    COUNTRY = "pays", "tout le pays"
    SHOWN = "affiche", "le territoire affiché"
    YEARS = "annees", "toutes les années de l’indicateur"


_TOLD = {
    ClassScope.COUNTRY: "classes de tout le pays",
    ClassScope.SHOWN: "classes du territoire affiché",
    ClassScope.YEARS: "classes de toutes les années",
}


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
    scope: ClassScope = ClassScope.COUNTRY


def scopes_of(of: Layer) -> list[ClassScope]:
    """List the scopes that make a difference for a layer, the usual one first.

    A colour means the same in every département unless the reader asks otherwise: the classes are
    those of the country.
    """
    scopes = [ClassScope.COUNTRY]
    if isinstance(of.measure.drawn, FixedClasses | CountCircles):
        return scopes
    if of.query.within is not None:
        scopes.append(ClassScope.SHOWN)
    if Ask.YEAR in of.measure.asks:
        scopes.append(ClassScope.YEARS)
    return scopes


def values_to_cut(desk: Desk, of: Layer, scope: ClassScope) -> pd.DataFrame:
    """Give the rows that the classes of a layer are cut from.

    Returns
    -------
    DataFrame
        Columns of the measure, ``value`` among them, in the unit of the layer: those of the same
        question for the whole country, those of the layer, or, with ``value`` alone, those of the
        country in every year of the indicator.
    """
    if scope is ClassScope.YEARS:
        rows = desk.indicator_values(of.query.level, str(of.query.indicator))
        return rows[["value"]].reset_index(drop=True)
    whole = len(of.table) == len(desk.territories_of(of.query.level))
    if scope is ClassScope.SHOWN or whole:
        return of.table
    return layer(desk, replace(of.query, within=None)).table


def scope_words(of: Layer, choice: ClassChoice) -> str:
    """Say over what the classes of a layer are cut, where a reader could wonder; else "".

    Examples
    --------
    >>> from types import SimpleNamespace as Some
    >>> drawn, query = Some(drawn=FreeClasses(), asks=()), Some(within="departement:23")
    >>> scope_words(Some(measure=drawn, query=query), ClassChoice())
    'classes de tout le pays'
    """
    if choice.method is Method.BREAKS and isinstance(of.measure.drawn, FreeClasses):
        return ""
    return _TOLD[choice.scope] if len(scopes_of(of)) > 1 else ""


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
    of: Layer, method: str, limits: str = "", count: int = 5, scope: str = ClassScope.COUNTRY
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
        If there is no such method, a limit is not a number, or the layer has no such scope; that
        of the country and that of what is shown are always there, alike or not.
    """
    if method not in set(Method):
        raise UnknownNameError("la méthode de classes", method, list(Method))
    scopes = list(dict.fromkeys([ClassScope.COUNTRY, ClassScope.SHOWN, *scopes_of(of)]))
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
