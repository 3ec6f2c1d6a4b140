"""Where things stand on the page of a picture: points, from the bottom left corner."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Transform

_PER_INCH = 72
#: One millimetre, in points (1/72 inch).
MM = _PER_INCH / 25.4


@dataclass(frozen=True)
class Box:
    """A rectangle of the page, in points; ``bottom`` counts upward from the foot of the page."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right side."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Upper side."""
        return self.bottom + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the box."""
        return self.left + self.width / 2, self.bottom + self.height / 2


def on_page(figure: Figure) -> Transform:
    """Transform that lets an artist of a figure count in points."""
    return Affine2D().scale(1 / _PER_INCH) + figure.dpi_scale_trans
