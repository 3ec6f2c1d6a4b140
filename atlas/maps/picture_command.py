"""The command that draws a picture again."""

from __future__ import annotations

from atlas.desk.place import Place
from atlas.desk.remade import command_words
from atlas.layers.layer import Layer, asked_options
from atlas.maps.class_choice import ClassChoice, ClassScope, shown_unit, write_limits
from geo.classes import Method

#: What the command of a layer begins by: another one gives a layer that no picture is asked of.
_LAYER = "layer "


def picture_command(
    layer: Layer,
    choice: ClassChoice | None,
    highlight: Place | None,
    width_mm: float,
    *,
    compact: bool,
    slide: bool,
) -> str:
    """Write the words of the command that draws a picture, without its output.

    Parameters
    ----------
    layer : what is shown.
    choice : how its classes are cut; quantiles of the country when None.
    highlight, width_mm, compact, slide : as :func:`atlas.maps.picture.picture` takes them.

    Returns
    -------
    str
        "" where the layer answers no question of the command, as a recipe of one's own.
    """
    if not layer.about.command.startswith(_LAYER):
        return ""
    choice, usual = choice or ClassChoice(), ClassChoice()
    limits = write_limits(tuple(limit * shown_unit(layer) for limit in choice.breaks))
    return command_words(
        "picture",
        **asked_options(layer.query),
        classes=None if choice.method is Method.QUANTILES else choice.method.value,
        count=None if choice.count == usual.count else choice.count,
        scope=None if choice.scope is ClassScope.COUNTRY else choice.scope.value,
        limits=limits,
        highlight=highlight,
        width=None if slide else f"{width_mm:g}",
        format="16:9" if slide else None,
        compact=compact,
    )
