"""The numbers that an option accepts: finite ones."""

from __future__ import annotations

import math
from typing import Any

import click


class FiniteNumber(click.types.FloatParamType):
    """A number with a decimal point or comma; ``nan`` and ``inf`` are none.

    Examples
    --------
    >>> FiniteNumber().convert("0,5", None, None)
    0.5
    """

    name = "nombre"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the number."""
        text: Any = value.strip().replace(",", ".") if isinstance(value, str) else value
        number = super().convert(text, param, ctx)
        if not math.isfinite(number):
            self.fail("nombre fini attendu", param, ctx)
        return number


NUMBER = FiniteNumber()
